"""Fields of the business: define, rename, convert with a preview that tells the truth, remove, and undo of each."""

from __future__ import annotations

import itertools

import pytest

from crm.errors import Invalid, NotFound
from crm.models.fields import Kind
from crm.utils.i18n import use
from tests.controllers.conftest import CHOICES, KINDS
from tests.records import picture


def by_id(session, field_id: int):
    return next(one for one in session.fields.all() if one.id == field_id)


def test_a_field_of_every_kind_is_shown_like_a_built_in_one(crowd):
    shown = {field.name: field.kind for field in crowd.session.contacts.fields() if field.is_custom}
    assert shown == {name: kind for kind, name in crowd.fields.items()}


def test_a_renamed_field_keeps_every_value(crowd):
    before = {one: crowd.values(one) for one in crowd.ids}
    field = crowd.session.fields.all()[0]
    crowd.session.fields.change(field.id, label="Otro nombre")
    assert {one: crowd.values(one) for one in crowd.ids} == before
    assert by_id(crowd.session, field.id).label == "Otro nombre"


def test_a_choice_taken_away_stays_where_it_was_chosen(crowd):
    name = crowd.fields[Kind.CHOICE]
    before = {one: crowd.values(one).get(name) for one in crowd.ids}
    field = next(one for one in crowd.session.fields.all() if one.kind == Kind.CHOICE)
    crowd.session.fields.change(field.id, choices=["verde"])
    assert {one: crowd.values(one).get(name) for one in crowd.ids} == before


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new"), list(itertools.permutations(KINDS, 2)))
def test_a_change_of_kind_does_what_its_preview_says_and_can_be_undone(crowd, old, new):
    name, before = crowd.fields[old], picture(crowd.session.database)
    filled = {one for one in crowd.ids if crowd.values(one).get(name) is not None}
    field = next(one for one in crowd.session.fields.all() if f"custom.{one.key}" == name)
    preview = crowd.session.fields.preview_kind(field.id, new)
    assert picture(crowd.session.database) == before
    done = crowd.session.fields.change_kind(field.id, new)
    assert done == preview
    kept = {one for one in crowd.ids if crowd.values(one).get(name) is not None}
    assert kept == filled - {contact for contact, _name, _value in done.lost}
    assert len(kept) == done.converted
    _accepted_again(crowd, name, kept)
    crowd.session.history.undo()
    assert picture(crowd.session.database) == before


def _accepted_again(crowd, name: str, kept: set[int]) -> None:
    """A converted value is one a form of the new kind may send back."""
    for contact in sorted(kept)[:8]:
        value = crowd.values(contact)[name]
        crowd.session.contacts.change(contact, {name: value})
        assert crowd.values(contact)[name] == value


def test_what_does_not_convert_is_listed_by_name_with_its_value(session):
    field = session.fields.add("Talla", Kind.TEXT)
    contact = session.contacts.add({"first_name": "Ana", "custom.f1": "muchos"})
    session.contacts.add({"first_name": "Eva", "custom.f1": "12"})
    preview = session.fields.preview_kind(field, Kind.NUMBER)
    assert (preview.converted, preview.lost) == (1, ((contact, "Ana", "muchos"),))


def test_a_field_made_a_choice_offers_the_texts_there_are(session):
    field = session.fields.add("Talla", Kind.TEXT)
    for size in ("M", "L", "M"):
        session.contacts.add({"first_name": "Ana", "custom.f1": size})
    session.fields.change_kind(field, Kind.CHOICE)
    assert by_id(session, field).choices == ("M", "L")


def test_an_unused_field_made_a_choice_can_be_renamed_and_given_choices(session):
    field = session.fields.add("Talla", Kind.TEXT)
    session.fields.change_kind(field, Kind.CHOICE)
    session.fields.change(field, label="Tamaño")
    session.fields.change(field, choices=["S", "M"])
    assert by_id(session, field).choices == ("S", "M")


def test_a_removed_field_takes_its_values_along_and_undo_brings_both_back(crowd):
    before = picture(crowd.session.database)
    field = crowd.session.fields.all()[0]
    removed = crowd.session.fields.remove(field.id)
    assert removed > 0
    assert all(f"custom.{field.key}" not in crowd.values(one) for one in crowd.ids)
    crowd.session.history.undo()
    assert picture(crowd.session.database) == before


def test_a_new_field_never_gets_the_key_of_a_removed_one(session):
    first = session.fields.add("Uno", Kind.TEXT)
    key = by_id(session, first).key
    session.fields.remove(first)
    assert by_id(session, session.fields.add("Dos", Kind.TEXT)).key != key


def test_undoing_a_removal_after_a_new_field_brings_the_old_values_back(session):
    first = session.fields.add("Uno", Kind.TEXT)
    contact = session.contacts.add({"first_name": "Ana", "custom.f1": "L"})
    session.fields.remove(first)
    removal = session.history.operations()[0].id
    session.fields.add("Dos", Kind.TEXT)
    session.history.undo(removal)
    assert session.contacts.get(contact).custom == {"f1": "L"}


def test_fields_are_moved_up_and_down_and_stay_at_the_ends(session):
    one, two, three = (session.fields.add(label, Kind.TEXT) for label in ("Uno", "Dos", "Tres"))
    session.fields.move(three, by=-2)
    assert [field.id for field in session.fields.all()] == [three, one, two]
    session.fields.move(one, by=10)
    assert [field.id for field in session.fields.all()] == [three, two, one]


def test_kind_and_options_change_together_as_one_operation(session):
    field = session.fields.add("Talla", Kind.TEXT)
    session.contacts.add({"first_name": "Ana", "custom.f1": "M"})
    before = picture(session.database)
    session.fields.redefine(field, Kind.CHOICE, choices=["S", "M"], label="Tamaño", default="S")
    assert (by_id(session, field).choices, by_id(session, field).default) == (("S", "M"), "S")
    session.history.undo()
    assert picture(session.database) == before


def test_a_required_field_must_be_filled(session):
    session.fields.add("Talla", Kind.TEXT, required=True)
    with pytest.raises(Invalid) as refused:
        session.contacts.add({"first_name": "Ana"})
    assert list(refused.value.fields) == ["custom.f1"]


def test_a_default_fills_what_is_not_given(session):
    session.fields.add("Talla", Kind.CHOICE, choices=["S", "M"], default="M", required=True)
    assert session.contacts.get(session.contacts.add({"first_name": "Ana"})).custom == {"f1": "M"}


@pytest.mark.parametrize(
    ("label", "kind", "options", "field"),
    [
        ("", Kind.TEXT, {}, "label"),
        ("  ", Kind.TEXT, {}, "label"),
        ("a\x00b", Kind.TEXT, {}, "label"),
        ("\ud83d", Kind.TEXT, {}, "label"),
        ("x" * 1000, Kind.TEXT, {}, "label"),
        ("talla", Kind.TEXT, {}, "label"),
        ("Nuevo", Kind.CHOICE, {}, "choices"),
        ("Nuevo", Kind.CHOICES, {"choices": [" "]}, "choices"),
        ("Nuevo", Kind.CHOICE, {"choices": ["\ud83d"]}, "choices"),
        ("Nuevo", Kind.CHOICE, {"choices": ["S"], "default": "XL"}, "default"),
        ("Nuevo", Kind.DATE, {"default": "ayer"}, "default"),
        ("Nuevo", Kind.TAGS, {}, "kind"),
    ],
)
def test_a_field_that_cannot_be_is_refused_beside_its_entry(session, *, label, kind, options, field):
    session.fields.add("Talla", Kind.TEXT)
    before = picture(session.database)
    with pytest.raises(Invalid) as refused:
        session.fields.add(label, kind, **options)
    assert list(refused.value.fields) == [field]
    assert picture(session.database) == before


def test_a_field_that_is_gone_is_not_found(session):
    for work in (session.fields.remove, lambda one: session.fields.change(one, label="x")):
        with pytest.raises(NotFound):
            work(99)


def test_choices_with_signs_are_kept_letter_for_letter(crowd):
    assert next(one for one in crowd.session.fields.all() if one.kind == Kind.CHOICES).choices == CHOICES


def test_a_currency_that_does_not_exist_is_refused_beside_its_field(session):
    with pytest.raises(Invalid) as refused:
        session.fields.add("Budget", Kind.MONEY, currency="nope")
    assert list(refused.value.fields) == ["currency"]


def test_deals_have_fields_of_their_own_in_an_order_of_their_own(session):
    session.fields.add("Talla", Kind.TEXT)
    session.fields.add("Talla", Kind.TEXT, entity="opportunities")
    second = session.fields.add("Obra", Kind.DATE, entity="opportunities")
    session.fields.move(second, by=-1)
    assert [one.label for one in session.fields.all("opportunities")] == ["Obra", "Talla"]
    assert [one.label for one in session.fields.all()] == ["Talla"]


def test_a_deal_s_values_convert_and_the_lost_are_named_by_its_title(session):
    field = session.fields.add("Horas", Kind.TEXT, entity="opportunities")
    key = session.fields.all("opportunities")[0].key
    for title, hours in (("Obra", "12"), ("Otra", "muchas")):
        session.opportunities.add({"title": title, f"custom.{key}": hours})
    conversion = session.fields.change_kind(field, Kind.NUMBER)
    assert (conversion.converted, [name for _id, name, _value in conversion.lost]) == (1, ["Otra"])


def test_a_removed_field_of_deals_comes_back_with_its_values(session):
    field = session.fields.add("Zona", Kind.TEXT, entity="opportunities")
    key = session.fields.all("opportunities")[0].key
    deal = session.opportunities.add({"title": "Obra", f"custom.{key}": "Norte"})
    assert session.fields.remove(field) == 1
    assert session.opportunities.get(deal).custom == {}
    session.history.undo()
    assert session.opportunities.get(deal).custom == {key: "Norte"}


def test_nothing_else_has_fields_of_its_own(session):
    with pytest.raises(Invalid, match="contacts and opportunities"):
        session.fields.add("Zona", Kind.TEXT, entity="products")


def test_a_templates_label_is_taken_in_its_translation_too(session):
    session.fields.add("Note", Kind.TEXT)
    use("es")
    try:
        with pytest.raises(Invalid):
            session.fields.add("nota", Kind.TEXT)
    finally:
        use("en")
