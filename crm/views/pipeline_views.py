"""Which deals the page of the pipeline shows: those of the last time, a saved view, all; and keeping it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.opportunities import FOLLOWING
from crm.models.views import SavedView
from crm.utils.i18n import N_, _
from crm.views.commands import Entry
from crm.views.fitting import fitted, read
from crm.views.known import Known
from crm.views.pipeline_state import PipelineState
from crm.views.remembered import Remembered

if TYPE_CHECKING:
    from crm.views.pipeline_tab import PipelineTab

_KEPT = "pipeline.view"
_LEFT_OUT = N_("These opportunities were narrowed by something that is no longer there; that was left out.")


class PipelineViews:
    """The saved views of the pipeline, and the one in use."""

    def __init__(self, tab: PipelineTab) -> None:
        self._tab = tab
        self._id = 0
        self._order = ListQuery()  # how a list that is still to come is sorted

    @property
    def query(self) -> ListQuery:
        """What is searched and filtered, without the pipeline; a list sorts it too."""
        listed = self._tab.list.query if self._tab.list else self._order
        return ListQuery(self._tab.head.text, self._tab.head.conditions, listed.sort, listed.descending)

    @property
    def name(self) -> str:
        """What the view in use is called; "" for none."""
        return next((view.name for view in self._views() if view.id == self._id), "")

    def in_pipeline(self, query: ListQuery) -> ListQuery:
        """The same in the pipeline in view, for lists."""
        here = Condition("pipeline_id", Operator.ANY, (self._tab.setting.pipeline_id,))
        return replace(query, conditions=(here, *query.conditions))

    def take(self, query: ListQuery) -> None:
        """Search and filter like this, and sort the list so the next time it is loaded."""
        self._order = query
        if self._tab.list:
            self._tab.list.query = query
        self._tab.head.set_query(query)

    def start(self) -> None:
        """Show what was shown the last time, without what was searched for."""
        kept = self._remembered.get(_KEPT)
        view = kept.get("view")
        self._id = view if isinstance(view, int) else 0
        self.take(self._fitted(kept))

    def mend(self, known: Known) -> None:
        """Leave out of the filters what is no longer there."""
        before = self.query
        after = fitted(before, _with_following(known))
        if after != before:
            self.take(after)
            self._tab.desk.say(_(_LEFT_OUT))

    def remember(self) -> None:
        """Show the same when this file is opened again."""
        self._remembered.set(_KEPT, {**self.query.to_plain(), "text": "", "view": self._id})

    def use(self, view: SavedView | None) -> None:
        """Show a saved view, or all deals of the pipeline."""
        self._id = view.id if view else 0
        definition = view.definition if view else {}
        self.take(self._fitted(definition.get("query", {})))
        page = definition.get("page")
        if isinstance(page, dict):
            kept = PipelineState.from_plain({**self._tab.setting.to_plain(), **page})
            self._tab.choices.set(kept)
        self._tab.load()
        columns = definition.get("columns", {}).get("shown")
        if columns and self._tab.list:
            self._tab.list.table.set_columns(columns)
        self.show()
        self.remember()

    def choices(self) -> Sequence[Entry]:
        """The saved views to choose from."""
        return [(view.name, partial(self.use, view), view.id == self._id) for view in self._views()]

    def entries(self) -> Sequence[Entry]:
        """What the menu of views holds."""
        all_deals: Entry = (_("All opportunities"), partial(self.use, None), not self._id)
        return [all_deals, *self.choices(), ("", _nothing, False), (_("Save this view…"), self.save, False)]

    def show(self) -> None:
        """Say which one is in use."""
        self._tab.head.show_view(self.name)

    def save(self) -> None:
        """Ask for a name, and keep what is shown under it."""
        from crm.views.dialogs.views import Draft
        from crm.views.dialogs.views import save as save_view

        state = self._tab.setting.to_plain()
        page = {key: state[key] for key in ("pipeline", "mode", "lane", "period")}
        definition: dict[str, Any] = {"query": self.query.to_plain(), "page": page}
        if self._tab.list:
            definition["columns"] = {"shown": list(self._tab.list.table.columns.visible)}
        draft = Draft(definition, self.name, "opportunities")
        save_view(self._tab.window, draft).on_saved = self._saved

    def _saved(self, view_id: int) -> None:
        self._id = view_id
        self.show()
        self.remember()

    def _views(self) -> Sequence[SavedView]:
        return self._tab.known.views if self._tab.known else ()

    @property
    def _remembered(self) -> Remembered:
        desk = self._tab.desk
        return Remembered(desk.settings, desk.session.database.path)

    def _fitted(self, plain: Mapping[str, Any]) -> ListQuery:
        """A kept query as far as it still fits the file; what was left out is said."""
        kept, known = read(plain), self._tab.known
        query = fitted(kept, _with_following(known)) if kept and known else ListQuery()
        if kept is None or query.conditions != kept.conditions:
            self._tab.desk.say(_(_LEFT_OUT))
        return query


def _with_following(known: Known) -> Known:
    """What a query of deals may speak of: their fields, and what follows from them."""
    return replace(known, fields=(*known.fields, *FOLLOWING))


def _nothing() -> None:
    """What a line in a menu does."""
