"""Where one segment of customers ends and the next begins: the rules, and beside them how many each would have."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.errors import CrmError, Invalid
from crm.models.fields import Field, Kind
from crm.models.segments import BY_PURCHASES, BY_VALUE, GOOD_BY, SegmentCount, SegmentRules, bought_once
from crm.utils import money
from crm.utils.i18n import N_, _
from crm.utils.money import show_number
from crm.views import segment_words, theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.good_customers import NAME
from crm.views.widgets.form import Form

if TYPE_CHECKING:
    from crm.views.window import Window

_WAIT = 350  # milliseconds after a key until the customers are counted anew
_WIDTH, _HEIGHT = 860, 360
_TWO_FIELDS = 400  # units of width from which two of them stand side by side
_SEGMENTS, _GOOD = N_("Segments"), N_("Good customers")
FIELDS: tuple[Field, ...] = (
    Field("at_risk_days", Kind.NUMBER, N_("At risk after … days"), _SEGMENTS, required=True),
    Field("inactive_days", Kind.NUMBER, N_("Inactive after … days"), _SEGMENTS, required=True),
    Field("window_days", Kind.NUMBER, N_("Count the purchases of … days"), _SEGMENTS, required=True),
    Field("frequent_from", Kind.NUMBER, N_("Frequent from … purchases"), _SEGMENTS, required=True),
    Field("good_by", Kind.CHOICE, N_("Known by"), _GOOD, required=True, choices=GOOD_BY),
    Field("good_purchases", Kind.NUMBER, N_("Good from … purchases"), _GOOD, required=True),
    Field("good_value", Kind.MONEY, N_("Good from"), _GOOD, required=True),
    Field("silent_days", Kind.NUMBER, N_("Quiet after … days without a word"), _GOOD, required=True),
)
_WHOLE = frozenset(one.name for one in FIELDS if one.kind is Kind.NUMBER)
_OF_KIND = {BY_PURCHASES: "good_purchases", BY_VALUE: "good_value"}
_HEADS = (N_("Segment"), N_("Customers"), N_("Good ones"), N_("Bought"))


class SegmentsDialog(DeskDialog):
    """`on_saved` hears that other rules are in use."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, rules: SegmentRules, currency: str) -> None:
        super().__init__(parent, desk, title=_("Customer segments"), confirm=_("Save"))
        self.on_saved: Callable[[], object] = lambda: None
        self.currency = currency
        self._counted = ""
        self._known_by = ""
        self.fix_size(_WIDTH, _HEIGHT)
        self.body.columnconfigure(0, weight=3, uniform="parts")
        self.body.columnconfigure(1, weight=2, uniform="parts")
        self.body.rowconfigure(0, weight=1)
        self.body.grid_propagate(False)
        fields = [replace(one, currency=currency) if one.kind is Kind.MONEY else one for one in FIELDS]
        self.form = Form(self.body, fields)
        self.form.grid(row=0, column=0, sticky="nsew", padx=(0, theme.px(20)))
        self.form.set(rules.to_plain())
        self.form.on_change = self._edited
        self.preview = Preview(self.body, currency)
        self.preview.grid(row=0, column=1, sticky="nsew")
        self.usual = self.add_button(_("The usual rules"), self.choose_usual, left=True)
        self._show_what_counts()
        self.form.share_lines(_TWO_FIELDS, whole=())
        self.on_confirm = self._confirmed

    @property
    def has_edits(self) -> bool:
        """Whether something was changed that is not saved."""
        return self.form.is_changed

    def take_focus(self) -> None:
        """A person begins with the first number."""
        self.form.focus_first()

    def open(self) -> None:
        """Show it, and count the customers."""
        super().open()
        self.count()

    def rules(self) -> SegmentRules:
        """The rules as they stand. Invalid names each field that cannot be read, or that does not fit the others."""
        values = self.form.values()
        broken = {name: _("Write a whole number.") for name in _WHOLE if not _is_whole(values[name])}
        if broken:
            raise Invalid(broken)
        whole = {name: int(str(values[name]).partition(".")[0]) for name in (*_WHOLE, "good_value")}
        rules = SegmentRules(**{**values, **whole})  # type: ignore[arg-type]
        if problems := rules.problems():
            raise Invalid(problems)
        return rules

    def choose_usual(self) -> None:
        """Fill in the rules a new file has."""
        for name, value in SegmentRules().to_plain().items():
            self.form.put(name, value)
        self.count()

    def count(self) -> None:
        """Count the customers by the rules as they stand; nothing is counted while they are impossible."""
        self._counted = ""
        self._show_what_counts()
        try:
            rules = self.rules()
        except Invalid as error:
            self.form.show_warnings(error.fields)
            self.preview.wait(_("Counted as soon as the rules can be followed."))
            return
        segments = self.desk.session.segments
        self.preview.wait(_("Counting…"))
        self.ask("preview", lambda: segments.preview(rules), show=self.preview.show)

    def save(self) -> None:
        """Keep the rules."""
        try:
            rules = self.rules()
        except Invalid as error:
            self.form.show_errors(error.fields)
            return
        segments = self.desk.session.segments

        def done(_none: object) -> None:
            self.close()
            self.on_saved()

        self.write(lambda: segments.set_rules(rules), lambda _none: _("The rules of segments are saved."), done=done)

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def destroy(self) -> None:
        """Count no more."""
        if self._counted:
            self.after_cancel(self._counted)
            self._counted = ""
        super().destroy()

    def _edited(self, _name: str) -> None:
        self.form.clear_errors()
        if self._counted:
            self.after_cancel(self._counted)
        self._counted = self.after(_WAIT, self.count)

    def _show_what_counts(self) -> None:
        """The number of purchases, or their value: what a good customer is known by."""
        chosen = str(self.form.editor("good_by").get())
        if chosen != self._known_by:
            self._known_by = chosen
            self.form.hide([field for kind, field in _OF_KIND.items() if kind != chosen])

    def _confirmed(self) -> bool:
        self.save()
        return False


class Preview(ttk.Frame):
    """How many customers each segment would have."""

    def __init__(self, parent: tk.Misc, currency: str) -> None:
        super().__init__(parent)
        self._currency = currency
        ttk.Label(self, text=_("With these rules"), style="Strong.TLabel").grid(
            row=0, column=0, columnspan=len(_HEADS), sticky="w", pady=(0, theme.px(8))
        )
        for place, words in enumerate(_HEADS):
            head = ttk.Label(self, text=_(words), style="Small.TLabel")
            head.grid(row=1, column=place, sticky="w" if not place else "e", padx=(theme.px(12) if place else 0, 0))
        self.columnconfigure(0, weight=1)
        self._cells: list[list[ttk.Label]] = []
        self.words = ttk.Label(self, style="Small.TLabel", justify="left")
        self.words.grid(row=20, column=0, columnspan=len(_HEADS), sticky="w", pady=(theme.px(12), 0))
        self.bind("<Configure>", lambda event: self.words.configure(wraplength=max(1, event.width)))

    def wait(self, words: str) -> None:
        """Say why the numbers shown are not those of the rules."""
        self.words.configure(text=words)

    def show(self, counts: Sequence[SegmentCount]) -> None:
        """Show the numbers."""
        for cell in (cell for line in self._cells for cell in line):
            cell.destroy()
        names = ("customers", "good", "value", "unpriced")
        whole = SegmentCount("", *(sum(getattr(one, name) for one in counts) for name in names))
        self._cells = [self._line(place, one) for place, one in enumerate((*counts, whole))]
        self.words.configure(text=_rest(whole))

    @property
    def texts(self) -> list[list[str]]:
        """The lines as they are shown."""
        return [[str(cell.cget("text")) for cell in line] for line in self._cells]

    def _line(self, place: int, count: SegmentCount) -> list[ttk.Label]:
        name = segment_words.label(count.segment) if count.segment else _("All")
        value, cells = money.show(count.value, self._currency), []
        for column, words in enumerate((name, show_number(count.customers), show_number(count.good), value)):
            style = "TLabel" if count.segment else "Strong.TLabel"
            cell = ttk.Label(self, text=words, style=style)
            padding = (theme.px(12) if column else 0, 0)
            cell.grid(row=place + 2, column=column, sticky="e" if column else "w", padx=padding, pady=theme.px(3))
            cells.append(cell)
        return cells


def _rest(whole: SegmentCount) -> str:
    """What the numbers mean and leave out."""
    who = _("Customers are people and companies with a won opportunity; one with both counts for both.")
    words = f"{who} {bought_once()}"
    if not whole.unpriced:
        return words
    missing = _("{count} purchases without an exchange rate are not in what was bought.")
    return f"{words} {missing.format(count=show_number(whole.unpriced))}"


def _is_whole(value: object) -> bool:
    return value is not None and float(str(value)).is_integer()


def show(window: Window) -> None:
    """Read the rules, then ask for others."""
    session = window.desk.session

    def opened(read: tuple[SegmentRules, str]) -> None:
        dialog = SegmentsDialog(window.root, window.desk, rules=read[0], currency=read[1])
        dialog.on_saved = lambda: window.errands.run(NAME)
        dialog.open()

    window.jobs.run(lambda: (session.segments.rules(), session.rates.base()), opened)
