"""The panel beside the list: one contact whole, its card, its timeline, its details, its people, its documents."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk

from crm.errors import NotFound
from crm.models.activities import Activity
from crm.models.contacts import Contact
from crm.models.documents import Document
from crm.models.history import FeedEntry
from crm.models.segments import ContactSegment
from crm.session import Session
from crm.utils.i18n import _
from crm.views import contact_related, theme
from crm.views.contact_card import ContactCard
from crm.views.contact_details import ContactDetails, GoOn
from crm.views.contact_next import ContactNext
from crm.views.contact_related import ContactRelated, Relatives
from crm.views.contact_timeline import PAGE, ContactTimeline
from crm.views.desk import Desk
from crm.views.document_page import DocumentPage, page_title
from crm.views.known import Known
from crm.views.mail_files import is_mail
from crm.views.tab import Questions

WIDTH = 440


@dataclass(frozen=True)
class _Whole:
    """A contact with all that its panel shows."""

    contact: Contact
    feed: list[FeedEntry]
    has_older: bool
    relatives: Relatives
    documents: list[Document]
    planned: list[Activity]
    types: Mapping[str, str]
    segment: ContactSegment | None


def _read(session: Session, contact_id: int, *, kinds: frozenset[str], wanted: int) -> _Whole | None:
    try:
        contact = session.contacts.get(contact_id)
    except NotFound:
        return None
    feed = session.history.feed(contact_id, kinds=kinds, limit=wanted + 1)
    documents = session.documents.of_contact(contact_id)
    planned = [one for one in session.activities.of_contact(contact_id) if one.is_open]
    types = {str(one.value): one.label for one in session.activities.types()}
    related = contact_related.read(session, contact)
    segment = session.segments.of_contact(contact_id)
    return _Whole(contact, feed[:wanted], len(feed) > wanted, related, documents, planned, types, segment)


class ContactPanel(ttk.Frame):
    """Shows one contact. `on_open` hears which other contact was clicked, `on_edited` when unsaved edits come or go,
    `on_letters` which e-mails were dropped on which contact."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, known: Known) -> None:
        super().__init__(parent, width=theme.px(WIDTH))
        self.on_open: Callable[[int], object] = lambda _contact_id: None
        self.on_edited: Callable[[], object] = lambda: None
        self.on_letters: Callable[[Sequence[Path], int], object] = lambda _paths, _contact_id: None
        self.contact_id: int | None = None
        self._wanted = PAGE
        self._waiting: dict[str, Callable[[], object]] = {}
        self._desk = desk
        self._questions = Questions(desk.jobs)
        self.card = ContactCard(self)
        self.next = ContactNext(self, desk)
        self.pages = ttk.Notebook(self)
        self.timeline = ContactTimeline(self.pages, desk, known=known)
        self.details = ContactDetails(self.pages, desk, known=known)
        self.related = ContactRelated(self.pages, desk)
        self.documents = DocumentPage(self.pages, desk)
        pages = ((self.timeline, _("Timeline")), (self.details, _("Details")), (self.related, _("Related")))
        for page, words in (*pages, (self.documents, _("Documents"))):
            self.pages.add(page, text=words)
        self._empty = ttk.Label(self, style="Muted.TLabel", text=_("Choose a contact to see it here."), anchor="center")
        self.pages.bind("<<NotebookTabChanged>>", lambda _event: self._fill())
        self.card.on_log = self.log
        self.related.on_open = self._open
        self.details.on_edited = self._edited
        self.timeline.on_more = self._more
        self.timeline.on_filter = self._narrow
        self._show_nothing()

    @property
    def is_edited(self) -> bool:
        """Whether edits of the details are not saved."""
        return self.details.is_edited

    @property
    def is_saving(self) -> bool:
        """Whether the edits are on their way."""
        return self.details.is_saving

    @property
    def is_typed(self) -> bool:
        """Whether anything typed is not saved, in the details, in the quick log or in the line that plans."""
        return self.details.is_edited or self.timeline.is_typed or self.next.is_typed

    def show(self, contact_id: int | None) -> None:
        """Show another contact, or none."""
        self.contact_id, self._wanted = contact_id, PAGE
        if contact_id is None:
            self._questions.drop("contact")
            self._show_nothing()
        else:
            self.reload()

    def reload(self) -> None:
        """Read the contact again; what is typed and not saved stays."""
        contact_id, wanted, session = self.contact_id, self._wanted, self._desk.session
        kinds = self.timeline.kinds
        if contact_id is not None:
            self._questions.ask(
                "contact", lambda: _read(session, contact_id, kinds=kinds, wanted=wanted), show=self._show
            )

    def edit(self) -> None:
        """Bring up the details with the keyboard in the first field."""
        self._bring_up(self.details)
        self.details.focus_first()

    def log(self, kind: str) -> None:
        """Bring up the quick log, ready to write."""
        self._bring_up(self.timeline)
        self.timeline.start(kind)

    def attach(self) -> None:
        """Bring up the documents and ask which files are attached."""
        self._bring_up(self.documents)
        self.documents.actions.attach()

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Log e-mails and attach other files that were dropped on the contact; False when none is shown."""
        if self.contact_id is None:
            return False
        letters = [path for path in paths if is_mail(path)]
        others = [path for path in paths if path not in letters]
        if letters:
            self._bring_up(self.timeline)
            self.on_letters(letters, self.contact_id)
        if others:
            self._bring_up(self.documents)
            return self.documents.take_files(others)
        return True

    def leave(self, go_on: GoOn) -> None:
        """Go on once nothing typed would be lost."""
        if self.timeline.is_typed:
            self._bring_up(self.timeline)
            self.timeline.log(lambda: self.leave(go_on))
            return
        if self.next.is_typed:
            self.next.quick.plan(lambda: self.leave(go_on))
            return
        if self.details.is_edited:
            self._bring_up(self.details)
        self.details.save(go_on)

    def _show(self, whole: _Whole | None) -> None:
        if whole is None:
            self.contact_id = None
            self._show_nothing()
            return
        self._empty.place_forget()
        self.card.pack(fill="x")
        self.next.pack(fill="x")
        self.pages.pack(fill="both", expand=True)
        self.card.show(whole.contact, region=self._desk.region, segment=whole.segment)
        self.next.show(whole.contact.id, whole.planned, types=whole.types)
        self._waiting = {
            str(self.timeline): lambda: self.timeline.show(whole.contact.id, whole.feed, more=whole.has_older),
            str(self.details): lambda: self.details.show(whole.contact),
            str(self.related): lambda: self.related.show(whole.relatives),
            str(self.documents): lambda: self.documents.show(whole.documents, {"contact_id": whole.contact.id}),
        }
        self.pages.tab(self.documents, text=page_title(len(whole.documents)))  # type: ignore[no-untyped-call]
        self._fill()

    def _fill(self) -> None:
        """Fill the page in view; the others wait until they are: going through a list must stay quick."""
        fill = self._waiting.pop(str(self.pages.select()), None)  # type: ignore[no-untyped-call]
        if fill:
            fill()

    def _bring_up(self, page: ttk.Frame) -> None:
        self.pages.select(str(page))  # type: ignore[no-untyped-call]
        self._fill()

    def _more(self) -> None:
        self._wanted += PAGE
        self.reload()

    def _narrow(self) -> None:
        self._wanted = PAGE
        self.reload()

    def _open(self, contact_id: int) -> None:
        self.on_open(contact_id)

    def _edited(self) -> None:
        self.on_edited()

    def _show_nothing(self) -> None:
        self.card.pack_forget()
        self.next.pack_forget()
        self.pages.pack_forget()
        self._empty.place(relx=0.5, rely=0.4, anchor="center")

    def destroy(self) -> None:
        """No answer is wanted any more."""
        self._questions.drop()
        super().destroy()
