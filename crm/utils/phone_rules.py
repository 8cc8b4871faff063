"""Rules that tell the usual telephone numbers without asking the library, at a tenth of its cost. Agrees with it.

Everything comes from the library's own data, compiled once a country. A rule that is not sure
says so: the caller asks the library then. tests/utils/test_phone_rules.py compares the two on random numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneMetadata

_MARKS = str.maketrans("", "", " .-()\u00a0")
_WRITTEN = re.compile(r"\+?\d{6,15}", re.ASCII)
_KINDS = ("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan",
          "voicemail")  # fmt: skip


@dataclass(frozen=True)
class _Country:
    """What a country's numbers look like: calling code, trunk prefix, and the patterns the library decides by.

    `elsewhere` are the numbers of the smaller countries with the same code, None when there are none.
    """

    code: str
    trunk: str
    valid: re.Pattern[str]
    prefixed: re.Pattern[str]
    abroad: re.Pattern[str]
    drops_trunk: bool
    elsewhere: re.Pattern[str] | None


def international(text: str, *, region: str) -> str | None:
    """E.164 of a number that is surely valid as written, "" for one that surely is not, None when only the library
    can tell."""
    digits = text.translate(_MARKS)
    if not _WRITTEN.fullmatch(digits):
        return None
    country = _by_code(digits) if digits.startswith("+") else _country(region.upper())
    if country is None:
        return None
    if digits.startswith("+"):
        return _judged(digits[1 + len(country.code) :], country)
    if country.abroad.match(digits):
        return None
    prefix = country.prefixed.match(digits)
    if prefix and country.drops_trunk and prefix[0] == country.trunk:
        number = digits[len(country.trunk) :]
        return f"+{country.code}{number}" if country.valid.fullmatch(number) else None
    return _judged(digits, country) or None


def national(digits: str) -> str:
    """The digits of a kept number ("+" and figures) as dialled at home, with the trunk prefix; "" when unknown."""
    country = _by_code(digits)
    return country.trunk + digits[1 + len(country.code) :] if country else ""


def _judged(number: str, country: _Country) -> str | None:
    """E.164 of a national number with nothing in front that the library might drop; "" when no region has it."""
    dropped = country.prefixed.match(number)
    if dropped and (dropped[0] or any(dropped.groups())):
        return None
    if country.valid.fullmatch(number):
        return f"+{country.code}{number}"
    return None if country.elsewhere and country.elsewhere.fullmatch(number) else ""


def _by_code(digits: str) -> _Country | None:
    return _beginning_so(digits[1:4])


@lru_cache(maxsize=1024)
def _beginning_so(figures: str) -> _Country | None:
    regions = _regions()
    for length in (2, 3, 1):
        found = regions.get(figures[:length])
        if found:
            return _country(found)
    return None


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    """Calling code -> the main region that uses it. No code begins another."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return {str(code): regions[0] for code, regions in COUNTRY_CODE_TO_REGION_CODE.items() if regions[0] != "001"}


@lru_cache(maxsize=256)
def _country(region: str) -> _Country | None:
    from phonenumbers import PhoneMetadata

    data = PhoneMetadata.metadata_for_region(region, None)
    if data is None or data.leading_digits or _regions().get(str(data.country_code)) != region:
        return None
    trunk = data.national_prefix or ""
    others = _smaller_regions(data.country_code)
    prefixed = re.compile(data.national_prefix_for_parsing or r"(?!)")
    return _Country(
        str(data.country_code),
        trunk if trunk.isdigit() else "",
        _numbers_of(data),
        prefixed,
        re.compile(data.international_prefix or r"(?!)"),
        drops_trunk=trunk.isdigit() and not prefixed.groups and not data.national_prefix_transform_rule,
        elsewhere=_numbers_of(*others) if others else None,
    )


def _smaller_regions(code: int | None) -> list[PhoneMetadata]:
    """The regions that share the calling code of a main one."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    found = [PhoneMetadata.metadata_for_region(one, None) for one in COUNTRY_CODE_TO_REGION_CODE.get(code or 0, ())[1:]]
    return [data for data in found if data]


def _numbers_of(*regions: PhoneMetadata) -> re.Pattern[str]:
    """What matches the national numbers of any of these regions."""
    descriptions = [getattr(region, kind) for region in regions for kind in _KINDS]
    patterns = [one.national_number_pattern for one in descriptions if one and one.national_number_pattern]
    return re.compile("|".join(f"(?:{pattern})" for pattern in dict.fromkeys(patterns)))
