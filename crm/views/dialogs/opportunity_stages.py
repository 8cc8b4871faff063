"""The way a deal took: its stages, from when to when, how long, and who moved it. Shows, changes nothing."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from tkinter import ttk

from crm.models.opportunities import Move
from crm.utils import dates
from crm.utils.i18n import _
from crm.views import opportunity_words, theme
from crm.views.widgets.table import Column, Table
from crm.views.widgets.table_rows import Answer


@dataclass(frozen=True)
class Visit:
    """One stay in a stage; `until` "" while it lasts."""

    id: int
    stage_id: int
    since: str
    until: str
    seconds: int
    user_id: int | None


def visits(moves: Sequence[Move], *, now: str = "") -> list[Visit]:
    """The stays that moves tell of, the oldest first; the last one lasts until `now`."""
    found = []
    for move, following in zip(moves, [*moves[1:], None], strict=False):
        until = following.at if following else ""
        seconds = following.seconds if following else _between(move.at, now or dates.now())
        found.append(Visit(move.id, move.to_stage_id, move.at, until, seconds, move.user_id))
    return found


def spent(stays: Sequence[Visit]) -> dict[int, int]:
    """The seconds in each stage, all stays together."""
    whole: dict[int, int] = {}
    for one in stays:
        whole[one.stage_id] = whole.get(one.stage_id, 0) + one.seconds
    return whole


class StageHistory(ttk.Frame):
    """A table of stays, the newest first, and the days a deal took in all."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, padding=(theme.px(8), theme.px(8), theme.px(4), 0))
        self._texts: Mapping[int, tuple[str, ...]] = {}
        self._words = ttk.Label(self, style="Small.TLabel", padding=(theme.px(8), 0, 0, theme.px(6)))
        self._words.pack(anchor="w")
        columns = (
            Column("stage", _("Stage"), 170, sortable=False),
            Column("time", _("Time there"), 130, sortable=False),
            Column("since", _("From"), 150, sortable=False),
            Column("until", _("Until"), 150, sortable=False),
            Column("user", _("Moved by"), 110, sortable=False),
        )
        self.table = Table(self, columns, fetch=self._fetch)
        self.table.pack(fill="both", expand=True)

    def show(self, stays: Sequence[Visit], *, stages: Mapping[int, str], users: Mapping[int, str]) -> None:
        """Show stays; `stages` and `users` are names by id."""
        self._texts = {
            one.id: (
                stages.get(one.stage_id, ""),
                opportunity_words.span(one.seconds),
                dates.show_moment(one.since),
                dates.show_moment(one.until) or _("now"),
                users.get(one.user_id, "") if one.user_id else "",
            )
            for one in stays
        }
        whole = opportunity_words.span(sum(one.seconds for one in stays))
        self._words.configure(text=_("{time} on its way so far").format(time=whole))
        self.table.set_ids(array("q", reversed([one.id for one in stays])))
        self.table.refresh()

    def _fetch(self, ids: list[int], done: Answer) -> None:
        done({row: self._texts[row] for row in ids if row in self._texts})


def _between(earlier: str, later: str) -> int:
    return max(0, int((datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds()))
