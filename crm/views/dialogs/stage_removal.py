"""Where the opportunities of a stage go before it is removed."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence

from crm.errors import CrmError, Invalid
from crm.models.fields import Choice, Field, Kind
from crm.models.pipelines import Stage
from crm.utils.i18n import N_, _, ngettext, translate
from crm.utils.money import show_number
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.form import Form


class StageRemoval(DeskDialog):
    """Asks for the target among the other stages of the same kind; `choice` is how many deals, and those stages."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, stage: Stage, choice: tuple[int, Sequence[Stage]]) -> None:
        count, others = choice
        title = _("Remove the stage {name}?").format(name=translate(stage.name))
        super().__init__(parent, desk, title=title, confirm=_("Move and remove"))
        self._stage = stage
        words = ngettext(
            "{count} opportunity stands in it. Choose where it goes; Undo brings all of it back.",
            "{count} opportunities stand in it. Choose where they go; Undo brings all of it back.",
            count,
        )
        self.add_text(words.format(count=show_number(count)))
        offered = tuple(Choice(str(one.id), one.name) for one in others)
        field = Field("target", Kind.CHOICE, N_("Move them to"), required=True, choices=offered)
        self.form = Form(self.body, [field])
        self.form.set({"target": offered[0].value if offered else ""})
        self.form.pack(fill="x", pady=(theme.px(12), 0))
        self.on_confirm = self._confirmed

    def take_focus(self) -> None:
        """A person begins with the target."""
        self.form.focus_field("target")

    def refused(self, error: CrmError) -> None:
        """Put what cannot be done beside the target, or above the buttons."""
        if isinstance(error, Invalid) and "target" in error.fields:
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _confirmed(self) -> bool:
        target, stage = str(self.form.editor("target").typed()), self._stage

        def said(moved: int) -> str:
            words = ngettext(
                "Stage removed, {count} opportunity moved", "Stage removed, {count} opportunities moved", moved
            )
            return words.format(count=show_number(moved))

        pipelines = self.desk.session.pipelines
        self.write(
            lambda: pipelines.remove_stage(stage.id, target=int(target) if target else None),
            said,
            done=lambda _moved: self.close(),
        )
        return False
