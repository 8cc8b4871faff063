"""Tax numbers of companies and people, checked by the rules of their country. A doubt warns and never blocks."""

from __future__ import annotations

import importlib
import re
import unicodedata

from crm.utils.i18n import N_, _
from crm.utils.phones import region_of
from crm.utils.text import one_line

# Region -> what the number is called there, and the modules of python-stdnum of which one must accept it.
_RULES = {
    "ES": ("NIF", "es.nif es.cif es.nie"),
    "AD": ("NRT", "ad.nrt"),
    "AR": ("CUIT", "ar.cuit ar.dni"),
    "BR": ("CNPJ", "br.cnpj br.cpf"),
    "CL": ("RUT", "cl.rut"),
    "CO": ("NIT", "co.nit"),
    "CR": ("cédula", "cr.cpf cr.cpj cr.cr"),
    "DO": ("RNC", "do.rnc do.cedula"),
    "EC": ("RUC", "ec.ruc ec.ci"),
    "GT": ("NIT", "gt.nit"),
    "MX": ("RFC", "mx.rfc mx.curp"),
    "PE": ("RUC", "pe.ruc pe.cui"),
    "PY": ("RUC", "py.ruc"),
    "SV": ("NIT", "sv.nit"),
    "UY": ("RUT", "uy.rut"),
    "VE": ("RIF", "ve.rif"),
    "US": ("TIN", "us.tin us.ein"),
    "GB": (N_("VAT number"), "gb.vat gb.utr"),
    "FR": ("TVA", "fr.tva fr.siren fr.siret"),
    "DE": (N_("VAT number"), "de.vat de.stnr de.idnr"),
    "IT": ("partita IVA", "it.iva it.codicefiscale"),
    "PT": ("NIF", "pt.nif"),
}
_EUROPEAN = "AT BE BG CY CZ DK EE FI GR HR HU IE LT LU LV MT NL PL RO SE SI SK"
_RULES |= dict.fromkeys(_EUROPEAN.split(), (N_("VAT number"), "eu.vat"))
_SPANISH = re.compile(r"ES([A-Z]\d{7}[A-Z\d]|\d{8}[A-Z])", re.ASCII)
_LONGEST = 40  # characters


def check(text: str, *, country: str) -> str:
    """A warning when `text` is no tax number of `country` (its name or ISO code), else "".

    A country without rules, an unknown one and an empty text give no warning; so does the European VAT number of
    another country, which starts with that country's code.
    """
    region = region_of(country)
    if not text.strip() or region not in _RULES:
        return ""
    name, modules = _RULES[region]
    numbers = [text.strip(), normal(text)]
    if modules == "eu.vat":
        numbers.append(("EL" if region == "GR" else region) + numbers[1])
    if any(_fits(number, module) for module in [*modules.split(), "eu.vat"] for number in numbers):
        return ""
    warning = _("“{text}” does not look like a {name}. Check it; it is kept as it is.")
    return warning.format(text=one_line(text, 40), name=_(name))


def normal(text: str) -> str:
    """The identity of a tax number: capitals and figures only, a Spanish one without its "ES"."""
    plain = "".join(one for one in unicodedata.normalize("NFKC", text).upper() if one.isalnum())
    spanish = _SPANISH.fullmatch(plain)
    return spanish[1] if spanish else plain


def spellings(text: str) -> list[str]:
    """The usual ways in which one tax number is written where people type it, to look it up by; none for no number."""
    plain = normal(text)
    if not plain:
        return []
    found = [text, plain, f"ES{plain}", f"{plain[:1]}-{plain[1:]}", f"{plain[:-1]}-{plain[-1:]}", plain.lower()]
    if plain[:-1].isdecimal():  # 12.345.678-Z, 76.123.456-5, 20-12345678-3
        grouped = f"{int(plain[:-1]):,}".replace(",", ".")
        found += [f"{grouped}-{plain[-1]}", f"{grouped}{plain[-1]}", f"{plain[:2]}-{plain[2:-1]}-{plain[-1]}"]
    elif plain[1:].isdecimal():  # B-12.345.678
        grouped = f"{int(plain[1:]):,}".replace(",", ".")
        found += [f"{plain[0]}-{grouped}", f"{plain[0]}{grouped}"]
    return list(dict.fromkeys(found))


def _fits(number: str, module: str) -> bool:
    """Whether a module of python-stdnum accepts the number."""
    if len(number) > _LONGEST:
        return False
    try:
        return bool(importlib.import_module(f"stdnum.{module}").is_valid(number))
    except (ValueError, LookupError, TypeError):
        return False  # letters the module did not foresee
