"""What the command line's tests share: a way to run one command in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crm.cli import program


@dataclass(frozen=True)
class Answer:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The printed JSON."""
        return json.loads(self.out)


@pytest.fixture
def command(database_file: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run a verb on the test's file: `command("search", "ana", "--json")`."""

    def run(*words: object) -> Answer:
        options = program.parse(["--database", str(database_file), "--language", "en", *map(str, words)])
        code = program.run(options)
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return run
