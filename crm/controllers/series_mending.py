"""What undo means for series: activities the program made for one go with it, and what is left falls in step again.

Checks no rights and asks nothing: the undo itself is history.py's.
"""

from __future__ import annotations

from crm.controllers.series_rows import load
from crm.controllers.series_settling import Turn, settle
from crm.storage.database import Database
from crm.utils import dates


def release_before(database: Database, target: int) -> None:
    """Before an operation is undone that began series: remove what the program made for them since, untouched till now.

    Otherwise these activities would look like somebody's use of the series, and hold it. Nothing goes where the series
    or all that was made with it changed since, for then it stays.
    """
    for series_id in database.ids(_BEGUN, target=target):
        database.delete_many("activities", list(database.ids(_MADE_SINCE, series=series_id, target=target)))


def mend_series_after(database: Database, operation_id: int) -> None:
    """After an undo: the activities from today on are those of the rule that holds now."""
    for series_id in database.ids(_TOUCHED, own=operation_id):
        series = load(database, series_id)
        settle(database, Turn(series, series, first=dates.today(), make=False))


_TOUCHED = """
    SELECT s.id FROM activity_series s WHERE s.id IN (
        SELECT entity_id FROM changes WHERE operation_id = :own AND entity = 'activity_series'
        UNION SELECT a.series_id FROM changes c JOIN activities a ON a.id = c.entity_id
        WHERE c.operation_id = :own AND c.entity = 'activities')
    ORDER BY s.id"""
_BEGUN = """
    SELECT s.id FROM changes c JOIN activity_series s ON s.id = c.entity_id AND s.version = c.version
    WHERE c.operation_id = :target AND c.entity = 'activity_series' AND c.action = 'create' AND EXISTS (
        SELECT 1 FROM changes m JOIN activities a ON a.id = m.entity_id AND a.version = m.version
        WHERE m.operation_id = :target AND m.entity = 'activities' AND a.series_id = s.id)
    ORDER BY s.id"""
_MADE_SINCE = """
    SELECT a.id FROM activities a JOIN operations o ON o.id = a.version
    WHERE a.series_id = :series AND o.door = 'automation' AND o.id > :target
    AND EXISTS (SELECT 1 FROM changes c WHERE c.operation_id = o.id AND c.entity = 'activities'
        AND c.entity_id = a.id AND c.action = 'create')
    ORDER BY a.id"""
