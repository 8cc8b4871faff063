"""A record on its way in: what a row of the file, or a stored contact, holds while an import compares them. No SQL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crm.controllers.contact_rows import normal_form
from crm.controllers.likeness.companies import CompanyName
from crm.controllers.likeness.comparing_companies import CompanyLink, compare_companies
from crm.models.contacts import COMPANY, Channel
from crm.utils import text
from crm.utils.shared_addresses import is_public_domain

_HOST = re.compile(r"(?:[a-z][a-z0-9+.\-]*://)?(?:[^/@\s]*@)?(?:www\d?\.)?([^/:?#\s]+)", re.IGNORECASE)


class Record:
    """One contact in the making, or one that is stored (`id` is not 0).

    `values` holds plain columns that are filled, `channels` its addresses and numbers by (kind, normal form), `tags`
    their names by folded name. `domain` is the web domain of the company a person belongs to, `company_keys` its ids by
    field. `stored` is the row of a stored contact as it was; `changed` says that the record is no longer like it.
    `blank` names the fields that a row empties on purpose, `aliases` the ids (source, id) of contacts that were merged
    into it.
    """

    __slots__ = (
        "aliases",
        "blank",
        "changed",
        "channels",
        "company_keys",
        "custom",
        "domain",
        "id",
        "kind",
        "row",
        "stored",
        "tags",
        "values",
    )

    def __init__(self, row: int, kind: str) -> None:
        self.row = row
        self.kind = kind
        self.id = 0
        self.values: dict[str, Any] = {}
        self.channels: dict[tuple[str, str], Channel] = {}
        self.custom: dict[str, Any] = {}
        self.tags: dict[str, str] = {}
        self.domain = ""
        self.company_keys: dict[str, str] = {}
        self.stored: Mapping[str, Any] = {}
        self.changed = False
        self.blank: frozenset[str] = frozenset()
        self.aliases: tuple[tuple[str, str], ...] = ()

    def add_channel(self, channel: Channel) -> bool:
        """Add an address or number unless it is there already; whether it was new."""
        key = (channel.kind, normal_form(channel.kind, channel.value))
        if key in self.channels:
            return False
        self.channels[key] = channel
        return True

    def has(self, kind: str) -> bool:
        """Whether it has a channel of this kind."""
        for own, _normal in self.channels:  # noqa: SIM110 - asked for every address of a file: any() costs twice as much
            if own == kind:
                return True
        return False

    def knows(self, kind: str, value: str) -> bool:
        """Whether this address or number is one of its own."""
        return (kind, normal_form(kind, value)) in self.channels

    def normals(self, kind: str) -> list[str]:
        """The normal forms of its channels of one kind."""
        return [normal for own, normal in self.channels if own == kind]

    @property
    def external(self) -> tuple[str, str] | None:
        """Where its external id comes from and the id; None without one."""
        own = self.values.get("external_id")
        return (str(self.values.get("external_source", "")), str(own)) if own else None

    @property
    def name(self) -> str:
        """The name it is shown by."""
        return (
            self.own_name
            or next((one.value for one in self.channels.values() if one.kind != "link"), "")
            or str(self.values.get("company", ""))
        )

    @property
    def folded_name(self) -> str:
        """The given name as a sorted list has it; a company's legal form stays."""
        return text.fold(self.own_name).strip()

    @property
    def own_name(self) -> str:
        """The name somebody gave it: "" when only an address or number stands for one."""
        if self.kind == COMPANY:
            return str(self.values.get("company", ""))
        return f"{self.values.get('first_name', '')} {self.values.get('last_name', '')}".strip()


def identity(name: str) -> str:
    """A name as identity sees it: case and spaces do not count, accents do."""
    return " ".join(name.casefold().split())


def host(address: str) -> str:
    """The web domain in a domain, web address or e-mail: "https://www.Acme.es/x" -> "acme.es"; "" for none."""
    found = _HOST.match(address.strip())
    domain = found[1].lower().rstrip(".") if found else ""
    return domain if "." in domain else ""


def domains(record: Record) -> list[str]:
    """The web domains that stand for a company: of its links and its e-mails, those for everybody left out."""
    found = [record.domain] if record.domain else []
    for (kind, normal), channel in record.channels.items():
        if kind == "link":
            found.append(host(channel.value))
        elif kind == "email":
            found.append(normal.rpartition("@")[2])
    return [one for one in dict.fromkeys(found) if one and not is_public_domain(one)]


def agree(one: Record, other: Record) -> bool:
    """Whether two records' names can be of the same person or company: a word in common, or no name on one side."""
    mine, theirs = _telling(one), _telling(other)
    return not mine or not theirs or bool(mine & theirs)


def may_be_one_company(one: Record, other: Record) -> bool:
    """Whether two companies at one domain can be one: the firms of a group have words in common and are several."""
    if not one.own_name or not other.own_name:
        return True
    found = compare_companies(CompanyName(one.own_name), CompanyName(other.own_name))
    return found is not CompanyLink.DIFFERENT


def _telling(record: Record) -> set[str]:
    """The words of a name that tell it from others: of a company those without its legal form."""
    return set(CompanyName(record.own_name).bare if record.kind == COMPANY else text.words(record.own_name))
