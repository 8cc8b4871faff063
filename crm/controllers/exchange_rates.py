"""What can be done with the exchange rates a business keeps by hand. Nothing is fetched; how they are applied is
models/rates.py's.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.settings import Settings
from crm.errors import Invalid, NotFound
from crm.models.pipelines import ExchangeRate
from crm.models.rates import RateBook
from crm.storage.sqlite import Row
from crm.utils import money
from crm.utils.i18n import N_, _

_LARGEST, _SMALLEST = Decimal(10) ** 9, Decimal(10) ** -9


class ExchangeRates(Controller):
    """What other currencies are worth in the business's own, each from a day on."""

    def __init__(self, context: Context, settings: Settings) -> None:
        super().__init__(context)
        self._settings = settings

    @reads("products")
    def all(self) -> list[ExchangeRate]:
        """Every rate in the business's currency, by currency, the newest first."""
        rows = self.database.all(
            "SELECT * FROM exchange_rates WHERE base = :base ORDER BY currency, day DESC", base=self._base()
        )
        return [ExchangeRate(**row) for row in rows]

    @reads("products")
    def base(self) -> str:
        """The business's currency, which the others are worth so much of."""
        return self._base()

    @reads("products")
    def book(self) -> RateBook:
        """The rates as they are now, to be asked often without asking the file."""
        return RateBook(self._base(), self.all())

    @reads("products")
    def on(self, currency: str, day: str) -> Decimal | None:
        """What one unit of a currency was worth on a day: the newest rate at or before it; None when there is none."""
        return self.book().on(currency, day)

    @reads("products")
    def convert(self, minor: int, currency: str, *, day: str) -> int | None:
        """Minor units of a currency in minor units of the business's; None when no rate is known for the day."""
        return self.book().convert(minor, currency, day=day)

    @reads("products")
    def missing(self) -> list[str]:
        """The currencies of opportunities and products that have no rate at all."""
        rows = self.database.all(
            "SELECT currency FROM opportunities WHERE currency <> :base"
            " UNION SELECT currency FROM products WHERE currency <> :base"
            " EXCEPT SELECT currency FROM exchange_rates WHERE base = :base ORDER BY 1",
            base=self._base(),
        )
        return [row["currency"] for row in rows]

    @writes("products", N_("Add the rate of {currency} on {day}"))
    def add(self, currency: str, day: str, *, rate: Decimal | str) -> int:
        """Keep what one unit of a currency is worth from a day on; a rate of the same day is replaced. Its id.

        Invalid names each bad field: currency, day, rate.
        """
        row = self._checked({"currency": currency, "day": day, "rate": rate})
        self.describe(currency=row["currency"], day=row["day"])
        known = self.database.value(
            "SELECT id FROM exchange_rates WHERE currency = :currency AND base = :base AND day = :day",
            currency=row["currency"],
            base=row["base"],
            day=row["day"],
        )
        if known is None:
            return self.database.insert("exchange_rates", row)
        self.database.update("exchange_rates", known, row)
        return int(known)

    @writes("products", N_("Edit the rate of {currency} on {day}"))
    def change(self, rate_id: int, *, day: str | None = None, rate: Decimal | str | None = None) -> None:
        """Change the day or the worth of a rate. Invalid when the currency has another rate on that day."""
        before = self._row(rate_id)
        given = {"day": day, "rate": rate}
        row = self._checked({**before, **{name: value for name, value in given.items() if value is not None}})
        taken = self.database.value(
            "SELECT 1 FROM exchange_rates WHERE currency = :currency AND base = :base AND day = :day AND id <> :id",
            id=rate_id,
            currency=before["currency"],
            base=before["base"],
            day=row["day"],
        )
        if taken is not None:
            raise Invalid({"day": _("{currency} has a rate on this day already.").format(currency=before["currency"])})
        self.describe(currency=before["currency"], day=row["day"])
        self.database.update("exchange_rates", rate_id, {"day": row["day"], "rate": row["rate"]})

    @writes("products", N_("Remove the rate of {currency} on {day}"))
    def remove(self, rate_id: int) -> None:
        """Remove a rate; the one before it holds in its place."""
        row = self._row(rate_id)
        self.describe(currency=row["currency"], day=row["day"])
        self.database.delete("exchange_rates", rate_id)

    def _base(self) -> str:
        return str(self._settings.get("currency", "EUR"))

    def _row(self, rate_id: int) -> Row:
        row = self.database.one("SELECT * FROM exchange_rates WHERE id = :id", id=rate_id)
        if row is None:
            raise NotFound(_("This rate no longer exists. Nothing was changed."))
        return row

    def _checked(self, values: Row) -> dict[str, Any]:
        currency, base = str(values["currency"]).strip().upper(), self._base()
        problems = {}
        if not money.is_currency(currency):
            sentence = _("{code} is no currency. Write its three letters, as in EUR or MXN.")
            problems["currency"] = sentence.format(code=currency)
        elif currency == base:
            problems["currency"] = _("{code} is the currency of the business: it needs no rate.").format(code=currency)
        if not _is_day(str(values["day"])):
            problems["day"] = _("{value} is not a date.").format(value=values["day"])
        rate = _rate(values["rate"])
        if rate is None:
            problems["rate"] = _("Write what one {code} is worth: a number above zero.").format(code=currency)
        if problems:
            raise Invalid(problems)
        return {"currency": currency, "base": base, "day": str(values["day"]), "rate": f"{rate:f}"}


def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _rate(value: object) -> Decimal | None:
    """The exact rate; None when it is none that anything is worth."""
    try:
        rate = Decimal(str(value))
    except InvalidOperation:
        return None
    return rate.normalize() if rate.is_finite() and _SMALLEST <= rate <= _LARGEST else None
