"""The whole form of one interaction: a new one, or one to correct or remove."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence

from crm.errors import CrmError, Invalid
from crm.models.fields import Field
from crm.models.interactions import FIELDS, NOT_OF_NOTES, NOTE, Interaction
from crm.utils import dates
from crm.utils.i18n import _
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.editors import ChoiceEditor
from crm.views.widgets.form import Form
from crm.views.widgets.scrolled import Scrolled


class InteractionEditor(DeskDialog):
    """`on_saved` hears that it was saved. `contact_id` is whose it is; `known` the interaction to correct; a new one is
    about the deal `opportunity_id` when that is set.
    """

    def __init__(self, parent: tk.Misc, desk: Desk, *, contact_id: int, known: Interaction | None) -> None:
        super().__init__(parent, desk, title=_("Interaction"), confirm=_("Save"))
        self.on_saved: Callable[[], object] = lambda: None
        self.opportunity_id: int | None = None
        self._contact_id = contact_id
        self._known = known
        place = Scrolled(self.body)
        place.pack(fill="both", expand=True)
        self.form = Form(place.body, FIELDS)
        self.form.pack(fill="both", expand=True)
        place.adopt()
        self.form.on_change = lambda name: self._suit() if name == "type" else None
        self.form.set(vars(known) if known else {"at": dates.now()})
        self._suit()
        self.ask("types", lambda: desk.session.interactions.fields(inactive=known is not None), show=self._offer)
        self.fix_size(520, 460)
        self.on_confirm = self.save
        if known:
            self.add_button(_("Remove"), self.remove, left=True)

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something typed."""
        return self.form.is_changed

    def take_focus(self) -> None:
        """The subject is what one writes first."""
        self.form.focus_field("subject")

    def fill(self, values: Mapping[str, object]) -> None:
        """Take over what was typed elsewhere."""
        for name, value in values.items():
            self.form.put(name, value)
        self._suit()

    def _offer(self, fields: Sequence[Field]) -> None:
        """Offer the types of the business too."""
        editor = self.form.editor("type")
        if isinstance(editor, ChoiceEditor):
            editor.offer(fields[0].choices)

    def _suit(self) -> None:
        """A note has no outcome and takes no minutes; what stands there all the same stays in sight."""
        note = self.form.editor("type").typed() == NOTE
        self.form.hide([name for name in NOT_OF_NOTES if note and not self.form.editor(name).typed()])

    def save(self) -> bool:
        """Save and close; what cannot be kept is told beside its field. False: it is not closed yet."""
        interactions, known = self.desk.session.interactions, self._known
        try:
            values = self.form.changed() if known else self.form.values()
        except Invalid as error:
            self.refused(error)
            return False
        if known:
            self._write(lambda: interactions.change(known.id, values, version=known.version))
        else:
            about = {"opportunity_id": self.opportunity_id} if self.opportunity_id else {}
            self._write(lambda: interactions.add(self._contact_id, values | about))
        return False

    def remove(self) -> None:
        """Remove it; Undo brings it back."""
        interactions, known = self.desk.session.interactions, self._known
        if known:
            self.write(
                lambda: interactions.remove(known.id),
                lambda _nothing: _("Interaction removed."),
                done=lambda _nothing: self.close(),
            )

    def refused(self, error: CrmError) -> None:
        """Errors of fields stand beside them."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _write(self, work: Callable[[], object]) -> None:
        self.write(work, lambda _answer: _("Interaction saved."), done=lambda _answer: self._saved())

    def _saved(self) -> None:
        self.on_saved()
        self.close()


def edit_new(parent: tk.Misc, desk: Desk, *, contact_id: int, values: Mapping[str, object]) -> InteractionEditor:
    """Open the form of a new interaction, filled with what was typed so far."""
    editor = InteractionEditor(parent, desk, contact_id=contact_id, known=None)
    editor.fill(values)
    editor.open()
    return editor


def edit_known(parent: tk.Misc, desk: Desk, *, interaction_id: int) -> None:
    """Read an interaction and open its form."""

    def show(known: Interaction) -> None:
        InteractionEditor(parent, desk, contact_id=known.contact_id, known=known).open()

    desk.jobs.run(lambda: desk.session.interactions.get(interaction_id), show)
