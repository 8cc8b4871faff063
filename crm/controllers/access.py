"""Who may do what, and the transaction around every write: the decorators all controllers wear. No business rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from crm.errors import Denied
from crm.models.users import OWN, PERMISSIONS, ROLES, User
from crm.storage.changelog import Author, Door
from crm.storage.database import Database
from crm.utils.i18n import N_, _, translate

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Self = TypeVar("Self", bound="Controller")
Method = Callable[Concatenate[Self, Arguments], Result]

AREA_NAMES = {
    "contacts": N_("contacts"),
    "interactions": N_("interactions"),
    "opportunities": N_("opportunities"),
    "activities": N_("activities"),
    "calendars": N_("calendars"),
    "mail": N_("e-mail"),
    "documents": N_("documents"),
    "products": N_("products"),
    "pipelines": N_("pipelines"),
    "forecasts": N_("forecasts"),
    "dashboards": N_("dashboards"),
    "goals": N_("goals"),
    "segments": N_("segments"),
    "reports": N_("reports"),
    "tags": N_("tags"),
    "fields": N_("custom fields"),
    "views": N_("saved views"),
    "imports": N_("imports"),
    "exports": N_("exports"),
    "history": N_("the history"),
    "users": N_("users"),
    "settings": N_("settings"),
}


@dataclass(frozen=True)
class Context:
    """What every controller of one session shares: the file, who is signed in, and the door used."""

    database: Database
    user: User
    door: Door

    @property
    def author(self) -> Author:
        """Who stands behind an operation."""
        return Author(self.user.id or None, self.door)


class Controller:
    """What one entity can do. Public methods wear `reads` or `writes`; nothing else checks rights."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.database = context.database

    def describe(self, **details: Any) -> None:
        """Fill the running operation's label; the outermost write gives the label, so only its own words count."""
        operation = self.database.running
        if operation is not None:
            for name, value in details.items():
                operation.details.setdefault(name, value)

    def scope(self, permission: str) -> str:
        """ "all", "own" or "" for the signed-in user."""
        return PERMISSIONS[self.context.user.role].get(permission, "")

    def require(self, permission: str) -> None:
        """Raise Denied, with the reason, unless the signed-in user has the permission."""
        if self.scope(permission):
            return
        verb, area = permission.split(" ", 1)
        sentence = (
            _("{user} may not change {area}: the role {role} only allows reading them. Ask an administrator.")
            if verb == "write"
            else _("{user} may not see {area}. Ask an administrator.")
        )
        raise Denied(sentence.format(user=self.context.user.name, area=translate(AREA_NAMES[area]), role=self._role()))

    def _role(self) -> str:
        return next(translate(role.label) for role in ROLES if role.value == self.context.user.role)

    def require_mine(self, permission: str, record: Mapping[str, Any]) -> None:
        """Raise Denied when the permission reaches own records only and this one is somebody else's."""
        if self.scope(permission) != OWN or record["assigned_to"] in (None, self.context.user.id):
            return
        raise Denied(
            _(
                "This record belongs to somebody else and the role {role} may only change its own. Nothing was saved."
            ).format(role=self._role())
        )


def reads(area: str) -> Callable[[Method[Self, Arguments, Result]], Method[Self, Arguments, Result]]:
    """A method that only reads: requires `read <area>`."""

    def decorate(method: Method[Self, Arguments, Result]) -> Method[Self, Arguments, Result]:
        @wraps(method)
        def guarded(self: Self, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            self.require(f"read {area}")
            with self.database.at_work():
                return method(self, *args, **kwargs)

        return guarded

    return decorate


def writes(
    area: str, label: str, *, bulk: bool = False
) -> Callable[[Method[Self, Arguments, Result]], Method[Self, Arguments, Result]]:
    """A method that writes: requires `write <area>`, runs as one operation named `label` or joins the open one."""

    def decorate(method: Method[Self, Arguments, Result]) -> Method[Self, Arguments, Result]:
        @wraps(method)
        def guarded(self: Self, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            self.require(f"write {area}")
            whole = self.database.transaction
            with self.database.at_work(), whole(self.context.author, label, bulk=bulk):
                return method(self, *args, **kwargs)

        return guarded

    return decorate
