"""The numbers of a file at a glance, the same for the window and the command line, each one query."""

from __future__ import annotations

from crm.controllers.access import Controller, reads
from crm.models.contacts import STATUSES
from crm.models.fields import Choice
from crm.utils import dates
from crm.utils.i18n import N_

_COUNTS = """
    SELECT count(*) FILTER (WHERE kind = 'person') AS people,
           count(*) FILTER (WHERE kind = 'company') AS companies,
           count(*) FILTER (WHERE last_interaction_at = '') AS never,
           count(*) FILTER (WHERE email = '') AS without_email
    FROM contacts"""


class Overview(Controller):
    """Counts of what the file holds."""

    @reads("contacts")
    def figures(self) -> list[tuple[Choice, int]]:
        """(name and label, number) in the order to show them."""
        counts = self.database.one(_COUNTS) or {}
        by_status = {
            row["status"]: row["number"]
            for row in self.database.all("SELECT status, count(*) AS number FROM contacts GROUP BY status")
        }
        return [
            (Choice("people", N_("People")), counts["people"]),
            (Choice("companies", N_("Companies")), counts["companies"]),
            *((status, by_status.get(status.value, 0)) for status in STATUSES),
            (Choice("never_contacted", N_("Never contacted")), counts["never"]),
            (Choice("without_email", N_("Without e-mail")), counts["without_email"]),
            (Choice("interactions", N_("Interactions")), self._count("interactions")),
            (Choice("interactions_this_month", N_("Interactions this month")), self._this_month()),
            (Choice("tags", N_("Tags")), self._count("tags")),
            (Choice("open_opportunities", N_("Open opportunities")), self._open()),
            (Choice("won_this_month", N_("Won this month")), self._won_this_month()),
        ]

    def _count(self, table: str) -> int:
        return int(self.database.value(f"SELECT count(*) FROM {table}"))

    def _this_month(self) -> int:
        start = dates.to_moment(dates.today()[:8] + "01")
        counted = "SELECT count(*) FROM interactions WHERE at >= :start AND at <= :now"
        return int(self.database.value(counted, start=start, now=dates.now()))

    def _open(self) -> int:
        return int(self.database.value("SELECT count(*) FROM opportunities WHERE status = 'open'"))

    def _won_this_month(self) -> int:
        won = "SELECT count(*) FROM opportunities WHERE status = 'won' AND closed_on >= :first AND closed_on <= :today"
        return int(self.database.value(won, first=dates.today()[:8] + "01", today=dates.today()))
