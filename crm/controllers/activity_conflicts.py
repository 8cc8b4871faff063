"""Two people at one activity: what is still mine to write. The rest is conflicts.py's. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.controllers.conflicts import Meanwhile

_FOLLOWING = ("ends_on", "sort_subject")


class ActivityMeanwhile(Meanwhile):
    """What happened to an activity since the version a form was filled with."""

    entity, owner, tags = "activities", "activity_id", ""

    def settle(self, mine: Mapping[str, Any]) -> dict[str, Any]:
        """What to write of `mine`, as `fields` says, without the columns that follow from others."""
        return self.fields({name: value for name, value in mine.items() if name not in _FOLLOWING})

    def _theirs(self) -> dict[str, Any]:
        return self.row
