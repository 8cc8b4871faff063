"""The plugin that lets no window test be skipped where windows are required, tried on small suites of its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.house import ROOT

WINDOW_TEST = """
import pytest
pytestmark = pytest.mark.window
def test_window():
    pytest.skip({reason!r})
"""


def _run(folder, text, *, windows):
    (folder / "test_it.py").write_text(text, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = window\n", encoding="utf-8")
    environment = {**os.environ, "CARTERA_WINDOWS": windows, "PYTHONPATH": str(ROOT)}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--no-xvfb",
        "-p",
        "tests.display",
        "-p",
        "no:cacheprovider",
        str(folder),
    ]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).returncode


@pytest.mark.parametrize("reason", ["no display", "not today"])
def test_a_skipped_window_test_fails_where_windows_are_required(tmp_path, reason):
    assert _run(tmp_path, WINDOW_TEST.format(reason=reason), windows="required") == 1


def test_a_window_test_may_be_skipped_elsewhere(tmp_path):
    assert _run(tmp_path, WINDOW_TEST.format(reason="no display"), windows="") == 0


def test_an_unmarked_test_that_wants_tkinter_fails_too(tmp_path):
    text = "import pytest\npytest.importorskip('tkinter.nothing_of_the_kind')\n"
    assert _run(tmp_path, text, windows="required") != 0


def test_other_tests_may_be_skipped(tmp_path):
    text = "import pytest\ndef test_other():\n    pytest.skip('../shared/data is not here')\n"
    assert _run(tmp_path, text, windows="required") == 0
