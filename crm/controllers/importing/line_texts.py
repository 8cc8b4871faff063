"""Lines of an opportunity as text in one cell, one line each: "2 × GTX Pro @ 4821.00 − 10 %". No SQL, no columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from crm.utils import money
from crm.utils.i18n import _
from crm.utils.text import one_line

_LINE = re.compile(
    r'(?P<quantity>-?\d+(?:\.\d{1,3})?) × (?P<name>"(?:[^"\\]|\\.)*"|.*?)'
    r"(?: @ (?P<price>-?\d+(?:\.\d+)?))?(?: − (?P<discount>\d+(?:\.\d{1,2})?) %)?"
)
_PLAIN = re.compile(r"[^\"@−\n\r\\]*")


def write_lines(lines: Iterable[Mapping[str, Any]], *, currency: str) -> str:
    """The cell of some lines, whose prices are in minor units of `currency`."""
    return "\n".join(_written(line, currency) for line in lines)


def read_lines(text: str, *, currency: str) -> list[dict[str, Any]]:
    """The lines that `write_lines` wrote; ValueError, with a sentence, for anything else."""
    return [_read(line, currency) for line in text.split("\n") if line.strip()]


def _written(line: Mapping[str, Any], currency: str) -> str:
    name = str(line["name"])
    plain = _PLAIN.fullmatch(name) and name == name.strip() and name.isprintable()
    text = f"{_decimal(line['quantity'], 3)} × {name if plain else json.dumps(name)}"
    if line["unit_price"] is not None:
        text += f" @ {Decimal(line['unit_price']).scaleb(-money.decimals(currency)):f}"
    return text + (f" − {_decimal(line['discount'], 2)} %" if line["discount"] else "")


def _decimal(whole: int, places: int) -> str:
    """A whole number of thousandths or hundredths, without zeros behind."""
    text = f"{Decimal(whole).scaleb(-places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _read(text: str, currency: str) -> dict[str, Any]:
    found = _LINE.fullmatch(text.strip())
    if not found:
        sentence = _("“{text}” is not a line the program can read. Write it like 2 × Name @ 10.50.")
        raise ValueError(sentence.format(text=one_line(text, 60)))
    name = found["name"]
    return {
        "product_id": None,
        "name": json.loads(name) if name.startswith('"') else name,
        "quantity": int(Decimal(found["quantity"]) * 1000),
        "unit_price": money.parse(found["price"], currency=currency, decimal=".") if found["price"] else None,
        "discount": int(Decimal(found["discount"] or 0) * 100),
    }
