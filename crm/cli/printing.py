"""Opening the file a command works on, and printing what it answers: as rows or as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

from crm.app import open_database, sign_in
from crm.session import Session
from crm.storage.changelog import Door
from crm.utils import paths

Options = argparse.Namespace


class Opened:
    """The session of a command, closed at its end. Without `create` a file that is not there is refused."""

    def __init__(self, options: Options, *, create: bool = False) -> None:
        path = options.database or paths.default_database()
        self._session = sign_in(open_database(path, create=create), Door.CLI)

    def __enter__(self) -> Session:
        return self._session

    def __exit__(self, *_details: object) -> None:
        self._session.database.close()


def say(options: Options, plain: object, *, text: str) -> None:
    print(json.dumps(plain, ensure_ascii=False, indent=2, default=str) if options.json else text)


def say_rows(options: Options, rows: Sequence[dict[str, Any]], *, columns: Sequence[str]) -> None:
    """Rows as a JSON list, or as aligned columns."""
    texts = [[str(row[column] if row[column] is not None else "") for column in columns] for row in rows]
    widths = [min(40, max((len(line[place]) for line in texts), default=0)) for place in range(len(columns))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in texts]
    say(options, list(rows), text="\n".join(lines))
