"""What a person does with deals on the board: drop them, move them to a stage, date them anew, let them rest."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
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
from crm.views.widgets.board_model import Drop

if TYPE_CHECKING:
    from crm.views.pipeline_tab import PipelineTab

_Rows = Sequence[Mapping[str, Any]]
_PATIENCE = 1500  # milliseconds after which a drop that changed nothing is shown as it was
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
        parted = self._other_lane(drop)
        if wanted.group == MONTH:
            self._date(ids, drop.column, values=self._of_lane(wanted.lane, drop.lane) if parted else {})
            return
        stage = self._stage(int(drop.column))
        if stage is None:
            self._tab.boards.board.settle()
        elif parted and stage.kind == OPEN:
            self._change(ids, {"stage_id": stage.id, **self._of_lane(wanted.lane, drop.lane)}, drop=drop)
        else:
            behind = drop.before is None and drop.after is not None
            self.to_stage(stage, ids, before=_AT_THE_END if behind else drop.before)

    def to_stage(self, stage: Stage, ids: Sequence[int], *, before: int | None = None) -> None:
        """Move deals into a stage, through the gate where there is one."""
        opportunities = self._desk.session.opportunities

        def ask(rows: _Rows) -> None:
            wanted = Wanted(stage, rows, before)
            if wanted.asks:  # while a person is asked the cards lie where they are
                self._tab.boards.board.settle()
            ask_closing(self._tab.winfo_toplevel(), self._desk, wanted=wanted, then=partial(self._move, wanted))

        self._desk.jobs.run(lambda: opportunities.rows(ids), ask, failed=self._failed)

    def _move(self, wanted: Wanted, closings: Mapping[int, Closing]) -> None:
        opportunities = self._desk.session.opportunities
        self._write(
            lambda: opportunities.move(wanted.ids, wanted.stage.id, before=wanted.before, closing=closings or None),
            lambda count: moved_words(wanted, count),
        )

    def _date(self, ids: Sequence[int], month: str, *, values: Mapping[str, Any]) -> None:
        """Expect deals in another month: on its last day, and that is said."""
        opportunities = self._desk.session.opportunities

        def work() -> tuple[int, _Rows]:
            changed = opportunities.change_many(ids, values) if values else 0
            return changed + opportunities.redate(ids, month), opportunities.rows(ids)

        def said(answer: tuple[int, _Rows]) -> str:
            count, rows = answer
            return _dated(rows) if count and rows else ""

        self._write(work, said)

    def _change(self, ids: Sequence[int], values: Mapping[str, Any], *, drop: Drop) -> None:
        """Another lane: the deals get its owner or its month, and their stage, as one operation."""
        opportunities, content = self._desk.session.opportunities, self._tab.boards.board.content
        column, lane = content.column(drop.column), next(one for one in content.lanes if one.key == drop.lane)
        place = f"{column.title if column else ''} · {lane.title}"

        def said(count: int) -> str:
            words = ngettext("{count} opportunity: now in {place}.", "{count} opportunities: now in {place}.", count)
            return words.format(count=show_number(count), place=place) if count else ""

        self._write(lambda: opportunities.change_many(ids, values), said)

    def _other_lane(self, drop: Drop) -> bool:
        """Whether any of the cards comes out of another lane."""
        content = self._tab.boards.board.content
        places = (content.find(row) for row in drop.ids) if content.has_lanes else ()
        return any(place is not None and place.lane != drop.lane for place in places)

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
            stages = self.stages()
            places = [stage.id for stage in stages]
            if not rows or rows[0]["stage_id"] not in places:
                return
            at = places.index(rows[0]["stage_id"]) + by
            if 0 <= at < len(stages) and stages[at].kind != LOST:  # losing is no step forward
                self._follow(ids)
                self.to_stage(stages[at], ids)

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
