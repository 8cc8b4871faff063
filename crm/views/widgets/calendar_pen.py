"""Paints the entries of a calendar: blocks among hours, bars across days, lines of a month, rows of an agenda."""

from __future__ import annotations

import tkinter as tk
from functools import lru_cache
from tkinter import font as tkfont
from typing import Any, NamedTuple

from crm.views import theme
from crm.views.colors import ink, mix, soft
from crm.views.widgets.board_layout import Box
from crm.views.widgets.board_pen import Fitter, Pen, color, line_height, width_of
from crm.views.widgets.calendar_layout import BAR, BLOCK, LINE, Piece
from crm.views.widgets.calendar_model import DASHED, SOLID, CalendarEntry
from crm.views.widgets.calendar_words import clock, hours, hours_on

NORMAL, HOVER, CHOSEN, HOLE = "normal", "hover", "chosen", "hole"
_STRUCK = "CalendarStruck"
_NARROWEST = 34  # pixels below which a block holds no words


class Look(NamedTuple):
    """How an entry looks now."""

    entry: CalendarEntry
    state: str = NORMAL
    focused: bool = False


class Ink(NamedTuple):
    """The colours an entry is drawn in."""

    fill: str
    edge: str
    text: str
    quiet: str


class Room(NamedTuple):
    """Where a line of words begins, how wide it may become, and its font."""

    x: int
    y: int
    width: int
    font: str = theme.SMALL


class Brush(Pen):
    """A pen that also paints in any colour."""

    def words(self, at: tuple[int, int], words: str, *, ink: str, **look: Any) -> None:
        """Write `words` in a colour (#rrggbb); `look` takes font and anchor."""
        if words:
            look = {"anchor": "nw", "font": theme.SMALL, **look}
            self._canvas.create_text(*at, text=words, fill=ink, tags=self._tags, **look)

    def clipped(self, box: Box, fill: str, *, cuts: tuple[int, int, int, int] = (2, 2, 2, 2), **look: Any) -> None:
        """A box whose corners are cut off by some pixels, from the top left on; `look`: outline, width, dash."""
        left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
        a, b, c, d = cuts
        points = (
            left + a, top, right - b, top, right, top + b, right, bottom - c,
            right - c, bottom, left + d, bottom, left, bottom - d, left, top + a,
        )  # fmt: skip
        self._canvas.create_polygon(points, fill=fill, tags=self._tags, **look)

    def disc(self, box: Box, fill: str, *, outline: str = "") -> None:
        """An ellipse that fills a box."""
        right, bottom = box.x + box.width, box.y + box.height
        self._canvas.create_oval(box.x, box.y, right, bottom, fill=fill, outline=outline, tags=self._tags)


class EntryPainter:
    """Draws pieces on a canvas; every item carries the tags it is given."""

    def __init__(self, canvas: tk.Canvas) -> None:
        self._canvas = canvas
        self.fit = Fitter().fit
        self._px = lru_cache(theme.px)  # asked for a thousand times a drawing
        self._inks: dict[tuple[str, str], Ink] = {}
        self._name_font()
        self._line = line_height(theme.SMALL)

    def forget(self) -> None:
        """Mix the colours anew: the theme is another."""
        self._inks = {}

    def draw(self, piece: Piece, look: Look, *, tags: tuple[str, ...]) -> None:
        """Draw one piece."""
        pen, colors = Brush(self._canvas, *tags), self._ink(look)
        if piece.shape == LINE:
            self._draw_line(pen, piece, look=look)
        elif piece.shape == BLOCK:
            self._box(pen, piece, colors=colors, look=look)
            self._write_block(pen, piece, look=look)
        elif piece.shape == BAR:
            self._box(pen, piece, colors=colors, look=look)
            self._write_bar(pen, piece, look=look)
        else:
            self._draw_row(pen, piece, look=look)

    # Colours

    def _ink(self, look: Look) -> Ink:
        hue, state = look.entry.hue, "done" if look.entry.done and look.state == NORMAL else look.state
        key = (hue, f"{state}{look.entry.outline}{look.entry.done}")
        if key not in self._inks:
            self._inks[key] = self._mixed(look, state)
        return self._inks[key]

    @staticmethod
    def _mixed(look: Look, state: str) -> Ink:
        palette, hue = theme.colors(), look.entry.hue
        quiet = soft(hue, palette)
        fill = {
            HOVER: mix(quiet, hue, share=0.12),
            CHOSEN: mix(quiet, hue, share=0.24),
            HOLE: palette.surface,
            "done": palette.neutral_soft,
        }.get(state, quiet)
        if look.entry.outline != SOLID and state in (NORMAL, HOVER):
            fill = palette.background if state == NORMAL else palette.hover
        if state == HOLE or look.entry.done:
            return Ink(fill, palette.border_strong, palette.muted, palette.muted)
        return Ink(fill, hue, palette.foreground, ink(hue, palette))

    # Shapes

    def _box(self, pen: Brush, piece: Piece, *, colors: Ink, look: Look) -> None:
        """A box with clipped corners where the entry begins and ends, its hue down the left side."""
        box, upright, outline = piece.box, piece.shape == BLOCK, look.entry.outline
        first, last = 2 if piece.begins else 0, 2 if piece.ends else 0
        cuts = (first, first, last, last) if upright else (first, last, last, first)
        edge = color("background") if outline == SOLID else colors.edge
        if look.focused or look.state == CHOSEN:
            edge = color("primary")
        dash = (3, 3) if outline == DASHED and not look.focused else ()
        pen.clipped(box, colors.fill, cuts=cuts, outline=edge, width=2 if look.focused else 1, dash=dash)
        if outline != DASHED and (upright or piece.begins):
            pen.block(Box(box.x + 1, box.y + 1, self._px(3), box.height - 2), colors.edge)

    def _write_block(self, pen: Brush, piece: Piece, *, look: Look) -> None:
        """Title, hours and note on as many lines as there are; what has no line of its own stands behind the others."""
        box, entry, colors = piece.box, look.entry, self._ink(look)
        left, room = box.x + self._px(8), box.width - self._px(11)
        if box.width < self._px(_NARROWEST):
            return
        y, step = box.y + (self._px(3) if box.height > self._line + self._px(8) else self._px(1)), self._line
        lines = max(1, (box.height - self._px(4)) // step)
        if lines == 1:
            before = clock(entry.starts) if entry.starts else ""
            used = self._headline(pen, Room(left, y, room), look=look, before=before) + self._px(10)
            if room - used > self._px(60):
                pen.words((left + used, y), self.fit(entry.note, room - used), ink=color("muted"))
            return
        self._headline(pen, Room(left, y, room), look=look)
        words = hours(entry) if piece.begins else hours_on(entry, begins=False, ends=piece.ends)
        pen.words((left, y + step), self.fit(words, room), ink=colors.quiet)
        used = width_of(words) + self._px(10)
        if lines > 2:
            pen.words((left, y + 2 * step), self.fit(entry.note, room), ink=color("muted"))
        elif room - used > self._px(60):
            pen.words((left + used, y + step), self.fit(entry.note, room - used), ink=color("muted"))

    def _write_bar(self, pen: Brush, piece: Piece, *, look: Look) -> None:
        box, entry = piece.box, look.entry
        left, room = box.x + self._px(8), box.width - self._px(12)
        if not piece.begins:
            pen.words((left, self._middle(box)), "‹", ink=self._ink(look).quiet)
            left, room = left + self._px(9), room - self._px(9)
        if not piece.ends:
            pen.words((box.x + box.width - self._px(10), self._middle(box)), "›", ink=self._ink(look).quiet)
            room -= self._px(9)
        before = clock(entry.starts) if entry.starts and piece.begins else ""
        self._headline(pen, Room(left, self._middle(box), room), look=look, before=before)

    def _draw_line(self, pen: Brush, piece: Piece, *, look: Look) -> None:
        """A dot, the time and the title; a ground below only under the pointer or the keyboard."""
        box, entry, colors = piece.box, look.entry, self._ink(look)
        ground = colors.fill if look.state in (HOVER, CHOSEN) else ""
        edge, width = (color("primary"), 2) if look.focused else (ground, 1)
        pen.clipped(box, ground, outline=edge, width=width)
        middle, size = box.y + box.height // 2, self._px(7)
        left = box.x + self._px(5)
        dot = Box(left, middle - size // 2, size, size)
        pen.disc(dot, colors.edge if entry.outline == SOLID else "", outline=colors.edge)
        left += size + self._px(5)
        room = box.x + box.width - left - self._px(3)
        before = clock(entry.starts) if entry.starts else ""
        self._headline(pen, Room(left, self._middle(box), room), look=look, before=before)

    def _draw_row(self, pen: Brush, piece: Piece, *, look: Look) -> None:
        box, entry, colors = piece.box, look.entry, self._ink(look)
        grounds = {HOVER: "hover", CHOSEN: "selected", HOLE: "surface"}
        fill = color(grounds.get(look.state, "background"))
        edge = color("primary") if look.focused else fill
        pen.clipped(box, fill, outline=edge, width=2)
        y, time_wide = self._middle(box), self._px(112)
        words = hours_on(entry, begins=piece.begins, ends=piece.ends)
        pen.words((box.x + self._px(10), y), self.fit(words, time_wide), ink=color("muted"))
        side = box.x + time_wide + self._px(12)
        pen.block(Box(side, box.y + self._px(6), self._px(4), box.height - self._px(12)), colors.edge)
        left, whole = side + self._px(14), box.x + box.width - side - self._px(24)
        if entry.icon:
            pen.icon((left, box.y + box.height // 2), entry.icon, size=14, role="muted")
        left, whole = left + self._px(24), whole - self._px(24)
        room = whole if not entry.note else max(whole * 11 // 20, min(whole, self._px(160)))
        used = self._headline(pen, Room(left, y, room, theme.BODY), look=look)
        left += max(used + self._px(16), min(room, self._px(300)))
        rest = box.x + box.width - left - self._px(8)
        pen.words((left, y), self.fit(entry.note, rest), ink=color("muted"))

    # Words

    def _headline(self, pen: Brush, room: Room, *, look: Look, before: str = "") -> int:
        """Marks, the time `before`, and the title; how wide that came to be."""
        entry, colors, left, end = look.entry, self._ink(look), room.x, room.x + room.width
        for mark, role in _marks(entry):
            if end - left > self._px(40):
                pen.icon((left, room.y + self._line // 2), mark, size=11, role=role)
                left += self._px(15)
        if before and end - left > self._px(64):
            pen.words((left, room.y), before, ink=colors.quiet)
            left += width_of(before) + self._px(6)
        title = self.fit(entry.title, end - left, font=room.font)
        pen.words((left, room.y), title, ink=colors.text, font=_STRUCK if entry.done else room.font)
        return left - room.x + width_of(title, font=room.font)

    def _middle(self, box: Box) -> int:
        """Where a line of words begins that stands in the middle of a box."""
        return box.y + (box.height - self._line) // 2

    def _name_font(self) -> None:
        if _STRUCK not in tkfont.names(self._canvas):
            look = tkfont.nametofont(theme.SMALL, root=self._canvas).actual()
            self._canvas.tk.call("font", "create", _STRUCK, "-family", look["family"], "-size", look["size"],
                                 "-overstrike", True)  # fmt: skip


def _marks(entry: CalendarEntry) -> list[tuple[str, str]]:
    """The small pictures in front of a title, with the palette colour of each."""
    marks = []
    if entry.overdue:
        marks.append(("exclamation-circle-fill", "danger"))
    if entry.done:
        marks.append(("check-lg", "muted"))
    if entry.urgent and not entry.done:
        marks.append(("flag-fill", "warning"))
    if entry.repeats:
        marks.append(("arrow-repeat", "muted"))
    return marks
