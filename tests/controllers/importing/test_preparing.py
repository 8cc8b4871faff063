"""What stands ready before the first row."""

from __future__ import annotations

from crm.controllers.importing.preparing import Strangers, defaults, ignored_warning
from crm.models.fields import Field, Kind
from crm.models.imports import Column, Mapping

CUSTOM = (Field("custom.a", Kind.TEXT, "A", default="x"), Field("custom.b", Kind.TEXT, "B"))


def test_strangers_are_named_with_how_often_the_frequent_first():
    strangers = Strangers()
    for name in ("Luis", "Pepe", "Pepe"):
        strangers.hear(name, (2, "Owner"))
    warnings = strangers.warnings()
    assert ["Pepe" in warnings[0], "2 records" in warnings[0], "Luis" in warnings[1]] == [True, True, True]


def test_a_crowd_of_strangers_is_counted():
    strangers = Strangers()
    for number in range(25):
        strangers.hear(f"Nobody {number}", (number, "Owner"))
    assert (len(strangers.warnings()), strangers.warnings()[-1][:6]) == (21, "5 more")


def test_new_contacts_get_the_defaults_of_the_business():
    assert defaults(CUSTOM, Mapping("contacts", ())) == {"a": "x"}


def test_an_exact_file_tells_even_what_is_empty():
    assert defaults(CUSTOM, Mapping("contacts", (Column("A", "custom.a"),), exact=True)) == {}


def test_columns_left_out_are_named():
    assert "Zapato" in ignored_warning(Mapping("contacts", (Column("Zapato"),)))[0]
    assert ignored_warning(Mapping("contacts", (Column("A", "city"),))) == []
