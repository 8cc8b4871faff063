"""The documents of one contact or deal in a list: to open, to attach to, to take from. What is done is the actions'."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import ttk
from typing import Literal

from crm.models.documents import Document, Links
from crm.models.fields import Field, Kind
from crm.models.users import PERMISSIONS
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number
from crm.views import document_words, theme
from crm.views.desk import Desk
from crm.views.document_actions import DocumentActions
from crm.views.outside import Outside
from crm.views.widgets.cell_editor import CellEditor
from crm.views.widgets.editors import Lookup
from crm.views.widgets.table import Column, Table
from crm.views.widgets.table_rows import Answer

_WRITE = "write documents"
_NAMES, _OTHERS = 180, 330  # units: the least of the column of names, and what the other columns take
_NAME = Field("name", Kind.TEXT, N_("Name"))


class DocumentPage(ttk.Frame):
    """A list of documents with its buttons. Enter or a double click opens, F2 renames, Delete removes, Ctrl+C saves a
    copy, Insert attaches; files can be dropped on it."""

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, padding=(theme.px(10), theme.px(10), 0, 0))
        self.actions = DocumentActions(self, desk, outside=Outside(self))
        self._desk = desk
        self._may_write = _WRITE in PERMISSIONS.get(desk.session.user.role, {})
        self._documents: dict[int, Document] = {}
        self._menu = theme.menu(self)
        self._make_head()
        self._make_missing()
        self._make_table()

    @property
    def chosen(self) -> list[Document]:
        """The selected documents, in the order of the list."""
        return [self._documents[one] for one in self.table.selected_ids()]

    def show(self, documents: Sequence[Document], of: Links) -> None:
        """Show the documents of what `of` names."""
        if of != self.actions.of:
            self.actions.of = dict(of)
            self.table.select([])
        self._documents = {one.id: one for one in documents}
        self._words.configure(text=_count(documents))
        lost = sum(one.missing for one in documents)
        self._lost.configure(text=document_words.missing(lost))
        if lost:
            self._missing.pack(fill="x", after=self._head)
        else:
            self._missing.pack_forget()
        self.table.set_ids(array("q", self._documents), keep_place=True)
        self.table.refresh()
        self._chosen()

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Attach files that were dropped here."""
        if not (self._may_write and self.actions.of):
            return False
        self.actions.attach_files(paths)
        return True

    def _make_head(self) -> None:
        self._head = ttk.Frame(self)
        self._head.pack(fill="x")
        self._words = ttk.Label(self._head, style="Small.TLabel", padding=(theme.px(8), theme.px(4)))
        self._words.pack(side="left")
        self.add_button = ttk.Button(
            self._head, text=_("Attach…"), style="Link.TButton", compound="left", command=self.actions.attach
        )
        theme.set_icon(self.add_button, "paperclip", size=14, role="accent")
        if self._may_write:
            self.add_button.pack(side="right", padx=(0, theme.px(8)))

    def _make_missing(self) -> None:
        """A line with the way out, while contents are missing."""
        self._missing = ttk.Frame(self, padding=(theme.px(8), 0))
        glyph = ttk.Label(self._missing)
        theme.set_icon(glyph, "exclamation-triangle", size=14, role="danger")
        glyph.pack(side="left", padx=(0, theme.px(6)))
        self._lost = ttk.Label(self._missing, style="Error.TLabel")
        self._lost.pack(side="left")
        self.look_button = ttk.Button(
            self._missing, text=_("Look for them…"), style="Link.TButton", command=self.actions.look_for_missing
        )
        self.look_button.pack(side="left", padx=theme.px(6))

    def _make_table(self) -> None:
        columns = (
            Column("name", _("Name"), _NAMES, sortable=False),
            Column("size", _("Size"), 66, anchor="e", sortable=False),
            Column("at", _("Attached"), 100, sortable=False),
            Column("whose", _("Of, by"), 90, sortable=False),
        )
        self.table = Table(self, columns, fetch=self._fetch, mark=self._mark)
        self.table.tag = lambda row, _cells: "danger" if row in self._documents and self._documents[row].missing else ""
        self.table.on_open = self._open
        self.table.on_delete = self.remove
        self.table.on_context = lambda x, y, _row: self._pop_up(x, y)
        self.table.on_select = self._chosen
        hint = _("Drop files here, or attach them with the button above.") if self._may_write else ""
        self.table.set_empty(_("No documents yet"), hint)
        self._make_foot()
        self.table.pack(fill="both", expand=True)
        self.table.bind("<Configure>", self._share_room, add="+")
        self.table.tree.bind("<F2>", self._rename_focused)
        self.table.tree.bind("<Insert>", self._attach_here)
        for key in ("<Control-c>", "<Control-C>"):
            self.table.tree.bind(key, self._copy_focused)

    def _share_room(self, event: tk.Event[tk.Misc]) -> None:
        """Names get what a wide window has to spare."""
        units = round(event.width / theme.px(100) * 100)
        self.table.set_columns([*self.table.columns.visible], {"name": max(_NAMES, units - _OTHERS)})

    def _make_foot(self) -> None:
        self._foot = ttk.Frame(self, padding=(theme.px(4), theme.px(4), theme.px(8), theme.px(4)))
        self._foot.pack(side="bottom", fill="x")
        makers: tuple[tuple[str, Callable[[], object]], ...] = (
            (_("Open"), self.open_first),
            (_("Save a copy…"), self.save_copies),
            (_("Rename"), self.rename),
            (_("Remove"), self.remove),
        )
        self.buttons = [ttk.Button(self._foot, text=words, style="Link.TButton", command=act) for words, act in makers]
        for button in self.buttons[: 4 if self._may_write else 2]:
            button.pack(side="left")

    # What a person does

    def open_first(self) -> None:
        """Open the selected document."""
        for document in self.chosen[:1]:
            self.actions.open(document)

    def save_copies(self) -> None:
        """Save copies of the selected documents."""
        self.actions.save_copies(self.chosen)

    def rename(self) -> None:
        """Type another name over the selected document's."""
        chosen = self.chosen
        box = self.table.cell_box(chosen[0].id, "name") if len(chosen) == 1 and self._may_write else None
        if box:
            document = chosen[0]
            editor = CellEditor(self.table, _NAME, lookup=Lookup())
            editor.on_value = lambda name: self.actions.rename(document, str(name or ""))
            editor.open(document.name, box)

    def renew(self) -> None:
        """Give the selected document the content of another file."""
        for document in self.chosen[:1]:
            self.actions.renew(document)

    def remove(self) -> None:
        """Remove the selected documents."""
        if self._may_write:
            self.actions.remove(self.chosen)

    def _rename_focused(self, _event: object) -> str:
        self.rename()
        return "break"

    def _copy_focused(self, _event: object) -> str:
        self.save_copies()
        return "break"

    def _attach_here(self, _event: object) -> str:
        if self._may_write:
            self.actions.attach()
        return "break"

    def _open(self, document_id: int) -> None:
        if document_id in self._documents:
            self.actions.open(self._documents[document_id])

    def _chosen(self) -> None:
        count = len(self.table.selected_ids())
        for place, button in enumerate(self.buttons):
            fits = count == 1 if place in (0, 2) else count > 0
            button.state(["!disabled" if fits else "disabled"])

    def _pop_up(self, x: int, y: int) -> None:
        self._menu.destroy()
        menu = self._menu = theme.menu(self)
        for button in self.buttons[: 4 if self._may_write else 2]:
            state: Literal["normal", "disabled"] = "disabled" if button.instate(["disabled"]) else "normal"
            menu.add_command(label=str(button.cget("text")), command=button.invoke, state=state)
        menu.add_separator()
        if self._may_write:
            alone: Literal["normal", "disabled"] = "normal" if len(self.chosen) == 1 else "disabled"
            menu.add_command(label=_("New version…"), command=self.renew, state=alone)
            menu.add_command(label=_("Attach…"), command=self.actions.attach)
        menu.add_command(label=_("Look for missing documents…"), command=self.actions.look_for_missing)
        menu.tk_popup(x, y)

    def _fetch(self, ids: list[int], done: Answer) -> None:
        done({one: document_words.cells(self._documents[one]) for one in ids if one in self._documents})

    def _mark(self, document_id: int, _cells: Sequence[str]) -> str:
        document = self._documents.get(document_id)
        return document_words.picture(document) if document else ""


def page_title(count: int) -> str:
    """What the page is called on its tab."""
    return _("Documents ({count})").format(count=show_number(count)) if count else _("Documents")


def _count(documents: Sequence[Document]) -> str:
    words = ngettext("{count} document, {size}", "{count} documents, {size}", len(documents))
    whole = document_words.size(sum(one.size for one in documents))
    return words.format(count=show_number(len(documents)), size=whole) if documents else _("No documents yet")
