"""What the program does about documents by itself: it tidies quietly and says what is missing."""

import shutil

import pytest

from crm.views import document_care
from crm.views.dialogs.missing_documents import MissingDocuments
from tests.views.user import every, settle

pytestmark = pytest.mark.window


def test_nothing_missing_says_nothing(window):
    document_care.tell(window, document_care.work(window))
    assert window.toasts.texts == []


def test_missing_documents_are_told_with_the_way_out(window, own, people):
    own.documents.add_content(b"x", "x.pdf", contact_id=people["Ana"])
    shutil.rmtree(own.documents.folder)
    document_care.tell(window, document_care.work(window))
    assert window.toasts.texts[-1] == "1 document is missing."
    window.toasts.invoke()
    settle(window)
    assert any(isinstance(one, MissingDocuments) for one in every(window.root))
