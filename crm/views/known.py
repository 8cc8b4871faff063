"""What forms and lists must know before they show a record: fields, users, tags, pipelines, views and imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as empty

from crm.models.fields import Choice, Field, Kind
from crm.models.pipelines import LossReason, Pipeline, Stage
from crm.models.segments import SEGMENT
from crm.models.tags import Tag
from crm.models.users import User
from crm.models.views import SavedView
from crm.session import Session
from crm.utils.i18n import N_, translate
from crm.utils.text import fold, one_line
from crm.views.colors import hue_of
from crm.views.widgets.editors import Lookup

# A list may be narrowed to what an import added: by its operation. Nobody types that, the assistant asks for it.
IMPORTED = Field("imported_by", Kind.CHOICE, N_("Imported from"), editable=False)
# A list may be narrowed to the records of saved views, and to those of the customers in them.
VIEWED = Field("view", Kind.CHOICE, N_("Saved view"), editable=False)
_LONGEST = 60  # characters of a file's name
_VIEW_OF = {"contacts": N_("Contacts › {view}"), "opportunities": N_("Opportunities › {view}")}


@dataclass(frozen=True)
class Known:
    """Read on the worker, used on the window's thread; `names` are those contacts whose ids may have to be told."""

    fields: tuple[Field, ...]
    users: tuple[User, ...]
    tags: tuple[Tag, ...]
    views: tuple[SavedView, ...]
    region: str
    pipelines: tuple[Pipeline, ...] = ()
    loss_reasons: tuple[LossReason, ...] = ()
    currency: str = "EUR"
    names: Mapping[int, str] = empty(default_factory=dict)
    imports: tuple[tuple[int, str], ...] = ()  # the operation of each import, and the name of its file
    others: tuple[tuple[int, str], ...] = ()  # the views of other pages that narrow this one, and what they are called

    @property
    def shape(self) -> tuple[object, ...]:
        """What forms, filters and columns are made of: when it changes they are made anew."""
        tags = [(tag.id, tag.name, tag.color) for tag in self.tags]
        return (self.fields, self.users, tags, self.region, self.pipelines, self.loss_reasons, self.currency)

    def field(self, name: str) -> Field:
        """One field; KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def stage(self, stage_id: int) -> Stage:
        """One stage in use; KeyError when there is none."""
        for pipeline in self.pipelines:
            for stage in pipeline.stages:
                if stage.id == stage_id:
                    return stage
        raise KeyError(stage_id)

    def pipeline(self, pipeline_id: int) -> Pipeline:
        """One pipeline; KeyError when there is none."""
        for pipeline in self.pipelines:
            if pipeline.id == pipeline_id:
                return pipeline
        raise KeyError(pipeline_id)

    @property
    def imported(self) -> Field:
        """The field that narrows a list to what an import added, with the names of the files."""
        return replace(
            IMPORTED, choices=tuple(Choice(str(one), one_line(file, _LONGEST)) for one, file in self.imports)
        )

    @property
    def viewed(self) -> Field:
        """The field that narrows a list to what is in saved views, with their names."""
        views = [(view.id, view.name) for view in self.views]
        return replace(VIEWED, choices=tuple(Choice(str(one), name) for one, name in (*views, *self.others)))

    @property
    def narrowing(self) -> tuple[Field, ...]:
        """What any list of customers, or of what has to do with them, is narrowed by beside its own fields."""
        return (SEGMENT, self.viewed)

    def lookup(self, *, create_tags: bool = True) -> Lookup:
        """Where the editors of a form find users, tags, stages. A new tag stands as its own name until it is saved."""
        labels = self._labels()
        hues = {tag.id: tag.color for tag in self.tags}
        in_use = {stage.id for one in self.pipelines if one.active for stage in one.stages}
        offered = {
            **labels,
            Kind.USER: {user.id: user.name for user in self.users if user.active},
            Kind.PIPELINE: {one.id: translate(one.name) for one in self.pipelines if one.active},
            Kind.STAGE: {one: words for one, words in labels[Kind.STAGE].items() if one in in_use},
            Kind.LOSS_REASON: {one.id: translate(one.name) for one in self.loss_reasons if one.active},
        }

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

    def lookup_within(self, pipeline_id: int) -> Lookup:
        """The same, where only the stages of one pipeline are offered, by their own names."""
        lookup = self.lookup()
        stages = {one.id: translate(one.name) for one in self.pipeline(pipeline_id).stages}

        def options(field: Field, typed: str) -> Sequence[tuple[object, str]]:
            return list(stages.items()) if field.kind is Kind.STAGE else lookup.options(field, typed)

        def label(field: Field, value: object) -> str:
            known = stages.get(value) if isinstance(value, int) and field.kind is Kind.STAGE else None
            return known or lookup.label(field, value)

        return replace(lookup, options=options, label=label)

    def _labels(self) -> dict[Kind, dict[int, str]]:
        """The words for an id, by the kind of field that holds it."""
        several = sum(one.active for one in self.pipelines) > 1
        return {
            Kind.USER: {user.id: user.name for user in self.users},
            Kind.TAGS: {tag.id: tag.name for tag in self.tags},
            Kind.PIPELINE: {one.id: translate(one.name) for one in self.pipelines},
            Kind.STAGE: {
                stage.id: f"{translate(one.name)} › {translate(stage.name)}" if several else translate(stage.name)
                for one in self.pipelines
                for stage in one.stages
            },
            Kind.LOSS_REASON: {one.id: translate(one.name) for one in self.loss_reasons},
            Kind.CONTACT: dict(self.names),
        }


def read(session: Session) -> Known:
    """Read what contacts need; for the worker."""
    return Known(
        tuple(session.contacts.fields()),
        tuple(session.users.all()),
        tuple(session.tags.all(counted=False)),
        tuple(session.views.all()),
        str(session.settings.get("country", "ES")),
        imports=tuple(session.imports.files().items()),
        others=_others(session, "opportunities"),
    )


def read_for_opportunities(session: Session) -> Known:
    """Read what opportunities need; for the worker."""
    return Known(
        tuple(session.opportunities.fields()),
        tuple(session.users.all()),
        tuple(session.tags.all(counted=False)),
        tuple(session.views.all("opportunities")),
        str(session.settings.get("country", "ES")),
        tuple(session.pipelines.all(inactive=True)),  # a deal that ended long ago may stand in one out of use
        tuple(session.loss_reasons.all(inactive=True)),
        str(session.settings.get("currency", "EUR")),
        others=_others(session, "contacts"),
    )


def read_for_activities(session: Session) -> Known:
    """Read what activities need; for the worker."""
    return Known(
        tuple(session.activities.fields()),
        tuple(session.users.all()),
        (),
        tuple(session.views.all("activities")),
        str(session.settings.get("country", "ES")),
        others=_others(session, "contacts", "opportunities"),
    )


def _others(session: Session, *entities: str) -> tuple[tuple[int, str], ...]:
    """The views of other pages by the words for them."""
    return tuple(
        (view.id, translate(_VIEW_OF[entity]).format(view=view.name))
        for entity in entities
        for view in session.views.all(entity)
    )
