"""The apostrophe that keeps a spreadsheet from running a cell of text as a formula, and its exact removal.

A text that a spreadsheet would evaluate gets one apostrophe in front; so does a text that already looks guarded, so
that removing one always gives back the very text. Numbers and phones (`-12.5`, `+34 600 11 22 33`) stay as they are.
"""

from __future__ import annotations

import re

_SUSPECTS = frozenset("=@\t\r+-＝＠＋－'")
_FORMULA = re.compile(r"'*[=@\t\r＝＠＋－+-]")
_HARMLESS = re.compile(r"[+-]+|[+-]\d[\d\s.,()/-]*(?:(?:x|ext\.?|#)\s*\d+)?%?")

SUSPICIOUS = re.compile(r"\x1f(?:[=@\t\r＝＠＋－']|[+-](?!\d[\d\s.,()/-]*\x1f))")
"""Finds, in cells each with \\x1f before and after, one that `guard` may change."""

MAY_HOLD_GUARDED = re.compile("'\"*[=@\t\r＝＠＋－+-]").search
"""Finds, in a line of delimited text, what must stand there when a cell of it begins with a guard's apostrophe."""


def guard(text: str) -> str:
    """`text`, with an apostrophe in front when a spreadsheet would evaluate it."""
    if text[:1] not in _SUSPECTS or _HARMLESS.fullmatch(text):
        return text
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given. Other programs guard phones too: theirs lose the apostrophe as well."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text, 1) else text
