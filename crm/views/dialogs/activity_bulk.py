"""Giving many activities one value of one field at once: their owner, type, priority or place."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crm.models.fields import Field
from crm.utils.i18n import ngettext
from crm.utils.money import show_number
from crm.views import known as known_things
from crm.views.desk import Desk
from crm.views.dialogs.bulk_change import BulkChange, Many, Ready
from crm.views.known import Known

if TYPE_CHECKING:
    from crm.views.window import Window

_SHARED = ("assigned_to", "type", "priority", "place", "outcome")


def changeable(fields: Sequence[Field]) -> list[Field]:
    """The fields that many activities may share a value of, the owner first."""
    known = {field.name: field for field in fields}
    return [known[name] for name in _SHARED if name in known]


def activities(desk: Desk, ids: Sequence[int], *, known: Known) -> Many:
    """Activities that are to share a value; of a series only these change."""
    chosen, session = list(ids), desk.session
    words = ngettext("Change {count} activity", "Change {count} activities", len(ids))

    def prepare(_dialog: tk.Misc, values: Mapping[str, Any], *, ready: Ready) -> None:
        ready(lambda: session.activities.change_many(chosen, values))

    title = words.format(count=show_number(len(ids)))
    return Many(changeable(known.fields), known, title, _changed_words, prepare, "assigned_to")


def _changed_words(label: str, count: int) -> str:
    words = ngettext("{field} changed in {count} activity", "{field} changed in {count} activities", count)
    return words.format(field=label, count=show_number(count))


def show(window: Window) -> None:
    """Ask for a field and a value for the selected activities."""
    ids, desk = window.activities.selected_ids(), window.desk

    def opened(known: Known) -> None:
        BulkChange(window.root, desk, many=activities(desk, ids, known=known)).open()

    if len(ids):
        desk.jobs.run(lambda: known_things.read_for_activities(desk.session), opened)
