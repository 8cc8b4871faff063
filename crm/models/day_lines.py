"""What one row of the day says in words, the same in the window and on the command line. Plain rows in, texts out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crm.models import activities, today
from crm.utils import dates, money
from crm.utils.i18n import _, translate
from crm.utils.text import one_line

Row = Mapping[str, Any]
_WIDE = 120  # characters of a subject


@dataclass(frozen=True)
class DayLine:
    """One row: what it is, who and what it is about, when; `late` says that its time has passed."""

    title: str
    about: str
    when: str
    late: bool = False


def line(key: str, row: Row, *, types: Mapping[str, str]) -> DayLine:
    """The words for a row of a section; `types` names the types of activities (a msgid, or a business's own words)."""
    maker = _MAKERS.get(key)
    return maker(row) if maker else _activity(row, types)


def due(row: Row) -> str:
    """When an activity is due: "10:00" today, else "tomorrow 10:00", "3 days ago"; "" without a day."""
    if not row["due_on"]:
        return ""
    time = f"{dates.to_local(row['due_at']):%H:%M}" if row["due_at"] else ""
    if row["due_on"] == dates.today():
        return time
    return " ".join(part for part in (dates.show_ago(row["due_on"]), time) if part)


def _activity(row: Row, types: Mapping[str, str]) -> DayLine:
    kind, subject = translate(types.get(row["type"], row["type"])), one_line(row["subject"], _WIDE)
    title = _("{type}: {subject}").format(type=kind, subject=subject) if subject else kind
    late = row["when"] == activities.OVERDUE
    return DayLine(title, _joined(row["contact"], row["company"], row["opportunity"], row["place"]), due(row), late)


def _closing(row: Row) -> DayLine:
    late = row["expected_close"] < dates.today()
    return DayLine(row["title"], _deal(row), dates.show_ago(row["expected_close"]), late)


def _rotting(row: Row) -> DayLine:
    return DayLine(row["title"], _deal(row), row["rotting"], late=True)


def _unplanned(row: Row) -> DayLine:
    return DayLine(row["title"], _deal(row), _("nothing planned"))


def _quiet(row: Row) -> DayLine:
    return DayLine(row["name"], _customer(row), dates.show_ago(row["last_interaction_at"]))


def _good_quiet(row: Row) -> DayLine:
    return DayLine(row["name"], row["reason"], dates.show_ago(row["quiet_since"]), late=True)


def _birthday(row: Row) -> DayLine:
    return DayLine(row["name"], _customer(row), dates.show_ago(row["celebrated_on"]))


def _deal(row: Row) -> str:
    value = money.show(row["value"], row["currency"]) if row["value"] is not None else ""
    return _joined(row["contact"], row["company"], value, row["stage"])


def _customer(row: Row) -> str:
    return _joined(row["company"] if row["kind"] == "person" else "", row["phone"] or row["mobile_phone"])


def _joined(*parts: str) -> str:
    """What there is to say, a name that comes twice once."""
    return " · ".join(dict.fromkeys(part for part in parts if part))


_MAKERS: dict[str, Callable[[Row], DayLine]] = {
    today.CLOSING: _closing,
    today.ROTTING: _rotting,
    today.WITHOUT_NEXT: _unplanned,
    today.GOOD_QUIET: _good_quiet,
    today.QUIET: _quiet,
    today.BIRTHDAYS: _birthday,
}
