"""One calendar outside the file: address or folder, user and password, colour and pace, a test before saving."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from tkinter import ttk
from typing import Any

from crm.controllers.calendar_subscriptions import password_place
from crm.errors import CrmError, Invalid
from crm.models.calendars import ADDRESS, CALDAV, FOLDER, PACES, OutsideCalendar
from crm.models.fields import Choice, Field, Kind
from crm.models.tags import COLORS
from crm.network.caldav_server import Place
from crm.network.passwords import Passwords
from crm.utils.i18n import N_, _, ngettext
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.tags import Swatches
from crm.views.outside import Outside
from crm.views.widgets.dialog import Question, choose
from crm.views.widgets.form import Form

TITLES = {
    ADDRESS: N_("Calendar at an internet address"),
    FOLDER: N_("Calendar files in a folder"),
    CALDAV: N_("Calendar on a CalDAV server"),
}
_HINTS = {
    ADDRESS: N_("Paste the calendar's private address (iCal, .ics, webcal). It is read; nothing is written there."),
    FOLDER: N_("Every .ics file in the folder is read; nothing is written there."),
    CALDAV: N_(
        "Your dated activities and the events there are kept alike, both ways. Many providers want a password made for"
        " one program (app password)."
    ),
}
_PACES = {
    15: N_("Every 15 minutes"),
    30: N_("Every 30 minutes"),
    60: N_("Every hour"),
    240: N_("Every 4 hours"),
    1440: N_("Once a day"),
}
_WIDE = 520
_APART = 3  # neighbours among the colours are too much alike


class CalendarDialog(DeskDialog):
    """Adds a calendar of a kind, or changes the one given. The password goes to the keyring, never into the file."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, passwords: Passwords, calendar: OutsideCalendar) -> None:
        super().__init__(parent, desk, title=_(TITLES[calendar.kind]), confirm=_("Save"))
        self.outside = Outside(self)
        self.on_saved: Callable[[], object] = lambda: None  # once the password is kept too
        self._passwords = passwords
        self._calendar = calendar
        self._color = calendar.color or COLORS[0]
        hint = ttk.Label(self.body, text=_(_HINTS[calendar.kind]), style="Small.TLabel", wraplength=theme.px(_WIDE))
        hint.pack(anchor="w", pady=(0, theme.px(10)))
        self.form = Form(self.body, _fields(calendar.kind))
        self.form.set(_values(calendar))
        self.form.share_lines(_WIDE - 20, whole=("address", "name"))
        self.form.pack(fill="x")
        if self.form.has("password"):
            self.form.editor("password").entry.configure(show="•")  # type: ignore[call-arg]
        self.form.on_change = self._typed_in
        self._build_colors()
        self.test_button = self.add_button(_("Test"), self.test, left=True)
        if calendar.kind == FOLDER:
            self.add_button(_("Choose a folder…"), self.choose_folder, left=True)
        if calendar.kind == CALDAV:
            self.find_button = self.add_button(_("Find calendars…"), self.find, left=True)
        self.fix_size(_WIDE, 360 if calendar.kind == FOLDER else 420)
        self.on_confirm = self._confirmed

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something typed."""
        return self.form.is_changed or self._color != (self._calendar.color or COLORS[0])

    def take_focus(self) -> None:
        """A person begins with the address."""
        self.form.focus_field("address")

    # ---- what a person does

    def choose_folder(self) -> None:
        """Ask for the folder."""
        folder = self.outside.ask_folder(_("Folder of calendar files"))
        if folder:
            self.form.put("address", str(folder))
            if not self.form.editor("name").typed():
                self.form.put("name", folder.name)

    def test(self) -> None:
        """Read the calendar as it is typed, keep nothing, and say what came of it."""
        values = self._read()
        if values is not None:
            self._ask_server(self.desk.session.calendars.test, values, show=self._tested)

    def find(self) -> None:
        """Ask the server which calendars the user has, and let one be chosen."""
        values = self._read()
        if values is not None:
            self._ask_server(self.desk.session.calendars.places, values, show=self._found)

    def save(self) -> None:
        """Save what is typed, then keep the password."""
        values = self._read()
        if values is None:
            return
        calendars, before = self.desk.session.calendars, self._calendar
        said = _("Calendar saved: {name}").format(name=values["name"])
        if before.id:
            self.write(
                lambda: calendars.change(before.id, values), lambda _none: said,
                done=lambda _none: self._saved(values),
            )  # fmt: skip
        else:
            self.write(lambda: calendars.add(values), lambda _id: said, done=lambda _id: self._saved(values))

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside its field."""
        if isinstance(error, Invalid) and any(map(self.form.has, error.fields)):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    # ---- inside

    def _typed_in(self, _name: str) -> None:
        self.say("")
        self.form.clear_errors()
        login = str(self.form.editor("login").typed() or "") if self.form.has("login") else ""
        if login and str(self.form.editor("address").typed() or "").lower().startswith("http:"):
            warned = _("Without https, anybody on the way can read the password.")
            self.form.show_warnings({"address": warned})

    def _build_colors(self) -> None:
        row = ttk.Frame(self.body)
        row.pack(anchor="w", pady=(theme.px(8), 0))
        ttk.Label(row, text=_("Color")).pack(anchor="w")
        self.swatches = Swatches(row)
        self.swatches.on_choose = self._colored
        self.swatches.show(self._color)
        self.swatches.pack(anchor="w")

    def _colored(self, color: str) -> None:
        self._color = color

    def _read(self) -> dict[str, Any] | None:
        """What is typed; None when something cannot be read, which is said beside it."""
        try:
            values: dict[str, Any] = dict(self.form.values())
        except Invalid as error:
            self.form.show_errors(error.fields)
            return None
        values.pop("password", None)
        values["every_minutes"] = int(values["every_minutes"])
        return values | {"kind": self._calendar.kind, "color": self._color}

    def _typed_password(self) -> str:
        return str(self.form.editor("password").typed() or "") if self.form.has("password") else ""

    def _kept_password(self, values: Mapping[str, Any]) -> str:
        """The password that is kept; for the worker, because a keyring may take its time."""
        if not values.get("login"):
            return ""
        like = replace(self._calendar, address=values["address"], login=values["login"])
        return self._passwords.get(password_place(like)) or ""

    def _ask_server(self, ask: Callable[..., Any], values: Mapping[str, Any], *, show: Callable[[Any], object]) -> None:
        typed = self._typed_password()
        self.test_button.state(["disabled"])
        self.say(_("Reading the calendar…"))

        def told(answer: Any) -> None:
            if self.winfo_exists():
                self.test_button.state(["!disabled"])
                show(answer)

        def work(_job: object) -> Any:
            return ask(values, typed or self._kept_password(values))

        self.desk.jobs.run_network(work, told, failed=self._test_failed)

    def _test_failed(self, error: BaseException) -> None:
        if self.winfo_exists():
            self.test_button.state(["!disabled"])
            self.say("")
        self.failed(error)

    def _tested(self, count: int) -> None:
        words = ngettext("It works: {count} event.", "It works: {count} events.", count)
        self.say(words.format(count=count))

    def _found(self, places: Sequence[Place]) -> None:
        self.say("")
        if not places:
            self.say(_("There is no calendar of this user."), wrong=True)
        elif len(places) == 1:
            self._take(places[0])
        else:
            question = Question(_("Which calendar?"), _("One of them is kept alike with your activities."))
            choose(self, question, options=[(place, place.name) for place in places], then=self._take)

    def _take(self, place: Any) -> None:
        self.form.put("address", place.address)
        if not self.form.editor("name").typed():
            self.form.put("name", place.name)
        self.say(_("Chosen: {name}").format(name=place.name))

    def _saved(self, values: Mapping[str, Any]) -> None:
        typed, passwords = self._typed_password(), self._passwords
        like = replace(self._calendar, address=values["address"], login=values.get("login", ""))
        desk, on_saved = self.desk, self.on_saved
        self.close()
        if not (typed and like.login):
            on_saved()
            return

        def kept(lasting: bool) -> None:
            if not lasting:
                desk.say(_("This computer has no keyring: the password is kept until the program ends."))
            on_saved()

        desk.jobs.run_network(lambda _job: passwords.keep(password_place(like), typed), kept)

    def _confirmed(self) -> bool:
        self.save()
        return False


def new(kind: str, taken: Collection[str] = ()) -> OutsideCalendar:
    """A calendar of a kind that is not kept yet, in a colour that none of the others has."""
    color = next((one for one in COLORS[::_APART] if one not in taken), COLORS[0])
    return OutsideCalendar(0, "", kind, "", 0, color=color, every_minutes=15 if kind == CALDAV else 60)


def _fields(kind: str) -> list[Field]:
    label = {ADDRESS: N_("Address"), FOLDER: N_("Folder"), CALDAV: N_("Server address")}[kind]
    fields = [Field("address", Kind.TEXT, label, required=True), Field("name", Kind.TEXT, N_("Name"), required=True)]
    if kind != FOLDER:
        fields += [
            Field("login", Kind.TEXT, N_("User"), required=kind == CALDAV),
            Field("password", Kind.TEXT, N_("Password")),
        ]
    paces = tuple(Choice(str(minutes), _PACES[minutes]) for minutes in PACES)
    fields.append(Field("every_minutes", Kind.CHOICE, N_("Read"), required=True, default="60", choices=paces))
    if kind != CALDAV:
        fields.append(Field("shown", Kind.YES_NO, N_("Shown in the calendar"), default=1))
    return fields


def _values(calendar: OutsideCalendar) -> dict[str, object]:
    nearest = min(PACES, key=lambda minutes: abs(minutes - calendar.every_minutes))
    names = ("address", "name", "login", "shown")
    return {name: getattr(calendar, name) for name in names} | {"every_minutes": str(nearest), "password": ""}
