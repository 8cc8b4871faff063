"""The words of an operation: its label in the language in use, filled in. Reads no database."""

from __future__ import annotations

from typing import Any

from crm.models import goals
from crm.storage.undo import UNDO
from crm.utils import dates, text
from crm.utils.i18n import _, translate

# Values that a template may have brought: msgids, shown in the language in use.
_NAMES = frozenset(("pipeline", "stage", "loss_reason", "source", "interaction_type", "template", "who"))


def operation_label(label: str, details: dict[str, Any]) -> str:
    """An operation's label, translated and filled in; what an undo undoes is filled in the same way."""
    if label == UNDO:
        undone = details["details"]
        if details["label"] == UNDO:
            return _("Redo: {label}").format(label=operation_label(undone["label"], undone["details"]))
        return _("Undo: {label}").format(label=operation_label(details["label"], undone))
    shown = {name: _shown(name, value) for name, value in details.items()}
    try:
        return translate(label).format(**shown)
    except (KeyError, IndexError):
        return translate(label)


def _shown(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name == "day":
        return dates.show_day(value)
    if name == "goal_period":
        return goals.words(*value.split())
    return text.one_line(translate(value) if name in _NAMES else value, 60)
