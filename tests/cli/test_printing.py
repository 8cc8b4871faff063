"""Opening a file for one command, and printing rows."""

from __future__ import annotations

import argparse
import json

from crm.cli.printing import Opened, say_rows


def _options(**values):
    return argparse.Namespace(**{"json": False, "database": None} | values)


def test_the_file_is_closed_when_the_command_ends(database_file):
    with Opened(_options(database=database_file)) as session:
        session.tags.add("VIP")
    assert not database_file.with_name(database_file.name + "-wal").exists()


def test_rows_are_aligned_and_empty_values_stay_empty(capsys):
    say_rows(_options(), [{"a": "long word", "b": None}, {"a": "x", "b": 2}], columns=("a", "b"))
    assert capsys.readouterr().out == "long word\nx          2\n"


def test_rows_as_json_hold_every_key(capsys):
    say_rows(_options(json=True), [{"a": 1, "b": 2}], columns=("a",))
    assert json.loads(capsys.readouterr().out) == [{"a": 1, "b": 2}]
