"""The contacts of a group side by side: what differs, what is the same, what one of them lacks."""

from __future__ import annotations

import pytest

from crm.views.dialogs.duplicates_compare import ComparePane, compare, heads, lines, reasons
from tests.views.dialogs.twins import group, pair, plant


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


def test_many_reasons_are_counted():
    many = group(pair(1, 2, 98, *(f"reason {at}" for at in range(9))))
    assert reasons(many)[-1] == "and 6 more reasons"


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
