"""Normal forms of what a contact is reached by: mailboxes without +tags, web domains, numbers without country."""

from __future__ import annotations

from functools import lru_cache

from crm.controllers.importing.records import host
from crm.controllers.importing.words import PUBLIC_DOMAINS, SHARED_MAILBOXES
from crm.utils.text import fold

_NO_DOTS = frozenset(("gmail.com", "googlemail.com"))
# Numbers of fewer figures are extensions and short codes: many have the same.
_LEAST_FIGURES = 7
_NATIONAL = 9
# Beside those an import knows.
_MORE_SHARED_TEXT = (
    "empresa negocio tienda dpto departamento secretaria secretariat secretary billing invoices invoice kontakt buero"
    " biuro sekretariat bok vendas comercialventas export import logistica almacen calidad tecnico sac taller obras"
    " proyectos servicio servicios service feedback abuse root noc security privacy dpo gdpr newsletter no_reply"
    " donotreply do-not-reply unknown sincorreo notiene ninguno none na test nomail noemail sinemail"
)
_SHARED = SHARED_MAILBOXES | frozenset(_MORE_SHARED_TEXT.split())


def mailbox(normal: str) -> str:
    """The mailbox an address of normal form reaches: without its +tag, at Gmail without dots."""
    name, at, domain = normal.rpartition("@")
    if not at:
        return normal
    tagless = name.partition("+")[0] or name
    if domain in _NO_DOTS:
        return f"{tagless.replace('.', '')}@gmail.com"
    return normal if tagless == name else f"{tagless}@{domain}"


def is_shared(normal: str) -> bool:
    """Whether several people read this mailbox: info@, ventas@, ventas.madrid@."""
    name = normal.partition("@")[0].partition("+")[0]
    return name in _SHARED or name.rstrip("0123456789") in _SHARED or _first_word(name) in _SHARED


def _first_word(name: str) -> str:
    for mark in "._-":
        name = name.partition(mark)[0]
    return name


def own_domain(address: str) -> str:
    """The domain of an e-mail or link that belongs to one company; "" for one that everybody may use."""
    _name, at, domain = address.rpartition("@")
    return _if_own(domain if at else host(address))


@lru_cache(maxsize=1 << 16)
def _if_own(domain: str) -> str:
    return "" if domain in PUBLIC_DOMAINS or _is_platform(domain) or "." not in domain else domain


def _is_platform(domain: str) -> bool:
    """Whether a domain holds pages of everybody: a profile there says nothing about whose site it is."""
    return domain.endswith(_PLATFORMS)


_PLATFORMS = ("linkedin.com", "facebook.com", "instagram.com", "twitter.com", "x.com", "google.com", "youtube.com",
              "wixsite.com", "blogspot.com", "wordpress.com", "tiktok.com", "wa.me", "t.me", "linktr.ee",
              "business.site", "bit.ly", "github.com")  # fmt: skip


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
