"""When Python looks for objects that hold each other. Frees nothing by itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 200_000  # objects made and not yet freed, between two searches


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles seldom inside: the many objects of bulk work end by themselves, and searching costs a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles inside: for work that makes millions of objects that form none and go when it ends.

    A single search would walk all of them and stop every thread meanwhile, the window's too.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
