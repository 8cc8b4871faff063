"""Short lists: an order, names that are single, out of use and back, the same for every list of the business."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid, NotFound
from tests.records import newest, second_user

LISTS = ("loss_reasons", "sources", "interaction_types")


@pytest.fixture(params=LISTS)
def kept(session, request):
    """One of the lists, without what the template brought."""
    found = getattr(session, request.param)
    for row in found.all():
        found.remove(row.id)
    return found


def names(kept, **options):
    return [row.name for row in kept.all(**options)]


def test_a_new_name_stands_at_the_end(kept):
    kept.add("Uno")
    kept.add("Dos")
    assert names(kept) == ["Uno", "Dos"]


def test_a_name_is_there_once(kept):
    kept.add("Feria")
    with pytest.raises(Invalid, match="Feria is there already"):
        kept.add("fería")


def test_a_name_out_of_use_comes_back_under_its_id(kept):
    row = kept.add("Feria")
    kept.change(row, active=False)
    assert (kept.add("feria"), names(kept)) == (row, ["Feria"])


def test_what_is_out_of_use_is_listed_only_when_asked_for(kept):
    kept.change(kept.add("Uno"), active=False)
    kept.add("Dos")
    assert (names(kept), names(kept, inactive=True)) == (["Dos"], ["Dos", "Uno"])


def test_a_row_moves_and_stops_at_the_ends(kept):
    one, _two, three = (kept.add(name) for name in ("Uno", "Dos", "Tres"))
    kept.move(three, by=-5)
    kept.move(one, by=1)
    assert names(kept) == ["Tres", "Dos", "Uno"]


def test_a_rename_keeps_the_place(kept):
    one = kept.add("Uno")
    kept.add("Dos")
    kept.change(one, name="Primero")
    assert names(kept) == ["Primero", "Dos"]


def test_removing_is_one_undoable_operation(session, kept):
    kept.remove(kept.add("Uno"))
    session.history.undo()
    assert names(kept) == ["Uno"]


def test_what_is_gone_is_not_found(kept):
    with pytest.raises(NotFound):
        kept.change(999, name="x")


def test_changing_nothing_leaves_no_operation(session, kept):
    row = kept.add("Uno")
    before = newest(session.database)
    kept.change(row, name="Uno")
    assert newest(session.database) == before


def test_an_order_by_names_leaves_the_others_behind_and_one_at_the_end(kept):
    for name in ("Otro", "Uno", "Mío", "Dos"):
        kept.add(name)
    kept.order_as(["Dos", "Uno"], last="Otro")
    assert names(kept) == ["Dos", "Uno", "Mío", "Otro"]


@pytest.mark.parametrize("name", LISTS)
def test_a_salesperson_reads_the_lists_and_changes_none(session, name):
    theirs = getattr(second_user(session), name)
    assert theirs.all()
    with pytest.raises(Denied):
        theirs.add("Feria")
