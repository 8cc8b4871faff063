"""What is opened is a copy under its own name that cannot be changed; old copies go."""

import shutil
import stat

import pytest

from crm.errors import NotFound
from crm.views.document_opening import copy_to_open, drop_old


@pytest.fixture
def offer(session, folders):
    assert folders
    ana = session.contacts.add({"first_name": "Ana"})
    return session.documents.get(session.documents.add_content(b"Oferta", "Oferta.pdf", contact_id=ana))


def test_the_copy_has_the_name_and_cannot_be_written(session, offer):
    copy = copy_to_open(session, offer)
    assert (copy.name, copy.read_bytes()) == ("Oferta.pdf", b"Oferta")
    assert not copy.stat().st_mode & stat.S_IWUSR


def test_opened_again_it_is_the_same_copy(session, offer):
    first = copy_to_open(session, offer).stat().st_ino
    assert copy_to_open(session, offer).stat().st_ino == first


def test_a_copy_that_was_changed_all_the_same_is_made_anew(session, offer):
    copy = copy_to_open(session, offer)
    copy.chmod(0o600)
    copy.write_bytes(b"OFERTA")
    assert copy_to_open(session, offer).read_bytes() == b"Oferta"


def test_a_missing_one_is_named(session, offer):
    shutil.rmtree(session.documents.folder)
    with pytest.raises(NotFound, match=r"Oferta\.pdf is not in the folder"):
        copy_to_open(session, offer)


def test_old_copies_go(session, offer):
    copy = copy_to_open(session, offer)
    drop_old(copy.parents[1], before=copy.stat().st_mtime - 1)
    assert copy.exists()
    drop_old(copy.parents[1], before=copy.stat().st_mtime + 1)
    assert not copy.parent.exists()
