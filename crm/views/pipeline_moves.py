"""What a person does with deals on the board: drop them, move them to a stage, date them anew, let them rest."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from crm.models.boards import MONTH, OWNER
from crm.models.opportunities import Closing
from crm.models.pipelines import LOST, OPEN, WON, Pipeline, Stage
from crm.utils import dates
from crm.utils.i18n import _, ngettext, translate
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views import pipeline_words, theme
from crm.views.dialogs.closing import Wanted, ask_closing, moved_words
from crm.views.dialogs.opportunity_actions import ask_snooze, with_rows
from crm.views.widgets.board_model import Drop, Place

if TYPE_CHECKING:
    from crm.views.pipeline_tab import PipelineTab

_Rows = Sequence[Mapping[str, Any]]
_PATIENCE = 1500  # milliseconds after which a drop that changed nothing is shown as it was
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_AT_THE_END = 0  # what the controller is told for the end of a column


class PipelineMoves:
    """Every move asks for the rows first, so that the gate and the notice know what they speak of."""

    def __init__(self, tab: PipelineTab) -> None:
        self._tab = tab
        self._desk = tab.desk

    # Dropping

    def dropped(self, drop: Drop) -> None:
        """Cards were put somewhere on the board."""
        wanted = self._tab.boards.wanted
        if wanted is None:
            return
        ids = list(drop.ids)
        told = self._of_lane(wanted.lane, drop.lane) if self._other_lane(drop) else {}
        if wanted.group == MONTH:
            self._dropped_on_month(drop, told)
            return
        stage = self._stage(int(drop.column))
        if stage is None:
            self._tab.boards.board.settle()
            return
        if wanted.lane == MONTH and stage.kind != OPEN:
            told = {}  # what is closed stands in the month it closed in
        behind = drop.before is None and drop.after is not None
        self.to_stage(stage, ids, before=_AT_THE_END if behind else drop.before, values=told)

    def to_stage(
        self, stage: Stage, ids: Sequence[int], *, before: int | None = None, values: Mapping[str, Any] = _NOTHING
    ) -> None:
        """Move deals into a stage, through the gate where there is one; `values` are those of another lane."""
        opportunities = self._desk.session.opportunities

        def ask(rows: _Rows) -> None:
            wanted = Wanted(stage, rows, before)
            if wanted.asks:  # while a person is asked the cards lie where they are
                self._tab.boards.board.settle()
            move = partial(self._put, wanted, values=values) if values else partial(self._move, wanted)
            ask_closing(self._tab.winfo_toplevel(), self._desk, wanted=wanted, then=move)

        self._desk.jobs.run(lambda: opportunities.rows(ids), ask, failed=self._failed)

    def _move(self, wanted: Wanted, closings: Mapping[int, Closing]) -> None:
        opportunities = self._desk.session.opportunities
        self._write(
            lambda: opportunities.move(wanted.ids, wanted.stage.id, before=wanted.before, closing=closings or None),
            lambda count: moved_words(wanted, count),
        )

    def _put(self, wanted: Wanted, closings: Mapping[int, Closing], *, values: Mapping[str, Any]) -> None:
        """Another lane: the deals get its owner or its month, and their stage, as one operation."""
        opportunities = self._desk.session.opportunities
        whole = {"stage_id": wanted.stage.id, **values}
        place = f"{translate(wanted.stage.name)} · {self._lane_title(values)}"

        def said(count: int) -> str:
            words = ngettext("{count} opportunity: now in {place}.", "{count} opportunities: now in {place}.", count)
            return words.format(count=show_number(count), place=place) if count else ""

        self._write(lambda: opportunities.put(wanted.ids, whole, before=wanted.before, closing=closings or None), said)

    def _dropped_on_month(self, drop: Drop, values: Mapping[str, Any]) -> None:
        """Expect deals on the last day of another month, and say so; another lane's owner comes in one operation with
        it. Who stays in the month keeps the day."""
        opportunities, ids = self._desk.session.opportunities, list(drop.ids)
        places = {row: self._tab.boards.board.content.find(row) for row in ids}
        dated = [row for row, place in places.items() if place is None or place.column != drop.column]
        whole = {**values, "expected_close": last_day(drop.column)} if dated else values

        def work() -> tuple[int, _Rows]:
            changed = opportunities.put(ids, whole) if values else opportunities.redate(dated, drop.column)
            return changed, opportunities.rows(dated)

        def said(answer: tuple[int, _Rows]) -> str:
            count, rows = answer
            words = [_dated(rows) if rows else "", self._owned(count, values)]
            return " ".join(filter(None, words)) if count else ""

        self._write(work, said)

    def _owned(self, count: int, values: Mapping[str, Any]) -> str:
        """That deals are in another lane now; "" when they are not."""
        words = ngettext("{count} opportunity: now in {place}.", "{count} opportunities: now in {place}.", count)
        return words.format(count=show_number(count), place=self._lane_title(values)) if values else ""

    def _lane_title(self, values: Mapping[str, Any]) -> str:
        """What the lane is called whose values these are."""
        key = str(values.get("assigned_to") or values.get("expected_close") or "")[: len("2026-11")]
        lanes = self._tab.boards.board.content.lanes
        return next((lane.title for lane in lanes if lane.key == key), "")

    def _other_lane(self, drop: Drop) -> bool:
        """Whether any of the cards comes out of another lane, or lay in this one only for the day it closed on."""
        content = self._tab.boards.board.content
        places = [content.find(row) for row in drop.ids] if content.has_lanes else []
        return any(place and (place.lane != drop.lane or self._lay_by_closing(place)) for place in places)

    def _lay_by_closing(self, place: Place) -> bool:
        """Whether the lane of a place tells when its deals closed, not when they are expected to."""
        wanted = self._tab.boards.wanted
        if wanted is None or wanted.lane != MONTH:
            return False
        stage = self._stage(int(place.column))
        return stage is not None and stage.kind != OPEN

    @staticmethod
    def _of_lane(kind: str, lane: str) -> dict[str, Any]:
        """The values that deals of a lane have."""
        if kind == OWNER:
            return {"assigned_to": int(lane) if lane else None}
        return {"expected_close": last_day(lane)}

    # From menus and keys

    def stages(self) -> list[Stage]:
        """The stages of the pipeline in view in the order of the board."""
        pipeline = self._tab.pipeline
        found = list(pipeline.stages) if pipeline else []
        return sorted(found, key=lambda stage: (OPEN, WON, LOST).index(stage.kind))

    def step(self, by: int) -> None:
        """Move the selected deals to the next stage (1) or the one before (-1) of the first of them."""
        ids, opportunities = list(self._tab.selected_ids()), self._desk.session.opportunities

        def go(rows: _Rows) -> None:
            stage = _next(self.stages(), rows[0]["stage_id"], by=by) if rows else None
            if stage:
                self._follow(ids)
                self.to_stage(stage, ids)

        if ids:
            self._desk.jobs.run(lambda: opportunities.rows(ids), go)

    def ask_stage(self) -> None:
        """Offer the stages to move the selected deals to, beside the card the keyboard is on."""
        menu = self.menu(self._tab)
        menu.tk_popup(*self._tab.actions.menu_place())

    def menu(self, parent: tk.Misc) -> tk.Menu:
        """A menu of all stages, those of other pipelines in menus of their own."""
        menu = theme.menu(parent)
        self._add_stages(menu, self._tab.pipeline)
        known = self._tab.known
        others = [one for one in known.pipelines if one.active and one != self._tab.pipeline] if known else []
        if others:
            menu.add_separator()
        for other in others:
            inside = theme.menu(menu)
            self._add_stages(inside, other)
            menu.add_cascade(label=translate(other.name), menu=inside)
        return menu

    def _add_stages(self, menu: tk.Menu, pipeline: Pipeline | None) -> None:
        for stage in pipeline.stages if pipeline else ():
            menu.add_command(label=translate(stage.name), command=partial(self._chosen, stage))

    def _chosen(self, stage: Stage) -> None:
        ids = list(self._tab.selected_ids())
        if ids:
            self._follow(ids)
            self.to_stage(stage, ids)

    def ask_rest(self) -> None:
        """Ask how long the selected deals may rest without telling that they rot."""
        top, desk = self._tab.winfo_toplevel(), self._desk
        with_rows(desk, list(self._tab.selected_ids()), then=lambda rows: ask_snooze(top, desk, rows=rows))

    # Writing

    def _follow(self, ids: Sequence[int]) -> None:
        """Keep the card in view that the keyboard is on."""
        self._tab.boards.board.follow = ids[0]

    def _stage(self, stage_id: int) -> Stage | None:
        return next((stage for stage in self.stages() if stage.id == stage_id), None)

    def _write(self, work: Callable[[], Any], said: Callable[[Any], str]) -> None:
        board = self._tab.boards.board
        self._desk.write(work, said, done=lambda _answer: board.settle_later(_PATIENCE), failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self._tab.boards.board.settle()
        self._desk.jobs.report(error)


def _next(stages: Sequence[Stage], stage_id: int, *, by: int) -> Stage | None:
    """Where one step leads: losing is no step forward, and what was lost steps back among the open stages."""
    places = {stage.id: at for at, stage in enumerate(stages)}
    if stage_id not in places:
        return None
    start = places[stage_id]
    if stages[start].kind == LOST:
        start = sum(stage.kind == OPEN for stage in stages) if by < 0 else len(stages)
    ahead = start + by
    return stages[ahead] if 0 <= ahead < len(stages) and stages[ahead].kind != LOST else None


def last_day(month: str) -> str:
    """The last day of a month ("2026-11"); "" of none."""
    if not month:
        return ""
    first = date.fromisoformat(f"{month}-01")
    return ((first + timedelta(days=32)).replace(day=1) - timedelta(days=1)).isoformat()


def _dated(rows: _Rows) -> str:
    """What a notice says of deals that are expected on another day."""
    day = rows[0]["expected_close"]
    if len(rows) == 1:
        title = one_line(rows[0]["title"], 40)
        if not day:
            return _("{title}: no expected close any more.").format(title=title)
        return _("{title}: expected to close on {day}, the last day of the month.").format(
            title=title, day=dates.show_day(day)
        )
    words = ngettext("{count} opportunity: {month}.", "{count} opportunities: {month}.", len(rows))
    return words.format(count=show_number(len(rows)), month=pipeline_words.month(day[:7]))
