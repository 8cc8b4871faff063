"""Pipelines and their stages: the lists of both, and what can be done with each. One stage is stage_form.py's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.pipelines import KINDS, OPEN, Pipeline, Stage
from crm.utils.i18n import _, ngettext, translate
from crm.utils.money import show_number
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.action_column import ActionColumn
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.dialogs.pipeline_form import PipelineDialog
from crm.views.dialogs.stage_form import StageDialog
from crm.views.dialogs.stage_removal import StageRemoval
from crm.views.widgets.dialog import Question, ask
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window

_KINDS = {one.value: one.label for one in KINDS}


class PipelinesDialog(DeskDialog):
    """Every change is saved at once and can be undone."""

    watches = frozenset(("pipelines", "stages", "opportunities"))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("Pipelines and stages"))
        self.fix_size(1110, 470)
        self._pipelines: dict[int, Pipeline] = {}
        self._stages: dict[int, Stage] = {}
        self._wanted = 0
        self._build_actions()
        self._build_lists()
        follow_sight(self.body)
        self._allow()
        self.refresh()

    @property
    def pipeline(self) -> Pipeline | None:
        """The chosen pipeline."""
        return self._pipelines.get(self.list.chosen or 0)

    @property
    def stage(self) -> Stage | None:
        """The chosen stage of the chosen pipeline."""
        return self._stages.get(self.stages.chosen or 0)

    def refresh(self) -> None:
        """Load the pipelines."""
        self.ask("pipelines", lambda: self.desk.session.pipelines.all(inactive=True), show=self._show)

    def take_focus(self) -> None:
        """A person begins with the pipelines."""
        self.list.table.tree.focus_set()

    # ---- what a person does with pipelines

    def add(self) -> PipelineDialog:
        """Begin a new pipeline; the one chosen may lend it its stages."""
        dialog = PipelineDialog(self, self.desk, pipeline=None, models=tuple(self._pipelines.values()))
        dialog.on_added = self._want
        dialog.open()
        return dialog

    def edit(self) -> PipelineDialog | None:
        """Rename the chosen pipeline, put it out of use or back."""
        if self.pipeline is None:
            return None
        dialog = PipelineDialog(self, self.desk, pipeline=self.pipeline)
        dialog.open()
        return dialog

    def move(self, by: int) -> None:
        """Move the chosen pipeline up or down: the first in use is the usual one."""
        chosen = self.pipeline
        if chosen:
            self.write(lambda: self.desk.session.pipelines.move(chosen.id, by=by))

    def remove(self) -> None:
        """Remove the chosen pipeline, after asking; one with closed deals goes out of use."""
        chosen = self.pipeline
        if chosen:
            pipelines = self.desk.session.pipelines
            self.ask("deals", lambda: pipelines.deals_of(chosen.id), show=lambda count: self._ask_away(chosen, count))

    # ---- what a person does with stages

    def add_stage(self) -> StageDialog | None:
        """Add a stage to the chosen pipeline."""
        if self.pipeline is None:
            return None
        dialog = StageDialog(self, self.desk, pipeline_id=self.pipeline.id)
        dialog.on_added = self._want_stage
        dialog.open()
        return dialog

    def edit_stage(self) -> StageDialog | None:
        """Change the chosen stage."""
        if self.pipeline is None or self.stage is None:
            return None
        dialog = StageDialog(self, self.desk, pipeline_id=self.pipeline.id, stage=self.stage)
        dialog.open()
        return dialog

    def move_stage(self, by: int) -> None:
        """Move the chosen stage up or down among those of its kind."""
        chosen = self.stage
        if chosen:
            self.write(lambda: self.desk.session.pipelines.move_stage(chosen.id, by=by))

    def remove_stage(self) -> None:
        """Remove the chosen stage; where opportunities stand in it, ask where they go."""
        chosen, pipeline = self.stage, self.pipeline
        if chosen and pipeline:
            pipelines = self.desk.session.pipelines
            self.ask("deals", lambda: pipelines.deals_in(chosen.id), show=lambda count: self._ask_where(chosen, count))

    # ---- inside

    def _ask_away(self, pipeline: Pipeline, count: int) -> None:
        name = translate(pipeline.name)
        text = _("Its stages go with it. Undo brings all of it back.")
        if count:
            words = ngettext(
                "{count} opportunity is in it: it goes out of use and keeps its past.",
                "{count} opportunities are in it: it goes out of use and keeps its past.",
                count,
            )
            text = words.format(count=show_number(count))
        question = Question(_("Remove the pipeline {name}?").format(name=name), text, _("Remove"), danger=True)
        ask(self, question, then=lambda: self._remove(pipeline))

    def _remove(self, pipeline: Pipeline) -> None:
        name = translate(pipeline.name)

        def said(gone: bool) -> str:
            return (_("Pipeline removed: {name}") if gone else _("Pipeline out of use: {name}")).format(name=name)

        self.write(lambda: self.desk.session.pipelines.remove(pipeline.id), said)

    def _ask_where(self, stage: Stage, count: int) -> None:
        if not count:
            said = _("Stage removed: {name}").format(name=translate(stage.name))
            self.write(lambda: self.desk.session.pipelines.remove_stage(stage.id), lambda _count: said)
            return
        others = [one for one in self._stages.values() if one.kind == stage.kind and one.id != stage.id]
        StageRemoval(self, self.desk, stage=stage, choice=(count, others)).open()

    def _want(self, pipeline_id: int) -> None:
        self._wanted = pipeline_id
        self.refresh()

    def _want_stage(self, stage_id: int) -> None:
        self.after_idle(lambda: self.stages.choose(stage_id) if stage_id in self._stages else None)

    # ---- making and showing

    def _build_actions(self) -> None:
        place = ttk.Frame(self.body, padding=(theme.px(20), 0, 0, 0))
        place.pack(side="right", fill="y")
        self.actions = ActionColumn(place)
        self.actions.head(_("Pipeline"))
        self.actions.add(_("New pipeline…"), self.add, needs=False)
        self.actions.add(_("Edit…"), self.edit)
        self.actions.add(_("Move up"), lambda: self.move(-1))
        self.actions.add(_("Move down"), lambda: self.move(1))
        self.actions.add_removal(_("Remove…"), self.remove)
        self.stage_actions = ActionColumn(place)
        self.stage_actions.head(_("Stage"))
        self.stage_actions.add(_("Add a stage…"), self.add_stage, needs=False)
        self.stage_actions.add(_("Edit…"), self.edit_stage)
        self.stage_actions.add(_("Move up"), lambda: self.move_stage(-1))
        self.stage_actions.add(_("Move down"), lambda: self.move_stage(1))
        self.stage_actions.add_removal(_("Remove…"), self.remove_stage)
        self.actions.pack(fill="x")
        self.stage_actions.pack(fill="x", pady=(theme.px(20), 0))

    def _build_lists(self) -> None:
        self.list = Listed(self.body, [Column("name", _("Pipeline"), 210, sortable=False)])
        self.list.pack(side="left", fill="both")
        self.list.on_choose = lambda _pipeline: self._show_stages()
        self.list.table.on_open = self._open
        self.list.table.on_delete = self.remove
        self.list.table.tag = lambda row, _cells: "" if self._pipelines[row].active else "muted"
        columns = [
            Column("name", _("Stage"), 250, sortable=False),
            Column("kind", _("Kind"), 105, sortable=False),
            Column("probability", _("Probability"), 96, anchor="e", sortable=False),
            Column("expected", _("Usual days"), 96, anchor="e", sortable=False),
            Column("rotting", _("Rots after"), 96, anchor="e", sortable=False),
        ]
        self.stages = Listed(self.body, columns, mark=self._mark)
        self.stages.pack(side="left", fill="both", expand=True, padx=(theme.px(16), 0))
        self.stages.on_choose = lambda _stage: self._allow()
        self.stages.table.on_open = self._open_stage
        self.stages.table.on_delete = self.remove_stage

    def _open(self, _pipeline: int) -> None:
        self.edit()

    def _open_stage(self, _stage: int) -> None:
        self.edit_stage()

    def _mark(self, row: int) -> str:
        stage = self._stages.get(row)
        return theme.dot(stage.color, 10) if stage and stage.color else ""

    def _show(self, pipelines: Sequence[Pipeline]) -> None:
        self._pipelines = {one.id: one for one in pipelines}
        self.list.show({one.id: (_named(one),) for one in pipelines})
        if self._wanted in self._pipelines:
            self.list.choose(self._wanted)
            self._wanted = 0
        self.list.choose_first()
        self._show_stages()

    def _show_stages(self) -> None:
        stages = self.pipeline.stages if self.pipeline else ()
        self._stages = {stage.id: stage for stage in stages}
        self.stages.show({stage.id: _cells(stage) for stage in stages})
        self.stages.choose_first()
        self._allow()

    def _allow(self) -> None:
        self.actions.allow(self.pipeline is not None)
        self.stage_actions.allow(self.stage is not None)


def _named(pipeline: Pipeline) -> str:
    name = translate(pipeline.name)
    return name if pipeline.active else _("{name} (out of use)").format(name=name)


def _cells(stage: Stage) -> tuple[str, ...]:
    if stage.kind != OPEN:
        return (translate(stage.name), translate(_KINDS[stage.kind]), f"{stage.probability} %", "–", "–")
    return (
        translate(stage.name),
        translate(_KINDS[stage.kind]),
        f"{stage.probability} %",
        show_number(stage.expected_days) if stage.expected_days else "–",
        _days(stage.rotting_days),
    )


def _days(days: int) -> str:
    return ngettext("{count} day", "{count} days", days).format(count=show_number(days)) if days else _("never")


def show(window: Window) -> None:
    """Open the dialog."""
    PipelinesDialog(window.root, window.desk).open()
