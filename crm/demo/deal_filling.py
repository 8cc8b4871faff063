"""Writes the deals of the demo with all that hangs on them. What they are is drawn in deals.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from crm.controllers import reminder_rows
from crm.controllers.opportunity_values import sort_title
from crm.demo.agenda_filling import row_of
from crm.demo.cast import Values
from crm.demo.deals import as_line
from crm.demo.words import Stage, kept
from crm.models.boards import BoardQuery
from crm.models.opportunities import Line
from crm.models.pipelines import LOST, OPEN, LossReason
from crm.session import Session
from crm.utils import dates, money, ranks

# About what a euro buys: prices of the catalogue are told in euros.
_WORTH = {
    "MXN": 20, "CLP": 1000, "COP": 4500, "ARS": 1400, "PEN": 4, "UYU": 45, "BOB": 8, "CRC": 560, "DOP": 65,
    "GTQ": 8, "HNL": 28, "PYG": 7800,
}  # fmt: skip
_ABROAD = frozenset(("MX", "CO", "CL", "AR", "PE", "US"))
_RATES = ((400, "0.915"), (270, "0.931"), (150, "0.902"), (45, "0.921"))  # days ago, euros for a dollar


class DealWriter:
    """Writes deals whose buyers are in the file: `people` and `companies` are their ids by place."""

    def __init__(self, session: Session, stage: Stage, *, users: Sequence[int], tags: Mapping[str, int]) -> None:
        self._database = session.database
        self._opportunities = session.opportunities
        self._stage = stage
        self._users = users
        self._tags = tags
        self._currency = str(session.settings.get("currency", "EUR"))
        self._foreign = "USD" if self._currency != "USD" else "EUR"
        self._products = self._sold(session)
        self._reasons = session.loss_reasons.all()
        self._add_rates(session)

    def add(self, deals: Sequence[Values], *, people: Sequence[int], companies: Sequence[tuple[int, str]]) -> range:
        """Add the deals and return their ids; each of `companies` is an id and a region."""
        placed = [deal | {"contact_id": people[deal["person"]], "company": companies[deal["place"]]} for deal in deals]
        whole = [deal | self._money(deal) for deal in placed]
        places = self._ranks(whole)
        rows = [self._row(deal) | {"rank": places[number]} for number, deal in enumerate(whole)]
        made = self._database.insert_many("opportunities", rows)
        whole = [deal | {"id": deal_id} for deal_id, deal in zip(made, whole, strict=True)]
        self._database.insert_many("stage_history", [row for deal in whole for row in self._history(deal)])
        self._database.insert_many("opportunity_lines", [row for deal in whole for row in _line_rows(deal)])
        worn = [
            {"opportunity_id": deal["id"], "tag_id": self._tags[name]} for deal in whole for name in deal["tag_names"]
        ]
        self._database.insert_many("opportunity_tags", worn)
        planned = [self._activity(deal) for deal in whole if deal["plan"]]
        reminder_rows.refresh(self._database, self._database.insert_many("activities", planned))
        return made

    # ---- what is sold, and for how much

    def _sold(self, session: Session) -> list[tuple[int, str, int]]:
        """The products of the catalogue: id, name and price; those of the same name that are there are used."""
        found = []
        for name, code, euros in self._stage.words["catalogue"]:
            price = self._minor(euros)
            known = session.products.by_name(name)
            if known is None:
                product_id = session.products.add({"name": name, "code": code, "price": price})
            else:
                product_id, price = known.id, known.price or price
            found.append((product_id, name, price))
        return found

    def _minor(self, euros: int, *, currency: str = "") -> int:
        code = currency or self._currency
        return int(euros * _WORTH.get(code, 1) * 10 ** money.decimals(code))

    def _add_rates(self, session: Session) -> None:
        for days, euros in _RATES:
            day = (self._stage.today - timedelta(days=days)).date().isoformat()
            rate = Decimal(euros) * _WORTH.get(self._currency, 1) if self._foreign == "USD" else 1 / Decimal(euros)
            session.rates.add(self._foreign, day, rate=f"{rate:.4f}")

    def _money(self, deal: Values) -> Values:
        """The currency of a deal, its lines and its value."""
        away = deal["abroad"] and deal["company"][1] in _ABROAD and self._foreign == "USD"
        currency = self._foreign if away else self._currency
        lines = []
        for line in deal["lines"]:
            product_id, name, price = self._products[line["product"]]
            if away:
                price = self._minor(self._stage.words["catalogue"][line["product"]][2], currency=currency)
            lines.append(as_line(line, product_id, name=name, price=price))
        value = sum(line.total or 0 for line in lines) if lines else None
        if not lines and deal["typed"] is not None:
            value = self._minor(deal["typed"], currency=currency)
        return {"currency": currency, "lines": lines, "value": value}

    # ---- the rows

    def _ranks(self, deals: Sequence[Values]) -> list[str]:
        """The place of each deal in its column: who came last stands on top, in front of what is there."""
        columns: dict[int, list[int]] = defaultdict(list)
        for number, deal in enumerate(deals):
            columns[deal["moves"][-1][1].id].append(number)
        places = [""] * len(deals)
        for step_id, numbers in columns.items():
            wanted = BoardQuery(deals[numbers[0]]["moves"][-1][1].pipeline_id)
            there = self._opportunities.column_page(wanted, str(step_id), limit=1)
            numbers.sort(key=lambda number: deals[number]["moves"][-1][0], reverse=True)
            first = there[0]["rank"] if there else ""
            for number, rank in zip(numbers, ranks.spread(len(numbers), after=first), strict=True):
                places[number] = rank
        return places

    def _row(self, deal: Values) -> Values:
        moves = deal["moves"]
        came, step = moves[-1]
        left = [one.id for _moment, one in moves[:-1]]
        reason = self._reason(deal["reason"]) if step.kind == LOST else None
        return {
            "title": deal["title"],
            "sort_title": sort_title(deal["title"]),
            "contact_id": deal["contact_id"],
            "company_id": deal["company"][0],
            "pipeline_id": step.pipeline_id,
            "stage_id": step.id,
            "status": step.kind,
            "value": deal["value"],
            "currency": deal["currency"],
            "value_from_lines": int(bool(deal["lines"])),
            "probability": step.probability if deal["by_hand"] is None else deal["by_hand"],
            "probability_by_hand": int(deal["by_hand"] is not None),
            "expected_close": deal["expected"],
            "closed_on": "" if step.kind == OPEN else dates.to_local(kept(came)).date().isoformat(),
            "furthest_stage_id": left[-1] if left else None,
            "loss_reason_id": reason.id if reason else None,
            "loss_note": deal["note"] if reason and (reason.needs_text or deal["reason"] < 0.6) else "",
            "source": deal["source"],
            "description": deal["description"],
            "assigned_to": self._owner(deal),
            "stage_since": kept(came),
            "created_at": kept(moves[0][0]),
            "updated_at": kept(came),
        }

    def _reason(self, drawn: float) -> LossReason | None:
        """The first reasons of the list are the likelier ones."""
        return self._reasons[int(drawn**1.6 * len(self._reasons))] if self._reasons else None

    def _owner(self, deal: Values) -> int:
        return self._users[deal["colleague"] or 0]

    def _history(self, deal: Values) -> list[Values]:
        moves = deal["moves"]
        told = {"opportunity_id": deal["id"], "user_id": self._owner(deal)}
        first: Values = {"from_stage_id": None, "to_stage_id": moves[0][1].id, "at": kept(moves[0][0]), "seconds": 0}
        return [
            told | first,
            *(
                told
                | {
                    "from_stage_id": step.id,
                    "to_stage_id": following.id,
                    "at": kept(left),
                    "seconds": int((left - came).total_seconds()),
                }
                for (came, step), (left, following) in pairwise(moves)
            ),
        ]

    def _activity(self, deal: Values) -> Values:
        made = kept(deal["moves"][-1][0])
        whose = {"contact_id": deal["contact_id"], "opportunity_id": deal["id"], "assigned_to": self._owner(deal)}
        return row_of(deal["plan"]) | whose | {"created_at": made, "updated_at": made}


def _line_rows(deal: Values) -> list[dict[str, Any]]:
    lines: list[Line] = deal["lines"]
    return [
        {
            "opportunity_id": deal["id"],
            "product_id": line.product_id,
            "name": line.name,
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "discount": line.discount,
            "position": position,
        }
        for position, line in enumerate(lines, 1)
    ]
