"""The change log's small parts: differences, logged field names, canonical JSON, notices."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm.storage.changelog import Author, Door, Operation, differences, read_field, to_json, with_fields

PLAIN = st.none() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])) | st.lists(st.text("ab"))
CUSTOM = st.dictionaries(st.sampled_from(["f1", "f2", "f3"]), PLAIN.filter(lambda value: value is not None))


def operation() -> Operation:
    return Operation(Author(1, Door.WINDOW), "Work", "2026-01-01T00:00:00Z", id=7)


@given(CUSTOM, CUSTOM, st.text("ab"), st.text("ab"))
def test_old_values_put_back_give_the_old_row(custom, later, city, moved):
    before = {"city": city, "custom": to_json(custom)}
    after = {"city": moved, "custom": to_json(later)}
    old, new = differences(before, after)
    assert {**after, **with_fields(after, old)} == before
    assert {**before, **with_fields(before, new)} == after
    assert all(read_field(after, name) == value for name, value in new.items())


@given(CUSTOM)
def test_json_has_one_form(custom):
    assert to_json(custom) == to_json(dict(reversed(custom.items())))


def test_json_keeps_letters():
    assert to_json({"ñ": "田"}) == '{"ñ":"田"}'


def test_one_row_touched_is_named_in_the_notice():
    done = operation()
    done.note("contacts", 3, action="create")
    done.note("contacts", 3, action="change")
    assert [(one.id, one.action) for one in done.notices()] == [(3, "create")]


def test_several_rows_touched_are_many_however_often_the_first_was():
    done = operation()
    for row_id, action in ((3, "create"), (3, "change"), (4, "create")):
        done.note("contacts", row_id, action=action)
    assert [(one.id, one.action) for one in done.notices()] == [(None, "many")]


def test_there_is_one_notice_for_each_table():
    done = operation()
    done.note("contacts", 3, action="create")
    done.note("tags", None, action="create")
    assert [(one.entity, one.id) for one in done.notices()] == [("contacts", 3), ("tags", None)]
