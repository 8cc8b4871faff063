"""Ways to begin, as cards with a picture, a title and a sentence. What they do is handed in."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from crm.views import theme


@dataclass(frozen=True)
class Offer:
    """One way to begin."""

    glyph: str
    title: str
    text: str
    run: Callable[[], object]


class Offers(ttk.Frame):
    """A title, a sentence, and the offers side by side; the first has the keyboard and is the primary one."""

    def __init__(self, parent: tk.Misc, title: str, *, text: str, offers: Sequence[Offer]) -> None:
        super().__init__(parent)
        ttk.Label(self, text=title, style="Title.TLabel").pack()
        about = ttk.Label(self, text=text, style="Muted.TLabel", wraplength=theme.px(560), justify="center")
        about.pack(pady=(theme.px(6), theme.px(24)))
        row = ttk.Frame(self)
        row.pack()
        self.buttons = [self._card(row, place, offer=offer) for place, offer in enumerate(offers)]

    def _card(self, row: ttk.Frame, place: int, *, offer: Offer) -> ttk.Button:
        card = ttk.Frame(row, style="Card.TFrame", padding=theme.px(18))
        card.grid(row=0, column=place, sticky="nsew", padx=theme.px(8))
        row.columnconfigure(place, uniform="offers", minsize=theme.px(250))
        picture = ttk.Label(card)
        theme.set_icon(picture, offer.glyph, size=26, role="accent")
        picture.pack(anchor="w")
        ttk.Label(card, text=offer.title, style="Heading.TLabel").pack(anchor="w", pady=(theme.px(10), theme.px(4)))
        words = ttk.Label(card, text=offer.text, style="Muted.TLabel", wraplength=theme.px(210), justify="left")
        words.pack(anchor="w", fill="x")
        style = "Primary.TButton" if place == 0 else "TButton"
        button = ttk.Button(card, text=offer.title, style=style, command=offer.run)
        button.pack(side="bottom", anchor="w", pady=(theme.px(16), 0))
        for part in (card, picture, words):
            part.bind("<Button-1>", lambda _event: offer.run())
        return button
