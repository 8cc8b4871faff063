"""What this computer remembers about the window: size, columns, last file. Nothing of the business is kept here."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

from crm.utils.i18n import _


class Settings:
    """Values by key in one JSON file, written at once and whole at every change.

    A damaged file is set aside beside it, with ".damaged" after its name, and the defaults are used; a file that
    cannot be read or written costs nothing but the memory. `problem` then says so in a sentence, "" while all is well.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self.problem = ""
        self._values = self._read()

    def get(self, key: str, default: Any = None) -> Any:
        """The value kept under `key`, or `default`."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Keep `value`, made of what JSON holds, under `key`; None forgets it. Raises TypeError for other values."""
        with self._lock:
            changed = {**self._values, key: value}
            if value is None:
                del changed[key]
            text = json.dumps(changed, indent=1, sort_keys=True)
            self._values = json.loads(text)
            self._write(text)

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as error:
            self.problem = _("The window settings could not be read ({reason}); defaults are used.").format(
                reason=error.strerror
            )
            return {}
        except (ValueError, RecursionError):
            values = None
        return values if isinstance(values, dict) else self._set_aside()

    def _set_aside(self) -> dict[str, Any]:
        damaged = self._path.with_name(self._path.name + ".damaged")
        try:
            self._path.replace(damaged)
        except OSError:
            damaged = self._path
        message = _("The window settings were damaged; defaults are used. The damaged file is {path}.")
        self.problem = message.format(path=damaged)
        return {}

    def _write(self, text: str) -> None:
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8")
            beside.replace(self._path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            message = _("The window settings could not be saved ({reason}).")
            self.problem = message.format(reason=error.strerror)
