"""What is left of a scan: groups at a score, less what was decided, and back when it is undone."""

from __future__ import annotations

import pytest

from crm.views.dialogs.duplicates_groups import Decision, Findings, counted, grouped, strongest
from tests.views.dialogs.twins import group, pair


@pytest.fixture
def findings():
    return Findings([group(pair(1, 2, 98), pair(2, 3, 75)), group(pair(7, 8, 90))])


def _ids(findings, least):
    return [one.ids for one in findings.groups(least)]


def test_a_low_score_holds_more_contacts_together(findings):
    assert _ids(findings, 70) == [(7, 8), (1, 2, 3)]


def test_a_high_score_keeps_the_sure_part_of_a_group(findings):
    assert _ids(findings, 95) == [(1, 2)]


def test_the_best_groups_come_first(findings):
    assert [one.score for one in findings.groups(85)] == [98, 90]


def test_the_score_of_a_group_is_the_weakest_link_it_needs():
    triangle = grouped([pair(1, 2, 98), pair(2, 3, 90), pair(1, 3, 71)])
    assert [(one.ids, one.score) for one in triangle] == [((1, 2, 3), 90)]


def test_a_merged_group_leaves_the_list(findings):
    findings.decide(Decision((7, 8), keep=7, operation=5))
    assert _ids(findings, 85) == [(1, 2)]


def test_what_was_like_a_merged_contact_is_like_its_survivor(findings):
    findings.decide(Decision((1, 2), keep=1))
    assert _ids(findings, 70) == [(7, 8), (1, 3)]


def test_an_undone_merge_brings_its_group_back(findings):
    findings.decide(Decision((7, 8), keep=7, operation=5))
    assert [one.operation for one in findings.take_back({5})] == [5]
    assert (7, 8) in _ids(findings, 85)


def test_an_undo_that_is_redone_takes_it_off_again(findings):
    findings.decide(Decision((7, 8), keep=7, operation=5))
    findings.take_back({5})
    findings.take_back(set())
    assert (7, 8) not in _ids(findings, 85)


def test_a_decision_that_was_refused_brings_its_group_back(findings):
    decision = Decision((7, 8))
    findings.decide(decision)
    findings.forget(decision)
    assert (7, 8) in _ids(findings, 85)


def test_different_people_leave_the_list(findings):
    findings.decide(Decision((1, 2, 3)))
    assert _ids(findings, 70) == [(7, 8)]


def test_a_contact_that_is_gone_takes_its_pairs_along(findings):
    findings.lose([3])
    assert _ids(findings, 70) == [(1, 2), (7, 8)]


def test_contacts_are_counted(findings):
    assert counted(findings.groups(70)) == 5


def test_the_strongest_reason_is_that_of_the_best_pair(findings):
    assert strongest(findings.groups(70)[1]) == "reason 98"
