"""How the page of the pipeline is set: which pipeline, as what, grouped how, which cards. Plain data, kept per file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from crm.models.boards import ANY_TIME, MONTH, OWNER, STAGE
from crm.utils import dates
from crm.utils.i18n import N_

BOARD, FORECAST, LIST = "board", "forecast", "list"
MODES = ((BOARD, N_("Board")), (FORECAST, N_("Forecast")), (LIST, N_("List")))
GROUPS = {BOARD: STAGE, FORECAST: MONTH}
LANES = (("", N_("No lanes")), (OWNER, N_("Lanes by owner")), (MONTH, N_("Lanes by close month")))
CARD_FIELDS = (
    ("company", N_("Company and contact")),
    ("value", N_("Value")),
    ("owner", N_("Owner")),
    ("close", N_("Expected close")),
    ("days", N_("Days in this stage")),
    ("activity", N_("Next activity")),
)
PERIODS = (
    ("30", N_("Closed in the last 30 days")),
    ("month", N_("Closed this month")),
    ("quarter", N_("Closed this quarter")),
    ("year", N_("Closed this year")),
    ("", N_("Closed at any time")),
)


@dataclass(frozen=True)
class PipelineState:
    """`folded` holds the folded columns by `place`; one that is missing there was never folded by hand."""

    pipeline_id: int = 0
    mode: str = BOARD
    lane: str = ""
    period: str = "30"
    card: tuple[str, ...] = tuple(key for key, _label in CARD_FIELDS)
    folded: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def place(self) -> str:
        """What columns are folded in: a pipeline's stages, or the months."""
        return MONTH if self.mode == FORECAST else str(self.pipeline_id)

    def folded_here(self) -> tuple[str, ...] | None:
        """The folded columns, None when they were never touched."""
        return dict(self.folded).get(self.place)

    def fold(self, columns: tuple[str, ...]) -> PipelineState:
        """The same with these columns folded."""
        return replace(self, folded=tuple({**dict(self.folded), self.place: columns}.items()))

    def to_plain(self) -> dict[str, Any]:
        """As JSON-ready data."""
        folded = {place: list(columns) for place, columns in self.folded}
        plain = {"pipeline": self.pipeline_id, "mode": self.mode, "lane": self.lane, "period": self.period}
        return {**plain, "card": list(self.card), "folded": folded}

    @staticmethod
    def from_plain(plain: Mapping[str, Any]) -> PipelineState:
        """Read back what `to_plain` gave; what is damaged or unknown is as if it had never been kept."""
        usual, folded = PipelineState(), plain.get("folded")
        known = {key for key, _label in CARD_FIELDS}
        card, pipeline_id = plain.get("card"), plain.get("pipeline")
        return PipelineState(
            pipeline_id=pipeline_id if isinstance(pipeline_id, int) else 0,
            mode=_one_of(MODES, plain.get("mode"), usual=usual.mode),
            lane=_one_of(LANES, plain.get("lane"), usual=usual.lane),
            period=_one_of(PERIODS, plain.get("period"), usual=usual.period),
            card=tuple(key for key in card if key in known) if isinstance(card, list) else usual.card,
            folded=tuple(
                (str(place), tuple(str(key) for key in keys))
                for place, keys in (folded.items() if isinstance(folded, dict) else ())
                if isinstance(keys, list)
            ),
        )


def closed_since(period: str) -> str:
    """The first day of a period of PERIODS."""
    today = date.fromisoformat(dates.today())
    if period == "30":
        return (today - timedelta(days=30)).isoformat()
    first = {"month": today.month, "quarter": (today.month - 1) // 3 * 3 + 1, "year": 1}
    return today.replace(month=first[period], day=1).isoformat() if period in first else ANY_TIME


def _one_of(choices: tuple[tuple[str, str], ...], value: object, *, usual: str) -> str:
    return value if isinstance(value, str) and value in dict(choices) else usual
