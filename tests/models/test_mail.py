"""What mail is: fields that are kept, texts that are whole, signatures."""

from dataclasses import fields

import pytest

from crm.models.mail import (
    ACCOUNT_FIELDS,
    MESSAGE_FIELDS,
    TEMPLATE_FIELDS,
    Filled,
    MailAccount,
    MailTemplate,
    Message,
    with_signature,
)


@pytest.mark.parametrize(
    ("declared", "kept"),
    [(ACCOUNT_FIELDS, MailAccount), (TEMPLATE_FIELDS, MailTemplate), (MESSAGE_FIELDS, Message)],
)
def test_every_field_is_kept(declared, kept):
    assert {field.name for field in declared} <= {field.name for field in fields(kept)}


def test_a_text_is_whole_without_unknown_and_empty_fields():
    assert Filled("", "").is_whole
    assert not Filled("", "", empty=("contact.first_name",)).is_whole


def test_without_a_signature_a_text_stays_as_it_is():
    assert with_signature("Hola\n", MailAccount(1, "a@b.es")) == "Hola\n"


def test_a_signature_stands_below_the_usual_mark():
    assert with_signature("Hola\n\n", MailAccount(1, "a@b.es", signature=" Ana\n")) == "Hola\n\n-- \nAna\n"
