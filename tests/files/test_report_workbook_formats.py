"""Number formats of money, as each language writes its sign."""

import pytest

from crm.files.report_workbook_formats import money_format
from crm.utils import i18n


@pytest.mark.parametrize(
    ("language", "currency", "expected"),
    [
        ("en", "EUR", '"€"#,##0.00'),
        ("es", "EUR", '#,##0.00\\ "€"'),
        ("en", "JPY", '"¥"#,##0'),
        ("en", "KWD", '"KWD"#,##0.000'),
    ],
)
def test_the_sign_the_place_and_the_decimals(language, currency, expected):
    before = i18n.language()
    i18n.use(language)
    try:
        assert money_format(currency) == expected
    finally:
        i18n.use(before)
