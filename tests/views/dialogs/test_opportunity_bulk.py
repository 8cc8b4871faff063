"""One value for many deals."""

from __future__ import annotations

import pytest

from crm.models.opportunities import FIELDS
from crm.views import known
from crm.views.dialogs import opportunity_bulk
from crm.views.dialogs.bulk_change import BulkChange
from crm.views.dialogs.closing import ClosingDialog
from tests.views.deals import deal, end, stages
from tests.views.user import User, settle
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def ids(session):
    return [deal(session), deal(session, title="Audit")]


@pytest.fixture
def dialog(page, desk, opened, ids):
    many = opportunity_bulk.opportunities(desk, ids, known=known.read_for_opportunities(desk.session))
    return opened(BulkChange(page, desk, many=many))


def _values(session, ids, name):
    return [getattr(session.opportunities.get(one), name) for one in ids]


def test_what_tells_deals_apart_is_not_offered():
    names = {field.name for field in opportunity_bulk.changeable(FIELDS)}
    assert not {"title", "value", "contact_id", "pipeline_id"} & names
    assert {"stage_id", "expected_close", "assigned_to", "probability"} <= names


def test_a_date_is_given_to_all(dialog, session, ids):
    dialog.pick("expected_close")
    dialog.form.put("expected_close", "2026-12-24")
    dialog.save()
    assert _values(session, ids, "expected_close") == ["2026-12-24"] * 2
    assert not dialog.winfo_exists()


def test_a_stage_is_given_to_all_as_one_step(dialog, session, ids):
    dialog.pick("stage_id")
    dialog.form.put("stage_id", stages(session)[2].id)
    dialog.save()
    assert _values(session, ids, "stage_id") == [stages(session)[2].id] * 2
    session.history.undo()
    assert _values(session, ids, "stage_id") == [stages(session)[0].id] * 2


def test_a_won_stage_asks_at_the_gate(dialog, session, ids):
    dialog.pick("stage_id")
    dialog.form.put("stage_id", end(session, "won").id)
    dialog.save()
    gate = [child for child in dialog.winfo_children() if isinstance(child, ClosingDialog)][-1]
    gate.confirm()
    pump(dialog.master, lambda: _values(session, ids, "status") == ["won", "won"])
    assert _values(session, ids, "status") == ["won", "won"]


def test_an_empty_probability_follows_the_stage_again(dialog, session, ids):
    session.opportunities.change_many(ids, {"probability": 77})
    dialog.pick("probability")
    dialog.save()
    assert _values(session, ids, "probability_by_hand") == [False, False]


def test_the_window_opens_it_for_the_selected_deals(window, own):
    deal(own)
    window.show_page("pipeline")
    settle(window)
    window.pipeline.choices.show_mode("list")
    settle(window)
    opportunity_bulk.show(window)
    assert User(window).dialog().primary.cget("text") == "Change 1 opportunity"
