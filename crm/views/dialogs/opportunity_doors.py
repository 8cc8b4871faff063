"""What leads out of the window of a deal: to its contact, to an e-mail, to a call, to the system. Shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.models.calls import CallSubject
from crm.views.dialogs import compose
from crm.views.mail_files import log_files

if TYPE_CHECKING:
    from crm.views.dialogs.opportunity import DealWindow
    from crm.views.window import Window


def connect(window: Window, dialog: DealWindow, *, opportunity_id: int) -> None:
    """Have the window do what a deal's window asks for."""
    dialog.on_contact = lambda contact_id: show_contact(window, contact_id)
    dialog.on_write = lambda: compose.show_about(window, opportunity_id, over=dialog)
    dialog.on_call = lambda contact_id: window.call_timer.start(contact_id, about=CallSubject(opportunity_id))
    dialog.on_letters = lambda paths, contact_id: log_files(
        window, paths, contact_id=contact_id, opportunity_id=opportunity_id
    )
    dialog.documents.actions.outside = window.outside


def show_contact(window: Window, contact_id: int) -> None:
    """Bring a contact into view, on its page."""
    window.show_page("contacts")
    window.contacts.go_to(contact_id)
