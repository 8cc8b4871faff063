"""Things flowing from page to page."""

from dataclasses import dataclass

import pytest

from crm.files.report_pdf_page import MARGIN, Paper, flow, paper
from crm.utils import i18n

SHEET = Paper(200, 2 * MARGIN + 22 + 100)  # room for 100 points


@dataclass
class Block:
    height: float
    keep: bool = False
    name: str = ""
    cut: bool = False

    def split(self, room):
        return (Block(room, name=self.name), Block(self.height - room, name=self.name, cut=True)) if self.cut else None

    def draw(self, _pen, _top):
        raise AssertionError


def _heights(*items, head=lambda _item: None):
    return [[item.height for item, _top in page] for page in flow(items, SHEET, head=head)]


def test_what_fits_stands_on_one_page():
    assert _heights(Block(40), Block(60)) == [[40, 60]]


def test_what_does_not_fit_goes_over():
    assert _heights(Block(40), Block(61)) == [[40], [61]]


def test_a_heading_goes_along_with_what_follows_it():
    assert _heights(Block(80), Block(15, keep=True), Block(20)) == [[80], [15, 20]]


def test_what_is_taller_than_a_page_is_cut():
    assert _heights(Block(40), Block(190, cut=True)) == [[40, 60], [100], [30]]


def test_what_cannot_be_cut_has_a_page_of_its_own():
    assert _heights(Block(10), Block(150), Block(10)) == [[10], [150], [10]]


def test_a_head_is_repeated_on_each_page():
    head = Block(10, name="head")
    assert _heights(Block(60), Block(60), Block(30), head=lambda _item: head) == [[60], [10, 60, 30]]


def test_places_go_down_from_the_margin():
    (page,) = flow([Block(40), Block(20)], SHEET, head=lambda _item: None)
    assert [top for _item, top in page] == [MARGIN, MARGIN + 40]


@pytest.mark.parametrize(("country", "width"), [("US", 612), ("VE", 612), ("ES", 595.28)])
def test_the_sheet_is_that_of_the_country(country, width):
    i18n.use_country(country)
    try:
        assert paper().width == width
    finally:
        i18n.use_country("")
