"""The list of fields a column may go to: its words, its sections, finding by typing."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.models.contacts import FIELDS
from crm.models.fields import Field, Kind
from crm.models.imports import ELSE, JOIN, Column
from crm.views.dialogs.import_targets import NEW, TargetList, entries, of_second, words_of
from tests.window import press

pytestmark = pytest.mark.window


def _words(typed=""):
    return [entry.words for entry in entries(FIELDS, typed)]


def test_leaving_out_comes_first():
    assert entries(FIELDS)[0].field == ""


def test_a_field_still_to_be_made_comes_last():
    assert entries(FIELDS, "nothing fits this")[-1].field == NEW


def test_a_field_of_the_second_record_of_a_row_says_whose_it_is():
    field = Field("companies.city", Kind.TEXT, "City", "Company of the person")
    assert of_second(field)
    assert words_of(Column("x", "companies.city"), [field]) == "City · Company of the person"


def test_fields_stand_under_their_section():
    words = _words()
    assert words.index("Contact details") < words.index("E-mail") < words.index("Sales")


def test_typing_finds_without_accents_and_case():
    assert _words("POSTÁL") == ["Address", "Postal code", "New field…"]


def test_typing_a_section_finds_all_of_it():
    assert {"Postal code", "City", "Country"} <= set(_words("address"))


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (Column("x"), "Do not import"),
        (Column("x", "city"), "City"),
        (Column("x", "phone", label="home"), "Phone · Home"),
        (Column("x", "mobile_phone", label="mobile"), "Mobile phone"),
        (Column("x", "first_name", combine=JOIN), "First name, added behind"),
        (Column("x", "city", combine=ELSE), "City, where empty"),
    ],
)
def test_where_a_column_goes_is_said_in_words(column, words):
    assert words_of(column, FIELDS) == words


@pytest.fixture
def opened_list(page):
    anchor = ttk.Combobox(page)
    anchor.pack()
    page.update()
    made = TargetList(anchor, FIELDS, chosen="email")
    made.show(width=240)
    page.update()
    return made


def test_it_opens_on_the_field_that_is_chosen(opened_list):
    place = int(opened_list.list.curselection()[0])
    assert opened_list.words[place] == "E-mail"


def test_a_typed_word_and_enter_choose(opened_list):
    chosen = []
    opened_list.on_choose = chosen.append
    entry = opened_list.body.winfo_children()[0]
    entry.insert(0, "postal")
    press(entry, "Return")
    assert chosen == ["postal_code"]


def test_the_arrows_pass_over_headings(opened_list):
    entry = opened_list.body.winfo_children()[0]
    chosen = []
    opened_list.on_choose = chosen.append
    for _time in range(4):
        press(entry, "Down")
    press(entry, "Return")
    assert chosen == ["status"]


def test_a_heading_is_no_choice(opened_list):
    chosen = []
    opened_list.on_choose = chosen.append
    opened_list.choose(opened_list.words.index("Sales"))
    assert chosen == []
