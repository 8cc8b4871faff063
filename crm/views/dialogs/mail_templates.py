"""Templates of e-mails: a list, and the chosen one edited with its fields, seen filled in for a real contact."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from crm.errors import CrmError, Invalid
from crm.models.fields import Field, Kind
from crm.models.lists import ListQuery
from crm.models.mail import TEMPLATE_FIELDS, Filled, MailTemplate, Wording
from crm.session import Session
from crm.utils.i18n import N_, _
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.listed import Listed
from crm.views.dialogs.mail_words import Preview, field_button, insert_into
from crm.views.dialogs.opportunity_customers import Customers
from crm.views.widgets.dialog import Question, ask
from crm.views.widgets.editors import Lookup
from crm.views.widgets.form import Form
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window

_ABOUT = Field("contact_id", Kind.CONTACT, N_("Seen as it goes to"))
_SETTLED = 350  # milliseconds without a letter typed until the preview follows


class MailTemplatesDialog(DeskDialog):
    """The chosen template is saved with the button, or asked about before another one is chosen."""

    watches = frozenset(("mail_templates",))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("E-mail templates"))
        self._templates: dict[int, MailTemplate] = {}
        self._edited: MailTemplate | None = None
        self._wanted = 0
        self._timer = ""
        self.fix_size(1080, 540)
        self._build_list()
        self._build_preview()
        self._build_form()
        follow_sight(self.body)
        self.on_confirm = self._close_asking
        self.refresh()

    # ---- what is shown

    @property
    def has_edits(self) -> bool:
        """Whether the template shown has changes that are not saved."""
        return self.form.is_changed

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.table.tree.focus_set()

    def refresh(self) -> None:
        """Load the templates; a file that never had any gets the first ones."""
        self.ask("templates", lambda: _read(self.desk.session), show=self._show)

    def _show(self, answer: tuple[Sequence[MailTemplate], int | None, str]) -> None:
        templates, contact_id, name = answer
        self._templates = {one.id: one for one in templates}
        self.list.show({one.id: (_shown(one), one.language.upper()) for one in templates})
        if contact_id is not None and self.about.editor("contact_id").typed() == ("", None):
            self._customers.names[contact_id] = name
            self.about.put("contact_id", contact_id)
        if self._wanted in self._templates:
            self.list.choose(self._wanted)
            self._wanted = 0
        if self.list.chosen is None and not self.has_edits:
            self._edit(None)
        self.list.choose_first()

    def _choose(self, template_id: int) -> None:
        """Show another template; what is typed and not saved is asked about first."""
        if self._edited and self._edited.id == template_id and self.has_edits:
            return
        if not self.has_edits:
            self._edit(self._templates.get(template_id))
            return
        text = _("What you typed here has not been saved.")
        question = Question(_("Go on without saving?"), text, _("Discard"), danger=True)
        dialog = ask(self, question, then=lambda: self._edit(self._templates.get(template_id)))
        dialog.on_cancel = self._back

    def _back(self) -> None:
        if self._edited and self._edited.id in self._templates:
            self.list.choose(self._edited.id)

    def _edit(self, template: MailTemplate | None) -> None:
        self._edited = template
        shown = template or MailTemplate(0, "")
        names = ("name", "language", "subject", "body")
        self.form.set({name: getattr(shown, name) for name in names} | {"active": int(shown.active)})
        self.remove_button.state(["!disabled" if template else "disabled"])
        self._look()

    # ---- what a person does

    def add(self) -> None:
        """Begin a new template."""
        self.list.table.select([])
        self._edit(None)
        self.form.focus_field("name")

    def save(self) -> None:
        """Save the template shown."""
        try:
            values: dict[str, Any] = dict(self.form.values())
        except Invalid as error:
            self.form.show_errors(error.fields)
            return
        templates, edited = self.desk.session.mail_templates, self._edited
        said = _("Template saved.")
        if edited:
            self.write(
                lambda: templates.change(edited.id, values, version=edited.version),
                lambda _none: said,
                done=lambda _none: self._saved(edited.id),
            )
        else:
            self.write(lambda: templates.add(values), lambda _id: said, done=self._saved)

    def remove(self) -> None:
        """Remove the template shown; Undo brings it back."""
        edited = self._edited
        if edited:
            said = _("Template removed: {name}").format(name=edited.name)
            self.form.set({})
            self._edited = None
            self.write(lambda: self.desk.session.mail_templates.remove(edited.id), lambda _none: said)

    def insert(self, field: str) -> None:
        """Put a field where the cursor is: in the subject when that has the keyboard, else in the text."""
        subject, body = self.form.editor("subject").entry, self.form.editor("body").entry
        insert_into(subject if self._last is subject else body, field)

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid) and any(map(self.form.has, error.fields)):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    # ---- making

    def _build_list(self) -> None:
        left = ttk.Frame(self.body, width=theme.px(280))
        left.pack_propagate(False)
        left.pack(side="left", fill="y")
        row = ttk.Frame(left)
        row.pack(side="bottom", fill="x", pady=(theme.px(8), 0))
        ttk.Button(row, text=_("New template"), command=self.add).pack(side="left")
        self.remove_button = ttk.Button(row, text=_("Remove"), style="Remove.TButton", command=self.remove)
        self.remove_button.pack(side="left", padx=(theme.px(4), 0))
        columns = [Column("name", _("Name"), 210, sortable=False), Column("language", "", 50, sortable=False)]
        self.list = Listed(left, columns)
        self.list.table.tag = lambda row, _cells: "" if self._is_used(row) else "muted"
        self.list.pack(fill="both", expand=True)
        self.list.on_choose = self._choose

    def _build_form(self) -> None:
        middle = ttk.Frame(self.body, padding=(theme.px(20), 0))
        middle.pack(side="left", fill="both", expand=True)
        row = ttk.Frame(middle)
        row.pack(side="bottom", fill="x")
        self.save_button = ttk.Button(row, text=_("Save"), style="Secondary.TButton", command=self.save)
        self.save_button.pack(side="right")
        field_button(row, self.insert).pack(side="left")
        self.form = Form(middle, TEMPLATE_FIELDS)
        self.form.share_lines(340, whole=("subject", "body", "active"))
        self.form.pack(fill="both", expand=True)
        self.form.on_change = lambda _name: self._later()
        self._last: tk.Misc = self.form.editor("body").entry
        for name in ("subject", "body"):
            self.form.editor(name).entry.bind("<FocusIn>", self._focused, add="+")

    def _build_preview(self) -> None:
        right = ttk.Frame(self.body, width=theme.px(340))
        right.pack_propagate(False)
        right.pack(side="right", fill="y")
        self._customers = Customers(self, self.desk)
        self.about = Form(right, [_ABOUT], lookup=self._customers.lookup(Lookup()))
        self.about.on_change = lambda _name: self._later()
        self.about.pack(fill="x")
        self.preview = Preview(right)
        self.preview.pack(fill="both", expand=True)

    # ---- inside

    def _close_asking(self) -> bool:
        """Close, or ask first about what is not saved."""
        if self.has_edits:
            self.cancel()
        return not self.has_edits

    def _entered(self, event: tk.Event[tk.Misc]) -> None:
        """Enter in a line of the template saves it."""
        if isinstance(event.widget, ttk.Entry) and str(event.widget).startswith(str(self.form)):
            self.save()

    def _focused(self, event: tk.Event[tk.Misc]) -> None:
        self._last = event.widget

    def _is_used(self, row: int) -> bool:
        template = self._templates.get(row)
        return template is None or template.active

    def _saved(self, template_id: int) -> None:
        self.form.set(self.form.values())
        self._edited = None
        self._wanted = template_id
        self.refresh()

    def _later(self) -> None:
        self.say("")
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(_SETTLED, self._look)

    def _look(self) -> None:
        """Show the text as typed, filled in for the contact chosen."""
        self._timer = ""
        typed = {name: str(self.form.editor(name).typed() or "") for name in ("subject", "body")}
        language = str(self.form.values().get("language") or "")
        try:
            contact_id = self.about.editor("contact_id").get()
        except ValueError:
            contact_id = None
        if not isinstance(contact_id, int):
            self.preview.set(typed["subject"], typed["body"])
            return
        wording = Wording(typed["subject"], typed["body"], language)
        name = self._customers.names.get(contact_id, "")
        templates = self.desk.session.mail_templates
        self.ask("preview", lambda: templates.fill(wording, contact_id), show=lambda filled: self._seen(filled, name))

    def _seen(self, filled: Filled, name: str) -> None:
        self.preview.show(filled, name=name)

    def destroy(self) -> None:
        """Look no more."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        super().destroy()


def _read(session: Session) -> tuple[Sequence[MailTemplate], int | None, str]:
    """The templates, and the contact talked to last, for the preview."""
    session.mail_templates.prepare()
    rows = session.contacts.page(ListQuery(sort="last_interaction_at", descending=True), limit=1).rows
    row = rows[0] if rows else None
    return session.mail_templates.all(inactive=True), row["id"] if row else None, row["name"] if row else ""


def _shown(template: MailTemplate) -> str:
    return template.name if template.active else _("{name} (out of use)").format(name=template.name)


def show(window: Window) -> None:
    """Open the dialog."""
    MailTemplatesDialog(window.root, window.desk).open()
