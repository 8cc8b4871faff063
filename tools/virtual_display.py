"""A display to open windows on: the one there is, or a virtual one that ends with the block. Opens no windows."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

_SCREEN = "1920x1080x24"


@contextmanager
def display(*, always_virtual: bool = False) -> Iterator[str]:
    """The name of a display, in DISPLAY too; Xvfb starts when there is none, or always. RuntimeError without it."""
    before = os.environ.get("DISPLAY", "")
    if before and not always_virtual:
        yield before
        return
    if not shutil.which("Xvfb"):
        raise RuntimeError("no display, and Xvfb is not installed: sudo apt-get install xvfb")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SCREEN, "-nolisten", "tcp", "-dpi", "96"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            name = f":{answer.readline().strip()}"
        os.environ["DISPLAY"] = name
        yield name
    finally:
        os.environ.pop("DISPLAY", None)
        if before:
            os.environ["DISPLAY"] = before
        server.terminate()
        server.wait()
