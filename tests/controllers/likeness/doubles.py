"""A seeded crowd in many alphabets with planted doubles, true namesakes, families and colleagues. No test stands here.

Names come from small pools, so that most namesakes are accidents: two people who have nothing but a name in common.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from crm.controllers import contact_rows
from crm.controllers.contact_rows import channel_row
from crm.session import Session
from crm.storage.changelog import Author, Door
from crm.utils import phones
from crm.utils.text import fold
from tests.controllers.likeness.pools import COMPANY_FORMS, POOLS, TRADES

Values = dict[str, Any]
_FREE = ("gmail.com", "hotmail.com", "outlook.com", "yahoo.es", "icloud.com")
_SHARED = ("info", "ventas", "contacto", "admin", "office")


@dataclass
class Doubles:
    """The rows of a crowd, and for each the number of the one person or company it stands for."""

    rows: list[Values] = field(default_factory=list)
    truth: list[int] = field(default_factory=list)
    plants: list[str] = field(default_factory=list)
    entities: int = 0

    def add(self, row: Values, entity: int = 0, plant: str = "") -> int:
        """Add a row of a known entity, or of a new one; the entity."""
        if not entity:
            self.entities += 1
            entity = self.entities
        self.rows.append(row)
        self.truth.append(entity)
        self.plants.append(plant)
        return entity


class Maker:
    """Makes a crowd; the same seed makes the same."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.made = Doubles()
        self._number = 0

    def crowd(self, people: int, companies: int, doubles: float) -> Doubles:
        """So many people and companies, of whom a share is there twice or more, in an order of no meaning."""
        firms = [self._company() for _ in range(companies)]
        for firm in firms:
            entity = self.made.add({key: value for key, value in firm.items() if key != "domain"})
            if self.dice.random() < doubles:
                self._plant_company(firm, entity)
        for _ in range(people):
            self._somebody(firms, doubles)
        order = list(range(len(self.made.rows)))
        self.dice.shuffle(order)
        mixed = Doubles(entities=self.made.entities)
        for place in order:
            mixed.add(self.made.rows[place], self.made.truth[place], self.made.plants[place])
        return mixed

    # Everyday people and companies

    def _somebody(self, firms: list[Values], doubles: float) -> None:
        person = self._person(self.dice.choice(firms) if self.dice.random() < 0.75 else None)
        entity = self.made.add(person)
        chance = self.dice.random()
        if chance < doubles:
            for _copy in range(self.dice.choice((1, 1, 1, 1, 2, 3))):
                self._plant_person(person, entity)
        elif chance < doubles + 0.04:
            self._namesake(person, firms)
        elif chance < doubles + 0.07:
            self._relative(person)
        elif chance < doubles + 0.08:
            self._father(person)

    def _person(self, firm: Values | None) -> Values:
        dice = self.dice
        pool = (
            POOLS[firm["pool"]] if firm else POOLS[dice.choices(list(POOLS), [one.weight for one in POOLS.values()])[0]]
        )
        first, last = pool.name(dice)
        person: Values = {"kind": "person", "first_name": first, "last_name": last, "pool": pool.code}
        person["company"] = firm["company"] if firm else ""
        person["city"] = (firm["city"] if firm else dice.choice(pool.cities)) if dice.random() < 0.8 else ""
        if dice.random() < 0.75:
            person["email"] = self._mail(first, last, domain=firm["domain"] if firm and dice.random() < 0.7 else "")
        elif firm and dice.random() < 0.3:
            person["email"] = f"{dice.choice(_SHARED)}@{firm['domain']}"
        if firm and dice.random() < 0.3:
            person["phone"] = firm["phone"]
        if dice.random() < 0.65:
            person["mobile_phone"] = pool.mobile(dice)
        return person

    def _company(self) -> Values:
        dice = self.dice
        pool = POOLS[dice.choices(list(POOLS), [one.weight for one in POOLS.values()])[0]]
        trade, word = dice.choice(TRADES[pool.trades]), dice.choice(pool.last)
        name = f"{trade} {word}"
        if dice.random() < 0.3:
            name = f"{trade} {word} {dice.choice(TRADES[pool.trades])}"
        self._number += 1
        label = "".join(one for one in fold(name) if one.isascii() and one.isalnum())[:14] or "firma"
        city = dice.choice(pool.cities)
        domain = f"{label}{self._number}.{pool.ending}"
        form = dice.choice(COMPANY_FORMS[pool.trades])
        row: Values = {"kind": "company", "company": f"{name} {form}".strip(), "city": city, "pool": pool.code}
        row |= {"domain": domain, "phone": pool.landline(dice)}
        if dice.random() < 0.5:
            row["email"] = f"info@{domain}"
        if dice.random() < 0.5:
            row["website"] = f"https://www.{domain}"
        if dice.random() < 0.3:
            row["tax_id"] = f"B{dice.randrange(10**8):08d}"
        return row

    def _mail(self, first: str, last: str, *, domain: str = "") -> str:
        self._number += 1
        one, two = (
            ("".join(x for x in fold(text) if x.isascii() and x.isalpha()))
            for text in (first.split(maxsplit=1)[0], last.split(maxsplit=1)[0] if last else "x")
        )
        name = f"{one}.{two}" if one and two else f"user{self._number}"
        if domain:
            return f"{name}{'' if self.dice.random() < 0.5 else self.dice.randrange(2, 99)}@{domain}"
        return f"{name}{self.dice.randrange(1, 9999)}@{self.dice.choice(_FREE)}"

    # True namesakes, families, colleagues

    def _namesake(self, person: Values, firms: list[Values]) -> None:
        """Somebody else of the same name: other company, e-mail, phone and city; now and then a colleague."""
        other = self._person(self.dice.choice(firms))
        other |= {"first_name": person["first_name"], "last_name": person["last_name"]}
        other["city"] = self.dice.choice(POOLS[person["pool"]].cities)
        if other["city"] == person["city"] or not person["company"]:
            other["city"] = "Otra " + other["city"]
        other["email"] = self._mail(person["first_name"], person["last_name"])
        other["mobile_phone"] = POOLS[person["pool"]].mobile(self.dice)
        if person["company"] == other["company"]:
            return
        self.made.add(other, plant="namesake")

    def _relative(self, person: Values) -> None:
        """Wife, brother: the same surname, the same home phone or mailbox, another first name."""
        pool = POOLS[person["pool"]]
        first = self.dice.choice([one for one in pool.first if one not in person["first_name"]])
        other = {**person, "first_name": first}
        shared = self.dice.random() < 0.6
        other["email"] = person.get("email", "") if not shared else self._mail(first, person["last_name"])
        other["mobile_phone"] = person.get("mobile_phone", "") if shared else pool.mobile(self.dice)
        self.made.add(other, plant="relative")

    def _father(self, person: Values) -> None:
        other = {**person, "last_name": f"{person['last_name']} Jr.".strip(), "email": ""}
        other["mobile_phone"] = POOLS[person["pool"]].mobile(self.dice)
        self.made.add({**other, "plant": ""}, plant="father")

    # Doubles

    def _plant_person(self, person: Values, entity: int) -> None:
        copy = dict(person)
        changes: list[tuple[str, Callable[[Values], bool]]] = [
            ("accents", self._lose_accents), ("typo", self._mistype), ("swapped", self._swap),
            ("dropped", self._drop_surname), ("nickname", self._nickname), ("case", self._shout),
            ("same", lambda _row: True),
        ]  # fmt: skip
        self.dice.shuffle(changes)
        done = next(name for name, change in changes if change(copy))
        if self.dice.random() < 0.25 and done != "typo":
            self._lose_accents(copy)
        self._forget(copy, person, weak=done in ("same", "case", "accents"))
        self._reformat(copy)
        self.made.add(copy, entity, plant=done)

    def _forget(self, copy: Values, person: Values, *, weak: bool) -> None:
        """Lose or change fields, but keep what one could recognise the person by."""
        dice = self.dice
        anchors = [name for name in ("email", "mobile_phone", "company") if person.get(name)]
        if person.get("email", "").partition("@")[0] in _SHARED:
            anchors.remove("email")
        if weak and person["city"] and dice.random() < 0.15:
            anchors = ["city"]
        kept = dice.choice(anchors) if anchors else "city"
        for name, odds in (("email", 0.4), ("mobile_phone", 0.4), ("phone", 0.4), ("company", 0.3), ("city", 0.3)):
            if name != kept and dice.random() < odds:
                copy[name] = ""
        if kept in ("mobile_phone", "company") and dice.random() < 0.2:
            copy["email"] = self._mail(person["first_name"], person["last_name"])
        if kept == "email" and dice.random() < 0.2:
            copy["mobile_phone"] = POOLS[person["pool"]].mobile(dice)
        if kept in ("email", "mobile_phone") and dice.random() < 0.1:
            copy["company"] = ""
            copy["city"] = dice.choice(POOLS[person["pool"]].cities)

    def _reformat(self, copy: Values) -> None:
        """A tag in the address, a number as people write it, a company by another spelling."""
        dice = self.dice
        mail = copy.get("email", "")
        if mail and dice.random() < 0.25 and mail.partition("@")[0] not in _SHARED:
            name, _at, domain = mail.partition("@")
            copy["email"] = f"{name}+crm@{domain}" if dice.random() < 0.6 else f"{name.upper()}@{domain}"
        for one in ("phone", "mobile_phone"):
            if copy.get(one) and dice.random() < 0.4:
                copy[one] = POOLS[copy["pool"]].written(copy[one], dice)
        if copy.get("company") and dice.random() < 0.5:
            copy["company"] = self._rewritten(copy["company"])

    def _lose_accents(self, row: Values) -> bool:
        plain = {name: _plain(row[name]) for name in ("first_name", "last_name")}
        changed = any(plain[name] != row[name] for name in plain)
        row |= plain
        return changed

    def _mistype(self, row: Values) -> bool:
        place = self.dice.choice(("first_name", "last_name"))
        words = row[place].split()
        long = [index for index, word in enumerate(words) if len(word) >= 5 and POOLS[row["pool"]].letters]
        if not long:
            return False
        index = self.dice.choice(long)
        words[index] = mistyped(words[index], self.dice)
        row[place] = " ".join(words)
        return True

    def _swap(self, row: Values) -> bool:
        row["first_name"], row["last_name"] = row["last_name"], row["first_name"]
        return bool(row["first_name"] and row["last_name"])

    def _drop_surname(self, row: Values) -> bool:
        words = row["last_name"].split()
        if len(words) < 2:
            return False
        row["last_name"] = words[0]
        return True

    def _nickname(self, row: Values) -> bool:
        short = POOLS[row["pool"]].nicknames.get(row["first_name"])
        if short:
            row["first_name"] = short
        return bool(short)

    def _shout(self, row: Values) -> bool:
        row["last_name"] = f" {row['last_name'].upper()} ".replace(" ", "  ").strip()
        return True

    def _rewritten(self, company: str) -> str:
        """A company as somebody else would write it."""
        dice = self.dice
        words = company.split()
        forms = {form for every in COMPANY_FORMS.values() for form in every}
        bare = [word for word in words if word not in forms and word not in {"de", "R.L.", "C.V.", "S."}] or words
        name = " ".join(bare)
        way = dice.randrange(5)
        if way == 0:
            return name
        if way == 1:
            return _plain(name).upper()
        if way == 2:
            return f"{name}, {dice.choice(COMPANY_FORMS['es'])}".strip(", ")
        return _plain(company).replace(".", "") if way == 3 else company.upper()

    def _plant_company(self, firm: Values, entity: int) -> None:
        dice = self.dice
        copy = {key: value for key, value in firm.items() if key != "domain"}
        copy["company"] = self._rewritten(firm["company"])
        if dice.random() < 0.2 and POOLS[firm["pool"]].letters:
            words = copy["company"].split()
            longest = max(range(len(words)), key=lambda place: len(words[place]))
            words[longest] = mistyped(words[longest], dice)
            copy["company"] = " ".join(words)
        kept = dice.choice([name for name in ("phone", "email", "website", "tax_id", "city") if copy.get(name)])
        for name in ("phone", "email", "website", "tax_id", "city"):
            if name != kept and dice.random() < 0.5:
                copy[name] = ""
        if copy.get("phone") and dice.random() < 0.4:
            copy["phone"] = POOLS[copy["pool"]].written(copy["phone"], dice)
        self.made.add(copy, entity, plant="company")


def mistyped(word: str, dice: random.Random) -> str:
    """A word with one slip: a letter lost, doubled, changed, or two that changed places."""
    place = dice.randrange(1, len(word) - 1) if dice.random() < 0.9 else 0
    way = dice.randrange(4)
    if way == 0:
        return word[:place] + word[place + 1 :]
    if way == 1:
        return word[:place] + word[place] + word[place:]
    if way == 2 and word[place] != word[place + 1]:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + dice.choice([letter for letter in word if letter != word[place]]) + word[place + 1 :]


def _plain(text: str) -> str:
    """A text as a keyboard without accents writes it."""
    parts = unicodedata.normalize("NFD", text.replace("ł", "l").replace("ß", "ss").replace("ı", "i").replace("ø", "o"))
    return unicodedata.normalize("NFC", "".join(one for one in parts if not unicodedata.combining(one)))


def store(session: Session, doubles: Doubles) -> dict[int, int]:
    """Write the crowd through the bulk writer; contact id -> entity."""
    plain = [_stored(row) for row in doubles.rows]
    with session.database.transaction(Author(session.user.id, Door.IMPORT), "Golden set", bulk=True):
        ids = session.database.insert_many("contacts", plain)
        channels = [
            channel_row(one, contact_id, position=place)
            for contact_id, row in zip(ids, plain, strict=True)
            for place, one in enumerate(contact_rows.combined((), row))
        ]
        session.database.insert_many("contact_channels", channels)
    return dict(zip(ids, doubles.truth, strict=True))


_COLUMNS = ("kind", "first_name", "last_name", "company", "email", "phone", "mobile_phone", "website", "city", "tax_id")


def _stored(row: Values) -> Values:
    made = {name: str(row.get(name, "")) for name in _COLUMNS}
    for name in ("phone", "mobile_phone"):
        made[name] = phones.check(made[name], region="ES")[0] if made[name] else ""
    return made | {"sort_name": contact_rows.sort_name(made)}
