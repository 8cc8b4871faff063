"""Building a report: what it is made of at the left, how it looks with the records of today at the right."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.errors import CrmError, Invalid
from crm.models.dashboards import Filters
from crm.models.reports import ENTITIES, Definition, Report
from crm.utils.i18n import N_, _
from crm.views import report_draft as draft
from crm.views import report_words, theme
from crm.views.desk import Desk
from crm.views.dialogs import report_builder_reading as reading
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.own_period import OwnPeriodDialog
from crm.views.dialogs.report_builder_form import BuilderForm
from crm.views.dialogs.report_builder_parts import Part
from crm.views.dialogs.report_builder_reading import Parts
from crm.views.report_knowing import Carried, carry_out
from crm.views.report_view import ReportView
from crm.views.widgets.focus import focus_path

_PAUSE = 250  # milliseconds without a choice before the preview is worked out anew
_LEFT = 400
_SMALLEST = (960, 520)
_OWN_WAY = N_(
    "The figures of this report are worked out in a way of their own. Its period, pipeline and owner can be changed; "
    "with other groups, figures or columns it becomes a plain table."
)
_FIRST = ENTITIES[0].value


class ReportBuilder(DeskDialog):
    """Builds a new report, or changes one of one's `own`; any other is kept as a new one. `on_saved(id)` hears."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, report: Report | None = None, own: bool = True) -> None:
        title = _("New report") if report is None else _("Edit the report") if own else _("A report of your own")
        super().__init__(parent, desk, title=title, confirm=_("Save"))
        self.on_saved: Callable[[int], object] = lambda _report: None
        self._report = report
        self._own = own and report is not None
        self._timer = ""
        self._begun: tuple[Definition, str, bool] | None = None
        self.form: BuilderForm
        self.fix_size(*self._size())
        self._build()
        self.on_confirm = self._confirmed
        self.busy(True)
        self.ask("parts", lambda: reading.read(desk.session), show=self._know)

    # ---- what is typed and chosen

    @property
    def is_ready(self) -> bool:
        """Whether everything is there to build with."""
        return self._begun is not None

    @property
    def definition(self) -> Definition:
        """What is chosen by now."""
        return self.form.definition

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something."""
        return self._begun is not None and self._begun != (self.definition, self._named.get(), self._shared.get())

    def take_focus(self) -> None:
        """A person begins with the name of a new report, and with what a known one is made of."""
        self.name.focus_set()
        self.name.selection_range(0, "end")

    def save(self) -> None:
        """Keep the report, or say what is missing."""
        wrong = draft.problems(self.definition, self._named.get())
        self._show_problems(wrong)
        if wrong:
            return
        reports, report = self.desk.session.reports, self._report
        name, definition, shared = self._named.get().strip(), self.definition, self._shared.get()

        def work() -> int:
            if report is not None and self._own:
                reports.change(report.id, name=name, definition=definition, shared=shared)
                return report.id
            return reports.add(name, definition, shared=shared)

        self.write(work, lambda _id: _("Report saved: {name}").format(name=name), done=self._saved)

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its part."""
        if isinstance(error, Invalid):
            self._show_problems({**error.fields})
            left = [text for name, text in error.fields.items() if name not in (draft.NAME, *self.form.parts)]
            self.say(" ".join(left), wrong=True)
        else:
            super().refused(error)

    def destroy(self) -> None:
        """Preview nothing any more."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        super().destroy()

    # ---- making

    def _size(self) -> tuple[int, int]:
        """In units: as large as the window behind allows, where a preview is worth something."""
        unit = theme.px(100) / 100
        wide, high = self._parent.winfo_width() / unit, self._parent.winfo_height() / unit
        return max(_SMALLEST[0], round(wide) - 100), max(_SMALLEST[1], round(high) - 230)

    def _build(self) -> None:
        above = ttk.Frame(self.body)
        above.pack(fill="x", pady=(0, theme.px(10)))
        self._named, self._shared = tk.StringVar(self), tk.BooleanVar(self)
        self.name_part = Part(above, _("Name"))
        self.name_part.configure(width=theme.px(_LEFT - 20))
        self.name_part.pack(side="left", anchor="n")
        self.name = ttk.Entry(self.name_part.body, textvariable=self._named, width=46)
        self.name.pack(fill="x")
        words = _("Show it to everybody who works with this file")
        self.shared = ttk.Checkbutton(above, text=words, variable=self._shared, style="Switch.TCheckbutton")
        self.shared.pack(side="left", padx=(theme.px(24), 0), pady=(theme.px(20), 0))
        self._count = ttk.Label(above, style="Small.TLabel")
        self._count.pack(side="right", anchor="se")
        self._left = ttk.Frame(self.body, width=theme.px(_LEFT))
        self._left.pack_propagate(False)
        self._left.pack(side="left", fill="y")
        ttk.Frame(self.body, style="Line.TFrame", width=1).pack(side="left", fill="y", padx=(0, theme.px(12)))
        self.preview = ReportView(self.body, self.desk.jobs.run)
        self.preview.pack(side="left", fill="both", expand=True)
        self.preview.table.set_empty(_("Nothing to show"), _("No records match this report."))
        self.preview.wait()

    def _know(self, parts: Parts) -> None:
        definition, gone = self._first(parts)
        self.form = BuilderForm(self._left, parts, definition=definition)
        self.form.pack(fill="both", expand=True)
        self.form.on_change = self._edited
        self.form.filters.own_period = self._ask_period
        report = self._report
        if report is not None:
            name = report_words.name_of(report)
            self._named.set(name if self._own else _("{name} (own)").format(name=name))
            self._shared.set(report.shared and self._own)
        self._begun = (self.definition, self._named.get(), self._shared.get())
        self.busy(False)
        if gone:
            text = _("What is no longer there was left out: {fields}. Save to keep it so.")
            self.say(text.format(fields=", ".join(one.removeprefix("custom.") for one in gone)))
        elif definition.figure:
            self.say(_(_OWN_WAY))
        if focus_path(self):
            self.take_focus()
        self._ask_preview()

    def _first(self, parts: Parts) -> tuple[Definition, tuple[str, ...]]:
        if self._report is None:
            return draft.fresh(_FIRST, parts.fields[_FIRST]), ()
        return draft.fitted(self._report.definition, parts.fields[self._report.definition.entity])

    # ---- following what is chosen

    def _edited(self) -> None:
        self._show_problems({})
        self.say("")
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(_PAUSE, self._ask_preview)

    def _ask_preview(self) -> None:
        self._timer = ""
        session, region, definition = self.desk.session, self.desk.region, self.definition
        if wrong := draft.problems(definition, "any"):
            self.preview.fail(next(iter(wrong.values())))
            self._count.configure(text="")
            return
        self.ask(
            "preview", lambda: carry_out(lambda: session.reports.preview(definition), region), show=self._show_preview
        )

    def _show_preview(self, carried: Carried) -> None:
        if carried.result is None:
            self.preview.fail(carried.problem)
            self._count.configure(text="")
        else:
            self.preview.show(carried.result, carried.rows)
            self._count.configure(text=report_words.counted(carried.result))

    def _show_problems(self, wrong: dict[str, str]) -> None:
        self.name_part.say(wrong.get(draft.NAME, ""))
        self.name.state(["invalid" if draft.NAME in wrong else "!invalid"])
        self.form.show_problems(wrong)
        if draft.NAME in wrong:
            self.name.focus_set()

    def _ask_period(self, filters: Filters, then: Callable[[Filters], object]) -> None:
        dialog = OwnPeriodDialog(self, self.desk, filters=filters)
        dialog.on_chosen = then
        dialog.open()

    def _saved(self, report_id: int) -> None:
        self._begun = None
        self.close()
        self.on_saved(report_id)

    def _confirmed(self) -> bool:
        if self.is_ready:
            self.save()
        return False
