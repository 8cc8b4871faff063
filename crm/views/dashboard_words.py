"""What stands on cards in words: numbers large and short, the change to before, periods. No Tk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from crm.models.dashboards import Number
from crm.models.periods import OWN, PERIODS, Period
from crm.utils import chart_words, money
from crm.utils.chart_data import Chart, ChartKind, Unit
from crm.utils.day_spans import dated, span
from crm.utils.i18n import _, ngettext, translate
from crm.views import pipeline_words

_LARGE = 1000  # whole units of a currency
_TIMES = 10  # from here on a percentage says less than "times"


def value(number: Number, *, whole: bool = False) -> str:
    """A number as it stands largest: amounts in whole units, from a thousand on or where they are asked for; a dash
    where it cannot be said."""
    if number.value is None or number.unit != Unit.MONEY:
        return chart_words.exact(number.value, _unit(number)) if number.value is not None else chart_words.UNSAID
    shown = pipeline_words.rounded if whole or are_whole((number,)) else money.show
    return shown(round(number.value), number.currency)


def are_whole(numbers: Iterable[Number]) -> bool:
    """Whether amounts beside each other are in whole units: one of them is so large that decimals say nothing."""
    amounts = [one for one in numbers if one.unit == Unit.MONEY and one.value is not None]
    return any(abs(round(one.value or 0)) >= _LARGE * 10 ** money.decimals(one.currency) for one in amounts)


def short(number: Number) -> str:
    """The same in few letters."""
    return chart_words.brief(number.value, _unit(number))


def exact(number: Number) -> str:
    """The same with every figure, for a tip."""
    return chart_words.exact(number.value, _unit(number))


def change(number: Number, compared: Period | None) -> tuple[str, str, str]:
    """The change to before: in few words, with what it is compared with, and the palette colour that says whether it
    is good. ("", "", "") where there is nothing to compare."""
    if number.value is None or number.before is None or compared is None:
        return "", "", ""
    moved = _compare(number.value, number.before)
    if not moved:
        return "=", _("= as in {period}").format(period=days(compared)), "muted"
    arrow, good = ("▲", 1) if moved > 0 else ("▼", -1)
    words = f"{arrow} {_by_how_much(number)}"
    role = {1: "success", -1: "danger", 0: "muted"}[number.better * good]
    has_share = number.unit == Unit.SHARE or number.change is not None
    told = _("{change} against {period}") if has_share else _("{change} ({period})")
    return words, told.format(change=words, period=days(compared)), role


def period(asked: Period) -> str:
    """A period by its name, and its days: "This week · 16–22 Nov"; one without a name by its days."""
    if asked.key == OWN:
        return days(asked)
    name = next((translate(one.label) for one in PERIODS if one.value == asked.key), asked.key).rstrip("…")
    return f"{name} · {days(asked)}" if asked.since or asked.until else name


def days(asked: Period) -> str:
    """The days of a period: "1–21 Oct", "October", "1 Oct – 15 Nov", "since 1 Oct 2025"."""
    if not asked.since or not asked.until:
        return _open_days(asked)
    return span(asked.since, asked.until)


def _compare(now: float, before: float) -> int:
    return (now > before) - (now < before)


def _by_how_much(number: Number) -> str:
    now, before, share = number.value or 0, number.before or 0, number.change
    if number.unit == Unit.SHARE:
        points = abs(round((now - before) * 100))
        return ngettext("{count} point", "{count} points", points).format(count=points)
    if share is None:  # nothing, or less, to take a share of
        return _("before: {value}").format(value=chart_words.brief(before, _unit(number)))
    if share >= _TIMES:
        return _("{count} times").format(count=money.short_number(round(now / before)))
    return chart_words.percent(abs(share), decimals=1 if abs(share) < 0.01 else 0)


def _open_days(asked: Period) -> str:
    if asked.since:
        return _("since {day}").format(day=dated(date.fromisoformat(asked.since)))
    return _("until {day}").format(day=dated(date.fromisoformat(asked.until))) if asked.until else _("All time")


def _unit(number: Number) -> Chart:
    """A chart of nothing in the number's unit: what chart_words asks for."""
    return Chart(ChartKind.BARS, (), (), number.unit, number.currency)
