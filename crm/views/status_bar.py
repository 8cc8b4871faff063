"""The bottom line of the window: which file, how many, what is under way and a way to stop it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk

from crm.utils.i18n import _
from crm.views import theme
from crm.views.jobs import Job, Jobs

_LOOK_EVERY = 150  # milliseconds between two looks at how far the work is


class StatusBar(ttk.Frame):
    """Watches the jobs; the rest it is told. `on_mail` hears a click on what waits in the outbox."""

    def __init__(self, parent: tk.Misc, jobs: Jobs) -> None:
        super().__init__(parent, style="Chrome.TFrame", padding=(theme.px(12), theme.px(3)))
        self._jobs = jobs
        self._timer = ""
        self._page = ""
        self._counts: dict[str, str] = {}  # what was last said of each page
        self._file = ttk.Label(self, style="Chrome.TLabel")
        self._file.pack(side="left")
        self._count = ttk.Label(self, style="Chrome.TLabel")
        self._count.pack(side="left", padx=(theme.px(16), 0))
        self._problem = ttk.Label(self, style="Chrome.TLabel")
        self.on_mail: Callable[[], object] = lambda: None
        self._mail = ttk.Button(self, style="Chrome.Icon.TButton", compound="left", takefocus=False)
        self._mail.configure(command=self._ask_mail)
        theme.set_icon(self._mail, "envelope", size=12)
        theme.tooltip(self._mail, _("Outbox"))
        self._work = ttk.Frame(self, style="Chrome.TFrame")
        self._words = ttk.Label(self._work, style="Chrome.TLabel")
        self._bar = ttk.Progressbar(self._work, style="Horizontal.TProgressbar", length=theme.px(140), maximum=1000)
        self._stop = ttk.Button(self._work, style="Chrome.Icon.TButton", command=self._cancel)
        theme.set_icon(self._stop, "x", size=12)
        theme.tooltip(self._stop, _("Stop"))
        self._words.pack(side="left")
        self._bar.pack(side="left", padx=theme.px(8))
        self._stop.pack(side="left")
        self._disconnect = jobs.changed.connect(self._work_changed)

    def show_file(self, path: Path, *, user: str) -> None:
        """Name the open file and who is signed in."""
        self._file.configure(text=f"{path.name} · {user}")
        theme.tooltip(self._file, str(path))

    def show_page(self, key: str) -> None:
        """Another page is in view: say of it what was last said."""
        self._page = key
        self._count.configure(text=self._counts.get(key, ""))

    def show_count(self, text: str) -> None:
        """Say how many there are on the page in view."""
        self._counts[self._page] = text
        self._count.configure(text=text)

    @property
    def count(self) -> str:
        """What is said of the page in view."""
        return str(self._count.cget("text"))

    def show_problem(self, text: str) -> None:
        """Say what stands in the way of something the program does by itself; "" says nothing."""
        self._problem.configure(text=theme.fit(text.partition("\n")[0], theme.px(560)))
        if text:
            self._problem.pack(side="left", padx=(theme.px(16), 0))
        else:
            self._problem.pack_forget()

    @property
    def problem(self) -> str:
        """What stands in the way, as far as there is room for it."""
        return str(self._problem.cget("text"))

    def show_mail(self, text: str) -> None:
        """Say what waits in the outbox; a click opens it. "" says nothing."""
        self._mail.configure(text=text)
        if text:
            self._mail.pack(side="left", padx=(theme.px(16), 0), after=self._count)
        else:
            self._mail.pack_forget()

    @property
    def mail(self) -> str:
        """What is said about the outbox, "" when nothing is."""
        return str(self._mail.cget("text")) if self._mail.winfo_manager() else ""

    def _ask_mail(self) -> None:
        self.on_mail()

    @property
    def working(self) -> str:
        """The words about the work under way, "" when there is none."""
        return str(self._words.cget("text")) if self._work.winfo_manager() else ""

    def _shown(self) -> Job | None:
        return next((job for job in self._jobs.running if job.label), None)

    def _work_changed(self, job: Job) -> None:
        if job.label:
            self._look()

    def _look(self) -> None:
        job = self._shown()
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(_LOOK_EVERY, self._look) if job else ""
        if job is None:
            self._work.pack_forget()
            return
        self._words.configure(text=" · ".join(part for part in (job.label, job.detail) if part))
        self._bar.configure(value=round((job.share or 0) * 1000))
        self._bar.pack(side="left", padx=theme.px(8)) if job.share is not None else self._bar.pack_forget()
        self._work.pack(side="right")

    def _cancel(self) -> None:
        job = self._shown()
        if job:
            job.cancel()

    def destroy(self) -> None:
        """Watch no more."""
        self._disconnect()
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        super().destroy()
