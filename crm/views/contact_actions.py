"""What a person does to contacts from the list: add, remove, copy. Tags and values have dialogs of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number

if TYPE_CHECKING:
    from crm.views.contacts_tab import ContactsTab
    from crm.views.new_contact import Draft

_CONTEXT = (
    "contact.open", "", "contact.write_email", "contact.log_call", "contact.log_email", "contact.log_meeting",
    "contact.log_note", "contact.plan", "", "contact.tags", "contact.change_field", "contact.merge", "edit.copy",
    "file.export", "", "contact.remove",
)  # fmt: skip
COPIED = ("name", "company", "email", "phone", "mobile_phone")
_MOST_COPIED = 10_000


class ContactActions:
    """The commands of a list of contacts."""

    def __init__(self, tab: ContactsTab) -> None:
        self._tab = tab
        self._desk = tab.desk

    def pop_up(self, x: int, y: int) -> None:
        """Open the context menu."""
        self._tab.window.menus.pop_up(_CONTEXT, at=(x, y))

    def remove(self) -> None:
        """Remove the selected contacts; the list goes on to the row that follows."""
        ids = self._tab.selected_ids()
        if not ids:
            return
        self._tab.list.select_next()
        contacts = self._desk.session.contacts

        def said(count: int) -> str:
            words = ngettext("{count} contact removed.", "{count} contacts removed.", count)
            return words.format(count=show_number(count))

        self._desk.write(lambda: contacts.remove(ids), said)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, a line each, ready to paste into a spreadsheet."""
        ids = self._tab.selected_ids()[:_MOST_COPIED]
        contacts = self._desk.session.contacts
        self._tab.ask("copy", lambda: contacts.rows(ids), show=self._copied)

    def _copied(self, rows: list[dict[str, Any]]) -> None:
        lines = ["\t".join(_one_cell(row[name]) for name in COPIED) for row in rows]
        self._tab.clipboard_clear()
        self._tab.clipboard_append("\n".join(lines))
        words = ngettext("{count} row copied.", "{count} rows copied.", len(rows))
        self._desk.say(words.format(count=show_number(len(rows))))

    def add(self, kind: str, draft: Draft | None = None) -> None:
        """Ask for a new person or company, or go on with one; show it once it is there, or who was known already."""
        from crm.views.new_contact import NewContact

        known = self._tab.known
        if known:
            dialog = NewContact(self._tab, self._desk, known=known, kind=kind)
            dialog.on_added = self._tab.show_added
            dialog.on_known = lambda contact_id, typed: self._show_known(contact_id, typed, kind=kind)
            if draft:
                dialog.type_on(draft)
            dialog.open()

    def _show_known(self, contact_id: int, draft: Draft, *, kind: str) -> None:
        """Show who was known already; what was typed may be gone on with."""
        self._tab.go_to(contact_id)
        again = (_("Type on"), lambda: self.add(kind, draft))
        self._desk.toasts.show(_("What you typed was not saved."), action=again)


def _one_cell(value: object) -> str:
    return " ".join(str(value or "").split())
