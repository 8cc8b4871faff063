"""What this computer remembers about one file: its list, its columns. Nothing of the business is kept here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crm.utils.settings import Settings

MOST_FILES = 20


class Remembered:
    """Values by key for one file, among the window's settings; those of the files used last are kept."""

    def __init__(self, settings: Settings, path: Path) -> None:
        self._settings = settings
        self._path = str(path)

    def get(self, key: str) -> dict[str, Any]:
        """The value kept under a key for this file, {} when there is none."""
        kept: Any = next((value for path, value in self._pairs(key) if path == self._path), {})
        return kept if isinstance(kept, dict) else {}

    def set(self, key: str, value: dict[str, Any]) -> None:
        """Keep a value, made of what JSON holds, under a key for this file."""
        others = [[path, other] for path, other in self._pairs(key) if path != self._path]
        self._settings.set(key, [[self._path, value], *others][:MOST_FILES])

    def _pairs(self, key: str) -> list[list[Any]]:
        """(path, value), the file used last first; what older programs kept under the key was of no file."""
        kept = self._settings.get(key)
        return [pair for pair in kept if isinstance(pair, list) and len(pair) == 2] if isinstance(kept, list) else []
