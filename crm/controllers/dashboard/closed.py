"""What the cards about closed deals share: one reading of a period, its sums, what it leaves out. No card is here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm.controllers.analysis.asking import Asked, Deals
from crm.controllers.analysis.outcomes import Outcome, Sum, by_owner, outcomes, summed
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.course import Course, course_before, course_of
from crm.models.dashboards import Behind
from crm.models.figures import WITHOUT_RATE, WITHOUT_VALUE

ENTITY = "opportunities"


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
        groups: list[list[Outcome]] = [[] for _stretch in self.course.days]
        for one in self.found:
            groups[one.place].append(one)
        return tuple(summed(self.base, ours) for ours in groups)

    def by_owner(self) -> dict[int, Sum]:
        """A sum for each owner of any, NOBODY among them."""
        return by_owner(self.base, self.found)


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


def narrowed(asked: Asked, deals: Deals, *, left_out: str) -> Deals:
    """The deals themselves, or those of them that a sum leaves out under a key. KeyError when it is none."""
    if not left_out:
        return deals
    return {WITHOUT_VALUE: deals.narrowed("o.value IS NULL"), WITHOUT_RATE: asked.unpriced(deals)}[left_out]


def records(asked: Asked, deals: Deals) -> Behind:
    """Deals as what stands behind a part."""
    return Behind(ENTITY, asked.ids(deals))
