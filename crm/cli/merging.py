"""What the command line says for merging: options become choices, a merge becomes text. Rules are the controllers'."""

from __future__ import annotations

from collections.abc import Sequence

from crm.cli.printing import Opened, Options, say
from crm.errors import Invalid
from crm.models.merging import EVERY_FIELD
from crm.utils.i18n import _, ngettext
from crm.utils.text import before_stop


def merge(options: Options) -> int:
    """Make several contacts one."""
    with Opened(options) as session:
        operation = session.merging.merge(options.keep, options.others, choices=_choices(options))
        name = session.contacts.get(options.keep).name
        others = list(dict.fromkeys(options.others))
        sentence = ngettext(
            "{count} contact is now a part of {name}. `undo {operation}` takes that back.",
            "{count} contacts are now a part of {name}. `undo {operation}` takes that back.",
            len(others),
        )
        say(
            options,
            {"operation": operation, "id": options.keep, "name": name, "merged": others},
            text=sentence.format(count=len(others), name=before_stop(name), operation=operation),
        )
    return 0


def different(options: Options) -> int:
    """Remember that contacts are not the same."""
    with Opened(options) as session:
        ids = list(dict.fromkeys(options.ids))
        _require_two(ids)
        session.merging.keep_apart(ids)
        say(options, {"different": ids}, text=_("They are never offered as duplicates of each other again."))
    return 0


def _require_two(ids: Sequence[int]) -> None:
    if len(ids) < 2:
        raise Invalid({"ids": _("It takes at least two contacts to be different.")})


def _choices(options: Options) -> dict[str, int | str]:
    """What was chosen per field: a contact's id, or a rule."""
    choices: dict[str, int | str] = {EVERY_FIELD: options.rule} if options.rule else {}
    for pair in options.field:
        name, separator, chosen = pair.partition("=")
        if not separator:
            sentence = _("“{pair}” does not say what {name} takes. Write it like city=12 or notes=union.")
            raise Invalid({"field": sentence.format(pair=pair, name=name)})
        choices[name.strip()] = int(chosen) if chosen.strip().isdecimal() else chosen.strip()
    return choices
