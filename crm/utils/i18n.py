"""The language of the program: which catalogue is in use, and the functions that translate.

Source texts are English msgids. `_()` translates at the moment of showing; `N_()` only marks a text that stands in
a table at import time and is translated when it is shown. The language is one per process, like gettext's own.
"""

from __future__ import annotations

import gettext
import locale
import os
from functools import lru_cache
from pathlib import Path

LANGUAGES = {"es": "Español", "en": "English"}
# Country -> the decimal mark it writes.
SPANISH_COUNTRIES = {
    **dict.fromkeys(("AR", "BO", "CL", "CO", "CR", "EC", "ES", "GQ", "PY", "UY", "VE"), ","),
    **dict.fromkeys(("CU", "DO", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "SV"), "."),
}
_CATALOGUES = Path(__file__).resolve().parents[2] / "locale"


class _Current:
    """The catalogue in use; one per process."""

    language = "en"
    country = ""
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str) -> str:
    """Switch every later translation to `language` ("es", "en", or "" for the system's); return the one in use."""
    chosen = language if language in LANGUAGES else system_language()
    _Current.language = chosen
    gettext.bindtextdomain("cartera", str(_CATALOGUES))
    gettext.textdomain("cartera")  # argparse asks the library's own domain, in the language of the environment
    os.environ["LANGUAGE"] = chosen
    _Current.catalogue = gettext.translation("cartera", _CATALOGUES, [chosen], fallback=True)
    return chosen


def language() -> str:
    """The language in use: "es" or "en"."""
    return _Current.language


def use_country(country: str) -> None:
    """Write numbers and money as this country does (ISO 3166, "" when unknown): Spanish itself knows two ways."""
    _Current.country = country.upper()


def country() -> str:
    """The country whose numbers are written (ISO 3166), "" when unknown."""
    return _Current.country


def locale_name() -> str:
    """The name of the locale in use, as Babel knows it: "es_MX", "es", "en"."""
    spanish = _Current.language == "es" and _Current.country in SPANISH_COUNTRIES
    return f"es_{_Current.country}" if spanish else _Current.language


def system_language() -> str:
    """Spanish when the system speaks it, else English."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    spoken = spoken or (locale.getlocale()[0] or "")
    return "es" if spoken.lower().startswith(("es", "spanish")) else "en"


def translate(text: str) -> str:
    """`text` in the language in use; unknown texts (a user's own words) come back unchanged."""
    return _Current.catalogue.gettext(text) if text else ""


def translated(text: str, language: str) -> str:
    """`text` in a language of LANGUAGES, whichever is in use; "" stays ""."""
    return _catalogue(language).gettext(text) if text else ""


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("cartera", _CATALOGUES, [language], fallback=True)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a text that fits `count`, translated."""
    return _Current.catalogue.ngettext(one, many, count)


def mark(text: str) -> str:
    """Mark a text for the catalogues without translating it yet."""
    return text


_ = translate
N_ = mark
