"""The program with a window: it opens the file it is given, and makes it when there is none."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.window

RUN = "import sys; from pathlib import Path; from crm.views import running; running.run(Path(sys.argv[1]))"
ROOT = Path(__file__).parents[2]
PATIENCE = 30  # seconds


def _remembered(folder, path):
    """Whether a program that keeps its settings in a folder has opened this file."""
    return any(path.name in one.read_text(encoding="utf-8") for one in folder.rglob("window.json"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere settings are not kept where the environment says")
def test_it_makes_and_opens_the_file_that_is_named(tmp_path):
    path, names = tmp_path / "mine.db", ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    environment = {**os.environ, **dict.fromkeys(names, str(tmp_path)), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", RUN, str(path)], env=environment)
    until = time.monotonic() + PATIENCE
    while not _remembered(tmp_path, path) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    process.terminate()
    process.wait(PATIENCE)
    assert (_remembered(tmp_path, path), path.exists()) == (True, True)
