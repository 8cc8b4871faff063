"""The outbox: e-mails that wait, failed, may have been sent, are drafts or went out, and what can be done with each."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.mail import DRAFT, FAILED, SENDING, SENT, UNSURE, WAITING, Message, Written
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views import mail_sending, theme
from crm.views.desk import Desk
from crm.views.dialogs.action_column import ActionColumn
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.dialogs.mail_words import Preview, state_words
from crm.views.widgets.dialog import Question, ask
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window

PAGES = (
    ("open", N_("On their way"), (WAITING, SENDING, FAILED, UNSURE)),
    ("drafts", N_("Drafts"), (DRAFT,)),
    ("sent", N_("Sent"), (SENT,)),
)
_URGENT = {UNSURE: 0, FAILED: 1, SENDING: 2, WAITING: 3}


class OutboxDialog(DeskDialog):
    """`on_send` hears that what waits shall go now, `on_open` which e-mail is gone on with, `on_changed` changes."""

    watches = frozenset(("messages",))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("Outbox"))
        self.on_send: Callable[[], object] = lambda: None
        self.on_open: Callable[[int], object] = lambda _message: None
        self.on_changed: Callable[[], object] = lambda: None
        self._messages: dict[int, Message] = {}
        self._resting: dict[int, str] = {}
        self._page = tk.StringVar(self, value=PAGES[0][0])
        self.fix_size(1080, 540)
        self._build_pages()
        self._build_actions()
        self._build_list()
        follow_sight(self.body)
        self.refresh()

    # ---- what is shown

    @property
    def chosen(self) -> list[Message]:
        """The chosen e-mails."""
        return [self._messages[one] for one in self.list.table.selected_ids() if one in self._messages]

    def refresh(self) -> None:
        """Load the e-mails of the page, and how many the others have."""
        outbox = self.desk.session.outbox
        states = next(states for key, _words, states in PAGES if key == self._page.get())
        self.ask("messages", lambda: (outbox.all(states), outbox.counts(), outbox.resting()), show=self._show)
        self.on_changed()

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.table.tree.focus_set()

    def show_page(self, key: str) -> None:
        """Show the e-mails on their way, the drafts, or those sent."""
        self._page.set(key)
        self.refresh()

    # ---- what a person does

    def open_message(self) -> None:
        """Go on with the chosen e-mail; one that is sent or being sent is only read."""
        if len(self.chosen) == 1 and self.chosen[0].state in (DRAFT, WAITING, FAILED):
            message_id = self.chosen[0].id
            self.close()
            self.on_open(message_id)

    def send_now(self) -> None:
        """Send the chosen ones now; of one that may have been sent already this is asked first."""
        chosen = self.chosen
        if any(one.state == UNSURE for one in chosen):
            text = _("It may have arrived already: then it arrives twice. Look into your mailbox first if you can.")
            ask(self, Question(_("Send it again?"), text, _("Send again")), then=lambda: self._send(chosen))
        else:
            self._send(chosen)

    def was_sent(self) -> None:
        """Say of the chosen ones that they arrived; they are logged with their contacts."""
        ids = [one.id for one in self.chosen if one.state == UNSURE]
        outbox = self.desk.session.outbox

        def said(count: int) -> str:
            words = ngettext("{count} e-mail marked as sent.", "{count} e-mails marked as sent.", count)
            return words.format(count=show_number(count)) if count else ""

        self.write(lambda: outbox.settle(ids), said)

    def take_back(self) -> None:
        """Make drafts of the chosen ones."""
        ids = [one.id for one in self.chosen if one.state in (WAITING, FAILED)]
        outbox = self.desk.session.outbox

        def said(count: int) -> str:
            words = ngettext("{count} e-mail is a draft again.", "{count} e-mails are drafts again.", count)
            return words.format(count=show_number(count)) if count else ""

        self.write(lambda: outbox.cancel(ids), said)

    def remove(self) -> None:
        """Remove the chosen ones; Undo brings them back."""
        ids = [one.id for one in self.chosen]
        outbox = self.desk.session.outbox

        def said(count: int) -> str:
            words = ngettext("{count} e-mail removed.", "{count} e-mails removed.", count)
            return words.format(count=show_number(count)) if count else ""

        if ids:
            self.write(lambda: outbox.remove(ids), said)

    # ---- making

    def _build_pages(self) -> None:
        row = ttk.Frame(self.body)
        row.pack(side="top", fill="x", pady=(0, theme.px(8)))
        self.pages: dict[str, ttk.Radiobutton] = {}
        for key, words, _states in PAGES:
            button = ttk.Radiobutton(row, text=_(words), value=key, variable=self._page, style="Pill.TRadiobutton")
            button.configure(command=self.refresh)
            button.pack(side="left")
            self.pages[key] = button

    def _build_actions(self) -> None:
        right = ttk.Frame(self.body, width=theme.px(420), padding=(theme.px(20), 0, 0, 0))
        right.pack_propagate(False)
        right.pack(side="right", fill="y")
        self.actions = ActionColumn(right)
        self.open_button = self.actions.add(_("Open…"), self.open_message)
        self.send_button = self.actions.add(_("Send now"), self.send_now)
        self.settle_button = self.actions.add(_("It was sent"), self.was_sent)
        self.cancel_button = self.actions.add(_("Make it a draft again"), self.take_back)
        self.remove_button = self.actions.add_removal(_("Remove"), self.remove)
        self.actions.pack(side="bottom", fill="x", pady=(theme.px(12), 0))
        self.preview = Preview(right)
        self.preview.pack(side="top", fill="both", expand=True)

    def _build_list(self) -> None:
        columns = [
            Column("contact", _("To"), 190, sortable=False),
            Column("subject", _("Subject"), 250, sortable=False),
            Column("state", _("Status"), 160, sortable=False),
        ]
        self.list = Listed(self.body, columns)
        self.list.table.set_empty(_("Nothing here"), _("What you write to contacts waits here until it is sent."))
        self.list.pack(side="left", fill="both", expand=True)
        self.list.on_choose = lambda _message: self._show_chosen()
        self.list.table.on_open = lambda _message: self.open_message()
        self.list.table.on_delete = self.remove

    # ---- inside

    def _show(self, answer: tuple[Sequence[Message], dict[str, int], dict[int, str]]) -> None:
        messages, counts, self._resting = answer
        ordered = sorted(messages, key=lambda one: _URGENT.get(one.state, 0))
        self._messages = {one.id: one for one in ordered}
        self.list.show({one.id: (one.contact, one_line(one.subject) or "–", state_words(one)) for one in ordered})
        for key, words, states in PAGES:
            number = sum(counts.get(state, 0) for state in states)
            self.pages[key].configure(text=_(words) + (f" {show_number(number)}" if number else ""))
        self.list.choose_first()
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.chosen
        states = {one.state for one in chosen}
        if chosen:
            resting = self._resting.get(chosen[0].account_id or 0, "") if chosen[0].state == WAITING else ""
            self.preview.set(chosen[0].subject, chosen[0].body, problem=chosen[0].problem or resting)
        else:
            self.preview.set("", "")
        _allow(self.open_button, len(chosen) == 1 and bool(states & {DRAFT, WAITING, FAILED}))
        _allow(self.send_button, bool(states & {DRAFT, WAITING, FAILED, UNSURE}))
        _allow(self.settle_button, UNSURE in states)
        _allow(self.cancel_button, bool(states & {WAITING, FAILED}))
        _allow(self.remove_button, bool(states - {SENDING}))

    def _send(self, chosen: Sequence[Message]) -> None:
        drafts = [one.id for one in chosen if one.state == DRAFT]
        others = [one.id for one in chosen if one.state in (WAITING, FAILED, UNSURE)]
        outbox = self.desk.session.outbox

        def work() -> Written:
            queued, again = outbox.queue(drafts), outbox.retry(others)
            return Written(queued.ids + again.ids, queued.skipped + again.skipped)

        self.write(work, done=self._queued)

    def _queued(self, written: Written) -> None:
        if written.skipped:
            lines = [f"{one.name}: {one.reason}" for one in written.skipped[:3]]
            self.say("\n".join([*lines, *(["…"] if len(written.skipped) > 3 else [])]), wrong=True)
        if written.ids:
            self.on_send()


def _allow(button: ttk.Button, may: bool) -> None:
    button.state(["!disabled" if may else "disabled"])


def show(window: Window) -> None:
    """Open the dialog."""
    from crm.views.dialogs import compose

    dialog = OutboxDialog(window.root, window.desk)
    dialog.on_send = lambda: mail_sending.send_now(window)
    dialog.on_open = lambda message_id: compose.show_draft(window, message_id)
    dialog.on_changed = lambda: mail_sending.show_mark(window)
    dialog.open()
