"""Hours of the day during which nothing speaks up by itself: as kept, as typed, and whether it is one now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from crm.utils.i18n import _
from crm.utils.text import one_line


@dataclass(frozen=True)
class QuietHours:
    """From one wall time ("HH:MM") until another, past midnight when that is earlier; both "" or the same: none."""

    first: str = ""
    last: str = ""

    def holds(self, at: time) -> bool:
        """Whether it is quiet at a time of day."""
        if not self.first or not self.last or self.first == self.last:
            return False
        now, first, last = f"{at:%H:%M}", self.first, self.last
        return first <= now < last if first < last else now >= first or now < last


def read_time(typed: str) -> str:
    """A time of day as a person types it ("8", "8:30", "22.00"), as it is kept; "" stays "". ValueError otherwise."""
    text = typed.strip().lower().removesuffix("h").strip().replace(".", ":")
    if not text:
        return ""
    hour, _colon, minute = text.partition(":")
    try:
        return f"{time(int(hour), int(minute or 0)):%H:%M}"
    except ValueError:
        message = _("“{text}” is no time of day. Write it like 22:00.")
        raise ValueError(message.format(text=one_line(typed, 20))) from None
