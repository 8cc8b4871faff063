"""The whole form of an interaction: new, corrected, removed."""

from __future__ import annotations

import pytest

from crm.views.interaction_editor import InteractionEditor, edit_known, edit_new
from tests.views.user import every


@pytest.fixture
def ana(people):
    return people["Ana"]


@pytest.fixture
def logged(own, ana):
    return own.interactions.add(ana, {"type": "call", "subject": "Talked", "body": "About the quote"})


@pytest.fixture
def known(window, logged):
    edit_known(window.root, window.desk, interaction_id=logged)
    return next(one for one in every(window.root) if isinstance(one, InteractionEditor))


def test_a_new_one_is_saved_with_what_was_typed_before(window, own, ana):
    editor = edit_new(window.root, window.desk, contact_id=ana, values={"type": "meeting", "subject": "Visit"})
    editor.form.put("body", "Showed the catalogue")
    editor.confirm()
    kept = own.interactions.of(ana)[0]
    assert (kept.type, kept.subject, kept.body) == ("meeting", "Visit", "Showed the catalogue")


def test_a_new_one_is_now_unless_told(window, own, ana):
    edit_new(window.root, window.desk, contact_id=ana, values={"subject": "Visit"}).confirm()
    assert own.interactions.of(ana)[0].at


def test_it_closes_once_it_is_saved(known):
    known.form.put("subject", "Talked again")
    known.confirm()
    assert not known.winfo_exists()


def test_a_correction_changes_only_what_was_touched(known, own, logged):
    known.form.put("subject", "Talked again")
    known.confirm()
    after = own.interactions.get(logged)
    assert (after.subject, after.body) == ("Talked again", "About the quote")


def test_a_bad_value_keeps_it_open_with_the_sentence(known):
    known.form.put("duration_minutes", -5)
    known.confirm()
    assert known.form.error_of("duration_minutes")
    known.close()


def test_who_opened_it_hears_that_it_was_saved(window, ana):
    heard = []
    editor = edit_new(window.root, window.desk, contact_id=ana, values={"subject": "Visit"})
    editor.on_saved = lambda: heard.append(True)
    editor.confirm()
    assert heard == [True]


def test_removing_can_be_undone_from_the_notice(window, known, own, ana):
    known.remove()
    gone = own.interactions.of(ana)
    window.toasts.invoke()
    assert (gone, own.interactions.of(ana)[0].subject) == ([], "Talked")


def test_one_changed_meanwhile_is_refused_in_words(known, own, logged):
    known.form.put("subject", "Mine")
    own.interactions.change(logged, {"subject": "Theirs"})
    known.confirm()
    assert own.interactions.get(logged).subject == "Theirs"
    assert known.said
    known.close()


def test_a_note_is_not_asked_for_an_outcome_or_minutes(window, ana):
    editor = edit_new(window.root, window.desk, contact_id=ana, values={"type": "note", "subject": "Likes tea"})
    window.root.update()
    shown = [name for name in ("outcome", "duration_minutes") if editor.form.editor(name).winfo_ismapped()]
    assert shown == []
    editor.form.put("type", "call")
    editor.form.on_change("type")
    window.root.update()
    assert editor.form.editor("outcome").winfo_ismapped()


def test_an_outcome_a_note_has_all_the_same_stays_in_sight(window, ana):
    values = {"type": "note", "subject": "Likes tea", "outcome": "Won"}
    editor = edit_new(window.root, window.desk, contact_id=ana, values=values)
    window.root.update()
    assert editor.form.editor("outcome").winfo_ismapped()


def test_the_types_of_the_business_are_offered_too(window, own, ana):
    own.interaction_types.add("Cata de vinos")
    editor = edit_new(window.root, window.desk, contact_id=ana, values={"subject": "Riojas"})
    box = editor.form.editor("type").entry
    assert "Cata de vinos" in box.cget("values")
    box.set("Cata de vinos")
    box.event_generate("<<ComboboxSelected>>")
    editor.confirm()
    assert own.interactions.of(ana)[0].type == "cata_de_vinos"


def test_a_type_out_of_use_is_told_by_its_name(window, own, ana):
    type_id = own.interaction_types.add("Cata de vinos")
    logged = own.interactions.add(ana, {"type": "cata_de_vinos"})
    own.interaction_types.change(type_id, active=False)
    edit_known(window.root, window.desk, interaction_id=logged)
    editor = next(one for one in every(window.root) if isinstance(one, InteractionEditor))
    assert editor.form.editor("type").entry.get() == "Cata de vinos"
    assert not editor.has_edits
