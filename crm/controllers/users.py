"""What can be done with users: list, add, change. Who may do what is access.py's."""

from __future__ import annotations

from typing import Any

from crm.controllers.access import Controller, reads, writes
from crm.errors import Invalid, NotFound
from crm.models.users import ROLES, User
from crm.storage.sqlite import Row
from crm.utils import text
from crm.utils.i18n import N_, _

_FIELDS = {"name", "email", "role", "active", "team"}


class Users(Controller):
    """The people who work with the file; contacts belong to one of them or to nobody."""

    @reads("users")
    def all(self) -> list[User]:
        """Every user, by name."""
        return [_as_user(row) for row in self.database.all("SELECT * FROM users ORDER BY name, id")]

    @reads("users")
    def teams(self) -> list[str]:
        """The teams there are, by name."""
        return [row["team"] for row in self.database.all("SELECT DISTINCT team FROM users WHERE team <> '' ORDER BY 1")]

    @reads("users")
    def local(self) -> User | None:
        """Who works on a local file: its first active administrator; None while there is nobody."""
        row = self.database.one("SELECT * FROM users WHERE active = 1 ORDER BY role <> 'admin', id LIMIT 1")
        return _as_user(row) if row else None

    @writes("users", N_("Add the user {name}"))
    def add(self, name: str, *, email: str = "", role: str = "sales", team: str = "") -> int:
        """Add a user and return its id."""
        values = self._checked({"name": name, "email": email, "role": role, "team": team})
        self.describe(name=values["name"])
        return self.database.insert("users", values)

    @writes("users", N_("Edit the user {name}"))
    def change(self, /, user_id: int, **values: Any) -> None:
        """Change a user's name, email, role, team or active."""
        row = self.database.one("SELECT * FROM users WHERE id = :id", id=user_id)
        if row is None:
            raise NotFound(_("This user no longer exists."))
        checked = self._checked({name: row[name] for name in _FIELDS} | values, user_id=user_id)
        self._require_an_admin(user_id, checked)
        self.describe(name=checked["name"])
        self.database.update("users", user_id, checked)

    def _checked(self, values: dict[str, Any], *, user_id: int = 0) -> dict[str, Any]:
        if unknown := values.keys() - _FIELDS:
            raise TypeError(f"a user has no {', '.join(sorted(unknown))}")
        words = {name: " ".join(str(values[name]).split()) for name in ("name", "email", "team")}
        problems = {name: text.unstorable(word) for name, word in words.items()}
        words["team"] = self._as_known(words["team"], but=user_id)
        if not words["name"]:
            problems["name"] = _("A user needs a name.")
        if any(problems.values()):
            raise Invalid({field: problem for field, problem in problems.items() if problem})
        if values["role"] not in [role.value for role in ROLES]:
            roles = ", ".join(role.value for role in ROLES)
            raise Invalid({"role": _("The role is one of: {roles}.").format(roles=roles)})
        active = {"active": int(bool(values["active"]))} if "active" in values else {}
        return {**values, **words} | active

    def _as_known(self, team: str, *, but: int) -> str:
        """A team as others have it already, whatever its case and accents: no two of one name."""
        rows = self.database.all("SELECT DISTINCT team FROM users WHERE team <> '' AND id <> :but", but=but)
        return next((row["team"] for row in rows if text.fold(row["team"]) == text.fold(team)), team)

    def _require_an_admin(self, user_id: int, values: dict[str, Any]) -> None:
        if values["role"] == "admin" and values["active"]:
            return
        others = self.database.value(
            "SELECT count(*) FROM users WHERE role = 'admin' AND active = 1 AND id <> :id", id=user_id
        )
        if not others:
            raise Invalid({"role": _("Somebody must stay administrator. Nothing was changed.")})


def _as_user(row: Row) -> User:
    return User(row["id"], row["name"], row["email"], row["role"], bool(row["active"]), row["version"], row["team"])
