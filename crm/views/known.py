"""What forms and lists must know before they show a record: the file's fields, users, tags, views and imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm.models.fields import Choice, Field, Kind
from crm.models.tags import Tag
from crm.models.users import User
from crm.models.views import SavedView
from crm.session import Session
from crm.utils.i18n import N_
from crm.utils.text import fold, one_line
from crm.views.colors import hue_of
from crm.views.widgets.editors import Lookup

# A list may be narrowed to what an import added: by its operation. Nobody types that, the assistant asks for it.
IMPORTED = Field("imported_by", Kind.CHOICE, N_("Imported from"), editable=False)
_LONGEST = 60  # characters of a file's name


@dataclass(frozen=True)
class Known:
    """Read on the worker, used on the window's thread."""

    fields: tuple[Field, ...]
    users: tuple[User, ...]
    tags: tuple[Tag, ...]
    views: tuple[SavedView, ...]
    region: str
    imports: tuple[tuple[int, str], ...] = ()  # the operation of each import, and the name of its file

    @property
    def shape(self) -> tuple[object, ...]:
        """What forms, filters and columns are made of: when it changes they are made anew."""
        tags = [(tag.id, tag.name, tag.color) for tag in self.tags]
        return (self.fields, self.users, tags, self.region)

    def field(self, name: str) -> Field:
        """One field; KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def imported(self) -> Field:
        """The field that narrows a list to what an import added, with the names of the files."""
        return replace(
            IMPORTED, choices=tuple(Choice(str(one), one_line(file, _LONGEST)) for one, file in self.imports)
        )

    def lookup(self, *, create_tags: bool = True) -> Lookup:
        """Where the editors of a form find users and tags. A new tag stands as its own name until it is saved."""
        labels = {
            Kind.USER: {user.id: user.name for user in self.users},
            Kind.TAGS: {tag.id: tag.name for tag in self.tags},
        }
        hues = {tag.id: tag.color for tag in self.tags}
        offered = {**labels, Kind.USER: {user.id: user.name for user in self.users if user.active}}

        def options(field: Field, typed: str) -> Sequence[tuple[object, str]]:
            wanted = fold(typed.strip())
            return [(value, label) for value, label in offered.get(field.kind, {}).items() if wanted in fold(label)]

        return Lookup(
            options=options,
            label=lambda field, value: str(labels.get(field.kind, {}).get(value, value)),  # type: ignore[call-overload]
            hue=lambda _field, value: hues.get(value, "") or hue_of(str(value)),  # type: ignore[call-overload]
            create=(lambda _field, typed: typed.strip()) if create_tags else None,
            region=self.region,
        )


def read(session: Session) -> Known:
    """Read it all; for the worker."""
    return Known(
        tuple(session.contacts.fields()),
        tuple(session.users.all()),
        tuple(session.tags.all(counted=False)),
        tuple(session.views.all()),
        str(session.settings.get("country", "ES")),
        tuple(session.imports.files().items()),
    )
