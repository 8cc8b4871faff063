"""The fields of templates: what is filled in, what is refused, and that nothing else is ever worked out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.controllers.mail_fields import FIELDS, fill, label_of, problem_of, unknown_in, values_for
from crm.errors import NotFound
from crm.models.mail import Filled, Wording

VALUES = {field.name: f"<{field.name}>" for field in FIELDS}
PLAIN = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]), max_size=40)
TEXTS = st.lists(PLAIN | st.sampled_from(["{", "}", "{{", "}}", "{{today}}", "{{nope}}", "{{ me.name }}"])).map("".join)


def test_every_field_is_filled_in():
    filled = fill(Wording("", " ".join(f"{{{{{field.name}}}}}" for field in FIELDS)), VALUES)
    assert filled.body.split() == [f"<{field.name}>" for field in FIELDS]
    assert filled.is_whole


@pytest.mark.parametrize("written", ["{{ contact.first_name }}", "{{Contact.First_Name}}", "{{contact.first_name}}"])
def test_case_and_spaces_do_not_matter(written):
    assert fill(Wording(written), VALUES).subject == "<contact.first_name>"


@pytest.mark.parametrize(
    "written",
    ["{{contact.nmae}}", "{{}}", "{{contact.first_name", "first_name}}", "{{{{today}}}}", "{{contact.__class__}}"],
)
def test_what_is_no_field_is_named(written):
    filled = fill(Wording(body=f"Hola {written}, adiós"), VALUES)
    assert filled.unknown and not filled.is_whole


def test_an_empty_value_stays_as_written_and_is_named_once():
    filled = fill(
        Wording("{{contact.job_title}}", "{{contact.job_title}} {{today}}"), VALUES | {"contact.job_title": " "}
    )
    assert (filled.subject, filled.empty) == ("{{contact.job_title}}", ("contact.job_title",))


def test_braces_in_a_value_are_no_fields():
    filled = fill(Wording(body="{{contact.name}}"), VALUES | {"contact.name": "{{me.name}} {{x}}"})
    assert (filled.body, filled.is_whole) == ("{{me.name}} {{x}}", True)


def test_a_subject_stays_one_line():
    assert (
        fill(Wording("{{company.address}}"), VALUES | {"company.address": "Calle 1\r\nBcc: x"}).subject
        == "Calle 1 Bcc: x"
    )


@given(PLAIN)
@settings(max_examples=50, deadline=None)
def test_text_without_fields_stays_as_it_is(text):
    assert fill(Wording("", text), VALUES) == Filled("", text)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_whole_text_has_no_braces_of_fields_left(text):
    filled = fill(Wording("", text), dict.fromkeys(VALUES, "x"))
    if filled.is_whole:
        assert "{{" not in filled.body and "}}" not in filled.body
    else:
        assert filled.unknown == unknown_in(text)


def test_a_long_text_of_braces_is_read():
    assert fill(Wording("", "{{" * 50_000 + "}}" * 50_000 + "{" * 100_000), VALUES).unknown


def test_a_refusal_names_the_field_in_words_and_as_written():
    sentence = problem_of(Filled("", "", empty=("contact.job_title",)), "Eva")
    assert sentence == "For Eva this is empty: Contact: Job title {{contact.job_title}}."
    assert "{{x}}" in problem_of(Filled("", "", unknown=("{{x}}",)), "Eva")
    assert problem_of(Filled("", ""), "Eva") == ""


def test_every_field_has_words():
    assert all(label_of(field.name) for field in FIELDS)
    assert len({field.name for field in FIELDS}) == len(FIELDS)


@pytest.fixture
def eva(session):
    session.contacts.add({"kind": "company", "company": "Acme", "city": "Lugo", "phone": "915550000"})
    return session.contacts.add({"first_name": "Eva", "last_name": "Sanz", "company": "Acme", "email": "eva@acme.es"})


def _context(session):
    return session.contacts.context


def test_a_person_brings_their_company(session, eva):
    values = values_for(_context(session), eva)
    found = {name: values[name] for name in ("contact.name", "contact.email", "company.name", "company.city")}
    assert list(found.values()) == ["Eva Sanz", "eva@acme.es", "Acme", "Lugo"]
    assert set(values) == set(VALUES)


def test_days_and_money_are_written_in_the_language_of_the_template(session, eva):
    stage = session.pipelines.default().stages[0].id
    deal = session.opportunities.add(
        {"title": "Web", "stage_id": stage, "value": 123456, "currency": "EUR", "expected_close": "2026-12-24"}
    )
    spanish = values_for(_context(session), eva, opportunity_id=deal, language="es")
    english = values_for(_context(session), eva, opportunity_id=deal, language="en")
    assert spanish["opportunity.expected_close"] == "24 de diciembre de 2026"
    assert english["opportunity.expected_close"] == "December 24, 2026"
    assert (english["opportunity.value"], spanish["opportunity.value"].endswith("€")) == ("€1,234.56", True)


def test_without_an_opportunity_its_fields_are_empty(session, eva):
    assert values_for(_context(session), eva)["opportunity.title"] == ""


def test_nobody_is_written_to_who_is_gone(session):
    with pytest.raises(NotFound):
        values_for(_context(session), 999)
