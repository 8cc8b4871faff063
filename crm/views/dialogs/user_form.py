"""One person who works with the file: name, e-mail, role, team, in use or not."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence

from crm.errors import CrmError, Invalid
from crm.models.fields import Field, Kind
from crm.models.users import ROLES, User
from crm.utils.i18n import N_, _
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.widgets.form import Form

_FIELDS = (
    Field("name", Kind.TEXT, N_("Name"), required=True),
    Field("email", Kind.EMAIL, N_("E-mail")),
    Field("team", Kind.TEXT, N_("Team")),
    Field("role", Kind.CHOICE, N_("Role"), required=True, choices=ROLES),
    Field("active", Kind.YES_NO, N_("In use")),
)
_NEW = {"name": "", "email": "", "team": "", "role": "sales", "active": 1}


class UserDialog(DeskDialog):
    """Adds a person, or changes the one given; `on_added(id)` hears of a new one. `teams` are those there are."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, user: User | None, teams: Sequence[str]) -> None:
        title = _("Edit the person") if user else _("New person")
        super().__init__(parent, desk, title=title, confirm=_("Save"))
        self.on_added: Callable[[int], object] = lambda _user: None
        self._user = user
        self._before = _values(user)
        self.form = Form(self.body, _FIELDS)
        self.form.set(self._before)
        self.form.pack(fill="both", expand=True)
        if teams:
            self.say(_("Teams so far: {names}").format(names=", ".join(teams)))
        self.fix_size(420, 340)
        self.on_confirm = self._confirmed

    @property
    def has_edits(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.form.is_changed

    def take_focus(self) -> None:
        """A person begins with the name."""
        self.form.focus_first()

    def save(self) -> None:
        """Save what was typed; what cannot be kept is told beside its field."""
        users, known = self.desk.session.users, self._user
        try:
            values = self.form.values()
        except Invalid as problems:
            self.refused(problems)
            return
        if known is None:
            told = {name: str(values[name]) for name in ("email", "role", "team")}
            self.write(lambda: users.add(str(values["name"]), **told), done=self._added)
        else:
            changed = {name: value for name, value in values.items() if value != self._before[name]}
            self.write(lambda: users.change(known.id, **changed), done=lambda _none: self.close())

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _added(self, user_id: int) -> None:
        self.close()
        self.on_added(user_id)

    def _confirmed(self) -> bool:
        self.save()
        return False


def _values(user: User | None) -> dict[str, object]:
    if user is None:
        return dict(_NEW)
    return {field.name: getattr(user, field.name) for field in _FIELDS} | {"active": int(user.active)}
