"""The form of a new deal: title, contact and value are typed, the rest is filled in sensibly. It knows no list."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from crm.errors import CrmError, Invalid
from crm.models.fields import Field, Kind
from crm.models.opportunities import Closing
from crm.models.pipelines import OPEN, Pipeline
from crm.session import Session
from crm.utils.i18n import _, translate
from crm.utils.text import one_line
from crm.views import known as known_things
from crm.views.desk import Desk
from crm.views.dialogs.closing import Wanted, ask_closing
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.opportunity_customers import Customers
from crm.views.dialogs.opportunity_form import OpportunityForm, defaults, fields_of
from crm.views.known import Known
from crm.views.widgets.editors import Lookup
from crm.views.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from crm.views.window import Window

_USUAL = ("title", "contact_id", "value", "currency", "expected_close", "assigned_to", "source", "tags")
_BEFORE_PLACES = 6  # of the usual fields stand in front of pipeline and stage


@dataclass(frozen=True)
class Beginning:
    """What the form of a new deal needs: what the file knows, the values it begins with, names of contacts in them."""

    known: Known
    values: Mapping[str, object]
    names: Mapping[int, str]
    sources: tuple[str, ...] = ()


class NewOpportunity(DeskDialog):
    """`on_added` hears the id of what was added, and whether it is to be opened."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, beginning: Beginning) -> None:
        super().__init__(parent, desk, title=_("New opportunity"), confirm=_("Save"))
        self.on_added: Callable[[int, bool], object] = lambda _deal_id, _open: None
        self._known = beginning.known
        self._customers = Customers(self, desk)
        self._customers.names |= beginning.names
        self._customers.place = self._within
        place = Scrolled(self.body)
        place.pack(fill="both", expand=True)
        self.form = OpportunityForm(place.body, self._known, customers=self._customers, fields=_fields(self._known))
        self.form.pack(fill="both", expand=True)
        self.form.offer_sources(beginning.sources)
        self.form.set(beginning.values)
        self.form.on_change = self._edited
        place.adopt()
        self.open_button = self.add_button(_("Save and open"), lambda: self.save(open_it=True))
        self.fix_size(680, 440)
        self.on_confirm = self.save

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something typed."""
        return self.form.is_changed

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline that is chosen."""
        chosen = self.form.editor("pipeline_id").typed() if self.form.has("pipeline_id") else None
        stage_id = self.form.editor("stage_id").typed()
        if isinstance(chosen, int):
            return self._known.pipeline(chosen)
        return self._known.pipeline(self._known.stage(int(str(stage_id))).pipeline_id)

    def take_focus(self) -> None:
        """One types the title."""
        self.form.focus_first()

    def save(self, *, open_it: bool = False) -> bool:
        """Save and close; what cannot be kept is told beside its field. False: it is not closed yet."""
        try:
            values = self.form.values()
        except Invalid as error:
            self.refused(error)
            return False
        stage = self._known.stage(int(str(values["stage_id"])))
        row = {"id": 0, "title": values["title"], "status": OPEN, "value": values["value"], "value_from_lines": False}
        row["currency"] = values["currency"]
        if not str(values["title"] or "").strip():
            self._add(values, None, open_it=open_it)  # the rules say what lacks, before the gate asks anything
        else:
            ask_closing(
                self,
                self.desk,
                wanted=Wanted(stage, [row]),
                then=lambda told: self._add(values, told.get(0), open_it=open_it),
            )
        return False

    def refused(self, error: CrmError) -> None:
        """Errors of fields stand beside them."""
        if not isinstance(error, Invalid):
            super().refused(error)
            return
        self.form.show_errors(error.fields)
        self.say(" ".join(text for name, text in error.fields.items() if not self.form.has(name)), wrong=True)

    def _add(self, values: Mapping[str, object], closing: Closing | None, *, open_it: bool) -> None:
        opportunities = self.desk.session.opportunities
        said = _("Added {name}.").format(name=one_line(str(values["title"] or ""), 40))
        self.write(
            lambda: opportunities.add(values, closing=closing),
            lambda _id: said,
            done=lambda deal_id: self._added(deal_id, open_it),
        )

    def _added(self, deal_id: int, open_it: bool) -> None:
        self.close()
        self.on_added(deal_id, open_it)

    def _edited(self, name: str) -> None:
        self.say("")
        self.form.heard(name)
        if name == "pipeline_id":
            first = self.pipeline.first(OPEN)
            self.form.put("stage_id", first.id if first else None)

    def _within(self, lookup: Lookup) -> Lookup:
        """The stages that are offered are those of the pipeline chosen now."""

        def options(field: Field, typed: str) -> Any:
            if field.kind is Kind.STAGE:
                return [(one.id, translate(one.name)) for one in self.pipeline.stages]
            return lookup.options(field, typed)

        def label(field: Field, value: object) -> str:
            if field.kind is Kind.STAGE and isinstance(value, int):
                return translate(self._known.stage(value).name)
            return lookup.label(field, value)

        return replace(lookup, options=options, label=label)


def _fields(known: Known) -> list[Field]:
    """The usual fields in their order, the places among them, and every own field that must be filled."""
    usual = fields_of(known, _USUAL)
    several = sum(one.active for one in known.pipelines) > 1
    places = [one for one in known.fields if one.name == "stage_id" or (several and one.name == "pipeline_id")]
    required = [one for one in known.fields if one.is_custom and one.required]
    return [replace(one, section="") for one in (*usual[:_BEFORE_PLACES], *places, *usual[_BEFORE_PLACES:], *required)]


def begin(session: Session, values: Mapping[str, object]) -> Beginning:
    """Read what the form needs; for the worker. Without a stage it begins in the first open one."""
    known = known_things.read_for_opportunities(session)
    whole = defaults(known, values, user_id=session.user.id)
    if not whole.get("stage_id"):
        pipeline_id = whole.get("pipeline_id")
        pipeline = known.pipeline(pipeline_id) if isinstance(pipeline_id, int) else session.pipelines.default()
        first = pipeline.first(OPEN)
        whole |= {"stage_id": first.id if first else None}
    stage_id = whole["stage_id"]
    if isinstance(stage_id, int):
        whole["pipeline_id"] = known.stage(stage_id).pipeline_id
    ids = [one for name in ("contact_id", "company_id") if isinstance(one := whole.get(name), int)]
    names = {one: session.contacts.get(one).name for one in ids}
    return Beginning(known, whole, names, tuple(translate(one.name) for one in session.sources.all()))


def show(
    window: Window, *, values: Mapping[str, object] | None = None, then: Callable[[int], object] | None = None
) -> None:
    """Open the form of a new deal; `then` hears the id of what was added."""
    from crm.views.dialogs.opportunity import show as show_deal

    session = window.desk.session

    def added(deal_id: int, open_it: bool) -> None:
        if then:
            then(deal_id)
        if open_it:
            show_deal(window, deal_id)

    def opened(beginning: Beginning) -> None:
        dialog = NewOpportunity(window.root, window.desk, beginning=beginning)
        dialog.on_added = added
        dialog.open()

    window.desk.jobs.run(lambda: begin(session, values or {}), opened)
