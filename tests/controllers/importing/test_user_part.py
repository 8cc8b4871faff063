"""Users of a file."""

from __future__ import annotations

from tests.controllers.deals_in import bring, bring_text
from tests.controllers.files_in import counts, real

TEXT = "Vendedor,Email\nPepe Sanz,pepe@x.es\nPEPE SANZ,\n"


def test_nobody_is_made_unasked_and_that_is_said(session, tmp_path):
    result = bring_text(session, tmp_path, TEXT)
    assert (counts(result), result.left_open, len(session.users.all())) == ((0, 0, 0, 2, 0), ("users",), 1)


def test_users_are_made_once_when_that_is_wanted(session, tmp_path):
    result = bring_text(session, tmp_path, TEXT, create=["owners"])
    assert counts(result) == (1, 0, 1, 0, 0)
    assert [(one.name, one.email, one.role) for one in session.users.all() if one.role == "sales"] == [
        ("Pepe Sanz", "pepe@x.es", "sales")
    ]


def test_a_row_that_names_nobody_fails(session, tmp_path):
    result = bring_text(session, tmp_path, "Vendedor,Oficina\n,Lugo\n")
    assert counts(result) == (0, 0, 0, 0, 1)


def test_the_real_team_becomes_35_users_only_when_asked(session):
    assert bring(session, real("maven_crm/sales_teams.csv")).skipped == 35
    assert bring(session, real("maven_crm/sales_teams.csv"), create=["owners"]).created == 35
    assert bring(session, real("maven_crm/sales_teams.csv"), create=["owners"]).unchanged == 35


def test_the_real_team_is_in_three_regional_offices(session):
    bring(session, real("maven_crm/sales_teams.csv"), create=["owners"])
    assert session.users.teams() == ["Central", "East", "West"]


def test_a_user_without_a_team_is_given_the_one_told_and_keeps_one_that_was_chosen(session, tmp_path):
    bring_text(session, tmp_path, "Vendedor\nPepe Sanz\n", create=["owners"])
    first = bring_text(session, tmp_path, "Vendedor,Equipo\nPepe Sanz,Norte\n", create=["owners"])
    second = bring_text(session, tmp_path, "Vendedor,Equipo\nPepe Sanz,Sur\n", create=["owners"])
    assert (counts(first), counts(second)) == ((0, 1, 0, 0, 0), (0, 0, 1, 0, 0))
    assert session.users.teams() == ["Norte"]


def test_a_team_is_written_as_it_is_known(session, tmp_path):
    bring_text(session, tmp_path, "Vendedor,Equipo\nPepe Sanz,Norte\nEva Gil,NORTE\n", create=["owners"])
    assert session.users.teams() == ["Norte"]
