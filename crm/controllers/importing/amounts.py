"""Amounts of money in a row: in the currency of the row, in the one that stands beside them, or in the usual one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crm.controllers.importing import values
from crm.controllers.importing.findings import Findings
from crm.controllers.importing.linked import Linked
from crm.controllers.importing.values import Reading
from crm.models.opportunities import LARGEST_VALUE
from crm.utils import money
from crm.utils.i18n import _
from crm.utils.text import one_line

_CODE = re.compile(r"[A-Za-z]{3}")
_SIGNS = {"€": "EUR", "£": "GBP", "US$": "USD", "U$S": "USD", "MX$": "MXN", "R$": "BRL", "S/": "PEN"}


@dataclass
class Amounts:
    """Reads the amounts of one file. `currency` is that of amounts without a mark; `exact`: as this program writes."""

    reading: Reading
    findings: Findings
    currency: str
    exact: bool = False

    def read(self, record: Linked, *names: str) -> None:
        """Put the words of these fields into minor units, and what currency they are in; what is none is reported."""
        currency = self._currency(record)
        for name in names:
            if record.words.pop(name, ""):
                self._read(record, name, currency=currency)
        if currency:
            record.values.setdefault("currency", currency)

    def _currency(self, record: Linked) -> str:
        word = record.words.pop("currency", "").strip()
        code = _SIGNS.get(word.upper(), word.upper())
        if word and not money.is_currency(code):
            self._refuse(record, "currency", reason=_("“{code}” is no currency.").format(code=one_line(word, 40)))
            return ""
        return code

    def _read(self, record: Linked, name: str, *, currency: str) -> None:
        header, text = record.cell(name)
        try:
            try:
                amount = self._parse(text, header, currency=currency or self.currency)
            except ValueError:
                beside = "" if currency else _told_currency(text)
                if not beside:
                    raise
                amount = self._parse(text, header, currency=beside)
                record.values.setdefault("currency", beside)
        except ValueError as problem:
            self._refuse(record, name, reason=str(problem))
            return
        if abs(amount) > LARGEST_VALUE:
            self._refuse(record, name, reason=_("This amount is larger than the program can keep."))
        else:
            record.values[name] = amount

    def _parse(self, text: str, header: str, *, currency: str) -> int:
        if self.exact:
            return money.parse(text.replace(",", "."), currency=currency, decimal=".")
        return values.read_money(text, header, currency=currency, reading=self.reading)

    def _refuse(self, record: Linked, name: str, *, reason: str) -> None:
        header, cell = record.cell(name)
        self.findings.error(record.row, reason, column=header, value=cell)


def _told_currency(text: str) -> str:
    """The currency that stands beside an amount, where its mark can be of one alone."""
    for sign, currency in _SIGNS.items():
        if sign in text.upper():
            return currency
    found = _CODE.search(text)
    return found[0].upper() if found and money.is_currency(found[0].upper()) else ""
