"""One pipeline: its name, whether it is in use, and for a new one whose stages it begins with."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm.errors import CrmError, Invalid
from crm.models.fields import Choice, Field, Kind
from crm.models.pipelines import STAGE_FIELDS, Pipeline
from crm.utils.i18n import N_, _, translate
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.form import Form

_NAME = Field("name", Kind.TEXT, N_("Name"), required=True)
_ACTIVE = Field("active", Kind.YES_NO, N_("In use"))


class PipelineDialog(DeskDialog):
    """Adds a pipeline, or changes the one given; `models` may lend a new one their stages. `on_added(id)` hears."""

    def __init__(
        self, parent: tk.Misc, desk: Desk, *, pipeline: Pipeline | None, models: Sequence[Pipeline] = ()
    ) -> None:
        title = _("Edit the pipeline") if pipeline else _("New pipeline")
        super().__init__(parent, desk, title=title, confirm=_("Save"))
        self.on_added: Callable[[int], object] = lambda _pipeline: None
        self._pipeline = pipeline
        self._models = {str(one.id): one for one in models}
        self.form = Form(self.body, [_NAME, _ACTIVE] if pipeline else [_NAME, self._stages_of()])
        if pipeline:
            self.form.set({"name": translate(pipeline.name), "active": int(pipeline.active)})
        self.form.pack(fill="both", expand=True)
        self.fix_size(420, 150)
        self.on_confirm = self._confirmed

    @property
    def has_edits(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.form.is_changed

    def take_focus(self) -> None:
        """A person begins with the name."""
        self.form.focus_first()

    def save(self) -> None:
        """Save what was typed; what cannot be kept is told beside its field."""
        pipelines, known = self.desk.session.pipelines, self._pipeline
        try:
            values = self.form.changed() if known else self.form.values()
        except Invalid as problems:
            self.refused(problems)
            return
        if known is None:
            name, model = str(values["name"]), self._models.get(str(values["stages"]))
            stages = [_values(stage) for stage in model.stages] if model else None
            self.write(lambda: pipelines.add(name, stages=stages), done=self._added)
        else:
            self.write(lambda: pipelines.change(known.id, **_known(values)), done=lambda _none: self.close())

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _stages_of(self) -> Field:
        choices = (Choice("", N_("The usual ones")), *(Choice(key, one.name) for key, one in self._models.items()))
        return Field("stages", Kind.CHOICE, N_("Stages to begin with"), required=True, default="", choices=choices)

    def _added(self, pipeline_id: int) -> None:
        self.close()
        self.on_added(pipeline_id)

    def _confirmed(self) -> bool:
        self.save()
        return False


def _known(values: Mapping[str, object]) -> dict[str, Any]:
    kept: dict[str, Any] = dict(values)
    if "active" in kept:
        kept["active"] = bool(kept["active"])
    return kept


def _values(stage: object) -> dict[str, Any]:
    """The values of a stage that another one may begin with."""
    return {field.name: getattr(stage, field.name) for field in STAGE_FIELDS}
