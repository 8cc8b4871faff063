"""What tests of a kept-alike calendar share: a session with one on a real server, and a telephone that uses it too.

No test stands here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from crm.controllers import calendar_subscriptions
from crm.models.calendars import SyncReading
from crm.network.passwords import Passwords
from crm.session import Session
from tests.controllers.calendars_in import activities, kept
from tests.files.calendars_in import calendar
from tests.network.radicale_server import LOGIN, PASSWORD, Radicale


@dataclass
class Shared:
    """A session, the server, and the calendar that both keep alike."""

    session: Session
    server: Radicale
    name: str
    id: int = 0
    secrets: Passwords = field(default_factory=lambda: Passwords(lambda: None))

    def sync(self) -> SyncReading:
        """Keep both alike now."""
        found = self.session.calendars.read(self.id, self.secrets)
        assert isinstance(found, SyncReading)
        return found

    def plan(self, subject: str = "Visita", **values: Any) -> int:
        """Plan a meeting here."""
        at = {"due_at": f"{kept(3)}T09:00:00Z", "duration_minutes": 30}
        return self.session.activities.add({"type": "meeting", "subject": subject, **at, **values})

    # What the telephone does

    @property
    def there(self) -> dict[str, str]:
        """The texts of the server, by the name of their file."""
        return self.server.texts(self.name)

    @property
    def one(self) -> str:
        """The one text there."""
        (text,) = self.there.values()
        return text.replace("\r\n ", "").replace("\n ", "")

    def put(self, uid: str, *lines: str) -> None:
        """Write an event with these lines from another device."""
        text = calendar("DTSTAMP:20260101T000000Z", *lines).replace("UID:uno", f"UID:{uid}")
        self.server.ask("PUT", self._url(f"{uid}.ics"), text)

    def edit(self, before: str, after: str) -> None:
        """Change the text of the one event there."""
        ((name, _text),) = self.there.items()
        assert before in self.one
        self.server.ask("PUT", self._url(name), self.one.replace(before, after))

    def remove(self) -> None:
        """Remove the one event there."""
        ((name, _text),) = self.there.items()
        self.server.ask("DELETE", self._url(name))

    def _url(self, name: str) -> str:
        return f"{self.server.url}{LOGIN}/{self.name}/{name}"

    @property
    def here(self) -> list[tuple[str, str]]:
        """Day and subject of every activity here."""
        return [(row["due_on"], row["subject"]) for row in activities(self.session)]


def shared(session: Session, server: Radicale, name: str) -> Shared:
    """A new calendar on the server, kept alike with a session."""
    address = server.calendar(name)
    made = Shared(session, server, name)
    made.id = session.calendars.add({"name": "Google", "kind": "caldav", "address": address, "login": LOGIN})
    made.secrets.keep(calendar_subscriptions.password_place(session.calendars.get(made.id)), PASSWORD)
    return made
