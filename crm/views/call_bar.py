"""The bar of a call: with whom, how long, how it ended, what was said, what comes next. Writes nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from tkinter import ttk

from crm.models.calls import ANSWERED, OUTCOMES, Callee, CallSubject
from crm.utils import phones
from crm.utils.i18n import _, translate
from crm.utils.text import one_line
from crm.views import theme
from crm.views.desk import Desk
from crm.views.hint import Hint
from crm.views.quick_add import QuickAdd
from crm.views.widgets.tab_order import follow_sight

_A_MINUTE = 60


@dataclass
class CallDraft:
    """What is told of a call so far; it outlives the bar, which may be made anew elsewhere. `seconds` stand still once
    `ended`."""

    callee: Callee
    about: CallSubject = field(default_factory=CallSubject)
    seconds: int = 0
    ended: bool = False
    outcome: str = ""
    words: str = ""
    note: str = ""
    next_step: str = ""
    minutes: str = ""
    done: bool = True

    @property
    def is_typed(self) -> bool:
        """Whether something would be lost that a person told."""
        return bool(self.outcome or self.words or self.note or self.next_step)

    @property
    def length(self) -> str:
        """The minutes of the call as they are logged, unless others were typed: a begun one counts."""
        return self.minutes or (str(max(1, round(self.seconds / _A_MINUTE))) if self.outcome in ("", ANSWERED) else "")

    @property
    def outcome_words(self) -> str:
        """How it ended, in words."""
        chosen = next((translate(one.label) for one in OUTCOMES if one.value == self.outcome), "")
        return self.words.strip() or chosen


class CallBar(ttk.Frame):
    """Shows a draft and keeps it. `on_save` hears that the call is to be logged, `on_discard` that it is not."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, draft: CallDraft) -> None:
        super().__init__(parent)
        self.on_save: Callable[[], object] = lambda: None
        self.on_discard: Callable[[], object] = lambda: None
        self.draft = draft
        self._desk = desk
        self._runs: bool | None = None
        self._hints: dict[str, Hint] = {}
        ttk.Frame(self, style="Line.TFrame", height=1).pack(fill="x")
        self._top = ttk.Frame(self, padding=(theme.px(12), theme.px(8), theme.px(12), 0))
        self._top.pack(fill="x")
        self._low = ttk.Frame(self, padding=(theme.px(12), theme.px(8), theme.px(12), theme.px(8)))
        self._low.pack(fill="x")
        self._make_who()
        self._make_outcomes()
        self._make_buttons()
        self._make_texts()
        self._error = ttk.Label(self, style="Error.TLabel", padding=(theme.px(14), 0, 0, theme.px(6)))
        for key in ("<Control-Return>", "<Escape>"):
            self._bind_all(key)
        follow_sight(self._top)
        follow_sight(self._low)
        self.show_time()

    def take_focus(self) -> None:
        """A person who calls waits for how it ends."""
        self.pills[self.draft.outcome or ANSWERED].focus_set()

    def show_time(self) -> None:
        """Show how long it has lasted."""
        minutes, seconds = divmod(self.draft.seconds, _A_MINUTE)
        self._clock.configure(text=f"{minutes:02}:{seconds:02}")
        self._hints["minutes"].say(self.draft.length)
        if self._runs != (not self.draft.ended):
            self._runs = not self.draft.ended
            glyph, role = ("telephone-fill", "success") if self._runs else ("telephone", "muted")
            theme.set_icon(self._clock, glyph, size=14, role=role)

    def show_error(self, sentence: str) -> None:
        """Say what cannot be logged, unless it is said already where it was typed; what was typed stays."""
        if self.next.problem and self.next.problem in sentence:
            self.next.line.focus_set()
            return
        self._error.configure(text=sentence, wraplength=max(1, self.winfo_width() - theme.px(30)))
        self._error.pack(fill="x")

    def choose(self, outcome: str) -> None:
        """Say how it ended: the clock stands still, and the keyboard goes on to what was said."""
        self._outcome.set(outcome)
        self.draft.outcome, self.draft.ended = outcome, True
        self.draft.done = outcome == ANSWERED
        self._done.set(int(self.draft.done))
        self._suit()
        self.show_time()
        self.note.focus_set()

    def go_on(self) -> None:
        """Let the clock run on, as after an end that was none, or stop it."""
        self.draft.ended = not self.draft.ended
        self.show_time()

    def call_again(self) -> None:
        """Propose to call again tomorrow."""
        self.next.restore(_("call tomorrow 10:00"))
        self.draft.next_step = self.next.phrase
        self.next.line.focus_set()

    # ---- parts

    def _make_who(self) -> None:
        self._clock = ttk.Button(self._top, style="Link.TButton", compound="left", takefocus=False, command=self.go_on)
        theme.tooltip(self._clock, _("Stop the clock, or let it go on"))
        self._clock.pack(side="left")
        callee = self.draft.callee
        name = theme.fit(one_line(callee.name, 80), theme.px(220), font=theme.STRONG)
        ttk.Label(self._top, text=name, style="Strong.TLabel").pack(side="left", padx=(theme.px(8), 0))
        phone = phones.show(callee.phone, region=self._desk.region) if callee.phone else _("no phone number")
        ttk.Label(self._top, text=phone, style="Muted.TLabel").pack(side="left", padx=(theme.px(8), theme.px(12)))

    def _make_outcomes(self) -> None:
        self._outcome = tk.StringVar(self, value=self.draft.outcome)
        self.pills: dict[str, ttk.Radiobutton] = {}
        for number, choice in enumerate(OUTCOMES, 1):
            pill = ttk.Radiobutton(
                self._top, text=translate(choice.label), value=choice.value, variable=self._outcome,
                style="Pill.TRadiobutton", command=partial(self.choose, choice.value),
            )  # fmt: skip
            pill.bind("<Return>", lambda _event, value=choice.value: self._picked(value))  # type: ignore[misc]
            pill.pack(side="left")
            theme.tooltip(pill, str(number))
            self.pills[choice.value] = pill
        for pill in self.pills.values():
            for number, choice in enumerate(OUTCOMES, 1):
                pill.bind(f"<Key-{number}>", lambda _event, value=choice.value: self._picked(value))  # type: ignore[misc]

    def _make_buttons(self) -> None:
        self.save_button = ttk.Button(self._top, text=_("Log the call"), style="Primary.TButton", command=self._save)
        self.discard_button = ttk.Button(self._top, style="Icon.TButton", command=self._discard)
        theme.set_icon(self.discard_button, "x", size=14)
        theme.tooltip(self.discard_button, _("Do not log this call"))
        self.discard_button.pack(side="right")
        self.save_button.pack(side="right", padx=theme.px(8))
        ttk.Label(self._top, text=_("min"), style="Small.TLabel").pack(side="right")
        self.minutes = self._entry(self._top, "minutes", width=4)
        self.minutes.pack(side="right", padx=(theme.px(8), theme.px(4)))
        self.words = self._entry(self._top, "words", hint=_("or in your own words"), width=18)
        self.words.pack(side="left", fill="x", expand=True, padx=(theme.px(8), 0))

    def _make_texts(self) -> None:
        for column in (0, 1):
            self._low.columnconfigure(column, weight=1, uniform="texts")
        self.note = self._entry(self._low, "note", hint=_("What was the call about?"))
        self.note.grid(row=0, column=0, sticky="new", padx=(0, theme.px(8)))
        about = {"contact_id": self.draft.callee.contact_id}
        if self.draft.about.opportunity_id is not None:
            about["opportunity_id"] = self.draft.about.opportunity_id
        self.next = QuickAdd(self._low, self._desk, about=about)
        self.next.hint.say(_("Next step: send the offer on Friday"))
        self.next.button.grid_remove()
        self.next.restore(self.draft.next_step)
        self.next.line.bind("<KeyRelease>", lambda _event: self._keep_next(), add="+")
        for key in ("<Return>", "<KP_Enter>"):
            self.next.line.bind(key, lambda _event: self._entered())
        self.next.grid(row=0, column=1, rowspan=2, sticky="new")
        self._make_extras()

    def _make_extras(self) -> None:
        """What only some calls have: a planned activity that it was, and another try when nobody answered."""
        self._extras = ttk.Frame(self._low)
        self._done = tk.IntVar(self, value=int(self.draft.done))
        self.done = ttk.Checkbutton(self._extras, variable=self._done, command=self._keep_done)
        planned = one_line(self.draft.about.planned, 60) or _("Call")
        self.done.configure(text=_("“{activity}” is done").format(activity=planned))
        self.again = ttk.Button(
            self._extras, text=_("Call again tomorrow"), style="Link.TButton", command=self.call_again
        )
        self._suit()

    def _suit(self) -> None:
        planned = self.draft.about.activity_id is not None
        again = self.draft.outcome not in ("", ANSWERED)
        self.done.pack(side="left", padx=(0, theme.px(12))) if planned else self.done.pack_forget()
        self.again.pack(side="left") if again else self.again.pack_forget()
        if planned or again:
            self._extras.grid(row=1, column=0, sticky="nw", pady=(theme.px(6), 0))
        else:
            self._extras.grid_remove()

    def _entry(self, parent: tk.Misc, name: str, *, hint: str = "", width: int = 1) -> ttk.Entry:
        """A line that keeps what is typed in the draft."""
        text = tk.StringVar(self, value=getattr(self.draft, name))
        text.trace_add("write", lambda *_names: setattr(self.draft, name, text.get()))
        entry = ttk.Entry(parent, textvariable=text, width=width)
        entry.variable = text  # type: ignore[attr-defined] # a variable nobody holds is gone
        self._hints[name] = Hint(entry, text, words=hint)
        for key in ("<Return>", "<KP_Enter>"):
            entry.bind(key, lambda _event: self._entered())
        return entry

    # ---- keys

    def _bind_all(self, key: str) -> None:
        act = self._save if "Return" in key else self._discard
        for widget in (*self.pills.values(), self.words, self.minutes, self.note, self.next.line):
            widget.bind(key, lambda _event: self._acted(act), add="" if key == "<Escape>" else "+")

    def _acted(self, act: Callable[[], object]) -> str:
        act()
        return "break"

    def _picked(self, outcome: str) -> str:
        self.choose(outcome)
        return "break"

    def _entered(self) -> str:
        self._save()
        return "break"

    def _keep_next(self) -> None:
        self.draft.next_step = self.next.phrase

    def _keep_done(self) -> None:
        self.draft.done = bool(self._done.get())

    def _save(self) -> None:
        self._keep_next()
        self._error.pack_forget()
        self.on_save()

    def _discard(self) -> None:
        self._keep_next()
        self.on_discard()
