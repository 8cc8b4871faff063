"""What was done and how to take it back: operations, a record's story, undo, redo. The mechanism is storage/undo.py."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from crm.controllers import reminder_rows
from crm.controllers.access import Controller, reads, writes
from crm.controllers.activity_mending import mend_activities_after
from crm.controllers.contact_channels import mend_after
from crm.controllers.contact_company import mend_names_after
from crm.controllers.contact_merge_rows import drop_needless_aliases
from crm.controllers.history_labels import operation_label
from crm.controllers.history_names import Names
from crm.controllers.history_words import Words
from crm.controllers.interactions import refresh_contact
from crm.controllers.opportunity_changes import changes_of
from crm.controllers.opportunity_mending import mend_deals_after
from crm.controllers.record_story import field_changes, story
from crm.controllers.series_mending import mend_series_after, release_before
from crm.controllers.settings import Settings
from crm.errors import Invalid, NotFound
from crm.models.history import PROGRAM_LABELS, FeedEntry, FieldChange, OperationSummary, ToldChange, UndoReport
from crm.models.interactions import NOTE
from crm.models.users import OWN
from crm.storage.changelog import Action, to_json
from crm.storage.sqlite import Row, among, json_field
from crm.storage.undo import UNDO, is_undone, next_redo, next_undo
from crm.storage.undo import undo as take_back
from crm.storage.undoing import Kept, UndoResult
from crm.utils.i18n import _
from crm.utils.text import one_line

_OPERATION = """SELECT o.*, coalesce((SELECT name FROM users u WHERE u.id = o.user_id), '') AS user FROM operations o"""
# Columns that follow from others; an undo works them out again instead of keeping them.
_FOLLOWING = frozenset(
    ("last_interaction_at", "sort_name", "sort_title", "sort_subject", "ends_on", "folded", "normal", "version")
)
_FOLLOWING_STAGE = frozenset(("rank", "status", "stage_since", "furthest_stage_id", "probability_by_hand"))
_INTERACTED = f"""
    SELECT i.contact_id FROM changes c JOIN interactions i ON i.id = c.entity_id
    WHERE c.operation_id = :own AND c.entity = 'interactions'
    UNION SELECT {json_field("c.before", "contact")} FROM changes c
    WHERE c.operation_id = :own AND c.entity = 'interactions' AND {json_field("c.before", "contact")} IS NOT NULL
    UNION SELECT c.entity_id FROM changes c WHERE c.operation_id = :own AND c.entity = 'contacts'
    AND c.action = 'change' AND {json_field("c.after", "last")} IS NOT NULL
    UNION SELECT k.id FROM changes c JOIN contacts k ON k.id = c.entity_id
    WHERE c.operation_id = :own AND c.entity = 'contacts' AND c.action = 'create' AND k.last_interaction_at <> coalesce(
        (SELECT max(i.at) FROM interactions i WHERE i.contact_id = k.id AND i.type <> :note), '')"""
# Links of what hangs on a contact.
_LINKS = frozenset(("contact_id", "one_id", "other_id"))
# Parts of others: an operation's records are counted without them.
_PARTS = frozenset(
    (
        "contact_channels", "contact_tags", "contact_aliases", "different_contacts", "opportunity_lines",
        "opportunity_tags", "stage_history", "forecast_snapshots", "activity_series",
    )
)  # fmt: skip


class History(Controller):
    """The log of operations, read and undone."""

    @reads("history")
    def operations(self, *, limit: int = 100, before: int | None = None) -> list[OperationSummary]:
        """Operations, newest first, without the program's own; `before` goes on from an id."""
        place = "AND o.id < :before" if before is not None else ""
        marks = {"before": before} if before is not None else {}
        rows = self.database.all(
            f"{_OPERATION} WHERE NOT ({among('o.label', 'program')}) {place} ORDER BY o.id DESC LIMIT :limit",
            limit=limit,
            program=to_json(PROGRAM_LABELS),
            **marks,
        )
        return [self._summary(row, counts=self._counts(row["id"])) for row in rows]

    @reads("history")
    def summary(self, operation_id: int) -> OperationSummary:
        """One operation, its records not counted: after a large import that takes time. NotFound when there is none."""
        row = self.database.one(f"{_OPERATION} WHERE o.id = :id", id=operation_id)
        if row is None:
            raise NotFound(_("There is no such operation."))
        return self._summary(row)

    @reads("history")
    def changes(self, operation_id: int, *, limit: int = 500) -> list[FieldChange]:
        """The fields an operation changed; whose part something was and is, by name."""
        rows = self.database.all(
            "SELECT * FROM changes WHERE operation_id = :id AND action = 'change' ORDER BY id LIMIT :limit",
            id=operation_id,
            limit=limit,
        )
        names = Names(self.database)
        return [_with_names(change, names) for row in rows for change in field_changes(row)]

    @reads("history")
    def told(self, operation_id: int, *, limit: int = 500) -> list[ToldChange]:
        """The fields an operation changed, in words: stages, owners and contacts by name, money in its currency."""
        rows = self.database.all(
            "SELECT * FROM changes WHERE operation_id = :id AND action = 'change' ORDER BY id LIMIT :limit",
            id=operation_id,
            limit=limit,
        )
        words = self._words()
        return [told for row in rows for told in words.of(row)]

    @reads("history")
    def of(self, contact_id: int, *, limit: int = 200) -> list[FeedEntry]:
        """What operations did to a contact, its channels and its tags, newest first."""
        return story(self.database, contact_id, limit=limit)

    @reads("history")
    def of_opportunity(self, opportunity_id: int, *, limit: int = 200) -> list[FeedEntry]:
        """What operations did to an opportunity, its lines and its tags, newest first, in words in each `body`."""
        return changes_of(self.database, opportunity_id, region=self._region(), limit=limit)

    @reads("history")
    def feed(self, contact_id: int, *, kinds: frozenset[str] = frozenset(), limit: int = 200) -> list[FeedEntry]:
        """A contact's interactions and its record's history in one feed, newest first; `kinds` narrows it."""
        interactions = self.database.all(
            "SELECT i.*, coalesce((SELECT name FROM users u WHERE u.id = i.user_id), '') AS user,"
            " (SELECT name FROM interaction_types t WHERE t.key = i.type) AS type_name"
            f" FROM interactions i WHERE i.contact_id = :id AND (:every = 1 OR {among('i.type', 'types')})"
            " ORDER BY i.at DESC, i.id DESC LIMIT :limit",
            id=contact_id,
            every=int(not kinds),
            types=to_json(sorted(kinds)),
            limit=limit,
        )
        changes = self.of(contact_id, limit=limit) if not kinds or kinds & set(Action) else []
        entries = [_interaction_entry(row) for row in interactions]
        entries += [one for one in changes if not kinds or one.kind in kinds]
        return sorted(entries, key=lambda one: one.at, reverse=True)[:limit]

    @reads("history")
    def can_undo(self) -> OperationSummary | None:
        """The operation Ctrl+Z takes back, or None; told as `summary` does."""
        found = next_undo(self.database, self.context.user.id or None)
        return None if found is None else self.summary(found)

    @reads("history")
    def can_redo(self) -> OperationSummary | None:
        """The operation Ctrl+Y does again, or None; told as `summary` does."""
        found = next_redo(self.database, self.context.user.id or None)
        if found is None:
            return None
        undone = self.database.value("SELECT undoes_id FROM operations WHERE id = :id", id=found)
        return self.summary(undone)

    @writes("history", UNDO)
    def undo(self, operation_id: int | None = None) -> UndoReport:
        """Take an operation back, or the user's newest. What another operation changed since is kept and listed."""
        target = operation_id if operation_id is not None else next_undo(self.database, self._me())
        if target is None:
            raise Invalid({"operation": _("There is nothing to undo.")})
        self._require_own(target)
        return self._take_back(target)

    @writes("history", UNDO)
    def redo(self) -> UndoReport:
        """Do again what was undone last."""
        target = next_redo(self.database, self._me())
        if target is None:
            raise Invalid({"operation": _("There is nothing to redo.")})
        return self._take_back(target)

    def _me(self) -> int | None:
        return self.context.user.id or None

    def _require_own(self, operation_id: int) -> None:
        if self.scope("write history") == OWN:
            owner = self.database.value("SELECT user_id FROM operations WHERE id = :id", id=operation_id)
            self.require_mine("write history", {"assigned_to": owner or 0})

    def _take_back(self, target: int) -> UndoReport:
        result = take_back(self.database, target, author=self.context.author, prepare=release_before)
        for contact_id in self.database.ids(
            _INTERACTED, own=result.operation_id, contact="contact_id", last="last_interaction_at", note=NOTE
        ):
            refresh_contact(self.database, contact_id)
        mend_after(self.database, result.operation_id)
        mend_names_after(self.database, result.operation_id)
        needless = drop_needless_aliases(self.database, result.operation_id)
        result.kept = [one for one in result.kept if one.entity != "contact_aliases" or one.id not in needless]
        result.kept += mend_deals_after(self.database, result.operation_id)
        mend_series_after(self.database, result.operation_id)
        mend_activities_after(self.database, result.operation_id)
        reminder_rows.refresh_written(self.database, result.operation_id)
        self._require_an_admin()
        return self._report(result, target)

    def _require_an_admin(self) -> None:
        """Nobody may undo the last administrator, or themselves, away; raising takes the whole undo back."""
        admins = self.database.value("SELECT count(*) FROM users WHERE role = 'admin' AND active = 1")
        myself = self.database.value("SELECT 1 FROM users WHERE id = :me AND active = 1", me=self.context.user.id)
        if not admins or not myself:
            raise Invalid({"operation": _("Undoing this would leave the file without its user. Nothing was changed.")})

    def _report(self, result: UndoResult, target: int) -> UndoReport:
        told = [
            one
            for one in dict.fromkeys(result.kept)  # moves stay with their opportunity, which is listed itself
            if one.entity != "stage_history" and (not one.fields or _meant(one))
        ]
        words = self._words()
        kept = tuple(dict.fromkeys(self._kept_sentence(one, words) for one in told[:200]))
        if len(told) > 200:
            kept += (_("and {count} more").format(count=len(told) - 200),)
        undone = self.database.value("SELECT undoes_id FROM operations WHERE id = :id", id=target) or target
        return UndoReport(result.operation_id, self.summary(undone).label, result.restored, kept)

    def _kept_sentence(self, kept: Kept, words: Words) -> str:
        row = self.database.one(f"SELECT * FROM {kept.entity} WHERE id = :id", id=kept.id)
        if row is None:
            return _("{name}: no longer there").format(name=_name_of_gone(kept, words.names))
        name = words.names.of_row(kept.entity, row)
        if kept.fields:
            fields = ", ".join(words.labels(kept.entity, _meant(kept)))
            return _("{name}: changed since, kept ({fields})").format(name=name, fields=fields)
        return _("{name}: changed or used since, kept").format(name=name)

    def _words(self) -> Words:
        return Words(self.database, region=self._region())

    def _region(self) -> str:
        return str(Settings(self.context).get("country", "ES"))

    def _summary(self, row: Row, *, counts: dict[str, int] | None = None) -> OperationSummary:
        return OperationSummary(
            row["id"],
            row["at"],
            row["user"],
            row["door"],
            operation_label(row["label"], json.loads(row["details"])),
            undone=is_undone(self.database, row["id"]),
            undoes_id=row["undoes_id"],
            counts=counts or {},
        )

    def _counts(self, operation_id: int) -> dict[str, int]:
        rows = self.database.all(
            "SELECT entity, action, count(*) AS count FROM changes WHERE operation_id = :id GROUP BY entity, action",
            id=operation_id,
        )
        return _main_counts(rows)


def _main_counts(rows: Iterable[Row]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for row in rows:
        if row["entity"] not in _PARTS:
            counts[row["action"]] += row["count"]
    return dict(counts)


def _interaction_entry(row: Row) -> FeedEntry:
    details = {name: row[name] for name in ("type_name", "duration_minutes", "outcome", "next_step")}
    return FeedEntry(
        row["at"], row["type"], row["subject"], row["body"], row["user"], interaction_id=row["id"], details=details
    )


def _meant(kept: Kept) -> list[str]:
    """The fields of a kept row that mean something to a person."""
    following = _FOLLOWING | _FOLLOWING_STAGE if kept.entity == "opportunities" else _FOLLOWING
    return [one for one in kept.fields if one not in following]


def _name_of_gone(kept: Kept, names: Names) -> str:
    """The name of a record that is gone, from its last picture in the log; of a contact's part, its text beside it."""
    row = names.last_picture(kept.entity, kept.id)
    if row is None:
        return f"{kept.entity} {kept.id}"
    text = str(row.get("value") or row.get("subject") or "") if kept.entity in _WITH_TEXT else ""
    name = names.of_row(kept.entity, row)
    return f"{name} ({one_line(text, 40)})" if text else name


_WITH_TEXT = frozenset(("contact_channels", "interactions"))


def _with_names(change: FieldChange, names: Names) -> FieldChange:
    if change.field not in _LINKS:
        return change
    return replace(change, before=names.of("contacts", change.before), after=names.of("contacts", change.after))
