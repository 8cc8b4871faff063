"""What goes out to CSV, XLSX and vCard, and comes in again unchanged."""

from __future__ import annotations

import csv
import itertools
import json
import random
import string
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.app import open_database, sign_in
from crm.controllers.exporting import pages
from crm.errors import Denied, Invalid
from crm.models.contacts import Channel
from crm.models.fields import Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.users import PERMISSIONS
from tests.controllers.files_in import bring_in, bring_text, counts, everyone, real, whole
from tests.house import ROOT

_PLACES = itertools.count()


def _cells(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _fill(session):
    """Contacts with a bit of everything."""
    session.fields.add("Zona, color", Kind.CHOICES, choices=["Norte; sur", "Este"])
    session.fields.add("Cuota", Kind.MONEY, currency="EUR")
    for label, kind in (("Alta", Kind.DATE), ("Activo", Kind.YES_NO), ("Metros", Kind.NUMBER)):
        session.fields.add(label, kind)
    keys = {one.label: f"custom.{one.key}" for one in session.fields.all()}
    tags = [session.tags.add(name) for name in ("VIP", "Madrid, centro", 'el "bueno"')]
    session.contacts.add({"kind": "company", "company": "Acme SL", "tax_id": "B12345674", "website": "https://acme.es"})
    session.contacts.add(
        {
            "first_name": "Ana",
            "last_name": "Paz",
            "company": "Acme SL",
            "job_title": "=1+1",
            "birthday": "1980-02-29",
            "status": "customer",
            "tags": tags,
            "assigned_to": session.user.id,
            "postal_code": "01001",
            "notes": "dos\nlíneas",
            "city": "León",
            keys["Zona, color"]: ["Norte; sur", "Este"],
            keys["Cuota"]: 123450,
            keys["Alta"]: "2024-02-03",
            keys["Activo"]: 1,
            keys["Metros"]: 80.5,
        },
        channels=[
            Channel("email", "ana@x.es", "work", True),
            Channel("email", "ana@y.es", "home", False, True),
            Channel("phone", "+34612345678", "mobile", True),
            Channel("phone", "+34912345678", "work"),
            Channel("phone", "+34912345679", "other"),
            Channel("link", "https://ana.es"),
        ],
    )
    session.contacts.add({"first_name": "Luis", "phone": "+18316052433;ext=72946", keys["Activo"]: 0})
    for further in ({"first_name": "Ana", "last_name": "Paz", "email": "ana@x.es"}, {"first_name": "Eva"}):
        session.contacts.add(further)


def _again(session, path, folder):
    """The contacts of an export brought into an empty file that has the same fields and users."""
    target = sign_in(open_database(folder / f"again{next(_PLACES)}.db"))
    target.users.change(target.user.id, name=session.user.name)
    for one in session.fields.all():
        target.fields.add(one.label, one.kind, choices=list(one.choices), currency=one.currency)
    result = bring_in(target, path)
    assert (result.failed, result.skipped, [error.reason for error in result.errors]) == (0, 0, [])
    return target


def _without_keys(contacts):
    """Custom values without their keys, which each file makes for itself."""
    return [(*row[:-1], [value for _key, value in row[-1]]) for row in contacts]


ENDINGS = [".csv", ".xlsx", ".vcf", ".jsonl"]
every_format = pytest.mark.parametrize("ending", ENDINGS)


@every_format
def test_what_goes_out_comes_in_again(session, tmp_path, ending):
    _fill(session)
    path = tmp_path / f"out{ending}"
    assert session.exports.run(path, ListQuery()) == 5
    again = _again(session, path, tmp_path)
    assert _without_keys(whole(again)) == _without_keys(whole(session))
    again.database.close()


def _exported(session, path):
    """The bytes of an export; of a workbook those of its sheet, for its zip tells the time."""
    session.exports.run(path, ListQuery())
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return book.read("xl/worksheets/sheet1.xml")


def _is_the_same_again(session, folder, ending):
    first = _exported(session, folder / f"first{ending}")
    again = _again(session, folder / f"first{ending}", folder)
    second = _exported(again, folder / f"second{ending}")
    again.database.close()
    assert second == first


@every_format
def test_an_export_of_an_import_of_an_export_is_the_same_file(session, tmp_path, ending):
    _fill(session)
    _is_the_same_again(session, tmp_path, ending)


@every_format
def test_an_export_is_known_as_our_own_where_its_fields_are_missing(session, tmp_path, ending):
    session.fields.add("Zona", Kind.TEXT)
    session.contacts.add({"first_name": "Ana", "last_name": "Paz", "notes": "fin\n"})
    session.exports.run(tmp_path / f"out{ending}", ListQuery())
    other = sign_in(open_database(tmp_path / "new.db"))
    table = other.imports.open(other.imports.detect(tmp_path / f"out{ending}"))
    assert other.imports.propose(table, "contacts").exact
    other.database.close()


@every_format
def test_an_export_brought_in_where_it_came_from_changes_nothing(session, tmp_path, ending):
    _fill(session)
    path = tmp_path / f"out{ending}"
    session.exports.run(path, ListQuery())
    assert counts(bring_in(session, path)) == (0, 0, 5, 0, 0)
    assert counts(bring_in(session, path, on_match="update")) == (0, 0, 5, 0, 0)


@every_format
def test_hostile_texts_come_in_again_letter_for_letter(session, tmp_path, ending):
    for text in json.loads(real("blns/blns.json").read_text(encoding="utf-8")):
        if text.strip() and "\x00" not in text:
            session.contacts.add({"first_name": "Ana", "last_name": text, "city": text, "notes": text})
    first = _exported(session, tmp_path / f"first{ending}")
    again = _again(session, tmp_path / f"first{ending}", tmp_path)
    assert whole(again) == whole(session)
    assert _exported(again, tmp_path / f"second{ending}") == first
    again.database.close()


@pytest.mark.parametrize("nothing", ["-", "N/A", "No tiene"])
def test_words_that_say_nothing_come_in_again_letter_for_letter(session, tmp_path, nothing):
    session.fields.add("Zona", Kind.CHOICE, choices=["Norte", nothing])
    [zone] = [f"custom.{one.key}" for one in session.fields.all()]
    company = {"kind": "company", "company": nothing, "tax_id": nothing, "website": nothing}
    session.contacts.add(company | {"external_source": "X", "external_id": nothing, zone: nothing})
    session.contacts.add({"first_name": nothing, "company": nothing, "city": nothing})
    first = _exported(session, tmp_path / "first.csv")
    again = _again(session, tmp_path / "first.csv", tmp_path)
    assert _exported(again, tmp_path / "second.csv") == first
    again.database.close()


# A file full of control characters is taken for a binary one; a few of them are in blns.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t"), max_size=12)


VALUES = {
    Kind.TEXT: TEXTS.map(str.strip),
    Kind.NUMBER: st.integers(-(10**12), 10**12) | st.decimals(-(10**6), 10**6, places=3).map(float),
    Kind.MONEY: st.integers(-(10**12), 10**12),
    Kind.DATE: st.dates().map(str),
    Kind.YES_NO: st.sampled_from((0, 1)),
    Kind.CHOICE: st.sampled_from(("Norte; sur", "Este")),
    Kind.CHOICES: st.lists(st.sampled_from(("Norte; sur", 'El "bueno"', "Este")), unique=True),
}
MAILS = st.builds(
    Channel,
    st.just("email"),
    st.from_regex(r"[a-z]{3,8}@[a-z]{3,8}\.es", fullmatch=True),
    st.sampled_from(("work", "home", "other")),
    st.just(False),
    st.booleans(),
    st.booleans(),
)
PHONES = st.builds(
    Channel,
    st.just("phone"),
    st.integers(0, 9_999_999).map(lambda number: f"+346{number:08}"),
    st.sampled_from(("work", "mobile", "home", "other")),
    st.just(False),
    st.booleans(),
    st.booleans(),
)
LINKS = st.from_regex(r"https://[a-z]{3,8}\.es/[a-z?=&]{0,5}", fullmatch=True).map(lambda link: Channel("link", link))
PEOPLE = st.fixed_dictionaries(
    {
        "last": TEXTS,
        "notes": TEXTS,
        "company": st.sampled_from(("", "Acme SL", "=Ñandú, S.A.")),
        "status": st.sampled_from(("lead", "prospect", "customer", "inactive")),
        "mine": st.booleans(),
        "tags": st.lists(st.sampled_from(("VIP", "Madrid, centro", 'el "bueno"', "=a;b")), unique=True),
        "channels": st.lists(MAILS | PHONES | LINKS, max_size=5, unique_by=lambda one: (one.kind, one.value)),
        "custom": st.fixed_dictionaries({}, optional={kind.value: values for kind, values in VALUES.items()}),
    }
)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(people=st.lists(PEOPLE, min_size=1, max_size=4))
@every_format
def test_any_contacts_come_in_again_and_go_out_the_same(session, tmp_path, ending, people):
    if not session.fields.all():
        for kind in VALUES:
            choices = ["Norte; sur", 'El "bueno"', "Este"] if kind in (Kind.CHOICE, Kind.CHOICES) else []
            session.fields.add(kind.value, kind, choices=choices, currency="EUR" if kind == Kind.MONEY else "")
    session.contacts.remove([row["id"] for row in everyone(session)])
    keys = {one.label: f"custom.{one.key}" for one in session.fields.all()}
    tags = {tag.name: tag.id for tag in session.tags.all()}
    for number, one in enumerate(people):
        tags |= {name: session.tags.add(name) for name in one["tags"] if name not in tags}
        plain = {"first_name": f"P{number}", "last_name": one["last"], "notes": one["notes"], "company": one["company"]}
        plain |= {"status": one["status"], "assigned_to": session.user.id if one["mine"] else None}
        plain |= {"tags": [tags[name] for name in one["tags"]]}
        plain |= {keys[name]: value for name, value in one["custom"].items() if value not in ("", [])}
        session.contacts.add(plain, channels=one["channels"])
    _is_the_same_again(session, tmp_path, ending)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, st.sampled_from(string.ascii_lowercase)), max_size=6))
def test_any_texts_come_in_again(session, tmp_path, rows):
    session.contacts.remove([row["id"] for row in everyone(session)])
    for last, city, notes, letter in rows:
        session.contacts.add({"first_name": letter, "last_name": last, "city": city, "notes": notes})
    session.exports.run(tmp_path / "out.csv", ListQuery())
    again = _again(session, tmp_path / "out.csv", tmp_path)
    assert whole(again) == whole(session)
    again.database.close()


@pytest.fixture
def spoken_in_spanish():
    from crm.utils import i18n

    before = i18n.language()
    i18n.use("es")
    yield
    i18n.use(before)


@every_format
@pytest.mark.usefixtures("spoken_in_spanish")
def test_a_spanish_export_comes_in_again_and_goes_out_the_same(session, tmp_path, ending):
    _fill(session)
    _is_the_same_again(session, tmp_path, ending)
    again = _again(session, tmp_path / f"first{ending}", tmp_path)
    assert _without_keys(whole(again)) == _without_keys(whole(session))
    again.database.close()


@pytest.fixture
def in_madrid(monkeypatch):
    with monkeypatch.context() as place:
        place.setenv("TZ", "Europe/Madrid")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_madrid")
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00Z", "1899-12-31T12:00:00Z", "1900-01-01T12:00:00Z", "9999-12-31T23:59:59Z"]
)
def test_a_moment_at_the_ends_of_the_calendar_comes_in_again(session, tmp_path, ending, moment):
    bring_text(session, tmp_path, f"Name,Created at\nAna Paz,{moment}\n")
    path = tmp_path / f"out{ending}"
    assert session.exports.run(path, ListQuery()) == 1
    again = _again(session, path, tmp_path)
    assert everyone(again)[0]["created_at"] == moment
    again.database.close()


def test_all_emails_and_phones_go_out(session, tmp_path):
    _fill(session)
    session.exports.run(tmp_path / "out.csv", ListQuery())
    [ana] = [row for row in _cells(tmp_path / "out.csv") if row["E-mail 2"]]
    assert (ana["E-mail 2"], ana["E-mail 2 label"]) == ("ana@y.es", "Home, opted out")
    assert (ana["Phone"], ana["Mobile phone"], ana["Phone 2"]) == ("+34912345678", "+34612345678", "+34912345679")


def test_extensions_go_out_as_people_write_them(session, tmp_path):
    _fill(session)
    session.exports.run(tmp_path / "out.csv", ListQuery())
    assert "+18316052433 x72946" in [row["Phone"] for row in _cells(tmp_path / "out.csv")]


def test_chosen_columns_go_out_in_their_order(session, tmp_path):
    _fill(session)
    session.exports.run(tmp_path / "out.csv", ListQuery(), columns=["city", "name", "owner"])
    assert list(_cells(tmp_path / "out.csv")[0]) == ["City", "Name", "Owner"]


def test_a_query_goes_out_in_its_order(session, tmp_path):
    _fill(session)
    query = ListQuery(conditions=(Condition("kind", Operator.ANY, ("person",)),), descending=True)
    assert session.exports.run(tmp_path / "out.csv", query, columns=["name"]) == 4
    assert [row["Name"] for row in _cells(tmp_path / "out.csv")] == ["Luis", "Eva", "Ana Paz", "Ana Paz"]


def test_chosen_contacts_go_out(session, tmp_path):
    _fill(session)
    assert session.exports.run(tmp_path / "out.csv", ListQuery(), ids=[5, 3], columns=["first_name"]) == 2
    assert [row["First name"] for row in _cells(tmp_path / "out.csv")] == ["Eva", "Luis"]


def test_cancelling_keeps_the_old_file(session, tmp_path):
    _fill(session)
    path = tmp_path / "out.csv"
    path.write_text("old", encoding="utf-8")
    assert session.exports.run(path, ListQuery(), progress=lambda _done: False) == 0
    assert (path.read_text(encoding="utf-8"), len(list(tmp_path.glob("*.part")))) == ("old", 0)


_UNDER_A_LIMIT = """
import resource, sys
from pathlib import Path
from crm.app import open_database, sign_in
session = sign_in(open_database(Path(sys.argv[1])))
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
target = Path(sys.argv[2])
(session.archives if target.suffix == ".zip" else session.exports).run(target)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is one of Unix")
@pytest.mark.parametrize("ending", [*ENDINGS, ".zip"])
def test_a_disk_that_takes_no_more_keeps_the_old_file(session, tmp_path, ending):
    for number in range(40):
        session.contacts.add({"first_name": "Ana", "notes": random.Random(number).randbytes(800).hex()})
    path = tmp_path / "out" / f"out{ending}"
    path.parent.mkdir()
    path.write_text("old", encoding="utf-8")
    command = [sys.executable, "-c", _UNDER_A_LIMIT, str(session.database.path), str(path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Unavailable: out" in ended.stderr.splitlines()[-1]
    assert [(one.name, one.read_text(encoding="utf-8")) for one in path.parent.iterdir()] == [(path.name, "old")]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_cancelled_export_stops_between_two_pages(session, tmp_path, ending, monkeypatch):
    monkeypatch.setattr(pages, "_PAGE", 1)
    _fill(session)
    (tmp_path / f"out{ending}").write_text("old", encoding="utf-8")
    assert session.exports.run(tmp_path / f"out{ending}", progress=lambda done: done < 2) == 0
    assert (tmp_path / f"out{ending}").read_text(encoding="utf-8") == "old"
    assert not list(tmp_path.glob("*.part"))


def test_an_empty_list_makes_a_file_of_headers(session, tmp_path):
    assert session.exports.run(tmp_path / "out.csv", ListQuery()) == 0
    assert (tmp_path / "out.csv").stat().st_size > 100


def test_another_ending_is_refused(session, tmp_path):
    with pytest.raises(Invalid, match="csv"):
        session.exports.run(tmp_path / "out.pdf", ListQuery())


def test_who_may_not_export_is_told_so(session, tmp_path, monkeypatch):
    monkeypatch.setitem(PERMISSIONS, "admin", {"read contacts": "all"})
    with pytest.raises(Denied):
        session.exports.run(tmp_path / "out.csv", ListQuery())
