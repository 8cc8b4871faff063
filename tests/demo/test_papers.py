"""The demo's papers: templates that fill in for its contacts, and a price list on a customer."""

from datetime import UTC, datetime

import pytest

from crm.app import open_database, sign_in
from crm.demo import fill, papers
from crm.demo.words import Stage
from crm.models.mail import Wording
from crm.storage.changelog import Door
from crm.utils import i18n

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    session = sign_in(open_database(tmp_path_factory.mktemp("demo") / "demo.db"), Door.CLI)
    fill(session, clock=lambda: NOW)
    yield session
    session.database.close()


def test_every_template_fills_in_for_somebody_of_a_company(demo):
    person = demo.database.value("SELECT id FROM contacts WHERE company_id IS NOT NULL AND first_name <> ''")
    for template in demo.mail_templates.all():
        filled = demo.mail_templates.fill(Wording(template.subject, template.body, template.language), person)
        assert filled.is_whole


def test_templates_are_there_once_however_often_it_is_filled(session):
    for _ in range(2):
        fill(session, clock=lambda: NOW)
    names = [one.name for one in session.mail_templates.all()]
    assert len(names) == len(set(names)) == 3


def test_a_customer_has_the_price_list(demo):
    contact = demo.database.value("SELECT contact_id FROM documents")
    (document,) = demo.documents.of_contact(contact)
    assert (document.name, document.missing) == ("Price list 2026.csv", False)
    assert demo.contacts.get(contact).status == "customer"


@pytest.mark.parametrize(("language", "first"), [("es", "Producto;Referencia"), ("en", "Product,Code")])
def test_the_price_list_is_in_the_language_in_use(language, first):
    assert i18n.language() == "en"
    _name, content = papers.price_list(Stage.of(language, seed=1, now=NOW))
    assert content.decode("utf-8-sig").startswith(first)
