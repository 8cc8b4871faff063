"""How the page of the calendar is set, and the menus that set it otherwise. Loading is the page's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from crm.utils.i18n import _, ngettext, translate
from crm.views.calendar_state import COLORS, CalendarState
from crm.views.commands import Entry, find
from crm.views.remembered import Remembered

if TYPE_CHECKING:
    from crm.views.calendar_tab import CalendarTab

_KEPT = "calendar.page"


class CalendarChoices:
    """Every choice is remembered for the file."""

    def __init__(self, tab: CalendarTab) -> None:
        self._tab = tab

    def last(self) -> CalendarState:
        """How the page was set the last time."""
        return CalendarState.from_plain(self._remembered.get(_KEPT))

    def change(self, **changes: Any) -> None:
        """Set the page otherwise, remember that, and show it."""
        self._tab.setting = replace(self._tab.setting, **changes)
        self._remembered.set(_KEPT, self._tab.setting.to_plain())
        self._tab.load()

    def settle(self) -> None:
        """Forget users and types that the file no longer has."""
        known, now = self._tab.known, self._tab.setting
        if known is None:
            return
        owners = tuple(one for one in now.owners if one in {user.id for user in known.users})
        types = tuple(one for one in now.types if one in {choice.value for choice in known.types})
        self._tab.setting = replace(now, owners=owners, types=types)

    def of_menu(self, menu: str) -> Sequence[Entry]:
        """What a menu of the head holds."""
        return {"owner": self.owners, "type": self.types, "show": self.shown}[menu]()

    def owners(self) -> Sequence[Entry]:
        """Whose activities are shown."""
        known, chosen = self._tab.known, self._tab.setting.owners
        me = self._tab.desk.session.user.id
        users = known.users if known else ()
        return [
            (_("Everyone"), partial(self.change, owners=()), not chosen),
            (_("Only my own"), partial(self.change, owners=(me,)), chosen == (me,)),
            ("", lambda: None, False),
            *((one.name, partial(self._toggle, "owners", one.id), one.id in chosen) for one in users),
        ]

    def types(self) -> Sequence[Entry]:
        """Which types are shown."""
        known, chosen = self._tab.known, self._tab.setting.types
        return [
            (_("All types"), partial(self.change, types=()), not chosen),
            ("", lambda: None, False),
            *(
                (translate(one.label), partial(self._toggle, "types", one.value), one.value in chosen)
                for one in (known.types if known else ())
            ),
        ]

    def shown(self) -> Sequence[Entry]:
        """What else is shown, and how."""
        now, known = self._tab.setting, self._tab.known
        calendars = known.calendars if known else ()
        entries: list[Entry] = [
            (_("Completed activities"), partial(self.change, done=not now.done), now.done),
            (_("Weekends"), partial(self.change, weekends=not now.weekends), now.weekends),
            (_("Small month"), partial(self.change, side=not now.side), now.side),
            ("", lambda: None, False),
            *((_(label), partial(self.change, colors=one), one == now.colors) for one, label in COLORS),
        ]
        entries.append(("", lambda: None, False))
        for one in calendars:
            words = _("{calendar} (could not be read)").format(calendar=one.name) if one.problem else one.name
            entries.append((words, partial(self._toggle, "hidden", one.id), one.id not in now.hidden))
        return [*entries, (_("Calendars…"), self._manage, False)]

    def _manage(self) -> None:
        """Add calendars that are read, or change them."""
        self._tab.window.runner.run(find("tools.calendars"))

    def owner_words(self) -> str:
        """Whose activities are shown, in a word."""
        known, chosen = self._tab.known, self._tab.setting.owners
        names = [one.name for one in (known.users if known else ()) if one.id in chosen]
        if not chosen:
            return _("Everyone")
        return names[0] if len(names) == 1 else ngettext("{count} owner", "{count} owners", len(chosen)).format(
            count=len(chosen)
        )  # fmt: skip

    def type_words(self) -> str:
        """Which types are shown, in a word."""
        known, chosen = self._tab.known, self._tab.setting.types
        names = [translate(one.label) for one in (known.types if known else ()) if one.value in chosen]
        if not chosen:
            return _("All types")
        return names[0] if len(names) == 1 else ngettext("{count} type", "{count} types", len(chosen)).format(
            count=len(chosen)
        )  # fmt: skip

    def _toggle(self, name: str, value: int | str) -> None:
        """Add to what is chosen, or take away; nothing chosen is all of it."""
        chosen = getattr(self._tab.setting, name)
        rest = tuple(one for one in chosen if one != value)
        self.change(**{name: rest if value in chosen else (*chosen, value)})

    @property
    def _remembered(self) -> Remembered:
        desk = self._tab.desk
        return Remembered(desk.settings, desk.session.database.path)
