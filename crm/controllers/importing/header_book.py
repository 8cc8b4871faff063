"""Which column of a file goes to which field, by a dictionary of usual headers of one entity. Reads no values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from crm.controllers.importing.headers import plain
from crm.controllers.importing.rejects import own_headers
from crm.models import imports
from crm.models.fields import Field
from crm.models.imports import ALONE, ELSE, JOIN, Column
from crm.utils import i18n

Fields = Sequence[Field]


class HeaderBook:
    """The headers of one entity. `names` are folded words by field, between "|"; `fields` its own, whose labels count.

    Headers may have one of the words `before` in front ("Deal - Title"). The texts of `joined` fields are put together
    when several columns hold them; of other fields a second column is used where the first is empty. With
    "+" in front a field is told further by a second column: the time of a day.
    """

    def __init__(
        self, names: Mapping[str, str], fields: Callable[[], Fields], *, before: str = "", joined: Sequence[str] = ()
    ) -> None:
        self._names = {name: field for field, known in names.items() for name in known.split("|")}
        self._fields = fields
        self._before = frozenset(before.split())
        self._joined = frozenset(joined)

    @cached_property
    def _labels(self) -> dict[str, str]:
        """What the program itself calls the fields, in every language it speaks."""
        return {
            plain(i18n.translated(field.label, language)): field.name
            for field in reversed(self._fields())
            for language in i18n.LANGUAGES
        }

    def field_of(self, header: str, own: Mapping[str, str] | None = None) -> str:
        """The field a header means, "" when none; `own` are fields of the business by plain label."""
        known = plain(header)
        first, _space, rest = known.partition(" ")
        words = [known, rest] if rest and first in self._before else [known]
        for word in words:
            found = self._names.get(word) or self._labels.get(word) or (own or {}).get(word)
            if found:
                return found
        return ""

    def own_field_of(self, header: str, own: Mapping[str, str]) -> str:
        """The field a header of this program's own export means."""
        return self._labels.get(plain(header)) or own.get(plain(header), "")

    def wrote(self, headers: Sequence[str], needed: Sequence[str], *, custom: Fields = ()) -> bool:
        """Whether this program wrote a file: all columns of a whole export are there, under its own headers."""
        own = {plain(field.label): field.name for field in custom}
        found = {self.own_field_of(header, own) for header in headers}
        return found >= set(needed)

    def propose_own(self, headers: Sequence[str], entity: str, *, custom: Fields = ()) -> imports.Mapping:
        """The mapping of a file that this program wrote."""
        own = {plain(field.label): field.name for field in custom}
        columns = tuple(Column(header, self.own_field_of(header, own)) for header in headers)
        return imports.Mapping(entity, columns, exact=True)

    def found(self, headers: Sequence[str]) -> set[str]:
        """The fields that headers mean."""
        return {self.field_of(header) for header in headers} - {""}

    def propose(self, headers: Sequence[str], entity: str, *, custom: Fields = ()) -> imports.Mapping:
        """The mapping a careful person would choose."""
        own = {plain(field.label): field.name for field in custom}
        theirs = own_headers(headers)
        taken: set[str] = set()
        columns = []
        for header in headers:
            field = self.field_of(header, own) if header in theirs else ""
            beside = field.startswith("+")
            columns.append(Column(header, field.lstrip("+"), combine=JOIN if beside else self._combine(field, taken)))
            taken.add(field)
        return imports.Mapping(entity, tuple(columns), source=source_of(columns))

    def _combine(self, field: str, taken: set[str]) -> str:
        if not field or field not in taken:
            return ALONE
        return JOIN if field in self._joined else ELSE


def source_of(columns: Sequence[Column]) -> str:
    """Where the ids of a file come from: the header of the column that holds them."""
    return next((column.header for column in columns if column.field == "external_id"), "")
