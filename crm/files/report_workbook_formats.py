"""Number formats of a workbook, as Excel writes them down: each reader sees the marks of their own country."""

from __future__ import annotations

from functools import lru_cache

from crm.utils import i18n, money

WHOLE = "#,##0"


@lru_cache(maxsize=64)
def _format(currency: str, locale: str) -> str:
    from babel import Locale
    from babel.numbers import get_currency_symbol

    pattern = str(Locale.parse(locale).currency_formats["standard"].pattern).partition(";")[0]
    sign = str(get_currency_symbol(currency, locale)).replace('"', "")
    places = money.decimals(currency)
    shape = WHOLE + ("." + "0" * places if places else "")
    return f'{shape}\\ "{sign}"' if pattern.rstrip().endswith("¤") else f'"{sign}"{shape}'


def money_format(currency: str) -> str:
    """The number format of amounts in a currency, its sign where the language in use writes it."""
    return _format(currency, i18n.locale_name())
