"""Finding duplicates: the scan, the review of its groups, and what is done with them. Its screens stand beside it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING, Any, TypeVar

from crm.models.contacts import COMPANY
from crm.models.duplicates import LEAST_SCORE, Group, Stopped
from crm.models.merging import MergeBatch
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs import duplicates_work as work
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.duplicates_bulk import BulkMerge
from crm.views.dialogs.duplicates_compare import Compared
from crm.views.dialogs.duplicates_groups import Decision, Findings
from crm.views.dialogs.duplicates_review import ReviewPage
from crm.views.dialogs.duplicates_words import (
    apart_button_words,
    apart_words,
    batch_words,
    merged_words,
    room_over,
    sorted_words,
)
from crm.views.dialogs.long_work import LongWork, Task
from crm.views.jobs import Job
from crm.views.widgets.empty import Empty
from crm.views.widgets.progress import ProgressPanel
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.toast import Toasts

if TYPE_CHECKING:
    from crm.views.window import Window

Answer = TypeVar("Answer")


class DuplicatesDialog(DeskDialog):
    """Scans at once, then shows group after group. Each merge is one operation with its Undo, so are many at once.

    Notices stand in this window: it keeps every click to itself. Closed while many are merged, that goes on.
    """

    watches = frozenset(("contacts", "different_contacts"))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("Find duplicates"), confirm=_("Merge"))
        self.outer = desk
        self.desk = _inside(self.body, desk)
        self.findings = Findings()
        self.page: ttk.Frame | None = None
        self.told = ""  # what stands in place of groups
        self._share = 0.0
        self._stopped = False
        self._asking: BulkMerge | None = None
        self._work = LongWork(self, desk.jobs)
        self._work.on_look = self._look
        self.fix_size(*room_over(parent, (1400, 800)))
        self._build_pages()
        self._build_buttons()
        self.scan()

    # ---- the scan

    def scan(self) -> None:
        """Look through all contacts, anew."""
        duplicates = self.desk.session.duplicates

        def scanning(job: Job) -> list[Group]:
            return duplicates.scan(minimum=LEAST_SCORE, progress=partial(self._report, job))

        self._begin(_("Comparing all contacts…"))
        self._work.run(Task(_("Finding duplicates")), scanning, done=self._scanned, failed=self._scan_failed)

    def stop(self) -> None:
        """Stop what runs; nothing of it is kept."""
        self._stopped = True
        self._work.stop()

    def refresh(self) -> None:
        """Contacts changed: ask which decisions still stand, and show what is left."""
        operations = sorted({one.operation for one in self.findings.decisions if one.operation})
        session = self.desk.session
        if operations and self.page is not self.running:
            self.ask("standing", lambda: work.undone(session, operations), show=self._taken)

    # ---- what a person does

    def merge(self, group: Group) -> None:
        """Make a group one contact by the usual rules, and go on to the next."""
        decision = self._decide(Decision(group.ids, keep=group.ids[0]))
        session, count = self.desk.session, len(group.ids)

        def merged(answer: work.Merged) -> str:
            decision.keep, decision.operation = answer.keep, answer.operation
            self.findings.outdate(group.ids)
            return merged_words(count, answer.name)

        self._write(decision, lambda: work.merge(session, group.ids), said=merged)

    def keep_apart(self, group: Group) -> None:
        """Remember for ever that these are different, and go on to the next."""
        decision = self._decide(Decision(group.ids))
        session = self.desk.session

        def remembered(answer: work.Apart) -> str:
            decision.operation = answer.operation
            return apart_words(companies=answer.companies)

        self._write(decision, lambda: work.keep_apart(session, group.ids), said=remembered)

    def edit(self, group: Group) -> None:
        """Choose field by field how a group becomes one."""
        from crm.views.dialogs.merge import MergeDialog

        dialog = MergeDialog(self, self.desk, ids=group.ids)
        dialog.on_merged = lambda plan, operation: self._merged_by_hand(Decision(plan.ids, plan.keep_id, operation))
        dialog.open()

    def ask_for_many(self) -> BulkMerge:
        """Ask from which score on groups are merged at once; asked already, that question stays the only one."""
        asking = self._asking
        if asking is None or not asking.winfo_exists():
            asking = self._asking = BulkMerge(self, self.findings)
            asking.on_merge = self.merge_many
            asking.open()
        return asking

    def merge_many(self, groups: Sequence[Group]) -> None:
        """Merge groups as one operation, with progress."""
        session, ids = self.desk.session, [group.ids for group in groups]

        def merging(job: Job) -> tuple[MergeBatch, list[Decision]]:
            return work.merge_many(session, ids, progress=partial(self._report, job))

        words = ngettext("Merging {count} group…", "Merging {count} groups…", len(groups))
        self._begin(words.format(count=show_number(len(groups))))
        task = Task(_("Merging duplicates"), keep_on=True)
        self._work.run(task, merging, done=self._merged_many, failed=self._broke)

    def take_focus(self) -> None:
        """One walks through the groups."""
        if self.page is self.review:
            self.review.take_focus()
        elif self.page is self.running:
            self.running.cancel.focus_set()
        else:
            self.dismiss.focus_set()

    def cancel(self) -> None:
        """Close; a scan ends with it."""
        self.close()

    def destroy(self) -> None:
        """Close; many that are being merged go on."""
        self._work.leave()
        self.desk.toasts.clear()
        super().destroy()

    # ---- making

    def _build_pages(self) -> None:
        self.review = ReviewPage(self.body, fetch=self._fetch_rows)
        self.review.on_choose = self._chosen
        self.review.on_merge, self.review.on_apart, self.review.on_edit = self.merge, self.keep_apart, self.edit
        self.review.on_score = lambda _score: self._show_groups()
        self.review.on_all = self.ask_for_many
        self.running = ProgressPanel(self.body)
        self.running.on_cancel = self.stop
        self.nothing = ttk.Frame(self.body)
        self._empty = Empty(self.nothing)

    def _build_buttons(self) -> None:
        self.dismiss.configure(text=_("Close"))
        self.primary.configure(command=lambda: self._with_chosen(self.merge))
        self.on_confirm = self._confirmed
        self.edit_button = self.add_button(_("Field by field…   E"), lambda: self._with_chosen(self.edit))
        self.apart_button = self.add_button("", lambda: self._with_chosen(self.keep_apart))
        self.apart_button.configure(text=apart_button_words(companies=False))
        self.again = self.add_button(_("Scan again"), self.scan, left=True)

    def _show(self, page: ttk.Frame) -> None:
        if self.page is not page:
            if self.page:
                self.page.pack_forget()
                self.page.place_forget()
            self.page = page
            if page is self.running:
                page.place(relx=0.5, rely=0.4, anchor="center", relwidth=0.6)
            else:
                page.pack(fill="both", expand=True)
        self._show_buttons()

    def _show_buttons(self) -> None:
        for button in (self.primary, self.edit_button, self.apart_button, self.again):
            button.pack_forget()
        self.dismiss.pack_forget()
        if self.page is self.review:
            self.primary.pack(side="right")
        self.dismiss.pack(side="right", padx=(0, theme.px(4)))
        if self.page is self.review:
            for button in (self.edit_button, self.apart_button):
                button.pack(side="right", padx=(0, theme.px(4)))
        if self.page is not self.running:
            self.again.pack(side="left")
        follow_sight(self.buttons)

    # ---- work

    def _begin(self, title: str) -> None:
        self.say("")
        self._share, self._stopped = 0.0, False
        self.running.begin(title)
        self._show(self.running)
        self.running.cancel.focus_set()

    def _report(self, job: Job, share: float) -> bool:
        """Told from the worker's thread."""
        self._share = share
        return job.report(share)

    def _look(self) -> None:
        if self._share:
            self.running.fill(self._share)

    def _scanned(self, groups: list[Group]) -> None:
        if self._stopped:  # it ended before it was told
            self._scan_failed(Stopped())
            return
        self.findings = Findings(groups)
        self._show_groups()
        self.take_focus()

    def _scan_failed(self, error: BaseException) -> None:
        if not isinstance(error, Stopped):
            self._show_nothing(_("The search for duplicates ended early"), "")
            self.failed(error)
            return
        text = _("Nothing was changed. You can start it again at any time.")
        self._show_nothing(_("The search was stopped"), text)

    def _merged_many(self, answer: tuple[MergeBatch, list[Decision]]) -> None:
        batch, decisions = answer
        for decision in decisions:
            self.findings.decide(decision)
        if not self.winfo_exists():
            self.outer.say(batch_words(batch), undo=batch.operation)
            return
        self._show_groups()
        self.take_focus()
        self.desk.say(batch_words(batch), undo=batch.operation)
        if batch.refused:
            self.say(batch.refused[0][1], wrong=True)

    def _broke(self, error: BaseException) -> None:
        if self.winfo_exists():
            self._show_groups()
            self.take_focus()
        self.failed(error)

    def _decide(self, decision: Decision) -> Decision:
        """Take a group off the list before it is written, so that nobody waits."""
        self.findings.decide(decision)
        self._show_groups()
        return decision

    def _write(self, decision: Decision, write: Callable[[], Answer], *, said: Callable[[Answer], str]) -> None:
        """Write a decision; refused, its group comes back with the reason."""

        def failed(error: BaseException) -> None:
            self.findings.forget(decision)
            if self.winfo_exists():
                self._show_groups()
            self.failed(error)

        self.say("")
        self.desk.write(write, said, failed=failed)

    def _merged_by_hand(self, decision: Decision) -> None:
        self._decide(decision)
        self.take_focus()

    def _taken(self, undone: set[int]) -> None:
        back = self.findings.take_back(undone)
        self._show_groups()
        self.review.forget_names()
        if back and self.page is self.review:
            self.review.look_at(back[-1].ids)

    # ---- showing

    def _show_groups(self) -> None:
        groups = self.findings.groups(self.review.slider.score)
        everything = groups or self.findings.groups(LEAST_SCORE)
        if not everything:
            self._show_end()
            return
        self._show(self.review)
        self.review.say_empty(_("No group has this score"), _("Move the slider to the left to see less alike ones."))
        self.review.show(groups)
        self.review.all_button.state(["!disabled" if everything else "disabled"])

    def _show_end(self) -> None:
        standing = self.findings.standing
        if not standing:
            text = _("Every contact was compared with all others. New ones are compared while you type them.")
            self._show_nothing(_("No duplicates found"), text)
            return
        text = f"{sorted_words(standing)}. " + _("Ctrl+Z takes back the last step.")
        self._show_nothing(_("All duplicates are sorted"), text)

    def _show_nothing(self, title: str, text: str) -> None:
        self.told = title
        self._empty.say(title, text)
        self._empty.show(True)
        self._show(self.nothing)
        self.take_focus()

    def _chosen(self, group: Group | None) -> None:
        for button in (self.primary, self.edit_button, self.apart_button):
            button.state(["!disabled" if group else "disabled"])
        if group is None:
            return
        words = ngettext("Merge {count} contact   →", "Merge {count} contacts   →", len(group.ids))
        self.primary.configure(text=words.format(count=show_number(len(group.ids))))
        session, ids = self.desk.session, group.ids
        self.ask("compare", partial(work.compared, session, ids), show=partial(self._show_compared, group))

    def _show_compared(self, group: Group, answer: Compared | set[int]) -> None:
        if isinstance(answer, set):  # somebody else removed one of them meanwhile
            self.findings.lose(answer)
            self._show_groups()
        elif group == self.review.chosen:
            companies = all(row["kind"] == COMPANY for row in answer.rows.values())
            self.apart_button.configure(text=apart_button_words(companies=companies))
            self.review.pane.show(answer, region=self.desk.region)

    def _fetch_rows(self, ids: list[int], done: Callable[[list[dict[str, Any]]], object]) -> None:
        contacts = self.desk.session.contacts
        self.ask("rows", lambda: contacts.rows(ids), show=done)

    def _with_chosen(self, act: Callable[[Group], object]) -> None:
        if self.review.chosen:
            act(self.review.chosen)

    def _confirmed(self) -> bool:
        """Enter merges the group on the screen, and closes nothing."""
        if self.page is self.review:
            self._with_chosen(self.merge)
        return False


def _inside(body: tk.Misc, desk: Desk) -> Desk:
    """The desk with its notices above the buttons of the dialog, which keeps every click to itself."""
    inner = Desk(desk.session, desk.jobs, toasts=Toasts(body), settings=desk.settings)
    inner.region = desk.region
    return inner


def show(window: Window) -> None:
    """Open the dialog."""
    DuplicatesDialog(window.root, window.desk).open()
