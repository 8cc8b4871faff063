"""Two people at one deal: its lines are one field in dispute. The rest is conflicts.py's. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.controllers.conflicts import Meanwhile
from crm.controllers.opportunity_lines import as_line, lines_of
from crm.models.opportunities import Line


class OpportunityMeanwhile(Meanwhile):
    """What happened to a deal since the version a form was filled with."""

    entity, owner, tags = "opportunities", "opportunity_id", "opportunity_tags"

    def settle(
        self, mine: Mapping[str, Any], lines: Sequence[Line] | None
    ) -> tuple[dict[str, Any], Sequence[Line] | None]:
        """What to write of `mine` and of the lines, as `fields` says; None for lines left as they were."""
        kept = None if lines is None else self._lines(lines)
        return self.fields(mine), kept

    def _lines(self, mine: Sequence[Line]) -> Sequence[Line] | None:
        theirs = lines_of(self.database, self.row["id"])
        rows = self.rows_before("opportunity_lines").values()
        original = [as_line(row) for row in sorted(rows, key=lambda row: (row["position"], row["id"]))]
        if _plain(mine) == _plain(original):
            return None
        if _plain(theirs) not in (_plain(original), _plain(mine)):
            self.disputed["lines"] = (list(mine), theirs, original)
        return mine


def _plain(lines: Sequence[Line]) -> list[Line]:
    return [replace(one, id=0) for one in lines]
