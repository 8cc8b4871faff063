"""The words of an operation: its label in the language in use, filled in. Reads no database."""

from __future__ import annotations

from typing import Any

from crm.storage.undo import UNDO
from crm.utils import text
from crm.utils.i18n import _, translate


def operation_label(label: str, details: dict[str, Any]) -> str:
    """An operation's label, translated and filled in; what an undo undoes is filled in the same way."""
    if label == UNDO:
        undone = details["details"]
        if details["label"] == UNDO:
            return _("Redo: {label}").format(label=operation_label(undone["label"], undone["details"]))
        return _("Undo: {label}").format(label=operation_label(details["label"], undone))
    shown = {name: text.one_line(value, 60) if isinstance(value, str) else value for name, value in details.items()}
    try:
        return translate(label).format(**shown)
    except (KeyError, IndexError):
        return translate(label)
