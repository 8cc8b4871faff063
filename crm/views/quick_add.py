"""The line that plans an activity from a phrase: what was understood stands below it, before anything is saved."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from functools import partial
from tkinter import ttk

from crm.errors import CrmError, Invalid
from crm.models.activities import TYPES
from crm.models.quick_add import Named, Understood
from crm.utils.i18n import _, ngettext, translate
from crm.views import opportunity_words, theme
from crm.views.desk import Desk
from crm.views.hint import Hint
from crm.views.tab import Questions
from crm.views.widgets.chips import Chip, ChipRow

_PAUSE = 150  # milliseconds without a key before the phrase is read
_TYPES = {one.value: one.label for one in TYPES}
_HUES = {"what": "#2563eb", "who": "#0891b2", "when": "#16a34a", "more": "#64748b", "ask": "#d97706"}


class QuickAdd(ttk.Frame):
    """Enter plans what is typed; who is meant is asked about where several are called so.

    `about` holds the contact_id or opportunity_id of what is planned here: the phrase may name another contact, but no
    other deal. `on_leave` hears Escape in an empty line.
    """

    def __init__(self, parent: tk.Misc, desk: Desk, *, about: Mapping[str, object] | None = None) -> None:
        super().__init__(parent)
        self.on_leave: Callable[[], object] = lambda: None
        self._desk = desk
        self._of = dict(about or {})
        self._questions = Questions(desk.jobs)
        self._understood: Understood | None = None
        self._read = ""
        self._timer = ""
        self.columnconfigure(0, weight=1)
        self._text = tk.StringVar(self)
        self.line = ttk.Entry(self, textvariable=self._text)
        self.line.grid(row=0, column=0, sticky="ew")
        self.hint = Hint(self.line, self._text)
        self.hint.say(_("Plan: call Ana Gil tomorrow 10am"))
        self.button = ttk.Button(self, text=_("Plan"), command=self.plan)
        self.button.grid(row=0, column=1, padx=(theme.px(6), 0))
        self.chips = ChipRow(self)
        self._problem = ttk.Label(self, style="Error.TLabel")
        self._text.trace_add("write", lambda *_names: self._typed())
        for key in ("<Return>", "<KP_Enter>"):
            self.line.bind(key, lambda _event: self._entered())
        self.line.bind("<Escape>", self._escaped)

    @property
    def is_typed(self) -> bool:
        """Whether something is typed that was not planned."""
        return bool(self._text.get().strip())

    @property
    def phrase(self) -> str:
        """What is typed, as it stands."""
        return self._text.get()

    @property
    def said(self) -> list[str]:
        """What it says it understood, a part at a time."""
        return [label for label, _hue, _act in self._parts()] if self.chips.winfo_manager() else []

    @property
    def problem(self) -> str:
        """The sentence about what cannot be planned, "" without one."""
        return str(self._problem.cget("text")) if self._problem.winfo_manager() else ""

    def about(self, **values: object) -> None:
        """Plan for another contact or deal from now on."""
        self._of = dict(values)

    def type_in(self, phrase: str) -> None:
        """Type a phrase, as a person does."""
        self.restore(phrase)
        self.line.focus_set()

    def restore(self, phrase: str) -> None:
        """Show a phrase that was typed before; the keyboard stays where it is."""
        self._text.set(phrase)
        self.line.icursor("end")

    def offer_form(self) -> None:
        """Offer the whole form beside the line."""
        more = ttk.Button(self, style="Icon.TButton", command=self.open_form)
        theme.set_icon(more, "calendar-plus", size=16)
        theme.tooltip(more, _("With all its fields…"))
        more.grid(row=0, column=2)

    def open_form(self) -> None:
        """Open the whole form, with what was understood so far."""
        from crm.views.dialogs import activity  # the line is there before the form is

        found, values = self._understood, dict(self._of)
        if found:
            understood = {name: value for name, value in found.values().items() if value not in (None, "")}
            values = {**understood, **values} if "opportunity_id" in values else {**values, **understood}
        self.clear()
        activity.plan(self, self._desk, values=values)

    def plan(self, then: Callable[[], object] = lambda: None) -> None:
        """Plan what is typed, then go on."""
        phrase, known = self._text.get(), self._understood
        if not phrase.strip():
            self.line.focus_set()
            return
        quick_add, about = self._desk.session.quick_add, self._of

        def work() -> Understood:
            found = known if known and self._read == phrase else quick_add.understand(phrase)
            quick_add.add(found, about)
            return found

        def planned(_found: Understood) -> None:
            if self.winfo_exists():
                self.clear()
            then()

        self._desk.write(work, _planned, done=planned, failed=self._refused)

    def clear(self) -> None:
        """Ready for the next one."""
        self._text.set("")

    # Parts

    def _typed(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = ""
        self._say("")
        if not self.is_typed:
            self._show(None)
            return
        self._timer = self.after(_PAUSE, self.ask_now)

    def ask_now(self) -> None:
        """Find out what is meant by what is typed."""
        self._timer = ""
        phrase, quick_add = self._text.get(), self._desk.session.quick_add
        self._questions.ask(
            "phrase", lambda: quick_add.understand(phrase), show=lambda found: self._know(phrase, found)
        )

    def _know(self, phrase: str, found: Understood) -> None:
        if phrase == self._text.get():
            self._read = phrase
            self._show(found)
            self._say(found.phrase.problem)

    def _show(self, found: Understood | None) -> None:
        self._understood = found
        parts = self._parts()
        if not parts:
            self.chips.grid_remove()
            return
        self.chips.grid(row=1, column=0, columnspan=3, sticky="ew", pady=(theme.px(6), 0))
        self.chips.set([Chip(label, _HUES[hue], remove=act if hue != "ask" else None, run=act if hue == "ask" else None)
                        for label, hue, act in parts])  # fmt: skip

    def _parts(self) -> list[tuple[str, str, Callable[[], None] | None]]:
        """What was understood: words, a hue, what a click does."""
        found = self._understood
        if found is None:
            return []
        phrase = found.phrase
        parts: list[tuple[str, str, Callable[[], None] | None]] = [(_kind(found), "what", None)]
        if found.contact:
            parts.append((found.contact.name, "who", lambda: self._show(found.with_contact(None))))
        elif found.candidates:
            words = ngettext("Who? {count} fits…", "Who? {count} fit…", len(found.candidates))
            parts.append((words.format(count=len(found.candidates)), "ask", self._choose))
        if found.opportunity and "opportunity_id" not in self._of:
            parts.append((found.opportunity.name, "who", lambda: self._show(found.without_deal())))
        parts.append((opportunity_words.due(phrase.due_on, phrase.due_at) or _("No date"), "when", None))
        return parts + [(words, "more", None) for words in _further(found)]

    def _choose(self) -> None:
        """Ask which of several contacts is meant."""
        menu, found = theme.menu(self), self._understood
        for one in found.candidates if found else ():
            menu.add_command(label=one.name, command=partial(self._chosen, one))
        menu.tk_popup(self.chips.winfo_rootx(), self.chips.winfo_rooty() + self.chips.winfo_height())

    def _chosen(self, contact: Named) -> None:
        found, quick_add = self._understood, self._desk.session.quick_add
        if found:
            chosen = found.with_contact(contact)
            self._questions.ask("phrase", lambda: quick_add.about(chosen), show=self._show)
            self.line.focus_set()

    def _say(self, sentence: str) -> None:
        self._problem.configure(text=sentence)
        if sentence:
            self._problem.grid(row=2, column=0, columnspan=3, sticky="w", padx=theme.px(2))
        else:
            self._problem.grid_remove()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self._say(next(iter(error.fields.values())))
        elif isinstance(error, CrmError):
            self._say(str(error))
        else:
            self._desk.jobs.report(error)

    def _entered(self) -> str:
        self.plan()
        return "break"

    def _escaped(self, _event: object) -> str | None:
        if self.is_typed:
            self.clear()
            return "break"
        self.on_leave()
        return None

    def destroy(self) -> None:
        """Nothing asked before is answered any more."""
        if self._timer:
            self.after_cancel(self._timer)
        self._questions.drop()
        super().destroy()


def _kind(found: Understood) -> str:
    kind = translate(_TYPES.get(found.type, found.type))
    return _("{type}: {subject}").format(type=kind, subject=found.subject) if found.subject else kind


def _further(found: Understood) -> list[str]:
    """Length, priority and repetition in words."""
    from crm.utils import recurrence_words  # few phrases repeat

    phrase = found.phrase
    words = [ngettext("{count} minute", "{count} minutes", phrase.minutes).format(count=phrase.minutes)]
    return [
        *(words if phrase.minutes else ()),
        *([_("High priority")] if phrase.priority == "high" else ()),
        *([recurrence_words.sentence(found.rule)] if found.rule else ()),
    ]


def _planned(found: Understood) -> str:
    when = opportunity_words.due(found.phrase.due_on, found.phrase.due_at)
    who = found.contact.name if found.contact else ""
    what = " · ".join(part for part in (_kind(found), who, when) if part)
    return _("Planned: {what}").format(what=what)
