"""Normal forms of what a contact is reached by: mailboxes without +tags, web domains, numbers without country."""

from __future__ import annotations

from functools import lru_cache

from crm.controllers.importing.records import host
from crm.utils.shared_addresses import is_public_domain
from crm.utils.text import fold

_NO_DOTS = frozenset(("gmail.com", "googlemail.com"))
# Numbers of fewer figures are extensions and short codes: many have the same.
_LEAST_FIGURES = 7
_NATIONAL = 9


def mailbox(normal: str) -> str:
    """The mailbox an address of normal form reaches: without its +tag, at Gmail without dots."""
    name, at, domain = normal.rpartition("@")
    if not at:
        return normal
    tagless = name.partition("+")[0] or name
    if domain in _NO_DOTS:
        return f"{tagless.replace('.', '')}@gmail.com"
    return normal if tagless == name else f"{tagless}@{domain}"


def own_domain(address: str) -> str:
    """The domain of an e-mail or link that belongs to one company; "" for one that everybody may use."""
    _name, at, domain = address.rpartition("@")
    return _if_own(domain if at else host(address))


@lru_cache(maxsize=1 << 16)
def _if_own(domain: str) -> str:
    return "" if is_public_domain(domain) or "." not in domain else domain


def domain_label(domain: str) -> str:
    """The part of a domain somebody chose: "acme" of acme.es, acme.com.mx and shop.acme.co.uk."""
    parts = domain.split(".")
    ends = 2 if len(parts) > 2 and parts[-2] in _SECOND_LEVELS and len(parts[-1]) == 2 else 1
    return parts[-ends - 1] if len(parts) > ends else parts[0]


_SECOND_LEVELS = frozenset(("com", "co", "org", "net", "gob", "gov", "edu", "ac", "or", "ne"))


def is_long_enough(normal: str) -> bool:
    """Whether a number of normal form is long enough to belong to somebody."""
    return len(normal) >= _LEAST_FIGURES


def national(normal: str) -> str:
    """The last figures of a number of normal form, the same with and without its country; a short number itself."""
    number, _mark, extension = normal.partition(";ext=")
    figures = number[1:] if number.startswith("+") else number
    if len(figures) < _NATIONAL:
        return normal
    return f"{figures[-_NATIONAL:]}x{extension}" if extension else figures[-_NATIONAL:]


@lru_cache(maxsize=65536)
def place(city: str) -> str:
    """A city as it is compared: folded, without what stands in brackets or behind a comma."""
    return " ".join(fold(city).partition("(")[0].partition(",")[0].replace("-", " ").replace(".", " ").split())
