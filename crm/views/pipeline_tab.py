"""The page of the pipeline: head, and below it the board, the forecast or the list. Moving is pipeline_moves.py's."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Sequence
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.boards import MONTH, BoardQuery
from crm.models.lists import ListQuery
from crm.models.opportunities import Amount
from crm.models.pipelines import Pipeline
from crm.utils.i18n import _, ngettext, translate
from crm.utils.money import show_number
from crm.views import keys, opportunity_words, theme
from crm.views import known as known_things
from crm.views.commands import Entry, find
from crm.views.known import Known
from crm.views.pipeline_actions import PipelineActions
from crm.views.pipeline_board import BoardPage, Seen
from crm.views.pipeline_choices import PipelineChoices
from crm.views.pipeline_head import PipelineHead
from crm.views.pipeline_moves import PipelineMoves
from crm.views.pipeline_start import PipelineStart
from crm.views.pipeline_state import GROUPS, LIST, PipelineState, closed_since
from crm.views.pipeline_views import PipelineViews
from crm.views.tab import Tab

if TYPE_CHECKING:
    from crm.views.opportunity_list import OpportunityList
    from crm.views.window import Window


class PipelineTab(Tab):
    """Deals on their way to be won."""

    key, entity, is_list = "pipeline", "opportunities", True
    watches = frozenset(
        ("opportunities", "opportunity_tags", "opportunity_lines", "activities", "interactions", "contacts",
         "pipelines", "stages", "loss_reasons", "tags", "users", "custom_fields", "saved_views", "settings",
         "contact_segments")
    )  # fmt: skip

    def __init__(self, parent: tk.Misc, window: Window) -> None:
        super().__init__(parent, window.desk)
        self.window = window
        self.known: Known | None = None
        self.moves: PipelineMoves = PipelineMoves(self)
        self.actions: PipelineActions = PipelineActions(self)
        self.views: PipelineViews = PipelineViews(self)
        self.head: PipelineHead
        self.boards: BoardPage
        self.list: OpportunityList | None = None
        self._body: ttk.Frame | None = None
        self._start: PipelineStart | None = None
        self._words = ""
        self.choices: PipelineChoices = PipelineChoices(self)
        self.setting: PipelineState = self.choices.last()

    # Loading

    def refresh(self) -> None:
        """Read what the file knows, then what is shown."""
        session = self.desk.session
        self.ask("known", lambda: known_things.read_for_opportunities(session), show=self._know)

    def reload(self) -> None:
        """Show the same again, in place: something in it changed."""
        if self.setting.mode == LIST and self.list:
            self.list.reload()
        else:
            self.boards.reload()

    def load(self) -> None:
        """Show what the head and the state ask for."""
        self.head.show_state(self.setting, translate(self.pipeline.name) if self.pipeline else "")
        if self.setting.mode == LIST:
            query = self.query  # before there is a list: its own order would count
            self._listed().load(query)
        else:
            self.boards.set_fields(self.setting.card)
            self.boards.load(self._wanted(), self.setting.folded_here())
        self._show_page()

    def _know(self, known: Known) -> None:
        before, self.known = self.known, known
        self.choices.settle(known)
        if self._body is None:
            self._build(known)
            self.views.start()
            self.load()
            self.focus_cards()
        elif before is not None and before.shape != known.shape:
            self._rebuild(known)
        else:
            self.views.mend(known)
            self.head.filters.rename(known.viewed)
            self.reload()
        self.views.show()

    def _rebuild(self, known: Known) -> None:
        """Fields, users, stages or tags are others now: make the head anew, and the list."""
        query = self.views.query
        self.head.destroy()
        self._build_head(known)
        self.views.take(query)
        self.views.mend(known)
        if self.list:
            self.list.destroy()
            self.list = None
        self.load()

    def _build(self, known: Known) -> None:
        self._top = ttk.Frame(self)
        self._top.pack(fill="x")
        self._body = ttk.Frame(self)
        self._body.pack(fill="both", expand=True)
        self._build_head(known)
        self.boards = BoardPage(self._body, self.desk)
        self.boards.on_loaded = self._loaded
        board = self.boards.board
        board.on_drop = self.moves.dropped
        board.on_select = self._selected
        board.on_open = lambda _row: self.open()
        board.on_delete = lambda: self._run("opportunity.remove")
        board.on_context = self.actions.pop_up
        board.on_fold = self._folded
        self.boards.on_carry = self._say
        board.on_head_context = lambda column, x, y: self.actions.pop_up_head(column, x, y=y)
        for command_id in ("opportunity.next_stage", "opportunity.previous_stage", "edit.copy"):
            self._bind_key(board.canvas, command_id)

    def _bind_key(self, widget: tk.Misc, command_id: str) -> None:
        """Have the keys of a command heard while a board or list has the keyboard."""

        def pressed(_event: object) -> str:
            self._run(command_id)
            return "break"

        for sequence in keys.sequences(find(command_id).key):
            widget.bind(sequence, pressed)

    def _build_head(self, known: Known) -> None:
        self.head = PipelineHead(self._top, known)
        self.head.pack(fill="x", side="top")
        self.head.on_change = self._searched
        self.head.on_mode = self.choices.show_mode
        self.head.entries = self.choices.of_menu
        self.head.search.on_down = self.focus_cards
        self.head.columns.configure(command=lambda: self._listed().choose_columns(self.head.columns))

    def _listed(self) -> OpportunityList:
        if self.list is None and self.known and self._body:
            from crm.views.opportunity_list import OpportunityList  # the board opens without it

            self.list = made = OpportunityList(self._body, self.desk, known=self.known)
            made.on_select = self._selected
            made.on_sorted = self.views.remember
            made.on_counted = lambda count, whole: self._counted(count, whole=whole)
            made.on_open = lambda _deal_id: self.open()
            made.on_add = lambda: self._run("opportunity.add")
            made.on_all = lambda: self.views.use(None)
            made.table.on_delete = lambda: self._run("opportunity.remove")
            made.table.on_context = lambda x, y, _row: self.actions.pop_up(x, y)
            self._bind_key(made.table.tree, "edit.copy")
        if self.list is None:
            raise RuntimeError("the file was not read yet")
        return self.list

    def _show_page(self) -> None:
        """Bring the board or the list into view."""
        shown: ttk.Frame = self._listed() if self.setting.mode == LIST else self.boards
        hidden = self.boards if self.setting.mode == LIST else self.list
        if hidden is not None:
            hidden.pack_forget()
        shown.pack(fill="both", expand=True, padx=(theme.px(12), 0) if self.setting.mode == LIST else 0)
        self._selected()

    # What is shown

    @property
    def pipeline(self) -> Pipeline | None:
        """The pipeline in view."""
        known = self.known.pipelines if self.known else ()
        return next((one for one in known if one.id == self.setting.pipeline_id), None)

    @property
    def pipeline_id(self) -> int | None:
        """The id of the pipeline in view."""
        return self.pipeline.id if self.pipeline else None

    @property
    def query(self) -> ListQuery:
        """The deals in view, as a list would ask for them."""
        return self.views.in_pipeline(self.views.query)

    def selected_ids(self) -> array[int]:
        """The ids of the selected deals, in the order in which they are shown."""
        if self._body is None:
            return array("q")
        return (
            self.list.table.selected_ids()
            if self.setting.mode == LIST and self.list
            else self.boards.board.selected_ids()
        )

    def _wanted(self) -> BoardQuery:
        state, query = self.setting, ListQuery(self.head.text, self.head.conditions)
        group = GROUPS[state.mode]
        lane = "" if state.lane == MONTH == group else state.lane
        return BoardQuery(state.pipeline_id, query, closed_since(state.period), group, lane)

    def _loaded(self, seen: Seen) -> None:
        self.head.show_totals(seen.amounts)
        self._words = opportunity_words.count(seen.amounts)
        self._say(False)
        asked = bool(self.head.text or self.head.conditions)
        self._show_start(seen.is_unused)
        if seen.hidden:
            words = ngettext(
                "{count} opportunity matches, but it is closed or its column is folded.",
                "{count} opportunities match, but they are closed or their columns are folded.",
                seen.hidden,
            )
            text = words.format(count=show_number(seen.hidden))
            action = (_("Show in the list"), lambda: self.choices.show_mode(LIST))
        else:
            text = _("No opportunity matches the search and filters.")
            action = (_("Show all"), lambda: self.views.use(None))
        self.boards.empty.say(_("Nothing found"), text, action=action)
        self.boards.show_empty(asked and seen.is_empty and not seen.is_unused)

    def _counted(self, count: int, *, whole: bool) -> None:
        amounts = [Amount("", count, 0, 0, 0)]
        self._words = opportunity_words.count(amounts) + ("" if whole else "+")
        self._say(False)
        self._show_start(False)

    def _say(self, is_carrying: bool) -> None:
        """At the foot of the window: how many deals there are, or what to do with those in the air."""
        hint = _("Arrows choose the place, Enter puts down, Esc cancels.")
        self.window.status.show_count(hint if is_carrying else self._words)

    def _show_start(self, visible: bool) -> None:
        """Cover an empty pipeline with the ways to begin."""
        if visible and self._start is None:
            self._start = PipelineStart(self.boards, self.window)
            self._start.place(relwidth=1.0, relheight=1.0)
        elif not visible and self._start is not None:
            self._start.destroy()
            self._start = None

    def _selected(self) -> None:
        if self._body is None:
            return
        shown = self.list.table.selection if self.setting.mode == LIST and self.list else None
        count = shown.count(len(self.list.table.ids)) if shown and self.list else len(self.boards.board.selection)
        self.selected_count = count
        self.window.refresh_commands()

    def _searched(self) -> None:
        self.load()
        self.views.remember()

    def _folded(self) -> None:
        self.choices.set(self.setting.fold(self.boards.folded_now()))
        self.boards.load(self._wanted(), self.setting.folded_here())

    # Commands

    def find(self) -> None:
        """Put the keyboard into the search box."""
        if self._body:
            self.head.search.take_focus()

    def focus_cards(self) -> None:
        """Put the keyboard on the board or the list."""
        if self.setting.mode == LIST and self.list:
            self.list.table.tree.focus_set()
        else:
            self.boards.board.canvas.focus_set()

    def select_all(self) -> None:
        """Select all deals that are shown."""
        if self.setting.mode == LIST and self.list:
            self.list.table.selection.select_everything()
            self.list.table.selection_changed()
        else:
            self.boards.board.select_all()

    def add_filter(self) -> None:
        """Ask for a condition."""
        self.head.filters.open_fields()

    def view_choices(self) -> Sequence[Entry]:
        """The saved views, to choose from."""
        return self.views.choices()

    def save_view(self) -> None:
        """Ask for a name, and keep what is shown under it."""
        self.views.save()

    def column_choices(self) -> Sequence[Entry]:
        """The columns of the list, or those of the board: ticked unless folded."""
        if self._body is None:
            return ()
        if self.setting.mode == LIST and self.list:
            return self.list.column_choices()
        board = self.boards.board
        return [
            (one.title, partial(board.toggle_column, one.key), one.key not in board.layout.folded)
            for one in board.content.columns
        ]

    def copy(self) -> None:
        """Copy what is selected as text."""
        self.actions.copy()

    def open(self) -> None:
        """Open the first of the selected deals."""
        self.actions.open()

    def go_to(self, deal_id: int) -> None:
        """Show one deal in its own window."""
        self.actions.go_to(deal_id)

    def _run(self, command_id: str) -> None:
        self.window.runner.run(find(command_id))
