"""The values of a chart in words, by its unit: short beside a bar, exact where there is room. Nothing is drawn here."""

from __future__ import annotations

from crm.utils import i18n, money
from crm.utils.chart_data import Chart, ChartKind, Unit
from crm.utils.i18n import _, ngettext

_MOST_TOLD = 6  # series beside the one that is meant
UNSAID = "–"  # what cannot be said: None


def brief(value: float | None, chart: Chart) -> str:
    """In few letters: "12,3 k€", "62 %", "14 d"; a dash for what cannot be said."""
    if value is None:
        return UNSAID
    if chart.unit == Unit.MONEY:
        return money.short(round(value), chart.currency)
    if chart.unit == Unit.SHARE:
        return percent(value)
    if chart.unit == Unit.DAYS:
        return _("{count} d").format(count=money.short_number(value))
    return money.short_number(value)


def exact(value: float | None, chart: Chart) -> str:
    """With every figure that counts: "12.345,67 €", "62,4 %", "14 days"."""
    if value is None:
        return _("cannot be said")
    if chart.unit == Unit.MONEY:
        return money.show(round(value), chart.currency)
    if chart.unit == Unit.SHARE:
        return percent(value, decimals=1)
    shown = money.show_number(round(value, 1))
    if chart.unit == Unit.DAYS:
        return ngettext("{count} day", "{count} days", 1 if value == 1 else 2).format(count=shown)
    return shown


def percent(share: float, *, decimals: int = 0) -> str:
    """A share as the language writes it: "62 %" in Spanish, "62%" in English; as many decimals at most."""
    from babel.numbers import format_percent

    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    sign = " %" if i18n.language() == "es" else "%"
    return str(format_percent(share, pattern + sign, i18n.locale_name()))


def went_on(chart: Chart, label: int) -> float | None:
    """Of a funnel: the next stage's value as a share of this one's; None where it cannot be said."""
    value, following = (*chart.series[0].values[label : label + 2], None)[:2]
    return None if not value or value < chart.floor or following is None else following / value


def told(chart: Chart, series: int, *, label: int) -> str:
    """What a part says of itself: label, series where there are several, exact value; below it the other series."""
    value = exact(chart.series[series].values[label], chart)
    name = chart.place(series, label)
    if len(chart.series) == 1:
        told = _("{label}: {value}").format(label=name, value=value)
        share = went_on(chart, label) if chart.kind == ChartKind.FUNNEL else None
        return (
            told if share is None else "\n".join((told, _("{share} went on").format(share=percent(share, decimals=1))))
        )
    own = _("{label} · {series}: {value}").format(label=name, series=chart.series[series].name, value=value)
    others = [one for place, one in enumerate(chart.series) if place != series and one.values[label] is not None]
    lines = [_("{label}: {value}").format(label=one.name, value=exact(one.values[label], chart)) for one in others]
    return "\n".join([own, *lines[:_MOST_TOLD]])
