"""Boards in words: the heads of columns and lanes with their totals. Plain models in, what a board widget shows out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from crm.models.boards import MONTH, OWNER, BoardColumn, BoardLane
from crm.models.opportunities import Amount
from crm.models.pipelines import LOST, OPEN, WON
from crm.utils import dates, money
from crm.utils.day_names import month_and_year
from crm.utils.i18n import _, translate
from crm.views import opportunity_words
from crm.views.widgets.board_model import Column, Lane, Sums

_GLYPHS = {WON: ("trophy-fill", "success"), LOST: ("x-circle", "muted")}


def month(key: str) -> str:
    """A month as a person reads it: "November 2026"; "" is "No date"."""
    if not key:
        return _("No date")
    return month_and_year(date.fromisoformat(f"{key}-01"))


def amount(minor: int, currency: str) -> str:
    """An amount without decimals that are all zero."""
    shown, unit = money.show(minor, currency), 10 ** money.decimals(currency)
    return re.sub(r"[.,]0+(?=\D*$)", "", shown) if unit > 1 and minor % unit == 0 else shown


def rounded(minor: int, currency: str) -> str:
    """An amount in whole units, halves away from zero."""
    unit = 10 ** money.decimals(currency)
    whole = (abs(minor) + unit // 2) // unit * unit * (1 if minor >= 0 else -1)
    return amount(whole, currency)


def sums(amounts: Sequence[Amount], *, weighted: bool) -> tuple[Sums, ...]:
    """Two lines at most: what the deals are worth, and what that is by their chances."""
    if not amounts:
        return ()
    worth = Sums(
        " + ".join(amount(one.value, one.currency) for one in amounts),
        " + ".join(rounded(one.value, one.currency) for one in amounts),
    )
    if not weighted:
        return (worth,)
    words = _("Weighted {value}")
    exact, short = (
        words.format(value=" + ".join(show(one.weighted, one.currency) for one in amounts))
        for show in (amount, rounded)
    )
    return (worth, Sums(exact, short, "muted"))


def column(one: BoardColumn, group: str) -> Column:
    """The head of a column of stages or months."""
    words = [opportunity_words.amount(each) for each in one.amounts]
    title = month(one.key) if group == MONTH else translate(one.title)
    glyph, role = _GLYPHS.get(one.kind, ("", "muted"))
    if group == MONTH and one.key and one.key < dates.today()[:7]:
        glyph, role = "exclamation-circle-fill", "danger"
    return Column(
        one.key,
        title,
        money.show_number(one.count),
        sums(one.amounts, weighted=one.kind == OPEN),
        color="" if glyph else one.color,
        icon=glyph,
        role=role,
        tip="\n".join([f"{title}: {opportunity_words.count(one.amounts)}", *words]),
        empty=_("Nothing here") if one.kind == OPEN else _("Nothing in this time"),
        ordered=group != MONTH and one.kind == OPEN,
    )


def lane(one: BoardLane, kind: str, *, columns: Iterable[str]) -> Lane:
    """The heading of a lane: how many deals stand in these columns, and what they are worth."""
    title = (one.title or _("Nobody")) if kind == OWNER else month(one.key)
    amounts = added(one.cells.get(column, ()) for column in columns)
    worth = " + ".join(amount(each.value, each.currency) for each in amounts)
    return Lane(one.key, title, " · ".join(part for part in (opportunity_words.count(amounts), worth) if part))


def added(parts: Iterable[Sequence[Amount]]) -> list[Amount]:
    """Totals of several groups together, one per currency."""
    every: dict[str, Amount] = {}
    for one in (one for amounts in parts for one in amounts):
        known = every.get(one.currency, Amount(one.currency, 0, 0, 0, 0))
        every[one.currency] = Amount(
            one.currency,
            known.count + one.count,
            known.without_value + one.without_value,
            known.value + one.value,
            known.weighted + one.weighted,
        )
    return [every[currency] for currency in sorted(every)]


def as_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """Deals as lines to paste into a spreadsheet: title, company, contact, value, currency, stage, owner."""
    names = ("title", "company", "contact", "value", "currency", "stage", "owner")
    cells = [
        [_plain_value(row) if name == "value" else " ".join(str(row[name] or "").split()) for name in names]
        for row in rows
    ]
    return "\n".join("\t".join(line) for line in cells)


def _plain_value(row: Mapping[str, Any]) -> str:
    return "" if row["value"] is None else money.show(row["value"], row["currency"])
