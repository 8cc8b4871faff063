"""The contacts of a group side by side: what differs, what is the same, what one of them lacks."""

from __future__ import annotations

import pytest

from crm.views.dialogs.duplicates_compare import ComparePane, compare, heads, lines, reasons
from tests.views.dialogs.twins import group, pair, plant
from tests.window import click, press, pump


@pytest.fixture
def compared(session):
    return compare(session, plant(session)["pair"])


def _line(compared, head):
    return next(line for line in lines(compared, region="ES") if line.head == head)


def test_each_contact_has_a_column_with_its_name(compared):
    assert sorted(head.text for head in heads(compared)) == ["Jose Nunez", "José Núñez"]
    assert heads(compared)[0].detail.startswith("Created")


def test_values_that_differ_stand_out(compared):
    assert {cell.look for cell in _line(compared, "First name").cells} == {"marked"}


def test_values_that_are_the_same_stand_back(compared):
    assert {cell.look for cell in _line(compared, "Status").cells} == {"muted"}


def test_a_gap_is_shown_and_the_value_beside_it_does_not_stand_out(compared):
    assert {(cell.text, cell.look) for cell in _line(compared, "City").cells} == {("Lugo", ""), ("–", "muted")}


def test_an_address_that_both_have_is_one_line(compared):
    emails = [line for line in lines(compared, region="ES") if line.head == "E-mail"]
    assert [[cell.text.lower() for cell in line.cells] for line in emails] == [["jose@acme.es"] * 2]


def test_a_number_stands_under_the_contact_that_has_it(compared):
    cells = _line(compared, "Phone").cells
    owner = [head.text for head in heads(compared)].index("Jose Nunez")
    assert cells[owner].text == "982 11 12 22"
    assert cells[1 - owner].text == ""


def test_tags_are_told_of_each(session):
    ids = plant(session)["pair"]
    session.contacts.add_tags(ids[:1], [session.tags.add("VIP")])
    assert "VIP" in [cell.text for cell in _line(compare(session, ids), "Tags").cells]


def test_each_reason_is_told_once():
    many = group(pair(1, 2, 98, "same e-mail"), pair(2, 3, 95, "same e-mail", "same phone"))
    assert reasons(many) == ["same e-mail", "same phone"]


@pytest.mark.window
def test_the_pane_tells_score_and_reasons_before_the_contacts_are_read(page):
    pane = ComparePane(page)
    pane.announce(group(pair(1, 2, 98, "same e-mail")))
    assert "same e-mail" in pane.reasons
    assert pane.matrix.lines == ()


@pytest.mark.window
def test_no_group_leaves_the_pane_empty(page, compared):
    pane = ComparePane(page)
    pane.show(compared, region="ES")
    pane.announce(None)
    assert (pane.reasons, pane.matrix.lines) == ("", ())


@pytest.fixture
def well_founded(page):
    """A pane that tells of a group with nine reasons."""
    pane = ComparePane(page)
    pane.pack(fill="both", expand=True)
    pane.announce(group(pair(1, 2, 98, *(f"reason {at}" for at in range(9)))))
    pump(page)
    return pane


@pytest.mark.window
def test_many_reasons_are_counted(well_founded):
    assert well_founded.reasons.count("\n") == 2
    assert well_founded.more.cget("text") == "and 6 more reasons"


@pytest.mark.window
@pytest.mark.parametrize("key", ["space", "Return"])
def test_all_reasons_are_opened_and_closed_by_keyboard(well_founded, key):
    press(well_founded.more, key)
    assert well_founded.reasons.endswith("reason 8")
    press(well_founded.more, key)
    assert "reason 8" not in well_founded.reasons


@pytest.mark.window
def test_all_reasons_are_opened_by_a_click(well_founded):
    click(well_founded.more, 5, 5)
    assert well_founded._rest.winfo_viewable()
    assert well_founded.more.cget("text") == "Show fewer reasons"


@pytest.mark.window
def test_the_next_group_tells_its_best_reasons_only(well_founded):
    well_founded.more.invoke()
    well_founded.announce(group(pair(3, 4, 98, "same e-mail")))
    assert well_founded.reasons == "•  same e-mail"
    pump(well_founded)
    assert not well_founded.more.winfo_viewable()
