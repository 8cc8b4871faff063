"""The gate of won and lost: asks what must be known before deals are closed, then moves them. The rules are the
controller's; here they are asked for in time, for one deal or for many at once.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from tkinter import ttk
from typing import Any

from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.models.opportunities import Closing
from crm.models.pipelines import LOST, OPEN, WON, LossReason, Stage
from crm.utils import dates
from crm.utils.i18n import N_, _, ngettext, translate
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.form import Form
from crm.views.widgets.scrolled import Scrolled

Told = Callable[[dict[int, Closing]], object]

_MOST_ASKED = 8  # deals that are asked one by one for the value they lack; of more, one value stands for all
_ROOM = 40  # units of height kept for the sentences about what lacks
_DAY = Field("closed_on", Kind.DATE, N_("Closed on"), required=True)
_NOTE = Field("loss_note", Kind.LONG_TEXT, N_("What happened"))
_TITLES = {WON: N_("Won: {title}"), LOST: N_("Lost: {title}")}


@dataclass(frozen=True)
class Wanted:
    """Deals, as rows of a list, that are to go to a stage; in front of the deal `before`, else on top."""

    stage: Stage
    rows: Sequence[Mapping[str, Any]]
    before: int | None = None

    @property
    def ids(self) -> list[int]:
        """The ids of the deals."""
        return [row["id"] for row in self.rows]

    @property
    def asked(self) -> Sequence[Mapping[str, Any]]:
        """The rows something is told of: those that were not closed like this before, or all where that is none."""
        return [row for row in self.rows if row["status"] != self.stage.kind] or self.rows

    @property
    def asks(self) -> bool:
        """Whether the gate is there at all: not into an open stage, nor between two won or two lost ones."""
        return self.stage.kind != OPEN and any(row["status"] != self.stage.kind for row in self.rows)


@dataclass(frozen=True)
class _Amount:
    """One value that is asked for, and the deals it is the value of."""

    field: Field
    deals: tuple[int, ...]
    known: int | None = None


class ClosingDialog(DeskDialog):
    """`on_told` hears a closing for each deal once everything is there."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, wanted: Wanted, reasons: Sequence[LossReason] = ()) -> None:
        self._is_loss = wanted.stage.kind == LOST
        confirm = _("Mark as lost") if self._is_loss else _("Mark as won")
        super().__init__(parent, desk, title=_title(wanted), confirm=confirm)
        self.on_told: Told = lambda _closings: None
        self._wanted = wanted
        self._amounts = () if self._is_loss else _amounts(wanted.asked)
        self._reasons = {one.id: one for one in reasons}
        self.reason = tk.IntVar(self, value=0)
        self.choices: dict[int, ttk.Radiobutton] = {}
        place = Scrolled(self.body)
        place.pack(fill="both", expand=True)
        self._wrong = ttk.Label(place.body, style="Error.TLabel")
        if self._is_loss:
            self._add_reasons(place.body)
        self.form = Form(place.body, [*(one.field for one in self._amounts), *([_NOTE] if self._is_loss else []), _DAY])
        self.form.set(
            {_DAY.name: dates.today(), **{one.field.name: one.known for one in self._amounts}, **_told(wanted)}
        )
        if self._is_loss and _told(wanted):
            self.reason.set(wanted.rows[0]["loss_reason_id"] or 0)
        self.form.pack(fill="x", padx=(0, theme.px(8)))
        place.adopt()
        self.on_confirm = self._confirmed
        place.update_idletasks()
        self.fix_size(460, min(520, round(place.body.winfo_reqheight() / theme.px(100) * 100) + _ROOM))

    def take_focus(self) -> None:
        """The reason of a loss comes first, or the value."""
        if self.choices:
            next(iter(self.choices.values())).focus_set()
        else:
            self.form.focus_first()

    def choose(self, reason_id: int) -> None:
        """Choose why they were lost."""
        self.reason.set(reason_id)
        self._wrong.pack_forget()
        self.form.clear_errors()

    def closings(self) -> dict[int, Closing]:
        """What was told, for each deal it was asked of. Raises Invalid with a sentence for each field."""
        values = self._values()
        told = {deal: values[one.field.name] for one in self._amounts for deal in one.deals}
        held = {row["id"]: row["value"] for row in self._wanted.asked}
        return {
            deal: Closing(
                str(values[_DAY.name]),
                told[deal] if deal in told and told[deal] != held[deal] else None,
                self.reason.get() or None,
                str(values.get(_NOTE.name) or "").strip(),
            )
            for deal in held
        }

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        try:
            values = self.form.values()
        except Invalid as error:
            wrong = dict(error.fields)
        else:
            wrong = {
                one.field.name: _("Say what it is worth.") for one in self._amounts if values[one.field.name] is None
            }
            if not values[_DAY.name]:
                wrong[_DAY.name] = _("Say on which day it was closed.")
            elif str(values[_DAY.name]) > dates.today():
                wrong[_DAY.name] = _("This day is still to come: a deal is closed today or was before.")
        wrong |= self._wrong_reason(str(values.get(_NOTE.name) or "")) if self._is_loss else {}
        if wrong:
            raise Invalid(wrong)
        return values

    def _wrong_reason(self, note: str) -> dict[str, str]:
        reason = self._reasons.get(self.reason.get())
        if reason is None:
            return {"loss_reason_id": _("Choose why it was lost.")}
        if reason.needs_text and not note.strip():
            return {_NOTE.name: _("Say in a few words what happened.")}
        return {}

    def _confirmed(self) -> object:
        try:
            closings = self.closings()
        except Invalid as error:
            self._show_wrong(error)
            return False
        self.master.after_idle(self.on_told, closings)  # when the dialog is gone: what follows may open another
        return None

    def _show_wrong(self, error: Invalid) -> None:
        self.form.show_errors(error.fields)
        sentence = error.fields.get("loss_reason_id", "")
        self._wrong.configure(text=sentence)
        if sentence:
            self._wrong.pack(anchor="w", before=self.form)
            next(iter(self.choices.values()), self.primary).focus_set()
        else:
            self._wrong.pack_forget()

    def _add_reasons(self, parent: tk.Misc) -> None:
        ttk.Label(parent, text=_("Why was it lost?"), style="Small.TLabel").pack(anchor="w", padx=theme.px(2))
        for one in self._reasons.values():
            words = theme.fit(translate(one.name), theme.px(400))
            button = ttk.Radiobutton(parent, text=words, value=one.id, variable=self.reason)
            button.configure(command=lambda reason=one.id: self.choose(reason))  # type: ignore[misc]
            button.pack(anchor="w", pady=(0, theme.px(2)))
            self.choices[one.id] = button
        ttk.Frame(parent, height=theme.px(8)).pack()


def _amounts(rows: Sequence[Mapping[str, Any]]) -> tuple[_Amount, ...]:
    """What is asked: the value of a single deal; of several, the values that are missing, of many one for all."""
    if len(rows) == 1:
        only = rows[0]
        if only["value_from_lines"] and only["value"] is not None:
            return ()
        return (_Amount(_money("value", _("Value"), currency=only["currency"]), (only["id"],), only["value"]),)
    lacking = [row for row in rows if row["value"] is None]
    if len(lacking) <= _MOST_ASKED:
        return tuple(
            _Amount(
                _money(f"value{row['id']}", _("Value of {title}").format(title=one_line(row["title"], 40)),
                       currency=row["currency"]),
                (row["id"],),
            )
            for row in lacking
        )  # fmt: skip
    return tuple(_of_all(currency, list(some)) for currency, some in groupby(sorted(lacking, key=_currency), _currency))


def _of_all(currency: str, rows: Sequence[Mapping[str, Any]]) -> _Amount:
    words = ngettext(
        "Value of the {count} deal without one ({currency})",
        "Value of each of the {count} deals without one ({currency})",
        len(rows),
    )
    label = words.format(count=show_number(len(rows)), currency=currency)
    return _Amount(_money(f"value{currency}", label, currency=currency), tuple(row["id"] for row in rows))


def _money(name: str, label: str, *, currency: str) -> Field:
    return Field(name, Kind.MONEY, label, required=True, currency=currency)


def _currency(row: Mapping[str, Any]) -> str:
    return str(row["currency"])


def _title(wanted: Wanted) -> str:
    if len(wanted.asked) == 1:
        return _(_TITLES[wanted.stage.kind]).format(title=one_line(wanted.asked[0]["title"], 60))
    count = len(wanted.asked)
    if wanted.stage.kind == WON:
        words = ngettext("{count} opportunity won", "{count} opportunities won", count)
    else:
        words = ngettext("{count} opportunity lost", "{count} opportunities lost", count)
    return words.format(count=show_number(count))


def _told(wanted: Wanted) -> dict[str, object]:
    """What was told of one deal that stands in a stage of this kind already."""
    row = wanted.rows[0]
    if len(wanted.rows) > 1 or row["status"] != wanted.stage.kind:
        return {}
    return {_DAY.name: row["closed_on"], _NOTE.name: row["loss_note"]}


def ask_closing(parent: tk.Misc, desk: Desk, *, wanted: Wanted, then: Told) -> None:
    """Ask what the gate wants to know; `then` hears a closing for each deal, none where nothing is to be asked."""
    if wanted.asks:
        _open(parent, desk, wanted=wanted, then=then)
    else:
        then({})


def correct(parent: tk.Misc, desk: Desk, *, stage: Stage, row: Mapping[str, Any]) -> None:
    """Tell anew when and why a deal was won or lost."""
    opportunities = desk.session.opportunities

    def write(closings: Mapping[int, Closing]) -> None:
        told = vars(closings[row["id"]])
        values = {name: value for name, value in told.items() if value is not None}
        said = _("Saved {name}.").format(name=one_line(row["title"], 40))
        desk.write(lambda: opportunities.change(row["id"], values), lambda _nothing: said)

    _open(parent, desk, wanted=Wanted(stage, [row]), then=write)


def _open(parent: tk.Misc, desk: Desk, *, wanted: Wanted, then: Told) -> None:
    session = desk.session

    def read() -> Sequence[LossReason]:
        session.opportunities.require_changeable(wanted.ids)
        return session.loss_reasons.all() if wanted.stage.kind == LOST else ()

    def opened(reasons: Sequence[LossReason]) -> None:
        dialog = ClosingDialog(parent, desk, wanted=wanted, reasons=reasons)
        dialog.on_told = then
        dialog.open()

    desk.jobs.run(read, opened)


def move(parent: tk.Misc, desk: Desk, *, wanted: Wanted, done: Callable[[int], object] | None = None) -> None:
    """Move deals to a stage, through the gate where there is one, and say so with Undo; `done` hears how many moved."""
    opportunities = desk.session.opportunities

    def write(closings: Mapping[int, Closing]) -> None:
        desk.write(
            lambda: opportunities.move(wanted.ids, wanted.stage.id, before=wanted.before, closing=closings or None),
            lambda count: moved_words(wanted, count),
            done=done,
        )

    ask_closing(parent, desk, wanted=wanted, then=write)


def moved_words(wanted: Wanted, count: int) -> str:
    """What a notice says once they are moved; "" when nothing did."""
    if not count:
        return ""
    stage = translate(wanted.stage.name)
    if len(wanted.rows) == 1:
        return _("{title}: now in {stage}.").format(title=one_line(wanted.rows[0]["title"], 40), stage=stage)
    words = ngettext("{count} opportunity moved to {stage}.", "{count} opportunities moved to {stage}.", count)
    return words.format(count=show_number(count), stage=stage)
