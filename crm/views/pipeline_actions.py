"""What a person does to deals from the page of the pipeline: open, copy, menus. Moving is pipeline_moves.py's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from crm.utils.i18n import _
from crm.views import pipeline_words, theme
from crm.views.pipeline_state import BOARD, LIST

if TYPE_CHECKING:
    from crm.views.pipeline_tab import PipelineTab

_CONTEXT = (
    "opportunity.open", "opportunity.plan", "opportunity.write_email", "", "opportunity.next_stage",
    "opportunity.move", "opportunity.won", "opportunity.lost", "", "opportunity.snooze", "opportunity.tags",
    "opportunity.change_field", "edit.copy", "file.export", "", "opportunity.remove",
)  # fmt: skip


class PipelineActions:
    """The commands of the page that write nothing themselves."""

    def __init__(self, tab: PipelineTab) -> None:
        self._tab = tab

    def open(self) -> None:
        """Open the first of the selected deals."""
        ids = self._tab.selected_ids()
        if ids:
            self._show(ids[0])

    def go_to(self, deal_id: int) -> None:
        """Show one deal in its own window."""
        self._tab.window.show_page(self._tab.key)
        self._show(deal_id)

    def _show(self, deal_id: int | None, *, values: Mapping[str, object] | None = None) -> None:
        from crm.views.dialogs.opportunity import show  # the window opens without it

        show(self._tab.window, deal_id, values=values)

    def copy(self) -> None:
        """Put the selected deals on the clipboard, a line each, ready to paste into a spreadsheet."""
        ids, opportunities = list(self._tab.selected_ids()), self._tab.desk.session.opportunities
        self._tab.ask("copy", lambda: pipeline_words.as_text(opportunities.rows(ids)), show=self._copied)

    def _copied(self, text: str) -> None:
        self._tab.clipboard_clear()
        self._tab.clipboard_append(text)
        self._tab.desk.say(_("Copied."))

    def pop_up(self, x: int, y: int) -> None:
        """Open the context menu of deals."""
        self._tab.window.menus.pop_up(_CONTEXT, at=(x, y))

    def pop_up_head(self, column: str, x: int, *, y: int) -> None:
        """Open the menu of a column."""
        board, menu = self._tab.boards.board, theme.menu(self._tab)
        words = _("Unfold") if column in board.layout.folded else _("Fold")
        menu.add_command(label=words, command=partial(board.toggle_column, column))
        if self._tab.setting.mode == BOARD:
            menu.add_command(label=_("New opportunity here…"), command=partial(self.add_in, int(column)))
        menu.tk_popup(x, y)

    def add_in(self, stage_id: int) -> None:
        """Ask for a new deal in a stage."""
        self._show(None, values={"stage_id": stage_id, "pipeline_id": self._tab.setting.pipeline_id})

    def menu_place(self) -> tuple[int, int]:
        """Where on the screen a menu about the selected deals opens."""
        if self._tab.setting.mode == LIST and self._tab.list:
            tree = self._tab.list.table.tree
            return tree.winfo_rootx() + theme.px(40), tree.winfo_rooty() + theme.px(60)
        board, place = self._tab.boards.board, self._tab.boards.board.selection.focus
        x, y = board.canvas.winfo_rootx(), board.canvas.winfo_rooty()
        if place is None:
            return x + theme.px(40), y + theme.px(60)
        board.see(place)
        box = board.layout.card(place)
        return x + box.x + theme.px(24), y + box.y + theme.px(32)
