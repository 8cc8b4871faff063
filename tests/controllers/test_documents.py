"""Documents: attached, listed, renamed, removed and brought back, missing ones named and found again."""

import hashlib
import shutil

import pytest

from crm.app import open_database, sign_in
from crm.errors import Conflict, Denied, Invalid, NotFound, Unavailable
from crm.files.sheet import Stopped
from crm.storage.document_contents import retire_unnamed
from crm.storage.file_store import FileStore, Taking
from tests.records import second_user


@pytest.fixture
def ana(session):
    return session.contacts.add({"first_name": "Ana", "last_name": "Gil"})


@pytest.fixture
def deal(session, ana):
    return session.opportunities.add({"title": "Web", "contact_id": ana, "currency": "EUR"})


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "Contrato.pdf"
    path.write_bytes(b"Contrato")
    return path


def lose(session):
    shutil.rmtree(session.documents.folder)


def names(documents):
    return [one.name for one in documents]


def test_a_document_is_a_copy_under_the_name_of_the_file(session, ana, paper):
    document_id = session.documents.add(paper, contact_id=ana)
    paper.unlink()
    kept = session.documents.get(document_id)
    assert (kept.name, kept.size, kept.user, kept.missing) == ("Contrato.pdf", 8, session.user.name, False)
    assert session.documents.path(document_id).read_bytes() == b"Contrato"


def test_content_is_attached_under_a_name_that_no_system_refuses(session, ana):
    document_id = session.documents.add_content(b"x", "../../.ssh/a:b.txt", contact_id=ana)
    assert session.documents.get(document_id).name == "a_b.txt"


def test_a_document_belongs_to_something(session, paper):
    with pytest.raises(Invalid, match="belongs to a contact"):
        session.documents.add(paper)


def test_nothing_is_attached_to_who_is_gone(session, ana, paper):
    session.contacts.remove([ana])
    with pytest.raises(NotFound):
        session.documents.add(paper, contact_id=ana)
    assert not session.documents.folder.exists()


def test_who_only_reads_attaches_nothing(session, ana, paper):
    reader = second_user(session, role="reader")
    with pytest.raises(Denied):
        reader.documents.add(paper, contact_id=ana)


def test_a_file_opened_for_reading_takes_no_document(session, database_file, ana, paper):
    reading = sign_in(open_database(database_file, read_only=True))
    with pytest.raises(Unavailable, match="reading only"):
        reading.documents.add(paper, contact_id=ana)
    assert not session.documents.folder.exists()
    reading.database.close()


def test_a_deal_shows_its_contact_s_documents_told_apart(session, ana, deal, paper):
    session.documents.add(paper, contact_id=ana)
    session.documents.add(paper, name="Oferta.pdf", opportunity_id=deal)
    assert [(one.name, one.about) for one in session.documents.of_opportunity(deal)] == [
        ("Oferta.pdf", ""),
        ("Contrato.pdf", "Ana Gil"),
    ]


def test_a_contact_shows_its_deals_documents_told_apart(session, ana, deal, paper):
    session.documents.add(paper, contact_id=ana)
    session.documents.add(paper, name="Oferta.pdf", opportunity_id=deal)
    assert [(one.name, one.about) for one in session.documents.of_contact(ana)] == [
        ("Oferta.pdf", "Web"),
        ("Contrato.pdf", ""),
    ]


def test_an_interaction_shows_what_came_with_it(session, ana):
    mail = session.interactions.add(ana, {"type": "email", "subject": "Oferta"})
    session.documents.add_content(b"x", "a.pdf", contact_id=ana, interaction_id=mail)
    assert names(session.documents.of_interaction(mail)) == ["a.pdf"]


def test_several_files_are_one_operation(session, ana, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    done = session.documents.add_many([tmp_path / "a.txt", tmp_path, tmp_path / "b.txt"], contact_id=ana)
    assert len(done.ids) == 2
    assert "is a folder" in done.refused[0]
    assert session.history.can_undo().label == "Attach 2 documents"
    session.history.undo()
    assert session.documents.of_contact(ana) == []


def test_attaching_can_be_stopped(session, ana, paper):
    stopped = Taking(progress=lambda _bytes: False)
    with pytest.raises(Stopped):
        session.documents.add(paper, taking=stopped, contact_id=ana)
    assert session.documents.add_many([paper], taking=stopped, contact_id=ana).ids == ()
    assert session.documents.of_contact(ana) == []


def test_a_new_name_keeps_the_ending(session, ana, paper):
    document_id = session.documents.add(paper, contact_id=ana)
    session.documents.rename(document_id, "Contrato firmado")
    assert session.documents.get(document_id).name == "Contrato firmado.pdf"


def test_a_name_says_something(session, ana, paper):
    document_id = session.documents.add(paper, contact_id=ana)
    with pytest.raises(Invalid):
        session.documents.rename(document_id, " . ")


def test_a_rename_meets_another_one(session, ana, paper):
    document_id = session.documents.add(paper, contact_id=ana)
    before = session.documents.get(document_id).version
    session.documents.rename(document_id, "Uno")
    with pytest.raises(Conflict):
        session.documents.rename(document_id, "Dos", version=before)


def test_undo_brings_a_removed_document_back(session, ana, paper):
    document_id = session.documents.add(paper, contact_id=ana)
    session.documents.remove(document_id)
    session.history.undo()
    assert session.documents.path(document_id).read_bytes() == b"Contrato"


def test_several_are_removed_as_one_operation(session, ana, paper):
    ids = [session.documents.add(paper, name=name, contact_id=ana) for name in ("a.pdf", "b.pdf")]
    assert session.documents.remove_many(ids) == 2
    session.history.undo()
    assert len(session.documents.of_contact(ana)) == 2


def test_a_removed_contact_comes_back_with_its_documents(session, ana, paper):
    session.documents.add(paper, contact_id=ana)
    session.contacts.remove([ana])
    session.history.undo()
    assert names(session.documents.of_contact(ana)) == ["Contrato.pdf"]


def test_a_merged_contact_s_documents_are_the_survivor_s(session, ana, paper):
    other = session.contacts.add({"first_name": "Anna", "last_name": "Gil"})
    session.documents.add(paper, contact_id=other)
    session.merging.merge(ana, [other])
    assert names(session.documents.of_contact(ana)) == ["Contrato.pdf"]


def test_a_missing_content_is_named_with_what_to_do(session, ana, paper):
    document_id = session.documents.add(paper, contact_id=ana)
    lose(session)
    with pytest.raises(NotFound, match=r"Contrato\.pdf is not in the folder .*Look for missing documents"):
        session.documents.path(document_id)
    assert session.documents.of_contact(ana)[0].missing
    assert names(session.documents.missing()) == ["Contrato.pdf"]


def test_a_copy_of_a_missing_content_is_refused(session, ana, paper, tmp_path):
    document_id = session.documents.add(paper, contact_id=ana)
    lose(session)
    with pytest.raises(NotFound):
        session.documents.export_copy(document_id, tmp_path / "copy.pdf")


def test_a_copy_is_exported(session, ana, paper, tmp_path):
    document_id = session.documents.add(paper, contact_id=ana)
    session.documents.export_copy(document_id, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == b"Contrato"


def test_missing_contents_are_found_by_what_they_are(session, ana, paper, tmp_path):
    document_id = session.documents.add(paper, contact_id=ana)
    session.documents.add_content(b"gone for good", "b.txt", contact_id=ana)
    lose(session)
    deep = tmp_path / "old" / "papers"
    deep.mkdir(parents=True)
    (deep / "quite another name").write_bytes(b"Contrato")
    found = session.documents.look_in(tmp_path / "old")
    assert (found.found, found.missing) == (1, 1)
    assert session.documents.path(document_id).read_bytes() == b"Contrato"


def test_the_folder_of_a_file_that_was_moved_alone_is_recognised(session, database_file, paper, tmp_path):
    ana = session.contacts.add({"first_name": "Ana"})
    session.documents.add(paper, contact_id=ana)
    session.database.close()
    (tmp_path / "new").mkdir()
    database_file.rename(tmp_path / "new" / "renamed.db")
    moved = sign_in(open_database(tmp_path / "new" / "renamed.db"))
    assert names(moved.documents.missing()) == ["Contrato.pdf"]
    assert moved.documents.look_in(tmp_path / "cartera.db.files").missing == 0
    moved.database.close()


def test_looking_in_a_folder_that_is_gone_says_so(session, tmp_path):
    with pytest.raises(Unavailable, match="is not there"):
        session.documents.look_in(tmp_path / "nowhere")


def test_the_search_can_be_stopped(session, ana, paper, tmp_path):
    session.documents.add(paper, contact_id=ana)
    lose(session)
    assert session.documents.look_in(tmp_path, progress=lambda _found, _all: False).found == 0


def test_tidying_keeps_what_undo_needs(session, ana, paper):
    session.documents.remove(session.documents.add(paper, contact_id=ana))
    store = FileStore(session.database.path)
    with session.database.transaction(session._context.author, "x"):
        assert retire_unnamed(session.database, store, resting=-1) == 0
    session.history.undo()
    assert session.documents.missing() == []


def test_tidying_puts_aside_what_nothing_names(session):
    store = FileStore(session.database.path)
    store.put_content(b"cut off before it was attached")
    with session.database.transaction(session._context.author, "x"):
        assert retire_unnamed(session.database, store, resting=-1) == 1
    assert store.all() == []


def test_tidying_leaves_what_came_lately(session):
    FileStore(session.database.path).put_content(b"on its way")
    assert session.documents.tidy() == 0
    assert FileStore(session.database.path).all() == [hashlib.sha256(b"on its way").hexdigest()]


def test_tidying_leaves_no_trace_in_the_history(session):
    FileStore(session.database.path).put_content(b"on its way")
    before = session.history.operations()
    session.documents.tidy()
    assert session.history.operations() == before


def told(entries):
    return [(one.title, [(change.field, change.before, change.after) for change in one.changes]) for one in entries]


def test_the_history_of_a_contact_tells_of_its_documents(session, ana, paper):
    document_id = session.documents.add(paper, contact_id=ana)
    session.documents.rename(document_id, "Firmado")
    session.documents.remove(document_id)
    assert told(session.history.of(ana))[:3] == [
        ("Remove the document Firmado.pdf", [("documents", "Firmado.pdf", None)]),
        ("Rename the document Firmado.pdf", [("documents", "Contrato.pdf", "Firmado.pdf")]),
        ("Attach the document Contrato.pdf", [("documents", None, "Firmado.pdf")]),  # called as it is now
    ]


def test_the_history_of_a_deal_tells_of_its_documents(session, deal, paper):
    document_id = session.documents.add(paper, opportunity_id=deal)
    session.documents.rename(document_id, "Firmado")
    session.documents.remove(document_id)
    assert [one.body for one in session.history.of_opportunity(deal)][:3] == [
        "Document removed: Firmado.pdf",
        "Firmado.pdf · Name: Contrato.pdf → Firmado.pdf",
        "Document attached: Firmado.pdf",
    ]


def test_an_operation_tells_a_rename_in_words(session, ana, paper):
    document_id = session.documents.add(paper, contact_id=ana)
    session.documents.rename(document_id, "Firmado")
    (change,) = session.history.told(session.history.can_undo().id)
    assert (change.record, change.field, change.before) == ("Document: Firmado.pdf", "Name", "Contrato.pdf")


def test_a_removed_deal_comes_back_with_its_documents(session, deal, paper):
    session.documents.add(paper, opportunity_id=deal)
    session.opportunities.remove([deal])
    session.history.undo()
    assert names(session.documents.of_opportunity(deal)) == ["Contrato.pdf"]


def test_a_new_version_keeps_the_name_and_undo_brings_the_old_one_back(session, ana, paper, tmp_path):
    document_id = session.documents.add(paper, contact_id=ana)
    (tmp_path / "changed.pdf").write_bytes(b"Contrato II")
    session.documents.renew(document_id, tmp_path / "changed.pdf")
    kept = session.documents.get(document_id)
    assert (kept.name, session.documents.path(document_id).read_bytes()) == ("Contrato.pdf", b"Contrato II")
    store = FileStore(session.database.path)
    with session.database.transaction(session._context.author, "x"):
        assert retire_unnamed(session.database, store, resting=-1) == 0
    session.history.undo()
    assert session.documents.path(document_id).read_bytes() == b"Contrato"


def test_who_only_reads_makes_no_new_version(session, ana, paper):
    document_id = session.documents.add(paper, contact_id=ana)
    with pytest.raises(Denied):
        second_user(session, role="reader").documents.renew(document_id, paper)
