"""A list of JSON values on the disk, for what may be too long to hold in memory. It ends with its owner."""

from __future__ import annotations

import json
import tempfile
from typing import Any


class Spool:
    """Values are added at the end and read from anywhere, from one thread at a time."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this object
        self._end = 0

    def add(self, value: Any) -> int:
        """Keep a JSON-ready value and return the place it is read from."""
        place = self._end
        line = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
        self._file.seek(place)
        self._file.write(line)
        self._end += len(line)
        return place

    def read(self, place: int) -> Any:
        """The value at a place."""
        self._file.seek(place)
        return json.loads(self._file.readline())
