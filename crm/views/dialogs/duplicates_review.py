"""The screen where duplicates are sorted like mail: groups on the left, the chosen one side by side on the right.

What is done with a group is the owner's; here is which one, and the keys.
"""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from tkinter import ttk
from typing import Any

from crm.models.contacts import COMPANY
from crm.models.duplicates import DEFAULT_SCORE, LEAST_SCORE, SURE_SCORE, Group
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import fold
from crm.views import keys, theme
from crm.views.colors import hue_of
from crm.views.dialogs.duplicates_compare import ComparePane
from crm.views.dialogs.duplicates_groups import counted, strongest
from crm.views.dialogs.duplicates_score import ScoreSlider
from crm.views.widgets.table import Column, Table
from crm.views.widgets.table_rows import Answer, Cells

_NARROWEST_LIST, _WIDEST_LIST, _SHARE_OF_LIST = 420, 640, 0.37
_STEP = 120  # units by which Shift and an arrow move what is compared
_WAYS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
_BLINK = 10  # milliseconds: no finger lets go of a key and presses it again so fast
_ACTS = {
    "Return": "on_merge", "KP_Enter": "on_merge", "Right": "on_merge",
    "Left": "on_apart", "d": "on_apart", "e": "on_edit",
}  # fmt: skip
Fetch = Callable[[list[int], Callable[[list[dict[str, Any]]], object]], None]
Act = Callable[[Group], object]


class ReviewPage(ttk.Frame):
    """`show` gives the groups in order. `fetch(contact ids, done)` brings the rows the names stand in.

    `on_choose` hears which group is looked at (None: none), `on_merge`, `on_apart` and `on_edit` what to do with it,
    `on_score` from which score on groups are wanted, `on_all` that many shall be merged at once.
    """

    def __init__(self, parent: tk.Misc, *, fetch: Fetch) -> None:
        super().__init__(parent)
        self.on_choose: Callable[[Group | None], object] = lambda _group: None
        self.on_merge: Act = lambda _group: None
        self.on_apart: Act = lambda _group: None
        self.on_edit: Act = lambda _group: None
        self.on_score: Callable[[int], object] = lambda _score: None
        self.on_all: Callable[[], object] = lambda: None
        self._fetch_rows = fetch
        self._groups: dict[int, Group] = {}
        self._companies: set[int] = set()
        self._chosen: Group | None = None
        self._pressed = ("", 0)  # the key that decided last, and when
        self._let_go = 0  # when a key was let go last
        self._build_top()
        self._build_list()
        ttk.Frame(self, style="Line.TFrame", width=1).pack(side="left", fill="y", padx=theme.px(12))
        self.pane = ComparePane(self)
        self.pane.pack(side="left", fill="both", expand=True)
        self._bind_keys()

    @property
    def chosen(self) -> Group | None:
        """The group that is looked at."""
        return self._chosen

    @property
    def count_words(self) -> str:
        """How many groups and contacts the score leaves, as shown."""
        return str(self._count.cget("text"))

    def show(self, groups: Sequence[Group]) -> None:
        """Show these groups; where the chosen one is gone, the one that follows it is chosen."""
        place = self.table.focus_place
        self._groups = {group.ids[0]: group for group in groups}
        self.table.set_ids(array("q", self._groups), keep_place=True)
        self._say_count(groups)
        if groups and self.table.focus_place < 0:
            self.table.select([self.table.ids[max(0, min(place, len(groups) - 1))]])
            self.table.see_place(self.table.focus_place)
        self._selected()

    def look_at(self, ids: Iterable[int]) -> None:
        """Choose the first group that holds one of these contacts; none does: the choice stays."""
        wanted = set(ids)
        first = next((one for one in self.table.ids if not wanted.isdisjoint(self._groups[one].ids)), None)
        if first is not None:
            self.table.select([first])
            self.table.see(first)

    def forget_names(self) -> None:
        """Read the names again: contacts changed."""
        self.table.refresh()

    def take_focus(self) -> None:
        """One walks through the list."""
        self.table.tree.focus_set()

    def say_empty(self, title: str, text: str) -> None:
        """What stands in the list when no group is left at this score."""
        lower = (_("Show them from {score}").format(score=LEAST_SCORE), lambda: self.slider.choose(LEAST_SCORE))
        self.table.set_empty(title, text, action=lower if self.slider.score > LEAST_SCORE else None)

    # ---- making

    def _build_top(self) -> None:
        top = ttk.Frame(self)
        top.pack(fill="x", pady=(0, theme.px(12)))
        self.slider = ScoreSlider(top, DEFAULT_SCORE)
        self.slider.on_change = self._scored
        self.slider.pack(side="left")
        self._count = ttk.Label(top, style="Muted.TLabel")
        self._count.pack(side="left", padx=theme.px(12))
        words = _("Merge all from {score}…").format(score=SURE_SCORE)
        self.all_button = ttk.Button(top, text=words, command=self._all)
        self.all_button.pack(side="right")

    def _build_list(self) -> None:
        left = ttk.Frame(self, width=theme.px(_NARROWEST_LIST))
        left.pack_propagate(False)
        self.bind("<Configure>", lambda event: left.configure(width=_list_width(event.width)))
        left.pack(side="left", fill="y")
        columns = [
            Column("names", _("Contacts"), 190, sortable=False),
            Column("count", "#", 48, anchor="e", sortable=False),
            Column("score", _("Score"), 62, anchor="e", sortable=False),
            Column("why", _("Why"), 120, sortable=False),
        ]
        self.table = Table(left, columns, fetch=self._fetch, mark=self._mark)
        self.table.pack(fill="both", expand=True)
        self.table.on_select = self._selected
        self.table.on_open = lambda _row: self._act(self.on_edit)  # a double click must not merge by mistake

    def _bind_keys(self) -> None:
        tree = self.table.tree
        for key, name in _ACTS.items():
            self._bind_key(key, lambda event, name=name: self._press(event, name))  # type: ignore[misc]
        tree.bind("<KeyRelease>", self._release)
        for key, way in _WAYS.items():
            tree.bind(f"<Shift-{key}>", lambda _event, way=way: self._scroll(*way))  # type: ignore[misc]
        for key, arrow in {"j": "Down", "k": "Up"}.items():
            self._bind_key(key, lambda _event, arrow=arrow: tree.event_generate(f"<{arrow}>"))  # type: ignore[misc]

    def _bind_key(self, key: str, act: Callable[[tk.Event[tk.Misc]], object]) -> None:
        def pressed(event: tk.Event[tk.Misc]) -> str | None:
            if int(event.state) & keys.CONTROL:  # Ctrl+D means something else
                return None
            act(event)
            return "break"

        for each in {key, key.upper()} if len(key) == 1 else {key}:  # with Caps Lock on as well
            self.table.tree.bind(f"<Key-{each}>", pressed)

    def _press(self, event: tk.Event[tk.Misc], name: str) -> None:
        """One press decides about one group: a key that is held down would decide about groups nobody saw."""
        now = int(event.time)
        (key, pressed), self._pressed = self._pressed, (event.keysym, now)
        # a key that repeats is let go not at all, or at the very moment it is pressed again
        held = now and key == event.keysym and (self._let_go < pressed or now - self._let_go < _BLINK)
        if not held:
            self._act(getattr(self, name))

    def _scroll(self, across: int, down: int) -> str:
        """Move what is compared: the list keeps the keyboard."""
        self.pane.matrix.scroll(across * theme.px(_STEP), down * theme.px(_STEP))
        return "break"

    def _release(self, event: tk.Event[tk.Misc]) -> None:
        self._let_go = int(event.time)

    # ---- showing

    def _say_count(self, groups: Sequence[Group]) -> None:
        count, contacts = len(groups), counted(groups)
        words = ngettext("{count} group", "{count} groups", count).format(count=show_number(count))
        held = ngettext("{count} contact", "{count} contacts", contacts).format(count=show_number(contacts))
        self._count.configure(text=f"{words} · {held}")
        self.all_button.state(["!disabled" if groups else "disabled"])

    def _fetch(self, firsts: list[int], done: Answer) -> None:
        wanted = [self._groups[first] for first in firsts if first in self._groups]

        def told(rows: list[dict[str, Any]]) -> None:
            known = {row["id"]: row for row in rows}
            self._companies |= {row["id"] for row in rows if row["kind"] == COMPANY}
            done({group.ids[0]: _cells(group, known) for group in wanted})

        self._fetch_rows([one for group in wanted for one in group.ids], told)

    def _mark(self, row: int, cells: Sequence[str]) -> str:
        name = cells[0].partition(" · ")[0] if cells else ""
        if row in self._companies:
            return theme.icon("building", 18, color=theme.colors().muted)
        return theme.avatar(fold(name), size=20, hue=hue_of(name))

    def _selected(self) -> None:
        focused = self.table.focus_id
        group = self._groups.get(focused) if focused is not None else None
        before, self._chosen = self._chosen, group
        if group != before:
            self.pane.announce(group)
            self.on_choose(group)

    def _scored(self, score: int) -> None:
        self.on_score(score)

    def _all(self) -> None:
        self.on_all()

    def _act(self, act: Act) -> None:
        if self._chosen is not None:
            act(self._chosen)


def _list_width(whole: int) -> int:
    return max(theme.px(_NARROWEST_LIST), min(theme.px(_WIDEST_LIST), round(_SHARE_OF_LIST * whole)))


def _cells(group: Group, rows: Mapping[int, Mapping[str, Any]]) -> Cells:
    names = dict.fromkeys(str(rows[one]["name"]) for one in group.ids if one in rows)
    return (" · ".join(names), show_number(len(group.ids)), str(group.score), strongest(group))
