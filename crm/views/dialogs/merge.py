"""Making several contacts one, field by field: who stays, which value wins, by which rule, and what moves along."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.errors import Conflict, CrmError
from crm.models.merging import EVERY_FIELD, RULES, MergeField, MergePlan
from crm.utils.i18n import _, ngettext, translate
from crm.utils.money import show_number
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs import merge_lines
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.duplicates_words import merged_words, room_over
from crm.views.widgets.matrix import HEAD, Matrix

if TYPE_CHECKING:
    from crm.views.window import Window

_FEW = 3  # contacts whose columns fit into a window of usual width
MOST = 50  # contacts in one merge by hand: nobody compares more columns


class MergeDialog(DeskDialog):
    """`on_merged(plan, operation)` hears what was merged and the operation."""

    watches = frozenset(("contacts", "contact_channels", "contact_tags", "interactions", "custom_fields"))

    def __init__(self, parent: tk.Misc, desk: Desk, *, ids: Sequence[int]) -> None:
        title = _title(len(ids))
        super().__init__(parent, desk, title=title, confirm=title)
        self.on_merged: Callable[[MergePlan, int], object] = lambda _plan, _operation: None
        self.plan: MergePlan | None = None
        self._ids = tuple(ids)
        self._order: tuple[int, ...] = ()
        self._keep = 0
        self._choices: dict[str, int | str] = {}
        self._merging = False
        self._shows_equal = False
        self.fix_size(*room_over(parent, (1280 if len(ids) <= _FEW else 1640, 700)))
        self._build()
        self.on_confirm = self._confirmed
        self.refresh()

    # ---- what a person does

    def keep(self, contact_id: int) -> None:
        """Let this contact stay and the others become part of it."""
        self._keep = contact_id
        self.refresh()

    def choose(self, field: str, contact_id: int) -> None:
        """Take the value of a contact in a field."""
        self._choices[field] = contact_id
        self.refresh()

    def use_rule(self, field: str, rule: str) -> None:
        """Let a rule decide about a field; EVERY_FIELD stands for all that know it, those chosen by hand included."""
        if field == EVERY_FIELD:
            self._choices.clear()
        self._choices[field] = rule
        self.refresh()

    def leave_out(self, contact_id: int) -> None:
        """Leave one of them as it is: it is somebody else. Two at least remain."""
        if len(self._ids) <= 2:
            self.say(_("Two contacts are the fewest that can be merged."))
            return
        self._ids = tuple(one for one in self._ids if one != contact_id)
        self._order = tuple(one for one in self._order if one != contact_id)
        self._keep = 0 if contact_id == self._keep else self._keep
        self._choices = {field: chosen for field, chosen in self._choices.items() if chosen != contact_id}
        self.refresh()

    def show_equal(self) -> None:
        """Show the fields in which all agree, or fold them away again."""
        self._shows_equal = not self._shows_equal
        self._show_plan()

    def merge(self) -> None:
        """Make them one, exactly as shown."""
        plan = self.plan
        if plan is None or self._merging:
            return
        self._merging = True
        merging = self.desk.session.merging
        self.write(
            lambda: merging.merge(plan.keep_id, plan.others, choices=plan.choices, version=plan.version),
            lambda _operation: merged_words(len(plan.ids), plan.name),
            done=partial(self._merged, plan),
        )

    # ---- the window

    @property
    def has_edits(self) -> bool:
        """Whether values were chosen by hand."""
        return bool(self._choices) and not self._merging

    def refresh(self) -> None:
        """Plan again, with what was chosen."""
        if self._merging:
            return
        merging, ids, keep, rules = self.desk.session.merging, self._ids, self._keep, dict(self._choices)
        self.ask("plan", lambda: merging.preview(ids, keep=keep, rules=rules), show=self._planned)

    def take_focus(self) -> None:
        """One walks through the fields."""
        self.matrix.canvas.focus_set()

    def failed(self, error: BaseException) -> None:
        """Refused: nothing was merged; what changed meanwhile is read again."""
        self._merging = False
        super().failed(error)

    def refused(self, error: CrmError) -> None:
        """A conflict is told in plain words, and the contacts are shown as they are now."""
        if isinstance(error, Conflict):
            text = _("One of these contacts was changed meanwhile. Nothing was merged: this is how they are now.")
            self.refresh()
            self.say(text, wrong=True)
        else:
            super().refused(error)
            self.primary.state(["disabled" if self.plan is None else "!disabled"])

    # ---- making

    def _build(self) -> None:
        top = ttk.Frame(self.body)
        top.pack(fill="x", pady=(0, theme.px(8)))
        hint = _("Space takes a value, R opens a rule, Del leaves a contact out. In the top line: who stays.")
        ttk.Label(top, text=hint, style="Muted.TLabel").pack(side="left")
        self.rule_button = ttk.Menubutton(top, text=_("A rule for all fields"))
        self.rule_button.configure(menu=self._menu_of_all(self.rule_button))
        self.rule_button.pack(side="right")
        self._whole = ttk.Label(self.body, style="Small.TLabel", text=" ")
        self._whole.pack(side="bottom", fill="x", pady=(theme.px(4), 0))
        foot = ttk.Frame(self.body)
        foot.pack(side="bottom", fill="x", pady=(theme.px(4), 0))
        self.equal = ttk.Button(foot, style="Link.TButton", command=self.show_equal)
        self.equal.pack(side="right")
        self._moves = ttk.Label(foot, style="Strong.TLabel")
        self._moves.pack(side="left")
        self.matrix = Matrix(self.body, chooses=True, notes=True, last=_("Result"))
        self.matrix.pack(fill="both", expand=True)
        self.matrix.on_choose, self.matrix.on_note, self.matrix.on_point = self._chosen, self._open_rules, self._point
        self.matrix.on_delete = lambda column: self.leave_out(self._order[column])
        for key in ("r", "R"):
            self.matrix.canvas.bind(f"<Key-{key}>", lambda _event: self._open_rules_here())

    def _menu_of_all(self, button: ttk.Menubutton) -> tk.Menu:
        menu = theme.menu(button)
        for rule in RULES:
            menu.add_command(label=translate(rule.label), command=partial(self.use_rule, EVERY_FIELD, rule.value))
        return menu

    # ---- showing

    def _planned(self, plan: MergePlan) -> None:
        self.plan = plan
        self._order = self._order or plan.ids
        self._keep = plan.keep_id
        self._show_plan()
        self.primary.state(["!disabled"])

    def _show_plan(self) -> None:
        plan = self.plan
        if plan is None:
            return
        order, region = self._order, self.desk.region
        title = _title(len(order))
        self.heading.configure(text=title)
        self.primary.configure(text=title)
        shown = merge_lines.lines(plan, order=order, with_equal=self._shows_equal, region=region)
        self.matrix.set(merge_lines.heads(plan, order), shown, keep_place=True)
        self._moves.configure(text=merge_lines.moves(plan))
        count = len(merge_lines.equal(plan))
        show = ngettext("{count} field is equal: show", "{count} fields are equal: show", count)
        hide = ngettext("{count} field is equal: hide", "{count} fields are equal: hide", count)
        self.equal.configure(text=(hide if self._shows_equal else show).format(count=count))
        self.equal.state(["!disabled" if count else "disabled"])

    def _point(self, text: str) -> None:
        self._whole.configure(text=theme.fit(text, max(1, self._whole.winfo_width()), font=theme.SMALL) or " ")

    # ---- the matrix

    def _chosen(self, line: int, column: int) -> None:
        if self.plan is None:
            return
        contact_id = self._order[column]
        if line == HEAD:
            self.keep(contact_id)
            return
        field = self._field(line)
        if field is not None and field in merge_lines.to_choose(self.plan):
            self.choose(field.name, contact_id)

    def _field(self, line: int) -> MergeField | None:
        key = self.matrix.lines[line].key if 0 <= line < len(self.matrix.lines) else ""
        fields = self.plan.fields if self.plan else ()
        return next((field for field in fields if field.name == key), None)

    def _open_rules_here(self) -> None:
        line = self.matrix.line
        if line != HEAD and self.matrix.lines and self.matrix.lines[line].note:
            self._open_rules(line, self.matrix.note_at(line))

    def _open_rules(self, line: int, at: tuple[int, int]) -> None:
        field = self._field(line)
        if field is not None:
            self.rules_of(field).tk_popup(*at)

    def rules_of(self, field: MergeField) -> tk.Menu:
        """The menu of the rules a field knows."""
        menu = theme.menu(self)
        for rule in field.rules:
            words = merge_lines.rule_words(rule)
            menu.add_command(label=words, underline=0, command=partial(self.use_rule, field.name, rule))
        return menu

    # ---- merging

    def _confirmed(self) -> bool:
        self.merge()
        return False

    def _merged(self, plan: MergePlan, operation: int) -> None:
        self.close()
        self.on_merged(plan, operation)


def _title(count: int) -> str:
    return ngettext("Merge {count} contact", "Merge {count} contacts", count).format(count=show_number(count))


def show(window: Window) -> None:
    """Merge the selected contacts; the survivor is shown afterwards."""
    ids = window.contacts.selected_ids()
    if len(ids) > MOST:
        window.desk.say(_("Choose at most {count} contacts to merge them into one.").format(count=MOST))
        return
    dialog = MergeDialog(window.root, window.desk, ids=ids)
    dialog.on_merged = lambda plan, _operation: window.contacts.go_to(plan.keep_id)
    dialog.open()
