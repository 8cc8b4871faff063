"""Required fields that an import leaves empty: its rows come in, and the gaps are told. Only counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.records import Record
from crm.models.fields import Field
from crm.utils.i18n import ngettext
from crm.utils.money import show_number

_EMPTY: tuple[object, ...] = (None, "", [])


class RequiredFields:
    """Counts the contacts that an import wrote without a required custom field, each once."""

    def __init__(self, custom: Iterable[Field], defaults: dict[str, object]) -> None:
        self._labels = {
            field.name.removeprefix("custom."): field.label
            for field in custom
            if field.required and defaults.get(field.name.removeprefix("custom.")) in _EMPTY
        }
        self._without: dict[str, set[int]] = {name: set() for name in self._labels}

    def look(self, written: Sequence[Record]) -> None:
        """Take note of contacts as they were written; a later row may have filled what an earlier one left empty."""
        for name, ids in self._without.items():
            for record in written:
                (ids.add if record.custom.get(name) in _EMPTY else ids.discard)(record.id)

    def warn(self, findings: Findings) -> None:
        """Name every required field that is missing, and in how many rows."""
        for name, ids in self._without.items():
            if ids:
                sentence = ngettext(
                    "{field} is required and missing in {count} row.",
                    "{field} is required and missing in {count} rows.",
                    len(ids),
                )
                findings.warn(sentence.format(field=self._labels[name], count=show_number(len(ids))))
