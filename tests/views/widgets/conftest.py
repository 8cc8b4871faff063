"""What the tests of widgets share: a table of a thousand people, a form with every kind of field, English words."""

from __future__ import annotations

from array import array

import pytest

from crm.models.fields import Choice, Field, Kind
from crm.utils import i18n
from crm.views.widgets.board import Board
from crm.views.widgets.calendar_sheet import CalendarSheet
from crm.views.widgets.editors import Lookup
from crm.views.widgets.form import Form
from crm.views.widgets.report_table import ReportTable
from crm.views.widgets.table import Column, Table
from tests.views.widgets import boards, calendars, reports
from tests.views.widgets.cards import TILES, Cards
from tests.window import pump

COLUMNS = [Column("name", "Name", 200), Column("city", "City", 150), Column("value", "Value", 100, kind=Kind.MONEY)]
TAGS = {1: "VIP", 2: "Madrid", 3: "Madrid centro"}
PEOPLE = {7: "Acme Iberia", 8: "Blue Harbor"}
FIELDS = [
    Field("name", Kind.TEXT, "Name", "Main", required=True),
    Field("email", Kind.EMAIL, "E-mail", "Main"),
    Field("phone", Kind.PHONE, "Phone", "Main"),
    Field("status", Kind.CHOICE, "Status", "Main", choices=(Choice("lead", "Lead"), Choice("customer", "Customer"))),
    Field("company", Kind.CONTACT, "Company", "Main"),
    Field("tags", Kind.TAGS, "Tags", "Main"),
    Field("value", Kind.MONEY, "Value", "More", currency="EUR"),
    Field("staff", Kind.NUMBER, "Employees", "More"),
    Field("renewal", Kind.DATE, "Renewal", "More"),
    Field("mail", Kind.YES_NO, "Accepts mail", "More", default=1),
    Field("products", Kind.CHOICES, "Products", "More", choices=(Choice("h", "Hosting"), Choice("d", "Domains"))),
    Field("notes", Kind.LONG_TEXT, "Notes", "More"),
]
STORED = {
    "name": "Emma", "email": "emma@acme.es", "phone": "+34612345678", "status": "customer", "company": 7,
    "tags": [1, 2], "value": 123456, "staff": 12.5, "renewal": "2026-12-24", "mail": 0, "products": ["d"],
    "notes": "two\nlines",
}  # fmt: skip


@pytest.fixture(autouse=True)
def english():
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


def _options(field, typed):
    records = TAGS if field.kind == Kind.TAGS else PEOPLE
    return [(key, label) for key, label in records.items() if typed.lower() in label.lower()]


def _label(field, value):
    return (TAGS if field.kind == Kind.TAGS else PEOPLE)[value]


@pytest.fixture
def lookup():
    """Two companies and three tags to choose from."""
    return Lookup(options=_options, label=_label)


@pytest.fixture
def fields():
    """A field of every kind a person fills in."""
    return list(FIELDS)


@pytest.fixture
def stored():
    """A stored value for each of them."""
    return dict(STORED)


@pytest.fixture
def form(page, lookup):
    """A form with every kind of field, on the screen."""
    made = Form(page, FIELDS, lookup=lookup)
    made.pack(fill="both", expand=True)
    pump(page)
    return made


@pytest.fixture
def table(page):
    """A table of a thousand people, on the screen."""
    made = Table(
        page, COLUMNS, fetch=lambda ids, done: done({row: (f"Person {row}", f"City {row}", f"00{row}") for row in ids})
    )
    made.pack(fill="both", expand=True)
    made.set_ids(array("q", range(1, 1001)))
    pump(page)
    return made


@pytest.fixture
def board(page):
    """A board of three columns on a real window: three cards, thirty, none; the drops it told stand in `drops`."""
    made = Board(page, fetch=lambda ids, done: done({row: boards.card(row) for row in ids}), lines=2)
    made.pack(fill="both", expand=True)
    made.drops = []
    made.on_drop = made.drops.append
    pump(page, lambda: made.canvas.winfo_height() > 100)
    made.show(boards.content())
    made.canvas.focus_force()
    pump(page)
    return made


@pytest.fixture
def sheet(page):
    """A calendar on a real window, its clock at a quarter past eleven of a Wednesday; what it told stands in `told`."""
    made = CalendarSheet(page, clock=lambda: calendars.NOW)
    made.pack(fill="both", expand=True)
    made.told = []
    for name in ("drop", "add", "open", "complete", "delete", "refuse", "day", "reach", "step", "view", "carry"):
        setattr(made, f"on_{name}", lambda what, name=name: made.told.append((name, what)))
    made.on_today = lambda: made.told.append(("today", None))
    pump(page, lambda: made.canvas.winfo_height() > 100)
    made.show(calendars.content())
    made.canvas.focus_force()
    pump(page)
    return made


@pytest.fixture
def report_table(page) -> ReportTable:
    """The table of a report with two thousand records in one group, and their total."""
    made = ReportTable(page)
    made.pack(fill="both", expand=True)
    made.set(reports.HEADS, reports.lines(2000))
    pump(page)
    return made


@pytest.fixture
def cards(page):
    """A grid of five cards in two rows."""
    made = Cards(page)
    made.pack(fill="both", expand=True)
    page.update()
    made.show(TILES)
    page.update()
    return made
