"""A window on a file with many deals, timed from inside: prints one JSON line. Started by pipeline.py as a process.

`python -m benchmarks.board_window FILE SETTINGS`
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
from crm.views.pipeline_tab import PipelineTab
from crm.views.window import Window

_LOADS, _STEPS = 9, 150
_HELD = 0x100  # the left button


def main(arguments: list[str]) -> int:
    """Open, paint, scroll and drag; every figure in milliseconds."""
    file, kept = (Path(one) for one in arguments)
    settings = Settings(kept)
    settings.set("window.geometry", "1280x800+0+0")
    root = theme.create_window("Cartera", mode="light", scaling=1.0)
    window = Window(root, settings)
    window.open(file)
    _until(root, lambda: window.is_open and not window.jobs.running)
    told = {"first": _timed(root, lambda: window.show_page("pipeline"), done=lambda: _painted(window.pipeline))}
    _rest(root)
    told["paint"] = statistics.median(_load(root, window.pipeline) for _ in range(_LOADS))
    told |= _move(root, window.pipeline)
    print(json.dumps(told))
    return 0


def _painted(page: PipelineTab) -> bool:
    return bool(page.known and page.boards.board.canvas.find_withtag("card"))


def _load(root: theme.App, page: PipelineTab) -> float:
    """From asking for the board, unknown so far, to its cards on the screen."""
    seen: list[object] = []
    page.boards.wanted = None
    page.boards.on_loaded = seen.append
    return _timed(root, page.load, done=lambda: bool(seen))


def _move(root: theme.App, page: PipelineTab) -> dict[str, float]:
    board = page.boards.board
    canvas = board.canvas
    first = board.layout.keys[0]
    scrolled = [_step(root, lambda: board.scroll(first, by=60)) for _ in range(_STEPS // 2)]
    board.scroll(first, by=-(10**6))
    _rest(root)
    canvas.event_generate("<ButtonPress-1>", x=60, y=200)
    root.update()
    dragged = [_drag(root, page, number=number) for number in range(_STEPS)]
    slow = statistics.quantiles(dragged, n=20)[-1]
    return {"scroll": statistics.median(scrolled), "step": statistics.median(dragged), "slow": slow}


def _drag(root: theme.App, page: PipelineTab, *, number: int) -> float:
    canvas, x, y = page.boards.board.canvas, 60 + number * 6, 200 + number
    return _step(root, lambda: canvas.event_generate("<B1-Motion>", x=x, y=y, state=_HELD))


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
