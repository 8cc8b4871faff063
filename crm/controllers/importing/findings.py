"""What an import has to say while it runs: values that were not taken, and warnings. Only collects."""

from __future__ import annotations

from crm.models.import_results import RowError
from crm.utils.i18n import ngettext
from crm.utils.text import one_line

MOST_ERRORS = 100_000
_LONGEST_VALUE = 200


class Findings:
    """Errors by row and column, up to 100,000 of them, and warnings, each once."""

    def __init__(self) -> None:
        self.errors: list[RowError] = []
        self.left_out = 0
        self._warnings: dict[str, None] = {}
        self._open: dict[str, None] = {}

    def error(self, row: int, reason: str, *, column: str = "", value: str = "") -> None:
        """A value or a row that was not taken, and why."""
        if len(self.errors) < MOST_ERRORS:
            self.errors.append(RowError(row, column, one_line(value, _LONGEST_VALUE), reason))
        else:
            self.left_out += 1

    def warn(self, sentence: str, *, left_open: str = "") -> None:
        """Something to know about the whole file; `left_open` names the kind of question that nobody answered."""
        self._warnings.setdefault(sentence)
        if left_open:
            self._open.setdefault(left_open)

    @property
    def left_open(self) -> tuple[str, ...]:
        """The kinds of questions that nobody answered."""
        return tuple(self._open)

    @property
    def warnings(self) -> list[str]:
        """Every warning, in the order met."""
        if not self.left_out:
            return list(self._warnings)
        more = ngettext(
            "{count} more problem of this kind is not listed.",
            "{count} more problems of this kind are not listed.",
            self.left_out,
        )
        return [*self._warnings, more.format(count=self.left_out)]
