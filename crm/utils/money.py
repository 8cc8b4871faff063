"""Amounts and numbers: as typed, as kept, as shown. No exchange rates, no taxes, no sums.

Money is kept as whole minor units (cents) of an ISO 4217 currency; numbers are read exactly, never through float.
What could be read in two ways is refused with a sentence rather than guessed.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from crm.utils import i18n
from crm.utils.dates import ASK
from crm.utils.i18n import _
from crm.utils.text import fold, one_line

if TYPE_CHECKING:
    from babel import Locale

# ISO 4217; every other currency has two decimals. (CLDR, and so babel, differs for some: it says how people round.)
_BY_DECIMALS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_DECIMALS = {currency: places for places, currencies in _BY_DECIMALS.items() for currency in currencies.split()}
# Currencies whose countries write 1,234.50; the others write 1.234,50 or 1 234,50.
_POINT_CURRENCIES = (
    "USD MXN GTQ HNL NIO PEN DOP PAB SVC BZD CAD GBP AUD NZD CHF JPY CNY INR KRW ILS HKD SGD TWD PHP THB MYR"
)
_DOLLARS = "USD MXN ARS CLP COP CUP DOP UYU CAD AUD NZD SGD HKD TWD BZD BBD TTD JMD SVC"
_PESOS = "MXN ARS CLP COP CUP DOP UYU PHP"
_MARKS = {  # folded, as typed beside an amount -> the currencies it may stand for
    "$": _DOLLARS, "€": "EUR", "£": "GBP EGP", "¥": "JPY CNY", "₡": "CRC SVC", "₲": "PYG", "us$": "USD", "u$s": "USD",
    "mx$": "MXN", "r$": "BRL", "rd$": "DOP", "ar$": "ARS", "$u": "UYU", "c$": "NIO", "b/.": "PAB", "s/": "PEN",
    "s/.": "PEN", "bs": "BOB VES", "bs.": "BOB VES", "q": "GTQ", "q.": "GTQ", "l": "HNL", "l.": "HNL", "gs": "PYG",
    "gs.": "PYG", "euro": "EUR", "euros": "EUR", "peso": _PESOS, "pesos": _PESOS, "soles": "PEN", "sol": "PEN",
    "dolar": "USD CAD AUD", "dolares": "USD CAD AUD", "dollar": "USD CAD AUD", "dollars": "USD CAD AUD",
}  # fmt: skip

UNCLEAR = "?"
_LONGEST = 60  # characters; no amount a database can hold is longer
_LARGEST = 2**63 - 1  # the largest integer a database column holds
_FULL_AMOUNTS, _FULL_NUMBERS = 1_000, 100_000  # from here on they are shortened
_SIZES = ((9, "B"), (6, "M"), (3, "k"))  # powers of ten
_MINUS = str.maketrans("−–‒﹣－’", "-----'")
_AMOUNT = re.compile(
    r"(?P<before>\D*?)(?P<number>(?:(?<![^\W\d_])(?<!/)[.,])?\d(?:[\d.,'\s]*\d)?(?:[.,](?!\d))?)(?P<after>\D*)"
)
_WHOLE = re.compile(r"\d*|\d{1,3}(?P<mark>[.,' ])\d{3}(?:(?P=mark)\d{3})*")
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def decimals(currency: str) -> int:
    """How many decimals amounts in `currency` have, by ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD."""
    return _DECIMALS.get(currency, 2)


def restated(minor: int, before: str, *, after: str) -> int:
    """The same number of units in the minor units of another currency, halves away from zero: nothing is exchanged."""
    units = Decimal(minor).scaleb(decimals(after) - decimals(before))
    return int(units.to_integral_value(ROUND_HALF_UP))


def is_currency(code: str) -> bool:
    """Whether a code is an ISO 4217 currency in use: "EUR"."""
    from babel.numbers import list_currencies

    return code in list_currencies()


def parse(text: str, *, currency: str, decimal: str = "") -> int:
    """The minor units of an amount a person typed: "1.234,56", "1,234.56", "€ 1.234", "(15)", "-3".

    `decimal` says which of "." and "," marks the decimals, ASK refuses what could be read in two ways; without it one
    mark before exactly three figures separates thousands when the language in use or the currency's countries write it
    so. Raises ValueError with a sentence for no amount, two possible readings, too many decimals, the mark
    of another currency, or more than a database holds.
    """
    sign, number, marks = _take_apart(text)
    for mark in marks:
        _require_mark(mark, currency, text=text)
    point = _told(decimal, number) or _point(number) or _money_point(number, currency)
    whole, fraction = _figures(number, point, text=text)
    places = decimals(currency)
    if len(fraction.rstrip("0")) > places:
        raise ValueError(_too_many_decimals(places, currency))
    minor = sign * int(whole + fraction[:places].ljust(places, "0"))
    if abs(minor) > _LARGEST:
        raise ValueError(_("This amount is larger than the program can keep."))
    return minor


def parse_number(text: str, decimal: str = "") -> Decimal:
    """The number a person typed, exactly.

    `decimal` says which of "." and "," marks the decimals, ASK refuses what could be read in two ways; without it the
    number tells, or else the language in use ("1.234" is 1234 in Spanish). Raises ValueError with a sentence when
    `text` is no number.
    """
    sign, number, marks = _take_apart(text)
    if marks:
        raise ValueError(_not_a_number(text))
    whole, fraction = _figures(number, _told(decimal, number) or _point(number) or _language_point(), text=text)
    read = Decimal(f"{whole}.{fraction}")
    return -read if sign < 0 and read else read


def decimal_mark(text: str) -> str:
    """Which mark a number's own figures show as the decimal one: "." or ",", UNCLEAR, or "" for no number or mark."""
    try:
        _sign, number, _marks = _take_apart(text)
    except ValueError:
        return ""
    return (_point(number) or UNCLEAR) if set(number) & set(".,") else ""


def show(minor: int, currency: str) -> str:
    """An amount as a person reads it: "1.234,50 €" in Spanish, "€1,234.50" in English."""
    return _shown(minor, currency, locale=i18n.locale_name())


def show_number(value: float | Decimal) -> str:
    """A number as a person reads it, with every decimal it has: "1.234,5" in Spanish, "1,234.5" in English."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        return str(value)
    sign, whole, fraction = "-" if exact < 0 else "", *f"{abs(exact):f}".partition(".")[::2]
    point = _language_point()
    grouped = f"{int(whole):,}".replace(",", "," if point == "." else ".")
    return sign + grouped + (point + fraction.rstrip("0") if fraction.rstrip("0") else "")


def short(minor: int, currency: str) -> str:
    """An amount in few letters, for charts: "12,3 k€", "1,2 M€" in Spanish, "€12.3k", "€1.2M" in English.

    Below a thousand units it is whole, and exact below ten.
    """
    units = Decimal(minor).scaleb(-decimals(currency))
    if abs(units) < 10 and units != int(units):
        return show(minor, currency)
    number, size = _shortened(units, from_=_FULL_AMOUNTS)
    return _with_symbol(number, size, currency=currency)


def short_number(value: float | Decimal) -> str:
    """A number in few letters: "1.234", "123 k", "1,2 M" in Spanish, "1,234", "123k", "1.2M" in English."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    number, size = _shortened(exact, from_=_FULL_NUMBERS)
    gap = "\N{NO-BREAK SPACE}" if size and i18n.language() == "es" else ""
    return f"{number}{gap}{size}"


def _shortened(value: Decimal, *, from_: int) -> tuple[str, str]:
    """The figures of a number and its unit: "", "k", "M", and where the language has it "B"; shortened `from_` on."""
    sizes = _SIZES if i18n.language() == "en" else _SIZES[1:]  # a Spanish billion is another number
    for factor, mark in sizes:
        if abs(value) >= max(Decimal("0.9995").scaleb(factor), from_ - Decimal("0.5")):  # it would be rounded to one
            scaled = value.scaleb(-factor)
            return show_number(_rounded(scaled, "1" if abs(scaled) >= 100 else "0.1")), mark
    return show_number(_rounded(value, "0.1" if abs(value) < 100 and from_ != _FULL_AMOUNTS else "1")), ""


def _rounded(value: Decimal, step: str) -> Decimal:
    return value.quantize(Decimal(step), ROUND_HALF_UP)


def _with_symbol(number: str, size: str, *, currency: str) -> str:
    """Figures and unit with the currency where the language puts it; letters do not touch."""
    from babel.numbers import get_currency_symbol

    locale = i18n.locale_name()
    symbol = str(get_currency_symbol(currency, locale))
    if _pattern(locale, 0).startswith("¤"):
        sign, figures = ("-", number[1:]) if number.startswith("-") else ("", number)
        gap = "\N{NO-BREAK SPACE}" if symbol[-1].isalpha() else ""
        return f"{sign}{symbol}{gap}{figures}{size}"
    gap = "\N{NO-BREAK SPACE}" if size and symbol[0].isalpha() else ""
    return f"{number}\N{NO-BREAK SPACE}{size}{gap}{symbol}"


@lru_cache(maxsize=8192)
def _shown(minor: int, currency: str, *, locale: str) -> str:
    from babel.numbers import format_currency

    places = decimals(currency)
    # Digits by hand: a Decimal operation would round beyond 28 of them.
    amount = Decimal((int(minor < 0), tuple(map(int, str(abs(minor)))), -places))
    shown = format_currency(amount, currency, _pattern(locale, places), locale, currency_digits=False)
    return str(shown).strip()


@lru_cache(maxsize=16)
def _pattern(locale: str, places: int) -> str:
    """The locale's way to write money, with `places` decimals."""
    pattern: str = _locale(locale).currency_formats["standard"].pattern
    return pattern.replace("0.00", "0." + "0" * places if places else "0")


def _locale(name: str) -> Locale:
    from babel import Locale

    return Locale.parse(name)


def _language_point() -> str:
    language, _separator, country = i18n.locale_name().partition("_")
    return i18n.SPANISH_COUNTRIES.get(country, ",") if language == "es" else "."


def _take_apart(text: str) -> tuple[int, str, list[str]]:
    """(1 or -1, the figures with their separators, what else stands around them)."""
    plain = text.translate(_MINUS).strip() if len(text) <= _LONGEST else ""
    plain = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in plain)
    found = _AMOUNT.fullmatch(plain)
    if not found:
        raise ValueError(_not_a_number(text))
    around = [" ".join(found[side].split()) for side in ("before", "after")]
    brackets = "(" in around[0] and around[1].endswith(")")
    if brackets:
        around = [around[0].replace("(", "", 1), around[1][:-1]]
    minuses = sum(side.count("-") for side in around)
    if minuses + brackets > 1:
        raise ValueError(_not_a_number(text))
    marks = [mark for side in around if (mark := side.replace("-", "").replace("+", "", 1).strip())]
    return -1 if minuses or brackets else 1, " ".join(found["number"].split()), marks


def _told(decimal: str, number: str) -> str:
    """The decimal mark somebody said; raises ValueError where ASK was said and the number leaves it open."""
    if decimal != ASK:
        return decimal
    if not _point(number):
        raise ValueError(_("“{number}” can be read in two ways.").format(number=number))
    return ""


def _point(number: str) -> str:
    """The decimal mark of a number, as its own figures tell; "" when they do not."""
    kinds = {mark for mark in number if mark in ".,"}
    if len(kinds) == 2:
        return max(kinds, key=number.rindex)
    if not kinds or _TWO_WAYS.fullmatch(number):
        return "" if kinds else "."
    mark = kinds.pop()
    return mark if number.count(mark) == 1 else ",.".replace(mark, "")


def _money_point(number: str, currency: str) -> str:
    """The decimal mark of an amount like "1.234", by language and currency."""
    point = _language_point()
    writes_point = currency in _POINT_CURRENCIES.split()
    if decimals(currency) >= 3 or point not in number:
        return point
    if writes_point == (point == ","):
        return "." if writes_point else ","
    plain = number.replace(point, "")
    message = _("“{number}” can be read in two ways. Write {plain}, or give two decimals.")
    raise ValueError(message.format(number=number, plain=plain))


def _figures(number: str, point: str, *, text: str) -> tuple[str, str]:
    """The whole and the decimal figures of a number; raises ValueError when its groups are not thousands."""
    whole, _mark, fraction = number.partition(point)
    found = _WHOLE.fullmatch(whole)
    if not found or found["mark"] == point or not (fraction.isdigit() or not fraction):
        raise ValueError(_not_a_number(text))
    return re.sub(r"\D", "", whole) or "0", fraction


def _require_mark(mark: str, currency: str, *, text: str) -> None:
    """Raise ValueError unless `mark` stands for `currency`."""
    known = _MARKS.get(fold(mark), mark.upper() if re.fullmatch("[A-Za-z]{3}", mark) else "").split()
    if currency in known or mark in _symbols(currency):
        return
    if not known:
        raise ValueError(_not_a_number(text))
    message = _("This amount is kept in {currency}, and “{mark}” is another currency. Convert it first.")
    raise ValueError(message.format(currency=currency, mark=mark))


@lru_cache(maxsize=64)
def _symbols(currency: str) -> frozenset[str]:
    """How `show` writes a currency, in any language."""
    from babel.numbers import get_currency_symbol

    return frozenset(str(get_currency_symbol(currency, language)) for language in i18n.LANGUAGES)


def _not_a_number(text: str) -> str:
    example = "1.234,50" if _language_point() == "," else "1,234.50"
    message = _("“{text}” is not a number the program can read. Write it like {example}.")
    return message.format(text=one_line(text, 40), example=example)


def _too_many_decimals(places: int, currency: str) -> str:
    if not places:
        return _("Amounts in {currency} have no decimals.").format(currency=currency)
    return _("Amounts in {currency} have at most {count} decimals.").format(currency=currency, count=places)
