"""Choosing the template of the business's industry, with what it would bring, before it is applied."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.controllers.templates import Applied
from crm.models.pipelines import OPEN
from crm.models.templates.shapes import CONTACTS, DEALS, PipelineSeed, Template
from crm.utils.i18n import _, ngettext, translate
from crm.utils.money import show_number
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed, side
from crm.views.widgets.scrolled import Scrolled
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window

_WIDTH = 680


class TemplatesDialog(DeskDialog):
    """Applying is one operation, and Undo takes it back."""

    watches = frozenset(("settings",))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("A template for your business"), confirm=_("Apply"))
        self.fix_size(1060, 535)
        self._templates: list[Template] = []
        self._current = ""
        place = side(self.body, width=_WIDTH + 40)
        self.shown = Scrolled(place)
        self.shown.pack(fill="both", expand=True)
        self.list = Listed(self.body, [Column("name", _("Line of business"), 280, sortable=False)])
        self.list.pack(side="left", fill="both", expand=True)
        follow_sight(self.body)
        self.list.on_choose = lambda _row: self._show_chosen()
        self.list.table.on_open = lambda _row: self.apply()
        self.on_confirm = self._confirmed
        self.refresh()

    @property
    def chosen(self) -> Template | None:
        """The chosen template."""
        place = (self.list.chosen or 0) - 1
        return self._templates[place] if 0 <= place < len(self._templates) else None

    def refresh(self) -> None:
        """Load the templates, and which one the file follows."""
        templates = self.desk.session.templates
        self.ask("templates", lambda: (templates.all(), templates.current()), show=self._show)

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.table.tree.focus_set()

    def apply(self) -> None:
        """Apply the chosen template."""
        template = self.chosen
        if template:
            templates = self.desk.session.templates
            self.write(lambda: templates.apply(template.key), told, done=lambda _applied: self.close())

    def _confirmed(self) -> bool:
        self.apply()
        return False

    def _show(self, answer: tuple[list[Template], str]) -> None:
        self._templates, self._current = answer
        self.list.show({place: (self._named(one),) for place, one in enumerate(self._templates, 1)})
        keys = [one.key for one in self._templates]
        self.list.choose(keys.index(self._current) + 1 if self._current in keys else 1)
        self._show_chosen()

    def _named(self, template: Template) -> str:
        name = translate(template.label)
        return _("{name} (chosen)").format(name=name) if template.key == self._current else name

    def _show_chosen(self) -> None:
        template = self.chosen
        for child in self.shown.body.winfo_children():
            child.destroy()
        if template:
            for style, text in described(template):
                above = theme.px(14) if style == "Strong.TLabel" else theme.px(2)
                label = ttk.Label(self.shown.body, style=style, text=text, justify="left", wraplength=theme.px(_WIDTH))
                label.pack(anchor="w", pady=(above, 0))
            self.shown.adopt()


def described(template: Template) -> list[tuple[str, str]]:
    """What a template would bring, as (style, text) line by line."""
    note = _("What is there already stays. What the former template brought and nobody used goes; Undo brings it back.")
    lines = [("TLabel", translate(template.description)), ("Small.TLabel", note)]
    for pipeline in template.pipelines:
        lines += [("Strong.TLabel", _("Pipeline: {name}").format(name=translate(pipeline.name)))]
        lines += [("Small.TLabel", _path(pipeline))]
    for title, names in _lists(template):
        lines += [("Strong.TLabel", title), ("Small.TLabel", ", ".join(map(translate, names)))]
    return lines


def _path(pipeline: PipelineSeed) -> str:
    stages = [
        f"{translate(stage.name)} ({stage.probability}\N{NO-BREAK SPACE}%)"
        if stage.kind == OPEN
        else translate(stage.name)
        for stage in pipeline.stages
    ]
    return " → ".join(stages[:-1]) + f" · {stages[-1]}"


def _lists(template: Template) -> Sequence[tuple[str, Sequence[str]]]:
    fields = {entity: [one.label for one in template.fields if one.entity == entity] for entity in (DEALS, CONTACTS)}
    return (
        (_("Fields of opportunities"), fields[DEALS]),
        (_("Fields of contacts"), fields[CONTACTS]),
        (_("Sources"), template.sources),
        (_("Types of interactions"), [name for _key, name in template.types]),
        (_("Loss reasons"), template.reasons),
    )


def told(applied: Applied) -> str:
    """What applying did, in words."""
    words = ngettext("Template applied: {count} thing added", "Template applied: {count} things added", applied.added)
    said = words.format(count=show_number(applied.added))
    if applied.removed:
        gone = ngettext("{count} unused one taken away", "{count} unused ones taken away", applied.removed)
        said = f"{said}, {gone.format(count=show_number(applied.removed))}"
    return said


def show(window: Window) -> None:
    """Open the dialog."""
    TemplatesDialog(window.root, window.desk).open()
