"""The window's commands about the selected deals."""

from __future__ import annotations

import pytest

from crm.views.dialogs import opportunity_commands as commands
from tests.views.deals import deal, reason
from tests.views.user import User, settle
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def web(window, own):
    made = deal(own)
    window.show_page("pipeline")
    settle(window)
    window.pipeline.choices.show_mode("list")
    pump(window.root, lambda: window.pipeline.list is not None and len(window.pipeline.selected_ids()) == 1)
    return made


def _dialog(window):
    return User(window).dialog()


def test_the_selected_deal_is_opened(window, web):
    commands.open_first(window)
    assert _dialog(window).whole.deal.id == web


def test_an_activity_is_planned_for_it(window, own, web):
    commands.plan(window)
    _dialog(window).save()
    assert own.activities.next_of(web) is not None


def test_it_is_won(window, own, web):
    commands.win(window)
    _dialog(window).confirm()
    pump(window.root, lambda: own.opportunities.get(web).status == "won")
    assert own.opportunities.get(web).status == "won"


def test_it_is_lost(window, own, web):
    commands.lose(window)
    dialog = _dialog(window)
    dialog.choose(reason(own))
    dialog.confirm()
    pump(window.root, lambda: own.opportunities.get(web).status == "lost")
    assert own.opportunities.get(web).status == "lost"


def test_it_is_removed(window, own, web):
    commands.remove(window)
    settle(window)
    assert own.opportunities.rows([web]) == []


def test_a_new_deal_begins_in_the_pipeline_in_view(window, web):
    assert web
    commands.add(window)
    dialog = _dialog(window)
    assert dialog.pipeline.id == window.pipeline.pipeline_id


def test_a_new_deal_begins_with_the_contact_in_view(window, people):
    window.contacts.list.table.select([people["Ana"]])
    settle(window)
    commands.add(window)
    assert _dialog(window).form.editor("contact_id").typed() == ("Ana Gil", people["Ana"])
