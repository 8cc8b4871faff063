"""Templates of e-mails: the first ones, changes, languages, and texts filled in for a real record."""

import pytest

from crm.errors import Denied, Invalid, NotFound
from crm.models.mail import Wording
from crm.models.mail_seeds import SEEDS
from tests.controllers.mailing import account, person
from tests.records import second_user

VALUES = {"name": "Saludo", "language": "es", "subject": "Hola {{contact.first_name}}", "body": "Soy {{me.name}}"}


def test_a_file_gets_its_first_templates_once(session):
    session.mail_templates.prepare()
    session.mail_templates.remove(session.mail_templates.all()[0].id)
    session.mail_templates.prepare()
    assert len(session.mail_templates.all()) == len(SEEDS) - 1


def test_the_first_templates_are_nobodys_work(session):
    before = session.history.can_undo()
    session.mail_templates.prepare()
    assert session.history.can_undo() == before


def test_a_reader_prepares_nothing(session):
    reader = second_user(session, "reader")
    reader.mail_templates.prepare()
    assert reader.mail_templates.all() == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed[1])
def test_the_first_templates_hold_known_fields_only(session, seed):
    language, name, subject, body = seed
    values = {"name": name, "language": language, "subject": subject, "body": body}
    assert session.mail_templates.get(session.mail_templates.add(values)).body == body


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", "{{contact.nmae}}"),
        ("body", "{{contact.first_name"),
        ("subject", "a\nb"),
        ("name", " "),
        ("language", "fr"),
    ],
)
def test_what_could_never_be_sent_is_named(session, field, value):
    with pytest.raises(Invalid) as caught:
        session.mail_templates.add(VALUES | {field: value})
    assert list(caught.value.fields) == [field]


def test_two_templates_of_a_language_do_not_share_a_name(session):
    first = session.mail_templates.add(VALUES)
    session.mail_templates.add(VALUES | {"language": "en"})
    session.mail_templates.change(first, {"body": "Otra cosa"})
    with pytest.raises(Invalid, match="there already"):
        session.mail_templates.add(VALUES | {"name": "SALUDO"})


def test_a_template_is_filled_in_with_a_real_record(session):
    account(session, 25)
    filled = session.mail_templates.fill(Wording(VALUES["subject"], VALUES["body"]), person(session))
    assert (filled.subject, filled.body) == ("Hola Eva", "Soy Ana Gil")


def test_what_a_record_does_not_have_is_named(session):
    filled = session.mail_templates.fill(Wording("{{contact.job_title}}"), person(session))
    assert filled.empty == ("contact.job_title",)


@pytest.mark.parametrize(
    ("values", "language"),
    [
        ({"country": "México"}, "es"),
        ({"country": "DE"}, "en"),
        ({"country": "Germany"}, "en"),
        ({"country": "Spain"}, "es"),
    ],
)
def test_a_contact_is_written_in_the_language_of_their_country(session, values, language):
    assert session.mail_templates.language_of(person(session, **values)) == language


def test_without_a_country_the_company_tells(session):
    session.contacts.add({"kind": "company", "company": "Acme", "country": "Chile"})
    assert session.mail_templates.language_of(person(session, company="Acme")) == "es"


def test_templates_of_the_language_stand_first(session):
    session.mail_templates.prepare()
    assert [one.language for one in session.mail_templates.of_language("en")][:5] == ["en"] * 4 + ["es"]


def test_one_out_of_use_is_not_offered(session):
    template_id = session.mail_templates.add(VALUES)
    session.mail_templates.change(template_id, {"active": 0})
    assert (session.mail_templates.all(), len(session.mail_templates.all(inactive=True))) == ([], 1)


def test_a_removed_template_comes_back_with_undo(session):
    template_id = session.mail_templates.add(VALUES)
    session.mail_templates.remove(template_id)
    with pytest.raises(NotFound):
        session.mail_templates.get(template_id)
    session.history.undo()
    assert session.mail_templates.get(template_id).name == "Saludo"


def test_a_reader_may_not_change_one(session):
    with pytest.raises(Denied):
        second_user(session, "reader").mail_templates.add(VALUES)
