"""Activities as calendar files: chosen ones, a list, or everything with its series. Writes files, changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from crm.controllers.calendar_events import Outgoing
from crm.errors import NotFound
from crm.files.calendar_writing import write_file, write_text
from crm.models.events import Event
from crm.storage.database import Database
from crm.utils.i18n import _


def to_file(database: Database, path: Path, *, ids: Sequence[int] | None) -> int:
    """Write activities to a file, all of them without `ids`; how many events. Unavailable in plain words."""
    outgoing = Outgoing(database)
    events = outgoing.everything() if ids is None else outgoing.activities(ids)
    return write_file(path, events, name=_("Cartera"))


def as_text(database: Database, activity_id: int) -> str:
    """One activity as the text of a file to be mailed: an event in any case, because that is what others can take."""
    found: list[Event] = list(Outgoing(database).activities([activity_id]))
    if not found:
        raise NotFound(_("This activity no longer exists."))
    event = replace(found[0], todo=found[0].todo and found[0].starts is None, contact=None, outcome="")
    return write_text([event], method="PUBLISH")
