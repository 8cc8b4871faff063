"""Names that a business gives, and those a template brought: which are one, which may be kept. No SQL.

A name of a template is a msgid: it is the same name as its translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crm.errors import Invalid
from crm.storage.sqlite import Row
from crm.utils import text
from crm.utils.i18n import _, translate

LONGEST_NAME = 100
_COLOR = re.compile("#[0-9a-fA-F]{6}", re.ASCII)


def folded(name: str) -> str:
    """A name as it is compared: accents, case and spaces do not count."""
    return " ".join(text.fold(name).split())


def one(name: str, rows: Iterable[Row], *, but: int = 0) -> Row | None:
    """The first row of this name, as kept or as shown, other than the row with the id `but`."""
    wanted = {folded(name), folded(translate(name))}
    for row in rows:
        if row["id"] != but and wanted & {folded(row["name"]), folded(translate(row["name"]))}:
            return row
    return None


def cleaned(name: str) -> str:
    """A name as it is kept. Invalid, beside the field "name", when it cannot be."""
    if problem := text.unstorable(name):
        raise Invalid({"name": problem})
    kept = " ".join(name.split())
    if not folded(kept):
        raise Invalid({"name": _("Write a name.")})
    if len(kept) > LONGEST_NAME:
        raise Invalid({"name": _("A name may have at most {limit} letters.").format(limit=LONGEST_NAME)})
    return kept


def require_free(name: str, rows: Iterable[Row], *, but: int = 0) -> str:
    """The name as it is kept. Invalid when it cannot be, or when another row has it."""
    kept = cleaned(name)
    if taken := one(kept, rows, but=but):
        raise Invalid({"name": _("{name} is there already.").format(name=translate(taken["name"]))})
    return kept


def require_color(color: str) -> None:
    """Invalid unless the text is empty or a colour."""
    if color and not _COLOR.fullmatch(color):
        raise Invalid({"color": _("A colour is written as # and six figures or letters up to f.")})
