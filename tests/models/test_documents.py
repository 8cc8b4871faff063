"""What a document is: as plain as its row."""

from crm.models.documents import LINKS, Attached, Document


def test_a_document_knows_everything_it_may_hang_on():
    assert set(LINKS) <= set(Document.__dataclass_fields__)


def test_nothing_attached_is_nothing_refused():
    assert Attached() == Attached((), ())
