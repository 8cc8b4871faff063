"""From the start of the process to the first 50 rows on the screen, beside a bare Tk window with 50 rows."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, Line, Skipped
from benchmarks.files import ROOT, Files
from tools.virtual_display import display

_RUNS = 7
_HEAVY = ("matplotlib", "openpyxl", "python_calamine", "vobject", "xlsxwriter", "reportlab", "fastapi", "cryptography")

_BARE = """
import tkinter as tk
from tkinter import ttk
root = tk.Tk()
root.geometry("1280x800")
table = ttk.Treeview(root, columns=tuple(range(6)), show="headings")
table.pack(fill="both", expand=True)
for number in range(50):
    table.insert("", "end", values=[f"row {number} column {column}" for column in range(6)])
root.update()
print("shown", flush=True)
"""

_OURS = """
import sys
from pathlib import Path
from crm.utils import i18n
from crm.utils.settings import Settings
from crm.views import theme
from crm.views.window import Window
i18n.use("es")
root = theme.create_window("Cartera", mode="light")
window = Window(root, Settings(Path(sys.argv[2])))
window.open(Path(sys.argv[1]))
def widgets(widget):
    yield widget
    for child in widget.winfo_children():
        yield from widgets(child)
def shown():
    tables = [one for one in widgets(root) if one.winfo_class() == "Treeview" and one.winfo_ismapped()]
    return any(len(one.get_children()) >= 15 and one.set(one.get_children()[0]) for one in tables)
while not shown():
    root.update()
root.update()
print("shown", flush=True)
print(",".join(sorted(set(name.partition(".")[0] for name in sys.modules))), flush=True)
"""


def measure(files: Files, count: int) -> Iterator[Line]:
    """Start on a file of `count` contacts; and which heavy libraries that took along."""
    path = files.path(count)
    with display(), tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "window.json"
        if _started(_OURS, path, settings)[0] < 0:
            yield Skipped("start", "the window does not open yet")
            return
        ours = [_started(_OURS, path, settings) for _ in range(_RUNS)]
        bare = [_started(_BARE, path, settings)[0] for _ in range(_RUNS)]
    taken = statistics.median(one[0] for one in ours)
    yield Figure(f"start to first rows of {count:,}", taken, statistics.median(bare), ratio=5)
    heavy = [name for name in _HEAVY if name in ours[0][1].split(",")]
    yield Figure("heavy libraries loaded at start", len(heavy), limit=0, unit="", note=" ".join(heavy))


def _started(program: str, *arguments: Path) -> tuple[float, str]:
    """The milliseconds until a program says "shown", -1 when it does not; and what it says then."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        assert child.stdout is not None
        said = child.stdout.readline().strip()
        taken = (time.perf_counter() - start) * 1000
        rest = child.stdout.readline().strip() if said == "shown" and program == _OURS else ""
        child.kill()
    return (taken if said == "shown" else -1), rest
