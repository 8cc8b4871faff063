"""A rule of repetition as a sentence a person reads: "Every 2 weeks on Monday and Friday, 10 times". Reads no rules."""

from __future__ import annotations

from collections.abc import Sequence

from crm.utils import dates, i18n, recurrence
from crm.utils.day_names import MONTHS, WEEKDAYS
from crm.utils.i18n import N_, _, ngettext
from crm.utils.recurrence import DAILY, MONTHLY, WEEKLY, Rule

# Which of a month's Mondays: "the second Tuesday".
PLACES = {
    1: N_("first"), 2: N_("second"), 3: N_("third"), 4: N_("fourth"), 5: N_("fifth"), -1: N_("last"),
    -2: N_("last but one"),
}  # fmt: skip
_WORKING = frozenset(range(5))


def sentence(rule: str | Rule) -> str:
    """A rule in words, in the language in use. Raises ValueError with a sentence when it cannot be read."""
    read = rule if isinstance(rule, Rule) else recurrence.parse(rule)
    words = _pattern(read) or _("By the rule {rule}").format(rule=str(read))
    if read.count:
        times = ngettext("{count} time", "{count} times", read.count).format(count=read.count)
        words = _("{pattern}, {times}").format(pattern=words, times=times)
    if read.until:
        words = _("{pattern}, until {day}").format(pattern=words, day=dates.show_day(read.until))
    return words


def _pattern(rule: Rule) -> str:
    """How a rule repeats; "" when there are no words for it."""
    if rule.frequency == DAILY:
        return "" if rule.weekdays or rule.numbers else _daily(rule.interval)
    if rule.frequency == WEEKLY:
        return "" if rule.numbers else _weekly(rule)
    return _monthly(rule) if rule.frequency == MONTHLY else _yearly(rule)


def _daily(interval: int) -> str:
    return ngettext("Every day", "Every {count} days", interval).format(count=interval)


def _weekly(rule: Rule) -> str:
    days = sorted(one.day for one in rule.weekdays)
    if not days:
        return ngettext("Every week", "Every {count} weeks", rule.interval).format(count=rule.interval)
    if frozenset(days) == _WORKING and rule.interval == 1:
        return _("Every working day, Monday to Friday")
    names = listed([weekday_name(day) for day in days])
    words = ngettext("Every week on {days}", "Every {count} weeks on {days}", rule.interval)
    return words.format(count=rule.interval, days=names)


def _monthly(rule: Rule) -> str:
    within = _within_month(rule)
    if within is None:
        return ""
    if not within:
        return ngettext("Every month", "Every {count} months", rule.interval).format(count=rule.interval)
    words = ngettext("Every month on {which}", "Every {count} months on {which}", rule.interval)
    return words.format(count=rule.interval, which=within)


def _yearly(rule: Rule) -> str:
    months = rule.numbers.get("BYMONTH", ())
    rest = {name: numbers for name, numbers in rule.numbers.items() if name != "BYMONTH"}
    within = _within_month(Rule(rule.frequency, weekdays=rule.weekdays, numbers=rest))
    if within is None or (within and not months):
        return ""
    if not months:
        return ngettext("Every year", "Every {count} years", rule.interval).format(count=rule.interval)
    names = listed([month_name(month) for month in months])
    if not within:
        words = ngettext("Every year in {months}", "Every {count} years in {months}", rule.interval)
        return words.format(count=rule.interval, months=names)
    words = ngettext("Every year in {months} on {which}", "Every {count} years in {months} on {which}", rule.interval)
    return words.format(count=rule.interval, months=names, which=within)


def _within_month(rule: Rule) -> str | None:
    """Which days of a month: "day 15", "the last Friday"; "" when the rule names none, None when there are no words."""
    numbers, weekdays = rule.numbers, rule.weekdays
    if not numbers and not weekdays:
        return ""
    if not weekdays and numbers.keys() == {"BYMONTHDAY"}:
        return _month_days(numbers["BYMONTHDAY"])
    if len(weekdays) == 1 and not numbers and weekdays[0].place in PLACES:
        return _placed(weekdays[0].place, weekday_name(weekdays[0].day))
    positions = numbers.get("BYSETPOS", ())
    plain = numbers.keys() == {"BYSETPOS"} and len(positions) == 1 and positions[0] in PLACES
    if not plain or any(one.place for one in weekdays):
        return None
    if len(weekdays) == 1:
        return _placed(positions[0], weekday_name(weekdays[0].day))
    working = {one.day for one in weekdays} == _WORKING
    return _placed(positions[0], _("working day")) if working else None


def _placed(place: int, name: str) -> str:
    return _("the {place} {weekday}").format(place=_(PLACES[place]), weekday=name)


def _month_days(days: Sequence[int]) -> str | None:
    if any(day < -1 for day in days):
        return None
    names = [_("the last day") if day == -1 else _("day {number}").format(number=day) for day in days]
    return listed(names)


def weekday_name(day: int) -> str:
    """A weekday inside a sentence, 0 is Monday: Spanish writes it small."""
    return _inside(_(WEEKDAYS[day]))


def month_name(month: int) -> str:
    """A month inside a sentence, 1 is January."""
    return _inside(_(MONTHS[month - 1]))


def _inside(name: str) -> str:
    return name.lower() if i18n.language() == "es" else name


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
