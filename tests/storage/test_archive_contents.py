"""Documents in an export of everything, and out of it again: once, checked, and missing ones named."""

import shutil
import zipfile

import pytest

from crm.app import open_database, sign_in
from crm.errors import Invalid
from crm.files.archives import MANIFEST
from crm.storage.archiving import archive, restore
from crm.storage.file_store import FileStore


def going(_done, _all):
    return True


@pytest.fixture
def ana(session):
    return session.contacts.add({"first_name": "Ana"})


@pytest.fixture
def document(session, ana):
    session.documents.add_content(b"Contrato", "Copia.txt", contact_id=ana)
    return session.documents.add_content(b"Contrato", "Contrato.txt", contact_id=ana)


@pytest.fixture
def made(session, document, tmp_path):
    assert document
    return archive(session.database, tmp_path / "all.zip", progress=going)


def opened(path):
    return sign_in(open_database(path))


def test_a_content_of_several_documents_is_in_it_once(made):
    assert [one.bytes for one in made.files] == [len(b"Contrato")]
    assert made.missing == ()


def test_documents_come_back(made, document, tmp_path):
    assert restore(tmp_path / "all.zip", tmp_path / "new.db", progress=going).files == made.files
    again = opened(tmp_path / "new.db")
    assert again.documents.path(document).read_bytes() == b"Contrato"
    again.database.close()


def test_what_undo_needs_comes_back(session, document, tmp_path):
    session.documents.remove(document)
    archive(session.database, tmp_path / "all.zip", progress=going)
    restore(tmp_path / "all.zip", tmp_path / "new.db", progress=going)
    again = opened(tmp_path / "new.db")
    again.history.undo()
    assert again.documents.missing() == []
    again.database.close()


def test_missing_documents_are_named(session, document, tmp_path):
    assert document
    shutil.rmtree(session.documents.folder)
    made = archive(session.database, tmp_path / "all.zip", progress=going)
    assert (made.files, made.missing) == ((), ("Contrato.txt",))


def test_a_restore_names_the_missing_ones_too(session, document, tmp_path):
    shutil.rmtree(session.documents.folder)
    archive(session.database, tmp_path / "all.zip", progress=going)
    assert restore(tmp_path / "all.zip", tmp_path / "new.db", progress=going).missing == ("Contrato.txt",)
    again = opened(tmp_path / "new.db")
    assert document in [one.id for one in again.documents.missing()]
    again.database.close()


def test_a_content_that_was_changed_is_refused(made, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip") as old, zipfile.ZipFile(tmp_path / "bad.zip", "w") as new:
        for name in old.namelist():
            new.writestr(name, b"Contrat0" if name == made.files[0].file else old.read(name))
    with pytest.raises(Invalid, match="damaged or was changed"):
        restore(tmp_path / "bad.zip", tmp_path / "new.db", progress=going)
    assert not (tmp_path / "new.db").exists()
    assert FileStore(tmp_path / "new.db").all() == []


def test_a_content_that_is_not_there_is_refused(made, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip") as old, zipfile.ZipFile(tmp_path / "bad.zip", "w") as new:
        for name in old.namelist():
            if name != made.files[0].file:
                new.writestr(name, old.read(name))
    with pytest.raises(Invalid, match="damaged or was changed"):
        restore(tmp_path / "bad.zip", tmp_path / "new.db", progress=going)


def test_a_name_that_leads_elsewhere_is_refused(made, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip") as old, zipfile.ZipFile(tmp_path / "bad.zip", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            sha256 = made.files[0].sha256
            new.writestr(name, data.replace(sha256.encode(), b"../../../x") if name == MANIFEST else data)
    with pytest.raises(Invalid, match="damaged or was changed"):
        restore(tmp_path / "bad.zip", tmp_path / "new.db", progress=going)


def test_a_restore_that_is_stopped_leaves_no_document(made, tmp_path):
    def stop_late(done, total):
        return done < total

    assert made.files
    assert restore(tmp_path / "all.zip", tmp_path / "new.db", progress=stop_late) is None
    assert FileStore(tmp_path / "new.db").all() == []
