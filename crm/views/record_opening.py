"""Opening any record from anywhere: deals and activities in windows of their own, contacts on their page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.views.opportunity_opening import open_deal

if TYPE_CHECKING:
    from crm.views.window import Window


def open_record(window: Window, entity: str, *, record_id: int) -> None:
    """Open one record of "opportunities", "activities", "contacts" or "interactions"; an interaction is shown with its
    contact.
    """
    if entity == "opportunities":
        open_deal(window, record_id)
    elif entity == "activities":
        window.activity_actions.open(record_id)
    elif entity == "contacts":
        window.contacts.go_to(record_id)
    else:
        interactions = window.desk.session.interactions
        window.desk.jobs.run(lambda: interactions.get(record_id), lambda one: window.contacts.go_to(one.contact_id))
