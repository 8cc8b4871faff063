"""The look of the window: theme, palette, units, fonts, icons. The only importer of ttkbootstrap.

Everything else in views and widgets is plain tkinter and ttk with the style names of `styles`. No widget with a life
of its own stands here.
"""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import font as tkfont
from tkinter import ttk
from typing import Any, Literal

import ttkbootstrap
from PIL import Image, ImageDraw, ImageFont

from crm.views.colors import DARK, LIGHT, PALETTES, Palette, ink, soft
from crm.views.shapes import Shapes
from crm.views.styles import popdown
from crm.views.styles.basics import dress
from crm.views.styles.chips import chip
from crm.views.styles.kit import Kit
from crm.views.widgets.text_undo import TextUndo

Mode = Literal["light", "dark"]
BODY, SMALL, STRONG, HEADING, TITLE, MONO = "TkDefaultFont", "Small", "Strong", "Heading", "Title", "Mono"
_FAMILIES = {
    "win32": ("Segoe UI",),
    "darwin": ("SF Pro Text", ".AppleSystemUIFont", "Helvetica Neue"),
    "linux": ("Inter", "Noto Sans", "Ubuntu", "Cantarell", "DejaVu Sans"),
}
_MONO = ("Cascadia Mono", "SF Mono", "Menlo", "Noto Sans Mono", "DejaVu Sans Mono")
_LAST_LATIN = 0x250  # the picture's own face has no letters beyond: a silhouette stands there instead
_SIZES = {BODY: 10, SMALL: 9, STRONG: 10, HEADING: 11, TITLE: 16, MONO: 10}
_ICONS = Path(__file__).resolve().parents[2] / "packaging" / "icons"
_LIBRARY: Any = ttkbootstrap  # half of it carries no annotations
_TK_FONTS = ("TkTextFont", "TkMenuFont", "TkHeadingFont", "TkCaptionFont", "TkTooltipFont", "TkIconFont")


class App(ttkbootstrap.App):
    """The one root window of the process, dressed; `shapes` holds the pictures its styles are made of."""

    def __init__(self, title: str, *, mode: Mode, scaling: float | None) -> None:
        _register_themes()
        units = None if scaling is None else scaling * _points(1.0)
        super().__init__(title=title, theme=f"cartera-{mode}", scaling=units)
        self.shapes = Shapes(self)
        TextUndo(self)
        _name_fonts(self)
        self.style.on_theme_change(self._dress)
        # the library takes the space bar away from buttons; a person at the keyboard expects it to press them
        self.tk.call("bind", "TButton", "<Key-space>", "ttk::button::activate %W")
        self._icons = [tk.PhotoImage(master=self, file=_ICONS / f"cartera-{size}.png") for size in (128, 48, 32)]
        self.iconphoto(True, *self._icons)

    @property
    def kit(self) -> Kit:
        """What styles are made with in the theme in use."""
        return Kit(style=self.style, palette=colors(), shapes=self.shapes, px=px, icon=icon)

    def _dress(self, _style: ttk.Style) -> None:
        dress(self.kit)
        self.configure(background=colors().background)
        popdown.dress(self.kit, self)


def create_window(title: str, *, mode: Mode = "light", scaling: float | None = None) -> App:
    """Open the root window. `scaling` is the size of everything, 1.0 as designed; None follows the system's setting."""
    return App(title, mode=mode, scaling=scaling)


def switch(root: App, mode: Mode) -> None:
    """Change every open window to light or dark."""
    if colors().mode != mode:
        root.theme_use(f"cartera-{mode}")


def colors() -> Palette:
    """The palette in use."""
    return DARK if _engine().theme_mode == "dark" else LIGHT


def on_change(callback: Callable[[], object]) -> Callable[[], None]:
    """Call `callback` after each change of theme; the returned function ends that."""

    def heard(_style: object) -> None:
        callback()

    engine = _engine()
    engine.on_theme_change(heard, call_now=False)
    return lambda: engine.remove_theme_change_callback(heard)


def follow(widget: tk.Misc, paint: Callable[[], object]) -> None:
    """Paint `widget` now and after each change of theme, for as long as it lives."""
    paint()
    disconnect = on_change(paint)
    widget.bind("<Destroy>", lambda event: disconnect() if event.widget is widget else None, add="+")


def px(units: float) -> int:
    """`units` of the design (1 unit = 1 pixel at 100 %) in pixels of this screen."""
    return int(_engine().scaling.logical(units))


def icon(name: str, size: int = 16, *, color: str = "") -> str:
    """The Tk image name of a Bootstrap icon, `size` in units; the palette's muted text colour unless told."""
    return str(_LIBRARY.Icon(name, size=size, color=color or colors().muted))


def set_icon(widget: ttk.Widget, name: str, *, size: int = 16, role: str = "muted") -> None:
    """Put an icon on a label or button and keep it in the colours of the theme; `role` names a palette colour."""

    def paint() -> None:
        palette = colors()
        usual, off = icon(name, size, color=getattr(palette, role)), icon(name, size, color=palette.placeholder)
        widget.configure(image=(usual, "disabled", off))  # type: ignore[call-arg]

    follow(widget, paint)


def avatar(text: str, *, size: int = 20, hue: str) -> str:
    """The Tk image name of a disc with up to two initials of `text`; hue says the colour of disc and letters."""
    words = [word for word in text.split() if word[0].isalnum()]
    letters = "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
    letters = letters if all(ord(letter) < _LAST_LATIN for letter in letters) else ""
    palette, side = colors(), px(size)
    pen = ink(hue, palette)
    name = f"{letters}{pen}"
    return _window().shapes.disc(
        side, soft(hue, palette), letters=lambda picture: _write(picture, letters, color=pen), name=name
    )


def dot(color: str, size: int = 8) -> str:
    """The Tk image name of a round dot."""
    return _window().shapes.dot(px(size), color)


def chip_style(hue: str) -> str:
    """The button style of a chip in any hue (#rrggbb), for the theme in use: ask again after a change."""
    return chip(_window().kit, hue)


def chip_ink(hue: str) -> str:
    """The colour of text and marks on a chip of this hue."""
    return ink(hue, colors())


def menu(parent: tk.Misc) -> tk.Menu:
    """An empty pop-up menu in the colours of the theme."""
    made: tk.Menu = _LIBRARY.Menu(parent, tearoff=False, font=BODY)

    def paint() -> None:
        palette = colors()
        made.configure(activebackground=palette.hover, activeforeground=palette.foreground)

    follow(made, paint)
    return made


def tooltip(widget: tk.Misc, text: str) -> Callable[[str], object]:
    """Show `text` while the pointer rests on the widget; what is returned says it anew."""
    made = _LIBRARY.ToolTip(widget, text=text, delay=400)
    return lambda words: made.configure(text=words)


def fit(text: str, width: int, *, font: str = BODY) -> str:
    """`text` on one line, cut with … to `width` pixels of a named font."""
    measured = tkfont.nametofont(font).measure
    text = " ".join(text[:400].split()) if ("\n" in text or len(text) > 400) else text
    if measured(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measured(text[:middle].rstrip() + "…") <= width else (low, middle - 1)
    return text[:low].rstrip() + "…"


def _engine() -> Any:
    engine = _LIBRARY.Style.get_instance()
    if engine is None:
        raise RuntimeError("theme: no window is open yet")
    return engine


def _window() -> App:
    window = _engine().master
    if not isinstance(window, App):
        raise TypeError("theme: the root window was not made by create_window")
    return window


def _register_themes() -> None:
    block = {mode: {"background": look.background, "foreground": look.foreground} for mode, look in PALETTES.items()}
    _LIBRARY.Theme(
        name="cartera",
        primary="#2563eb",
        success="#16a34a",
        info="#0891b2",
        warning="#d97706",
        danger="#dc2626",
        neutral="#64748b",
        **block,
    ).register()


def _points(scaling: float) -> float:
    """Tk's pixels per point for a scaling of the design."""
    return scaling * (1.0 if sys.platform == "darwin" else 4 / 3)


def _name_fonts(root: tk.Misc) -> None:
    known = {name.lower(): name for name in tkfont.families(root)}
    wanted = _FAMILIES.get(sys.platform, _FAMILIES["linux"])
    usual = str(tkfont.nametofont(BODY, root=root).actual("family"))
    family = next((known[name.lower()] for name in wanted if name.lower() in known), usual)
    mono = next((known[name.lower()] for name in _MONO if name.lower() in known), "TkFixedFont")
    existing = tkfont.names(root)
    for name, size in _SIZES.items():
        weight = "bold" if name in (STRONG, HEADING, TITLE) else "normal"
        command = "configure" if name in existing else "create"
        chosen = mono if name == MONO else family
        root.tk.call("font", command, name, "-family", chosen, "-size", size, "-weight", weight)
    for name in _TK_FONTS:
        if name in existing:
            root.tk.call("font", "configure", name, "-family", family, "-size", 9 if name == "TkTooltipFont" else 10)


def _write(picture: Image.Image, letters: str, *, color: str) -> None:
    side = picture.size[0]
    if not letters:
        pen = ImageDraw.Draw(picture)
        pen.ellipse((side * 0.36, side * 0.22, side * 0.64, side * 0.5), fill=color)
        pen.pieslice((side * 0.22, side * 0.56, side * 0.78, side * 1.1), 180, 360, fill=color)
        return
    face = ImageFont.load_default(size=side * (0.46 if len(letters) > 1 else 0.52))
    ImageDraw.Draw(picture).text((side / 2, side / 2), letters, fill=color, font=face, anchor="mm")
