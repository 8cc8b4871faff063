"""Writing an e-mail: to a contact, about a deal, or one personal message each to a selection. Nothing typed is lost.

What is typed and not sent is kept as a draft when the dialog closes. Sending itself is mail_sending.py's.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from crm.controllers.mail_fields import problem_of
from crm.errors import CrmError
from crm.models.mail import Filled, MailAccount, MailTemplate, Skipped, Wording, Written
from crm.session import Session
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views import mail_sending, theme
from crm.views.desk import Desk
from crm.views.dialogs import compose_reading
from crm.views.dialogs.compose_form import ComposeForm
from crm.views.dialogs.compose_reading import Start
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.send_later import SendLaterDialog
from crm.views.widgets.dialog import Question, ask, report

if TYPE_CHECKING:
    from crm.views.window import Window

_MOST_LISTED = 12


class ComposeDialog(DeskDialog):
    """`on_queued` hears that e-mails wait to be sent, `on_account` that an account is to be added."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, start: Start) -> None:
        super().__init__(parent, desk, title=_title(start), confirm=_("Send"))
        self.on_queued: Callable[[], object] = lambda: None
        self.on_account: Callable[[], object] = lambda: None
        self._start = start
        self._message_id = start.message.id if start.message else None
        self._seen = 0
        self.fix_size(900, 540)
        self.form = ComposeForm(self.body, start)
        self.form.on_template = self.take_template
        self.form.on_preview = self.look
        self.form.on_account = self._add_account
        self.form.on_skipped = lambda: _list_skipped(self, start.skipped)
        self.form.pack(fill="both", expand=True)
        self.later_button = self.add_button(_("Send later…"), self.send_later)
        self.dismiss.configure(text=_("Close"))
        theme.tooltip(self.primary, _("Send (Ctrl+Enter)"))
        for key in ("<Control-Return>", "<Control-KP_Enter>"):
            self.bind(key, self._send_key)
            self.form.body.text.bind(key, self._send_key)
        self.on_confirm = self._confirmed
        if start.message:
            self.form.put(start.message)
            self.say(start.message.problem, wrong=bool(start.message.problem))
        elif not start.is_one:
            self.say(_("Each of them gets an e-mail of their own, its fields filled in for them."))

    @property
    def has_edits(self) -> bool:
        """Whether something was typed that is neither sent nor kept."""
        return self.form.is_changed

    def take_focus(self) -> None:
        """A person begins with the template, and goes on with the text of a draft."""
        self.form.take_focus()

    # ---- what a person does

    def send_out(self, send_after: str = "") -> None:
        """Let it wait to be sent, now or after a moment. What may not go is said, and everything typed stays."""
        values, start, outbox = self.form.values(), self._start, self.desk.session.outbox
        if start.is_one:
            self._queue(values, send_after)
            return

        def checked(left_out: Sequence[Skipped]) -> None:
            self.busy(False)
            if not left_out:
                self._queue(values, send_after)
            else:
                self._ask_fewer(left_out, then=lambda: self._queue(values, send_after))

        self.busy(True)
        self.ask("check", lambda: outbox.left_out(start.ids, values), show=checked)

    def send_later(self) -> SendLaterDialog:
        """Ask when it shall go."""
        dialog = SendLaterDialog(self)
        dialog.on_chosen = self.send_out
        dialog.open()
        return dialog

    def cancel(self) -> None:
        """Close; what was typed is kept."""
        if self.has_edits and (self.form.is_written or self._message_id):
            self.keep()
        else:
            self.close()

    def keep(self) -> None:
        """Keep what is typed as a draft, one for each contact, and close."""
        values, start, session = self.form.values(), self._start, self.desk.session

        def work() -> int:
            if start.is_one:
                _keep(session, start.ids[0], message_id=self._message_id, values=values)
                return 1
            return len(session.outbox.write_many(start.ids, values).ids)

        def said(count: int) -> str:
            words = ngettext("Kept in the outbox as a draft.", "Kept in the outbox as {count} drafts.", count)
            return words.format(count=show_number(count))

        self.write(work, said, done=lambda _count: self.close())

    def take_template(self, template: MailTemplate) -> None:
        """Write with a template; what was written is asked about first."""
        if not self.form.is_written:
            self._put(template)
            return
        text = _("The subject and the text are replaced by those of the template.")
        question = Question(_("Replace what is written?"), text, _("Replace"))
        ask(self, question, then=lambda: self._put(template))

    def look(self, step: int = 0) -> None:
        """Show the text as it goes to one of the contacts, so many places further."""
        self.say("")
        self._seen = (self._seen + step) % len(self._start.contacts)
        place, (contact_id, name) = self._seen, self._start.contacts[self._seen]
        self._fill(self.form.wording, contact_id, then=lambda filled: self.form.show_preview(filled, name, place=place))

    def read_accounts(self) -> None:
        """Offer the accounts there are by now."""
        accounts = self.desk.session.mail_accounts

        def read() -> list[MailAccount]:
            return [one for one in accounts.all(inactive=False) if one.smtp_host]

        self.ask("accounts", read, show=self.form.use_accounts)

    def refused(self, error: CrmError) -> None:
        """Say it here; a text that was previewed is shown for mending."""
        self.form.show_text()
        super().refused(error)

    # ---- inside

    def _put(self, template: MailTemplate) -> None:
        """Show a template's text: for one contact with what is known of them, for several with its fields."""
        if not self._start.is_one:
            self.form.put_text(template.subject, template.body, template=template)
            return
        wording = Wording(template.subject, template.body, template.language or self._start.language)

        def filled_in(filled: Filled) -> None:
            self.form.put_text(filled.subject, filled.body, template=template)
            self.form.take_focus()
            self.say(problem_of(filled, self._start.contacts[0][1]), wrong=True)

        self._fill(wording, self._start.ids[0], then=filled_in)

    def _queue(self, values: Mapping[str, Any], send_after: str) -> None:
        start, session = self._start, self.desk.session

        def work() -> Written:
            if not start.is_one:
                return session.outbox.send_many(start.ids, values, send_after=send_after)
            self._message_id = _keep(session, start.ids[0], message_id=self._message_id, values=values)
            return session.outbox.queue([self._message_id], send_after=send_after)

        self.write(work, lambda written: _said(written, send_after), done=self._queued)

    def _ask_fewer(self, left_out: Sequence[Skipped], *, then: Callable[[], object]) -> None:
        """Some cannot get it as it is written: say who and why before anything is sent."""
        count = len(self._start.contacts) - len(left_out)
        if not count:
            self._queued(Written((), tuple(left_out)))
            return
        words = ngettext("Send it to {count} contact?", "Send it to {count} contacts?", count)
        title = words.format(count=show_number(count))
        ask(self, Question(title, _left_out_words(left_out), _("Send")), then=then)

    def _fill(self, wording: Wording, contact_id: int, *, then: Callable[[Filled], object]) -> None:
        templates, deal = self.desk.session.mail_templates, self._start.opportunity_id
        self.ask("text", lambda: templates.fill(wording, contact_id, opportunity_id=deal), show=then)

    def _queued(self, written: Written) -> None:
        if not written.ids:
            self.form.kept()
            self.form.show_text()
            self.say("\n".join(dict.fromkeys(one.reason for one in written.skipped)), wrong=True)
            return
        self.close()
        self.on_queued()

    def _add_account(self) -> None:
        self.on_account()

    def _entered(self, event: tk.Event[tk.Misc]) -> None:
        """Enter in a line goes on to the next: an e-mail is not sent by a key that was meant for its subject."""
        following = event.widget.tk_focusNext()
        if isinstance(event.widget, ttk.Entry) and following is not None:
            following.focus_set()

    def _send_key(self, _event: object) -> str:
        if not self.primary.instate(["disabled"]):
            self.send_out()
        return "break"

    def _confirmed(self) -> bool:
        self.send_out()
        return False


def _keep(session: Session, contact_id: int, *, message_id: int | None, values: Mapping[str, Any]) -> int:
    """Keep a draft, the one that is there or a new one; its id."""
    if message_id is None:
        return session.outbox.write(contact_id, values)
    session.outbox.change(message_id, values)
    return message_id


def _said(written: Written, send_after: str) -> str:
    count = len(written.ids)
    if not count:
        return ""
    if send_after:
        words = ngettext("{count} e-mail waits for its time.", "{count} e-mails wait for their time.", count)
    else:
        words = ngettext("{count} e-mail goes out.", "{count} e-mails go out.", count)
    return words.format(count=show_number(count))


def _title(start: Start) -> str:
    if start.opportunity:
        return _("E-mail about {title}").format(title=one_line(start.opportunity, 60))
    if start.is_one:
        return _("E-mail to {name}").format(name=one_line(start.contacts[0][1], 60))
    count = len(start.contacts)
    return ngettext("E-mail to {count} contact", "E-mail to {count} contacts", count).format(count=show_number(count))


def _left_out_words(skipped: Sequence[Skipped]) -> str:
    """Who is left out, and why: a line each, of very many the first."""
    count = len(skipped)
    words = ngettext("{count} contact is left out:", "{count} contacts are left out:", count)
    lines = [f"{one.name}: {one.reason}" for one in skipped[:_MOST_LISTED]]
    return "\n".join([words.format(count=show_number(count)), *lines, *(["…"] if count > _MOST_LISTED else [])])


def _list_skipped(parent: tk.Misc, skipped: Sequence[Skipped]) -> None:
    """Say who is left out of a selection from the beginning."""
    report(parent, _("Not everybody can be written to"), text=_left_out_words(skipped))


def open_on(window: Window, read: Callable[[Session], Start], *, over: tk.Misc | None = None) -> None:
    """Open the dialog on what is read, over another one; a refusal is said where refusals are."""
    desk = window.desk

    def opened(start: Start) -> None:
        dialog = ComposeDialog(over or window.root, desk, start=start)
        dialog.on_queued = lambda: mail_sending.send_now(window)
        dialog.on_account = lambda: _add_account(window, dialog)
        dialog.open()

    desk.jobs.run(lambda: read(desk.session), opened, failed=window.errors.show)


def _add_account(window: Window, dialog: ComposeDialog) -> None:
    """Add an account over the e-mail, which is sent from it then."""
    from crm.views.dialogs.mail_account import MailAccountDialog

    adding = MailAccountDialog(dialog, window.desk, passwords=window.passwords)
    adding.on_saved = dialog.read_accounts
    adding.open()


def show(window: Window) -> None:
    """Write to the selected contacts."""
    ids = list(window.contacts.selected_ids())
    if ids:
        open_on(window, lambda session: compose_reading.read(session, ids))


def show_for_opportunity(window: Window) -> None:
    """Write about the selected deal."""
    ids = window.pipeline.selected_ids()
    if len(ids):
        show_about(window, ids[0])


def show_about(window: Window, opportunity_id: int, *, over: tk.Misc | None = None) -> None:
    """Write about a deal, from wherever it is shown."""
    open_on(window, lambda session: compose_reading.read_of_opportunity(session, opportunity_id), over=over)


def show_for(window: Window, contact_id: int) -> None:
    """Write to one contact."""
    open_on(window, lambda session: compose_reading.read(session, [contact_id]))


def show_draft(window: Window, message_id: int) -> None:
    """Go on with an e-mail that was not sent."""
    open_on(window, lambda session: compose_reading.read_draft(session, message_id))
