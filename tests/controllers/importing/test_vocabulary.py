"""What words of a file may stand for."""

from __future__ import annotations

from crm.controllers.importing.vocabulary import choices_of, knowers, nearest_first
from crm.models.fields import Choice
from crm.models.imports import Column, Mapping


def test_names_of_the_business_are_offered_by_field(session):
    session.products.add({"name": "GTX Pro"})
    found = choices_of(session.database)
    assert [one.value for one in found["product"]] == ["GTX Pro"]
    assert {stage.name for stage in session.pipelines.default().stages} <= {one.value for one in found["stage"]}


def test_what_is_written_alike_stands_in_front():
    choices = tuple(Choice(name, name) for name in ("GTK 500", "GTX Pro"))
    assert nearest_first("GTXPro", choices)[0].value == "GTX Pro"


def test_only_files_with_deals_ask_for_words_of_deals(session):
    people = Mapping("contacts", (Column("Nombre", "full_name"),))
    beside = Mapping("contacts", (Column("Etapa", "opportunities.stage"),))
    assert knowers(session.database, people) == {}
    assert knowers(session.database, beside)["opportunities.stage"]("Won")


def test_words_that_were_answered_are_known(session):
    mapping = Mapping("opportunities", (Column("Producto", "product"),)).with_value("product", "GTXPro", value="")
    knows = knowers(session.database, mapping)["product"]
    assert (knows("GTXPro"), knows("x")) == (True, False)
