"""What can be done with documents: attach, list, rename, remove, take out, look for. Content is file_store.py's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.document_search import look_in
from crm.errors import CrmError, Invalid, NotFound, Unavailable
from crm.files.sheet import Stopped
from crm.models.contacts import display_name
from crm.models.documents import LINKS, Attached, Document, LookedFor
from crm.storage.changelog import to_json
from crm.storage.document_contents import retire_unnamed
from crm.storage.file_store import USUAL, Content, FileStore, Taking
from crm.storage.sqlite import Row, among
from crm.utils import file_names
from crm.utils.i18n import N_, _
from crm.utils.text import one_line, unstorable

Progress = Callable[[int, int], bool]

_ROWS = """SELECT d.*, coalesce((SELECT name FROM users u WHERE u.id = d.user_id), '') AS user FROM documents d"""
_OF_CONTACT = f"""{_ROWS} WHERE d.contact_id = :id
    OR d.opportunity_id IN (SELECT id FROM opportunities WHERE contact_id = :id OR company_id = :id)
    ORDER BY d.created_at DESC, d.id DESC"""
_OF_OPPORTUNITY = f"""{_ROWS} WHERE d.opportunity_id = :id
    OR d.contact_id IN (SELECT contact_id FROM opportunities WHERE id = :id)
    OR d.contact_id IN (SELECT company_id FROM opportunities WHERE id = :id)
    ORDER BY d.created_at DESC, d.id DESC"""
_TABLES = {"contact_id": "contacts", "opportunity_id": "opportunities", "interaction_id": "interactions"}


class Documents(Controller):
    """Files of contacts and opportunities. What a document hangs on is told by `contact_id`, `opportunity_id` and
    `interaction_id`; a contact or an opportunity it must be."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._store = FileStore(self.database.path)

    # Attaching

    @reads("documents")
    def add(self, /, path: Path, *, name: str = "", taking: Taking = USUAL, **of: int | None) -> int:
        """Attach a copy of a file and return the document's id; without a name it has the file's.

        Invalid for a folder, or for more than `taking.most` bytes (field "size"); Unavailable when it cannot be read
        or kept, or changes meanwhile; `Stopped` when `taking.progress` answers False. Nothing is kept then.
        """
        self._require_place(of)
        content = self._store.put(path, taking)
        return self._keep(content, name or path.name, of=of)

    @reads("documents")
    def add_content(self, /, data: bytes, name: str, **of: int | None) -> int:
        """Attach bytes under a name, as the attachment of a mail; the document's id."""
        self._require_place(of)
        return self._keep(self._store.put_content(data), name, of=of)

    @reads("documents")
    def add_many(self, /, paths: Sequence[Path], *, taking: Taking = USUAL, **of: int | None) -> Attached:
        """Attach files as one operation. What is refused is told, the others are attached; stopped, nothing is."""
        self._require_place(of)
        contents: list[tuple[str, Content]] = []
        refused = []
        for path in paths:
            try:
                contents.append((path.name, self._store.put(path, taking)))
            except Stopped:
                return Attached()
            except CrmError as error:
                refused.append(str(error))
        ids = self._keep_many(contents, of=of) if contents else []
        return Attached(tuple(ids), tuple(refused))

    def _require_place(self, of: dict[str, int | None]) -> None:
        self.require("write documents")
        self.database.engine.require_writable()
        if not of.keys() <= set(LINKS) or (of.get("contact_id") is None and of.get("opportunity_id") is None):
            raise Invalid({"file": _("A document belongs to a contact or to an opportunity. Nothing was attached.")})
        for link, record_id in of.items():
            known = f"SELECT 1 FROM {_TABLES[link]} WHERE id = :id"
            if record_id is not None and not self.database.value(known, id=record_id):
                raise NotFound(_("What this document belongs to no longer exists. Nothing was attached."))

    @writes("documents", N_("Attach the document {document}"))
    def _keep(self, content: Content, name: str, *, of: dict[str, int | None]) -> int:
        return self._insert(content, name, of=of)

    @writes("documents", N_("Attach {count} documents"))
    def _keep_many(self, contents: Sequence[tuple[str, Content]], *, of: dict[str, int | None]) -> list[int]:
        self.describe(count=len(contents))
        return [self._insert(content, name, of=of) for name, content in contents]

    def _insert(self, content: Content, name: str, *, of: dict[str, int | None]) -> int:
        if not self._store.has(content.sha256, content.size):  # cleaned up since, by a clock that was wrong
            raise Unavailable(_("{name} could not be kept. It was not attached; try again.").format(name=name))
        kept = file_names.safe(name)
        self.describe(document=kept)
        row = {link: of.get(link) for link in LINKS} | {"name": kept, "sha256": content.sha256, "size": content.size}
        return self.database.insert("documents", row | {"user_id": self.context.user.id or None})

    # Listing

    @reads("documents")
    def get(self, document_id: int) -> Document:
        """One document. NotFound when there is none."""
        return self._as_document(self._row(document_id))

    @reads("documents")
    def of_contact(self, contact_id: int) -> list[Document]:
        """The documents of a contact and of the opportunities with it, newest first; `about` names the opportunity."""
        found = [self._as_document(row) for row in self.database.all(_OF_CONTACT, id=contact_id)]
        titles = self._titles(one.opportunity_id for one in found)
        return [
            one if one.contact_id == contact_id else replace(one, about=titles.get(one.opportunity_id or 0, ""))
            for one in found
        ]

    @reads("documents")
    def of_opportunity(self, opportunity_id: int) -> list[Document]:
        """The documents of an opportunity and of its contact and company, newest first; `about` names the contact."""
        found = [self._as_document(row) for row in self.database.all(_OF_OPPORTUNITY, id=opportunity_id)]
        names = self._contact_names(one.contact_id for one in found)
        return [
            one if one.opportunity_id == opportunity_id else replace(one, about=names.get(one.contact_id or 0, ""))
            for one in found
        ]

    @reads("documents")
    def of_interaction(self, interaction_id: int) -> list[Document]:
        """The documents that came with an interaction, as the attachments of a mail."""
        rows = self.database.all(f"{_ROWS} WHERE d.interaction_id = :id ORDER BY d.id", id=interaction_id)
        return [self._as_document(row) for row in rows]

    @reads("documents")
    def missing(self) -> list[Document]:
        """Every document whose content is not in the folder beside the file, by name; `about` says whose it is."""
        rows = self.database.all(f"{_ROWS} ORDER BY d.name, d.id")
        found = [one for one in map(self._as_document, rows) if one.missing]
        titles = self._titles(one.opportunity_id for one in found)
        names = self._contact_names(one.contact_id for one in found)
        return [
            replace(one, about=titles.get(one.opportunity_id or 0) or names.get(one.contact_id or 0, ""))
            for one in found
        ]

    # Changing

    @writes("documents", N_("Rename the document {document}"))
    def rename(self, document_id: int, name: str, *, version: int | None = None) -> None:
        """Give a document another name; an ending left out is added. Conflict when it changed since `version`."""
        row = self._row(document_id)
        if problem := unstorable(name) or ("" if name.strip(". ") else _("Write a name.")):
            raise Invalid({"name": problem})
        kept = file_names.safe(name)
        if not file_names.ending(kept):
            kept = file_names.safe(kept + row["name"][len(row["name"]) - len(file_names.ending(row["name"])) :])
        self.describe(document=kept)
        self.database.update("documents", document_id, {"name": kept}, version=version)

    @reads("documents")
    def renew(self, document_id: int, path: Path, *, taking: Taking = USUAL) -> None:
        """Give a document the content of a file, its name stays; undo brings the old one back. Refused as `add` is."""
        self.require("write documents")
        self.database.engine.require_writable()
        self._row(document_id)
        self._take_on(document_id, self._store.put(path, taking))

    @writes("documents", N_("New version of the document {document}"))
    def _take_on(self, document_id: int, content: Content) -> None:
        self.describe(document=self._row(document_id)["name"])
        self.database.update("documents", document_id, {"sha256": content.sha256, "size": content.size})

    @writes("documents", N_("Remove the document {document}"))
    def remove(self, document_id: int) -> None:
        """Remove a document; its content stays, so that undo brings it back."""
        self.describe(document=self._row(document_id)["name"])
        self.database.delete("documents", document_id)

    @writes("documents", N_("Remove {count} documents"))
    def remove_many(self, ids: Sequence[int]) -> int:
        """Remove documents as one operation; how many there were."""
        known = self.database.ids(f"SELECT id FROM documents WHERE {among('id', 'ids')}", ids=to_json(list(ids)))
        self.describe(count=len(known))
        return self.database.delete_many("documents", known)

    # Contents

    @reads("documents")
    def path(self, document_id: int) -> Path:
        """Where a document's content stands, for reading only: it has no ending and is never written.

        NotFound, with what to do, when it is not there.
        """
        row = self._row(document_id)
        if not self._store.has(row["sha256"], row["size"]):
            raise self._is_missing(row)
        return self._store.path(row["sha256"])

    @reads("documents")
    def export_copy(self, document_id: int, target: Path) -> Path:
        """Write a document's content to `target`, checked, replacing what is there. NotFound when it is missing."""
        row = self._row(document_id)
        if not self._store.has(row["sha256"], row["size"]):
            raise self._is_missing(row)
        self._store.copy_out(row["sha256"], target)
        return target

    @reads("documents")
    def look_in(self, folder: Path, *, progress: Progress = lambda _done, _all: True) -> LookedFor:
        """Look through a folder, and those in it, for missing contents and take them in again, whatever their names.

        `progress(found, missing)` hears of each file read; answering False ends the search, what was found stays.
        """
        self.require("write documents")
        self.database.engine.require_writable()
        wanted = self.missing()
        look_in(folder, self._store, wanted=wanted, progress=progress)
        still = sum(not self._store.has(one.sha256, one.size) for one in wanted)
        return LookedFor(len(wanted) - still, still)

    @reads("documents")
    def tidy(self) -> int:
        """Put contents aside that no document and no undo names, once they have rested a day; how many.

        They come back when a file that names them is beside them again within three months; then they go.
        """
        if not self._store.folder.is_dir():
            return 0
        with self.database.transaction(self.context.author, N_("Tidy up the documents")):
            return retire_unnamed(self.database, self._store)

    @property
    def folder(self) -> Path:
        """The folder beside the file that holds the contents; it is not there before the first document."""
        return self._store.folder

    def _is_missing(self, row: Row) -> NotFound:
        sentence = _(
            "{name} is not in the folder {folder}, where the file keeps its documents. Look for it with"
            " File > Look for missing documents, or bring that folder back from where the file was before."
        )
        return NotFound(sentence.format(name=row["name"], folder=self._store.folder))

    def _row(self, document_id: int) -> Row:
        row = self.database.one(f"{_ROWS} WHERE d.id = :id", id=document_id)
        if row is None:
            raise NotFound(_("This document no longer exists."))
        return row

    def _as_document(self, row: Row) -> Document:
        return Document(**row, missing=not self._store.has(row["sha256"], row["size"]))

    def _titles(self, ids: Iterable[int | None]) -> dict[int, str]:
        rows = self._records("opportunities", ids)
        return {row["id"]: one_line(row["title"], 60) for row in rows}

    def _contact_names(self, ids: Iterable[int | None]) -> dict[int, str]:
        return {row["id"]: one_line(display_name(row), 60) for row in self._records("contacts", ids)}

    def _records(self, table: str, ids: Iterable[int | None]) -> list[Any]:
        wanted = to_json(sorted({one for one in ids if one is not None}))
        return self.database.all(f"SELECT * FROM {table} WHERE {among('id', 'ids')}", ids=wanted)
