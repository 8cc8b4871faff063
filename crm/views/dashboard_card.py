"""What stands in a card of the dashboard: a figure as numbers and a chart, or a note. Reading figures is the tab's."""

from __future__ import annotations

from collections.abc import Callable
from tkinter import ttk

from crm.models.dashboards import CARD_KINDS, CardFigure, Number
from crm.models.figures import WITHOUT_RATE
from crm.utils.chart_data import ChartKind
from crm.utils.money import show_number
from crm.views import dashboard_words, theme
from crm.views.dashboard_lines import NumberLines
from crm.views.dashboard_numbers import CardNumbers
from crm.views.widgets.card_frame import CardFrame
from crm.views.widgets.chart import ChartView, Run
from crm.views.widgets.focus import focus_path

_SHAPES = {one.key: one.chart for one in CARD_KINDS}


class DashboardCard:
    """The content of one card of a kind; `figure` is what it shows.

    `on_pick(part, words)` hears which records are wanted, and what they are called on the card.
    """

    def __init__(self, frame: CardFrame, run: Run, *, kind: str) -> None:
        self.on_pick: Callable[[str, str], object] = lambda _part, _words: None
        self.figure: CardFigure | None = None
        self.frame = frame
        self.numbers = CardNumbers(frame.body)
        self.numbers.on_pick = self._picked
        self.lines = NumberLines(frame.body)
        self.lines.on_pick = self._picked
        self.chart = ChartView(frame.body, run)
        self.chart.on_pick = self._picked_part
        self.chart.can_pick = lambda series, label: bool(self._part(series, label))
        self.chart.configure(width=1, height=1)
        self.note = ttk.Label(frame.body, style="Muted.TLabel", justify="left", anchor="nw")
        self.note.bind("<Configure>", lambda event: self.note.configure(wraplength=max(1, event.width)))
        self.step: ttk.Button | None = None
        frame.body.columnconfigure(0, weight=1)
        frame.body.rowconfigure(1, weight=1)
        self._wait(_SHAPES.get(kind))

    def offer(self, words: str, run: Callable[[], object]) -> None:
        """What a person can do where there is only a note."""
        self.step = ttk.Button(self.frame.body, text=words, command=run)
        self._show_step()

    def show(self, figure: CardFigure) -> bool:
        """Show a figure; whether anything had to be drawn for it."""
        if figure == self.figure:
            return False
        before, self.figure = self.figure, figure
        self.frame.say(figure.title or self.frame.title)
        self.frame.warn(_warning(figure))
        self._show_numbers(figure)
        for one in (self.chart, self.note, self.lines):
            one.grid_forget()
        if figure.chart is not None:
            self.chart.grid(row=1, column=0, sticky="nsew")
            if before is None or before.chart != figure.chart:
                self.chart.show(figure.chart)
        elif figure.note:
            self.note.configure(text=figure.note)
            self.note.grid(row=1, column=0, sticky="ew", pady=(theme.px(6), 0))
        else:
            self.lines.grid(row=1, column=0, sticky="new", pady=(theme.px(6), 0))
            self.lines.show(figure.numbers[1:], figure.compared, whole=dashboard_words.are_whole(figure.numbers))
        self.frame.body.rowconfigure(1, weight=0 if figure.chart is None else 1)
        self._show_step()
        return True

    def _wait(self, shape: ChartKind | None) -> None:
        """Show the place of what is still to come."""
        if shape is not None:
            self.chart.grid(row=1, column=0, sticky="nsew")
            self.chart.placeholder(shape)

    def _show_step(self) -> None:
        if self.step is None:
            return
        if self.figure is not None and self.figure.note:
            self.step.grid(row=2, column=0, sticky="w", pady=(theme.px(8), 0))
        else:
            self.step.grid_forget()

    def _show_numbers(self, figure: CardFigure) -> None:
        """All of them above a chart or a note; alone the first one, which the others below make up."""
        is_alone = figure.chart is None and not figure.note
        if figure.numbers:
            self.numbers.grid(row=0, column=0, sticky="ew", pady=(0, theme.px(4)))
            shown = figure.numbers[:1] if is_alone else figure.numbers
            self.numbers.show(shown, figure.compared, whole=dashboard_words.are_whole(figure.numbers))
        else:
            self.numbers.grid_forget()

    def _picked(self, number: Number) -> None:
        self._take_focus()
        self.on_pick(number.part, number.label)

    def _take_focus(self) -> None:
        """Have the keyboard where the click was: it comes back to this card when the records are closed."""
        if not focus_path(self.frame).startswith(f"{self.frame}."):
            self.frame.focus_set()

    def _part(self, series: int, label: int) -> str:
        """The key of a part of the chart; "" where no records stand behind it."""
        parts = self.figure.parts if self.figure else ()
        return parts[series][label] if series < len(parts) and label < len(parts[series]) else ""

    def _picked_part(self, series: int, label: int) -> None:
        figure, part = self.figure, self._part(series, label)
        if figure is not None and figure.chart is not None and part:
            words = [figure.chart.place(series, label)]
            words += [figure.chart.series[series].name] if len(figure.chart.series) > 1 else []
            self._take_focus()
            self.on_pick(part, " · ".join(words))


def _warning(figure: CardFigure) -> str:
    """What a sum lacks that a rate would mend; that some have no value yet is usual, and told with the definition."""
    lacking = [one for one in figure.left_out if one.key.endswith(WITHOUT_RATE)]
    return "\n".join(f"{show_number(one.count)} · {one.reason}" for one in lacking)
