"""What happened in the demo: stories in order, in the past, in whole sentences."""

from datetime import UTC, datetime, timedelta

import pytest

from crm.demo import cast, talk
from crm.demo.words import Stage
from crm.models.interactions import TYPES

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def stage():
    return Stage.of("es", seed=2026, now=NOW)


@pytest.fixture(scope="module")
def plots(stage):
    people = cast.people(stage, cast.companies(stage), count=240)
    return [(one, talk.interactions(stage, one)) for one in people]


@pytest.fixture(scope="module")
def happened(plots):
    return [one for _contact, plot in plots for one in plot]


def test_the_year_is_full(happened):
    assert 600 < len(happened) < 1300


def test_nothing_happens_in_the_future_or_more_than_a_year_ago(happened):
    moments = [one["moment"] for one in happened]
    assert max(moments) <= NOW
    assert min(moments) >= NOW - timedelta(days=369)


def test_each_contact_is_told_in_order(plots):
    for _contact, plot in plots:
        assert [one["at"] for one in plot] == sorted(one["at"] for one in plot)


def test_every_type_occurs_and_no_other(happened):
    assert {one["type"] for one in happened} == {choice.value for choice in TYPES}


def test_no_placeholder_is_left(happened):
    assert not any("{" in one["subject"] + one["body"] for one in happened)


def test_only_calls_and_meetings_last(happened):
    assert all((one["duration_minutes"] is None) == (one["type"] in ("email", "note")) for one in happened)


def test_some_contacts_were_never_talked_to(plots):
    assert any(not plot for _contact, plot in plots)


def test_nobody_spoke_with_inactive_contacts_lately(plots):
    recent = NOW - timedelta(days=100)
    assert not any(one["moment"] > recent for contact, plot in plots if contact["status"] == "inactive" for one in plot)
