"""The window of one deal: its form and lines to edit, its story, its way through the stages, what comes next.

What it shows is read in opportunity_reading.py; what is typed is kept until it is saved, dropped on purpose, or in
conflict with what somebody else saved.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from crm.errors import Conflict, CrmError, Invalid
from crm.models.documents import Document, Links
from crm.models.opportunities import Line
from crm.models.pipelines import OPEN, Stage
from crm.models.users import PERMISSIONS
from crm.utils.i18n import _
from crm.utils.text import one_line
from crm.views import theme
from crm.views.conflicts import ask_conflict
from crm.views.desk import Desk
from crm.views.dialogs import activity, opportunity_actions, opportunity_doors
from crm.views.dialogs.closing import Wanted, correct, move
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.opportunity_customers import Customers
from crm.views.dialogs.opportunity_form import OpportunityForm
from crm.views.dialogs.opportunity_head import DealHead
from crm.views.dialogs.opportunity_lines import Lines
from crm.views.dialogs.opportunity_next import NextActivity
from crm.views.dialogs.opportunity_reading import PAGE, Whole, read
from crm.views.dialogs.opportunity_stages import StageHistory, spent
from crm.views.dialogs.opportunity_timeline import DealTimeline
from crm.views.document_page import DocumentPage, page_title
from crm.views.drops import offer_on
from crm.views.known import Known
from crm.views.mail_files import is_mail
from crm.views.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from crm.views.window import Window

GoOn = Callable[[], object]

_WRITE = "write opportunities"
_SIZE = (1180, 640)
_FORM = 400  # units of width of the form


class DealWindow(DeskDialog):
    """Shows one deal. `on_contact` hears which contact is to be shown; what is typed is saved before."""

    watches = frozenset(
        ("opportunities", "opportunity_lines", "opportunity_tags", "activities", "interactions", "stage_history",
         "contacts", "tags", "users", "stages", "pipelines", "loss_reasons", "custom_fields", "documents")
    )  # fmt: skip

    def __init__(self, parent: tk.Misc, desk: Desk, *, whole: Whole) -> None:
        super().__init__(parent, desk, title=one_line(whole.deal.title, 120), confirm=_("Save"))
        self.on_contact: Callable[[int], object] = lambda _contact_id: None
        self.on_write: Callable[[], object] = lambda: None
        self.on_call: Callable[[int], object] = lambda _contact_id: None
        self.on_letters: Callable[[Sequence[Path], int | None], object] = lambda _paths, _contact_id: None
        self.whole = whole
        self._entries = PAGE
        self.customers = Customers(self, desk)
        self.customers.learn(whole.row)
        self.dismiss.configure(text=_("Close"))
        self.head = DealHead(self.body, known=whole.known)
        self.head.pack(fill="x")
        self._make_form()
        self._make_side()
        self._make_buttons()
        self._connect()
        self._may_write = _WRITE in PERMISSIONS.get(desk.session.user.role, {})
        if not self._may_write:
            self.head.lock()
            for button in (
                self.remove_button,
                self.snooze_button,
                self.write_button,
                self.call_button,
                self.next.quick.button,
            ):
                button.state(["disabled"])
        self.fix_size(*_SIZE)
        self.on_confirm = self._confirmed
        self._show(whole)

    # ---- what is shown

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something typed."""
        return self._is_edited or self.timeline.is_typed or self.next.is_typed

    @property
    def _is_edited(self) -> bool:
        return self.form.is_changed or self.lines.is_changed

    def take_focus(self) -> None:
        """A person reads first; the keyboard stands where the next step is planned."""
        self.next.quick.line.focus_set()

    def refresh(self) -> None:
        """Read the deal again; what is typed and not saved stays."""
        deal_id, session, entries = self.whole.deal.id, self.desk.session, self._entries
        self.ask("whole", lambda: read(session, deal_id, entries=entries), show=self._heard_again)

    def _more(self) -> None:
        self._entries += PAGE
        self.refresh()

    def _heard_again(self, whole: Whole | None) -> None:
        if whole is None:
            self.close()
            self.desk.say(_("This opportunity was removed."))
        else:
            self._show(whole)

    def _show(self, whole: Whole) -> None:
        edited = self._is_edited
        before, self.whole = self.whole, whole
        deal = whole.deal
        self.title(one_line(deal.title, 120))
        self.heading.configure(text=one_line(deal.title, 120))
        self.customers.learn(whole.row)
        self.form.offer_sources(whole.sources)
        if edited:
            self.whole = replace(whole, deal=before.deal)  # what was typed was typed over that
        else:
            self.form.show(deal, stage_probability=whole.stage.probability)
            self.lines.set(deal.lines, currency=deal.currency, from_lines=deal.value_from_lines)
        self.head.show(whole.row, times=spent(whole.visits))
        self.next.type_names = whole.type_names
        self.next.show(whole.planned, is_open=deal.status == OPEN)
        self.timeline.show(deal.id, whole.timeline, customer=self._customer, more=whole.has_older)
        self._read_documents()
        self.stages.show(whole.visits, stages=whole.stage_names, users={one.id: one.name for one in whole.known.users})
        self._edited()

    def _read_documents(self) -> None:
        documents, of = self.desk.session.documents, {"opportunity_id": self.whole.deal.id}
        self.ask("documents", lambda: documents.of_opportunity(of["opportunity_id"]), show=partial(self._list, of))

    def _list(self, of: Links, documents: Sequence[Document]) -> None:
        self.documents.show(documents, of)
        self.pages.tab(self.documents, text=page_title(len(documents)))  # type: ignore[no-untyped-call]

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Log e-mails with the customer and attach other files that were dropped on the deal."""
        letters = [path for path in paths if is_mail(path)]
        if letters:
            self.on_letters(letters, self._customer)
        others = [path for path in paths if path not in letters]
        if not others:
            return True
        self.pages.select(str(self.documents))  # type: ignore[no-untyped-call]
        return self.documents.take_files(others)

    def _edited(self) -> None:
        self.primary.state(["!disabled" if self._is_edited and self._may_write else "disabled"])
        count = len(self.lines.rows)
        self.pages.tab(self.lines, text=_("Products ({count})").format(count=count) if count else _("Products"))  # type: ignore[no-untyped-call]

    # ---- what a person does

    def save(self, then: GoOn = lambda: None) -> None:
        """Save the edits, then go on; with an error the person stays with what is wrong beside its field."""
        if not self._is_edited:
            then()
            return
        try:
            values, lines = self._edits()
        except Invalid as error:
            self.refused(error)
            return
        self._write(values, lines, then=then)

    def leave(self, then: GoOn) -> None:
        """Go on once nothing typed would be lost: edits are saved, what was begun elsewhere is logged or planned."""
        if self.timeline.is_typed:
            self.pages.select(str(self.timeline))  # type: ignore[no-untyped-call]
            self.timeline.quick.log(lambda: self.leave(then))
        elif self.next.is_typed:
            self.next.quick.plan(lambda: self.leave(then))
        else:
            self.save(then)

    def refused(self, error: CrmError) -> None:
        """Errors of fields stand beside them, a conflict is asked about."""
        if isinstance(error, Conflict):
            self._ask(error)
        elif isinstance(error, Invalid):
            self.form.show_errors(error.fields)
            self.lines.show_error(error.fields.get("lines", ""))
            known = {field.name for field in self.whole.known.fields if field.editable} | {"lines"}
            self.say(" ".join(text for name, text in error.fields.items() if name not in known), wrong=True)
            if "lines" in error.fields:
                self.pages.select(str(self.lines))  # type: ignore[no-untyped-call]
        else:
            super().refused(error)

    def _edits(self) -> tuple[dict[str, Any], tuple[Line, ...] | None]:
        values: dict[str, Any] = dict(self.form.changed())
        lines = self.lines.lines() if self.lines.is_changed else None
        if self.lines.is_changed:
            values["value_from_lines"] = int(self.lines.from_lines.get())
        return values, lines

    def _write(self, values: Mapping[str, Any], lines: tuple[Line, ...] | None, *, then: GoOn) -> None:
        opportunities, deal = self.desk.session.opportunities, self.whole.deal
        title = str(values.get("title", deal.title))
        said = _("Saved {name}.").format(name=one_line(title, 40))
        session, entries = self.desk.session, self._entries

        def work() -> Whole | None:
            opportunities.change(deal.id, values, version=self._version, lines=lines)
            return read(session, deal.id, entries=entries)

        self.write(work, lambda _whole: said, done=lambda whole: self._saved(whole, then))

    @property
    def _customer(self) -> int | None:
        return self.whole.deal.contact_id or self.whole.deal.company_id

    @property
    def _version(self) -> int:
        return self.whole.deal.version

    def _saved(self, whole: Whole | None, then: GoOn) -> None:
        if whole:
            self.form.show(whole.deal, stage_probability=whole.stage.probability)
            self.lines.set(whole.deal.lines, currency=whole.deal.currency, from_lines=whole.deal.value_from_lines)
            self._show(whole)
        then()

    def _ask(self, conflict: Conflict) -> None:
        """Have a person choose; what changes again while they look at it is a conflict of its own."""
        session, deal_id = self.desk.session, self.whole.deal.id

        def chosen(values: Mapping[str, object], whole: Whole) -> None:
            edits, lines = self._edits()
            self.whole = whole
            taken = dict(values)
            lines = taken.pop("lines", lines)  # type: ignore[assignment]
            self._write({**edits, **taken}, lines, then=lambda: None)

        def asked(whole: Whole | None) -> None:
            if whole:
                known = self._known_in_words(whole)
                ask_conflict(self, conflict, known=known, then=lambda values: chosen(values, whole))

        self.ask("conflict", lambda: read(session, deal_id), show=asked)

    def _known_in_words(self, whole: Whole) -> Known:
        """What the file knows, with the names of customers and the currency that a conflict is told in."""
        self.customers.learn(whole.row)
        currency = whole.deal.currency
        fields = [replace(one, currency=currency) if one.name == "value" else one for one in whole.known.fields]
        return replace(whole.known, fields=tuple(fields), names=self.customers.names)

    def _confirmed(self) -> bool:
        self.save()
        return False

    def _go(self, stage: Stage) -> None:
        """To another stage, once what is typed is saved."""
        self.save(lambda: move(self, self.desk, wanted=Wanted(stage, [self.whole.row])))

    def _correct(self) -> None:
        correct(self, self.desk, stage=self.whole.stage, row=self.whole.row)

    def _contact(self, contact_id: int) -> None:
        def go() -> None:
            self.close()
            self.on_contact(contact_id)

        self.leave(go)

    def _complete(self, activity_id: int) -> None:
        """Done: the keyboard goes where the next one is planned."""
        activities = self.desk.session.activities
        self.write(
            lambda: activities.complete(activity_id),
            lambda _nothing: _("Activity done."),
            done=lambda _nothing: self.next.quick.line.focus_set(),
        )

    def busy(self, working: bool) -> None:
        """Grey the primary button while the worker works, and while there is nothing to save."""
        super().busy(working or not self._is_edited or not self._may_write)

    # ---- making

    def _make_form(self) -> None:
        self._panes = ttk.Frame(self.body)
        self._panes.pack(fill="both", expand=True, pady=(theme.px(10), 0))
        self._panes.columnconfigure(1, weight=1)
        self._panes.rowconfigure(1, weight=1)
        place = Scrolled(self._panes, width=_FORM)
        place.grid(row=0, column=0, rowspan=2, sticky="ns")
        self.form = OpportunityForm(place.body, self.whole.known, customers=self.customers)
        self.form.pack(fill="both", expand=True, padx=(0, theme.px(12)))
        place.adopt()

    def _make_side(self) -> None:
        self.next = NextActivity(self._panes, self.desk)
        self.next.quick.about(opportunity_id=self.whole.deal.id)
        self.next.grid(row=0, column=1, sticky="ew", padx=(theme.px(12), 0))
        self.pages = ttk.Notebook(self._panes)
        self.pages.grid(row=1, column=1, sticky="nsew", padx=(theme.px(12), 0), pady=(theme.px(8), 0))
        self.timeline = DealTimeline(self.pages, self.desk, known=self.whole.known)
        self.lines = Lines(self.pages, self.desk)
        self.stages = StageHistory(self.pages)
        self.documents = DocumentPage(self.pages, self.desk)
        pages = ((self.timeline, _("Timeline")), (self.lines, _("Products")), (self.stages, _("Stages")))
        for page, words in (*pages, (self.documents, _("Documents"))):
            self.pages.add(page, text=words)

    def _make_buttons(self) -> None:
        self.remove_button = self.add_button(_("Remove"), self._remove, left=True)
        self.remove_button.configure(style="Remove.TButton")
        self.snooze_button = self.add_button(_("Snooze…"), self._snooze, left=True)
        self.write_button = self.add_button(_("Write an e-mail…"), self._write_mail, left=True)
        self.call_button = self.add_button(_("Call now"), self._call, left=True)

    def _connect(self) -> None:
        self.head.on_stage = self._go
        self.head.on_contact = self._contact
        self.head.on_correct = lambda: self.save(self._correct)
        self.form.on_change = self._form_edited
        self.lines.on_change = self._edited
        self.next.list.on_done = self._complete
        self.next.list.on_open = lambda number: activity.open_activity(self, self.desk, activity_id=number)
        self.timeline.on_activity = self.next.list.on_open
        self.timeline.on_more = self._more
        for key in ("<Control-s>", "<Control-S>"):
            self.bind(key, lambda _event: self.save())

    def _form_edited(self, name: str) -> None:
        self.form.heard(name)
        if name == "currency":
            self.lines.use_currency(str(self.form.editor("currency").typed()).strip().upper())
        self._edited()

    def _remove(self) -> None:
        rows = [self.whole.row]
        self.close()
        opportunity_actions.remove(self.desk, rows)

    def _write_mail(self) -> None:
        self.on_write()

    def _call(self) -> None:
        if self._customer is None:
            self.say(_("There is nobody to call: no contact is chosen."), wrong=True)
        else:
            self.on_call(self._customer)

    def stand_bar(self, bar: ttk.Frame) -> None:
        """Let the bar of a call stand above the buttons."""
        bar.pack(in_=self.body.master, side="bottom", fill="x", before=self.body)

    def _snooze(self) -> None:
        opportunity_actions.ask_snooze(self, self.desk, rows=[self.whole.row])


def show(window: Window, opportunity_id: int | None = None, *, values: Mapping[str, object] | None = None) -> None:
    """Open a deal, or without an id the form of a new one that begins with `values`."""
    if opportunity_id is None:
        from crm.views.dialogs.opportunity_new import show as show_new

        show_new(window, values=values)
        return
    session = window.desk.session

    def opened(whole: Whole | None) -> None:
        if whole is None:
            window.desk.say(_("This opportunity was removed."))
            return
        dialog = DealWindow(window.root, window.desk, whole=whole)
        opportunity_doors.connect(window, dialog, opportunity_id=opportunity_id)
        dialog.open()
        window.call_timer.stand_in(dialog, dialog.stand_bar)
        offer_on(dialog)

    window.desk.jobs.run(lambda: read(session, opportunity_id), opened)
