"""A feed of what happened, newest first, grouped by day; its text can be selected and copied. Knows no records."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from tkinter import ttk

from crm.utils import dates
from crm.utils.i18n import _
from crm.views import theme
from crm.views.widgets.chips import Flow

_LONGEST_BODY = 1200


@dataclass(frozen=True)
class Entry:
    """One thing that happened: `moment` in ISO-8601 UTC, `meta` a few quiet words, `key` whatever the owner needs."""

    moment: str
    title: str
    body: str = ""
    meta: str = ""
    icon: str = "dot"
    hue: str = "#475569"
    key: object = None


class Timeline(ttk.Frame):
    """`on_filter(key)` hears the filters, `on_more()` the wish for older entries, `on_open(key)` a click on a title."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_filter: Callable[[str], None] | None = None
        self.on_more: Callable[[], None] | None = None
        self.on_open: Callable[[object], None] | None = None
        self._entries: list[Entry] = []
        self._more = False
        self._chosen = tk.StringVar(self)
        self.columnconfigure(0, weight=1)
        self.rowconfigure(1, weight=1)
        self.filters = Flow(self)
        self.text = tk.Text(self, wrap="word", state="disabled", cursor="arrow", takefocus=True, width=30, height=8)
        self.text.configure(borderwidth=0, highlightthickness=0, relief="flat", font=theme.BODY)
        self.text.grid(row=1, column=0, sticky="nsew")
        self._bar = ttk.Scrollbar(self, style="Round.Vertical.TScrollbar", command=self.text.yview)
        self.text.configure(yscrollcommand=self._scrolled)
        self.more: ttk.Button | None = None
        theme.follow(self.text, self._paint)

    def set_filters(self, filters: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Offer (key, label) filters above the feed; one is chosen at a time."""
        for child in self.filters.winfo_children():
            child.destroy()
        self._chosen.set(chosen)
        for key, label in filters:
            button = ttk.Radiobutton(
                self.filters, text=label, value=key, variable=self._chosen, style="Pill.TRadiobutton"
            )
            button.configure(command=self._filtered)
        self.filters.grid(row=0, column=0, columnspan=2, sticky="ew", pady=(0, theme.px(8)))
        self.filters.flow()

    def set(self, entries: Sequence[Entry], *, more: bool = False) -> None:
        """Show these entries, newest first; `more` offers older ones."""
        self._entries, self._more = list(entries), more
        self._draw()
        self.text.yview_moveto(0)

    def extend(self, entries: Sequence[Entry], *, more: bool = False) -> None:
        """Add older entries below, the view staying where it is."""
        place = self.text.yview()[0] * len(self._entries)
        self._entries, self._more = [*self._entries, *entries], more
        self._draw()
        self.text.yview_moveto(place / max(1, len(self._entries)))

    def _draw(self) -> None:
        self.text.configure(state="normal")
        self.text.delete("1.0", "end")
        for tag in self.text.tag_names():
            if tag.startswith("open"):
                self.text.tag_delete(tag)
        for day, entries in groupby(enumerate(self._entries), key=lambda pair: _day(pair[1].moment)):
            self.text.insert("end", f"{day}\n", "day")
            for place, entry in entries:
                self._write(place, entry)
        if not self._entries:
            self.text.insert("end", _("Nothing here yet."), "meta")
        if self._more:
            self.text.insert("end", "\n")
            # a text destroys what stands in it when it is emptied, so the button is made anew
            self.more = ttk.Button(self.text, text=_("Show older"), style="Secondary.TButton", command=self._ask_more)
            self.text.window_create("end", window=self.more, padx=theme.px(26))
        self.text.configure(state="disabled")

    def _write(self, place: int, entry: Entry) -> None:
        self.text.image_create(
            "end", image=theme.icon(entry.icon, 16, color=theme.chip_ink(entry.hue)), padx=theme.px(3)
        )
        self.text.insert("end", f"  {entry.title}", ("title", f"open{place}"))
        time = dates.show_moment(entry.moment)[-5:] if len(entry.moment) > 10 else ""
        words = " · ".join(word for word in (time, entry.meta) if word)
        self.text.insert("end", f"   {words}\n", "meta")
        if entry.body:
            body = entry.body if len(entry.body) <= _LONGEST_BODY else f"{entry.body[:_LONGEST_BODY].rstrip()}…"
            self.text.insert("end", f"{body}\n", "body")
        self.text.insert("end", "\n", "gap")
        if entry.key is not None:
            self._make_link(f"open{place}", entry.key)

    def _make_link(self, tag: str, key: object) -> None:
        self.text.tag_bind(tag, "<Enter>", lambda _event: self._point(tag, on=True))
        self.text.tag_bind(tag, "<Leave>", lambda _event: self._point(tag, on=False))
        self.text.tag_bind(tag, "<Button-1>", lambda _event: self.on_open(key) if self.on_open else None)

    def _point(self, tag: str, *, on: bool) -> None:
        self.text.tag_configure(tag, underline=on)
        self.text.configure(cursor="hand2" if on else "arrow")

    def _paint(self) -> None:
        palette, px = theme.colors(), theme.px
        self.text.configure(background=palette.background, foreground=palette.foreground, highlightthickness=0)
        self.text.configure(selectbackground=palette.primary, selectforeground=palette.on_primary, borderwidth=0)
        self.text.tag_configure("day", font=theme.STRONG, spacing1=px(4), spacing3=px(8))
        self.text.tag_configure("title", lmargin2=px(28), font=theme.STRONG, foreground=palette.foreground)
        self.text.tag_configure("meta", lmargin2=px(28), font=theme.SMALL, foreground=palette.muted)
        self.text.tag_configure("body", lmargin1=px(30), lmargin2=px(30), spacing1=px(3), foreground=palette.foreground)
        self.text.tag_configure("gap", font=theme.SMALL, spacing1=0, spacing3=0)
        self._draw()

    def _filtered(self) -> None:
        if self.on_filter:
            self.on_filter(self._chosen.get())

    def _ask_more(self) -> None:
        if self.on_more:
            self.on_more()

    def _scrolled(self, first: float, last: float) -> None:
        if float(first) <= 0.0 and float(last) >= 1.0:
            self._bar.grid_remove()
        else:
            self._bar.grid(row=1, column=1, sticky="ns")
        self._bar.set(first, last)


def _day(moment: str) -> str:
    """The local day of a moment, "Today" and "Yesterday" in words."""
    local = dates.show_moment(moment)
    day = local[:-6] if len(moment) > 10 else local
    if day == dates.show_day(dates.today()):
        return _("Today")
    return day
