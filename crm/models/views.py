"""A saved view: a list's name, its query and its columns, as a user keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class SavedView:
    """`definition` holds `query` (ListQuery.to_plain) and what the window keeps with it; `shared` shows it to all."""

    id: int
    name: str
    definition: Mapping[str, Any]
    user_id: int | None
    shared: bool
