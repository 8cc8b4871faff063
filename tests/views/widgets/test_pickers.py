"""Editors that choose from a list: records, tags, several choices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.views.widgets.editors import Lookup
from crm.views.widgets.form import Form
from crm.views.widgets.pickers import OptionEditor, RecordEditor
from tests.window import focus, press, pump

pytestmark = pytest.mark.window


def _type(form, name, text):
    entry = form.editor(name).entry
    entry.delete(0, "end")
    entry.insert(0, text)


def test_a_record_is_found_by_typing_and_picked_with_enter(form):
    form.set({})
    entry = form.editor("company").entry
    focus(entry)
    entry.insert(0, "blu")
    entry.event_generate("<KeyRelease>", keysym="u")
    pump(form)
    entry.event_generate("<Return>")
    assert form.changed() == {"company": 8}


def test_a_record_that_is_not_in_the_list_is_refused(form):
    form.set({})
    _type(form, "company", "Nobody")
    with pytest.raises(Invalid):
        form.values()


def test_a_typed_tag_is_taken_whatever_its_case(form):
    form.set({})
    _type(form, "tags", "vip")
    assert form.changed() == {"tags": [1]}


def test_backspace_in_an_empty_tag_entry_takes_the_last_tag_back(form, stored):
    form.set(stored)
    press(form.editor("tags").entry, "BackSpace")
    assert form.changed() == {"tags": [1]}


def test_a_new_tag_is_created_where_that_is_allowed(page, fields, lookup):
    made = []

    def create(_field, word):
        made.append(word)
        return 9

    form = Form(page, [fields[5]], lookup=replace(lookup, create=create))
    entry = form.editor("tags").entry
    form.pack()
    focus(entry)
    entry.insert(0, "Nuevo")
    form.editor("tags").suggestions.open()
    form.editor("tags").suggestions.pick(0)
    assert (form.values()["tags"], made) == ([9], ["Nuevo"])


def test_tab_passes_the_chips_and_reaches_the_entry(form, stored):
    form.set(stored)
    press(form.editor("company").entry, "Tab")
    assert form.focus_get() is form.editor("tags").entry


STAGE = Field("stage_id", Kind.STAGE, "Stage", required=True)
STAGES = [(1, "New"), (2, "Offer"), (3, "Order")]


def _stage_lookup():
    return Lookup(options=lambda _field, _typed: STAGES, label=lambda _field, value: dict(STAGES).get(value, ""))


@pytest.fixture
def stage(page):
    made = OptionEditor(page, STAGE, lookup=_stage_lookup())
    made.pack(fill="x")
    made.set(2)
    page.update()
    return made


def test_an_option_is_shown_by_its_name(stage):
    assert (stage.entry.get(), stage.get(), stage.changed()) == ("Offer", 2, False)


def test_all_options_are_offered_when_the_list_opens(stage):
    stage._offer()
    assert stage.entry.cget("values") == ("New", "Offer", "Order")


def test_an_option_is_chosen_from_the_list(stage):
    stage._offer()
    stage.entry.current(2)
    stage.entry.event_generate("<<ComboboxSelected>>")
    assert (stage.get(), stage.changed()) == (3, True)


def test_a_letter_goes_to_the_next_option_that_begins_with_it(stage):
    press(stage.entry, "o")
    assert stage.get() == 3


def test_an_option_that_need_not_be_there_may_be_none(page):
    made = OptionEditor(page, Field("reason", Kind.LOSS_REASON, "Reason"), lookup=_stage_lookup())
    made.set(None)
    made._offer()
    assert made.entry.cget("values")[0] == "—"


def test_records_too_many_to_hold_are_searched_for(page):
    asked = []

    def search(_field, typed, *, told):
        asked.append(typed)
        told([(7, "Ana Gil")])

    made = RecordEditor(page, Field("contact_id", Kind.CONTACT, "Contact"), lookup=Lookup(search=search))
    made.pack(fill="x")
    made.set(None)
    page.update()
    focus(made.entry)
    made.entry.insert(0, "gil")
    made.suggestions.open()
    press(made.entry, "Return")
    assert (asked, made.get()) == (["gil"], 7)


def test_one_letter_searches_for_nothing(page):
    made = RecordEditor(page, Field("contact_id", Kind.CONTACT, "Contact"), lookup=Lookup(search=lambda *_all: 1 / 0))
    assert made._offered("g") == ()
