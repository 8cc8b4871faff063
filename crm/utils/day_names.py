"""What months and days of the week are called, and days told with their names. Reads no dates; shows them."""

from __future__ import annotations

from datetime import date

from crm.utils.i18n import N_, _

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
SHORT_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def month(day: date) -> str:
    """ "November", "noviembre"."""
    return _(MONTHS[day.month - 1])


def weekday(day: date) -> str:
    """ "Saturday", "Sábado"."""
    return _(WEEKDAYS[day.weekday()])


def short_weekday(day: date) -> str:
    """ "Sat", "Sáb"."""
    return _(SHORT_WEEKDAYS[day.weekday()])


def day_month(day: date) -> str:
    """ "21 November", "21 de noviembre"."""
    return _("{day} {month}").format(day=day.day, month=month(day))


def weekday_and_day(day: date) -> str:
    """ "Saturday, 21 November", "Sábado, 21 de noviembre"."""
    return _("{weekday}, {day} {month}").format(weekday=weekday(day), day=day.day, month=month(day))


def whole_day(day: date) -> str:
    """ "Saturday, 21 November 2026", "Sábado, 21 de noviembre de 2026"."""
    return _("{weekday}, {day} {month} {year}").format(
        weekday=weekday(day), day=day.day, month=month(day), year=day.year
    )


def month_and_year(day: date) -> str:
    """ "November 2026", "noviembre de 2026"."""
    return _("{month} {year}").format(month=month(day), year=day.year)


def short_month(day: date) -> str:
    """ "Nov", "nov"."""
    return month(day)[:3]


def short_month_and_year(day: date) -> str:
    """ "Nov 2026", "nov 2026"."""
    return f"{short_month(day)} {day.year}"


def quarter(day: date) -> str:
    """ "Q4", "T4"."""
    return _("Q{number}").format(number=(day.month + 2) // 3)


def quarter_and_year(day: date) -> str:
    """ "Q4 2026", "T4 2026"."""
    return f"{quarter(day)} {day.year}"
