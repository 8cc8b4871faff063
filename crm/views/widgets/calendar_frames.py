"""Paints what stands around the entries of a calendar: names of days, lines, hours, the day it is. No entries."""

from __future__ import annotations

import tkinter as tk
from datetime import date, datetime

from crm.utils.day_names import month, short_weekday, weekday
from crm.utils.i18n import _
from crm.views import theme
from crm.views.colors import mix
from crm.views.widgets.board_layout import Box
from crm.views.widgets.board_pen import Fitter, color, line_height
from crm.views.widgets.calendar_agenda import AgendaLayout
from crm.views.widgets.calendar_hours import HourLayout
from crm.views.widgets.calendar_layout import Layout
from crm.views.widgets.calendar_month import MonthLayout
from crm.views.widgets.calendar_pen import Brush

_SATURDAY = 5
_DISC = 22  # units


class FramePainter:
    """Draws everything anew when anything of it is different, but for a scroll, which moves what is there.

    Items are tagged "ground" (scrolls, below the entries), "head" (stands, above them) or "now" (the line of the hour).
    """

    def __init__(self, canvas: tk.Canvas) -> None:
        self._canvas = canvas
        self._fit = Fitter().fit
        self._ground = Brush(canvas, "frame", "ground")
        self._head = Brush(canvas, "frame", "head")
        self._now = Brush(canvas, "frame", "now")
        self._drawn: object = None
        self._top = 0

    def forget(self) -> None:
        """Draw anew next time: the theme is another."""
        self._drawn = None

    def draw(self, layout: Layout, now: datetime) -> None:
        """Bring the frame up to date."""
        days = list(layout.shown.items()) if isinstance(layout, AgendaLayout) else layout.days
        signature = (type(layout), layout.width, layout.height, layout.head, days, layout.content.anchor,
                     layout.content.today, [(one.day, one.left_out) for one in layout.more()])  # fmt: skip
        if signature == self._drawn:
            self._scroll(layout.top)
        else:
            self._drawn, self._top = signature, layout.top
            self._canvas.delete("frame")
            self._draw_all(layout)
        self.draw_now(layout, now)

    def draw_now(self, layout: Layout, now: datetime) -> None:
        """Draw the line of the hour where it is seen."""
        self._canvas.delete("now")
        box = layout.day_box(now.date()) if isinstance(layout, HourLayout) else None
        if box is None or not isinstance(layout, HourLayout):
            return
        y = layout.y_of(now.hour * 60 + now.minute)
        if y >= layout.head:
            self._now.block(Box(box.x, y - 1, box.width, theme.px(2)), color("danger"))
            size = theme.px(8)
            self._now.disc(Box(box.x - size // 2, y - size // 2, size, size), color("danger"))

    def raise_all(self) -> None:
        """Bring all-day entries and what is being dragged above what stands, and that above what scrolls."""
        self._canvas.tag_lower("ground")
        self._canvas.tag_raise("now")
        self._canvas.tag_raise("head")
        self._canvas.tag_raise("upper")
        self._canvas.tag_raise("drag")

    def _scroll(self, top: int) -> None:
        if top != self._top:
            self._canvas.move("ground", 0, self._top - top)
            self._top = top

    def _draw_all(self, layout: Layout) -> None:
        if isinstance(layout, MonthLayout):
            self._draw_month(layout)
        elif isinstance(layout, HourLayout):
            self._draw_hours(layout)
        elif isinstance(layout, AgendaLayout):
            self._draw_agenda(layout)
        for one in layout.more():
            words = _("+{count} more").format(count=one.left_out) if one.left_out else _("Show fewer")
            at = (one.box.x + theme.px(5), one.box.y + one.box.height // 2)
            self._head.words(at, self._fit(words, one.box.width - theme.px(6)), ink=color("accent"), anchor="w")

    # The month

    def _draw_month(self, layout: MonthLayout) -> None:
        names = Box(0, 0, layout.width, layout.head)
        for column, day in enumerate(layout.weeks[0]):
            middle = (layout.width * (2 * column + 1) // (2 * len(layout.weeks[0])), names.height // 2)
            words = weekday(day) if layout.width > theme.px(760) else short_weekday(day)
            self._ground.words(middle, words, ink=color("muted"), anchor="center")
        for week in layout.weeks:
            for day in week:
                self._draw_cell(layout, day)

    def _draw_cell(self, layout: MonthLayout, day: date) -> None:
        box = layout.day_box(day)
        if box is None:
            return
        here = day.month == layout.content.anchor.month
        if day.weekday() >= _SATURDAY:
            self._ground.block(box, _tint())
        self._ground.block(box._replace(height=1), color("border"))
        if box.x:
            self._ground.block(box._replace(width=1), color("border"))
        words = f"{day.day} {month(day)[:3]}" if day.day == 1 else str(day.day)
        role = "foreground" if here else "placeholder"
        if day == layout.content.today:
            self._draw_today(self._ground, (box.x + theme.px(15), box.y + theme.px(13)), number=str(day.day))
            return
        self._ground.words((box.x + theme.px(9), box.y + theme.px(5)), words, ink=color(role))

    @staticmethod
    def _draw_today(pen: Brush, middle: tuple[int, int], *, number: str) -> None:
        """The number of today on a disc of the primary colour."""
        pen.image(middle, theme.dot(color("primary"), _DISC), anchor="center")
        pen.words(middle, number, ink=color("on_primary"), anchor="center")

    # Hours

    def _draw_hours(self, layout: HourLayout) -> None:
        columns = [(day, box) for day in layout.days if (box := layout.day_box(day))]
        begin, high = layout.y_of(0), layout.depth
        for day, box in columns if len(columns) > 1 else ():
            if day.weekday() >= _SATURDAY:
                self._ground.block(Box(box.x, begin, box.width, high), _tint())
            elif day == layout.content.today:
                self._ground.block(Box(box.x, begin, box.width, high), _today_tint())
        gutter = layout.sizes.gutter
        for hour in range(24):
            y = layout.y_of(hour * 60)
            half = y + layout.sizes.hour // 2
            self._ground.block(Box(gutter, y, layout.width, 1), color("border"))
            self._ground.block(Box(gutter, half, layout.width, 1), mix(color("background"), color("border"), share=0.5))
            if hour:
                words = f"{hour:02}:00"
                self._ground.words((gutter - theme.px(8), y), words, ink=color("muted"), anchor="e")
        for _day, box in columns:
            self._ground.block(Box(box.x, begin, 1, high), color("border"))
        self._draw_names(layout)

    def _draw_names(self, layout: HourLayout) -> None:
        """What stands above the hours: names of the days, and the ground of the all-day entries."""
        self._head.block(Box(0, 0, layout.width, layout.head), color("background"))
        for day in layout.days:
            box = layout.day_box(day)
            if box is None:
                continue
            if day.weekday() >= _SATURDAY and len(layout.days) > 1:
                self._head.block(Box(box.x, layout.sizes.names, box.width, layout.head - layout.sizes.names), _tint())
            self._head.block(Box(box.x, layout.sizes.names, 1, layout.head - layout.sizes.names), color("border"))
            self._draw_name(layout, day, box=box)
        self._head.block(Box(0, layout.sizes.names, layout.width, 1), color("border"))
        self._head.block(Box(0, layout.head - 1, layout.width, 1), color("border_strong"))
        at = (layout.sizes.gutter - theme.px(8), layout.sizes.names + theme.px(5))
        self._head.words(
            at, self._fit(_("All day"), layout.sizes.gutter - theme.px(10)), ink=color("muted"), anchor="ne"
        )

    def _draw_name(self, layout: HourLayout, day: date, *, box: Box) -> None:
        words = weekday(day) if box.width > theme.px(200) else short_weekday(day)
        left, y = box.x + theme.px(8), theme.px(5)
        is_today = day == layout.content.today
        self._head.words((left, y), words, ink=color("accent" if is_today else "muted"))
        y += line_height(theme.SMALL)
        if is_today:
            self._draw_today(self._head, (left + theme.px(10), y + theme.px(10)), number=str(day.day))
        else:
            self._head.words((left, y + theme.px(1)), str(day.day), ink=color("foreground"), font=theme.HEADING)

    # The agenda

    def _draw_agenda(self, layout: AgendaLayout) -> None:
        for day in layout.shown:
            box = layout.day_box(day)
            if box is None:
                continue
            is_today, y = day == layout.content.today, box.y + theme.px(15)
            if day.weekday() >= _SATURDAY:
                self._ground.block(box._replace(width=layout.sizes.day - theme.px(8)), _tint())
            self._ground.block(box._replace(height=1), color("border"))
            middle = (theme.px(26), y + line_height(theme.SMALL) // 2)
            if is_today:
                self._draw_today(self._ground, middle, number=str(day.day))
            else:
                self._ground.words(middle, str(day.day), ink=color("foreground"), font=theme.HEADING, anchor="center")
            name = self._fit(weekday(day), layout.sizes.day - theme.px(56))
            self._ground.words((theme.px(48), y), name, ink=color("accent" if is_today else "muted"))
            if is_today and not layout.holds(day):
                at = (layout.sizes.day + theme.px(10), y)
                self._ground.words(at, _("Nothing planned for today"), ink=color("placeholder"))


def _tint() -> str:
    """The ground of Saturdays and Sundays."""
    return mix(color("background"), color("surface"), share=0.8)


def _today_tint() -> str:
    """The ground of today."""
    return mix(color("background"), color("primary"), share=0.03)
