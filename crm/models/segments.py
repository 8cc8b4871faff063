"""Segments of customers: the rules, and what they make of what a customer bought. No SQL, no screens.

A customer is a contact, person or company, with at least one won deal; a deal counts for its contact and for its
company. The first rule that fits decides:

1. inactive: the last purchase was more than `inactive_days` ago;
2. at risk: it was more than `at_risk_days` ago;
3. frequent: at least `frequent_from` purchases in the `window_days` days up to and with that of the last purchase;
4. occasional: everyone else.

Purchases and their value are counted in that same window, so that a customer who has gone quiet is still known by what
they bought before. A purchase dated ahead counts as one of today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.models.fields import Choice, Field, Kind
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number

FREQUENT, OCCASIONAL, AT_RISK, INACTIVE = "frequent", "occasional", "at_risk", "inactive"
SEGMENTS = (
    Choice(FREQUENT, N_("Frequent")),
    Choice(OCCASIONAL, N_("Occasional")),
    Choice(AT_RISK, N_("At risk")),
    Choice(INACTIVE, N_("Inactive")),
)
SEGMENT = Field("segment", Kind.CHOICE, N_("Segment"), choices=SEGMENTS, editable=False)  # of a contact
BY_PURCHASES, BY_VALUE = "purchases", "value"
GOOD_BY = (Choice(BY_PURCHASES, N_("Number of purchases")), Choice(BY_VALUE, N_("Value of purchases")))
MOST_DAYS = 3650
MOST_PURCHASES = 1000


@dataclass(frozen=True)
class SegmentRules:
    """Where one segment ends and the next begins; `good_value` is in minor units of the business's currency.

    A good customer has `good_purchases` purchases or more, or has bought for `good_value` or more, in the window.
    After `silent_days` without a word, or a purchase, a good customer counts as quiet.
    """

    window_days: int = 365
    frequent_from: int = 3
    at_risk_days: int = 120
    inactive_days: int = 365
    good_by: str = BY_PURCHASES
    good_purchases: int = 3
    good_value: int = 1_000_000
    silent_days: int = 90

    def to_plain(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return dict(vars(self))

    @staticmethod
    def from_plain(plain: Mapping[str, Any]) -> SegmentRules:
        """Read back what `to_plain` gave; what it does not know is left out."""
        return SegmentRules(**{name: value for name, value in plain.items() if name in vars(SegmentRules())})

    def problems(self) -> dict[str, str]:
        """Why these rules are impossible: a translated sentence by the name of each bad field; empty for good ones."""
        limits = {
            "window_days": MOST_DAYS, "frequent_from": MOST_PURCHASES, "at_risk_days": MOST_DAYS,
            "inactive_days": MOST_DAYS, "good_purchases": MOST_PURCHASES, "silent_days": MOST_DAYS,
        }  # fmt: skip
        sentence = _("Choose a whole number from 1 to {most}.")
        found = {
            name: sentence.format(most=show_number(most))
            for name, most in limits.items()
            if not _is_whole(getattr(self, name)) or not 1 <= getattr(self, name) <= most
        }
        if not found and self.at_risk_days >= self.inactive_days:
            found["inactive_days"] = _("A customer is at risk first: choose more than {days} days.").format(
                days=show_number(self.at_risk_days)
            )
        if self.good_by not in (BY_PURCHASES, BY_VALUE):
            found["good_by"] = _("Choose what makes a good customer.")
        if not _is_whole(self.good_value) or self.good_value <= 0:
            found["good_value"] = _("Choose an amount above zero.")
        return found


@dataclass(frozen=True)
class Bought:
    """What a customer bought: the day of the last purchase, and how many there were in the window that ends with it.

    `value` is what they were worth in the business's currency; `unpriced` of them have no rate and are not in it.
    `own_count` and `own_value` are of those that count for nobody else: a person's without a company, a company's.
    """

    last_won_on: str
    count: int
    value: int
    unpriced: int = 0
    own_count: int = 0
    own_value: int = 0


@dataclass(frozen=True)
class ContactSegment:
    """A customer's segment, since which day, by which numbers; `reason` is the rule with both numbers, translated.

    `days` is how long ago the last purchase was; `quiet_since` the day a good customer went quiet, "" for others.
    """

    contact_id: int
    segment: str
    since: str
    last_won_on: str
    days: int
    won_count: int
    won_value: int
    currency: str
    good: bool
    reason: str
    unpriced: int = 0
    quiet_since: str = ""


@dataclass(frozen=True)
class SegmentCount:
    """How many customers a segment has, how many of them are good ones, and what they bought in their windows, in the
    business's currency without `unpriced` purchases, each purchase once."""

    segment: str
    customers: int = 0
    good: int = 0
    value: int = 0
    unpriced: int = 0


@dataclass(frozen=True)
class SegmentAlert:
    """A good customer that has gone quiet: who, since which day, and why as a translated sentence."""

    contact_id: int
    name: str
    since: str
    reason: str


class Reckoner:
    """What the rules make of customers on a day. Days are kept ones, as text."""

    def __init__(self, rules: SegmentRules, today: str) -> None:
        self.rules = rules
        self.today = today
        self._at_risk_edge = day_after(today, -rules.at_risk_days)
        self._inactive_edge = day_after(today, -rules.inactive_days)

    def segment(self, bought: Bought) -> str:
        """The segment of a customer."""
        if bought.last_won_on < self._inactive_edge:
            return INACTIVE
        if bought.last_won_on < self._at_risk_edge:
            return AT_RISK
        return FREQUENT if bought.count >= self.rules.frequent_from else OCCASIONAL

    def good(self, bought: Bought) -> bool:
        """Whether this is a good customer, quiet or not."""
        if self.rules.good_by == BY_VALUE:
            return bought.value >= self.rules.good_value
        return bought.count >= self.rules.good_purchases

    def since(self, bought: Bought, *, kept: str = "") -> str:
        """The day a customer came into the segment: the first day beyond the limit, or that of the purchase.

        `kept` is the day that was told before, when the segment is the same as then: one who goes on buying stays
        frequent from that day on.
        """
        limit = {INACTIVE: self.rules.inactive_days, AT_RISK: self.rules.at_risk_days}.get(self.segment(bought))
        if limit is not None:
            return day_after(bought.last_won_on, limit + 1)
        last = min(bought.last_won_on, self.today)
        return min(kept, last) if kept else last

    def quiet_since(self, bought: Bought, last_word: str) -> str:
        """The day a good customer went quiet; "" for others, inactive ones, and those one has talked to since.

        `last_word` is the day of the last interaction, "" for never. Quiet is who is at risk and was not talked to
        since, and whom nobody talked or sold to for more than `silent_days`.
        """
        segment = self.segment(bought)
        if segment == INACTIVE or not self.good(bought):
            return ""
        silent = day_after(max(last_word, bought.last_won_on), self.rules.silent_days + 1)
        days = [silent] if silent <= self.today else []
        if segment == AT_RISK and last_word < (risky := self.since(bought)):
            days.append(risky)
        return min(days, default="")

    def days(self, day: str) -> int:
        """How many days ago a day was; none when it lies ahead."""
        return max(0, (date.fromisoformat(self.today) - date.fromisoformat(day)).days)

    def reason(self, bought: Bought) -> str:
        """The rule that put a customer where they are, with its numbers, as a translated sentence."""
        segment, rules = self.segment(bought), self.rules
        days = self.days(bought.last_won_on)
        within = _purchases(bought.count, rules.window_days)
        if segment in (INACTIVE, AT_RISK):
            limit = rules.inactive_days if segment == INACTIVE else rules.at_risk_days
            words = (
                _("Inactive: last purchase {ago}; the limit is {limit}. Before that {within}.")
                if segment == INACTIVE
                else _("At risk: last purchase {ago}; the limit is {limit}. Before that {within}.")
            )
            return words.format(ago=ago(days), limit=show_number(limit), within=within)
        words = (
            _("Frequent: {within}, and {needed} are enough. Last purchase {ago}.")
            if segment == FREQUENT
            else _("Occasional: {within}; it takes {needed} to be frequent. Last purchase {ago}.")
        )
        return words.format(within=within, needed=show_number(rules.frequent_from), ago=ago(days))

    def quiet_reason(self, bought: Bought, last_word: str) -> str:
        """Why a good customer counts as quiet, as a translated sentence."""
        if self.segment(bought) == AT_RISK:
            return self.reason(bought)
        silence = self.days(max(last_word, bought.last_won_on))
        words = _("No word for {silence}; the limit is {limit}. {within}.")
        return words.format(
            silence=_days(silence),
            limit=show_number(self.rules.silent_days),
            within=_purchases(bought.count, self.rules.window_days),
        )


def day_after(day: str, days: int) -> str:
    """The day so many days after another, or before it where they are negative, as far as the calendar goes."""
    ordinal = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()


def definition(rules: SegmentRules, good_value: str = "") -> str:
    """The rules in use in translated sentences; `good_value` is theirs as it is shown, where that decides."""
    words = _(
        "Customers have won at least one opportunity as its contact or its company. Inactive: last purchase"
        " more than {inactive} days ago; at risk: more than {at_risk}; frequent: {frequent} purchases or more in the"
        " {window} days up to the last one; occasional: the others."
    )
    good = (
        _("Good customers bought for {value} or more in those days.").format(value=good_value)
        if rules.good_by == BY_VALUE
        else _("Good customers made {count} purchases or more in those days.").format(
            count=show_number(rules.good_purchases)
        )
    )
    told = words.format(
        inactive=show_number(rules.inactive_days),
        at_risk=show_number(rules.at_risk_days),
        frequent=show_number(rules.frequent_from),
        window=show_number(rules.window_days),
    )
    return f"{told} {good}"


def ago(days: int) -> str:
    """So many days ago, in words."""
    if not days:
        return _("today")
    return ngettext("{count} day ago", "{count} days ago", days).format(count=show_number(days))


def _days(days: int) -> str:
    return ngettext("{count} day", "{count} days", days).format(count=show_number(days))


def _purchases(count: int, window: int) -> str:
    words = ngettext("{count} purchase in {window} days", "{count} purchases in {window} days", count)
    return words.format(count=show_number(count), window=show_number(window))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def bought_once() -> str:
    """What has to be said beside a sum of what customers bought."""
    return _("In sums, what a person bought for a company counts with the company alone.")
