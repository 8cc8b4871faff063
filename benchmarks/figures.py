"""What a figure is, how one is measured, and the table they end in. Knows nothing of the program."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One line of the table: our median beside the floor's, in milliseconds, and what is wanted of it.

    `ratio` is the most that ours / floor may be, `limit` the most milliseconds; None where nothing is asked.
    `floor` 0 means there is none; `unit` tells other things than time.
    """

    what: str
    ours: float
    floor: float = 0.0
    ratio: float | None = None
    limit: float | None = None
    unit: str = "ms"
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether every target is met; None when there is none."""
        if self.ratio is None and self.limit is None:
            return None
        close = self.ratio is None or (self.floor > 0 and self.ours <= self.ratio * self.floor)
        return close and (self.limit is None or self.ours <= self.limit)

    @property
    def target(self) -> str:
        """The targets in short."""
        parts = [f"<= {self.ratio:g}x"] if self.ratio is not None else []
        return " and ".join(parts + ([f"<= {self.limit:g} {self.unit}"] if self.limit is not None else []))


@dataclass(frozen=True)
class Skipped:
    """A figure that could not be measured, and why."""

    what: str
    reason: str


Line = Figure | Skipped


def once(work: Callable[[], Any]) -> float:
    """How long a piece of work takes, in milliseconds, the garbage of others collected before."""
    gc.collect()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def median(work: Callable[[], Any], *, runs: int = 15, budget: float = 3.0) -> float:
    """The median of several runs in milliseconds, after one that warms up; fewer runs when they exceed `budget` s."""
    work()
    gc.collect()
    taken: list[float] = []
    while len(taken) < runs and (len(taken) < 3 or sum(taken) < budget * 1000):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def side_by_side(ours: Callable[[], Any], floor: Callable[[], Any], *, runs: int = 15) -> tuple[float, float]:
    """The medians of two pieces of work that take turns, so that a busy moment hits both."""
    ours(), floor()
    gc.collect()
    taken: tuple[list[float], list[float]] = ([], [])
    while len(taken[0]) < runs and (len(taken[0]) < 3 or sum(taken[0]) < 3000):
        for work, times in zip((ours, floor), taken, strict=True):
            start = time.perf_counter()
            work()
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken[0]), statistics.median(taken[1])


def show(line: Line) -> None:
    """Print one line of the table."""
    if isinstance(line, Skipped):
        print(f"{line.what:58s} skipped: {line.reason}", flush=True)
        return
    floor = f"{line.floor:11.2f}" if line.floor else f"{'-':>11s}"
    ratio = f"{line.ours / line.floor:7.2f}x" if line.floor else f"{'-':>8s}"
    met = {True: "yes", False: "NO", None: ""}[line.met]
    note = f"  ({line.note})" if line.note else ""
    unit = "" if line.unit == "ms" else f" {line.unit}"
    print(f"{line.what:58s}{floor}{line.ours:11.2f}{unit:4s}{ratio}  {line.target:22s} {met:3s}{note}", flush=True)


def show_all(lines: Iterable[Line]) -> list[Line]:
    """Print lines as they come and return them."""
    shown = []
    for line in lines:
        show(line)
        shown.append(line)
    return shown


def heading() -> None:
    """Print the head of the table."""
    print(f"{'what':58s}{'floor ms':>11s}{'ours ms':>11s}{'':4s}{'ratio':>8s}  {'target':22s} met")
