"""What is said after merges, and how large the windows about them are. Decides nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence

from crm.models.merging import MergeBatch
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import before_stop
from crm.views import theme
from crm.views.dialogs.duplicates_groups import Decision

_LEAST = (640, 380)
_AROUND = (100, 230)  # units that a window has beside its body, and that shall be left of the one below


def merged_words(count: int, name: str) -> str:
    """The notice after a merge."""
    words = ngettext("{count} contact merged into {name}.", "{count} contacts merged into {name}.", count)
    return words.format(count=show_number(count), name=before_stop(name))


def apart_button_words(*, companies: bool) -> str:
    """The words of the button that keeps a group apart, with its key."""
    return _("Different companies   ←") if companies else _("Different people   ←")


def apart_words(*, companies: bool) -> str:
    """The notice after a group was kept apart."""
    if companies:
        return _("Different companies: remembered, they will not be offered again.")
    return _("Different people: remembered, they will not be offered again.")


def batch_words(batch: MergeBatch) -> str:
    """The notice after many merges."""
    if batch.cancelled:
        return _("Stopped. Nothing was changed.")
    words = ngettext("{count} group merged.", "{count} groups merged.", batch.groups)
    return words.format(count=show_number(batch.groups))


def sorted_words(decisions: Sequence[Decision]) -> str:
    """What was done in a review, counted."""
    merged = sum(1 for one in decisions if one.keep)
    apart = len(decisions) - merged
    parts = [ngettext("{count} group merged", "{count} groups merged", merged).format(count=show_number(merged))]
    if apart:
        words = ngettext("{count} group kept apart", "{count} groups kept apart", apart)
        parts.append(words.format(count=show_number(apart)))
    return ", ".join(parts)


def room_over(parent: tk.Misc, wanted: tuple[int, int]) -> tuple[int, int]:
    """A size of a body in units, as large as wanted where the window below is large enough."""
    below, unit = parent.winfo_toplevel(), theme.px(100) / 100
    wide = min(wanted[0], round(below.winfo_width() / unit) - _AROUND[0])
    high = min(wanted[1], round(below.winfo_height() / unit) - _AROUND[1])
    return max(wide, _LEAST[0]), max(high, _LEAST[1])
