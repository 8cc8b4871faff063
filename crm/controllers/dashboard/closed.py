"""What the cards about closed deals share: one reading of a period, its sums, what it leaves out. No card is here."""

from __future__ import annotations

from dataclasses import dataclass

from crm.controllers.analysis.asking import WON, Asked, Deals, day_after
from crm.controllers.analysis.outcomes import END, Kind, Outcome, Sum, added, by_key, outcomes, summed
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.course import Course, course_before, course_of
from crm.models.dashboards import Behind
from crm.models.figures import WITHOUT_RATE, WITHOUT_VALUE
from crm.models.periods import Period

ENTITY = "opportunities"


@dataclass(frozen=True)
class Won:
    """The won deals of a period, by the stretches of its course."""

    base: str
    course: Course
    sums: tuple[Sum, ...]

    @property
    def total(self) -> Sum:
        """All of them."""
        return added(self.base, self.sums)


def won(question: Question) -> Won:
    """The won deals of the page's period, read once for all its cards."""
    return _won(question, course_of(question))


def won_before(question: Question) -> Won | None:
    """Those of the period compared with; None where there is none."""
    return _won(question, course_before(question)) if question.compared else None


def _won(question: Question, course: Course) -> Won:
    asked, base = question.deals, question.deals.prices.base
    found = question.once(("won", course.days), lambda: outcomes(asked, WON, stretches=course.stretches))
    places: list[list[Outcome]] = [[] for _stretch in course.days]
    for one in found:
        places[one.place].append(one)
    return Won(base, course, tuple(summed(base, ours) for ours in places))


def closed_by(question: Question, condition: str, *, kind: Kind, period: Period) -> dict[int, Sum]:
    """The deals that are WON or LOST and were closed in a period, by owner or reason, 0 for none."""
    asked, days = question.deals, (period.since, day_after(period.until) or END)
    key = (condition, kind, days)
    found = question.once(key, lambda: outcomes(asked, condition, stretches=[days], kind=kind))
    return by_key(asked.prices.base, found)


def narrowed(asked: Asked, deals: Deals, *, left_out: str, day: str = "o.closed_on") -> Deals:
    """The deals themselves, or those of them that a sum leaves out under a key, at the rates of a day, an expression.

    KeyError when it is none.
    """
    if not left_out:
        return deals
    return {WITHOUT_VALUE: deals.narrowed("o.value IS NULL"), WITHOUT_RATE: asked.unpriced(deals, day=day)}[left_out]


def records(asked: Asked, deals: Deals) -> Behind:
    """Deals as what stands behind a part."""
    return Behind(ENTITY, asked.ids(deals))
