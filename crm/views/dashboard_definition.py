"""What a card counts, in a small window beside it: definition, days, what is not in it with links to those records."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from tkinter import ttk

from crm.models.dashboards import CardFigure
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.views import dashboard_words, theme
from crm.views.widgets.card_frame import CardFrame
from crm.views.widgets.popup import Popup

_WIDTH = 400  # units of a line


class Definition(Popup):
    """`on_left_out(key)` hears which left out records are wanted, `on_records` that those that count are."""

    def __init__(self, card: CardFrame, figure: CardFigure) -> None:
        super().__init__(card, beside=card.explain)
        self.on_left_out: Callable[[str], object] = lambda _key: None
        self.on_records: Callable[[], object] = lambda: None
        self.links: list[ttk.Button] = []
        self.body.configure(padding=theme.px(14))
        self._line(figure.title, "Strong.TLabel")
        if figure.definition:
            self._line(figure.definition, "TLabel", above=6)
        for words in _days(figure):
            self._line(words, "Small.TLabel", above=6)
        if figure.left_out:
            self._line(_("Not in it, or not in full:"), "Small.TLabel", above=10)
        for one in figure.left_out:
            count = ngettext("{count} record", "{count} records", one.count).format(count=show_number(one.count))
            self._line(one.reason, "TLabel", above=4)
            self._link(_("Show {records}").format(records=count), partial(self._left_out, one.key))
        if figure.entity:
            self._link(_("Show what is counted"), self._records, above=8)
        if self.links:
            self.links[0].focus_set()

    @property
    def words(self) -> str:
        """All that stands there."""
        labels = [child for child in self.body.winfo_children() if isinstance(child, ttk.Label | ttk.Button)]
        return "\n".join(str(one.cget("text")) for one in labels)

    def close(self, *, back: bool = False) -> None:
        """Hide it; `back` gives the keyboard to the card, whose button takes no keys."""
        super().close()
        if back:
            self._owner.focus_set()

    def _line(self, words: str, style: str, *, above: int = 0) -> None:
        label = ttk.Label(self.body, text=words, style=style, wraplength=theme.px(_WIDTH), justify="left")
        label.pack(anchor="w", pady=(theme.px(above), 0))

    def _link(self, words: str, run: Callable[[], object], *, above: int = 0) -> None:
        button = ttk.Button(self.body, text=words, style="Link.TButton", command=run)
        button.pack(anchor="w", pady=(theme.px(above), 0))
        self.links.append(button)

    def _left_out(self, key: str) -> None:
        self.close(back=True)
        self.on_left_out(key)

    def _records(self) -> None:
        self.close(back=True)
        self.on_records()


def _days(figure: CardFigure) -> list[str]:
    """The days it is about, and those it is compared with."""
    told = []
    if figure.period.since or figure.period.until:
        told.append(_("Period: {period}").format(period=dashboard_words.period(figure.period)))
    if figure.compared is not None:
        told.append(_("Compared with: {period}").format(period=dashboard_words.days(figure.compared)))
    return told
