"""The one gate every deal passes on its way into a won or a lost stage, from whatever door it comes. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from crm.errors import Invalid
from crm.models.opportunities import Closing
from crm.models.pipelines import LOST, OPEN, WON, Stage
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import dates
from crm.utils.i18n import _

ASKED = ("closed_on", "value", "loss_reason_id", "loss_note")  # what the gate looks at


def as_values(closing: Closing | None) -> dict[str, Any]:
    """What was told about a won or lost deal, as values; what was left open is not among them."""
    told = {} if closing is None else {name: getattr(closing, name) for name in ASKED}
    return {name: value for name, value in told.items() if value not in (None, "")}


def missing(stage: Stage, deals: Iterable[Row]) -> list[str]:
    """Which of closed_on, value and loss_reason_id some of these deals lack to come into a stage."""
    if stage.kind == OPEN:
        return []
    asked = ("closed_on", "value") if stage.kind == WON else ("closed_on", "loss_reason_id")
    lacking = {name for row in deals for name in asked if _kept(stage, row)[name] in (None, "")}
    return [name for name in asked if name in lacking]


def passed(database: Database, stage: Stage, *, before: Row | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a deal's closing columns become in a stage; `given` counts before what is there already.

    Invalid names each of closed_on, value, loss_reason_id and loss_note that a won or lost deal lacks. Deals that were
    in a stage of this kind before are looked at again only when one of these is given.
    """
    if stage.kind == OPEN:
        return {"closed_on": "", "loss_reason_id": None, "loss_note": ""}
    told = _kept(stage, before) | {name: given[name] for name in ASKED if name in given}
    if stage.kind == WON:
        told |= {"loss_reason_id": None, "loss_note": ""}
    stays = before is not None and before["status"] == stage.kind
    if not stays or given.keys() & set(ASKED):
        _require(database, stage, told=told)
    return {name: told[name] for name in ASKED if name != "value"}


def _kept(stage: Stage, row: Row | None) -> dict[str, Any]:
    """What is there already: the day and reason of a loss say nothing about a win."""
    nothing: dict[str, Any] = {"closed_on": "", "value": None, "loss_reason_id": None, "loss_note": ""}
    if row is None:
        return nothing
    return {name: row[name] for name in ASKED} if row["status"] == stage.kind else nothing | {"value": row["value"]}


def _require(database: Database, stage: Stage, *, told: Mapping[str, Any]) -> None:
    problems = {}
    if not told["closed_on"]:
        problems["closed_on"] = _("On which day was it closed?")
    elif told["closed_on"] > dates.today():
        problems["closed_on"] = _("This day has not come yet. Say when it was closed.")
    if stage.kind == WON and told["value"] is None:
        problems["value"] = _("A won opportunity needs a value.")
    if stage.kind == LOST:
        problems |= _about_loss(database, told)
    if problems:
        raise Invalid(problems)


def _about_loss(database: Database, told: Mapping[str, Any]) -> dict[str, str]:
    if told["loss_reason_id"] is None:
        return {"loss_reason_id": _("A lost opportunity needs a reason.")}
    reason = database.one("SELECT needs_text FROM loss_reasons WHERE id = :id", id=told["loss_reason_id"])
    if reason is None:
        return {"loss_reason_id": _("There is no such reason any more. Choose another one.")}
    if reason["needs_text"] and not str(told["loss_note"]).strip():
        return {"loss_note": _("This reason needs a few words.")}
    return {}
