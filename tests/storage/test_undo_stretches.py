"""Changes that take turns are taken back as two stretches, and it comes to the same as one by one."""

from __future__ import annotations

from crm.storage.changelog import Author, Door
from crm.storage.undo_stretches import stretches_of
from tests.records import newest, picture
from tests.storage.test_undoing import tell

ME = Author(1, Door.CLI)


def shape(database, operation_id) -> list[tuple[str, str]]:
    return [one.kind for one in stretches_of(database, operation_id)]


def empty_a_stage(session, count: int = 4) -> list[int]:
    """Move `count` deals out of the second stage, which goes out of use."""
    stages = session.pipelines.default().stages
    deals = [session.opportunities.add({"title": f"Obra {n}", "stage_id": stages[1].id}) for n in range(count)]
    session.pipelines.remove_stage(stages[1].id, target=stages[2].id)
    return deals


def test_many_moves_are_two_stretches_behind_the_last_one(session):
    empty_a_stage(session)
    told = shape(session.database, newest(session.database))
    assert told[:2] == [("stages", "change"), ("stage_history", "create")]
    assert told[2:] == [("opportunities", "change"), ("stage_history", "create")]


def test_changes_behind_each_other_keep_their_order(session):
    database = session.database
    with database.transaction(ME, "Work") as operation:
        tag = database.insert("tags", {"name": "a", "folded": "a"})
        database.update("users", session.user.id, {"name": "Ana"})
        database.delete("tags", tag)
    assert shape(database, operation.id) == [("tags", "remove"), ("users", "change"), ("tags", "create")]


def test_a_table_that_rows_were_changed_and_made_in_is_taken_back_strictly(session):
    database = session.database
    first = session.tags.add("a")
    before = picture(database)
    with database.transaction(ME, "Work") as operation:
        for name in "bcd":
            old = database.value("SELECT name FROM tags WHERE id = :id", id=first)
            database.update("tags", first, {"name": name, "folded": name})
            database.insert("tags", {"name": old, "folded": old})
    assert len(shape(database, operation.id)) == 6
    assert session.history.undo(operation.id).kept == ()
    assert picture(database) == before


def test_the_removal_of_a_stage_taken_back_and_done_again_leaves_every_row_as_it_was(session):
    deals = empty_a_stage(session, 0) or [session.opportunities.add({"title": "Otra"})]
    before = picture(session.database)
    stages = session.pipelines.default().stages
    session.pipelines.remove_stage(stages[0].id, target=stages[1].id)
    after = picture(session.database)
    session.history.undo()
    assert picture(session.database) == before
    session.history.redo()
    assert picture(session.database) == after
    assert session.opportunities.get(deals[0]).stage_id == stages[1].id


def test_a_deal_that_was_moved_on_since_stays_and_is_listed_while_the_others_go_back(session):
    deals = empty_a_stage(session)
    removal = newest(session.database)
    there = session.opportunities.get(deals[0]).stage_id
    further = session.pipelines.default().stages[2].id
    session.opportunities.move([deals[1]], further)
    report = session.history.undo(removal)
    places = [session.opportunities.get(one).stage_id for one in deals]
    assert (places[1], there in places) == (further, False)
    assert len(set(places)) == 2
    assert "Obra 1: changed since, kept" in tell(report)


def test_a_removed_row_that_cannot_be_without_what_it_pointed_at_stays_away_and_is_listed(session):
    stages = session.pipelines.default().stages
    deal = session.opportunities.add({"title": "Obra", "stage_id": stages[1].id})
    session.opportunities.remove([deal])
    removal = newest(session.database)
    with session.database.transaction(ME, "Work"):
        session.database.delete("stages", stages[1].id)
    report = session.history.undo(removal)
    assert "Obra" in tell(report)
    assert session.database.value("SELECT count(*) FROM opportunities") == 0
