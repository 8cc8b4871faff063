"""Giving many deals one value of one field at once; into a won or lost stage through the gate."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crm.models.fields import Field
from crm.models.opportunities import Closing
from crm.utils.i18n import ngettext
from crm.utils.money import show_number
from crm.views import known as known_things
from crm.views.desk import Desk
from crm.views.dialogs.bulk_change import BulkChange, Many, Ready
from crm.views.dialogs.closing import Wanted, ask_closing
from crm.views.known import Known

if TYPE_CHECKING:
    from crm.views.window import Window

# What tells deals apart, or means another amount in each currency; a stage brings its pipeline; tags are put on apart.
_APART = frozenset(("title", "contact_id", "company_id", "value", "currency", "pipeline_id", "tags"))


def changeable(fields: Sequence[Field]) -> list[Field]:
    """The fields that many deals may share a value of; of a probability nothing means: follow the stage."""
    chosen = [field for field in fields if field.editable and field.name not in _APART]
    return [replace(field, required=field.name == "stage_id" or field.required) for field in chosen]


def opportunities(desk: Desk, ids: Sequence[int], *, known: Known) -> Many:
    """Deals that are to share a value."""
    chosen, session = array("q", ids), desk.session
    words = ngettext("Change {count} opportunity", "Change {count} opportunities", len(ids))

    def prepare(dialog: tk.Misc, values: Mapping[str, Any], *, ready: Ready) -> None:
        if values.get("stage_id") is None:
            ready(lambda: session.opportunities.change_many(chosen, values))
            return
        stage = known.stage(values["stage_id"])

        def told(closings: Mapping[int, Closing]) -> None:
            ready(lambda: session.opportunities.move(chosen, stage.id, closing=closings or None))

        def read(rows: Sequence[Mapping[str, Any]]) -> None:
            ask_closing(dialog, desk, wanted=Wanted(stage, rows), then=told)

        desk.jobs.run(lambda: session.opportunities.rows(chosen), read)

    title = words.format(count=show_number(len(ids)))
    return Many(changeable(known.fields), known, title, _changed_words, prepare, "stage_id")


def _changed_words(label: str, count: int) -> str:
    words = ngettext("{field} changed in {count} opportunity", "{field} changed in {count} opportunities", count)
    return words.format(field=label, count=show_number(count))


def show(window: Window) -> None:
    """Ask for a field and a value for the selected deals."""
    ids, desk = window.pipeline.selected_ids(), window.desk

    def opened(known: Known) -> None:
        BulkChange(window.root, desk, many=opportunities(desk, ids, known=known)).open()

    if len(ids):
        desk.jobs.run(lambda: known_things.read_for_opportunities(desk.session), opened)
