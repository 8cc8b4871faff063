"""What stands in a card of the dashboard: a figure as numbers and a chart, or a note. Reading figures is the tab's."""

from __future__ import annotations

from collections.abc import Callable
from tkinter import ttk

from crm.models.dashboards import CardFigure, Number
from crm.models.figures import ALL
from crm.utils.chart_data import ChartKind
from crm.views import theme
from crm.views.dashboard_numbers import CardNumbers
from crm.views.widgets.card_frame import CardFrame
from crm.views.widgets.chart import ChartView, Run


class DashboardCard:
    """The content of one card; `figure` is what it shows.

    `on_pick(part, words)` hears which records are wanted, and what they are called on the card.
    """

    def __init__(self, frame: CardFrame, run: Run) -> None:
        self.on_pick: Callable[[str, str], object] = lambda _part, _words: None
        self.figure: CardFigure | None = None
        self.frame = frame
        self.numbers = CardNumbers(frame.body)
        self.numbers.on_pick = self._picked
        self.chart = ChartView(frame.body, run)
        self.chart.on_pick = self._picked_part
        self.chart.configure(width=1, height=1)
        self.note = ttk.Label(frame.body, style="Muted.TLabel", justify="left", anchor="nw")
        self.note.bind("<Configure>", lambda event: self.note.configure(wraplength=max(1, event.width)))
        frame.body.columnconfigure(0, weight=1)
        frame.body.rowconfigure(1, weight=1)
        self.wait(frame.title)

    def wait(self, title: str) -> None:
        """Show the place of what is still to come."""
        self.frame.say(title)
        self.note.grid_forget()
        self.numbers.grid_forget()
        self.chart.grid(row=1, column=0, sticky="nsew")
        self.chart.placeholder(ChartKind.BARS)

    def show(self, figure: CardFigure) -> bool:
        """Show a figure; whether anything had to be drawn for it."""
        if figure == self.figure:
            return False
        before, self.figure = self.figure, figure
        self.frame.say(figure.title or self.frame.title)
        self._show_numbers(figure)
        if figure.chart is None:
            self.chart.grid_forget()
            self.note.configure(text=figure.note)
            self.note.grid(row=1, column=0, sticky="nsew", pady=(theme.px(6), 0))
        else:
            self.note.grid_forget()
            self.chart.grid(row=1, column=0, sticky="nsew")
            if before is None or before.chart != figure.chart:
                self.chart.show(figure.chart)
        return True

    def _show_numbers(self, figure: CardFigure) -> None:
        if figure.numbers:
            self.numbers.grid(row=0, column=0, sticky="ew", pady=(0, theme.px(4)))
            self.numbers.show(figure.numbers, figure.compared)
        else:
            self.numbers.grid_forget()

    def _picked(self, number: Number) -> None:
        self.on_pick(number.part or ALL, number.label)

    def _picked_part(self, series: int, label: int) -> None:
        figure = self.figure
        if figure is None or figure.chart is None:
            return
        if series < len(figure.parts) and label < len(figure.parts[series]) and figure.parts[series][label]:
            words = [figure.chart.labels[label]]
            words += [figure.chart.series[series].name] if len(figure.chart.series) > 1 else []
            self.on_pick(figure.parts[series][label], " · ".join(words))
