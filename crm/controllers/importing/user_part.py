"""The users that a file of colleagues names: made only when that was asked for. One part of a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.lines import Line
from crm.controllers.importing.linked import Linked, LinkedReader
from crm.controllers.importing.links import owners
from crm.controllers.importing.named import key_of
from crm.models.import_results import Outcome
from crm.models.imports import USERS
from crm.storage.database import Database
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number


class UserPart:
    """Tells the users of a file from those that are there. Nobody is invented: others are made when that is wanted."""

    entity = USERS

    def __init__(self, database: Database, *, makes: bool, findings: Findings) -> None:
        self._database = database
        self._makes = makes
        self._findings = findings
        self._known = owners(database)
        self._unknown = 0
        self._reader: LinkedReader | None = None

    def use(self, reader: LinkedReader) -> None:
        """Read the rows with this reader."""
        self._reader = reader

    def read(self, line: Line) -> None:
        """Take the user out of a row."""
        record = self._reader.read(line.number, line.cells) if self._reader else None
        if record is None:
            self._findings.error(line.number, _("Nothing of this row was recognised."))
            return
        for name in ("name", "email", "team"):
            record.values[name] = " ".join(str(record.values.get(name, "")).split())
        record.values["name"] = record.values["name"] or record.values["email"]
        line.records[self.entity] = record

    def bring_in(self, lines: Sequence[Line]) -> None:
        """One chunk: find each user, or make it."""
        for line in lines:
            if self.entity in line.records:
                line.outcomes[self.entity] = self._place(line, line.records[self.entity])

    def finish(self) -> None:
        """Say how many are no users yet."""
        if self._unknown:
            sentence = ngettext(
                "{count} row names somebody who is no user here: nobody was made.",
                "{count} rows name somebody who is no user here: nobody was made.",
                self._unknown,
            )
            self._findings.warn(sentence.format(count=show_number(self._unknown)), left_open="users")

    @property
    def side_created(self) -> Mapping[str, int]:
        """Nothing comes into being beside users."""
        return {}

    def _place(self, line: Line, record: Linked) -> Outcome:
        if not record.values["name"]:
            self._findings.error(record.row, _("Nothing in this row can name a user: no name and no e-mail."))
            return Outcome.FAILED
        known = [self._known[key] for key in self._keys(record) if key in self._known]
        if known:
            record.id = known[0]
            line.landed[self.entity] = record
            return self._teamed(record)
        if not self._makes:
            self._unknown += 1
            return Outcome.SKIPPED
        record.values["team"] = self._as_known(record.values["team"])
        record.id = self._database.insert("users", {**record.values, "role": "sales"})
        self._known |= dict.fromkeys(self._keys(record), record.id)
        line.landed[self.entity] = record
        return Outcome.CREATED

    def _teamed(self, record: Linked) -> Outcome:
        """Give a user that has none the team that is told; a team somebody chose stays."""
        told = record.values["team"]
        none_yet = self._database.value("SELECT team = '' FROM users WHERE id = :id", id=record.id)
        if not (self._makes and told and none_yet):
            return Outcome.UNCHANGED
        self._database.update("users", record.id, {"team": self._as_known(told)})
        return Outcome.UPDATED

    def _as_known(self, team: str) -> str:
        """A team as it is written already, whatever its case and accents."""
        rows = self._database.all("SELECT DISTINCT team FROM users WHERE team <> ''")
        return next((row["team"] for row in rows if key_of(row["team"]) == key_of(team)), team)

    def _keys(self, record: Linked) -> list[str]:
        """What a user is known by, the surest first."""
        told: Callable[[str], str] = record.values.__getitem__
        return [key_of(word) for word in (told("email"), told("name")) if word]
