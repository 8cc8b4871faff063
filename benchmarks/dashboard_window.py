"""A window on a file with many deals and its dashboard, timed from inside: prints one JSON line.

`python -m benchmarks.dashboard_window FILE SETTINGS`
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from crm.utils.settings import Settings
from crm.views import theme
from crm.views.dashboard_tab import DashboardTab
from crm.views.jobs import give_way
from crm.views.window import Window

_TIMES = 5
_DONT_WAIT = 2  # Tcl's name for taking an event only if there is one
_READ_TODAY = 2.5  # seconds somebody looks at the first page before the dashboard is opened
_TICK = 2  # milliseconds between two looks at the clock while the longest block is measured


def main(arguments: list[str]) -> int:
    """Show the page, read it again, narrow it; every figure in milliseconds."""
    file, kept = (Path(one) for one in arguments)
    settings = Settings(kept)
    settings.set("window.geometry", "1280x800+0+0")
    give_way()
    root = theme.create_window("Cartera", mode="light", scaling=1.0)
    window = Window(root, settings)
    window.open(file)
    _until(root, lambda: window.is_open and not window.jobs.running)
    _rest(root, _READ_TODAY)
    told = _first(root, window)
    page = window.dashboard
    _rest(root)
    told["again"] = statistics.median(_timed(root, page.refresh, done=lambda: _settled(window)) for _ in range(_TIMES))
    told["narrow"] = statistics.median(_narrow(root, window, number=number) for number in range(_TIMES))
    told["resize"] = _resize(root, page)
    print(json.dumps(told))
    window.end()
    root.destroy()
    return 0


def _first(root: theme.App, window: Window) -> dict[str, float]:
    """From the click on the tab: placeholders, numbers, all charts; and how long the window held still at most."""
    start = time.perf_counter()
    with _longest_block(root) as block:
        window.show_page("dashboard")
        page = window.dashboard
        _until(root, lambda: page.cards and len(page.contents) == len(page.cards))
        root.update_idletasks()
        placeholders = _since(start)
        _until(root, lambda: all(one.figure for one in page.contents.values()))
        numbers = _since(start)
        root.update_idletasks()
        _until(root, lambda: _settled(window))
        charts = _since(start)
    return {"placeholders": placeholders, "numbers": numbers, "charts": charts, "block": max(block)}


def _narrow(root: theme.App, window: Window, *, number: int) -> float:
    """From choosing another period to the last chart of it."""
    period = ("last_month", "quarter", "year", "last_quarter", "month")[number % 5]
    return _timed(root, lambda: window.dashboard.choices.narrow(period=period), done=lambda: _settled(window))


def _resize(root: theme.App, page: DashboardTab) -> float:
    """A step of the window's width, with all cards laid out anew."""
    steps = []
    for number in range(40):
        start = time.perf_counter()
        root.geometry(f"{1280 - number * 6}x800")
        root.update()
        page.grid_of_cards.arrange()
        steps.append(_since(start))
    return statistics.median(steps)


def _settled(window: Window) -> bool:
    """Whether every card shows the newest figure, and every chart that is in view its picture."""
    page = window.dashboard
    if window.jobs.running or any(one.figure != page.figures.get(key) for key, one in page.contents.items()):
        return False
    charts = [one.chart for one in page.contents.values() if one.chart.winfo_ismapped() and one.chart.chart]
    return all(one.drawn and one.drawn.wanted.chart == one.chart for one in charts)


@contextmanager
def _longest_block(root: theme.App) -> Iterator[list[float]]:
    """How long, in milliseconds, the window's thread answered nothing, beyond the pace it was asked at."""
    gaps = [0.0]
    last = [time.perf_counter()]
    timer = [""]

    def tick() -> None:
        now = time.perf_counter()
        gaps.append((now - last[0]) * 1000 - _TICK)
        last[0] = now
        timer[0] = root.after(_TICK, tick)

    tick()
    yield gaps
    root.after_cancel(timer[0])


def _timed(root: theme.App, work: Callable[[], object], *, done: Callable[[], bool]) -> float:
    start = time.perf_counter()
    work()
    _until(root, done)
    root.update_idletasks()
    return _since(start)


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def _until(root: theme.App, done: Callable[[], object]) -> None:
    limit = time.monotonic() + 60
    while not done():
        if time.monotonic() > limit:
            raise TimeoutError("the window did not get there")
        if not root.tk.dooneevent(_DONT_WAIT):  # one by one: `update` would go on while answers come in
            time.sleep(0.001)


def _rest(root: theme.App, seconds: float = 0.6) -> None:
    """Let what is still under way end."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        root.update()
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
