"""How far the goals of the page's period and owner are, and how far they should be by today."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from crm.controllers import goal_progress
from crm.controllers.analysis.asking import Asked
from crm.controllers.analysis.reasons import without_rate
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.words import title_of
from crm.models import goals as aims
from crm.models.dashboards import GOALS, Behind, Card, CardFigure, Number
from crm.models.figures import ALL, WITHOUT_RATE, LeftOut
from crm.models.goals import ACTIVITIES, MEASURES, WON_VALUE, Goal, GoalProgress
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import _, translate

# Goals that are shown whatever they measure on a card of one cell, on a larger one, and those shown at all.
_FEWEST, _FEW, _MOST = 4, 8, 12
_NO_RATE = "goals_without_rate"
_PERSONS = "persons:"


def figure(question: Question) -> CardFigure:
    """Everybody's or all persons' in numbers, as the forecast has it, each as a share of its target.

    The option `measure` keeps those of one; where there are many, the first measure alone is shown.
    """
    asked = question.deals
    found = question.once((GOALS, "progress"), lambda: goal_progress.progress(asked, question.period))
    told = _shown(found, question.card)
    return CardFigure(
        GOALS,
        title_of(GOALS, question.card.options),
        _definition(),
        "opportunities",
        question.period,
        _numbers(told[0], _persons(found, told[0].goal.measure)) if told else (),
        _chart(told) if told else None,
        (tuple(one.goal.key for one in told), ("",) * len(told)) if told else (),
        _left_out(asked, found),
        "" if told else _note(question),
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The deals or activities that count for a goal ("won_value:5:") or for those of all persons ("persons:won_value");
    with ALL those of the headline."""
    groups = aims.of_period(goal_progress.kept(question.deals), question.period, today=question.deals.today)
    if left_out == _NO_RATE:
        return Behind("opportunities", array("q"))
    if left_out == WITHOUT_RATE:
        return Behind("opportunities", _unpriced(question.deals, groups))
    if left_out:
        raise KeyError(left_out)
    if part == ALL or part.startswith(_PERSONS):
        return _behind_headline(question, part)
    chosen = {group[0].key: group for group in groups}
    return _records(question.deals, chosen[part])


def _behind_headline(question: Question, part: str) -> Behind:
    found = goal_progress.progress(question.deals, question.period)
    if part == ALL:
        told = _shown(found, question.card)
        if not told:
            return Behind("opportunities", array("q"))
        counted = _persons(found, told[0].goal.measure) or told[:1]
    else:
        counted = _persons(found, part.removeprefix(_PERSONS))
        if not counted:
            raise KeyError(part)
    records = [_records(question.deals, one.goals) for one in counted]
    return Behind(records[0].entity, array("q", dict.fromkeys(key for one in records for key in one.ids)))


def name_of(progress: GoalProgress, *, measured: bool = True) -> str:
    """Whose goal it is, with what it measures unless all measure the same."""
    who = progress.who or _("Everybody")
    measure = next(translate(one.label) for one in MEASURES if one.value == progress.goal.measure)
    return _("{who}: {measure}").format(who=who, measure=measure) if measured else who


def _headline(first: GoalProgress, persons: Sequence[GoalProgress]) -> str:
    """What it measures, and whose it is unless it is everybody's."""
    measure = next(translate(one.label) for one in MEASURES if one.value == first.goal.measure)
    if persons:
        return _("{who}: {measure}").format(who=_("All persons"), measure=measure)
    return name_of(first) if first.who else measure


def _persons(found: Sequence[GoalProgress], measure: str) -> list[GoalProgress]:
    """The persons' of a measure where they are several and everybody has none: together they are what is wanted."""
    told = [one for one in found if one.share is not None and one.goal.measure == measure]
    persons = [one for one in told if one.goal.user_id]
    everybody = any(not one.goal.user_id and not one.goal.team for one in told)
    return [] if everybody or len(persons) < 2 else persons


def _shown(found: Sequence[GoalProgress], card: Card) -> list[GoalProgress]:
    measure, few = card.options.get("measure"), _FEWEST if card.width == card.height == 1 else _FEW
    told = [one for one in found if one.share is not None and measure in (None, one.goal.measure)]
    if len(told) > few:
        told = [one for one in told if one.goal.measure == told[0].goal.measure]
    return told[:_MOST]


def _definition() -> str:
    said = _(
        "What was won (by the day of closing) or done (by the day of completion) against the goals set for the months"
        " or quarters of the period, each counted whole; values in the currency of the business at the rate of that"
        " day. By today: the share of their days that have come. Goals know no pipeline; a team's people are those in"
        " it now."
    )
    return " ".join((said, _("The large numbers are everybody's; without such a goal those of all persons together.")))


def _note(question: Question) -> str:
    if question.filters.owner_id is not None:
        return _("No goal of this person is set for the period.")
    return _("No goals are set for the period. Set them under Tools, Goals.")


def _numbers(first: GoalProgress, persons: Sequence[GoalProgress]) -> tuple[Number, ...]:
    """Reached, wanted, what is missing: of the first, or of all persons together."""
    unit = Unit.MONEY if first.goal.measure == WON_VALUE else Unit.COUNT
    part, currency = f"{_PERSONS}{first.goal.measure}" if persons else first.goal.key, first.currency
    counted = persons or [first]
    reached, target = sum(one.reached for one in counted), sum(one.target or 0 for one in counted)
    return (
        Number(_headline(first, persons), reached, unit, currency, part=part),
        Number(_("Goal"), target, unit, currency, better=0, part=part),
        Number(_("Still to go"), max(0, target - reached), unit, currency, better=-1, part=part),
    )


def _chart(told: Sequence[GoalProgress]) -> Chart:
    measured = len({one.goal.measure for one in told}) > 1
    series = (
        Series(_("Reached"), tuple(one.share for one in told), Role.MAIN),
        Series(_("By today"), tuple(one.expected for one in told), Role.GOAL),
    )
    labels = tuple(name_of(one, measured=measured) for one in told)
    return Chart(ChartKind.PROGRESS, labels, series, Unit.SHARE)


def _left_out(asked: Asked, found: Sequence[GoalProgress]) -> tuple[LeftOut, ...]:
    unpriced = _unpriced(asked, [one.goals for one in found]) if any(one.unpriced for one in found) else ()
    goals = sum(one.share is None for one in found)
    reason = _("Goals not shown: their currency has no exchange rate on their first day.")
    return (*without_rate(len(unpriced), asked.prices.base), *((LeftOut(_NO_RATE, reason, goals),) if goals else ()))


def _unpriced(asked: Asked, groups: Sequence[tuple[Goal, ...]]) -> array[int]:
    """The deals without a rate that count for goals of values."""
    valued = [group for group in groups if group[0].measure == WON_VALUE]
    found = [asked.ids(asked.unpriced(goal_progress.deals_of(asked, group))) for group in valued]
    return array("q", sorted(set().union(*found)))


def _records(asked: Asked, goals: Sequence[Goal]) -> Behind:
    if goals[0].measure != ACTIVITIES:
        return Behind("opportunities", asked.ids(goal_progress.deals_of(asked, goals)))
    where, marks = goal_progress.activities_of(goals)
    sql = f"SELECT a.id FROM activities a WHERE {where} ORDER BY a.completed_at DESC, a.id"
    return Behind("activities", asked.database.ids(sql, **marks))
