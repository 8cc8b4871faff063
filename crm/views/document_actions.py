"""What a person does to the documents of one contact or deal: attach, open, save a copy, rename, remove, look for."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path

from crm.errors import Unavailable
from crm.models.documents import Attached, Document, Links
from crm.storage.file_store import LARGEST, USUAL, Taking
from crm.utils import file_names
from crm.utils.i18n import _, ngettext
from crm.utils.text import one_line
from crm.views import document_words
from crm.views.desk import Desk
from crm.views.document_opening import copy_to_open
from crm.views.jobs import Job
from crm.views.outside import Outside
from crm.views.widgets.dialog import Question, ask

_QUICK = 8 << 20  # bytes: less is attached at once, more shows how far it is
_UNLIMITED = 1 << 62


class DocumentActions:
    """Belongs to `owner`, the widget questions stand over; `of` is what documents are attached to."""

    def __init__(self, owner: tk.Misc, desk: Desk, *, outside: Outside) -> None:
        self.of: Links = {}
        self.outside = outside
        self._owner = owner
        self._desk = desk

    # Attaching

    def attach(self) -> None:
        """Ask which files, and attach them."""
        self.attach_files(self.outside.ask_open_many(_("Attach documents"), ()))

    def attach_files(self, paths: Sequence[Path]) -> None:
        """Attach files; large ones after a question."""
        sizes = {path: _size(path) for path in paths}
        large = [path for path, size in sizes.items() if size > LARGEST]
        if not large:
            self._attach(paths, USUAL, total=sum(sizes.values()))
        else:
            names = ", ".join(f"{path.name} ({document_words.size(sizes[path])})" for path in large[:5])
            text = _(
                "Large files take their room in the folder beside the file, in each backup and in each export:"
                " {names}. A link in the notes may be enough."
            )
            question = Question(_("Attach so much?"), text.format(names=names), _("Attach"))
            most = Taking(most=_UNLIMITED)
            ask(self._owner, question, then=lambda: self._attach(paths, most, total=sum(sizes.values())))

    def _attach(self, paths: Sequence[Path], taking: Taking, *, total: int) -> None:
        of, documents = dict(self.of), self._desk.session.documents
        if not paths:
            return
        if total <= _QUICK:
            self._desk.write(lambda: documents.add_many(paths, taking=taking, **of), self._said)
            return
        history = self._desk.session.history

        def work(job: Job) -> tuple[Attached, int]:
            watch = Taking(taking.most, _Counting(job, total).add)
            done = documents.add_many(paths, taking=watch, **of)
            newest = history.can_undo() if done.ids else None
            return done, newest.id if newest else 0

        self._desk.jobs.run_long(work, lambda answer: self._ended(*answer), label=_("Attaching documents"))

    def _ended(self, done: Attached, operation_id: int) -> None:
        stopped = _("Stopped. Nothing was attached.")
        words = self._said(done) if done.ids or done.refused else stopped
        if words:
            self._desk.say(words, undo=operation_id or None)

    def _said(self, done: Attached) -> str:
        if not done.ids:
            self._desk.jobs.report(Unavailable("\n".join(done.refused)))
            return ""
        return "\n".join([document_words.attached(len(done.ids)), *done.refused])

    # With one or several of them

    def open(self, document: Document) -> None:
        """Open it with the system's program; a program or a script only after a question."""
        if not file_names.runs(document.name):
            self._open(document)
            return
        text = _(
            "{name} is a program or a script. Opened, it can change or damage this computer. Open it only if you"
            " know who made it and what it does."
        )
        question = Question(_("Run this file?"), text.format(name=one_line(document.name, 80)), _("Run"), danger=True)
        ask(self._owner, question, then=lambda: self._open(document))

    def _open(self, document: Document) -> None:
        session = self._desk.session
        self._desk.jobs.run(lambda: copy_to_open(session, document), self._hand_over)

    def _hand_over(self, copy: Path) -> None:
        try:
            self.outside.open_file(copy)
        except OSError as error:
            sentence = _("This computer has no program that opens {name} ({reason}). Save a copy and open that.")
            self._desk.jobs.report(Unavailable(sentence.format(name=copy.name, reason=error.strerror or error)))

    def save_copies(self, chosen: Sequence[Document]) -> None:
        """Ask where, and write a copy of one document, or of several into a folder."""
        documents = self._desk.session.documents
        targets = self._targets(chosen)
        if not targets:
            return

        def work(job: Job) -> int:
            for place, (document, target) in enumerate(targets):
                if not job.report(place / len(targets), document.name):
                    return place
                documents.export_copy(document.id, target)
            return len(targets)

        self._desk.jobs.run_long(work, lambda count: self._saved(count, targets[0][1]), label=_("Saving copies"))

    def _targets(self, chosen: Sequence[Document]) -> list[tuple[Document, Path]]:
        if len(chosen) == 1:
            name = chosen[0].name
            kinds = ((_("The same kind of file"), f"*{file_names.ending(name)}"),) if file_names.ending(name) else ()
            path = self.outside.ask_save(_("Save a copy"), kinds, name=name)
            return [(chosen[0], path)] if path else []
        folder = self.outside.ask_folder(_("Save copies in")) if chosen else None
        return _into(folder, chosen) if folder else []

    def _saved(self, count: int, first: Path) -> None:
        words = ngettext("{count} copy saved in {folder}.", "{count} copies saved in {folder}.", count)
        show = (_("Show"), lambda: self.outside.show_folder(first.parent))
        self._desk.toasts.show(words.format(count=count, folder=first.parent), action=show)

    def rename(self, document: Document, name: str) -> None:
        """Give it another name."""
        documents = self._desk.session.documents
        if name.strip() and name != document.name:
            said = _("Renamed {name}.").format(name=one_line(document.name, 60))
            self._desk.write(lambda: documents.rename(document.id, name, version=document.version), lambda _none: said)

    def renew(self, document: Document) -> None:
        """Ask for a file, and make it the new version of a document."""
        documents = self._desk.session.documents
        ending = file_names.ending(document.name)
        kinds = ((_("The same kind of file"), f"*{ending}"),) if ending else ()
        path = self.outside.ask_open(_("New version of {name}").format(name=one_line(document.name, 40)), kinds)
        if path:
            said = _("{name} has a new version.").format(name=one_line(document.name, 60))
            self._desk.write(lambda: documents.renew(document.id, path), lambda _none: said)

    def remove(self, chosen: Sequence[Document]) -> None:
        """Remove documents; Undo brings them back."""
        documents = self._desk.session.documents
        if chosen:
            said = document_words.removed([one.name for one in chosen])
            self._desk.write(lambda: documents.remove_many([one.id for one in chosen]), lambda _count: said)

    def look_for_missing(self) -> None:
        """The dialog that looks for missing documents."""
        from crm.views.dialogs.missing_documents import MissingDocuments

        MissingDocuments(self._owner, self._desk, outside=self.outside).open()


class _Counting:
    """Tells a job how many bytes of all were read."""

    def __init__(self, job: Job, total: int) -> None:
        self._job = job
        self._total = total
        self._done = 0

    def add(self, count: int) -> bool:
        """So many more; False when it should stop."""
        self._done += count
        return self._job.report(min(1.0, self._done / max(1, self._total)), document_words.size(self._done))


def _size(path: Path) -> int:
    """0 for what cannot be looked at: attaching it will say why."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _into(folder: Path, chosen: Sequence[Document]) -> list[tuple[Document, Path]]:
    """Where each copy goes: nothing that is there is replaced, and no two get one name."""
    targets: list[tuple[Document, Path]] = []
    taken: set[str] = set()
    for document in chosen:
        name, number = document.name, 1
        while name.casefold() in taken or (folder / name).exists():
            number += 1
            name = file_names.numbered(document.name, number)
        taken.add(name.casefold())
        targets.append((document, folder / name))
    return targets
