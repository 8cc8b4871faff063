"""Merges undone after random work, beside an oracle of plain dictionaries that says what is back and what stays."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.app import open_database, sign_in
from crm.controllers.contact_rows import mirrored, settle, sort_name
from crm.session import Session
from tests.records import picture

FIELDS = ("first_name", "city", "notes", "status")
TAGS = ("Norte", "Sur", "VIP")
WORDS = st.sampled_from(["", "Ana", "Łódź", "O'Brien", "x", "田中"])
PERSON = st.fixed_dictionaries(
    {
        "first_name": st.sampled_from(["Ana", "Anna", "Zoë"]),
        "city": WORDS,
        "notes": WORDS,
        "status": st.sampled_from(["lead", "customer", "inactive"]),
        "email": st.sampled_from(["", "a@x.es", "A@x.es", "b@x.es", "c@x.es"]),
        "phone": st.sampled_from(["", "+34612345678", "+34912345678"]),
        "tags": st.lists(st.sampled_from(TAGS), unique=True),
        "company": st.sampled_from(["", "Acme", "Acme SL"]),
        "external_id": st.sampled_from(["", "id"]),
    }
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            ["field", "call", "edit call", "remove call", "tag", "untag", "rename", "relink", "there and back"]
        ),
        st.integers(0, 99),
        WORDS,
    ),
    max_size=8,
)


class Oracle:
    """What the session is told to do, done to plain dictionaries too."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.fields: dict[int, dict[str, str]] = {}
        self.calls: dict[int, tuple[int, str]] = {}
        self.tags: dict[int, set[str]] = {}
        self.company: dict[int, int | None] = {}

    def read(self) -> None:
        """Take everything over from the file."""
        ids = list(self.session.database.ids("SELECT id FROM contacts ORDER BY id"))
        contacts = {one: self.session.contacts.get(one) for one in ids}
        self.fields = {one: {name: getattr(contact, name) for name in FIELDS} for one, contact in contacts.items()}
        self.tags = {one: {tag.name for tag in contact.tags} for one, contact in contacts.items()}
        self.company = {one: contact.company_id for one, contact in contacts.items()}
        self.calls = {call.id: (one, call.subject) for one in ids for call in self.session.interactions.of(one)}

    def back(self, before: Oracle, merged: Oracle, now: Oracle) -> None:
        """What must be there after the undo: from before the merge, behind the merge, and before the undo."""
        for one, fields in before.fields.items():
            edited = (
                {}
                if one not in now.fields
                else {name: value for name, value in now.fields[one].items() if value != merged.fields[one][name]}
            )
            self.fields[one] = fields | edited
        self.calls = {call: (before.calls.get(call, place)[0], place[1]) for call, place in now.calls.items()}
        self.company = {
            one: before.company[one]
            if one not in now.company or now.company[one] == merged.company[one]
            else now.company[one]
            for one in before.company
        }


class Work:
    """What a person may do between a merge and its undo; `place` picks among what there is."""

    def __init__(self, session: Session, keep: int) -> None:
        self.session = session
        self.keep = keep

    def do(self, what: str, place: int, word: str) -> None:
        """One of the methods below, by its name."""
        getattr(self, what.replace(" ", "_"))(place, word)

    def _call(self, place: int) -> list[int]:
        calls = sorted(one.id for one in self.session.interactions.of(self.keep))
        return [calls[place % len(calls)]] if calls else []

    def _tag(self, place: int) -> list[int]:
        tag = self.session.tags.by_name(TAGS[place % len(TAGS)])
        return [tag.id] if tag else []

    def field(self, place: int, word: str) -> None:
        self.session.contacts.change(self.keep, {"city": f"{word} {place}"})

    def mail(self, place: int, _word: str) -> None:
        self.session.contacts.change(self.keep, {"email": f"{place}@x.es" if place % 3 else ""})

    def call(self, place: int, word: str) -> None:
        self.session.interactions.add(self.keep, {"subject": word, "at": f"2021-01-{1 + place % 28:02}T09:00:00Z"})

    def edit_call(self, place: int, word: str) -> None:
        for call in self._call(place):
            self.session.interactions.change(call, {"subject": f"{word} {place}"})

    def remove_call(self, place: int, _word: str) -> None:
        for call in self._call(place):
            self.session.interactions.remove(call)

    def tag(self, place: int, _word: str) -> None:
        self.session.contacts.add_tags([self.keep], self._tag(place))

    def untag(self, place: int, _word: str) -> None:
        self.session.contacts.remove_tags([self.keep], self._tag(place))

    def rename(self, place: int, _word: str) -> None:
        company = self.session.database.value("SELECT id FROM contacts WHERE kind = 'company' ORDER BY id")
        self.session.contacts.change(company, {"company": f"Acme {place}"})

    def relink(self, place: int, _word: str) -> None:
        people = self.session.database.ids("SELECT id FROM contacts WHERE kind = 'person' ORDER BY id")
        self.session.contacts.change(people[place % len(people)], {"company": "Bolt" if place % 2 else ""})

    def there_and_back(self, place: int, word: str) -> None:
        self.session.contacts.change(self.keep, {"notes": f"{word} {place}"})
        self.session.history.undo()


def fits_together(session: Session) -> None:
    """Names, mirrors, links, times of last interaction and the search index agree with each other."""
    assert session.maintenance.check() == []
    for contact_id in session.database.ids("SELECT id FROM contacts"):
        contact = session.contacts.get(contact_id)
        shown = mirrored(contact.channels)
        assert shown == {name: getattr(contact, name) for name in shown}
        assert settle(contact.channels) == list(contact.channels)
        assert contact.sort_name == sort_name(vars(contact))
        if contact.company_id:
            assert session.contacts.get(contact.company_id).company == contact.company
        happened = [one.at for one in session.interactions.of(contact_id) if one.type != "note"]
        assert contact.last_interaction_at == max(happened, default="")


@contextmanager
def fresh(file: Path) -> Iterator[Session]:
    """A session on a copy of a file."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(shutil.copy(file, Path(folder) / "oracle.db")))
        try:
            yield sign_in(database)
        finally:
            database.close()


def filled(session: Session, people: list[dict]) -> list[int]:
    """Three companies and these people, each with a call."""
    for name in ("Acme", "Acme SL", "Bolt"):
        session.contacts.add({"kind": "company", "company": name})
    ids = []
    for number, values in enumerate(people):
        outside = f"x{number}" if values["external_id"] else ""
        ids.append(session.contacts.add({**values, "external_id": outside}))
        session.interactions.add(ids[-1], {"subject": str(number), "at": f"2020-01-{1 + number:02}T09:00:00Z"})
    session.database.execute("UPDATE contacts SET updated_at = '2020-02-01T09:00:00Z'")  # time has passed since
    return ids


def picked(session: Session) -> Oracle:
    found = Oracle(session)
    found.read()
    return found


def merged(session: Session, ids: list[int], companies: bool) -> tuple[int, int]:
    """Merge the people, or the companies they belong to: the survivor and the operation."""
    chosen = session.contacts.suggest_companies("acme") if companies else []
    group = sorted(one for one, _name in chosen) if companies else ids
    plan = session.merging.preview(group)
    return plan.keep_id, session.merging.merge(plan.keep_id, plan.others, choices=plan.choices, version=plan.version)


PROPERTY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@PROPERTY
@given(people=st.lists(PERSON, min_size=2, max_size=5), companies=st.booleans())
def test_a_merge_and_its_undo_leave_every_byte_as_it_was(empty_file, people, companies):
    with fresh(empty_file) as session:
        ids = filled(session, people)
        before = picture(session.database)
        merged(session, ids, companies)
        fits_together(session)
        after = picture(session.database)
        assert session.history.undo().kept == ()
        assert picture(session.database) == before
        assert session.history.redo().kept == ()
        assert picture(session.database) == after


@PROPERTY
@given(people=st.lists(PERSON, min_size=2, max_size=5), edits=EDITS, companies=st.booleans())
def test_an_undo_after_random_work_gives_back_what_was_theirs_and_keeps_the_work(empty_file, people, edits, companies):
    with fresh(empty_file) as session:
        ids = filled(session, people)
        before = picked(session)
        keep, operation = merged(session, ids, companies)
        behind = picked(session)
        for edit in edits:
            Work(session, keep).do(*edit)
        now, stored = picked(session), picture(session.database)
        report = session.history.undo(operation)
        fits_together(session)
        expected, found = Oracle(session), picked(session)
        expected.back(before, behind, now)
        assert found.fields == expected.fields
        assert found.calls == expected.calls
        assert found.company == expected.company
        session.history.undo(report.operation_id)
        assert picture(session.database) == stored


@PROPERTY
@given(
    people=st.lists(PERSON, min_size=4, max_size=6),
    merges=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5),
    order=st.randoms(use_true_random=False),
)
def test_merges_of_merges_undone_in_any_order_give_everybody_their_own_back(empty_file, people, merges, order):
    with fresh(empty_file) as session:
        ids = filled(session, people)
        before = picked(session)
        done = []
        for one, other in merges:
            kind = "company" if one % 3 == 0 else "person"
            left = list(session.database.ids("SELECT id FROM contacts WHERE kind = :kind ORDER BY id", kind=kind))
            keep, gone = left[one % len(left)], left[other % len(left)]
            if keep != gone:
                done.append(session.merging.merge(keep, [gone]))
                fits_together(session)
        order.shuffle(done)
        for operation in done:
            session.history.undo(operation)
            fits_together(session)
        found = picked(session)
        assert found.fields.keys() == before.fields.keys()
        assert set(ids) <= found.fields.keys()
        assert found.calls == before.calls
