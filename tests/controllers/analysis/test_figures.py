"""Analysis as a whole: every figure defines itself, tells its scope, and reads the currency of the business."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.models.figures import BY_OWNER, BY_PRODUCT, BY_SOURCE, FORECAST, FUNNEL, VELOCITY, WIN_RATE, Scope
from crm.models.users import User
from crm.session import Session
from crm.storage.changelog import Door
from tests.controllers.analysis.world import Deal, a_world

FIGURES = ("forecast", "funnel", "stage_days", "win_rates", "velocity", "slipped", "suggestions")
every_figure = pytest.mark.parametrize("name", FIGURES)


@every_figure
def test_a_file_without_deals_has_every_figure(session, name):
    assert getattr(session.analysis, name)(Scope("2026-01-01", "2026-01-31")).left_out == ()


@every_figure
def test_every_figure_says_what_it_is(session, name):
    figure = getattr(session.analysis, name)()
    assert figure.definition.endswith(".")
    assert "{" not in figure.definition


@every_figure
def test_every_figure_tells_its_scope(session, name):
    scope = Scope("2026-01-01", "2026-01-31", session.pipelines.default().id, session.user.id)
    assert getattr(session.analysis, name)(scope).scope == scope


@every_figure
def test_a_reader_may_look(session, name):
    reader = Session(session.database, User(session.user.id, "Lector", role="reader"), door=Door.WINDOW)
    assert getattr(reader.analysis, name)().key


@pytest.mark.parametrize("by", [WIN_RATE, BY_OWNER, BY_SOURCE, BY_PRODUCT])
def test_win_rates_say_what_they_are_of(session, by):
    assert session.analysis.win_rates(by=by).key == by


def test_the_currency_is_that_of_the_business(session):
    session.settings.set("currency", "MXN")
    session.rates.add("EUR", "2020-01-01", rate="20")
    with a_world(session, [Deal(end="won", value=100)] * 5):
        found = session.analysis.velocity().parts[0]
        assert (found.currency, found.average_value) == ("MXN", 2000)


def test_ids_of_several_kinds_of_deals_are_one_rising_list(session):
    with a_world(session, [Deal(end="won"), Deal(), Deal(end="won"), Deal()]) as world:
        everyone = [one.id for one in world.deals]
        assert list(session.analysis.ids(FORECAST, Scope())) == everyone
        assert list(session.analysis.ids(VELOCITY, Scope())) == everyone
        assert list(session.analysis.ids(FUNNEL, Scope(pipeline_id=world.pipelines[0]))) == everyone


@pytest.mark.parametrize(("key", "part"), [("nope", "*"), (FUNNEL, "nope"), ("accuracy", "*")])
def test_a_figure_or_part_that_does_not_exist_is_refused(session, key, part):
    with pytest.raises(Invalid, match=key):
        session.analysis.ids(key, Scope(pipeline_id=session.pipelines.default().id), part=part)
