"""A piece of work in a process of its own, so that its peak of memory is its own."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

_KIBI = 1024


def alone(work: Callable[..., Any], *arguments: object) -> tuple[float, float, Any]:
    """Run a function in a fresh process: (milliseconds, peak MiB, its answer). RuntimeError when it fails."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(theirs, partial(work, *arguments)))
    process.start()
    theirs.close()
    try:
        answer = ours.recv()
    except EOFError:
        raise RuntimeError(f"{work.__name__} ended without an answer") from None
    finally:
        process.join()
    taken, peak, result = answer
    return taken, peak, result


def _run(pipe: Connection, work: Callable[[], Any]) -> None:
    start = time.perf_counter()
    result = work()
    taken = (time.perf_counter() - start) * 1000
    pipe.send((taken, _peak(), result))


def _peak() -> float:
    """The most memory this program held, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would also count the parent, as it was when it forked
        high = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(high.split()[1]) / _KIBI
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIBI
