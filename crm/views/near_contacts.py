"""The contacts that look like the one being typed, beside its form: who, why, and a way to open each. Finds nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from crm.models.duplicates import Near
from crm.utils.i18n import _, ngettext
from crm.utils.text import fold
from crm.views import theme
from crm.views.colors import hue_of

WIDTH = 276
_INSIDE = WIDTH - 74  # units for the texts of a card
_MOST_REASONS = 2


class NearContacts(ttk.Frame):
    """A column of cards, one a contact. `on_open(contact id)` hears a click, Enter or the space bar on one.

    `on_leave` hears Escape: the keyboard shall go back to the form.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, padding=(0, theme.px(20), theme.px(20), theme.px(20)))
        self.on_open: Callable[[int], object] = lambda _contact_id: None
        self.on_leave: Callable[[], object] = lambda: None
        self.cards: list[ttk.Frame] = []
        self._matches: Sequence[Near] = ()
        ttk.Frame(self, width=theme.px(WIDTH - 20)).pack()
        self._title = ttk.Label(self, style="Heading.TLabel", wraplength=theme.px(WIDTH - 24), justify="left")
        self._title.pack(anchor="w", padx=theme.px(4))
        hint = ttk.Label(self, style="Small.TLabel", text=_("F6 goes there and back, Enter opens."))
        hint.configure(wraplength=theme.px(WIDTH - 24), justify="left")
        hint.pack(anchor="w", padx=theme.px(4), pady=(theme.px(2), theme.px(10)))

    @property
    def has_keyboard(self) -> bool:
        """Whether one of the cards has the keyboard."""
        return str(self.tk.call("focus")).startswith(str(self))

    def show(self, matches: Sequence[Near]) -> None:
        """Show these, best first; the same ones again stay as they are."""
        if matches == self._matches:
            return
        self._matches = matches
        for card in self.cards:
            card.destroy()
        self._title.configure(text=_title(matches))
        self.cards = [self._card(match) for match in matches]

    def take_focus(self) -> None:
        """Put the keyboard on the first card."""
        if self.cards:
            self.cards[0].focus_set()

    def _card(self, match: Near) -> ttk.Frame:
        card = ttk.Frame(self, style="Field.TFrame", padding=theme.px(6), takefocus=True, cursor="hand2")
        card.pack(fill="x", pady=(0, theme.px(4)))
        picture = ttk.Label(card)
        picture.grid(row=0, column=0, sticky="nw", padx=(0, theme.px(8)))
        theme.follow(
            picture, lambda: picture.configure(image=theme.avatar(fold(match.name), size=20, hue=hue_of(match.name)))
        )
        name = theme.fit(match.name, theme.px(_INSIDE), font=theme.STRONG)
        ttk.Label(card, text=name, style="Strong.TLabel").grid(row=0, column=1, sticky="w")
        if match.detail:
            detail = theme.fit(match.detail, theme.px(_INSIDE))
            ttk.Label(card, text=detail, style="Muted.TLabel").grid(row=1, column=1, sticky="w")
        room = theme.px(_INSIDE)
        words = [theme.fit(reason, room, font=theme.SMALL) for reason in match.likeness.evidence[:_MOST_REASONS]]
        reasons = ttk.Label(card, text="\n".join(words), style="Warning.TLabel" if match.exact else "Small.TLabel")
        reasons.grid(row=2, column=1, sticky="w")
        self._bind_card(card, match.contact_id)
        return card

    def _bind_card(self, card: ttk.Frame, contact_id: int) -> None:
        def opened(_event: object) -> str:
            self.on_open(contact_id)
            return "break"

        def left(_event: object) -> str:
            self.on_leave()
            return "break"

        for part in (card, *card.winfo_children()):
            part.bind("<ButtonRelease-1>", opened)
        for key in ("<Return>", "<KP_Enter>", "<space>"):
            card.bind(key, opened)
        card.bind("<Escape>", left)
        card.bind("<Down>", lambda _event: self._step(card, 1))
        card.bind("<Up>", lambda _event: self._step(card, -1))
        for event, state in {"FocusIn": "focus", "FocusOut": "!focus", "Enter": "active", "Leave": "!active"}.items():
            card.bind(f"<{event}>", lambda _event, state=state: card.state([state]))  # type: ignore[misc]
        theme.follow(card, lambda: _paint(card))

    def _step(self, card: ttk.Frame, by: int) -> str:
        at = self.cards.index(card) + by
        if 0 <= at < len(self.cards):
            self.cards[at].focus_set()
        return "break"


def _title(matches: Sequence[Near]) -> str:
    count = len(matches)
    if any(match.exact for match in matches):
        words = ngettext("This contact is known already", "{count} contacts are known already", count)
    else:
        words = ngettext("One contact looks like it", "{count} contacts look like it", count)
    return words.format(count=count)


def _paint(card: ttk.Frame) -> None:
    """Give the labels the ground of the card they stand on."""
    palette = theme.colors()
    for part in card.winfo_children():
        if isinstance(part, ttk.Label):
            part.configure(background=palette.background if palette.mode == "light" else palette.raised)
