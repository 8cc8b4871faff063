"""What the program does about documents by itself: it tidies up their folder, and says when some are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.utils.i18n import _
from crm.views import document_words

if TYPE_CHECKING:
    from crm.views.window import Window

_SECONDS = 20  # that the notice stays: nobody asked for it


def work(window: Window) -> int:
    """Throw away what nothing needs, and count the documents whose content is missing; off the window's thread."""
    documents = window.desk.session.documents
    documents.tidy()
    return len(documents.missing())


def tell(window: Window, count: int) -> None:
    """Say that documents are missing, and offer the way out."""
    if count:
        action = (_("Look for them…"), lambda: _show(window))
        window.toasts.show(document_words.missing(count), action=action, kind="warning", seconds=_SECONDS)


def _show(window: Window) -> None:
    from crm.views.dialogs.missing_documents import show  # the window opens without it

    show(window)
