"""A contact as two are compared: names, company, addresses and numbers in their normal forms. Reads no SQL itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from crm.controllers.contact_rows import MIRRORS, normal_form
from crm.controllers.likeness.addresses import is_long_enough, mailbox, national, own_domain, place
from crm.controllers.likeness.companies import CompanyName
from crm.controllers.likeness.names import Written
from crm.models.contacts import COMPANY, PERSON
from crm.utils import phones
from crm.utils.tax_ids import normal as normal_tax_id

Form = TypeVar("Form")


class Forms(dict[str, Form], Generic[Form]):
    """The normal form of every text met so far: names and companies repeat a lot."""

    def __init__(self, make: Callable[[str], Form]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Form:
        return self.setdefault(text, self._make(text))


class Reader:
    """Makes profiles, and keeps the normal forms that many of them share."""

    def __init__(self) -> None:
        self.names: Forms[Written] = Forms(Written)
        self.companies: Forms[CompanyName] = Forms(CompanyName)


class Profile:
    """One contact as it is compared.

    `words`, `known` and `keys` are those of its whole name, the first `given` of `known` those of the first name;
    `bag` is `keys` whatever their order. `emails` and `phones` hold normal forms, `boxes` and `figures` beside them
    the mailbox and the national number of each; `domains` are those that belong to one company.
    """

    __slots__ = ("bag", "boxes", "city", "company", "company_id", "domains", "emails", "external", "figures", "first",
                 "given", "id", "keys", "kind", "known", "last", "latin", "phones", "place", "tax_id",
                 "words")  # fmt: skip

    def __init__(self, contact_id: int, kind: str, *, first: Written, last: Written) -> None:
        self.id = contact_id
        self.kind = kind
        self.first = first
        self.last = last
        self.words = first.words + last.words
        self.known = first.known + last.known
        self.keys = first.keys + last.keys
        self.bag = " ".join(sorted(self.keys))
        self.latin = self.bag.isascii()
        self.given = len(first.known)
        self.company: CompanyName | None = None
        self.company_id = 0
        self.city = ""
        self.place = ""
        self.tax_id = ""
        self.external: tuple[str, str] | None = None
        self.emails: tuple[str, ...] = ()
        self.boxes: tuple[str, ...] = ()
        self.phones: tuple[str, ...] = ()
        self.figures: tuple[str, ...] = ()
        self.domains: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name somebody gave it, "" when there is none."""
        if self.kind == COMPANY:
            return self.company.shown if self.company else ""
        return f"{self.first.shown} {self.last.shown}".strip()

    @property
    def generation(self) -> str:
        """ "jr", "sr", "ii" ... when the name says so."""
        return self.last.generation or self.first.generation

    def add_channel(self, kind: str, normal: str) -> None:
        """Take in one channel by its kind and normal form."""
        if kind == "phone":
            if is_long_enough(normal):
                self.phones += (normal,)
                self.figures += (national(normal),)
            return
        if kind == "email":
            self.emails += (normal,)
            self.boxes += (mailbox(normal),)
        domain = own_domain(normal)
        if domain and domain not in self.domains:
            self.domains += (domain,)


# The columns a profile is made of, in the order `profile` takes them.
COLUMNS = ("id", "kind", "first_name", "last_name", "company", "company_id", "city", "tax_id", "external_source",
           "external_id")  # fmt: skip


def profile(row: tuple[int, str, str, str, str, int | None, str, str, str, str], reader: Reader) -> Profile:
    """The profile of a row of COLUMNS, without its channels."""
    contact_id, kind, first, last, company, company_id, city, tax_id, source, external = row
    made = Profile(contact_id, kind, first=reader.names[first], last=reader.names[last])
    if company:
        made.company = reader.companies[company]
        made.company_id = company_id or 0
    if city:
        made.city, made.place = city, place(city)
    if tax_id:
        made.tax_id = normal_tax_id(tax_id)
    if external:
        made.external = (source, external)
    return made


def typed_profile(values: Mapping[str, Any], *, region: str) -> Profile:
    """The profile of what is being typed, by field names; `channels` may hold further ones. `region` reads phones."""
    texts = {name: str(values.get(name) or "").strip() for name in COLUMNS}
    kind = texts["kind"] or PERSON
    names = ("", "") if kind == COMPANY else (texts["first_name"], texts["last_name"])
    row = (0, kind, *names, texts["company"], None, texts["city"], texts["tax_id"], "", "")
    made = profile(row, Reader())
    region = phones.region_of(str(values.get("country") or "")) or region
    typed = [(channel, str(values.get(field) or "")) for field, (channel, _label) in MIRRORS.items()]
    typed += [(one.kind, one.value) for one in values.get("channels", ())]
    for channel, text in dict.fromkeys(typed):
        if text.strip():
            kept = phones.check(text, region=region)[0] if channel == "phone" else text
            made.add_channel(channel, normal_form(channel, kept))
    return made
