"""What a person does to documents: questions where they are due, one operation each, copies that replace nothing."""

import pytest

from crm.errors import Unavailable
from crm.views import document_actions
from crm.views.widgets.dialog import Dialog
from tests.views.user import every, settle

pytestmark = pytest.mark.window


class AtWork:
    """The documents of one contact in the window, and the actions on them."""

    def __init__(self, window, contact_id):
        self.window = window
        self.actions = window.contacts.panel.documents.actions
        self._contact_id = contact_id

    @property
    def documents(self):
        return self.window.desk.session.documents.of_contact(self._contact_id)

    @property
    def names(self):
        return [one.name for one in self.documents]

    @property
    def outside(self):
        return self.window.outside

    def undo(self):
        self.window.toasts.invoke()
        settle(self.window)

    def answer_yes(self):
        (question,) = [one for one in every(self.window.root) if isinstance(one, Dialog)]
        question.confirm()
        settle(self.window)


@pytest.fixture
def at_work(window, people):
    window.show_page("contacts")
    window.contacts.go_to(people["Ana"])
    settle(window)
    window.contacts.panel.pages.select(str(window.contacts.panel.documents))
    settle(window)
    return AtWork(window, people["Ana"])


@pytest.fixture
def write(tmp_path):
    def writing(name, data=b"x"):
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return writing


def test_a_chosen_file_is_attached_and_undo_takes_it_back(at_work, write):
    at_work.outside.answers = [write("a.pdf")]
    at_work.actions.attach()
    assert at_work.names == ["a.pdf"]
    assert at_work.window.toasts.texts == ["1 document attached."]
    at_work.undo()
    assert at_work.names == []


def test_nothing_chosen_attaches_nothing(at_work):
    at_work.outside.answers = [None]
    at_work.actions.attach()
    assert at_work.names == []


def test_what_is_refused_is_told_beside_what_was_attached(at_work, write, tmp_path):
    at_work.actions.attach_files([write("a.pdf"), tmp_path])
    assert at_work.names == ["a.pdf"]
    assert "is a folder" in at_work.window.toasts.texts[0]


def test_when_all_is_refused_it_is_an_error(at_work, tmp_path, monkeypatch):
    reported = []
    monkeypatch.setattr(at_work.actions._desk.jobs, "report", reported.append)
    at_work.actions.attach_files([tmp_path])
    assert "is a folder" in str(reported[0])


def test_a_larger_file_shows_how_far_it_is(at_work, write, monkeypatch):
    monkeypatch.setattr(document_actions, "_QUICK", 1)
    labels = []
    at_work.window.jobs.changed.connect(lambda job: labels.append((job.label, job.share)))
    at_work.actions.attach_files([write("big.zip", b"12345")])
    assert ("Attaching documents", 1.0) in labels
    assert at_work.names == ["big.zip"]
    at_work.undo()
    assert at_work.names == []


def test_a_huge_file_is_attached_after_a_question(at_work, write, monkeypatch):
    monkeypatch.setattr(document_actions, "LARGEST", 3)
    at_work.actions.attach_files([write("huge.zip", b"12345")])
    assert at_work.names == []
    at_work.answer_yes()
    assert at_work.names == ["huge.zip"]


def test_a_document_opens_as_a_copy(at_work, write):
    at_work.actions.attach_files([write("a.pdf", b"Oferta")])
    at_work.actions.open(at_work.documents[0])
    assert at_work.outside.shown[-1].read_bytes() == b"Oferta"


def test_a_program_is_asked_about(at_work, write):
    at_work.actions.attach_files([write("install.exe")])
    at_work.actions.open(at_work.documents[0])
    assert at_work.outside.shown == []
    at_work.answer_yes()
    assert at_work.outside.shown[-1].name == "install.exe"


def test_a_system_without_a_program_for_it_is_told(at_work, write, monkeypatch):
    def refuse(_path):
        raise OSError(2, "No such file or directory")

    reported = []
    monkeypatch.setattr(at_work.outside, "open_file", refuse)
    monkeypatch.setattr(at_work.actions._desk.jobs, "report", reported.append)
    at_work.actions.attach_files([write("a.pdf")])
    at_work.actions.open(at_work.documents[0])
    assert isinstance(reported[0], Unavailable)
    assert "no program that opens a.pdf" in str(reported[0])


def test_a_copy_is_saved_where_it_was_asked(at_work, write, tmp_path):
    at_work.actions.attach_files([write("a.pdf", b"Oferta")])
    at_work.outside.answers = [tmp_path / "copy.pdf"]
    at_work.actions.save_copies([at_work.documents[0]])
    assert (tmp_path / "copy.pdf").read_bytes() == b"Oferta"


def test_copies_of_several_replace_nothing(at_work, write, tmp_path):
    at_work.actions.attach_files([write("a.pdf", b"one")])
    at_work.actions.attach_files([write("a.pdf", b"two")])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.pdf").write_bytes(b"there before")
    at_work.outside.answers = [tmp_path / "out"]
    at_work.actions.save_copies(at_work.documents)
    made = sorted((path.name, path.read_bytes()) for path in (tmp_path / "out").iterdir())
    assert made == [("a (2).pdf", b"two"), ("a (3).pdf", b"one"), ("a.pdf", b"there before")]


def test_removing_can_be_undone(at_work, write):
    at_work.actions.attach_files([write("a.pdf")])
    at_work.actions.remove(at_work.documents)
    assert at_work.names == []
    assert at_work.window.toasts.texts == ["Removed a.pdf."]
    at_work.undo()
    assert at_work.names == ["a.pdf"]
