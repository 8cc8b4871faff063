"""How a deal's values become its row: customers, probability, times, own fields, what follows from them.

Stages and the gate are opportunity_gate.py's, lines opportunity_lines.py's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from crm.errors import Invalid
from crm.models.contacts import COMPANY, display_name
from crm.models.opportunities import LARGEST_VALUE
from crm.models.pipelines import FIXED_PROBABILITIES, Stage
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import dates, money, text
from crm.utils.i18n import _


def require_storable(value: str) -> str:
    """What keeps a text from being stored, as a sentence; "" when nothing does."""
    return text.unstorable(value) or (_("This text is too long.") if len(value) > 1000 else "")


def sort_title(title: str) -> str:
    """The folded title a list is sorted by and a search looks in."""
    return " ".join(text.fold(title).split())


def require_kept(database: Database, values: Mapping[str, Any]) -> None:
    """Invalid names each value that no deal can have, though it is of the right kind."""
    problems = {}
    if "title" in values and not values["title"].strip():
        problems["title"] = _("An opportunity needs a title.")
    if abs(values.get("value") or 0) > LARGEST_VALUE:
        problems["value"] = _("This amount is larger than the program can keep.")
    if "currency" in values and not money.is_currency(values["currency"]):
        sentence = _("{code} is no currency. Write its three letters, as in EUR or MXN.")
        problems["currency"] = sentence.format(code=values["currency"])
    chance = values.get("probability")
    if chance is not None and not (isinstance(chance, int) and 0 <= chance <= 100):
        problems["probability"] = _("A probability is a whole number from 0 to 100.")
    owner = values.get("assigned_to")
    if owner is not None and not database.value("SELECT 1 FROM users WHERE id = :id", id=owner):
        problems["assigned_to"] = _("There is no such user.")
    if problems:
        raise Invalid(problems)


def customers(database: Database, values: Mapping[str, Any], *, before: Row | None) -> dict[str, Any]:
    """Whom a deal is with after `values`: a company stands in company_id, a person brings the own company along.

    Invalid when a contact is gone, or when a person is given as the company.
    """
    known = before or {"contact_id": None, "company_id": None}
    contact_id = values.get("contact_id", known["contact_id"])
    company_id = values.get("company_id", known["company_id"])
    company = _contact(database, company_id, field="company_id")
    if company is not None and company["kind"] != COMPANY and company_id != known["company_id"]:
        sentence = _("{name} is a person, not a company.").format(name=display_name(company))
        raise Invalid({"company_id": sentence})
    if contact_id == known["contact_id"]:
        return {"contact_id": contact_id, "company_id": company_id}
    contact = _contact(database, contact_id, field="contact_id")
    chosen = "company_id" in values and company_id not in (None, known["company_id"])
    if contact is not None and contact["kind"] == COMPANY:
        if chosen and company_id != contact_id:
            sentence = _("{name} is a company. Choose a person, or only one company.")
            raise Invalid({"contact_id": sentence.format(name=display_name(contact))})
        return {"contact_id": None, "company_id": contact_id}
    if not chosen and (company_id is None or company_id == _own_company(database, known["contact_id"])):
        company_id = contact["company_id"] if contact and contact["company_id"] else company_id
    return {"contact_id": contact_id, "company_id": company_id}


def _own_company(database: Database, contact_id: int | None) -> int | None:
    """The company that a person brought along."""
    found = database.value("SELECT company_id FROM contacts WHERE id = :id", id=contact_id)
    return None if found is None else int(found)


def _contact(database: Database, contact_id: int | None, *, field: str) -> Row | None:
    if contact_id is None:
        return None
    row = database.one("SELECT * FROM contacts WHERE id = :id", id=contact_id)
    if row is None:
        raise Invalid({field: _("This contact no longer exists.")})
    return row


def chances(stage: Stage, values: Mapping[str, Any], *, before: Row | None) -> dict[str, int]:
    """A deal's probability in a stage: the stage's, until somebody sets another by hand; won and lost are certain."""
    if stage.kind in FIXED_PROBABILITIES:
        return {"probability": FIXED_PROBABILITIES[stage.kind], "probability_by_hand": 0}
    typed = values.get("probability")
    if before is None or before["status"] in FIXED_PROBABILITIES:
        by_hand = typed is not None and typed != stage.probability and not (before and typed == before["probability"])
    elif "probability" in values and typed != before["probability"]:
        by_hand = typed is not None
    else:
        by_hand, typed = bool(before["probability_by_hand"]), before["probability"]
    return {
        "probability": typed if by_hand and typed is not None else stage.probability,
        "probability_by_hand": by_hand,
    }


def in_currency(row: Row, currency: str) -> Row:
    """A deal's row with the same number of units in a currency, as if its value had been typed in that one."""
    if row["value"] is None or currency == row["currency"]:
        return row
    value = money.restated(row["value"], row["currency"], after=currency)
    if abs(value) > LARGEST_VALUE:
        raise Invalid({"value": _("This amount is larger than the program can keep.")})
    return row | {"value": value}


def times(stage: Stage, values: Mapping[str, Any], *, now: str) -> dict[str, str]:
    """When a new deal was made and came into its stage: what is known from elsewhere counts, never the future."""
    created = min(values.get("created_at") or now, now)
    closed = (
        dates.to_moment(values["closed_on"]) if stage.kind in FIXED_PROBABILITIES and values.get("closed_on") else ""
    )
    since = min(values.get("stage_since") or max(created, closed), now)
    return {"created_at": created, "stage_since": since}


def custom_after(values: Mapping[str, Any], before: Row | None) -> str:
    """The own fields after `values`, as kept."""
    custom = json.loads(before["custom"]) if before else {}
    custom |= {name.removeprefix("custom."): value for name, value in values.items() if name.startswith("custom.")}
    return to_json({key: value for key, value in custom.items() if value is not None})
