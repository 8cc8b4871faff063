"""Who works with the program, and what each role may do. Enforced in crm/controllers/access.py."""

from __future__ import annotations

from dataclasses import dataclass

from crm.models.fields import Choice
from crm.utils.i18n import N_

ROLES = (
    Choice("admin", N_("Administrator")),
    Choice("manager", N_("Manager")),
    Choice("sales", N_("Salesperson")),
    Choice("reader", N_("Reader")),
)
ALL, OWN = "all", "own"
_AREAS = (
    "contacts", "interactions", "opportunities", "activities", "calendars", "mail", "documents", "products",
    "pipelines", "forecasts", "dashboards", "goals", "segments", "reports", "tags", "fields", "views", "imports",
    "exports", "history", "users", "settings",
)  # fmt: skip
_EVERYTHING = {f"{verb} {area}": ALL for area in _AREAS for verb in ("read", "write")}
_READING = {f"read {area}": ALL for area in _AREAS}

# Permission -> scope. A permission that is missing is denied.
PERMISSIONS: dict[str, dict[str, str]] = {
    "admin": _EVERYTHING,
    "manager": {name: scope for name, scope in _EVERYTHING.items() if name not in ("write users", "write settings")},
    "sales": _READING
    | {
        "write contacts": OWN,
        "write interactions": ALL,
        "write opportunities": OWN,
        "write activities": OWN,
        "write calendars": ALL,
        "write mail": ALL,
        "write documents": ALL,
        "write forecasts": ALL,
        "write dashboards": ALL,
        "write reports": ALL,
        "write tags": ALL,
        "write views": ALL,
        "write imports": ALL,
        "write history": OWN,
    },
    "reader": _READING | {"write views": ALL, "write dashboards": ALL, "write reports": ALL},
}


@dataclass(frozen=True)
class User:
    """One person who signs in. On a local file roles are discipline, not security. `team` is a region or department."""

    id: int
    name: str
    email: str = ""
    role: str = "admin"
    active: bool = True
    version: int = 0
    team: str = ""
