"""In which order the groups of a report stand: by themselves, or by what a measure comes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm.controllers.reporting.measuring import Keys, Measures, Tally
from crm.controllers.reporting.naming import Names
from crm.controllers.reporting.parts import Key, Parting, filled
from crm.controllers.reporting.tables import Table
from crm.models.reports import Money


class Order:
    """The groups of a report, found in what its levels come to."""

    def __init__(self, table: Table, partings: Sequence[Parting], *, levels: Sequence[dict[Keys, Tally]]) -> None:
        self._table = table
        self._partings = partings
        self._levels = levels
        self._inside: dict[Keys, list[Key]] = {}
        for level in levels[1:]:
            for keys in level:
                self._inside.setdefault(keys[:-1], []).append(keys[-1])
        every = [filled(table, one, keys={keys[at] for keys in levels[at + 1]}) for at, one in enumerate(partings)]
        self.names = [Names(table, one, keys=keys) for one, keys in zip(partings, every, strict=True)]

    def inside(self, above: Keys, measures: Measures) -> list[Key]:
        """The groups inside a group, () for the first grouping, in the order to show them."""
        place, definition = len(above), self._table.definition
        parting, names = self._partings[place], self.names[place]
        ordered = sorted(filled(self._table, parting, keys=self._inside.get(above, ())), key=names.place)
        if definition.sort == parting.grouping.field or (not definition.sort and place == 0):
            return _turned(ordered) if definition.descending else ordered
        for at, one in enumerate(measures.measures):
            if one.key == definition.sort:
                sizes = {key: _size(measures.cell(at, self.tally((*above, key), measures))) for key in ordered}
                return _by_size(ordered, sizes, descending=definition.descending)
        return ordered

    def tally(self, keys: Keys, measures: Measures) -> Tally:
        """What a group comes to; of one without records, nothing."""
        return self._levels[len(keys)].get(keys) or measures.nothing()


def _turned(keys: Sequence[Key]) -> list[Key]:
    """The other way round; what has no value stays last."""
    return [*(key for key in reversed(keys) if key is not None), *(key for key in keys if key is None)]


def _by_size(keys: Sequence[Key], sizes: dict[Key, Any], *, descending: bool) -> list[Key]:
    """By what they come to; what comes to nothing stays last."""
    known = sorted((key for key in keys if sizes[key] is not None), key=lambda key: sizes[key], reverse=descending)
    return [*known, *(key for key in keys if sizes[key] is None)]


def _size(cell: object) -> Any:
    return cell.minor if isinstance(cell, Money) else cell
