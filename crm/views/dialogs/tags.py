"""Managing tags: their names, colours and uses. Putting them on contacts is tag_picker.py's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.errors import CrmError, Invalid
from crm.models.tags import COLORS, Tag
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed, side
from crm.views.widgets.dialog import Question, ask
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window

_IN_A_ROW = 5


class Swatches(ttk.Frame):
    """The colours to choose from, as buttons; `on_choose` hears the colour."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_choose: Callable[[str], object] = lambda _color: None
        self._color = ""
        self.buttons = {color: self._button(place, color) for place, color in enumerate(COLORS)}
        theme.follow(self, self._paint)

    def show(self, color: str) -> None:
        """Mark a colour."""
        self._color = color
        self._paint()

    def _button(self, place: int, color: str) -> ttk.Button:
        button = ttk.Button(self, style="Icon.TButton", command=partial(self._chosen, color))
        button.grid(row=place // _IN_A_ROW, column=place % _IN_A_ROW)
        return button

    def _chosen(self, color: str) -> None:
        self.show(color)
        self.on_choose(color)

    def _paint(self) -> None:
        for color, button in self.buttons.items():
            chosen = color == self._color
            glyph = theme.icon("check-circle-fill", 20, color=color) if chosen else theme.dot(color, 20)
            button.configure(image=glyph)


class TagsDialog(DeskDialog):
    """Every change is saved at once and can be undone."""

    watches = frozenset(("tags", "contact_tags", "opportunity_tags"))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("Tags"))
        self.fix_size(760, 420)
        self._tags: dict[int, Tag] = {}
        self._wanted = 0
        self._named_text = tk.StringVar(self)
        self._build_details()
        columns = [
            Column("name", _("Tag"), 240, sortable=False),
            Column("uses", _("Contacts"), 90, anchor="e", sortable=False),
            Column("deals", _("Opportunities"), 110, anchor="e", sortable=False),
        ]
        self.list = Listed(self.body, columns, mark=self._mark)
        self.list.table.set_empty(_("No tags yet"), _("Type a name on the right and press Enter."))
        self.list.pack(side="left", fill="both", expand=True)
        self.list.on_choose = lambda _tag: self._show_chosen()
        self.list.table.on_delete = self.remove
        self.on_confirm = self._done
        self.refresh()

    @property
    def chosen(self) -> Tag | None:
        """The tag whose details are shown."""
        return self._tags.get(self.list.chosen or 0)

    def refresh(self) -> None:
        """Load the tags."""
        self.ask("tags", self.desk.session.tags.all, show=self._show)

    def take_focus(self) -> None:
        """A person begins in the list, or where a first tag is typed."""
        (self.list.table.tree if self._tags else self.new).focus_set()

    # ---- what a person does

    def add(self) -> None:
        """Add a tag of the name typed."""
        name = self._new_name.get().strip()
        if name:
            self.write(lambda: self.desk.session.tags.add(name), done=self._added)

    def rename(self) -> None:
        """Give the chosen tag the name typed."""
        tag, name = self.chosen, self._named_text.get().strip()
        if tag and name != tag.name:
            self.write(lambda: self.desk.session.tags.change(tag.id, name=name))

    def recolor(self, color: str) -> None:
        """Give the chosen tag another colour."""
        tag = self.chosen
        if tag and color != tag.color:
            self.write(lambda: self.desk.session.tags.change(tag.id, color=color))

    def remove(self) -> None:
        """Take the chosen tag away, from what wears it too; asks when something does."""
        tag = self.chosen
        if tag is None:
            return
        if not tag.uses and not tag.deals:
            self._remove(tag)
            return
        title = _("Remove the tag {name}?").format(name=tag.name)
        text = _("It is worn by {what}. Undo brings it back.").format(what=_worn(tag))
        ask(self, Question(title, text, _("Remove"), danger=True), then=lambda: self._remove(tag))

    def refused(self, error: CrmError) -> None:
        """Show the sentence, and mark the field it is about."""
        super().refused(error)
        if isinstance(error, Invalid):
            (self.new if self._new_name.get().strip() else self.entry).state(["invalid"])

    # ---- making

    def _build_details(self) -> None:
        details = side(self.body, width=260)
        ttk.Label(details, text=_("New tag"), style="Small.TLabel").pack(anchor="w")
        self._new_name = tk.StringVar(self)
        row = ttk.Frame(details)
        row.pack(fill="x", pady=(0, theme.px(20)))
        plus = ttk.Button(row, text=_("Add"), command=self.add)
        plus.pack(side="right")
        self.new = ttk.Entry(row, textvariable=self._new_name)
        self.new.pack(side="left", fill="x", expand=True, padx=(0, theme.px(4)))
        follow_sight(row)
        self.details = ttk.Frame(details)
        ttk.Label(self.details, text=_("Name"), style="Small.TLabel").pack(anchor="w")
        self.entry = ttk.Entry(self.details, textvariable=self._named_text)
        self.entry.pack(fill="x")
        ttk.Label(self.details, text=_("Colour"), style="Small.TLabel").pack(anchor="w", pady=(theme.px(12), 0))
        self.swatches = Swatches(self.details)
        self.swatches.pack(anchor="w")
        self.swatches.on_choose = self.recolor
        remove = ttk.Button(self.details, text=_("Remove"), style="Remove.TButton", command=self.remove)
        remove.pack(anchor="w", pady=(theme.px(20), 0))
        self.entry.bind("<FocusOut>", lambda _event: self.rename())
        self.entry.bind("<Return>", lambda _event: self._entered_in(self.rename))
        self.new.bind("<Return>", lambda _event: self._entered_in(self.add))

    def _entered_in(self, act: Callable[[], None]) -> str:
        act()
        return "break"

    def _mark(self, row: int) -> str:
        tag = self._tags.get(row)
        return theme.dot(tag.color, 10) if tag and tag.color else ""

    # ---- showing

    def _show(self, tags: Sequence[Tag]) -> None:
        self._tags = {tag.id: tag for tag in tags}
        self.list.show({tag.id: (tag.name, _number(tag.uses), _number(tag.deals)) for tag in tags})
        if self._wanted in self._tags:
            self.list.choose(self._wanted)
            self._wanted = 0
        self.list.choose_first()
        self._show_chosen()

    def _show_chosen(self) -> None:
        tag = self.chosen
        if tag is None:
            self.details.pack_forget()
            return
        self._named_text.set(tag.name)
        for entry in (self.entry, self.new):
            entry.state(["!invalid"])
        self.swatches.show(tag.color)
        self.details.pack(fill="x")

    def _added(self, tag_id: int) -> None:
        self._wanted = tag_id
        self._new_name.set("")
        self.refresh()

    def _remove(self, tag: Tag) -> None:
        said = _("Tag removed: {name}").format(name=tag.name)
        self.write(lambda: self.desk.session.tags.remove(tag.id), lambda _none: said)

    def _done(self) -> None:
        self.rename()


def _number(count: int) -> str:
    return show_number(count) if count else "–"


def _worn(tag: Tag) -> str:
    """How many records wear a tag, in words."""
    contacts = ngettext("{count} contact", "{count} contacts", tag.uses).format(count=show_number(tag.uses))
    deals = ngettext("{count} opportunity", "{count} opportunities", tag.deals).format(count=show_number(tag.deals))
    if tag.uses and tag.deals:
        return _("{contacts} and {deals}").format(contacts=contacts, deals=deals)
    return contacts if tag.uses else deals


def show(window: Window) -> None:
    """Open the dialog."""
    TagsDialog(window.root, window.desk).open()
