"""What stands on top of a deal: whom it is with, its stages as a bar to click, and won, lost, open again."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from tkinter import ttk
from typing import Any

from crm.models.pipelines import LOST, OPEN, WON, Pipeline, Stage
from crm.utils import dates
from crm.utils.i18n import _, translate
from crm.utils.text import one_line
from crm.views import opportunity_words, theme
from crm.views.colors import TAG_HUES
from crm.views.known import Known
from crm.views.widgets.steps import Step, Steps

_A_DAY = 86_400  # seconds


class DealHead(ttk.Frame):
    """`on_stage` hears the stage a deal is to go to, `on_contact` which contact is to be shown, `on_correct` that what
    was told of a won or lost deal is to be told anew.
    """

    def __init__(self, parent: tk.Misc, *, known: Known) -> None:
        super().__init__(parent)
        self.on_stage: Callable[[Stage], object] = lambda _stage: None
        self.on_contact: Callable[[int], object] = lambda _contact_id: None
        self.on_correct: Callable[[], object] = lambda: None
        self._known = known
        self._row: Mapping[str, Any] = {}
        self.columnconfigure(0, weight=1)
        self._facts = ttk.Frame(self)
        self._facts.grid(row=0, column=0, sticky="w")
        self._ends = ttk.Frame(self)
        self._ends.grid(row=0, column=1, sticky="e")
        self.won = self._end(_("Won"), "trophy", kind=WON, role="success")
        self.lost = self._end(_("Lost"), "x-circle", kind=LOST, role="danger")
        self.again = self._end(_("Open again"), "arrow-counterclockwise", kind=OPEN, role="accent")
        self.pipelines = ttk.Menubutton(self._facts)
        theme.set_icon(self.pipelines, "chevron-down", size=10)
        self.pipelines.configure(compound="right", menu=theme.menu(self.pipelines))
        self.steps = Steps(self)
        self.steps.grid(row=1, column=0, columnspan=2, sticky="ew", pady=(theme.px(8), 0))
        self.steps.on_pick = lambda key: self.on_stage(known.stage(key))
        self._below = ttk.Frame(self)
        self._below.grid(row=2, column=0, columnspan=2, sticky="w", pady=(theme.px(4), 0))
        self._state = ttk.Label(self._below, style="Small.TLabel", compound="left")
        self._state.pack(side="left")
        self.correct = ttk.Button(self._below, text=_("Change…"), style="Link.TButton", command=self._correct)

    @property
    def standing(self) -> str:
        """The sentence under the bar."""
        return str(self._state.cget("text")).strip()

    def show(self, row: Mapping[str, Any], *, times: Mapping[int, int]) -> None:
        """Show a deal by its row; `times` are the seconds it spent in each stage."""
        self._row = row
        pipeline = self._known.pipeline(row["pipeline_id"])
        self._show_facts(row, pipeline)
        self._show_steps(row, pipeline, times=times)
        for button, wanted in ((self.won, row["status"] == OPEN), (self.lost, row["status"] == OPEN)):
            button.pack(side="left", padx=(theme.px(6), 0)) if wanted else button.pack_forget()
        if row["status"] == OPEN:
            self.again.pack_forget()
        else:
            self.again.pack(side="left", padx=(theme.px(6), 0))
        self._say_state(row)

    def lock(self) -> None:
        """Show only: whoever looks may not write."""
        self.steps.locked = True
        for button in (self.won, self.lost, self.again, self.pipelines, self.correct):
            button.state(["disabled"])

    def _end(self, words: str, glyph: str, *, kind: str, role: str) -> ttk.Button:
        button = ttk.Button(self._ends, text=words, compound="left", command=lambda: self._go(kind))
        theme.set_icon(button, glyph, size=14, role=role)
        return button

    def _correct(self) -> None:
        self.on_correct()

    def _go(self, kind: str) -> None:
        stage = self._known.pipeline(self._row["pipeline_id"]).first(kind)
        if stage:
            self.on_stage(stage)

    def _show_facts(self, row: Mapping[str, Any], pipeline: Pipeline) -> None:
        for child in self._facts.winfo_children():
            if child is not self.pipelines:
                child.destroy()
        self.pipelines.pack_forget()
        if len([one for one in self._known.pipelines if one.active]) > 1:
            self._fill_pipelines(pipeline)
            self.pipelines.pack(side="left", padx=(0, theme.px(8)))
        worth = opportunity_words.value(row["value"], row["currency"]) or _("no value yet")
        ttk.Label(self._facts, text=worth, style="Heading.TLabel").pack(side="left", padx=(theme.px(2), theme.px(8)))
        for name, glyph in (("contact", "person"), ("company", "building")):
            if row[f"{name}_id"] is not None:
                words = theme.fit(row[name], theme.px(220))
                button = ttk.Button(self._facts, text=words, style="Link.TButton", compound="left")
                button.configure(command=partial(self._contact, row[f"{name}_id"]))
                theme.set_icon(button, glyph, size=13)
                button.pack(side="left", padx=(theme.px(4), 0))

    def _contact(self, contact_id: int) -> None:
        self.on_contact(contact_id)

    def _fill_pipelines(self, current: Pipeline) -> None:
        """The stages of all pipelines: another pipeline begins at one of them."""
        self.pipelines.configure(text=theme.fit(translate(current.name), theme.px(160)))
        menu: tk.Menu = self.pipelines.nametowidget(self.pipelines.cget("menu"))
        menu.delete(0, "end")
        for child in menu.winfo_children():
            child.destroy()
        for pipeline in self._known.pipelines:
            if pipeline.active and pipeline.id != current.id:
                inside = theme.menu(menu)
                for stage in pipeline.stages:
                    inside.add_command(label=translate(stage.name), command=partial(self._pick, stage))
                menu.add_cascade(label=translate(pipeline.name), menu=inside)

    def _pick(self, stage: Stage) -> None:
        self.on_stage(stage)

    def _show_steps(self, row: Mapping[str, Any], pipeline: Pipeline, *, times: Mapping[int, int]) -> None:
        shown: Sequence[Stage] = [
            one for one in pipeline.stages if one.kind == OPEN or one.id == row["stage_id"]
        ]  # won and lost have buttons of their own
        is_open = row["status"] == OPEN
        steps = [
            Step(
                one.id,
                translate(one.name),
                one.color or TAG_HUES[place % len(TAG_HUES)],
                _time(times.get(one.id)),
                passed_over=not is_open and one.id not in times,
            )
            for place, one in enumerate(shown)
        ]
        self.steps.set(steps, row["stage_id"])

    def _say_state(self, row: Mapping[str, Any]) -> None:
        sentence, mark = _state(row, self._known)
        if sentence:
            self._below.grid()
        else:
            self._below.grid_remove()
        if row["status"] == OPEN:
            self.correct.pack_forget()
        else:
            self.correct.pack(side="left", padx=(theme.px(6), 0))
        self._state.configure(
            text=f"  {sentence}" if sentence else "",
            image=opportunity_words.mark_icon(mark, 14) if sentence else "",
            style="Error.TLabel" if mark == opportunity_words.ROTTING else "Small.TLabel",
        )


def _state(row: Mapping[str, Any], known: Known) -> tuple[str, str]:
    """What there is to say about how a deal stands, and the mark that goes with it."""
    day = dates.show_day(row["closed_on"])
    if row["status"] == WON:
        return _("Won on {day}").format(day=day), WON
    if row["status"] == LOST:
        reason = next((translate(one.name) for one in known.loss_reasons if one.id == row["loss_reason_id"]), "")
        why = " · ".join(one_line(part, 160) for part in (reason, row["loss_note"]) if part)
        words = _("Lost on {day}: {reason}") if why else _("Lost on {day}")
        return words.format(day=day, reason=why), LOST
    if row["rotting"]:
        return str(row["rotting"]), opportunity_words.ROTTING
    if row["snoozed_until"] and row["snoozed_until"] >= dates.today():
        return _("Snoozed until {day}").format(day=dates.show_day(row["snoozed_until"])), ""
    return "", ""


def _time(seconds: int | None) -> str:
    """The days in a stage; less than one says nothing."""
    return opportunity_words.span(seconds) if seconds and seconds >= _A_DAY else ""
