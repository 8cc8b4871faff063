"""The real window that the scenes of the screenshots are acted out in: opened on the demo, waited for, pictured.

What the scenes are stands in scenes.py and the files named after what they picture.
"""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from PIL import Image, ImageDraw, ImageGrab

from crm import demo
from crm.app import open_database, sign_in
from crm.models.lists import ListQuery
from crm.models.views import SavedView
from crm.session import Session
from crm.storage.changelog import Door
from crm.utils import paths
from crm.utils.settings import Settings
from crm.views import theme
from crm.views.commands import find
from crm.views.window import Window

Shown = TypeVar("Shown", bound=tk.Misc)

_LARGEST = 150_000  # bytes
_PATIENCE = 15.0  # seconds until what a scene waits for must have happened
_STILL = 0.35  # seconds in which nothing may happen before a picture
_USER = "Marta Soler Vidal"


class Stagehand:
    """Holds the window, waits until it rests, takes its picture."""

    def __init__(self, look: tuple[str, str, str], folder: Path) -> None:
        self.language, self.mode, self.size = look
        self.folder = folder
        self.width, self.height = (int(part) for part in self.size.split("x"))
        settings = Settings(paths.config_folder() / "window.json")
        settings.set("window.geometry", f"{self.size}+0+0")
        self.root = theme.create_window("Cartera", mode=cast("theme.Mode", self.mode), scaling=1.0)
        self.window = Window(self.root, settings)
        self.window.start(None)
        self.rest()
        menu = self.root.winfo_rooty()  # without a window manager the menu stands on top of the size asked for
        self.root.geometry(f"{self.width}x{self.height - menu}+0+0")
        self.rest()

    def run(self, command_id: str) -> None:
        """Run a command of the window by its id, and wait."""
        self.root.after(1, lambda: self.window.runner.run(find(command_id)))
        self.rest()

    def rest(self, until: Callable[[], object] = lambda: True) -> None:
        """Let the window work until `until` is true, and then a moment more; TimeoutError when it never is."""
        limit = time.monotonic() + _PATIENCE
        while not until():
            if time.monotonic() > limit:
                raise TimeoutError("what the scene waited for did not happen")
            self._breathe()
        still = time.monotonic() + _STILL
        while time.monotonic() < still:
            self._breathe()

    def _breathe(self) -> None:
        self.root.update()
        time.sleep(0.01)

    def picture(self, scene: str) -> None:
        """Save what the screen shows, in as few colours as keep the file small."""
        self.root.event_generate("<Motion>", warp=True, x=self.width - 2, y=self.root.winfo_height() - 2)
        self.rest()
        shot = ImageGrab.grab(bbox=(0, 0, self.width, self.height), xdisplay=None).convert("RGB")
        self._frame_dialogs(shot)
        path = self.folder / f"{scene}-{self.language}-{self.mode}-{self.width}.png"
        for colors in (256, 128, 64, 32):
            few = shot.quantize(colors, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            few.save(path, optimize=True)
            if path.stat().st_size < _LARGEST:
                break

    def _frame_dialogs(self, shot: Image.Image) -> None:
        """Draw the line around dialogs that a window manager would; the virtual display has none."""
        pen = ImageDraw.Draw(shot)
        for child in self.root.winfo_children():
            if isinstance(child, tk.Toplevel) and child.winfo_ismapped() and not child.overrideredirect():
                left, top = child.winfo_rootx() - 1, child.winfo_rooty() - 1
                pen.rectangle(
                    (left, top, left + child.winfo_width() + 1, top + child.winfo_height() + 1),
                    outline=theme.colors().border,
                )

    def type(self, entry: tk.Misc, text: str) -> None:
        """Type a text into an entry, key by key."""
        entry.focus_force()
        self.root.update()
        for letter in text:
            entry.event_generate("<Key>", keysym=letter)
            self.root.update()
        self.rest()

    def close_dialogs(self) -> None:
        """Close every window but the main one."""
        for child in self.root.winfo_children():
            if isinstance(child, tk.Toplevel) and child.winfo_exists():
                child.destroy()
        self.rest()


def _prepare(path: Path) -> None:
    """A file with the demo business, its owner named."""
    session = sign_in(open_database(path), Door.CLI)
    session.users.change(session.user.id, name=_USER)
    demo.fill(session)
    session.database.close()


def open_demo(hand: Stagehand) -> Session:
    """The window on the demo business, its list shown."""
    path = paths.data_folder() / ("Ventas.db" if hand.language == "es" else "Sales.db")
    if not path.exists():
        _prepare(path)
    open_file(hand, path)
    window = hand.window
    window.build()
    window.show_page("contacts")
    hand.rest(lambda: window.contacts.known)
    list_contacts(hand, ListQuery())
    return window.desk.session


def open_file(hand: Stagehand, path: Path) -> None:
    """The window on a file, no dialog over it."""
    window = hand.window
    if not window.is_open or window.desk.session.database.path != path:
        window.open(path)
        hand.rest(lambda: window.is_open and window.desk.session.database.path == path)
    hand.close_dialogs()


def list_contacts(hand: Stagehand, query: ListQuery, *, name: str = "") -> None:
    """List what a query finds, as a saved view would."""
    hand.window.contacts.views.use(SavedView(0, name, {"query": query.to_plain()}, None, shared=False))
    hand.rest()


def over(hand: Stagehand, kind: type[Shown]) -> Shown:
    """The dialog of a kind that is open."""
    waiting: list[tk.Misc] = [hand.root]
    while waiting:
        widget = waiting.pop()
        if isinstance(widget, kind):
            return widget
        waiting += widget.winfo_children()
    raise LookupError(kind.__name__)
