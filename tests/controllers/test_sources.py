"""Sources: suggestions alone, so records keep the text they have."""

from __future__ import annotations


def test_records_keep_the_text_of_a_source_that_goes(session):
    source = session.sources.add("Feria de Málaga")
    contact = session.contacts.add({"first_name": "Ana", "source": "Feria de Málaga"})
    session.sources.remove(source)
    assert session.contacts.get(contact).source == "Feria de Málaga"


def test_a_source_is_found_by_name_whatever_its_accents(session):
    source = session.sources.add("Feria de Málaga")
    assert session.sources.by_name("feria de malaga").id == source


def test_a_source_that_is_not_there_is_none(session):
    assert session.sources.by_name("Nadie") is None
