"""Names: which are one, which may be kept, and that a template's name is its translation too."""

from __future__ import annotations

import pytest

from crm.controllers import naming
from crm.errors import Invalid
from crm.utils import i18n

ROWS = [{"id": 1, "name": "Ventas"}, {"id": 2, "name": "Note"}]


@pytest.fixture
def spanish():
    i18n.use("es")
    yield
    i18n.use("en")


@pytest.mark.parametrize("name", ["ventas", " VENTAS ", "véntas"])
def test_accents_case_and_spaces_make_no_other_name(name):
    assert naming.one(name, ROWS) == ROWS[0]


@pytest.mark.usefixtures("spanish")
def test_a_templates_name_is_found_by_its_translation():
    assert naming.one("Nota", ROWS) == ROWS[1]


def test_a_row_is_not_its_own_rival():
    assert naming.require_free("VENTAS", ROWS, but=1) == "VENTAS"


def test_a_taken_name_is_refused():
    with pytest.raises(Invalid, match="Ventas is there already"):
        naming.require_free("ventas", ROWS)


@pytest.mark.parametrize("name", ["", "  ", "a\x00", "\ud83d", "x" * 101])
def test_a_bad_name_is_refused_beside_its_field(name):
    with pytest.raises(Invalid) as refused:
        naming.cleaned(name)
    assert list(refused.value.fields) == ["name"]


def test_spaces_inside_a_name_are_single():
    assert naming.cleaned("  Primera \t visita ") == "Primera visita"


def test_a_colour_is_a_colour():
    naming.require_color("")
    naming.require_color("#00ff00")
    with pytest.raises(Invalid):
        naming.require_color("green")
