"""What can be done with the sources that forms suggest. Contacts and deals keep their own source as text."""

from __future__ import annotations

from crm.controllers.access import reads, writes
from crm.controllers.named_lists import NamedList
from crm.models.pipelines import Source
from crm.utils.i18n import N_


class Sources(NamedList):
    """Where customers and deals come from, in the order they are offered."""

    table = "sources"

    @reads("pipelines")
    def all(self, *, inactive: bool = False) -> list[Source]:
        """The sources to choose from; with `inactive` those out of use behind them."""
        return [Source(**row) for row in self._listed(inactive=inactive)]

    @reads("pipelines")
    def by_name(self, name: str) -> Source | None:
        """The source of a name, as kept or as shown, out of use or not; accents and case ignored."""
        row = self._named(name)
        return Source(**row) if row else None

    @writes("pipelines", N_("Add the source {source}"))
    def add(self, name: str) -> int:
        """Add a source and return its id; one of that name that was out of use comes back."""
        self.describe(source=name.strip())
        return self._insert(name, {})

    @writes("pipelines", N_("Edit the source {source}"))
    def change(self, source_id: int, *, name: str | None = None, active: bool | None = None) -> None:
        """Rename a source, put it out of use or back; what records say stays."""
        self.describe(source=self._update(source_id, {"name": name, "active": active}))

    @writes("pipelines", N_("Move the source {source}"))
    def move(self, source_id: int, *, by: int) -> None:
        """Move a source `by` places down in the order, up when negative."""
        self.describe(source=self._shift(source_id, by))

    @writes("pipelines", N_("Remove the source {source}"))
    def remove(self, source_id: int) -> None:
        """Take a source off the list; the records that say it keep saying it."""
        self.describe(source=self._drop(source_id, used=False))
