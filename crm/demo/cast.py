"""Who plays in the demo: companies and their people as values by field name. What happens with them is talk.py's.

A value that only the database can know stands under `colleague` (place in the list of users, or None), `company_place`
(place in the list of companies) and `tag_names`.
"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from crm.demo import numbers
from crm.demo.words import Stage, plain, short_name
from crm.models.contacts import COMPANY, PERSON

Values = dict[str, Any]
_STATUSES = ("customer", "prospect", "lead", "inactive")
_OF_COMPANIES = (38, 26, 27, 9)
_OF_PEOPLE = {  # a company's status -> how likely each status is for its people
    "customer": (78, 8, 8, 6),
    "prospect": (0, 75, 25, 0),
    "lead": (0, 10, 88, 2),
    "inactive": (0, 0, 8, 92),
}
# Status -> days ago, at least and at most, that a contact was added; newer ones are likelier.
_AGES = {"customer": (370, 1300), "prospect": (20, 420), "lead": (0, 180), "inactive": (500, 1400)}
_CELEBRATING, _KNOWN = 3, 0.7  # people with a birthday soon; how likely one of the others is known
_FRONT_DOOR = {"es": "info", "en": "office"}


def companies(stage: Stage) -> list[Values]:
    """Every company of the demo."""
    return [_company(stage, entry) for entry in stage.words["companies"]]


def _company(stage: Stage, entry: list[str]) -> Values:
    name, sector, city = entry
    country, state, postal_pattern, area = stage.words["cities"][city]
    status = _status(stage, _OF_COMPANIES)
    domain = f"{plain(short_name(name))}.example"
    return {
        "kind": COMPANY,
        "company": name,
        "email": f"{_FRONT_DOOR[stage.words['language']]}@{domain}",
        "phone": numbers.landline(stage.dice, country=country, area=area),
        "website": f"https://www.{domain}",
        "address": f"{stage.one('streets')} {stage.dice.randrange(1, 180)}",
        "postal_code": numbers.postal_code(stage.dice, postal_pattern),
        "city": city,
        "state": state,
        "country": stage.words["countries"][country][stage.words["language"]],
        "tax_id": numbers.tax_id(stage.dice, country=country),
        "notes": stage.one("notes") if stage.happens(0.3) else "",
        "custom": _custom(stage, sector, status=status),
        "tag_names": _tags(stage, status, company=True),
        "domain": domain,
        "region": country,
        "area": area,
        **_sales(stage, status),
    }


def _sales(stage: Stage, status: str) -> Values:
    newest, oldest = _AGES[status]
    unclaimed = status == "lead" and stage.happens(0.25)
    return {
        "status": status,
        "source": stage.one("sources") if stage.happens(0.9) else "",
        "colleague": None if unclaimed else stage.dice.choices((0, 1, 2), (50, 28, 22))[0],
        "created": stage.working_moment(newest + (oldest - newest) * stage.dice.random() ** 2),
    }


def _status(stage: Stage, weights: tuple[int, ...]) -> str:
    return stage.dice.choices(_STATUSES, weights)[0]


def _custom(stage: Stage, sector: str, *, status: str) -> Values:
    """Values of the custom fields by the names they have in the words: sector, renewal, volume, newsletter."""
    found: Values = {"sector": stage.words["sectors"][sector], "newsletter": int(stage.happens(0.6))}
    if status == "customer":
        renewal = stage.today + timedelta(days=stage.dice.randint(-20, 340))
        found |= {"renewal": renewal.date().isoformat(), "volume": stage.dice.randrange(4, 240) * 50_000}
    elif status == "prospect":
        found["volume"] = stage.dice.randrange(2, 90) * 50_000
    return found


def _tags(stage: Stage, status: str, *, company: bool) -> list[str]:
    chances = {
        "vip": 0.2 if status == "customer" else 0.03,
        "referral": 0.12,
        "fair": 0.16,
        "newsletter": 0.3,
        "arrears": 0.1 if status == "customer" and company else 0.0,
        "distributor": 0.12 if company else 0.0,
        "decides": 0.0 if company else 0.22,
    }
    return [name for name, chance in chances.items() if stage.happens(chance)]


def people(stage: Stage, employers: list[Values], *, count: int) -> list[Values]:
    """So many people: each company has some, and a few work for nobody we know."""
    taken: set[str] = set()
    places = [place for place in range(len(employers)) for _ in range(stage.dice.randint(2, 7))]
    stage.dice.shuffle(places)
    found = [
        _employee(stage, employers[place], taken=taken) | {"company_place": place} for place in places[: count - 8]
    ]
    while len(found) < count:
        found.append(_alone(stage, stage.dice.choice(employers), taken=taken))
    return [one | {"birthday": _birthday(stage, one, place=place)} for place, one in enumerate(found)]


def _birthday(stage: Stage, person: Values, *, place: int) -> str:
    """The birthday of most people; the first few have theirs today and in the days that follow."""
    dice = random.Random(f"{person['first_name']} {person['last_name']}")  # noqa: S311 - dice of its own: others stay
    born = stage.today.date() - timedelta(days=dice.randrange(22 * 365, 66 * 365))
    soon = stage.today.date() + timedelta(days=2 * place)
    if place < _CELEBRATING and (soon.month, soon.day) != (2, 29):
        born = soon.replace(year=born.year)
    return born.isoformat() if place < _CELEBRATING or dice.random() < _KNOWN else ""


def _name(stage: Stage, taken: set[str]) -> Values:
    """A name nobody in the demo has yet."""
    while True:
        women = stage.happens(0.5)
        first = stage.one("women" if women else "men")
        last = " ".join(stage.dice.sample(stage.words["surnames"], 2 if stage.happens(0.6) else 1))
        if f"{first} {last}" not in taken:
            taken.add(f"{first} {last}")
            jobs = stage.words["jobs"]["women" if women else "men"]
            return {"first_name": first, "last_name": last, "job_title": stage.dice.choice(jobs)}


def _employee(stage: Stage, employer: Values, *, taken: set[str]) -> Values:
    name = _name(stage, taken)
    status = _status(stage, _OF_PEOPLE[employer["status"]])
    region, area = employer["region"], employer["area"]
    number = numbers.mobile(stage.dice, country=region, area=area)
    return {
        "kind": PERSON,
        **name,
        "company": employer["company"],
        "email": _address(stage, name, domain=employer["domain"]) if stage.happens(0.92) else "",
        "phone": employer["phone"] if stage.happens(0.35) else "",
        "mobile_phone": number if stage.happens(0.8) else "",
        **{field: employer[field] for field in ("city", "state", "country")},
        "notes": stage.one("notes") if stage.happens(0.45) else "",
        "custom": {"newsletter": int(stage.happens(0.55))} if stage.happens(0.7) else {},
        "tag_names": _tags(stage, status, company=False),
        **_sales(stage, status),
        **({"colleague": employer["colleague"]} if stage.happens(0.85) else {}),
    }


def _alone(stage: Stage, neighbour: Values, *, taken: set[str]) -> Values:
    """Somebody who works for himself, in the city of a company."""
    person = _employee(stage, {**neighbour, "status": "lead", "domain": "correo.example", "phone": ""}, taken=taken)
    return person | {"company": "", "company_place": None}


def _address(stage: Stage, name: Values, *, domain: str) -> str:
    first, last = plain(name["first_name"].split()[0]), plain(name["last_name"].split()[0])
    return f"{stage.dice.choice((f'{first}.{last}', f'{first}.{last}', f'{first[0]}{last}'))}@{domain}"
