"""Settings: the country and currency of the business, the user's name, how the window speaks, looks and reminds."""

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
from crm.utils.quiet_hours import QuietHours, read_time
from crm.utils.settings import Settings
from crm.utils.text import fold
from crm.views import reminders, theme
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
    quiet_days: int


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
            "quiet_days": kept.quiet_days,
            "language": i18n.language(),
            "theme": theme.colors().mode,
            **_of_reminders(desk.settings),
        }
        self.form.set(self._before)
        self.fix_size(680, 440)
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
        try:
            hours, days = _hours(values), _days(values)
        except Invalid as error:
            self.refused(error)
            return
        session = self.desk.session
        changed = {name: value for name, value in values.items() if value != str(self._before[name])}

        def work() -> None:
            for name in changed.keys() & {"country", "currency"}:
                session.settings.set(name, changed[name])
            if "quiet_days" in changed:
                session.today.set_quiet_days(days)
            if "name" in changed:
                session.users.change(session.user.id, name=changed["name"])

        def done(_none: object) -> None:
            reminders.keep_quiet_hours(self.desk.settings, hours)
            reminders.keep_system_notices(self.desk.settings, values["system_notices"] == "1")
            self._saved(changed)

        self.write(work, lambda _none: "", done=done)

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


def _of_reminders(settings: Settings) -> dict[str, object]:
    hours = reminders.quiet_hours(settings)
    wanted = int(reminders.wants_system_notices(settings))
    return {"quiet_from": hours.first, "quiet_until": hours.last, "system_notices": wanted}


def _hours(values: dict[str, str]) -> QuietHours:
    """The quiet hours that were typed; Invalid beside the field that cannot be read, or is missing."""
    read_hours: dict[str, str] = {}
    problems: dict[str, str] = {}
    for name in ("quiet_from", "quiet_until"):
        try:
            read_hours[name] = read_time(values[name])
        except ValueError as error:
            problems[name] = str(error)
    for name, found in read_hours.items():
        if not found and any(read_hours.values()):
            problems[name] = _("Quiet hours need a beginning and an end.")
    if problems:
        raise Invalid(problems)
    return QuietHours(read_hours["quiet_from"], read_hours["quiet_until"])


def _days(values: dict[str, str]) -> int:
    """The days that were typed; Invalid beside the field when they are no number."""
    try:
        return int(values["quiet_days"])
    except ValueError:
        raise Invalid({"quiet_days": _("Write a whole number, 1 or more.")}) from None


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
        session.today.quiet_days(),
    )


def _fields(kept: Kept) -> list[Field]:
    business, window = N_("The business (kept in the file)"), N_("This window")
    quiet = N_("Reminders on this computer")
    countries, currencies = tuple(kept.countries), tuple(kept.currencies)
    languages = tuple(Choice(code, name) for code, name in i18n.LANGUAGES.items())
    return [
        Field("country", Kind.CHOICE, N_("Country: how phones are read"), business, required=True, choices=countries),
        Field("currency", Kind.CHOICE, N_("Currency"), business, required=True, choices=currencies),
        Field("quiet_days", Kind.TEXT, N_("Today: contacts without a word for (days)"), business, required=True),
        Field("name", Kind.TEXT, N_("Your name"), business, required=True),
        Field("language", Kind.CHOICE, N_("Language"), window, required=True, choices=languages),
        Field("theme", Kind.CHOICE, N_("Look"), window, required=True, choices=THEMES),
        Field("quiet_from", Kind.TEXT, N_("Quiet from (22:00)"), quiet),
        Field("quiet_until", Kind.TEXT, N_("Quiet until (8:00)"), quiet),
        Field("system_notices", Kind.YES_NO, N_("Notices of the desktop too"), quiet),
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
