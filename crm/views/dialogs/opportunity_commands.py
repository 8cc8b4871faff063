"""The commands of the window about the deals that are selected on its pipeline page. What they do stands elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.models.pipelines import LOST, WON
from crm.views.dialogs import activity, opportunity, opportunity_actions, opportunity_new

if TYPE_CHECKING:
    from crm.views.window import Window


def add(window: Window) -> None:
    """A new deal, in the pipeline in view or with the contact in view."""
    values: dict[str, object] = {}
    if window.page_key == "pipeline":
        values = {"pipeline_id": window.pipeline.pipeline_id} if window.pipeline.pipeline_id else {}
    elif window.contacts.selected_count == 1:
        values = {"contact_id": window.contacts.selected_ids()[0]}
    opportunity_new.show(window, values=values)


def open_first(window: Window) -> None:
    """Open the selected deal."""
    ids = window.pipeline.selected_ids()
    if len(ids):
        opportunity.show(window, ids[0])


def plan(window: Window) -> None:
    """Plan the next activity of the selected deal."""
    ids = window.pipeline.selected_ids()
    if len(ids):
        activity.new(window, {"opportunity_id": ids[0]})


def win(window: Window) -> None:
    """Win the selected deals."""
    _close_as(window, WON)


def lose(window: Window) -> None:
    """Lose the selected deals."""
    _close_as(window, LOST)


def remove(window: Window) -> None:
    """Remove the selected deals; Undo brings them back."""
    desk, ids = window.desk, window.pipeline.selected_ids()
    opportunity_actions.with_rows(desk, ids, then=lambda rows: opportunity_actions.remove(desk, rows))


def _close_as(window: Window, kind: str) -> None:
    desk, ids = window.desk, window.pipeline.selected_ids()
    opportunity_actions.with_rows(
        desk, ids, then=lambda rows: opportunity_actions.close_as(window.root, desk, rows=rows, kind=kind)
    )
