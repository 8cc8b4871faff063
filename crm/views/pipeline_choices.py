"""How the page of the pipeline is set, and the menus that set it otherwise. Loading is the page's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from crm.models.boards import MONTH
from crm.utils.i18n import _, translate
from crm.views.commands import Entry
from crm.views.known import Known
from crm.views.pipeline_state import CARD_FIELDS, FORECAST, LANES, PERIODS, PipelineState
from crm.views.remembered import Remembered

if TYPE_CHECKING:
    from crm.views.pipeline_tab import PipelineTab

_KEPT = "pipeline.page"


class PipelineChoices:
    """Every choice is remembered for the file."""

    def __init__(self, tab: PipelineTab) -> None:
        self._tab = tab

    def last(self) -> PipelineState:
        """How the page was set the last time."""
        return PipelineState.from_plain(self._remembered.get(_KEPT))

    def set(self, state: PipelineState) -> None:
        """Set the page otherwise, and remember that; nothing is loaded."""
        self._tab.setting = state
        if self._tab.known:
            self.settle(self._tab.known)
        self._remembered.set(_KEPT, self._tab.setting.to_plain())

    def settle(self, known: Known) -> None:
        """Stay in the pipeline in view as long as it is there."""
        there = [one.id for one in known.pipelines if one.active]
        if self._tab.setting.pipeline_id not in there and there:
            self._tab.setting = replace(self._tab.setting, pipeline_id=there[0])

    def change(self, **changes: Any) -> None:
        """Set the page otherwise and show it."""
        self.set(replace(self._tab.setting, **changes))
        self._tab.load()

    def show_mode(self, mode: str) -> None:
        """Show the board, the forecast or the list."""
        self.change(mode=mode)
        self._tab.focus_cards()

    def of_menu(self, menu: str) -> Sequence[Entry]:
        """What a menu of the head holds."""
        if menu == "view":
            return self._tab.views.entries()
        ways = {"card": self.card_fields, "pipeline": self.pipelines, "lane": self.lanes, "period": self.periods}
        return ways[menu]()

    def pipelines(self) -> Sequence[Entry]:
        """The pipelines, to go to one."""
        known, here = self._tab.known.pipelines if self._tab.known else (), self._tab.setting.pipeline_id
        return [
            (translate(one.name), partial(self.change, pipeline_id=one.id), one.id == here)
            for one in known
            if one.active
        ]

    def lanes(self) -> Sequence[Entry]:
        """What the columns are parted by."""
        left_out = MONTH if self._tab.setting.mode == FORECAST else None
        return [
            (_(label), partial(self.change, lane=key), key == self._tab.setting.lane)
            for key, label in LANES
            if key != left_out
        ]

    def periods(self) -> Sequence[Entry]:
        """How far back won and lost deals are shown."""
        now = self._tab.setting.period
        return [(_(label), partial(self.change, period=key), key == now) for key, label in PERIODS]

    def card_fields(self) -> Sequence[Entry]:
        """The fields of a card, to show or hide."""
        shown = self._tab.setting.card
        return [(_(label), partial(self._toggle_field, key), key in shown) for key, label in CARD_FIELDS]

    def _toggle_field(self, key: str) -> None:
        shown = self._tab.setting.card
        self.change(card=tuple(one for one, _label in CARD_FIELDS if (one in shown) != (one == key)))

    @property
    def _remembered(self) -> Remembered:
        desk = self._tab.desk
        return Remembered(desk.settings, desk.session.database.path)
