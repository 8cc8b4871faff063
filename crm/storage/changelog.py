"""The change log: the operation that is running and the row each change leaves. Decides nothing, undoes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Door(StrEnum):
    """Through which door an operation came in."""

    WINDOW = "window"
    CLI = "cli"
    API = "api"
    IMPORT = "import"
    AUTOMATION = "automation"


class Action(StrEnum):
    """What happened to one row."""

    CREATE = "create"
    CHANGE = "change"
    REMOVE = "remove"


@dataclass(frozen=True)
class Change:
    """A notice after COMMIT: rows of `entity` changed; `id` is None when there were many."""

    operation_id: int
    entity: str
    id: int | None
    action: str


@dataclass(frozen=True)
class Entry:
    """The log's row for one written row: what happened, the row's version afterwards, both images as JSON."""

    action: Action
    version: int
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True)
class Author:
    """Who acts and through which door."""

    user_id: int | None
    door: Door


@dataclass
class Operation:
    """One running operation. Its row is written with its first change, so that doing nothing leaves no trace.

    `label` is a msgid and `details` the values that fill it; both may be completed until COMMIT. `failure` is the error
    of a part that was not finished: the operation cannot be kept any more.
    """

    author: Author
    label: str
    at: str
    details: dict[str, Any] = field(default_factory=dict)
    undoes_id: int | None = None
    id: int = 0
    touched: dict[str, dict[int | None, str]] = field(default_factory=dict)
    failure: BaseException | None = None

    def row(self) -> dict[str, Any]:
        """The values of its row in `operations`."""
        return {
            "at": self.at,
            "user_id": self.author.user_id,
            "door": self.author.door.value,
            "label": self.label,
            "details": to_json(self.details),
            "undoes_id": self.undoes_id,
        }

    def note(self, entity: str, row_id: int | None, *, action: str) -> None:
        """Remember a change for the notices; two rows are enough to know that there were many."""
        seen = self.touched.setdefault(entity, {})
        if len(seen) < 2:
            seen.setdefault(row_id, action)

    def notices(self) -> list[Change]:
        """One notice per entity touched."""
        found = []
        for entity, seen in self.touched.items():
            row_id, action = next(iter(seen.items()))
            single = len(seen) == 1 and row_id is not None
            found.append(Change(self.id, entity, row_id if single else None, action if single else "many"))
        return found


def moved_rows(details: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """What an operation, or the one that a redo does again, made a part of other rows: table -> id as text -> id."""
    while "moved" not in details and isinstance(details.get("details"), Mapping):
        details = details["details"]
    return dict(details.get("moved", {}))


def to_json(value: object) -> str:
    """The one canonical JSON text of a value: keys sorted, letters kept."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of `after` that differ from `before`, as (old, new). Custom values count one by one."""
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for name, value in after.items():
        if before[name] == value:
            continue
        if name == "custom":
            was, becomes = _custom_fields(before[name]), _custom_fields(value)
            changed = [one for one in sorted(was.keys() | becomes.keys()) if was.get(one) != becomes.get(one)]
            old |= {one: was.get(one) for one in changed}
            new |= {one: becomes.get(one) for one in changed}
        else:
            old[name], new[name] = before[name], value
    return old, new


def _custom_fields(custom: str) -> dict[str, Any]:
    return {f"custom.{key}": value for key, value in json.loads(custom).items()}


def read_field(row: Mapping[str, Any], name: str) -> Any:
    """The value of a logged field name in a row: a column, or `custom.<key>` inside its JSON."""
    if name.startswith("custom."):
        return json.loads(row["custom"]).get(name.removeprefix("custom."))
    return row[name]


def with_fields(row: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns to write so that `row` takes the logged `fields` on."""
    columns = {name: value for name, value in fields.items() if not name.startswith("custom.")}
    inner = {name.removeprefix("custom."): value for name, value in fields.items() if name.startswith("custom.")}
    if inner:
        custom = {**json.loads(row["custom"]), **inner}
        columns["custom"] = to_json({key: value for key, value in custom.items() if value is not None})
    return columns
