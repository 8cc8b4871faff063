"""Telephone and tax numbers that could exist in each country of the demo: the right lengths and check digits."""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable

# Country -> calling code, figures after the area code of a landline, first figures and remaining ones of a mobile.
_PHONES: dict[str, tuple[str, int, tuple[str, ...], int]] = {
    "ES": ("34", 9, ("61", "62", "63", "65", "66", "67"), 7),
    "MX": ("52", 10, (), 0),
    "CO": ("57", 10, ("300", "301", "310", "312", "315", "320"), 7),
    "AR": ("54", 10, (), 0),
    "CL": ("56", 9, ("961", "962", "965", "976", "984", "993"), 6),
    "PE": ("51", 8, ("95", "96", "97", "98", "99"), 7),
    "CR": ("506", 8, ("83", "84", "87", "88"), 6),
    "UY": ("598", 8, ("91", "92", "94", "98", "99"), 6),
}


def landline(dice: random.Random, *, country: str, area: str) -> str:
    """A landline in an area of a country, as E.164."""
    code, length, _starts, _rest = _PHONES[country]
    first = dice.choice("2345") if len(area) < 4 else dice.choice("23")
    return f"+{code}{area}{first}{_figures(dice, length - len(area) - 1)}"


def mobile(dice: random.Random, *, country: str, area: str) -> str:
    """A mobile number, as E.164. In Mexico and Argentina it carries the area code of its city."""
    code, length, starts, rest = _PHONES[country]
    if starts:
        return f"+{code}{dice.choice(starts)}{_figures(dice, rest)}"
    nine = "9" if country == "AR" else ""
    return f"+{code}{nine}{area}{dice.choice('2345')}{_figures(dice, length - len(area) - 1)}"


def postal_code(dice: random.Random, pattern: str) -> str:
    """A postal code of a city: each # of its pattern becomes a figure."""
    return "".join(dice.choice("0123456789") if sign == "#" else sign for sign in pattern)


def tax_id(dice: random.Random, *, country: str) -> str:
    """The tax number of a company of a country, its check digit right."""
    return _TAX_IDS[country](dice)


def _figures(dice: random.Random, count: int) -> str:
    return "".join(dice.choice("0123456789") for _ in range(count))


def _check(module: str, number: str) -> str:
    """The check digit python-stdnum gives a number."""
    return str(importlib.import_module(f"stdnum.{module}").calc_check_digit(number))


def _spanish(dice: random.Random) -> str:
    number = f"{dice.choice('AB')}{dice.choice(('28', '08', '46', '41', '48', '50'))}{_figures(dice, 5)}"
    digits: str = importlib.import_module("stdnum.es.cif").calc_check_digits(number)
    return number + digits[0]


def _mexican(dice: random.Random) -> str:
    letters = "".join(dice.choice("ABCDEFGLMNPRST") for _ in range(3))
    born = f"{dice.randrange(80, 100)}{dice.randrange(1, 13):02d}{dice.randrange(1, 29):02d}"
    number = f"{letters}{born}{dice.choice('ABHJKLQ')}{dice.choice('123456789')}"
    return number + _check("mx.rfc", number)


def _argentine(dice: random.Random) -> str:
    number = "30" + dice.choice("567") + _figures(dice, 7)
    return f"{number[:2]}-{number[2:]}-{_check('ar.cuit', number)}"


def _costa_rican(dice: random.Random) -> str:
    return f"3-101-{dice.randrange(100000, 780000)}"


def _with_check(module: str, start: str, *, figures: int, mark: str = "") -> Callable[[random.Random], str]:
    def number(dice: random.Random) -> str:
        body = start + _figures(dice, figures)
        return body + mark + _check(module, body)

    return number


def _uruguayan(dice: random.Random) -> str:
    while True:
        number = f"21{dice.randrange(1, 999999):06d}001"
        check = _check("uy.rut", number)
        if len(check) == 1:
            return number + check


_TAX_IDS: dict[str, Callable[[random.Random], str]] = {
    "ES": _spanish,
    "MX": _mexican,
    "CO": _with_check("co.nit", "900", figures=6, mark="-"),
    "AR": _argentine,
    "CL": _with_check("cl.rut", "76", figures=6, mark="-"),
    "PE": _with_check("pe.ruc", "20", figures=8),
    "CR": _costa_rican,
    "UY": _uruguayan,
}
