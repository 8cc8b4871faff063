"""The search index: what it finds against a brute force over folded text, what comes first, what it survives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crm.models.contacts import Channel
from crm.models.fields import Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.utils import phones
from crm.utils.text import fold, words

LETTERS = st.sampled_from("abñÑáÜøŁßiİıσΣς中田さمرéЙ 0169'-.%_\"*")
NAMES = st.text(LETTERS, min_size=1, max_size=10).filter(lambda name: name.strip())
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "first_name": NAMES,
            "last_name": NAMES,
            "company": st.one_of(st.just(""), NAMES),
            "notes": st.text(LETTERS, max_size=20),
            "email": st.sampled_from(["", "ana.gil@example.com", "x_9@ñandú.es", "info@a-b.mx"]),
            "phone": st.sampled_from(["", "+34612345678", "+525512345678", "+441835703597", "1690 169", "0-61"]),
        }
    ),
    min_size=1,
    max_size=6,
)


def texts(person: dict[str, str]) -> list[str]:
    name = f"{person['first_name']} {person['last_name']}".strip()
    return [fold(one) for one in (name, person["company"], person["email"])] + [phones.search_digits(person["phone"])]


def brute_force(people: dict[int, dict[str, str]], query: str) -> set[int]:
    """Every term inside a name, company, e-mail or phone; or every term the beginning of a word, notes included."""
    terms = fold(query).split()
    found = set()
    for contact_id, person in people.items():
        held = texts(person)
        inside = all(any(term in text for text in held) for term in terms)
        every_word = [word for text in (*held, person["notes"]) for word in words(text)]
        begun = all(any(word.startswith(term) for word in every_word) for term in terms if words(term) == [term])
        if inside or (begun and all(words(term) == [term] for term in terms)):
            found.add(contact_id)
    return found


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(people=PEOPLE, data=st.data())
def test_all_that_a_brute_force_finds_is_found(session, people, data):
    with session.database.transaction(session.contacts.context.author, "Some people"):
        known = {session.contacts.add(person): person for person in people}
    chosen = data.draw(st.sampled_from(people))
    for text in (*texts(chosen), chosen["notes"]):
        start = data.draw(st.integers(0, max(len(text) - 1, 0)))
        query = text[start : start + data.draw(st.integers(1, 12))]
        if query.strip():
            found = set(session.contacts.ids(_query(query)))
            assert brute_force(known, query) <= found, query
    session.contacts.remove(list(known))


def _query(text: str) -> ListQuery:
    return ListQuery(text)


def ids(session, typed: str) -> list[int]:
    return [row["id"] for row in session.contacts.search(typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "612345678",
        "612 34 56 78",
        "(612) 34-56-78",
        "+34 612 345 678",
        "0034 612345678",
        "0034612345678",
        "34612345678",
        "345678",
        "12 34",
        "+34 6",
        "0034 6",
        "61",
    ],
)
def test_a_phone_is_found_however_it_is_typed(session, typed):
    contact = session.contacts.add({"first_name": "Ana", "phone": "612345678"})
    session.contacts.add({"first_name": "Eva", "phone": "+525598989898"})
    assert ids(session, typed) == [contact]


def test_figures_in_a_company_name_are_found_like_words(session):
    contact = session.contacts.add({"kind": "company", "company": "Grupo x12 34y"})
    assert ids(session, "12 34") == [contact]


def test_two_short_words_may_stand_in_different_fields(session):
    contact = session.contacts.add({"first_name": "Xavi", "company": "Uno Bo"})
    assert ids(session, "av bo") == [contact]


def test_every_address_and_number_of_a_contact_is_found(session):
    channels = [Channel("email", "otra@example.org"), Channel("phone", "+34911222333"), Channel("link", "x.example")]
    contact = session.contacts.add({"first_name": "Ana", "email": "ana@example.com"}, channels=channels)
    for typed in ("ana@example.com", "otra@", "example.org", "911 22 23 33"):
        assert ids(session, typed) == [contact]


def test_words_of_notes_and_own_texts_are_found(session):
    session.fields.add("Afición", Kind.CHOICES, choices=["Pádel", "Ajedrez"])
    session.fields.add("Apodo", Kind.TEXT)
    choices, text = (f"custom.{one.key}" for one in session.fields.all())
    values = {"first_name": "Ana", "notes": "Prefiere llamar por la tarde", choices: ["Pádel"], text: "La Chispa"}
    contact = session.contacts.add(values)
    for typed in ("tarde", "prefi", "padel", "chispa", "ana tarde"):
        assert ids(session, typed) == [contact]


def test_names_that_begin_so_come_first_then_words_then_parts(session):
    inside = session.contacts.add({"first_name": "Xxmarxx"})
    noted = session.contacts.add({"first_name": "Zoe", "notes": "hay mar"})
    word = session.contacts.add({"first_name": "Ana", "last_name": "Marín"})
    begins = session.contacts.add({"first_name": "Mar", "last_name": "Zeta"})
    assert ids(session, "mar") == [begins, word, noted, inside]


def test_what_is_changed_or_removed_is_no_longer_found_as_it_was(session):
    contact = session.contacts.add({"first_name": "Ana", "email": "ana@example.com"})
    session.contacts.change(contact, {"first_name": "Eva", "email": "eva@example.com"})
    assert (ids(session, "ana"), ids(session, "eva")) == ([], [contact])
    session.contacts.remove([contact])
    assert ids(session, "eva") == []


@pytest.mark.parametrize("name", ["O'Brien", "O’Brien", "100% Lana", 'Ana "la Jefa"', "AND OR NOT", "a*b^c", "NEAR(x)"])
def test_names_with_signs_are_found_by_themselves(session, name):
    contact = session.contacts.add({"first_name": name})
    assert ids(session, name) == [contact]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "*",
        "^",
        '"',
        "'",
        '"""',
        "100%",
        "AND",
        "AND OR NOT",
        "NEAR(",
        "NEAR(a b, 3)",
        "name : x",
        "{a b} : c",
        "-ana",
        "a + b",
        "(",
        "))",
        "😀",
        "😀😀😀😀",
        "👩‍👩‍👧",
        "\x00",
        "ana\x00eva",
        "\ud83d",
        "a\udc00b",
        "\u202e",
        "x" * 10_000,
        "a " * 5_000,
        "ab " * 5_000,
        "1" * 10_000,
        "1 " * 5_000,
        '"' * 10_000,
        " ".join(f"palabra{number}" for number in range(2_000)),
        "".join(map(chr, range(0x4E00, 0x4E00 + 10_000))),
    ],
    ids=lambda typed: ascii(typed[:12]),
)
def test_nothing_that_is_typed_raises(session, typed):
    session.contacts.add({"first_name": "Ana", "notes": "eva"})
    assert isinstance(session.contacts.search(typed), list)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=30))
@example("\x00")
def test_no_text_at_all_raises(session, typed):
    assert isinstance(session.contacts.search(typed), list)


def test_strings_that_broke_other_programs_are_found_by_themselves(session):
    path = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "blns" / "blns.json"
    if not path.exists():
        pytest.skip("../shared/data is not here")
    for text in json.loads(path.read_text(encoding="utf-8")):
        if "\x00" not in text and text.strip() and len(text) <= 900:
            contact = session.contacts.add({"first_name": text})
            assert contact in session.contacts.ids(_query(text)), ascii(text)


def test_the_limit_is_kept_and_the_best_stay(session):
    with session.database.transaction(session.contacts.context.author, "Many"):
        for number in range(60):
            session.contacts.add({"first_name": "Ana", "last_name": f"{number:02}"})
    assert len(session.contacts.search("ana", limit=7)) == 7
    assert len(session.contacts.search("ana")) == 50


def test_a_rebuilt_index_finds_the_same(session):
    contact = session.contacts.add({"first_name": "Łukasz", "phone": "612345678", "notes": "tarde"})
    assert session.maintenance.rebuild_search() == 1
    assert session.maintenance.check() == []
    for typed in ("lukasz", "kas", "612 34", "tarde"):
        assert ids(session, typed) == [contact]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM contact_search WHERE id = 1",
        "UPDATE contact_search SET notes = 'otra'",
        "INSERT INTO contact_search SELECT 99, name, company, city, country, job_title, source, mail, tel, notes"
        " FROM contact_search",
        "INSERT INTO contact_words (contact_words) VALUES ('delete-all')",
        "INSERT INTO contact_infixes (contact_infixes) VALUES ('delete-all')",
    ],
)
def test_an_index_out_of_step_is_noticed_and_mended(session, damage):
    session.contacts.add({"first_name": "Ana", "notes": "tarde"})
    session.database.execute(damage)
    assert session.maintenance.check()
    session.maintenance.rebuild_search()
    assert session.maintenance.check() == []


QUERIES = ("a", "ñ", "12", "1", "ana", "ana g", "an g", "gil ana", "612", "00 34", "@", "mar", "éx", "a a", "zzz", "*")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(people=PEOPLE, typed=st.one_of(st.sampled_from(QUERIES), NAMES), limit=st.integers(1, 8))
def test_a_limit_cuts_the_same_answer_and_the_condition_leaves_nobody_out(session, people, typed, limit):
    with session.database.transaction(session.contacts.context.author, "Some people"):
        known = {session.contacts.add(person): person for person in people}
    database = session.database
    everybody = list(database.search.find(database.connection, typed, limit=1000))
    condition, marks = database.search.matching("id", typed)
    assert list(database.search.find(database.connection, typed, limit=limit)) == everybody[:limit]
    assert set(database.ids(f"SELECT id FROM contacts WHERE {condition}", **marks)) == set(everybody)
    assert brute_force(known, typed) <= set(everybody)
    session.contacts.remove(list(known))


def test_a_text_of_nothing_matches_nobody(session):
    session.contacts.add({"first_name": "Ana"})
    condition, marks = session.database.search.matching("id", " \x00 ")
    assert not session.database.ids(f"SELECT id FROM contacts WHERE {condition}", **marks)


@pytest.mark.slow
def test_nobody_is_left_out_where_more_fit_than_are_ranked(session):
    with session.database.transaction(session.contacts.context.author, "Many", bulk=True):
        for number in range(2_300):
            session.contacts.add(
                {"first_name": "Ana", "last_name": f"{number:04}", "city": "Toledo" if number < 10 else ""}
            )
    condition = Condition("city", Operator.ANY, ("Toledo",))
    assert session.contacts.count(ListQuery("ana")) == len(set(session.contacts.ids(ListQuery("ana")))) == 2_300
    assert len(session.contacts.page(ListQuery("ana", (condition,))).rows) == 10
