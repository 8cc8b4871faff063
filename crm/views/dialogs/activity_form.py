"""The fields of one activity as a form: day and time apart, its length as a person says it. It saves nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.errors import Invalid
from crm.models.activities import FIELDS, Activity
from crm.models.fields import Choice, Field, Kind
from crm.models.lists import ListQuery
from crm.utils import dates, phrases
from crm.utils.i18n import N_, _
from crm.views import activity_words
from crm.views.desk import Desk
from crm.views.dialogs.opportunity_customers import Customers
from crm.views.known import Known
from crm.views.tab import Questions
from crm.views.widgets.editors import ChoiceEditor, Lookup, Option
from crm.views.widgets.form import Form

TIME, LENGTH, REMINDERS = "time", "length", "reminders"
_REMINDERS = (
    Choice("0", N_("At the time")),
    Choice("5", N_("5 minutes before")),
    Choice("15", N_("15 minutes before")),
    Choice("30", N_("30 minutes before")),
    Choice("60", N_("1 hour before")),
    Choice("1440", N_("1 day before")),
    Choice("10080", N_("1 week before")),
)
_OWN = {
    TIME: Field(TIME, Kind.TEXT, N_("Time")),
    LENGTH: Field(LENGTH, Kind.TEXT, N_("Lasts")),
    REMINDERS: Field(REMINDERS, Kind.CHOICES, N_("Remind me"), choices=_REMINDERS),
}
_ORDER = (
    "subject", "type", "priority", "contact_id", "opportunity_id", "due_on", TIME, LENGTH, "place", "assigned_to",
    REMINDERS, "description",
)  # fmt: skip
_MOST = 8  # deals offered
_NARROWEST = 420


class ActivityForm(Form):
    """A form over the fields of an activity, with `outcome` for one that may be done."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, known: Known, outcome: bool = False) -> None:
        self.people = People(parent, desk)
        names = (*_ORDER, *(("outcome",) if outcome else ()))
        super().__init__(parent, [_field(name) for name in names], lookup=self.people.lookup(known.lookup()))
        self.share_lines(_NARROWEST, whole=("subject", "outcome"))

    def offer_types(self, types: Sequence[Choice]) -> None:
        """Offer the types of the business too."""
        editor = self.editor("type")
        if isinstance(editor, ChoiceEditor):
            editor.offer(types)

    def show(self, planned: Activity) -> None:
        """Show an activity; nothing counts as changed afterwards."""
        self.set(shown(vars(planned)))

    def begin(self, values: Mapping[str, object]) -> None:
        """Show what a new activity begins with; nothing counts as changed afterwards."""
        self.set(shown(values))

    def fill(self, values: Mapping[str, object]) -> None:
        """Put values as a person would type them."""
        for name, value in shown(values).items():
            if self.has(name):
                self.put(name, value)

    def stored(self, names: Sequence[str] | None = None) -> dict[str, Any]:
        """The values of an activity that stand here, or those that follow from some fields of the form.

        Raises Invalid with a sentence per field for what cannot be read.
        """
        values: dict[str, Any] = dict(self.values())
        wanted = set(names if names is not None else values)
        stored = {name: values[name] for name in wanted & values.keys() - {TIME, LENGTH, REMINDERS, "due_on"}}
        if wanted & {"due_on", TIME}:
            stored |= moment(values)
        if wanted & {LENGTH, TIME}:
            stored["duration_minutes"] = _minutes(
                str(values[LENGTH] or ""), timed=bool(str(values[TIME] or "").strip())
            )
        if REMINDERS in wanted:
            stored[REMINDERS] = [int(one) for one in values[REMINDERS]]
        return stored

    def edited(self) -> dict[str, Any]:
        """The values a person changed, in stored form."""
        return self.stored([name for name in (*_ORDER, "outcome") if self.has(name) and self.editor(name).changed()])


class People(Customers):
    """Contacts, and deals, found while their name is typed."""

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk)
        self.deals: dict[int, str] = {}
        self._opportunities = desk.session.opportunities
        self._deal_questions = Questions(desk.jobs)

    def lookup(self, known: Lookup) -> Lookup:
        """What is known, contacts, and deals."""
        customers = super().lookup(known)

        def label(field: Field, value: object) -> str:
            if field.kind is Kind.OPPORTUNITY and isinstance(value, int):
                return self.deals.get(value, "")
            return customers.label(field, value)

        def search(field: Field, typed: str, *, told: Callable[[Sequence[Option]], object]) -> None:
            if field.kind is Kind.OPPORTUNITY:
                self._search_deals(typed, told)
            elif customers.search:
                customers.search(field, typed, told=told)

        return replace(customers, label=label, search=search)

    def _search_deals(self, typed: str, told: Callable[[Sequence[Option]], object]) -> None:
        query = ListQuery(typed)

        def show(rows: Sequence[dict[str, Any]]) -> None:
            found: list[Option] = [(row["id"], _deal(row)) for row in rows]
            self.deals |= {row["id"]: _deal(row) for row in rows}
            told(found)

        self._deal_questions.ask("deals", lambda: self._opportunities.page(query, limit=_MOST).rows, show=show)


def shown(values: Mapping[str, Any]) -> dict[str, object]:
    """Values of an activity as the form shows them: the moment parted into day and time, the length in words."""
    found = {name: value for name, value in values.items() if name in _ORDER or name == "outcome"}
    if values.get("due_at"):
        local = dates.to_local(str(values["due_at"]))
        found |= {"due_on": local.date().isoformat(), TIME: f"{local:%H:%M}"}
    elif "due_on" in found:
        found[TIME] = ""
    if "duration_minutes" in values:
        found[LENGTH] = activity_words.length(values["duration_minutes"], timed=bool(values.get("due_at")))
    if REMINDERS in values:
        found[REMINDERS] = _reminders(values[REMINDERS])
    return found


def _minutes(typed: str, *, timed: bool) -> int | None:
    if not typed.strip():
        return None
    read = phrases.length(typed, timed=timed)
    if read is None:
        sentence = _("“{text}” is no length. Write it like 45 min, 1 h 30 min or 2 days.")
        raise Invalid({LENGTH: sentence.format(text=typed.strip())})
    return read


def moment(values: Mapping[str, Any]) -> dict[str, str]:
    """The columns of a kept day and a typed time; a time alone is today's. Invalid when there is no such time."""
    time = str(values[TIME] or "").strip()
    day = values["due_on"] or (dates.today() if time else "")
    if not time:
        return {"due_on": day or ""}
    clock = f"{time}:00" if time.isdecimal() else time
    try:
        return {"due_at": dates.to_moment(f"{day} {clock}")}
    except ValueError:
        sentence = _("“{text}” is no time of day. Write it like 10:30.").format(text=time)
        raise Invalid({TIME: sentence}) from None


def _reminders(kept: object) -> list[str]:
    import json

    read = json.loads(kept) if isinstance(kept, str) else kept
    return [str(one) for one in read] if isinstance(read, list | tuple) else []


def _field(name: str) -> Field:
    if name in _OWN:
        return _OWN[name]
    field = next(one for one in FIELDS if one.name == name)
    if name == "description":
        return replace(field, label=N_("Notes"))
    return replace(field, label=N_("Day")) if name == "due_on" else field


def _deal(row: Mapping[str, Any]) -> str:
    return " · ".join(part for part in (row["title"], row["company"] or row["contact"]) if part)
