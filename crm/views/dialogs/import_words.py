"""What an import or its check came to, in words: its title, what came into being beside the rows, its warnings."""

from __future__ import annotations

from collections.abc import Sequence

from crm.models.import_results import ImportResult
from crm.models.imports import Question
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import one_line

_LONGEST = 600  # characters of a warning: one may name three hundred columns


def import_words(count: int | None) -> str:
    """The words of the button that imports."""
    if count is None:
        return _("Import")
    return ngettext("Import {count} row", "Import {count} rows", count).format(count=show_number(count))


def primary_words(waiting: Sequence[Question], count: int | None) -> str:
    """The words of the button that imports `count` rows, or leads to the questions that wait."""
    if not waiting:
        return import_words(count)
    if any(question.must for question in waiting):
        words = ngettext("Answer {count} question…", "Answer {count} questions…", len(waiting))
    else:
        words = ngettext("Look at {count} question…", "Look at {count} questions…", len(waiting))
    return words.format(count=show_number(len(waiting)))


def title_of(result: ImportResult) -> str:
    """One line that says how it went."""
    if result.dry_run:
        return _("This is what the import would do")
    if result.operation is None:
        return _("The file brought nothing new")
    taken = result.created + result.updated
    return ngettext("{count} record imported", "{count} records imported", taken).format(count=show_number(taken))


def side_words(result: ImportResult, *, dry_run: bool) -> str:
    """What came into being beside the rows, as one sentence; "" for nothing."""
    made = [_side(kind, count) for kind, count in result.side_created.items() if count]
    if not made:
        return ""
    words = _("Created along with them: {things}.") if not dry_run else _("Would be created along with them: {things}.")
    return words.format(things=", ".join(made))


def _side(kind: str, count: int) -> str:
    words = {
        "tags": ngettext("{count} tag", "{count} tags", count),
        "companies": ngettext("{count} company", "{count} companies", count),
        "contacts": ngettext("{count} contact", "{count} contacts", count),
        "owners": ngettext("{count} user", "{count} users", count),
        "users": ngettext("{count} user", "{count} users", count),
        "products": ngettext("{count} product", "{count} products", count),
        "pipelines": ngettext("{count} pipeline", "{count} pipelines", count),
        "stages": ngettext("{count} stage", "{count} stages", count),
        "loss_reasons": ngettext("{count} loss reason", "{count} loss reasons", count),
        "opportunities": ngettext("{count} opportunity", "{count} opportunities", count),
        "activities": ngettext("{count} activity", "{count} activities", count),
        "interactions": ngettext("{count} interaction", "{count} interactions", count),
        "fields": ngettext("{count} field", "{count} fields", count),
        "choices": ngettext("{count} choice of a field", "{count} choices of fields", count),
    }.get(kind, f"{kind}: {{count}}")
    return words.format(count=show_number(count))


def warning_lines(result: ImportResult, most: int) -> list[str]:
    """The first warnings, and how many more there are."""
    lines = [one_line(sentence, _LONGEST) for sentence in result.warnings[:most]]
    if len(result.warnings) > most:
        lines.append(_("… and {count} more").format(count=show_number(len(result.warnings) - most)))
    return lines


def errors_words(count: int) -> str:
    """How many values were refused."""
    words = ngettext("{count} value was not taken", "{count} values were not taken", count)
    return words.format(count=show_number(count))


def seconds_words(result: ImportResult) -> str:
    """How long it took, when that is worth a word."""
    if result.seconds < 1:
        return ""
    return " " + _("in {seconds} s").format(seconds=show_number(round(result.seconds, 1)))
