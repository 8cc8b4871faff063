"""What was done and how to take it back: operations, a record's story, undo, redo. The mechanism is storage/undo.py."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from crm.controllers.access import Controller, reads, writes
from crm.controllers.contact_channels import mend_after
from crm.controllers.contact_company import mend_names_after
from crm.controllers.contact_merge_rows import drop_needless_aliases
from crm.controllers.history_labels import operation_label
from crm.controllers.interactions import refresh_contact
from crm.controllers.record_story import field_changes, story
from crm.errors import Invalid, NotFound
from crm.models.contacts import FIELDS as CONTACT_FIELDS
from crm.models.contacts import display_name
from crm.models.history import FeedEntry, FieldChange, OperationSummary, UndoReport
from crm.models.interactions import FIELDS as INTERACTION_FIELDS
from crm.models.interactions import NOTE
from crm.models.users import OWN
from crm.storage.changelog import Action, to_json
from crm.storage.sqlite import Row, among, json_field
from crm.storage.undo import UNDO, is_undone, next_redo, next_undo
from crm.storage.undo import undo as take_back
from crm.storage.undoing import Kept, UndoResult
from crm.utils.i18n import _, translate
from crm.utils.text import one_line

_OPERATION = """SELECT o.*, coalesce((SELECT name FROM users u WHERE u.id = o.user_id), '') AS user FROM operations o"""
# Columns that follow from others; an undo works them out again instead of keeping them.
_FOLLOWING = frozenset(("last_interaction_at", "sort_name", "folded", "normal", "version"))
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
_MAIN = ("contacts", "interactions", "tags", "custom_fields", "saved_views", "users", "settings")


class History(Controller):
    """The log of operations, read and undone."""

    @reads("history")
    def operations(self, *, limit: int = 100, before: int | None = None) -> list[OperationSummary]:
        """Operations, newest first; `before` goes on from an id."""
        place = "WHERE o.id < :before" if before is not None else ""
        marks = {"before": before} if before is not None else {}
        rows = self.database.all(f"{_OPERATION} {place} ORDER BY o.id DESC LIMIT :limit", limit=limit, **marks)
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
        names: dict[Any, str] = {}
        return [self._with_names(change, names) for row in rows for change in field_changes(row)]

    @reads("history")
    def of(self, contact_id: int, *, limit: int = 200) -> list[FeedEntry]:
        """What operations did to a contact, its channels and its tags, newest first."""
        return story(self.database, contact_id, limit=limit)

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
        result = take_back(self.database, target, author=self.context.author)
        for contact_id in self.database.ids(
            _INTERACTED, own=result.operation_id, contact="contact_id", last="last_interaction_at", note=NOTE
        ):
            refresh_contact(self.database, contact_id)
        mend_after(self.database, result.operation_id)
        mend_names_after(self.database, result.operation_id)
        needless = drop_needless_aliases(self.database, result.operation_id)
        result.kept = [one for one in result.kept if one.entity != "contact_aliases" or one.id not in needless]
        self._require_an_admin()
        return self._report(result, target)

    def _require_an_admin(self) -> None:
        """Nobody may undo the last administrator, or themselves, away; raising takes the whole undo back."""
        admins = self.database.value("SELECT count(*) FROM users WHERE role = 'admin' AND active = 1")
        myself = self.database.value("SELECT 1 FROM users WHERE id = :me AND active = 1", me=self.context.user.id)
        if not admins or not myself:
            raise Invalid({"operation": _("Undoing this would leave the file without its user. Nothing was changed.")})

    def _report(self, result: UndoResult, target: int) -> UndoReport:
        told = [one for one in dict.fromkeys(result.kept) if not one.fields or set(one.fields) - _FOLLOWING]
        kept = tuple(self._kept_sentence(one) for one in told[:200])
        if len(told) > 200:
            kept += (_("and {count} more").format(count=len(told) - 200),)
        undone = self.database.value("SELECT undoes_id FROM operations WHERE id = :id", id=target) or target
        return UndoReport(result.operation_id, self.summary(undone).label, result.restored, kept)

    def _kept_sentence(self, kept: Kept) -> str:
        row = self.database.one(f"SELECT * FROM {kept.entity} WHERE id = :id", id=kept.id)
        if row is None:
            return _("{name}: no longer there").format(name=self._name_of_gone(kept))
        name = self._name(kept.entity, row)
        if kept.fields:
            fields = ", ".join(self._labels(one for one in kept.fields if one not in _FOLLOWING))
            return _("{name}: changed since, kept ({fields})").format(name=name, fields=fields)
        return _("{name}: changed or used since, kept").format(name=name)

    def _labels(self, names: Iterable[str]) -> list[str]:
        known = {one.name: translate(one.label) for one in (*CONTACT_FIELDS, *INTERACTION_FIELDS)}
        own = self.database.all("SELECT key, label FROM custom_fields")
        known |= {f"custom.{row['key']}": row["label"] for row in own}
        return [known.get(name, name) for name in names]

    def _name_of_gone(self, kept: Kept) -> str:
        """The name of a record that is gone, from its last picture in the log; of a part, its text beside it."""
        row = self._last_picture(kept.entity, kept.id)
        if row is None:
            return f"{kept.entity} {kept.id}"
        text = str(row.get("value") or row.get("subject") or "") if "contact_id" in row else ""
        name = self._name(kept.entity, row)
        return f"{name} ({one_line(text, 40)})" if text else name

    def _last_picture(self, entity: str, row_id: int) -> Row | None:
        image = self.database.value(
            "SELECT before FROM changes WHERE entity_id = :id AND entity = :entity AND action = 'remove'"
            " ORDER BY id DESC LIMIT 1",
            id=row_id,
            entity=entity,
        )
        picture: Row | None = json.loads(image) if image else None
        return picture

    def _name(self, entity: str, row: Row) -> str:
        if entity == "contacts":
            return display_name(row)
        if "contact_id" in row:
            return self._contact_name(row["contact_id"])
        if entity == "different_contacts":
            return " / ".join(self._contact_name(row[name]) for name in ("one_id", "other_id"))
        return str(row.get("name") or row.get("label") or f"{entity} {row['id']}")

    def _with_names(self, change: FieldChange, names: dict[Any, str]) -> FieldChange:
        if change.field not in _LINKS:
            return change
        for contact_id in (change.before, change.after):
            names.setdefault(contact_id, self._contact_name(contact_id))
        return replace(change, before=names[change.before], after=names[change.after])

    def _contact_name(self, contact_id: int) -> str:
        row = self.database.one("SELECT * FROM contacts WHERE id = :id", id=contact_id)
        row = row or self._last_picture("contacts", contact_id)
        return display_name(row) if row else f"contacts {contact_id}"

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
        if row["entity"] in _MAIN:
            counts[row["action"]] += row["count"]
    return dict(counts)


def _interaction_entry(row: Row) -> FeedEntry:
    details = {name: row[name] for name in ("type_name", "duration_minutes", "outcome", "next_step")}
    return FeedEntry(
        row["at"], row["type"], row["subject"], row["body"], row["user"], interaction_id=row["id"], details=details
    )
