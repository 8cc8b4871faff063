"""Which tags the selected contacts wear: ticked, not ticked, or on some of them; a new one is a typed word away."""

from __future__ import annotations

import tkinter as tk
from collections import Counter
from collections.abc import Mapping, Sequence
from tkinter import ttk

from crm.models.tags import Tag
from crm.session import Session
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import fold
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.scrolled import Scrolled

_MOST_COUNTED = 5000


class TagPicker(DeskDialog):
    """Puts tags on contacts and takes them off, both as the person ticked them."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, ids: Sequence[int]) -> None:
        words = ngettext("Tags of {count} contact", "Tags of {count} contacts", len(ids))
        super().__init__(parent, desk, title=words.format(count=show_number(len(ids))), confirm=_("Save"))
        self._ids = ids
        self._text = tk.StringVar(self)
        self.entry = ttk.Entry(self.body, textvariable=self._text)
        self.entry.pack(fill="x")
        hint = _("Type to find a tag, or a new word to create one.")
        ttk.Label(self.body, text=hint, style="Small.TLabel").pack(anchor="w", pady=(theme.px(2), theme.px(8)))
        self._place = Scrolled(self.body)
        self._place.pack(fill="both", expand=True)
        self.boxes: dict[str, ttk.Checkbutton] = {}
        self._ticks: dict[str, tk.StringVar] = {}
        self._before: dict[str, str] = {}
        self._tag_ids: dict[str, int] = {}
        self._text.trace_add("write", lambda *_names: self._search())
        self.fix_size(380, 380)
        self.on_confirm = self.save

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something chosen."""
        return {name: tick.get() for name, tick in self._ticks.items()} != self._before

    def show(self, tags: Sequence[Tag], worn: Mapping[int, int]) -> None:
        """Offer these tags."""
        for tag in tags:
            state = "on" if worn.get(tag.id, 0) >= len(self._ids) else "some" if worn.get(tag.id) else "off"
            self._tag_ids[tag.name] = tag.id
            self._add(tag.name, state=state, color=tag.color)
        self._before = {name: tick.get() for name, tick in self._ticks.items()}
        self._place.adopt()

    def take_focus(self) -> None:
        """One types a tag."""
        self.entry.focus_set()

    def save(self) -> bool:
        """Do what is chosen; with a word typed, that tag is put on, new or known. False: it is not closed yet."""
        word = self._text.get().strip()
        chosen = {name: tick.get() for name, tick in self._ticks.items()}
        if word:
            chosen[self._known_name(word)] = "on"
        put_on = [name for name, state in chosen.items() if state == "on" and self._before.get(name) != "on"]
        take_off = [name for name, state in chosen.items() if state == "off" and self._before.get(name, "off") != "off"]
        self.write(lambda: self._apply(put_on, take_off), _said, done=lambda _count: self.close())
        return False

    def _apply(self, put_on: Sequence[str], take_off: Sequence[str]) -> int:
        session = self.desk.session
        new = [self._tag_ids.get(name) or session.tags.add(name) for name in put_on]
        changed = session.contacts.add_tags(self._ids, new) if new else 0
        gone = [self._tag_ids[name] for name in take_off]
        return changed + (session.contacts.remove_tags(self._ids, gone) if gone else 0)

    def _known_name(self, word: str) -> str:
        folded = fold(word)
        return next((name for name in self._ticks if fold(name) == folded), word)

    def _add(self, name: str, *, state: str, color: str) -> None:
        tick = tk.StringVar(self, value=state)
        box = ttk.Checkbutton(self._place.body, text=f" {theme.fit(name, theme.px(260))}", variable=tick)
        box.configure(onvalue="on", offvalue="off", image=theme.dot(color, 10), compound="left")
        if state == "some":
            box.state(["alternate"])
        box.pack(anchor="w", fill="x")
        self.boxes[name], self._ticks[name] = box, tick

    def _search(self) -> None:
        folded = fold(self._text.get().strip())
        for box in self.boxes.values():
            box.pack_forget()
        for name, box in self.boxes.items():
            if folded in fold(name):
                box.pack(anchor="w", fill="x")


def pick_tags(parent: tk.Misc, desk: Desk, ids: Sequence[int]) -> TagPicker:
    """Open the picker; the tags come when the worker has read them."""
    picker = TagPicker(parent, desk, ids=ids)
    session = desk.session

    def read() -> tuple[list[Tag], dict[int, int]]:
        tags = session.tags.all()
        return tags, _worn(session, ids, tags)

    picker.ask("tags", read, lambda found: picker.show(*found))
    picker.open()
    return picker


def _worn(session: Session, ids: Sequence[int], tags: Sequence[Tag]) -> dict[int, int]:
    """On how many of the contacts each tag is; of very many contacts only whether it is on any."""
    if len(ids) > _MOST_COUNTED:
        return {tag.id: min(tag.uses, len(ids) - 1) for tag in tags}
    return Counter(tag.id for row in session.contacts.rows(ids) for tag in row["tags"])


def _said(count: int) -> str:
    words = ngettext("Tags of {count} contact changed.", "Tags of {count} contacts changed.", count)
    return words.format(count=show_number(count)) if count else ""
