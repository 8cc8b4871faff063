"""The changed fields of an operation as the cells of a table. Their words are the controllers'; no widgets."""

from __future__ import annotations

from crm.models.history import ToldChange

_NOTHING = "–"


def cells(change: ToldChange) -> tuple[str, str, str, str]:
    """The texts of a row: record, field, before, after."""
    return (change.record, change.field, change.before or _NOTHING, change.after or _NOTHING)
