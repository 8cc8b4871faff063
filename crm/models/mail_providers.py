"""How the usual providers of mail are reached, proposed from an address. Proposals only: the user has the last word."""

from __future__ import annotations

from dataclasses import dataclass

from crm.models.mail import STARTTLS, TLS
from crm.utils.i18n import N_

_APP_PASSWORD = N_("{name} wants an app password here: make one in the security settings of your account.")
_NO_PASSWORDS = N_(
    "{name} lets programs in by password only where its administrator allows it. If the test fails, ask them."
)


@dataclass(frozen=True)
class Provider:
    """Where a provider sends and where it is read; `hint` is a msgid about passwords, with {name}."""

    name: str
    domains: tuple[str, ...]
    smtp_host: str
    imap_host: str
    smtp_port: int = 587
    smtp_security: str = STARTTLS
    hint: str = ""


_PROVIDERS = (
    Provider("Gmail", ("gmail.com", "googlemail.com"), "smtp.gmail.com", "imap.gmail.com", hint=_APP_PASSWORD),
    Provider(
        "Outlook",
        (
            "outlook.com",
            "outlook.es",
            "hotmail.com",
            "hotmail.es",
            "live.com",
            "live.com.mx",
            "msn.com",
            "office365.com",
        ),
        "smtp.office365.com",
        "outlook.office365.com",
        hint=_NO_PASSWORDS,
    ),
    Provider(
        "Yahoo",
        ("yahoo.com", "yahoo.es", "yahoo.com.mx", "yahoo.com.ar", "ymail.com", "rocketmail.com"),
        "smtp.mail.yahoo.com",
        "imap.mail.yahoo.com",
        465,
        TLS,
        _APP_PASSWORD,
    ),
    Provider("iCloud", ("icloud.com", "me.com", "mac.com"), "smtp.mail.me.com", "imap.mail.me.com", hint=_APP_PASSWORD),
    Provider("Zoho", ("zoho.com", "zohomail.com"), "smtp.zoho.com", "imap.zoho.com", 465, TLS, _APP_PASSWORD),
    Provider("GMX", ("gmx.com", "gmx.es", "gmx.net"), "mail.gmx.com", "imap.gmx.com"),
    Provider("IONOS", ("ionos.es", "1and1.es"), "smtp.ionos.es", "imap.ionos.es"),
)
_BY_DOMAIN = {domain: provider for provider in _PROVIDERS for domain in provider.domains}


def provider_of(address: str) -> Provider | None:
    """The provider of an address; for a domain nobody knows, the names such servers usually have. None without one."""
    domain = address.rpartition("@")[2].strip().lower()
    if not domain or "." not in domain:
        return None
    return _BY_DOMAIN.get(domain) or Provider(domain, (domain,), f"mail.{domain}", f"mail.{domain}")
