"""The fields a template may hold, and filling them in for one contact. Nothing else is ever looked up or worked out.

`{{contact.first_name}}` stands for a value of this fixed list. A value goes in as it is: braces in it are no fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from crm.controllers.access import Context
from crm.errors import NotFound
from crm.models.contacts import COMPANY, display_name
from crm.models.mail import Filled, MailAccount, MailField, Wording
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import dates, i18n, phones
from crm.utils.i18n import N_, _, translate
from crm.utils.money import decimals
from crm.utils.text import one_line

_CONTACT, _COMPANY, _DEAL, _ME, _DAY = N_("Contact"), N_("Company"), N_("Opportunity"), N_("You"), N_("Date")
FIELDS: tuple[MailField, ...] = (
    MailField("contact.first_name", N_("First name"), _CONTACT),
    MailField("contact.last_name", N_("Last name"), _CONTACT),
    MailField("contact.name", N_("Whole name"), _CONTACT),
    MailField("contact.job_title", N_("Job title"), _CONTACT),
    MailField("contact.email", N_("E-mail"), _CONTACT),
    MailField("contact.phone", N_("Phone"), _CONTACT),
    MailField("contact.mobile_phone", N_("Mobile phone"), _CONTACT),
    MailField("contact.city", N_("City"), _CONTACT),
    MailField("contact.country", N_("Country"), _CONTACT),
    MailField("company.name", N_("Name"), _COMPANY),
    MailField("company.phone", N_("Phone"), _COMPANY),
    MailField("company.website", N_("Website"), _COMPANY),
    MailField("company.address", N_("Street address"), _COMPANY),
    MailField("company.city", N_("City"), _COMPANY),
    MailField("company.tax_id", N_("Tax ID"), _COMPANY),
    MailField("opportunity.title", N_("Title"), _DEAL),
    MailField("opportunity.value", N_("Value"), _DEAL),
    MailField("opportunity.stage", N_("Stage"), _DEAL),
    MailField("opportunity.expected_close", N_("Expected close"), _DEAL),
    MailField("me.name", N_("Name"), _ME),
    MailField("me.email", N_("E-mail"), _ME),
    MailField("today", N_("Today"), _DAY),
)
_NAMES = frozenset(field.name for field in FIELDS)
_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_STRAY = re.compile(r"\{\{[^{}]{0,30}|[^{}]{0,30}\}\}")


def unknown_in(text: str) -> tuple[str, ...]:
    """The fields of a text that do not exist, as written, and braces that begin or end none."""
    return tuple(dict.fromkeys(name for name, known in _parts(text) if known is False))


def fill(wording: Wording, values: Mapping[str, str]) -> Filled:
    """The text with its fields filled in; those that do not exist or have no value stay as written and are named."""
    subject = _filled(wording.subject, {name: one_line(value, 200) for name, value in values.items()})
    body = _filled(wording.body, values)
    both = f"{wording.subject}\n{wording.body}"
    empty = [name for name, known in _parts(both) if known and not values.get(name, "").strip()]
    return Filled(subject, body, unknown_in(wording.subject) + unknown_in(wording.body), tuple(dict.fromkeys(empty)))


def problem_of(filled: Filled, name: str) -> str:
    """Why a text cannot be sent to somebody, as a sentence that names the fields; "" when it can."""
    if filled.unknown:
        fields = ", ".join(one_line(field, 60) for field in dict.fromkeys(filled.unknown))
        return _("There is no field {fields}. Choose one from the list of fields.").format(fields=fields)
    if filled.empty:
        fields = ", ".join(f"{label_of(field)} {{{{{field}}}}}" for field in filled.empty)
        return _("For {name} this is empty: {fields}.").format(name=name, fields=fields)
    return ""


def label_of(name: str) -> str:
    """How a field is called, in the language in use."""
    field = next(field for field in FIELDS if field.name == name)
    return f"{translate(field.group)}: {translate(field.label)}"


def values_for(
    context: Context, contact_id: int, *, opportunity_id: int | None = None, language: str = ""
) -> dict[str, str]:
    """Every field's value for a contact, "" where there is none; days and money in a language. NotFound when gone."""
    database = context.database
    contact = database.one("SELECT * FROM contacts WHERE id = :id", id=contact_id)
    if contact is None:
        raise NotFound(_("This contact no longer exists."))
    values = dict.fromkeys(_NAMES, "")
    values |= _of_contact(contact) | _of_company(database, contact)
    values |= _of_opportunity(database, opportunity_id, language=language)
    values |= {"me.name": context.user.name, "me.email": context.user.email}
    values["today"] = _day(dates.today(), language)
    return values


def with_account(values: Mapping[str, str], account: MailAccount | None) -> dict[str, str]:
    """The values with the name and address of the account that sends."""
    if account is None:
        return dict(values)
    return {**values, "me.name": account.name or values["me.name"], "me.email": account.address}


def _of_contact(contact: Row) -> dict[str, str]:
    plain = ("first_name", "last_name", "job_title", "email", "city", "country")
    values = {f"contact.{name}": str(contact[name]) for name in plain}
    for name in ("phone", "mobile_phone"):
        values[f"contact.{name}"] = phones.show(contact[name], region="")
    return values | {"contact.name": display_name(contact)}


def _of_company(database: Database, contact: Row) -> dict[str, str]:
    company = contact if contact["kind"] == COMPANY else None
    if company is None and contact["company_id"]:
        company = database.one("SELECT * FROM contacts WHERE id = :id", id=contact["company_id"])
    if company is None:
        return {"company.name": str(contact["company"])}
    values = {f"company.{name}": str(company[name]) for name in ("website", "address", "city", "tax_id")}
    return values | {"company.name": company["company"], "company.phone": phones.show(company["phone"], region="")}


def _of_opportunity(database: Database, opportunity_id: int | None, *, language: str) -> dict[str, str]:
    row = database.one(
        "SELECT o.title, o.value, o.currency, o.expected_close, s.name AS stage FROM opportunities o"
        " JOIN stages s ON s.id = o.stage_id WHERE o.id = :id",
        id=opportunity_id,
    )
    if row is None:
        return {}
    return {
        "opportunity.title": row["title"],
        "opportunity.value": "" if row["value"] is None else _money(row["value"], row["currency"], language=language),
        "opportunity.stage": i18n.translated(row["stage"], language) if language else translate(row["stage"]),
        "opportunity.expected_close": _day(row["expected_close"], language),
    }


def _locale(language: str) -> str:
    return i18n.locale_name() if language in ("", i18n.language()) else language


def _day(day: str, language: str) -> str:
    from babel.dates import format_date

    return str(format_date(date.fromisoformat(day), "long", locale=_locale(language))) if day else ""


def _money(minor: int, currency: str, *, language: str) -> str:
    from babel.numbers import format_currency

    amount: Any = Decimal(minor).scaleb(-decimals(currency))
    return str(format_currency(amount, currency, locale=_locale(language)))


def _parts(text: str) -> list[tuple[str, bool]]:
    """(name, True) of each field that exists, (as written, False) of each that does not and of stray braces."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for found in _FIELD.finditer(text):
        parts += [(stray, False) for stray in _STRAY.findall(text[end : found.start()])]
        name = _name(found[1])
        parts.append((name, True) if name in _NAMES else (found[0], False))
        end = found.end()
    return parts + [(stray, False) for stray in _STRAY.findall(text[end:])]


def _filled(text: str, values: Mapping[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        name = _name(found[1])
        kept = values.get(name, "") if name in _NAMES else ""
        return kept if kept.strip() else found[0]

    return _FIELD.sub(value, text)


def _name(written: str) -> str:
    return "".join(written.split()).lower()
