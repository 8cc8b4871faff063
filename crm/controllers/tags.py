"""What can be done with tags themselves; putting them on records is tagging.py's."""

from __future__ import annotations

import re

from crm.controllers.access import Controller, reads, writes
from crm.errors import Invalid, NotFound
from crm.models.tags import COLORS, Tag
from crm.storage.sqlite import Row
from crm.utils import text
from crm.utils.i18n import N_, _

_COLOR = re.compile("#[0-9a-fA-F]{6}", re.ASCII)


class Tags(Controller):
    """Words put on contacts and opportunities, each with a colour."""

    @reads("tags")
    def all(self, *, counted: bool = True) -> list[Tag]:
        """Every tag by name, with the numbers of records that wear it; without counting it takes no time."""
        if not counted:
            rows = self.database.all("SELECT id, name, color FROM tags ORDER BY folded")
            return [Tag(**row) for row in rows]
        rows = self.database.all(
            "SELECT t.id, t.name, t.color,"
            " (SELECT count(*) FROM contact_tags c WHERE c.tag_id = t.id) AS uses,"
            " (SELECT count(*) FROM opportunity_tags d WHERE d.tag_id = t.id) AS deals FROM tags t ORDER BY t.folded"
        )
        return [Tag(**row) for row in rows]

    @reads("tags")
    def by_name(self, name: str) -> Tag | None:
        """The tag of a name, accents and case ignored."""
        row = self.database.one("SELECT id, name, color FROM tags WHERE folded = :folded", folded=_folded(name))
        return Tag(**row) if row else None

    @writes("tags", N_("Add the tag {name}"))
    def add(self, name: str, *, color: str = "") -> int:
        """Add a tag and return its id; without a colour it takes the next of the palette."""
        self.describe(name=name.strip())
        return self._insert(name, color)

    @writes("tags", N_("Add tags"))
    def add_along(self, name: str) -> int:
        """Add a tag as a part of another operation, which keeps the label it has, and return its id."""
        return self._insert(name, "")

    @writes("tags", N_("Edit the tag {name}"))
    def change(self, tag_id: int, *, name: str | None = None, color: str | None = None) -> None:
        """Rename a tag or give it another colour; whatever wears it keeps it."""
        row = self._row(tag_id)
        _require_color(color or "")
        values = {} if color is None else {"color": color}
        if name is not None:
            self._require_free(name, tag_id)
            values |= {"name": name.strip(), "folded": _folded(name)}
        self.describe(name=values.get("name", row["name"]))
        self.database.update("tags", tag_id, values)

    @writes("tags", N_("Remove the tag {name}"))
    def remove(self, tag_id: int) -> None:
        """Remove a tag from the list and from every record; undo brings both back."""
        self.describe(name=self._row(tag_id)["name"])
        self.database.delete("tags", tag_id)

    def _insert(self, name: str, color: str) -> int:
        self._require_free(name, 0)
        _require_color(color)
        place = int(self.database.value("SELECT count(*) FROM tags"))
        row = {"name": name.strip(), "folded": _folded(name), "color": color or COLORS[place % len(COLORS)]}
        return self.database.insert("tags", row)

    def _row(self, tag_id: int) -> Row:
        row = self.database.one("SELECT * FROM tags WHERE id = :id", id=tag_id)
        if row is None:
            raise NotFound(_("This tag no longer exists."))
        return row

    def _require_free(self, name: str, tag_id: int) -> None:
        if problem := text.unstorable(name):
            raise Invalid({"name": problem})
        if not _folded(name):
            raise Invalid({"name": _("A tag needs a name.")})
        if len(name) > 100:
            raise Invalid({"name": _("A tag's name may have at most 100 letters.")})
        known = self.by_name(name)
        if known and known.id != tag_id:
            raise Invalid({"name": _("There is a tag called {name} already.").format(name=known.name)})


def _require_color(color: str) -> None:
    if color and not _COLOR.fullmatch(color):
        raise Invalid({"color": _("A colour is written as # and six figures or letters up to f.")})


def _folded(name: str) -> str:
    return " ".join(text.fold(name).split())
