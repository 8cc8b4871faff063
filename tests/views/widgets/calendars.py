"""What the tests of calendars share: a week with something in it, and dragging with the mouse. No test stands here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from crm.views.widgets.calendar_model import CalendarEntry, Content

TODAY = date(2026, 11, 18)  # a Wednesday
NOW = datetime(2026, 11, 18, 11, 20)


def day(number, month=11):
    """A day of November 2026."""
    return date(2026, month, number)


def at(number, hour, minute=0, month=11):
    """A moment of November 2026."""
    return datetime(2026, month, number, hour, minute)


def timed(key, starts, minutes=60, **values):
    """An entry with a time; `minutes` 0 has no known end."""
    ends = starts + timedelta(minutes=minutes)
    last = (ends - timedelta(minutes=1)).date() if minutes else starts.date()
    return CalendarEntry(key, key.title(), starts.date(), last, starts, ends if minutes else starts, **values)


def whole(key, first, last=None, **values):
    """An entry of whole days."""
    return CalendarEntry(key, key.title(), first, last or first, **values)


def content(view="week", *entries, anchor=TODAY, **values):
    """What a calendar shows, on the Wednesday."""
    return Content(view, anchor, TODAY, entries, **values)


def middle(sheet, key):
    """The point in the middle of the first piece of an entry."""
    box = sheet.layout.piece_of(key).box
    return box.x + box.width // 2, box.y + box.height // 2


def foot(sheet, key):
    """A point on the lower edge of the last piece of an entry."""
    box = [one for one in sheet.layout.pieces() if one.key == key][-1].box
    return box.x + box.width // 2, box.y + box.height - 2


def point(sheet, number, hour=None, minute=0):
    """A point on a day, at an hour where hours are shown."""
    box = sheet.layout.day_box(day(number))
    x = box.x + box.width - 6
    if hour is None:
        return x, (sheet.layout.head - 6 if sheet.layout.has_hours else box.y + box.height - 4)
    return x, sheet.layout.y_of(hour * 60 + minute) + 1


def drag(sheet, start, *points, release=True):
    """Press on a point, move over others, and let go on the last."""
    canvas = sheet.canvas
    canvas.event_generate("<ButtonPress-1>", x=start[0], y=start[1])
    for x, y in points:
        canvas.event_generate("<B1-Motion>", x=x, y=y)
    if release:
        canvas.event_generate("<ButtonRelease-1>", x=points[-1][0], y=points[-1][1])
    canvas.update()


def overlapping(pieces):
    """Pairs of pieces that cover each other."""
    return [
        (one, other)
        for number, one in enumerate(pieces)
        for other in pieces[number + 1 :]
        if one.box.x < other.box.x + other.box.width
        and other.box.x < one.box.x + one.box.width
        and one.box.y < other.box.y + other.box.height
        and other.box.y < one.box.y + one.box.height
    ]


def entries():
    """Anything that may stand in November 2026: whole days, hours, nights, without a known end, some far too long."""
    first = st.dates(day(20, 10), day(8, 12))
    wholes = st.tuples(first, st.integers(0, 12)).map(lambda pair: whole("", pair[0], pair[0] + timedelta(pair[1])))
    moments = st.datetimes(at(20, 0, month=10), at(8, 0, month=12)).map(
        lambda one: one.replace(second=0, microsecond=0)
    )
    lengths = st.sampled_from([0, 5, 15, 30, 60, 120, 600, 1440, 3000])
    timeds = st.builds(lambda starts, minutes: timed("", starts, minutes), moments, lengths)
    some = st.lists(st.one_of(wholes, timeds, timeds), max_size=30)
    return some.map(lambda made: tuple(replace(one, key=f"e{number}") for number, one in enumerate(made)))
