"""A window on a calendar of a full month, timed from inside: prints one JSON line. Started by calendar.py as a process.

`python -m benchmarks.calendar_window FILE SETTINGS`
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from crm.utils.settings import Settings
from crm.views import theme
from crm.views.calendar_tab import CalendarTab
from crm.views.window import Window

_LOADS, _STEPS = 7, 120
_HELD = 0x100  # the left button


def main(arguments: list[str]) -> int:
    """Open, paint each view, scroll and drag; every figure in milliseconds."""
    file, kept = (Path(one) for one in arguments)
    settings = Settings(kept)
    settings.set("window.geometry", "1280x800+0+0")
    root = theme.create_window("Cartera", mode="light", scaling=1.0)
    window = Window(root, settings)
    window.open(file)
    _until(root, lambda: window.is_open)
    _rest(root)
    told = {"first": _timed(root, lambda: window.show_page("calendar"), done=lambda: _painted(window.calendar))}
    _rest(root)
    page = window.calendar
    for view in ("month", "week", "agenda"):
        told[view] = _view(root, page, view=view)
    told |= _drags(root, page)
    print(json.dumps(told))
    return 0


def _painted(page: CalendarTab) -> bool:
    return bool(page.known and page.sheet.canvas.find_withtag("entry"))


def _view(root: theme.App, page: CalendarTab, *, view: str) -> float:
    """From asking for the entries, none of them on the screen, to seeing them."""
    page.show_view(view)
    _rest(root)
    return statistics.median(_load(root, page) for _ in range(_LOADS))


def _load(root: theme.App, page: CalendarTab) -> float:
    sheet = page.sheet
    sheet.canvas.delete("entry")
    sheet._drawn, sheet._names = {}, {}
    return _timed(root, page.load, done=lambda: bool(sheet.canvas.find_withtag("entry")))


def _drags(root: theme.App, page: CalendarTab) -> dict[str, float]:
    """A drag through a month and through a week, and scrolling the week's hours."""
    page.show_view("month")
    _rest(root)
    month = _drag(root, page, across=6, down=3)
    page.show_view("week")
    _rest(root)
    week = _drag(root, page, across=4, down=2)
    scrolled = [_step(root, lambda: page.sheet.scroll(20)) for _ in range(_STEPS // 4)]
    steps = month + week
    slow = statistics.quantiles(steps, n=20)[-1]
    return {"step": statistics.median(steps), "slow": slow, "scroll": statistics.median(scrolled)}


def _drag(root: theme.App, page: CalendarTab, *, across: int, down: int) -> list[float]:
    sheet = page.sheet
    piece = next(one for one in sheet.layout.pieces() if not one.is_upper and one.box.y > sheet.layout.head)
    x, y = piece.box.x + piece.box.width // 2, piece.box.y + piece.box.height // 3
    sheet.canvas.event_generate("<ButtonPress-1>", x=x, y=y)
    root.update()
    taken = []
    for number in range(1, _STEPS + 1):
        at = {"x": (x + number * across) % sheet.layout.width, "y": min(y + number * down, sheet.layout.height - 60)}
        taken.append(_step(root, lambda at=at: sheet.canvas.event_generate("<B1-Motion>", state=_HELD, **at)))
    sheet.canvas.event_generate("<Escape>")
    root.update()
    return taken


def _step(root: theme.App, work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    root.update()
    taken = (time.perf_counter() - start) * 1000
    time.sleep(0.005)
    return taken


def _timed(root: theme.App, work: Callable[[], object], *, done: Callable[[], bool]) -> float:
    start = time.perf_counter()
    work()
    _until(root, done)
    root.update()
    return (time.perf_counter() - start) * 1000


def _until(root: theme.App, done: Callable[[], object]) -> None:
    limit = time.monotonic() + 60
    while not done():
        if time.monotonic() > limit:
            raise TimeoutError("the window did not get there")
        root.update()


def _rest(root: theme.App) -> None:
    """Let what is still under way end."""
    until = time.monotonic() + 0.6
    while time.monotonic() < until:
        root.update()
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
