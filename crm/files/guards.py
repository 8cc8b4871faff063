"""The apostrophe that keeps a spreadsheet from running a cell of text as a formula, and its exact removal.

A text that a spreadsheet would evaluate gets one apostrophe in front; so does a text that already looks guarded, so
that removing one always gives back the very text. Numbers and phones (`-12.5`, `+34 600 11 22 33`) stay as they are.
"""

from __future__ import annotations

import re

SUSPECTS = frozenset("=@\t\r+-＝＠＋－'")
_FORMULA = re.compile(r"'*[=@\t\r＝＠＋－+-]")
_HARMLESS = re.compile(r"[+-]+|[+-]\d[\d\s.,()/-]*(?:(?:x|ext\.?|#)\s*\d+)?%?")


def guard(text: str) -> str:
    """`text`, with an apostrophe in front when a spreadsheet would evaluate it."""
    if text[:1] not in SUSPECTS or not text:
        return text
    return f"'{text}" if _runs(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    if text[:1] != "'":
        return text
    return text[1:] if _runs(text[1:]) else text


def _runs(text: str) -> bool:
    return bool(_FORMULA.match(text)) and not _HARMLESS.fullmatch(text)
