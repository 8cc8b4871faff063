"""The entry a person is moving, lengthening or drawing anew: where it would come to stand, and how that looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from crm.utils.i18n import _
from crm.views import theme
from crm.views.widgets.board_layout import Box
from crm.views.widgets.board_pen import color, width_of
from crm.views.widgets.calendar_model import WHOLE_DAY, CalendarEntry, Drop, Slot, Spot, is_same_place, placed
from crm.views.widgets.calendar_pen import CHOSEN, Brush, Look
from crm.views.widgets.calendar_words import length, when

if TYPE_CHECKING:
    from crm.views.widgets.calendar_sheet import CalendarSheet

MOVE, LENGTHEN, NEW = "move", "lengthen", "new"
SNAP = 15  # minutes
_NEW_LENGTH = 60  # minutes of an all-day entry that is given a time


class Carry:
    """Nothing is asked while an entry is carried: only its picture moves, a quarter of an hour or a day at a time.

    After a drop the picture stays until `settle`, so that nothing jumps back before it moves.
    """

    def __init__(self, sheet: CalendarSheet) -> None:
        self._sheet = sheet
        self.entry: CalendarEntry | None = None
        self.target: Drop | None = None
        self.dropped = False
        self._mode = MOVE
        self._grip = timedelta()
        self._origin = Spot(sheet.content.anchor)

    @property
    def is_active(self) -> bool:
        """Whether something is in the air."""
        return self.entry is not None and not self.dropped

    @property
    def key(self) -> str:
        """The entry that is carried, "" for none."""
        return self.entry.key if self.entry else ""

    # Taking up

    def lift(self, entry: CalendarEntry, at: Spot | None = None, *, mode: str = MOVE) -> None:
        """Take an entry up, held at a spot; without one at its beginning."""
        self.settle()
        self.entry, self.dropped, self._mode = entry, False, mode
        if at is None:
            self._grip = timedelta()
        elif at.minute is not None and entry.starts and not entry.is_bar:
            self._grip = at.moment - entry.starts
        else:
            self._grip = at.day - entry.first_on
        self._set(Drop(entry.key, entry.first_on, entry.minute, entry.minutes))
        self._sheet.draw()
        self._sheet.on_carry(True)

    def begin(self, at: Spot) -> None:
        """Begin something new at a spot; `aim` draws it out."""
        self.settle()
        self._mode, self._origin, self.dropped = NEW, at, False
        palette = theme.colors()
        self.entry = CalendarEntry("", _("New"), at.day, at.day, hue=palette.primary)
        self.aim(at)
        self._sheet.on_carry(True)

    # Where to

    def aim(self, spot: Spot | None) -> None:
        """Say which spot is under the pointer."""
        if spot is None or self.entry is None:
            return
        if self._mode == NEW:
            self._set(self._drawn(spot))
        elif self._mode == LENGTHEN:
            self._set(self._lengthened(self.entry, spot))
        else:
            self._set(self._moved(self.entry, spot))

    def nudge(self, *, days: int = 0, minutes: int = 0) -> None:
        """Move the picture by days, and where it has a time by minutes."""
        target = self.target
        if target is None:
            return
        start = Spot(target.day, target.minute).moment + timedelta(days=days)
        if target.minute is not None:
            start += timedelta(minutes=minutes)
        minute = None if target.minute is None else start.hour * 60 + start.minute
        self._set(replace(target, day=start.date(), minute=minute))

    def stretch(self, *, days: int = 0, minutes: int = 0) -> None:
        """Lengthen or shorten the picture."""
        target = self.target
        if target is None:
            return
        if target.minute is None:
            self._set(replace(target, minutes=max(WHOLE_DAY, target.minutes + days * WHOLE_DAY)))
        elif minutes:
            whole = (target.minutes // SNAP) * SNAP if minutes > 0 else -(-target.minutes // SNAP) * SNAP
            self._set(replace(target, minutes=max(SNAP, whole + minutes)))

    def _moved(self, entry: CalendarEntry, spot: Spot) -> Drop:
        if spot.minute is None and self._sheet.layout.has_hours and not entry.is_bar:
            return Drop(entry.key, spot.day, None, WHOLE_DAY)  # out of the hours, up among the all-day ones
        if spot.minute is None:
            return Drop(entry.key, spot.day - self._grip, entry.minute, entry.minutes)
        if entry.is_bar:
            minutes = _NEW_LENGTH if entry.starts is None else entry.minutes
            return Drop(entry.key, spot.day, _floor(spot.minute), minutes)
        starts = _snapped(spot.moment - self._grip)
        return Drop(entry.key, starts.date(), starts.hour * 60 + starts.minute, entry.minutes)

    @staticmethod
    def _lengthened(entry: CalendarEntry, spot: Spot) -> Drop:
        if entry.starts is None or entry.is_bar or spot.minute is None:
            more = (spot.day - entry.last_on).days * WHOLE_DAY
            least = WHOLE_DAY if entry.is_bar else SNAP
            return Drop(entry.key, entry.first_on, entry.minute, max(least, entry.minutes + more))
        minutes = int((_snapped(spot.moment) - entry.starts).total_seconds() // 60)
        return Drop(entry.key, entry.first_on, entry.minute, max(SNAP, minutes))

    def _drawn(self, spot: Spot) -> Drop:
        origin = self._origin
        if origin.minute is None or spot.minute is None:
            first, last = min(origin.day, spot.day), max(origin.day, spot.day)
            return Drop("", first, None, ((last - first).days + 1) * WHOLE_DAY)
        first_spot, last_spot = sorted((origin, spot), key=lambda one: one.moment)
        start = _floor(first_spot.minute or 0)
        end = Spot(last_spot.day, _floor(last_spot.minute or 0)).moment + timedelta(minutes=SNAP)
        minutes = int((end - Spot(first_spot.day, start).moment).total_seconds() // 60)
        return Drop("", first_spot.day, start, minutes)

    # Putting down

    def drop(self) -> None:
        """Put the entry down where it is aimed at; where it has been nothing happens."""
        entry, target = self.entry, self.target
        if entry is None or target is None or (entry.key and is_same_place(entry, target)):
            self.settle()
            return
        if not entry.key:
            self.settle()
            self._sheet.on_add(Slot(target.day, target.minute, target.minutes))
            return
        self.dropped = True
        self._sheet.on_carry(False)
        self._sheet.on_drop(target)

    def settle(self) -> None:
        """Leave everything as it is shown: after a drop that came through, or was given up."""
        if self.entry is None:
            return
        was_active = self.is_active
        self.entry, self.target, self.dropped = None, None, False
        self._sheet.canvas.delete("drag")
        self._sheet.draw()
        if was_active:
            self._sheet.on_carry(False)

    def redraw(self) -> None:
        """Draw the picture again: other days are in view."""
        if self.target:
            self._picture(self.target)

    def _set(self, target: Drop) -> None:
        if target != self.target:
            self.target = target
            self._picture(target)

    def _picture(self, target: Drop) -> None:
        sheet = self._sheet
        sheet.canvas.delete("drag")
        if self.entry is None:
            return
        shown = placed(self.entry, target)
        pieces = sheet.layout.boxes_of(shown)
        for piece in pieces:
            sheet.painter.draw(piece, Look(shown, CHOSEN, True), tags=("drag", "ghost"))
        if pieces:
            self._label(pieces[0].box, shown)
        sheet.frame.raise_all()

    def _label(self, box: Box, shown: CalendarEntry) -> None:
        """Day and hours of where the entry would stand, beside the picture."""
        words = when(shown)
        if shown.starts and shown.minutes:
            words += f" · {length(shown.minutes)}"
        brush, wide = Brush(self._sheet.canvas, "drag", "label"), width_of(words) + theme.px(16)
        high = theme.px(22)
        x = max(0, min(box.x, self._sheet.layout.width - wide))
        y = box.y - high - theme.px(3)
        if y < 0:
            y = box.y + box.height + theme.px(3)
        brush.clipped(Box(x, y, wide, high), color("tooltip"))
        brush.words((x + theme.px(8), y + high // 2), words, ink=color("on_tooltip"), anchor="w")


def _floor(minute: int) -> int:
    return minute // SNAP * SNAP


def _snapped(moment: datetime) -> datetime:
    """The nearest quarter of an hour, which may be the next midnight."""
    minute = (moment.hour * 60 + moment.minute + SNAP // 2) // SNAP * SNAP
    return Spot(moment.date(), minute).moment
