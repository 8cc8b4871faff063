"""Choosing a card: those that are not on the page yet, each with its question, and the reports of the file."""

from __future__ import annotations

import pytest

from crm.models.dashboards import CARD_KINDS, REPORT, WON, Card
from crm.views.dialogs.dashboard_cards import CardDialog, offered
from tests.window import pump

pytestmark = pytest.mark.window


def test_every_kind_is_offered_with_its_question(own):
    titles = {one.title: one.question for one in offered(own)}
    assert titles["Win rate"] == "How many of the closed ones are won?"


def test_a_kind_that_can_be_looked_at_in_another_way_is_offered_so_too(own):
    assert "Activities by type" in [one.title for one in offered(own)]


def test_each_report_is_a_card_of_its_own(own):
    reports = [one for one in offered(own) if one.card.kind == REPORT]
    assert len({tuple(one.card.options.items()) for one in reports}) == len(own.reports.all())


def test_a_ready_made_report_is_offered_with_what_it_says_of_itself(own):
    answers = {one.title: one.question for one in offered(own)}
    assert answers["Report: Contact list"] == "Everybody in the file with how to reach them."


def test_what_is_on_the_page_is_not_offered_again(window):
    dialog = CardDialog(window.root, window.desk, placed=[Card(WON, 4, 2)])
    assert WON not in [one.card.kind for one in dialog.offered.values()]
    dialog.close()


def test_nothing_is_added_when_nothing_is_left(window, own):
    dialog = CardDialog(window.root, window.desk, placed=[one.card for one in offered(own)])
    chosen = []
    dialog.on_chosen = chosen.append
    dialog.confirm()
    window.root.update()
    assert (chosen, dialog.winfo_exists()) == ([], True)
    dialog.close()


def test_every_card_that_is_chosen_comes(window):
    dialog = CardDialog(window.root, window.desk, placed=[])
    chosen = []
    dialog.on_chosen = lambda *cards: chosen.extend(cards)
    pump(dialog, lambda: len(dialog.offered) > 2)
    dialog.list.table.select([0, 2])
    dialog.confirm()
    pump(window.root, lambda: bool(chosen))
    assert [one.kind for one in chosen] == [CARD_KINDS[0].key, CARD_KINDS[2].key]
