"""What is said after merges, and how large their windows are."""

from __future__ import annotations

import pytest

from crm.models.merging import MergeBatch
from crm.utils import i18n
from crm.views.dialogs.duplicates_groups import Decision
from crm.views.dialogs.duplicates_words import (
    apart_button_words,
    apart_words,
    batch_words,
    merged_words,
    room_over,
    sorted_words,
)


@pytest.fixture(autouse=True)
def english():
    i18n.use("en")


def test_a_merge_names_the_survivor():
    assert merged_words(3, "Ana Gil") == "3 contacts merged into Ana Gil."


def test_a_company_brings_its_own_full_stop():
    assert merged_words(2, "Acme S.L.") == "2 contacts merged into Acme S.L."


def test_companies_are_not_called_people():
    assert apart_words(companies=True).startswith("Different companies: ")
    assert apart_button_words(companies=False) == "Different people   ←"


def test_many_merges_are_counted():
    assert batch_words(MergeBatch(groups=1200, merged=1300)) == "1,200 groups merged."


def test_a_stopped_batch_says_that_nothing_changed():
    assert batch_words(MergeBatch(cancelled=True)) == "Stopped. Nothing was changed."


def test_a_review_is_summed_up():
    assert sorted_words([Decision((1, 2), 1), Decision((3, 4))]) == "1 group merged, 1 group kept apart"


@pytest.mark.window
def test_a_window_is_no_larger_than_the_one_below(page):
    wide, high = room_over(page, (4000, 3000))
    assert wide < page.winfo_toplevel().winfo_width()
    assert high < page.winfo_toplevel().winfo_height()


@pytest.mark.window
def test_a_window_is_as_large_as_wanted_where_there_is_room(page):
    assert room_over(page, (700, 500)) == (700, 500)
