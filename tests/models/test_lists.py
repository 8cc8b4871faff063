"""A list's query survives being kept in a saved view."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery

VALUES = st.one_of(st.text(), st.integers(), st.none())
CONDITIONS = st.builds(Condition, st.text(), st.sampled_from(Operator), st.lists(VALUES).map(tuple))
QUERIES = st.builds(ListQuery, st.text(), st.lists(CONDITIONS).map(tuple), st.text(), st.booleans())


@given(QUERIES)
def test_a_query_comes_back_from_json_as_it_was(query):
    assert ListQuery.from_plain(json.loads(json.dumps(query.to_plain()))) == query


def test_an_empty_definition_lists_everybody():
    assert ListQuery.from_plain({}) == ListQuery()
