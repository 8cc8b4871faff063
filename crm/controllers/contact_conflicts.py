"""Two people at one contact: its channels are one field in dispute. The rest is conflicts.py's. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm.controllers.conflicts import Meanwhile
from crm.controllers.contact_channels import as_channel, channels_of
from crm.controllers.contact_rows import MIRRORS
from crm.models.contacts import Channel


class ContactMeanwhile(Meanwhile):
    """What happened to a contact since the version a form was filled with."""

    entity, owner, tags = "contacts", "contact_id", "contact_tags"

    def settle(
        self, mine: Mapping[str, Any], channels: Sequence[Channel] | None
    ) -> tuple[dict[str, Any], Sequence[Channel] | None]:
        """What to write of `mine` and of the channels, as `fields` says; None for channels left as they were."""
        if channels is not None:
            mine = {name: value for name, value in mine.items() if name not in MIRRORS}
            channels = self._channels(channels)
        return self.fields(mine), channels

    def _channels(self, mine: Sequence[Channel]) -> Sequence[Channel] | None:
        theirs = channels_of(self.database, self.row["id"])
        rows = self.rows_before("contact_channels")
        ordered = sorted(rows.values(), key=lambda row: (row["position"], row["id"]))
        original = [as_channel(row) for row in ordered]
        if _plain(mine) == _plain(original):
            return None
        if _plain(theirs) not in (_plain(original), _plain(mine)):
            self.disputed["channels"] = (list(mine), theirs, original)
        return mine


def _plain(channels: Sequence[Channel]) -> list[Channel]:
    return [replace(one, id=0) for one in channels]
