"""Paints the cards of a day on a Canvas, and what a row under the pointer or in focus offers. Hears no events."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence

from crm.utils.i18n import ngettext
from crm.views import theme
from crm.views.widgets.board_layout import Box
from crm.views.widgets.board_pen import Fitter, Pen, color, line_height, width_of
from crm.views.widgets.day_layout import DayLayout
from crm.views.widgets.day_model import DayAction, DayCard, DayRow, Place

_RADIUS = 10
_INSET = 14  # from a card's edge to what stands in it
_TEXT = 44  # from a card's edge to its texts
_PAD = 8  # around the words of an action
_NARROW = 420  # a card narrower than this shows actions without their words


class DayPainter:
    """`draw` paints all cards, `mark` anew the rows whose look changed."""

    def __init__(self, canvas: tk.Canvas, layout: DayLayout) -> None:
        self._canvas = canvas
        self._layout = layout
        self._fit = Fitter().fit
        self._cards: dict[str, DayCard] = {}
        self._marked: tuple[Place | None, Place | None, bool] = (None, None, False)
        self._actions: list[tuple[Box, str]] = []

    def draw(self, cards: Sequence[DayCard]) -> None:
        """Paint everything."""
        self._canvas.delete("all")
        self._cards = {card.key: card for card in cards}
        self._marked = (None, None, False)
        self._actions = []
        if self._canvas.winfo_width() <= 1:
            return
        for card in cards:
            self._draw_card(card)

    def mark(self, focused: Place | None, hovered: Place | None, *, has_focus: bool) -> None:
        """Show which row has the keyboard and which one the pointer."""
        wanted = (focused, hovered, has_focus)
        if wanted == self._marked or self._canvas.winfo_width() <= 1:
            return
        changed = {*self._marked[:2], focused, hovered} - {None}
        self._marked = wanted
        self._actions = []
        for place in changed:
            if place is not None and place in self._layout.places():
                self._draw_row(place)

    def action_at(self, x: int, y: int) -> str | None:
        """The action whose button lies at a point."""
        return next((key for box, key in self._actions if box.holds(x, y)), None)

    def _draw_card(self, card: DayCard) -> None:
        box, px = self._layout.card(card.key), theme.px
        pen = Pen(self._canvas, "card")
        pen.round(box, color("border"), radius=px(_RADIUS))
        inner = Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2)
        pen.round(inner, color("background"), radius=px(_RADIUS) - 1)
        middle = box.y + self._layout.sizes.head // 2
        pen.icon((box.x + px(_INSET), middle), card.glyph, size=16, role=card.role)
        pen.text((box.x + px(_TEXT), middle), card.title, font=theme.STRONG, anchor="w")
        number = card.number(card.count)
        pen.text((box.x + box.width - px(_INSET), middle), number, role="muted", font=theme.STRONG, anchor="e")
        for index in range(len(card.rows) + (1 if card.more else 0)):
            self._draw_row(Place(card.key, index))

    def _draw_row(self, place: Place) -> None:
        tag = f"row:{place.card}:{place.index}"
        self._canvas.delete(tag)
        pen, card, box = Pen(self._canvas, tag), self._cards[place.card], self._layout.row(place)
        focused, hovered, has_focus = self._marked
        active = place == hovered or (place == focused and has_focus)
        self._ground(pen, box, place=place, active=active)
        if place.index >= len(card.rows):
            words = ngettext("{count} more…", "{count} more…", card.more).format(count=card.number(card.more))
            pen.text((box.x + theme.px(_TEXT), box.y + box.height // 2), words, role="accent", anchor="w")
            return
        row = card.rows[place.index]
        self._glyph(pen, box, row=row, active=active)
        room = self._right(pen, box, row=row, actions=card.actions if active else ())
        self._words(pen, box, row=row, room=room)

    def _ground(self, pen: Pen, box: Box, *, place: Place, active: bool) -> None:
        focused, _hovered, has_focus = self._marked
        inner = Box(box.x + 2, box.y, box.width - 4, box.height)
        pen.block(Box(inner.x, inner.y, inner.width, 1), color("border"))
        if active:
            role = "selected" if place == focused and has_focus else "hover"
            pen.block(Box(inner.x, inner.y + 1, inner.width, inner.height - 1), color(role))
        if place == focused and has_focus:
            pen.block(Box(inner.x, inner.y + 1, theme.px(3), inner.height - 1), color("primary"))

    def _glyph(self, pen: Pen, box: Box, *, row: DayRow, active: bool) -> None:
        at = (box.x + theme.px(_INSET), box.y + box.height // 2)
        if row.check and active:
            pen.icon(at, "check-circle", size=18, role="success")
            self._actions.append((Box(box.x, box.y, theme.px(_TEXT), box.height), "done"))
        else:
            pen.icon(at, row.glyph, size=18 if row.check else 16, role="danger" if row.late and row.check else "muted")

    def _right(self, pen: Pen, box: Box, *, row: DayRow, actions: Sequence[DayAction]) -> int:
        """Draw when it is and what can be done; the pixels that leaves for the words."""
        right, middle = box.x + box.width - theme.px(_INSET), box.y + box.height // 2
        for action in reversed([one for one in actions if one.key != "done"]):
            right = self._button(pen, box, action=action, right=right)
        when = self._fit(row.when, max(theme.px(60), (right - box.x) // 2))
        pen.text((right, middle), when, role="danger" if row.late else "muted", anchor="e")
        return right - width_of(when) - theme.px(12) - (box.x + theme.px(_TEXT))

    def _button(self, pen: Pen, box: Box, *, action: DayAction, right: int) -> int:
        px, words = theme.px, "" if box.width < theme.px(_NARROW) else action.words
        wide = px(14) + 2 * px(_PAD) + (width_of(words) + px(5) if words else 0)
        tall = line_height(theme.SMALL) + px(10)
        place = Box(right - wide, box.y + (box.height - tall) // 2, wide, tall)
        pen.round(place, color("border_strong"), radius=px(6))
        pen.round(Box(place.x + 1, place.y + 1, wide - 2, tall - 2), color("background"), radius=px(6) - 1)
        middle = place.y + tall // 2
        pen.icon((place.x + px(_PAD), middle), action.glyph, size=14, role="foreground")
        pen.text((place.x + px(_PAD) + px(19), middle), words, anchor="w")
        self._actions.append((place, action.key))
        return place.x - px(6)

    def _words(self, pen: Pen, box: Box, *, row: DayRow, room: int) -> None:
        x, high = box.x + theme.px(_TEXT), line_height(theme.BODY)
        both = high + line_height(theme.SMALL) + theme.px(1)
        top = box.y + (box.height - (both if row.about else high)) // 2
        pen.text((x, top), self._fit(row.title, room, font=theme.BODY), font=theme.BODY)
        pen.text((x, top + high + theme.px(1)), self._fit(row.about, room), role="muted")
