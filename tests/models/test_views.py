"""A saved view holds what a list needs to be shown again."""

from __future__ import annotations

from crm.models.lists import ListQuery
from crm.models.views import SavedView


def test_the_query_of_a_view_is_read_back_from_its_definition():
    query = ListQuery("ana", sort="city", descending=True)
    view = SavedView(1, "Ciudades", {"query": query.to_plain()}, None, shared=False)
    assert ListQuery.from_plain(view.definition["query"]) == query
