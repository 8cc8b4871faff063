"""What the cards about closed deals share: one reading of a period, its sums, what it leaves out. No card is here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crm.controllers.analysis.asking import Asked, Deals
from crm.controllers.analysis.outcomes import Outcome, outcomes, worth_of
from crm.controllers.analysis.reasons import without_rate, without_value
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.course import Course, course_before, course_of
from crm.models.dashboards import Behind
from crm.models.figures import FLOOR, WITHOUT_RATE, WITHOUT_VALUE, LeftOut, Worth

ENTITY = "opportunities"


@dataclass(frozen=True)
class Sum:
    """Closed deals added up: how many, and what they are worth together."""

    count: int
    valued: int
    worth: Worth

    @property
    def average(self) -> int | None:
        """What one is worth, of those with a value and a rate; None when they are too few to say."""
        return round(self.worth.value / self.worth.count) if self.worth.count >= FLOOR else None


@dataclass(frozen=True)
class Closed:
    """The WON or LOST deals of a period, by owner and stretch of its course."""

    base: str
    course: Course
    found: Sequence[Outcome]

    @property
    def total(self) -> Sum:
        """All of them."""
        return summed(self.base, self.found)

    def by_place(self) -> tuple[Sum, ...]:
        """A sum for each stretch."""
        grouped = self._grouped(lambda one: one.place)
        return tuple(summed(self.base, grouped.get(place, ())) for place in range(len(self.course.days)))

    def by_owner(self) -> dict[int, Sum]:
        """A sum for each owner of any, NOBODY among them."""
        return {owner: summed(self.base, ours) for owner, ours in self._grouped(lambda one: one.owner).items()}

    def _grouped(self, key: Callable[[Outcome], int]) -> dict[int, list[Outcome]]:
        groups: dict[int, list[Outcome]] = {}
        for one in self.found:
            groups.setdefault(key(one), []).append(one)
        return groups


def summed(base: str, found: Sequence[Outcome]) -> Sum:
    """Closed deals as one sum."""
    return Sum(sum(one.count for one in found), sum(one.valued for one in found), worth_of(base, found))


def added(base: str, sums: Sequence[Sum]) -> Sum:
    """Several sums as one."""
    worths = [one.worth for one in sums]
    value, priced = sum(one.value for one in worths), sum(one.count for one in worths)
    worth = Worth(base, priced, value, weighted=value, unpriced=sum(one.unpriced for one in worths))
    return Sum(sum(one.count for one in sums), sum(one.valued for one in sums), worth)


def closed(question: Question, condition: str) -> Closed:
    """The deals of the page's period that are WON or LOST, read once for all its cards."""
    return _read(question, condition, course=course_of(question))


def closed_before(question: Question, condition: str) -> Closed | None:
    """Those of the period compared with; None where there is none."""
    return _read(question, condition, course=course_before(question)) if question.compared else None


def _read(question: Question, condition: str, *, course: Course) -> Closed:
    asked = question.deals
    found = question.once(
        ("outcomes", condition, course.days), lambda: outcomes(asked, condition, stretches=course.stretches)
    )
    return Closed(asked.prices.base, course, found)


def left_out_of(base: str, *sums: Sum) -> tuple[LeftOut, ...]:
    """Deals of several sums that are in no sum of money."""
    all_ = added(base, sums)
    return (*without_value(all_.count - all_.valued), *without_rate(all_.worth.unpriced, base))


def narrowed(asked: Asked, deals: Deals, *, left_out: str) -> Deals:
    """The deals themselves, or those of them that a sum leaves out under a key. KeyError when it is none."""
    if not left_out:
        return deals
    return {WITHOUT_VALUE: deals.narrowed("o.value IS NULL"), WITHOUT_RATE: asked.unpriced(deals)}[left_out]


def records(asked: Asked, deals: Deals) -> Behind:
    """Deals as what stands behind a part."""
    return Behind(ENTITY, asked.ids(deals))
