"""One stage of a pipeline: name, colour, kind, probability, how long a deal stays and when it rots."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.errors import CrmError, Invalid
from crm.models.pipelines import OPEN, STAGE_FIELDS, Stage
from crm.models.tags import COLORS
from crm.utils.i18n import _, translate
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.tags import Swatches
from crm.views.widgets.form import Form

_FIELDS = tuple(field for field in STAGE_FIELDS if field.name != "color")
_OF_OPEN = ("probability", "expected_days", "rotting_days")


class StageDialog(DeskDialog):
    """Adds a stage to a pipeline, or changes the one given; `on_added(id)` hears of a new one."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, pipeline_id: int, stage: Stage | None = None) -> None:
        title = _("Edit the stage") if stage else _("New stage")
        super().__init__(parent, desk, title=title, confirm=_("Save"))
        self.on_added: Callable[[int], object] = lambda _stage: None
        self._pipeline_id, self._stage = pipeline_id, stage
        self._color = stage.color if stage else COLORS[0]
        self.form = Form(self.body, _FIELDS)
        self.form.pack(fill="x")
        ttk.Label(self.body, text=_("Colour"), style="Small.TLabel").pack(anchor="w", padx=theme.px(2))
        self.swatches = Swatches(self.body)
        self.swatches.pack(anchor="w")
        self.swatches.on_choose = self._colored
        self._fill()
        self.form.on_change = lambda name: self._suit() if name == "kind" else None
        self.fix_size(420, 420)
        self.on_confirm = self._confirmed

    @property
    def has_edits(self) -> bool:
        """Whether something was typed or chosen that is not saved."""
        return self.form.is_changed or (self._stage is not None and self._color != self._stage.color)

    def take_focus(self) -> None:
        """A person begins with the name."""
        self.form.focus_first()

    def save(self) -> None:
        """Save what was typed; what cannot be kept is told beside its field."""
        pipelines, known = self.desk.session.pipelines, self._stage
        try:
            values = {**(self.form.changed() if known else self.form.values()), "color": self._color}
        except Invalid as problems:
            self.refused(problems)
            return
        if known is None:
            self.write(lambda: pipelines.add_stage(self._pipeline_id, values), done=self._added)
        else:
            self.write(lambda: pipelines.change_stage(known.id, values), done=lambda _none: self.close())

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _fill(self) -> None:
        stage = self._stage
        if stage:
            values = {field.name: getattr(stage, field.name) for field in _FIELDS}
            self.form.set(values | {"name": translate(stage.name)})
        else:
            self.form.set({"kind": OPEN, "probability": 50, "expected_days": 7, "rotting_days": 14})
        self.swatches.show(self._color)
        self._suit()

    def _suit(self) -> None:
        """What is won is certain and what is lost is not: only an open stage has a chance, and time to spend."""
        is_open = self.form.editor("kind").typed() == OPEN
        self.form.hide(() if is_open else _OF_OPEN)

    def _colored(self, color: str) -> None:
        self._color = color

    def _added(self, stage_id: int) -> None:
        self.close()
        self.on_added(stage_id)

    def _confirmed(self) -> bool:
        self.save()
        return False
