"""Users and choices that an import makes."""

from __future__ import annotations

import pytest

from crm.controllers.importing.newcomers import Newcomers
from crm.models.contacts import FIELDS
from crm.models.fields import Kind
from crm.storage.changelog import Author, Door


@pytest.fixture
def newcomers(session):
    with session.database.transaction(Author(None, Door.IMPORT), "Import"):
        yield Newcomers(session.database, ("owners",))


def test_a_user_is_made_once_however_the_name_is_written(session, newcomers):
    assert newcomers.owner("Inés  Gil") == newcomers.owner("ines gil")
    assert [user.name for user in session.users.all()].count("Inés Gil") == 1


def test_a_user_named_by_an_address_has_it_as_e_mail(session, newcomers):
    made = newcomers.owner("pam@acme.es")
    assert next(user.email for user in session.users.all() if user.id == made) == "pam@acme.es"


def test_a_choice_is_added_to_those_of_its_field(session, newcomers):
    session.fields.add("Sector", Kind.CHOICE, choices=("Vino",))
    field = session.fields.all()[0].as_field()
    assert newcomers.choice(field, "Aceite") == newcomers.choice(field, "ACEITE") == "Aceite"
    assert session.fields.all()[0].choices == ("Vino", "Aceite")
    assert newcomers.created == {"choices": 1}


def test_a_field_of_the_program_gets_no_new_choice(newcomers):
    status = next(field for field in FIELDS if field.name == "status")
    with pytest.raises(ValueError, match="fixed"):
        newcomers.choice(status, "Vivo")


def test_only_what_was_wanted_is_made_unasked(newcomers):
    assert (newcomers.makes("owners"), newcomers.makes("choices")) == (True, False)
