"""Telephone numbers: checked, kept, shown, searched; and the region code of a country. Nothing is dialled.

A number that is valid where its owner lives is kept as E.164 ("+34612345678", "+18316052433;ext=72946"); any other
is kept as it was typed, leading zeros and all. A region is an ISO 3166 code of two letters, "" when unknown.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from crm.utils import i18n, phone_rules
from crm.utils.i18n import _
from crm.utils.text import digits, one_line, words

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_KEPT = re.compile(r"\+[1-9]\d{6,14}(?:;ext=\d+)?", re.ASCII)
# Argentine mobiles are dialled at home with their figures in another order.
_REORDERED = "+549"

_EXTENSION = r"(?:ext(?:ension|ensión|n|\.)?\.?|x|int(?:erno|\.)?\.?|anexo|;ext=|#)\s*\d+"
_NUMERIC = re.compile(rf"\+?[\d\s().\-/,;*#+–·]*?(?:\s*[,;]?\s*{_EXTENSION})?\s*", re.IGNORECASE)
_EXTENSION_END = re.compile(rf"\s*[,;]?\s*({_EXTENSION})\s*$", re.IGNORECASE)
_VANITY = re.compile(r"[+\d][\d\s().\-]*[A-Za-z][A-Za-z\d\s\-]*")
_LABEL = re.compile(
    r"^(?:tel|tlf|tfno|telf|tel[eé]fono|m[oó]vil|cel|celular|phone|mobile)\s*[.:]*\s*(?=[+(\d])", re.IGNORECASE
)
# Mexican mobiles were dialled with a 1 after the country code until 2019, and are still written so.
_OLD_MEXICAN = re.compile(r"\+521(\d{10})(?=;|$)")
_LONGEST = 80  # characters


def check(text: str, *, region: str) -> tuple[str, str]:
    """(the number to keep, what is wrong with it as a sentence).

    E.164 when the number is valid for `region` or carries its own country code; otherwise as typed, without a problem
    when it is made of figures and the usual marks. With a problem the text comes back as typed.
    """
    typed = text.strip()
    kept = usual(text, region=region)
    if kept or not typed:
        return kept, ""
    bare = _LABEL.sub("", typed) if len(typed) <= _LONGEST else ""
    numeric = bool(_NUMERIC.fullmatch(bare))
    if numeric or _VANITY.fullmatch(bare):
        read = _read_anyhow(bare, region)
        if read:
            return read, ""
    if numeric and len(digits(bare)) >= 3:
        return typed, ""
    problem = _("“{text}” is not a telephone number. Write its figures here and other words in the notes.")
    return text, problem.format(text=one_line(text, 40))


def usual(text: str, *, region: str) -> str:
    """What `check` keeps of a text that is one number as most people write it; "" for one that takes a closer look."""
    number = phone_rules.international(text, region=region) if len(text) <= _LONGEST else None
    return "" if number is None else number or text.strip()


def show(stored: str, *, region: str) -> str:
    """A kept number as people of `region` read it: "612 34 56 78" at home, "+52 55 1234 5678" from abroad."""
    return _shown(stored, region) if _KEPT.fullmatch(stored) else stored


def is_mobile(text: str, *, region: str) -> bool:
    """Whether a number, as typed or kept, is a mobile one; False where the country does not tell them apart."""
    import phonenumbers

    stored, _problem = check(text, region=region)
    number = _parsed(stored) if _KEPT.fullmatch(stored) else None
    return number is not None and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE


def normal(stored: str) -> str:
    """The identity of a kept number: figures, "+" and extension, whatever marks were typed."""
    if _KEPT.fullmatch(stored):
        return _OLD_MEXICAN.sub(r"+52\1", stored) if stored.startswith("+521") else stored
    number, extension = _halves(stored)
    plus = "+" if number.lstrip(" (").startswith("+") else ""
    return _OLD_MEXICAN.sub(r"+52\1", plus + digits(number)) + (f";ext={extension}" if extension else "")


def search_digits(stored: str) -> str:
    """The runs of figures a kept number is found by, with spaces between: "441835703597 01835703597".

    The international form, the national one when it is not its end, and the extension.
    """
    if not _KEPT.fullmatch(stored):
        number, extension = _halves(stored)
        return " ".join(run for run in [*(digits(part) for part in re.split("[/,;]", number)), extension] if run)
    number, _mark, extension = stored.partition(";ext=")
    national = _national_digits(number) if number.startswith(_REORDERED) else phone_rules.national(number)
    runs = [number[1:], "" if number.endswith(national) else national, extension]
    return " ".join(run for run in runs if run)


@lru_cache(maxsize=4096)
def region_of(country: str) -> str:
    """The region code of a country named in Spanish or English, or by its ISO code; "" when it is none."""
    return _regions().get(_plain_name(country[:100]), "")


def _read_anyhow(text: str, region: str) -> str:
    """E.164 of a valid number, "" when it is not; "00" in front is tried as "+" wherever it comes from."""
    read = _read(text, region)
    if not read and text.startswith("00"):
        read = _read("+" + text[2:], region)
    return read


def _read(text: str, region: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region.upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    kept = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return kept + (f";ext={number.extension}" if number.extension else "")


def _parsed(stored: str) -> PhoneNumber | None:
    import phonenumbers

    try:
        return phonenumbers.parse(stored, None)
    except phonenumbers.NumberParseException:
        return None


@lru_cache(maxsize=16384)
def _shown(stored: str, region: str) -> str:
    import phonenumbers

    number = _parsed(stored)
    if number is None:
        return stored
    home = number.country_code == phonenumbers.country_code_for_region(region.upper())
    home = home and phonenumbers.is_valid_number(number)  # a wrong number keeps its country code in sight
    form = phonenumbers.PhoneNumberFormat
    shown = phonenumbers.format_number(number, form.NATIONAL if home else form.INTERNATIONAL)
    # Nothing may get lost on the way to the screen.
    return str(shown) if digits(number.extension or "") in digits(shown) else stored


def _national_digits(stored: str) -> str:
    import phonenumbers

    number = _parsed(stored)
    return digits(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)) if number else ""


def _halves(stored: str) -> tuple[str, str]:
    """A kept number without its extension, and the figures of the extension."""
    found = _EXTENSION_END.search(stored[-_LONGEST:])
    return (stored[: -len(found[0])], digits(found[1])) if found else (stored, "")


# Names that people and other programs write and the language data does not hold.
_ALSO = {
    "usa": "US", "eeuu": "US", "ee uu": "US", "u s a": "US", "u s": "US", "estados unidos de america": "US",
    "united states of america": "US", "gran bretana": "GB", "great britain": "GB", "england": "GB",
    "inglaterra": "GB", "scotland": "GB", "escocia": "GB", "wales": "GB", "northern ireland": "GB", "uk": "GB",
    "mejico": "MX", "holanda": "NL", "holland": "NL", "the netherlands": "NL", "republica checa": "CZ",
    "czech republic": "CZ", "rep dominicana": "DO", "espana": "ES", "the philippines": "PH", "turkey": "TR",
    "esp": "ES", "mex": "MX", "arg": "AR", "col": "CO", "chl": "CL", "per": "PE", "bra": "BR", "ecu": "EC",
    "ury": "UY", "pry": "PY", "bol": "BO", "ven": "VE", "cri": "CR", "gtm": "GT", "hnd": "HN", "nic": "NI",
    "slv": "SV", "pan": "PA", "dom": "DO", "cub": "CU", "pri": "PR", "prt": "PT", "fra": "FR", "deu": "DE",
    "ita": "IT", "gbr": "GB", "can": "CA", "republica bolivariana de venezuela": "VE",
    "estado plurinacional de bolivia": "BO", "reino de espana": "ES", "estados unidos mexicanos": "MX",
}  # fmt: skip

_NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    from babel import Locale

    found = dict(_ALSO)
    for language in i18n.LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                found |= {_plain_name(name): code, code.lower(): code}
    return found


def _plain_name(country: str) -> str:
    return " ".join(word for word in words(country) if word not in {"and", "y"})
