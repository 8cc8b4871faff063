"""What can be done with the reasons why deals are lost. Asking for one at a loss is the opportunities' own."""

from __future__ import annotations

from crm.controllers.access import reads, writes
from crm.controllers.named_lists import NamedList
from crm.models.pipelines import LossReason
from crm.storage.sqlite import Row
from crm.utils.i18n import N_

NOT_RECORDED = N_("Not recorded")


class LossReasons(NamedList):
    """Why deals are lost, in the order they are offered."""

    table = "loss_reasons"

    @reads("pipelines")
    def all(self, *, inactive: bool = False) -> list[LossReason]:
        """The reasons to choose from; with `inactive` those out of use behind them."""
        return [_as_reason(row) for row in self._listed(inactive=inactive)]

    @reads("pipelines")
    def by_name(self, name: str) -> LossReason | None:
        """The reason of a name, as kept or as shown, out of use or not; accents and case ignored."""
        row = self._named(name)
        return _as_reason(row) if row else None

    @writes("pipelines", N_("Add the loss reason {loss_reason}"))
    def add(self, name: str, *, needs_text: bool = False) -> int:
        """Add a reason and return its id; one of that name that was out of use comes back."""
        self.describe(loss_reason=name.strip())
        return self._insert(name, {"needs_text": int(needs_text)})

    @writes("opportunities", N_("Add the loss reason {loss_reason}"))
    def not_recorded(self) -> int:
        """The reason of deals that were lost elsewhere for a reason nobody kept: made on demand, never offered."""
        self.describe(loss_reason=NOT_RECORDED)
        known = self._named(NOT_RECORDED)
        if known is not None:
            return int(known["id"])
        return self.database.insert(self.table, {"name": NOT_RECORDED, "active": 0, "position": self._end()})

    @writes("pipelines", N_("Edit the loss reason {loss_reason}"))
    def change(
        self, reason_id: int, *, name: str | None = None, needs_text: bool | None = None, active: bool | None = None
    ) -> None:
        """Rename a reason, ask for words with it, put it out of use or back; lost deals keep it."""
        changed = self._update(reason_id, {"name": name, "needs_text": needs_text, "active": active})
        self.describe(loss_reason=changed)

    @writes("pipelines", N_("Move the loss reason {loss_reason}"))
    def move(self, reason_id: int, *, by: int) -> None:
        """Move a reason `by` places down in the order, up when negative."""
        self.describe(loss_reason=self._shift(reason_id, by))

    @writes("pipelines", N_("Remove the loss reason {loss_reason}"))
    def remove(self, reason_id: int) -> None:
        """Take a reason off the list; the deals lost for it keep it."""
        uses = self.database.value("SELECT count(*) FROM opportunities WHERE loss_reason_id = :id", id=reason_id)
        self.describe(loss_reason=self._drop(reason_id, used=uses > 0))


def _as_reason(row: Row) -> LossReason:
    return LossReason(**{**row, "needs_text": bool(row["needs_text"])})
