"""What can be done with opportunities: add, change, move through stages, tag, remove, tell their story.

Reading lists and boards is opportunity_lists.py's; the rules stand in opportunity_gate.py and opportunity_values.py.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crm.controllers import opportunity_gate as gate
from crm.controllers import opportunity_lines, opportunity_moves, opportunity_values
from crm.controllers.access import Context, reads, writes
from crm.controllers.checking import clean
from crm.controllers.custom_fields import CustomFields
from crm.controllers.opportunity_conflicts import OpportunityMeanwhile
from crm.controllers.opportunity_lists import OpportunityLists
from crm.controllers.opportunity_stages import usable_stage, wanted_stage
from crm.controllers.opportunity_story import timeline
from crm.controllers.settings import Settings
from crm.controllers.tagging import Tagging
from crm.errors import Invalid, NotFound
from crm.models.history import FeedEntry
from crm.models.opportunities import Closing, Line, Move, Opportunity
from crm.models.pipelines import Stage
from crm.storage.sqlite import Row
from crm.utils import dates
from crm.utils.i18n import N_, _, ngettext, translate

# Values that follow from others, whatever a form sends back.
_FOLLOWING = frozenset(("status", "updated_at"))


class Opportunities(OpportunityLists):
    """Deals on their way through the stages of a pipeline."""

    def __init__(self, context: Context, custom_fields: CustomFields, *, settings: Settings) -> None:
        super().__init__(context, custom_fields)
        self._settings = settings
        self._tagging = Tagging(context, "opportunity_tags", owner="opportunity_id")

    # Reading

    @reads("opportunities")
    def get(self, opportunity_id: int) -> Opportunity:
        """One deal, whole. NotFound when there is none."""
        newest = int(self.database.value("SELECT coalesce(max(id), 0) FROM operations"))
        row = self._row(opportunity_id)
        row |= {"version": newest, "custom": json.loads(row["custom"])}
        row |= {name: bool(row[name]) for name in ("value_from_lines", "probability_by_hand")}
        return Opportunity(
            **{name: value for name, value in row.items() if name != "sort_title"},
            lines=tuple(opportunity_lines.lines_of(self.database, opportunity_id)),
            tags=tuple(self._tagging.worn_by(opportunity_id)),
        )

    @reads("opportunities")
    def history(self, opportunity_id: int) -> list[Move]:
        """The moves of a deal through stages, the oldest first."""
        return opportunity_moves.history_of(self.database, opportunity_id)

    @reads("opportunities")
    def timeline(self, opportunity_id: int, *, limit: int = 200) -> list[FeedEntry]:
        """What happened with a deal: interactions, activities, moves; newest first."""
        return timeline(self.database, opportunity_id, limit=limit)

    @reads("opportunities")
    def needs(self, stage_id: int, ids: Sequence[int]) -> list[str]:
        """Which of closed_on, value and loss_reason_id have to be told before these deals may move into a stage."""
        return gate.missing(usable_stage(self.database, stage_id), [self._row(one) for one in ids])

    @reads("opportunities")
    def require_changeable(self, ids: Sequence[int]) -> None:
        """Raise Denied, with the reason, where some of these deals may not be changed: before questions are asked."""
        self.require("write opportunities")
        for row in self.rows(ids):
            self.require_mine("write opportunities", row)

    # Writing

    @writes("opportunities", N_("Add {title}"))
    def add(self, values: Mapping[str, Any], *, lines: Sequence[Line] = (), closing: Closing | None = None) -> int:
        """Add a deal on top of its column and return its id. Invalid names each field that cannot be kept.

        Without a stage it begins in the pipeline's first open one, without a pipeline in the usual one. Priced lines
        make its value unless one is given. `tags` may hold names beside ids, here and in `change`.
        """
        given = {name: value for name, value in values.items() if value not in (None, "") or name not in _NEEDED}
        defaults = {one.name: one.default for one in self._fields() if one.is_custom and one.default is not None}
        currency = {"currency": str(self._settings.get("currency", "EUR"))}
        told = {**defaults, **currency, **given, **gate.as_values(closing)}
        cleaned = self._clean(told)
        self._require_filled(cleaned)
        stage = wanted_stage(self.database, cleaned, before=None)
        kept = opportunity_lines.checked(self.database, lines)
        columns = self._columns(cleaned, None, stage=stage, lines=kept)
        columns |= opportunity_values.times(stage, columns | cleaned, now=dates.now())
        columns["rank"] = opportunity_moves.top(self.database, stage)
        opportunity_id = self.database.insert("opportunities", columns)
        opportunity_moves.remember_first(self.database, opportunity_id, stage=stage, at=columns["stage_since"])
        opportunity_lines.write_lines(self.database, opportunity_id, after=kept)
        self._tagging.replace(opportunity_id, cleaned.get("tags", ()))
        self.describe(title=columns["title"])
        return opportunity_id

    @writes("opportunities", N_("Edit {title}"))
    def change(
        self,
        opportunity_id: int,
        values: Mapping[str, Any],
        *,
        version: int | None = None,
        lines: Sequence[Line] | None = None,
    ) -> None:
        """Change some fields, and all lines when they are given.

        `version` is the one the values were read with: fields somebody else changed since raise Conflict, other
        fields are no conflict. Another stage goes through the gate: what it asks for stands among the values or is
        there already. A probability of None follows the stage again. Invalid names each field that cannot be kept.
        """
        row = self._own(opportunity_id)
        cleaned = self._clean(values)
        if version is not None:
            cleaned, lines = OpportunityMeanwhile(self.database, row, version=version).settle(cleaned, lines)
        self._save(row, cleaned, lines=lines)
        self.describe(title=cleaned.get("title", row["title"]))

    @writes("opportunities", N_("Edit {count} opportunities"), bulk=True)
    def change_many(self, ids: Sequence[int], values: Mapping[str, Any]) -> int:
        """Give many deals the same values, as one operation; the number that differed. The gate looks at each."""
        cleaned = self._clean(values)
        changed = 0
        for row in self._own_rows(ids):
            changed += self._save_one_of(row, cleaned, several=len(ids) > 1)
        self.describe(count=changed)
        return changed

    @writes("opportunities", N_("Move {title} to {stage}"))
    def move(
        self,
        ids: Sequence[int],
        stage_id: int,
        *,
        before: int | None = None,
        closing: Closing | Mapping[int, Closing] | None = None,
    ) -> int:
        """Put deals into a stage in the order given and return how many; the first stands on top of the column.

        `before` is the deal they are put in front of, or 0 for the end of the column. `closing` tells what the gate
        asks for, the same for all or by id; Invalid names what it still lacks.
        """
        rows, _changed = self._put(ids, {"stage_id": stage_id}, before=before, closing=closing)
        self.describe(title=_title(rows), stage=translate(usable_stage(self.database, stage_id).name))
        return len(rows)

    @writes("opportunities", N_("Move {title} on the board"))
    def put(
        self,
        ids: Sequence[int],
        values: Mapping[str, Any],
        *,
        before: int | None = None,
        closing: Closing | Mapping[int, Closing] | None = None,
    ) -> int:
        """Give deals all that their new place on a board says, as one operation; how many differed.

        `values` are those of its column and lane: stage, owner, expected close. `before` and `closing` as in `move`.
        """
        rows, changed = self._put(ids, values, before=before, closing=closing)
        self.describe(title=_title(rows))
        return changed

    @writes("opportunities", N_("Expected close of {title}: {day}"))
    def redate(self, ids: Sequence[int], month: str) -> int:
        """Expect deals to close on the last day of a month ("2026-11"), or on no known day (""); how many differed."""
        day = _last_day(month) if month else ""
        rows = self._own_rows(ids)
        changed = sum(self.database.update("opportunities", row["id"], {"expected_close": day}) for row in rows)
        self.describe(title=_title(rows), day=dates.show_day(day) or _("no date"))
        return changed

    @writes("opportunities", N_("Snooze {title}: {day}"))
    def snooze(self, ids: Sequence[int], until: str) -> int:
        """Let deals rest until a day without telling that they rot; "" ends that. How many differed."""
        values = self._clean({"snoozed_until": until})
        rows = self._own_rows(ids)
        changed = sum(self.database.update("opportunities", row["id"], values) for row in rows)
        self.describe(title=_title(rows), day=dates.show_day(values["snoozed_until"]) or _("no more"))
        return changed

    @writes("opportunities", N_("Tag {count} opportunities"), bulk=True)
    def add_tags(self, ids: Sequence[int], tag_ids: Sequence[int]) -> int:
        """Put tags on deals; the number of deals that did not wear all of them."""
        count = self._tagging.put_on([row["id"] for row in self._own_rows(ids)], tag_ids)
        self.describe(count=count)
        return count

    @writes("opportunities", N_("Take tags off {count} opportunities"), bulk=True)
    def remove_tags(self, ids: Sequence[int], tag_ids: Sequence[int]) -> int:
        """Take tags off deals; the number of deals that wore one of them."""
        count = self._tagging.take_off([row["id"] for row in self._own_rows(ids)], tag_ids)
        self.describe(count=count)
        return count

    @writes("opportunities", N_("Remove {title}"))
    def remove(self, ids: Sequence[int]) -> int:
        """Remove deals with their lines and history, as one operation that can be undone."""
        rows = self._own_rows(ids)
        self.database.delete_many("opportunities", [row["id"] for row in rows])
        self.describe(title=_title(rows))
        return len(rows)

    # Parts of reading

    def _row(self, opportunity_id: int) -> Row:
        row = self.database.one("SELECT * FROM opportunities WHERE id = :id", id=opportunity_id)
        if row is None:
            raise NotFound(_("This opportunity no longer exists."))
        return row

    def _own(self, opportunity_id: int) -> Row:
        row = self._row(opportunity_id)
        self.require_mine("write opportunities", row)
        return row

    def _own_rows(self, ids: Sequence[int]) -> list[Row]:
        return [self._own(opportunity_id) for opportunity_id in dict.fromkeys(ids)]

    # Parts of writing

    def _clean(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values in stored form, tags as ids, without those that follow from others."""
        wanted = dict(self._tagging.with_ids(values))
        if isinstance(wanted.get("currency"), str):
            wanted["currency"] = wanted["currency"].strip().upper()
        region = str(self._settings.get("country", "ES"))
        cleaned = clean(wanted, self._fields(), region=region)
        opportunity_values.require_kept(self.database, cleaned)
        self._tagging.require_known(cleaned.get("tags", ()))
        return {name: value for name, value in cleaned.items() if name not in _FOLLOWING}

    def _require_filled(self, values: Mapping[str, Any]) -> None:
        missing = [
            one.name
            for one in self._fields()
            if (one.name == "title" or (one.is_custom and one.required)) and values.get(one.name) in (None, "", [])
        ]
        if missing:
            raise Invalid(dict.fromkeys(missing, _("This field must not be empty.")))

    def _put(
        self,
        ids: Sequence[int],
        values: Mapping[str, Any],
        *,
        before: int | None,
        closing: Closing | Mapping[int, Closing] | None,
    ) -> tuple[list[Row], int]:
        """Save deals with the values of a place, those of a stage in front of `before`: them, and how many differed."""
        rows, changed = self._own_rows(ids), 0
        placed: list[dict[str, Any]] = [{} for _row in rows]
        if "stage_id" in values:
            stage, own = usable_stage(self.database, values["stage_id"]), [row["id"] for row in rows]
            placed = [{"rank": one} for one in opportunity_moves.places(self.database, stage, ids=own, before=before)]
        for row, place in zip(rows, placed, strict=True):
            told = closing.get(row["id"]) if isinstance(closing, Mapping) else closing
            cleaned = self._clean({**values, **gate.as_values(told)})
            changed += self._save_one_of(self._row(row["id"]), cleaned | place, several=len(rows) > 1)
        return rows, changed

    def _save_one_of(self, row: Row, cleaned: Mapping[str, Any], *, several: bool) -> bool:
        """Save, and where several are saved say which one was refused."""
        try:
            return self._save(row, cleaned)
        except Invalid as error:
            if not several:
                raise
            named = {name: f"{row['title']}: {problem}" for name, problem in error.fields.items()}
            raise Invalid(named) from error

    def _save(self, row: Row, cleaned: Mapping[str, Any], *, lines: Sequence[Line] | None = None) -> bool:
        opportunity_id = row["id"]
        stage = wanted_stage(self.database, cleaned, before=row)
        currency = cleaned.get("currency") or row["currency"]
        if lines is None:
            lines = opportunity_lines.in_currency(self.database, row, currency=currency)
        kept = None if lines is None else opportunity_lines.checked(self.database, lines)
        before = opportunity_values.in_currency(row, currency)
        columns = self._columns(cleaned, before, stage=stage, lines=kept)
        if stage.id != row["stage_id"]:
            opportunity_moves.remember(self.database, row, stage=stage)
            columns.setdefault("rank", opportunity_moves.top(self.database, stage))
            columns["stage_since"] = self.database.operation().at
            columns["furthest_stage_id"] = opportunity_moves.furthest(self.database, row)
        if all(row[name] == value for name, value in columns.items() if name != "rank"):
            columns["updated_at"] = row["updated_at"]  # to stand elsewhere in the column is no edit
        changed = self.database.update("opportunities", opportunity_id, columns)
        if kept is not None:
            changed = opportunity_lines.write_lines(self.database, opportunity_id, after=kept) or changed
        if "tags" in cleaned:
            changed = self._tagging.replace(opportunity_id, cleaned["tags"]) or changed
        return changed

    def _columns(
        self, values: Mapping[str, Any], before: Row | None, *, stage: Stage, lines: Sequence[Line] | None
    ) -> dict[str, Any]:
        """The columns of a deal's row in a stage after `values`, with everything that follows from them."""
        columns = {name: value for name, value in values.items() if name != "tags" and not name.startswith("custom.")}
        columns |= opportunity_values.customers(self.database, values, before=before)
        columns |= self._value(values, before, lines=lines)
        given = {name: values[name] for name in gate.ASKED if name in values}
        if before is None or columns["value"] != before["value"]:
            given["value"] = columns["value"]
        columns |= gate.passed(self.database, stage, before=before, given=given)
        columns |= opportunity_values.chances(stage, values, before=before)
        columns |= {"stage_id": stage.id, "pipeline_id": stage.pipeline_id, "status": stage.kind}
        columns["custom"] = opportunity_values.custom_after(values, before)
        if "title" in columns:
            columns["sort_title"] = opportunity_values.sort_title(columns["title"])
        return columns

    def _value(self, values: Mapping[str, Any], before: Row | None, *, lines: Sequence[Line] | None) -> dict[str, Any]:
        """A deal's value and whether it is the sum of its lines; one typed by hand counts from then on."""
        typed = "value" in values and (before is None or values["value"] != before["value"])
        if values.get("value_from_lines") not in (None, ""):
            from_lines = bool(values["value_from_lines"])
        elif typed and values["value"] is not None:
            from_lines = False
        else:
            from_lines = bool(before["value_from_lines"]) if before else bool(lines)
        if from_lines and lines is None and before is not None:
            lines = opportunity_lines.lines_of(self.database, before["id"])
        known = before["value"] if before else None
        value = opportunity_lines.total(lines or ()) if from_lines else values.get("value", known)
        return {"value": value, "value_from_lines": int(from_lines)}


_NEEDED = frozenset(("pipeline_id", "stage_id", "currency"))


def _title(rows: Sequence[Row]) -> str:
    """What one deal, or several, are called in a label."""
    if len(rows) == 1:
        return str(rows[0]["title"])
    return ngettext("{count} opportunity", "{count} opportunities", len(rows)).format(count=len(rows))


def _last_day(month: str) -> str:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise Invalid({"expected_close": _("{month} is no month.").format(month=month)}) from error
    return first.replace(day=monthrange(first.year, first.month)[1]).isoformat()
