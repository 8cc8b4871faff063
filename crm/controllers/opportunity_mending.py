"""What follows from other rows in opportunities, put right after an undo that took back only one of both. Checks no
rights and asks nothing: the undo itself is history.py's."""

from __future__ import annotations

from crm.controllers import opportunity_moves
from crm.controllers.opportunity_lines import lines_of, total
from crm.controllers.opportunity_stages import first_stage
from crm.models.pipelines import FIXED_PROBABILITIES, WON
from crm.storage.database import Database
from crm.storage.sqlite import Row, json_field
from crm.storage.undoing import Kept


def mend_deals_after(database: Database, operation_id: int) -> list[Kept]:
    """Bring stages, probabilities and values in step with each other; what had to stay as it was, for the report."""
    kept = [*_keep_kinds(database, operation_id), *_find_places(database, operation_id)]
    kept += _keep_values(database, operation_id)
    _bring_back_stages(database)
    _follow_stages(database, operation_id)
    _add_lines_up(database, operation_id)
    return kept


def _keep_kinds(database: Database, operation_id: int) -> list[Kept]:
    """A stage keeps its kind while opportunities of that kind stand in it."""
    rows = database.all(_OF_ANOTHER_KIND, own=operation_id)
    for row in rows:
        chance = {"probability": FIXED_PROBABILITIES[row["status"]]} if row["status"] in FIXED_PROBABILITIES else {}
        database.update("stages", row["id"], {"kind": row["status"], **chance})
    return [Kept("stages", row["id"], ("kind",)) for row in rows]


def _find_places(database: Database, operation_id: int) -> list[Kept]:
    """An opportunity that comes back and finds its stage of another kind goes to the first stage of its own."""
    rows = database.all(_IN_ANOTHER_KIND, own=operation_id)
    for row in rows:
        stage = first_stage(database, row["pipeline_id"], kind=row["status"])
        place = {"stage_id": stage.id, "stage_since": database.operation().at}
        _update_quietly(database, row, values=place)
        opportunity_moves.remember(database, row, stage=stage)
    return [Kept("opportunities", row["id"], ("stage_id",)) for row in rows]


def _keep_values(database: Database, operation_id: int) -> list[Kept]:
    """A won opportunity keeps its value, also where its win stays or comes back though its move was taken back."""
    rows = database.all(_WON_WITHOUT_VALUE, own=operation_id, field="value")
    for row in rows:
        _update_quietly(database, row, values={"value": row["lost_value"]})
    return [Kept("opportunities", row["id"], ("value",)) for row in rows]


def _bring_back_stages(database: Database) -> None:
    """No opportunity stands in a stage, and no open one in a pipeline, that is out of use."""
    for table, hidden in (("stages", _HIDDEN_STAGES), ("pipelines", _HIDDEN_PIPELINES)):
        for row_id in database.ids(hidden):
            database.update(table, row_id, {"active": 1})


def _follow_stages(database: Database, operation_id: int) -> None:
    """Opportunities have the probability of their stage, open ones unless somebody set another by hand."""
    for row in database.all(_OFF_THEIR_STAGE, own=operation_id):
        _update_quietly(database, row, values={"probability": row["stage_probability"]})


def _add_lines_up(database: Database, operation_id: int) -> None:
    """The value of an opportunity that is the sum of its lines is that sum; a win without lines keeps its value."""
    for row in database.all(_OF_LINES, own=operation_id, deal="opportunity_id"):
        value = total(lines_of(database, row["id"]))
        if value is None and row["status"] == WON:
            _update_quietly(database, row, values={"value_from_lines": 0})
        elif value != row["value"]:
            _update_quietly(database, row, values={"value": value})


def _update_quietly(database: Database, row: Row, *, values: Row) -> None:
    """Nobody edited the opportunity, so its time stays."""
    database.update("opportunities", row["id"], values | {"updated_at": row["updated_at"]})


_OWN = "SELECT entity_id FROM changes WHERE operation_id = :own AND entity"
_OF_ANOTHER_KIND = f"""
    SELECT s.id, min(o.status) AS status FROM stages s JOIN opportunities o ON o.stage_id = s.id
    WHERE s.id IN ({_OWN} = 'stages') AND o.status <> s.kind GROUP BY s.id ORDER BY s.id"""
_IN_ANOTHER_KIND = f"""
    SELECT o.* FROM opportunities o JOIN stages s ON s.id = o.stage_id
    WHERE o.id IN ({_OWN} = 'opportunities') AND o.status <> s.kind ORDER BY o.id"""
_WON_WITHOUT_VALUE = f"""
    SELECT w.* FROM (
        SELECT o.id, o.updated_at, (
            SELECT {json_field("p.before", "field")} FROM changes p WHERE p.entity = 'opportunities'
            AND p.entity_id = o.id AND {json_field("p.before", "field")} IS NOT NULL ORDER BY p.id DESC LIMIT 1
        ) AS lost_value
        FROM opportunities o WHERE o.id IN ({_OWN} = 'opportunities' AND action = 'change')
        AND o.status = 'won' AND o.value IS NULL
    ) w WHERE w.lost_value IS NOT NULL ORDER BY w.id"""
_HIDDEN_STAGES = """
    SELECT id FROM stages s WHERE active = 0 AND EXISTS (SELECT 1 FROM opportunities o WHERE o.stage_id = s.id)"""
_HIDDEN_PIPELINES = """
    SELECT id FROM pipelines p WHERE active = 0
    AND EXISTS (SELECT 1 FROM opportunities o WHERE o.pipeline_id = p.id AND o.status = 'open')"""
_OFF_THEIR_STAGE = f"""
    SELECT o.id, o.updated_at, s.probability AS stage_probability
    FROM opportunities o JOIN stages s ON s.id = o.stage_id
    WHERE (o.id IN ({_OWN} = 'opportunities') OR o.stage_id IN ({_OWN} = 'stages'))
    AND (o.status <> 'open' OR o.probability_by_hand = 0) AND o.probability <> s.probability ORDER BY o.id"""
_OF_LINES = f"""
    SELECT o.id, o.value, o.status, o.updated_at FROM opportunities o WHERE o.value_from_lines = 1 AND o.id IN (
        {_OWN} = 'opportunities'
        UNION SELECT l.opportunity_id FROM changes c JOIN opportunity_lines l ON l.id = c.entity_id
        WHERE c.operation_id = :own AND c.entity = 'opportunity_lines'
        UNION SELECT {json_field("c.before", "deal")} FROM changes c
        WHERE c.operation_id = :own AND c.entity = 'opportunity_lines'
    ) ORDER BY o.id"""
