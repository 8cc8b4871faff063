"""Settings: the country and currency of the business, the user's name, and how the window speaks and looks."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm.errors import CrmError, Invalid
from crm.models.fields import Choice, Field, Kind
from crm.session import Session
from crm.utils import i18n
from crm.utils.i18n import N_, _
from crm.utils.text import fold
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.field_form import CURRENCIES
from crm.views.widgets.form import Form

if TYPE_CHECKING:
    from crm.views.window import Window

_USUAL = ("ES", "MX", "AR", "CO", "CL", "PE", "US")
THEMES = (Choice("light", N_("Light")), Choice("dark", N_("Dark")))


@dataclass(frozen=True)
class Kept:
    """The settings as they are, and what there is to choose from."""

    country: str
    currency: str
    user: str
    countries: Sequence[Choice]
    currencies: Sequence[Choice]


class SettingsDialog(DeskDialog):
    """`on_language(code)` and `on_theme(mode)` hear of other choices; the rest is saved in the file."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, kept: Kept) -> None:
        super().__init__(parent, desk, title=_("Settings"), confirm=_("Save"))
        self.on_language: Callable[[str], object] = lambda _code: None
        self.on_theme: Callable[[str], object] = lambda _mode: None
        self._kept = kept
        self.form = Form(self.body, _fields(kept))
        self._before = {
            "country": kept.country,
            "currency": kept.currency,
            "name": kept.user,
            "language": i18n.language(),
            "theme": theme.colors().mode,
        }
        self.form.set(self._before)
        self.fix_size(440, 430)
        self.form.pack(fill="both", expand=True)
        self.on_confirm = self._confirmed

    @property
    def has_edits(self) -> bool:
        """Whether something was chosen that is not saved."""
        return self.form.is_changed

    def take_focus(self) -> None:
        """A person begins with the first field."""
        self.form.focus_first()

    def save(self) -> None:
        """Save what differs, then speak and look as chosen."""
        values = {name: str(value) for name, value in self.form.values().items()}
        session = self.desk.session
        changed = {name: value for name, value in values.items() if value != self._before[name]}

        def work() -> None:
            for name in changed.keys() & {"country", "currency"}:
                session.settings.set(name, changed[name])
            if "name" in changed:
                session.users.change(session.user.id, name=changed["name"])

        self.write(work, lambda _none: "", done=lambda _none: self._saved(changed))

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _saved(self, changed: dict[str, str]) -> None:
        self.close()
        if "theme" in changed:
            self.on_theme(changed["theme"])
        if "language" in changed:
            self.on_language(changed["language"])

    def _confirmed(self) -> bool:
        self.save()
        return False


def read(session: Session) -> Kept:
    """The settings of the file, and every country and currency in the language in use; for the worker."""
    from babel import Locale

    locale = Locale.parse(i18n.language())
    names = {code: name for code, name in locale.territories.items() if len(code) == 2 and code.isalpha()}
    order = sorted(names, key=lambda code: (code not in _USUAL, fold(names[code])))
    currency = str(session.settings.get("currency", "EUR"))
    codes = dict.fromkeys([*CURRENCIES, currency])
    return Kept(
        str(session.settings.get("country", "ES")),
        currency,
        session.user.name,
        tuple(Choice(code, names[code]) for code in order),
        tuple(Choice(code, f"{code} · {locale.currencies.get(code, code)}") for code in codes),
    )


def _fields(kept: Kept) -> list[Field]:
    business, window = N_("The business (kept in the file)"), N_("This window")
    countries, currencies = tuple(kept.countries), tuple(kept.currencies)
    languages = tuple(Choice(code, name) for code, name in i18n.LANGUAGES.items())
    return [
        Field("country", Kind.CHOICE, N_("Country: how phones are read"), business, required=True, choices=countries),
        Field("currency", Kind.CHOICE, N_("Currency"), business, required=True, choices=currencies),
        Field("name", Kind.TEXT, N_("Your name"), business, required=True),
        Field("language", Kind.CHOICE, N_("Language"), window, required=True, choices=languages),
        Field("theme", Kind.CHOICE, N_("Look"), window, required=True, choices=THEMES),
    ]


def show(window: Window) -> None:
    """Open the dialog."""
    desk = window.desk

    def opened(kept: Kept) -> None:
        dialog = SettingsDialog(window.root, desk, kept=kept)
        dialog.on_language = window.use_language
        dialog.on_theme = lambda _mode: window.toggle_theme()
        dialog.open()

    desk.jobs.run(lambda: read(desk.session), opened)
