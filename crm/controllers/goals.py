"""What can be done with goals: set, copied to other periods, removed, held against what was reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crm.controllers import goal_progress
from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.analysis.asking import Asked
from crm.controllers.analysis.prices import Prices
from crm.controllers.exchange_rates import ExchangeRates
from crm.errors import Invalid, NotFound
from crm.models import periods
from crm.models.dashboards import Filters
from crm.models.figures import Scope
from crm.models.goals import MEASURES, SPANS, WON_VALUE, Goal, GoalPlace, GoalProgress
from crm.storage.sqlite import Row
from crm.utils import dates, money
from crm.utils.i18n import N_, _

USUAL = Filters()
_LARGEST = 10**15  # minor units, as of a deal


class Goals(Controller):
    """What people, teams and everybody are to reach: one goal at most for each GoalPlace. Who may read sees all."""

    def __init__(self, context: Context, rates: ExchangeRates) -> None:
        super().__init__(context)
        self._rates = rates

    @reads("goals")
    def all(self, period: str = "", starts_on: str = "", *, until: str = "") -> list[Goal]:
        """Goals by their first day, everybody's first, then the teams', then each person's.

        `period` keeps those of months or of quarters; `starts_on` those that begin on this day, with `until` those that
        begin from it to there.
        """
        rows = self.database.all(
            "SELECT * FROM goals WHERE (:period = '' OR period = :period) AND starts_on BETWEEN :since AND :until"
            " ORDER BY starts_on, period, coalesce(user_id, 0), team, id",
            period=period,
            since=starts_on,
            until=until or starts_on or "9999",
        )
        return [Goal(**row) for row in rows]

    @reads("goals")
    def progress(self, filters: Filters = USUAL) -> list[GoalProgress]:
        """How far the goals are that the filters' period and owner ask for; goals know no pipeline.

        Invalid when there is no such period.
        """
        today = dates.today()
        try:
            period = periods.period(filters.period, today, since=filters.since, until=filters.until)
        except ValueError as error:
            raise Invalid({"period": _("There is no such period.")}) from error
        prices = Prices(self._rates.base(), tuple(self._rates.all()))
        asked = Asked(self.database, Scope(period.since, period.until, None, filters.owner_id), prices, today)
        return goal_progress.progress(asked, period)

    @writes("goals", N_("Set the goal of {who} for {goal_period}"))
    def set(self, place: GoalPlace, target: int, *, currency: str = "") -> int:
        """Set a goal, or change the one there is, and return its id.

        `target` is in minor units for a value, of the business's currency unless another is named. Invalid names what
        is wrong: measure, period, starts_on, user_id, team, target, currency.
        """
        row = self._checked(place, target, currency=currency)
        self.describe(who=self._who(place), goal_period=f"{place.period} {row['starts_on']}")
        return self._put(row)

    @writes("goals", N_("Change goals ({count})"))
    def set_all(self, targets: Mapping[GoalPlace, int | None], *, currency: str = "") -> int:
        """Set several goals at once, as from a table that was typed; None removes one. How many differ from before.

        All of them or none: Invalid names the first thing that is wrong.
        """
        rows = [self._checked(place, 1 if n is None else n, currency=currency) for place, n in targets.items()]
        changed = 0
        for row, target in zip(rows, targets.values(), strict=True):
            known = self._known(row)
            if target is None and known:
                self.database.delete("goals", known["id"])
            elif target is not None and (not known or _differs(known, row)):
                self._put(row)
            else:
                continue
            changed += 1
        self.describe(count=changed)
        return changed

    @writes("goals", N_("Copy the goal of {who} for {goal_period} ({count})"))
    def copy(self, goal_id: int, starts: Sequence[str]) -> int:
        """Set the same goal for the months or quarters that begin on these days; how many differ from before."""
        goal = Goal(**self._row(goal_id))
        self.describe(who=self._who(goal.place), goal_period=f"{goal.period} {goal.starts_on}")
        changed = self.set_all({goal.place.of(day): goal.target for day in starts}, currency=goal.currency)
        self.describe(count=changed)
        return changed

    @writes("goals", N_("Remove the goal of {who} for {goal_period}"))
    def remove(self, goal_id: int) -> None:
        """Remove a goal; what was reached stays where it is."""
        goal = Goal(**self._row(goal_id))
        self.describe(who=self._who(goal.place), goal_period=f"{goal.period} {goal.starts_on}")
        self.database.delete("goals", goal_id)

    def _put(self, row: dict[str, Any]) -> int:
        known = self._known(row)
        if known is None:
            return self.database.insert("goals", row)
        self.database.update("goals", known["id"], {name: row[name] for name in ("target", "currency")})
        return int(known["id"])

    def _known(self, row: Mapping[str, Any]) -> Row | None:
        """The goal there is in a row's place."""
        return self.database.one(
            "SELECT * FROM goals WHERE starts_on = :starts_on AND period = :period AND measure = :measure"
            " AND coalesce(user_id, 0) = coalesce(:user_id, 0) AND team = :team",
            **{name: row[name] for name in ("starts_on", "period", "measure", "user_id", "team")},
        )

    def _row(self, goal_id: int) -> Row:
        row = self.database.one("SELECT * FROM goals WHERE id = :id", id=goal_id)
        if row is None:
            raise NotFound(_("This goal no longer exists. Nothing was changed."))
        return row

    def _who(self, place: GoalPlace) -> str:
        """A person's or team's name; everybody as a msgid."""
        name = place.team or self.database.value("SELECT name FROM users WHERE id = :id", id=place.user_id)
        return str(name) if name else N_("Everybody")

    def _checked(self, place: GoalPlace, target: int, *, currency: str) -> dict[str, Any]:
        problems = _misplaced(place) | _mistaken(target)
        code = (currency.strip().upper() or self._rates.base()) if place.measure == WON_VALUE else ""
        if code and not money.is_currency(code):
            sentence = _("{code} is no currency. Write its three letters, as in EUR or MXN.")
            problems["currency"] = sentence.format(code=code)
        known = place.user_id is None or self.database.value("SELECT 1 FROM users WHERE id = :id", id=place.user_id)
        if not known:
            problems["user_id"] = _("This user no longer exists.")
        if problems:
            raise Invalid(problems)
        return {**vars(place), "target": target, "currency": code}


def _misplaced(place: GoalPlace) -> dict[str, str]:
    problems = {}
    if place.measure not in {choice.value for choice in MEASURES}:
        problems["measure"] = _("A goal is about {measures}.").format(measures=", ".join(one.value for one in MEASURES))
    if place.period not in {choice.value for choice in SPANS}:
        problems["period"] = _("A goal is for a month or a quarter.")
    elif place.user_id and place.team:
        problems["team"] = _("A goal is a person's, a team's or everybody's.")
    elif not _begins(place):
        problems["starts_on"] = _("A goal begins on the first day of its month or quarter.")
    return problems


def _begins(place: GoalPlace) -> bool:
    try:
        date.fromisoformat(place.starts_on)
        return periods.start_of(place.period, place.starts_on) == place.starts_on
    except ValueError:
        return False


def _mistaken(target: int) -> dict[str, str]:
    if 0 < target <= _LARGEST:
        return {}
    return {"target": _("A goal is a number above zero. To have none, remove it.")}


def _differs(known: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    return any(known[name] != row[name] for name in ("target", "currency"))
