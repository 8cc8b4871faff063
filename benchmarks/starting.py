"""From the start of the process to the first rows on the screen, beside a bare Tk window with 50 rows: to the contacts
of a large file, and to the day of a busy one."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import agenda
from benchmarks.figures import Figure, Line, Skipped
from benchmarks.files import ROOT, Files
from crm.utils import dates
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
def listed():
    tables = [one for one in widgets(root) if one.winfo_class() == "Treeview" and one.winfo_ismapped()]
    return any(len(one.get_children()) >= 15 and one.set(one.get_children()[0]) for one in tables)
def of_the_day():
    cards = window.page.cards
    return cards.winfo_ismapped() and len(cards.layout.places()) >= 15
shown = of_the_day if sys.argv[3] == "today" else listed
while not (window.notebook and window.page_key == sys.argv[3] and shown()):
    root.update()
root.update()
print("shown", flush=True)
print(",".join(sorted(set(name.partition(".")[0] for name in sys.modules))), flush=True)
"""


def measure(files: Files, count: int) -> Iterator[Line]:
    """Start on the contacts of a file of `count`; and which heavy libraries that took along."""
    yield from _beside_bare(files.path(count), "contacts", what=f"start to first rows of {count:,}")


def today(files: Files) -> Iterator[Line]:
    """Start on the day of a file with many activities, as each morning begins."""
    yield from _beside_bare(agenda.path(files), "today", what=f"start to Today, {agenda.COUNT:,} activities")


def _beside_bare(path: Path, page: str, *, what: str) -> Iterator[Line]:
    with display(), tempfile.TemporaryDirectory() as folder:
        ours = [_window(path, page, folder=Path(folder)) for _ in range(_RUNS + 1)][1:]
        if min(one[0] for one in ours) < 0:
            yield Skipped("start", "the window does not open yet")
            return
        bare = [_started(_BARE)[0] for _ in range(_RUNS)]
    taken = statistics.median(one[0] for one in ours)
    yield Figure(what, taken, statistics.median(bare), ratio=5)
    heavy = [name for name in _HEAVY if name in ours[0][1].split(",")]
    yield Figure(f"heavy libraries loaded for {page}", len(heavy), limit=0, unit="", note=" ".join(heavy))


def _window(path: Path, page: str, *, folder: Path) -> tuple[float, str]:
    """A start of the program on a page, on a copy: the program writes books of its own into the file it opens."""
    copy, settings = folder / "copy.db", folder / "window.json"
    if not copy.exists():
        shutil.copyfile(path, copy)
    settings.write_text(json.dumps({"window.page": page, "window.day": dates.today()}))
    return _started(_OURS, str(copy), str(settings), page)


def _started(program: str, *arguments: str) -> tuple[float, str]:
    """The milliseconds until a program says "shown", -1 when it does not; and what it says then."""
    command = [sys.executable, "-c", program, *arguments]
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        assert child.stdout is not None
        said = child.stdout.readline().strip()
        taken = (time.perf_counter() - start) * 1000
        rest = child.stdout.readline().strip() if said == "shown" and program == _OURS else ""
        child.kill()
    return (taken if said == "shown" else -1), rest
