"""A chart in the window: a grey shape at once, then the picture, whose parts can be pointed at, walked and picked.

The picture is drawn by the worker (chart_drawing.py); this thread only puts it up. matplotlib's own Tk canvas would
draw here, at every change of size, and hold up the window.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import font as tkfont
from typing import Any

from PIL import Image, ImageTk

from crm.utils.chart_data import Chart, ChartKind
from crm.views import theme
from crm.views.widgets import chart_drawing, chart_skeleton
from crm.views.widgets.chart_drawing import Drawn, Wanted
from crm.views.widgets.chart_parts import ChartParts

# Has `work` done off the window's thread, then calls back with its answer on it.
Run = Callable[[Callable[[], Any], Callable[[Any], object]], object]
MARGIN = 2  # units around the picture, where the focus is shown
_SETTLED = 120  # milliseconds without a change of size before it is drawn anew
_SMALLEST = 24  # pixels; there is no chart in less


class ChartView(tk.Canvas):
    """Shows one chart at a time.

    `run` has work done off the window's thread; `ground` names the palette colour the chart stands on. `on_pick` hears
    of the part that was clicked, or was in focus when Return was pressed, by the places of its series and its label;
    only parts that `can_pick` allows.
    """

    def __init__(self, parent: tk.Misc, run: Run, *, ground: str = "background") -> None:
        super().__init__(parent, width=theme.px(300), height=theme.px(180), highlightthickness=0, takefocus=False)
        self.on_pick: Callable[[int, int], object] = lambda _series, _label: None
        self.can_pick: Callable[[int, int], bool] = lambda _series, _label: True
        self.chart: Chart | None = None  # what shall be seen
        self.drawn: Drawn | None = None  # what is seen
        self.note = ""
        self._run, self._ground = run, ground
        self._kind = ChartKind.BARS
        self._wanted: Wanted | None = None
        self._photo: ImageTk.PhotoImage | None = None
        self._timer = ""
        self.parts = ChartParts(self)
        self.bind("<Configure>", self._resized, add="+")
        self.bind("<Destroy>", lambda _event: self._end(), add="+")
        theme.follow(self, self._paint)

    def show(self, chart: Chart) -> None:
        """Show a chart. What is seen stays until the new picture is there; the same chart is not drawn again."""
        if self.drawn is None and chart.kind != self._kind:
            self.placeholder(chart.kind)
        if self.note:
            self.placeholder(chart.kind)
        self.chart, self._kind = chart, chart.kind
        self._ask()

    def placeholder(self, kind: ChartKind = ChartKind.BARS) -> None:
        """Show the grey shape of a chart that is on its way."""
        self._forget()
        self._kind = kind
        self._stand_in()

    def say(self, text: str) -> None:
        """Show a note in place of a chart."""
        self._forget()
        self.note = text
        self._stand_in()

    def _forget(self) -> None:
        self.chart = self.drawn = self._wanted = self._photo = None
        self.note = ""
        self.parts.reset()
        self.configure(takefocus=False)
        self.delete("picture")

    def _stand_in(self) -> None:
        """Draw what stands where there is no picture."""
        self.delete(chart_skeleton.TAG, "note")
        width, height = self._size
        if min(width, height) < theme.px(_SMALLEST) or self.drawn:
            return
        if not self.note:
            chart_skeleton.draw(self, self._kind, size=(width, height))
            self.move(chart_skeleton.TAG, self.margin, self.margin)
            return
        looks: dict[str, Any] = {"font": theme.BODY, "fill": theme.colors().muted, "justify": "center"}
        middle = self.winfo_width() / 2, self.winfo_height() / 2
        self.create_text(*middle, text=self.note, width=min(width, theme.px(360)), tags="note", **looks)

    @property
    def margin(self) -> int:
        """The pixels from an edge of the widget to the picture."""
        return theme.px(MARGIN)

    @property
    def _size(self) -> tuple[int, int]:
        """The pixels of the picture."""
        return self.winfo_width() - 2 * self.margin, self.winfo_height() - 2 * self.margin

    def _paint(self) -> None:
        self.configure(background=getattr(theme.colors(), self._ground))
        self._stand_in()
        self.parts.paint()
        self._ask()

    def _resized(self, _event: tk.Event[tk.Misc]) -> None:
        self._stand_in()
        self.parts.paint()
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(_SETTLED if self.drawn else 1, self._settled)

    def _settled(self) -> None:
        self._timer = ""
        self._ask()

    def _ask(self) -> None:
        """Have the chart drawn as it shall look now, unless it looks so or is being drawn so."""
        if self.chart is None or min(self._size) < theme.px(_SMALLEST):
            return
        palette = theme.colors()
        family = str(tkfont.nametofont(theme.BODY, root=self).actual("family"))
        look = chart_drawing.look_of(palette, ground=getattr(palette, self._ground), family=family)
        wanted = Wanted(self.chart, self._size, self.winfo_fpixels("1i"), look)
        if wanted != self._wanted:
            self._wanted = wanted
            self._run(lambda: chart_drawing.draw(wanted) if wanted is self._wanted else None, self._show_drawn)

    def _show_drawn(self, drawn: Drawn | None) -> None:
        """Put a picture up, if it is still the one that is wanted."""
        if drawn is None or drawn.wanted is not self._wanted:
            return
        picture = Image.frombuffer("RGBA", drawn.wanted.size, drawn.pixels, "raw", "RGBA", 0, 1)
        if self._photo is not None and (self._photo.width(), self._photo.height()) == picture.size:
            self._photo.paste(picture)
        else:
            self._photo = ImageTk.PhotoImage(picture, master=self)
            self.delete("picture")
            self.create_image(self.margin, self.margin, image=self._photo, anchor="nw", tags="picture")
        self.drawn = drawn
        self.configure(takefocus=bool(drawn.picks))
        self._stand_in()
        self.tag_lower("picture")
        self.parts.renew()

    def _end(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
        self._timer, self.chart, self._wanted, self._photo = "", None, None, None
        self.parts.end()
