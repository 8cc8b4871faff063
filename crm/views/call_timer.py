"""The call under way: one at a time, it survives going from page to page, and is asked about before it is lost.

What it looks like is call_bar.py's. The bar stands at the foot of the window, or of the dialog that is open over it.
"""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from crm.errors import Invalid
from crm.models.calls import Callee, CallSubject
from crm.utils.i18n import _
from crm.views.call_bar import CallBar, CallDraft
from crm.views.widgets.dialog import Question, ask

if TYPE_CHECKING:
    from crm.views.window import Window

_TICK = 1_000  # milliseconds
_A_MOMENT = 150
Clock = Callable[[], float]
Pack = Callable[[CallBar], object]
_NOTHING = CallSubject()


class CallTimer:
    """Belongs to one window. `clock` tells seconds."""

    def __init__(self, window: Window, *, clock: Clock = time.monotonic) -> None:
        self._window = window
        self._clock = clock
        self._draft: CallDraft | None = None
        self._began = 0.0
        self._timer = ""
        self._places: list[tuple[tk.Misc, Pack]] = []
        self.bar: CallBar | None = None

    @property
    def is_running(self) -> bool:
        """Whether there is a call that was not logged yet."""
        return self._draft is not None

    def start(self, contact_id: int, *, about: CallSubject = _NOTHING, phone: str = "") -> None:
        """Call a contact, by the phone given or the main one, and count how long it lasts."""
        session = self._window.desk.session

        def found(callee: Callee) -> None:
            wanted = Callee(callee.contact_id, callee.name, phone or callee.phone)
            self.leave(lambda: self._begin(wanted, about), instead=True)

        if self._draft and self._draft.callee.contact_id == contact_id and self.bar:
            self.bar.take_focus()
            return
        self._window.jobs.run(lambda: session.calls.callee(contact_id), found)

    def leave(self, go_on: Callable[[], object], *, instead: bool = False) -> None:
        """Go on once no call would be lost: one that is not logged is asked about; `instead`: another is to begin."""
        draft = self._draft
        if draft is None:
            go_on()
            return

        def lose() -> None:
            self.end()
            go_on()

        text = _("The call with {name} has not been logged.").format(name=draft.callee.name)
        title = _("Begin another call?") if instead else _("Discard this call?")
        ask(self._over, Question(title, text, _("Discard it"), danger=True), then=lose)

    def end(self) -> None:
        """No call any more; nothing is logged."""
        self._stop()
        self._draft = None
        self._drop_bar()

    def stand_in(self, place: tk.Misc, pack: Pack) -> None:
        """From now on the bar stands in `place`, a dialog or the window, until that is gone; `pack(bar)` puts it
        there."""
        self._places = [(known, how) for known, how in self._places if known.winfo_exists()]
        self._places.append((place, pack))
        place.bind("<Destroy>", lambda event: self._gone(place) if event.widget is place else None, add="+")
        self._show()

    def tick(self) -> None:
        """Look at the clock."""
        draft = self._draft
        if draft is None:
            return
        now = self._clock()
        if not draft.ended:
            draft.seconds = draft.seconds + int(now - self._began)
        self._began += int(now - self._began)
        if self.bar and self.bar.winfo_exists():
            self.bar.show_time()
        self._stop()
        self._timer = self._window.root.after(_TICK, self.tick)

    # ---- inside

    @property
    def _over(self) -> tk.Misc:
        """What a question belongs to."""
        return self.bar.winfo_toplevel() if self.bar and self.bar.winfo_exists() else self._window.root

    def _begin(self, callee: Callee, about: CallSubject) -> None:
        self._draft = CallDraft(callee, about)
        self._began = self._clock()
        self._show()
        self.tick()
        if callee.phone:
            self._window.outside.open_link(f"tel:{callee.phone}")
        if self.bar:
            self.bar.take_focus()

    def _show(self) -> None:
        self._drop_bar()
        if self._draft is None or not self._places:
            return
        place, pack = self._places[-1]
        self.bar = CallBar(place, self._window.desk, draft=self._draft)
        self.bar.on_save = self._save
        self.bar.on_discard = self._discard
        pack(self.bar)

    def _drop_bar(self) -> None:
        if self.bar and self.bar.winfo_exists():
            self.bar.destroy()
        self.bar = None

    def _gone(self, place: tk.Misc) -> None:
        """The dialog in which the bar stood is closed: it comes back to where it was before."""
        was_there = bool(self._places) and self._places[-1][0] is place
        self._places = [(known, how) for known, how in self._places if known is not place]
        if was_there and self._draft and self._places:
            self._window.root.after_idle(self._show)

    def _discard(self) -> None:
        if self._draft and self._draft.is_typed:
            self.leave(lambda: None)
        else:
            self.end()

    def _save(self) -> None:
        draft, desk = self._draft, self._window.desk
        if draft is None or self.bar is None:
            return
        if draft.length and not draft.length.strip().isdecimal():
            self.bar.show_error(_("Minutes are a whole number, zero or more."))
            return
        length = int(draft.length) if draft.length else None
        values = {"subject": draft.note.strip(), "outcome": draft.outcome_words, "duration_minutes": length}
        activity_id = draft.about.activity_id if draft.done else None
        about = CallSubject(draft.about.opportunity_id, activity_id)
        calls, contact_id, phrase = desk.session.calls, draft.callee.contact_id, draft.next_step
        self.bar.save_button.state(["disabled"])
        desk.write(
            lambda: calls.log(contact_id, values, about=about, next_step=phrase),
            lambda _id: _("Call logged."),
            done=lambda _id: self.end(),
            failed=self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        if self.bar and self.bar.winfo_exists():
            self.bar.save_button.state(["!disabled"])
            if isinstance(error, Invalid):
                self.bar.next.ask_now()  # the line tells what is wrong with a next step itself
                self.bar.after(_A_MOMENT, self._tell, " ".join(error.fields.values()))
                return
        self._window.jobs.report(error)

    def _tell(self, sentence: str) -> None:
        if self.bar and self.bar.winfo_exists():
            self.bar.show_error(sentence)

    def _stop(self) -> None:
        if self._timer:
            self._window.root.after_cancel(self._timer)
        self._timer = ""
