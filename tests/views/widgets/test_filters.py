"""The filter bar: conditions in and out, chips in words, the popup that edits one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.models.fields import Choice, Field, Kind
from crm.models.filters import Condition, Operator
from crm.utils import i18n
from crm.views.widgets.conditions import operators
from crm.views.widgets.editors import Lookup
from crm.views.widgets.filters import FilterBar
from tests.window import press, pump

pytestmark = pytest.mark.window
FIELDS = [
    Field("status", Kind.CHOICE, "Status", choices=(Choice("lead", "Lead"), Choice("customer", "Customer"))),
    Field("tags", Kind.TAGS, "Tags"),
    Field("city", Kind.TEXT, "City"),
    Field("last", Kind.MOMENT, "Last interaction"),
    Field("value", Kind.MONEY, "Value", currency="EUR"),
    Field("mail", Kind.YES_NO, "Accepts mail"),
    Field("created_at", Kind.MOMENT, "Created"),
    Field("phone", Kind.PHONE, "Phone"),
]
TAGS = {1: "VIP", 2: "Madrid"}
LOOKUP = Lookup(options=lambda _field, _typed: list(TAGS.items()), label=lambda _field, value: TAGS[value])
LEADS = Condition("status", Operator.ANY, ("lead",))


@pytest.fixture
def bar(page):
    before = i18n.language()
    i18n.use("en")
    made = FilterBar(page, FIELDS, lookup=LOOKUP)
    made.pack(fill="x")
    pump(page)
    yield made
    i18n.use(before)


def _words(bar):
    return [chip.cget("text") for chip in bar._chips]


def test_conditions_come_back_as_they_were(bar):
    bar.set([LEADS, Condition("tags", Operator.NONE, (1, 2))])
    assert bar.conditions() == [LEADS, Condition("tags", Operator.NONE, (1, 2))]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (LEADS, "Status: Lead"),
        (Condition("tags", Operator.NONE, (1, 2)), "Tags is none of VIP, Madrid"),
        (Condition("city", Operator.EMPTY), "City is empty"),
        (Condition("last", Operator.NEVER), "Last interaction never"),
        (Condition("last", Operator.OLDER_THAN_DAYS, (30,)), "Last interaction: more than 30 days ago or never"),
        (Condition("created_at", Operator.OLDER_THAN_DAYS, (30,)), "Created: more than 30 days ago"),
        (Condition("city", Operator.NONE, ("Madrid", "Lugo")), "City is none of Madrid, Lugo"),
        (Condition("value", Operator.BETWEEN, (10000, 20000)), "Value: €100.00 to €200.00"),
        (Condition("mail", Operator.ANY, (1,)), "Accepts mail: Yes"),
    ],
)
def test_a_condition_reads_as_words(bar, condition, words):
    bar.set([condition])
    assert _words(bar) == [words]


def test_a_condition_on_a_field_that_is_gone_is_dropped(bar):
    bar.set([Condition("gone", Operator.EMPTY), LEADS])
    assert bar.conditions() == [LEADS]


def test_set_is_not_heard_but_removing_is(bar):
    heard = []
    bar.on_change = lambda: heard.append(bar.conditions())
    bar.set([LEADS])
    bar._chips[0].event_generate("<Delete>")
    bar.remove(0)
    assert heard == [[]]


def test_clear_takes_all_away(bar):
    bar.set([LEADS, Condition("city", Operator.EMPTY)])
    bar.clear()
    assert bar.conditions() == []


def test_a_field_is_found_by_typing_and_a_ticked_value_filters_at_once(bar):
    chooser = bar.open_fields()
    chooser.entry.insert(0, "stat")
    chooser.pick()
    editor = next(child for child in bar._popup.body.winfo_children())
    editor.checklist.boxes[1].invoke()
    assert bar.conditions() == [Condition("status", Operator.ANY, ("customer",))]


def test_ticking_a_second_value_widens_the_same_condition(bar):
    editor = bar.open_editor(FIELDS[0], None)
    editor.checklist.boxes[0].invoke()
    editor.checklist.boxes[1].invoke()
    assert bar.conditions() == [Condition("status", Operator.ANY, ("lead", "customer"))]


def test_a_typed_amount_is_a_stored_amount(bar):
    editor = bar.open_editor(FIELDS[4], None)
    editor.editors[0].entry.insert(0, "100")
    editor.editors[1].entry.insert(0, "2,000.50")
    editor.apply()
    assert bar.conditions() == [Condition("value", Operator.BETWEEN, (10000, 200050))]


def test_enter_applies_a_typed_text(bar):
    editor = bar.open_editor(FIELDS[2], None)
    editor.editors[0].entry.insert(0, "Madrid")
    press(editor.editors[0].entry, "Return")
    assert bar.conditions() == [Condition("city", Operator.CONTAINS, ("Madrid",))]
    assert not bar._popup.is_open


def test_a_missing_value_is_said_and_nothing_is_filtered(bar):
    editor = bar.open_editor(FIELDS[2], None)
    editor.apply()
    assert bar.conditions() == []
    assert editor._error.cget("text")


def test_an_unreadable_value_is_said_in_the_popup(bar):
    editor = bar.open_editor(FIELDS[3], None)
    editor.editors[0].entry.insert(0, "soon")
    editor.apply()
    assert bar.conditions() == []
    assert editor._error.cget("text")


def test_a_chip_opens_its_condition_for_editing(bar):
    bar.set([Condition("city", Operator.CONTAINS, ("Madrid",))])
    editor = bar.open_editor(FIELDS[2], 0)
    assert editor.editors[0].typed() == "Madrid"
    editor.editors[0].entry.insert("end", " centro")
    editor.apply()
    assert bar.conditions() == [Condition("city", Operator.CONTAINS, ("Madrid centro",))]


def test_an_operator_without_values_asks_for_none(bar):
    editor = bar.open_editor(FIELDS[2], None)
    editor.operator_box.current(operators(FIELDS[2]).index(Operator.EMPTY))
    editor.operator_box.event_generate("<<ComboboxSelected>>")
    editor.apply()
    assert bar.conditions() == [Condition("city", Operator.EMPTY)]
    assert editor.editors == []


def _choose(editor, operator):
    editor.operator_box.current(operators(editor.field).index(operator))
    editor.operator_box.event_generate("<<ComboboxSelected>>")


def test_several_texts_are_typed_in_one_line(bar):
    editor = bar.open_editor(FIELDS[2], None)
    _choose(editor, Operator.NONE)
    editor.editors[0].entry.insert(0, "Madrid; Lugo ;Madrid;")
    editor.apply()
    assert bar.conditions() == [Condition("city", Operator.NONE, ("Madrid", "Lugo"))]


def test_several_texts_come_back_for_editing(bar):
    bar.set([Condition("city", Operator.ANY, ("Madrid", "Lugo"))])
    assert bar.open_editor(FIELDS[2], 0).editors[0].typed() == "Madrid; Lugo"


def test_only_separators_are_a_missing_value(bar):
    editor = bar.open_editor(FIELDS[2], None)
    _choose(editor, Operator.ANY)
    editor.editors[0].entry.insert(0, " ; ")
    editor.apply()
    assert bar.conditions() == []


def test_a_phone_is_compared_as_it_is_kept(bar):
    editor = bar.open_editor(FIELDS[7], None)
    _choose(editor, Operator.ANY)
    editor.editors[0].entry.insert(0, "612 34 56 78")
    editor.apply()
    assert bar.conditions() == [Condition("phone", Operator.ANY, ("+34612345678",))]


def test_a_yes_or_no_is_left_out_by_ticking(bar):
    editor = bar.open_editor(FIELDS[5], None)
    _choose(editor, Operator.NONE)
    editor.checklist.boxes[0].invoke()
    assert bar.conditions() == [Condition("mail", Operator.NONE, (1,))]


def test_a_condition_that_is_offered_no_more_can_still_be_opened(bar):
    bar.set([Condition("created_at", Operator.NEVER)])
    assert bar.open_editor(FIELDS[6], 0).operator is Operator.NEVER


def test_a_condition_on_an_unlisted_field_is_shown_and_only_taken_away(page):
    bar = FilterBar(page, FIELDS, unlisted=(Field("made_by", Kind.NUMBER, "Import number"),))
    bar.set([Condition("made_by", Operator.ANY, (7,))])
    pump(page)
    (chip,) = bar._chips
    assert chip.cget("text") == "Import number: 7"
    chip.invoke()
    assert bar.conditions() == []


def test_a_field_told_in_other_words_renames_its_chip(page):
    made_by = Field("made_by", Kind.CHOICE, "Imported from")
    bar = FilterBar(page, FIELDS, unlisted=(made_by,))
    bar.set([Condition("made_by", Operator.ANY, (7,))])
    bar.rename(replace(made_by, choices=(Choice("7", "clients.xlsx"),)))
    assert bar._chips[0].cget("text") == "Imported from: clients.xlsx"


def test_an_unlisted_field_is_not_offered(page):
    bar = FilterBar(page, FIELDS, unlisted=(Field("made_by", Kind.NUMBER, "Import number"),))
    assert "Import number" not in [field.label for field in bar.open_fields()._fields]
