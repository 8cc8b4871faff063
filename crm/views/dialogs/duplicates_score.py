"""From which score on: a slider with its number beside it. Knows no groups."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.models.duplicates import LEAST_SCORE
from crm.utils.i18n import _
from crm.views import theme

_MOST_SCORE = 100
_STEPS = {"Left": -1, "Down": -1, "Right": 1, "Up": 1, "Prior": 5, "Next": -5}


class ScoreSlider(ttk.Frame):
    """`on_change(score)` hears each whole step from LEAST_SCORE to 100, by mouse, arrows, Home and End."""

    def __init__(self, parent: tk.Misc, score: int) -> None:
        super().__init__(parent)
        self.on_change: Callable[[int], object] = lambda _score: None
        self.score = score
        ttk.Label(self, text=_("Score from"), style="Muted.TLabel").pack(side="left")
        self.scale = ttk.Scale(self, from_=LEAST_SCORE, to=_MOST_SCORE, length=theme.px(170), value=score)
        self.scale.configure(command=self._moved, takefocus=True)
        self.scale.pack(side="left", padx=theme.px(8))
        self._number = ttk.Label(self, text=str(score), style="Strong.TLabel", width=4)
        self._number.pack(side="left")
        for key in (*_STEPS, "Home", "End"):
            self.scale.bind(f"<{key}>", self._pressed)

    def choose(self, score: int) -> None:
        """Move to a score, as a person would."""
        self.scale.set(max(LEAST_SCORE, min(_MOST_SCORE, score)))

    def _moved(self, value: str) -> None:
        score = round(float(value))
        if score != self.score:
            self.score = score
            self._number.configure(text=str(score))
            self.on_change(score)

    def _pressed(self, event: tk.Event[tk.Misc]) -> str:
        ends = {"Home": LEAST_SCORE, "End": _MOST_SCORE}
        self.choose(ends.get(event.keysym, self.score + _STEPS.get(event.keysym, 0)))
        return "break"
