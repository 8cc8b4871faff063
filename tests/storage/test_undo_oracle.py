"""Undo and redo against an oracle: random work on a real file beside plain dictionaries that do the same."""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from crm.app import open_database, sign_in
from crm.controllers.contact_rows import mirrored, settle, sort_name
from crm.errors import Invalid
from crm.models.fields import Kind
from tests.records import newest, picture

WORDS = st.sampled_from(["Ana", "Łukasz", "O'Brien", "田中", "مريم", "Zoë 100%", "x", "María José"])
MAILS = st.sampled_from(["", "a@example.com", "b@example.com", "ñandú@example.com"])
PHONES = st.sampled_from(["", "+34612345678", "+525512345678", "555 123"])
STATUSES = st.sampled_from(["lead", "prospect", "customer", "inactive"])
NOTES = st.text(max_size=12).filter(lambda text: "\x00" not in text)
PLACE = st.integers(0, 10_000)


class Work(RuleBasedStateMachine):
    """What a user may do, done twice: by the session and by `self.model`, which undo simply puts back."""

    file: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = shutil.copy(self.file, Path(self.folder.name) / "oracle.db")
        self.database = open_database(Path(path))
        self.session = sign_in(self.database)
        self.model: dict[str, dict[int, Any]] = {"contacts": {}, "tags": {}, "interactions": {}, "fields": {}}
        self.done: list[tuple[Any, Any]] = []
        self.undone: list[tuple[Any, Any]] = []

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    # The oracle

    def _state(self) -> tuple[Any, Any]:
        return copy.deepcopy(self.model), picture(self.database)

    def _do(self, work: Callable[[], Any]) -> None:
        """Run one operation, remembered when it left one; one that is refused must leave nothing."""
        before, known = self._state(), newest(self.database)
        try:
            work()
        except Invalid:
            assert picture(self.database) == before[1]
            self.model = before[0]
            return
        if newest(self.database) > known:
            self.done.append((before, self._state()))
            self.undone.clear()
        else:
            assert picture(self.database) == before[1]

    def _pick(self, entity: str, place: int) -> int | None:
        known = sorted(self.model[entity])
        return known[place % len(known)] if known else None

    def _some(self, places: list[int]) -> list[int]:
        return list(dict.fromkeys(one for one in (self._pick("contacts", place) for place in places) if one))

    # Work

    @rule(first=WORDS, mail=MAILS, phone=PHONES, notes=NOTES, place=PLACE)
    def add_a_person(self, *, first: str, mail: str, phone: str, notes: str, place: int) -> None:
        tag = self._pick("tags", place)

        def work() -> None:
            values = {"first_name": first, "email": mail, "phone": phone, "notes": notes, "tags": [tag] if tag else []}
            added = self.session.contacts.add(values)
            self.model["contacts"][added] = {**values, "tags": set(values["tags"]), "status": "lead", "company": ""}

        self._do(work)

    @rule(name=WORDS)
    def add_a_company(self, name: str) -> None:
        def work() -> None:
            added = self.session.contacts.add({"kind": "company", "company": name})
            self.model["contacts"][added] = {"company": name, "status": "lead", "tags": set(), "notes": ""}

        self._do(work)

    @rule(place=PLACE, first=WORDS, company=WORDS, mail=MAILS, notes=NOTES)
    def change_one(self, *, place: int, first: str, company: str, mail: str, notes: str) -> None:
        contact = self._pick("contacts", place)
        if contact is None:
            return
        kind = self.session.contacts.get(contact).kind
        values = {"company": company, "notes": notes} | (
            {"first_name": first, "email": mail} if kind == "person" else {}
        )

        def work() -> None:
            was = self.session.contacts.get(contact)
            self.session.contacts.change(contact, values, version=was.version)
            self.model["contacts"][contact] |= values
            if kind == "person" and not mail:  # after a merge there may be a second one to show
                self.model["contacts"][contact]["email"] = self.session.contacts.get(contact).email
            if kind == "company" and was.company != company:
                for person in self.session.contacts.people_of(contact):
                    self.model["contacts"][person]["company"] = company

        self._do(work)

    @rule(places=st.lists(PLACE, max_size=4), status=STATUSES, notes=NOTES)
    def change_several(self, places: list[int], status: str, notes: str) -> None:
        chosen = self._some(places)

        def work() -> None:
            self.session.contacts.change_many(chosen, {"status": status, "notes": notes})
            for contact in chosen:
                self.model["contacts"][contact] |= {"status": status, "notes": notes}

        self._do(work)

    @rule(places=st.lists(PLACE, min_size=1, max_size=3))
    def remove_some(self, places: list[int]) -> None:
        chosen = self._some(places)

        def work() -> None:
            self.session.contacts.remove(chosen)
            for contact in chosen:
                del self.model["contacts"][contact]
            logged = self.model["interactions"]
            self.model["interactions"] = {one: row for one, row in logged.items() if row["contact_id"] not in chosen}

        self._do(work)

    @rule(place=PLACE, other=PLACE)
    def merge_two(self, place: int, other: int) -> None:
        keep, contacts = self._pick("contacts", place), self.model["contacts"]
        people = keep is not None and "first_name" in contacts[keep]
        like = [one for one in sorted(contacts) if one != keep and ("first_name" in contacts[one]) == people]
        if not like:
            return
        gone = like[other % len(like)]

        def work() -> None:
            self.session.merging.merge(keep, [gone])
            both = contacts[keep] | contacts.pop(gone)
            values = self.session.contacts.get(keep).values()
            kept = {name: values.get(name) or "" for name in both} | {"tags": contacts[keep]["tags"] | both["tags"]}
            contacts[keep] = kept
            for person in self.session.contacts.people_of(keep):
                contacts[person]["company"] = kept["company"]
            for call in self.model["interactions"].values():
                call["contact_id"] = keep if call["contact_id"] == gone else call["contact_id"]

        self._do(work)

    @rule(name=WORDS)
    def add_a_tag(self, name: str) -> None:
        def work() -> None:
            self.model["tags"][self.session.tags.add(name)] = name

        self._do(work)

    @rule(place=PLACE, name=WORDS)
    def rename_a_tag(self, place: int, name: str) -> None:
        tag = self._pick("tags", place)

        def work() -> None:
            if tag is not None:
                self.session.tags.change(tag, name=name)
                self.model["tags"][tag] = name

        self._do(work)

    @rule(place=PLACE)
    def remove_a_tag(self, place: int) -> None:
        tag = self._pick("tags", place)

        def work() -> None:
            if tag is not None:
                self.session.tags.remove(tag)
                del self.model["tags"][tag]
                for contact in self.model["contacts"].values():
                    contact["tags"].discard(tag)

        self._do(work)

    @rule(places=st.lists(PLACE, max_size=3), place=PLACE, put=st.booleans())
    def tag_some(self, places: list[int], place: int, put: bool) -> None:
        chosen, tag = self._some(places), self._pick("tags", place)

        def work() -> None:
            if tag is None:
                return
            (self.session.contacts.add_tags if put else self.session.contacts.remove_tags)(chosen, [tag])
            for contact in chosen:
                worn = self.model["contacts"][contact]["tags"]
                worn.add(tag) if put else worn.discard(tag)

        self._do(work)

    @rule(place=PLACE, subject=WORDS, type=st.sampled_from(["call", "note"]), day=st.integers(1, 28))
    def log_a_call(self, place: int, subject: str, type: str, day: int) -> None:
        contact = self._pick("contacts", place)

        def work() -> None:
            if contact is not None:
                values = {"subject": subject, "type": type, "at": f"2020-01-{day:02}T09:00:00Z"}
                added = self.session.interactions.add(contact, values)
                self.model["interactions"][added] = {**values, "contact_id": contact}

        self._do(work)

    @rule(place=PLACE, subject=WORDS)
    def change_a_call(self, place: int, subject: str) -> None:
        logged = self._pick("interactions", place)

        def work() -> None:
            if logged is not None:
                self.session.interactions.change(logged, {"subject": subject})
                self.model["interactions"][logged]["subject"] = subject

        self._do(work)

    @rule(place=PLACE)
    def remove_a_call(self, place: int) -> None:
        logged = self._pick("interactions", place)

        def work() -> None:
            if logged is not None:
                self.session.interactions.remove(logged)
                del self.model["interactions"][logged]

        self._do(work)

    @rule(label=WORDS)
    def add_a_field(self, label: str) -> None:
        def work() -> None:
            added = self.session.fields.add(label, Kind.TEXT)
            key = next(one.key for one in self.session.fields.all() if one.id == added)
            self.model["fields"][added] = f"custom.{key}"

        self._do(work)

    @rule(place=PLACE, field=PLACE, value=NOTES)
    def fill_a_field(self, place: int, field: int, value: str) -> None:
        contact, chosen = self._pick("contacts", place), self._pick("fields", field)

        def work() -> None:
            if contact is not None and chosen is not None:
                name = self.model["fields"][chosen]
                self.session.contacts.change(contact, {name: value})
                self.model["contacts"][contact][name] = value

        self._do(work)

    @rule(field=PLACE)
    def remove_a_field(self, field: int) -> None:
        chosen = self._pick("fields", field)

        def work() -> None:
            if chosen is not None:
                self.session.fields.remove(chosen)
                name = self.model["fields"].pop(chosen)
                for contact in self.model["contacts"].values():
                    contact.pop(name, None)

        self._do(work)

    @rule(name=WORDS)
    def keep_a_view(self, name: str) -> None:
        self._do(lambda: self.session.views.add(name, {"query": {"text": name}}))

    # Undo and redo

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        before, after = self.done.pop()
        report = self.session.history.undo()
        assert report.kept == ()
        assert picture(self.database) == before[1]
        self.model = copy.deepcopy(before[0])
        self.undone.append((before, after))

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        before, after = self.undone.pop()
        report = self.session.history.redo()
        assert report.kept == ()
        assert picture(self.database) == after[1]
        self.model = copy.deepcopy(after[0])
        self.done.append((before, after))

    @precondition(lambda self: self.done)
    @rule(place=PLACE)
    def undo_an_old_one_and_take_that_back(self, place: int) -> None:
        standing = [one.id for one in self.session.history.operations() if not one.undone and one.undoes_id is None]
        ours = [one for one in standing if one > 1]
        before = picture(self.database)
        report = self.session.history.undo(ours[place % len(ours)])
        self._everything_fits_together()
        if report.operation_id:  # an undo that can take nothing back has not happened
            self.session.history.undo(report.operation_id)
        assert picture(self.database) == before

    def _everything_fits_together(self) -> None:
        assert self.session.maintenance.check() == []
        for contact_id in self.database.ids("SELECT id FROM contacts"):
            contact = self.session.contacts.get(contact_id)
            assert contact.sort_name == sort_name(vars(contact))
            shown = mirrored(contact.channels)
            assert shown == {name: getattr(contact, name) for name in shown}
            assert settle(contact.channels) == list(contact.channels)
            if contact.company_id:
                assert self.session.contacts.get(contact.company_id).company == contact.company
            happened = [one.at for one in self.session.interactions.of(contact_id) if one.type != "note"]
            assert contact.last_interaction_at == max(happened, default="")

    @rule()
    def offer_what_there_is(self) -> None:
        # The first operation made the file and its user and belongs to nobody.
        assert (self.session.history.can_undo() is not None) == bool(self.done)
        assert (self.session.history.can_redo() is not None) == bool(self.undone)

    # What must hold after every step

    @invariant()
    def nothing_is_wrong_with_the_file(self) -> None:
        assert self.session.maintenance.check() == []

    @invariant()
    def the_session_says_what_the_oracle_says(self) -> None:
        contacts = self.database.ids("SELECT id FROM contacts")
        assert set(contacts) == self.model["contacts"].keys()
        for contact_id, expected in self.model["contacts"].items():
            values = self.session.contacts.get(contact_id).values()
            shown = {name: values.get(name) or "" for name in expected if name != "tags"}
            assert shown == {name: value for name, value in expected.items() if name != "tags"}
            assert set(values["tags"]) == expected["tags"]
        assert {one.id: one.name for one in self.session.tags.all()} == self.model["tags"]

    @invariant()
    def interactions_are_the_oracles(self) -> None:
        for interaction_id, expected in self.model["interactions"].items():
            kept = vars(self.session.interactions.get(interaction_id))
            assert {name: kept[name] for name in expected} == expected
        for contact_id in self.model["contacts"]:
            happened = [
                row["at"]
                for row in self.model["interactions"].values()
                if row["contact_id"] == contact_id and row["type"] != "note"
            ]
            assert self.session.contacts.get(contact_id).last_interaction_at == max(happened, default="")


@pytest.mark.slow
def test_random_work_undone_and_redone_equals_the_oracle(empty_file):
    class WorkOnFile(Work):
        file = empty_file

    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        WorkOnFile,
        settings=settings(max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=checks),
    )
