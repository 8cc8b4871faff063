"""A page of a PDF: its size and margins, texts, rules and boxes put on it, and things flowing from page to page.

What flows is an Item: it knows its height, may be cut in two, and draws itself. Nothing here knows reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from crm.files import report_pdf_text as texts
from crm.utils import i18n

INK, QUIET, RULE, ZEBRA = "#1f2933", "#5c6773", "#c5ccd3", "#f4f6f8"
MARGIN = 42.0  # points: 15 mm
FOOT = 22.0  # points at the bottom of the page for its number
_A4, _LETTER = (595.28, 841.89), (612.0, 792.0)
# Countries that print on Letter, by the Common Locale Data Repository.
_LETTER_COUNTRIES = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])


@dataclass(frozen=True)
class Paper:
    """A sheet, in points."""

    width: float
    height: float

    @property
    def room(self) -> tuple[float, float]:
        """The width and height between the margins, the foot left out."""
        return self.width - 2 * MARGIN, self.height - 2 * MARGIN - FOOT

    @property
    def turned(self) -> Paper:
        """The same sheet lying."""
        return Paper(self.height, self.width)


def paper() -> Paper:
    """The sheet that the country in use prints on, upright."""
    return Paper(*(_LETTER if i18n.country() in _LETTER_COUNTRIES else _A4))


@dataclass(frozen=True)
class Style:
    """How a text looks."""

    size: float
    bold: bool = False
    color: str = INK


Point = tuple[float, float]  # from the top left corner of the sheet, to the right and down


class Pen:
    """Draws on the page at hand; texts lie above boxes."""

    def __init__(self, canvas: Any, sheet: Paper) -> None:
        self.canvas = canvas
        self.sheet = sheet
        self._writing = canvas.beginText()
        self._is_set: dict[str, object] = {}

    def text(self, at: Point, text: str, *, style: Style) -> None:
        """Put a cleaned line with the left end of its base line at a point."""
        x, y = at
        self._set("color", style.color)
        for piece in texts.pieces(text, bold=style.bold):
            if type(piece.text) is not str:  # the library raises the first letter of a shaped text only after a font
                self._is_set.pop("font", None)
            self._set("font", (piece.font, style.size))
            self._writing.setTextOrigin(x, self.sheet.height - y)
            self._writing.textLine(piece.text)
            x += piece.width * style.size

    def text_to(self, at: Point, text: str, *, style: Style) -> None:
        """The same with its right end there."""
        self.text((at[0] - texts.width(text, bold=style.bold) * style.size, at[1]), text, style=style)

    def rule(self, at: Point, width: float, *, strong: bool = False) -> None:
        """A line across."""
        x, y = at[0], self.sheet.height - at[1]
        self.canvas.setStrokeColor(_ink(INK if strong else RULE))
        self.canvas.setLineWidth(0.9 if strong else 0.5)
        self.canvas.line(x, y, x + width, y)

    def box(self, at: Point, size: Point, *, color: str = ZEBRA) -> None:
        """A filled box, from its top left corner."""
        self.canvas.setFillColor(_ink(color))
        self.canvas.rect(at[0], self.sheet.height - at[1] - size[1], *size, stroke=0, fill=1)

    def turn_over(self) -> None:
        """End this page and begin the next."""
        self.canvas.drawText(self._writing)
        self.canvas.showPage()
        self._writing = self.canvas.beginText()
        self._is_set.clear()

    def _set(self, what: str, value: Any) -> None:
        """Tell the page a font or a colour that is not the one in use."""
        if self._is_set.get(what) == value:
            return
        self._is_set[what] = value
        if what == "font":
            self._writing.setFont(*value)
        else:
            self._writing.setFillColor(_ink(value))


@lru_cache(maxsize=16)
def _ink(color: str) -> Any:
    """A colour as the library knows it; reading one takes as long as writing a word."""
    from reportlab.lib.colors import HexColor

    return HexColor(color)


class Item(Protocol):
    """Something that takes its height of a page. `keep`: it does not stand at the bottom without what follows."""

    height: float
    keep: bool

    def split(self, room: float) -> tuple[Item, Item] | None:
        """The part that fits into so much height, and the rest; None where it cannot be cut there."""

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it from `top` down."""


Placed = tuple[Item, float]  # an item and the height where it begins
Head = Callable[[Item], "Item | None"]  # what is repeated above an item at the top of a page


def flow(items: Iterable[Item], sheet: Paper, *, head: Head) -> list[list[Placed]]:
    """The pages that items fill."""
    layout = _Layout(sheet, head)
    for stretch in _stretches(items):
        layout.place(stretch)
    return layout.pages


def _stretches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Items that are to stay together."""
    stretch: list[Item] = []
    for item in items:
        stretch.append(item)
        if not item.keep:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


class _Layout:
    """Pages as they fill."""

    def __init__(self, sheet: Paper, head: Head) -> None:
        self.pages: list[list[Placed]] = [[]]
        self._head = head
        self._top = MARGIN
        self._bottom = MARGIN + sheet.room[1]
        self._begun = False  # something but a repeated head stands on the page

    def place(self, stretch: Sequence[Item]) -> None:
        """Put items that stay together where they fit, on a new page if need be; what is taller than one is cut."""
        whole = sum(item.height for item in stretch)
        room = self._bottom - self._top
        if whole > room and self._begun and whole <= self._bottom - MARGIN:
            self._turn(stretch[0])
        for item in stretch:
            self._place_one(item)

    def _place_one(self, item: Item) -> None:
        room = self._bottom - self._top
        parts = item.split(room) if item.height > room else None
        if parts:
            self._put(parts[0])
            self._turn(parts[1])
            self._place_one(parts[1])
        elif item.height > room and self._begun:
            self._turn(item)
            self._place_one(item)
        else:
            self._put(item)

    def _put(self, item: Item) -> None:
        self.pages[-1].append((item, self._top))
        self._top += item.height
        self._begun = True

    def _turn(self, following: Item) -> None:
        self.pages.append([])
        self._top = MARGIN
        self._begun = False
        if head := self._head(following):
            self._put(head)
            self._begun = False
