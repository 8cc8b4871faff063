"""The plan of a merge as the lines of a matrix: what is to choose, what is equal, what is kept from all. No widgets."""

from __future__ import annotations

from collections.abc import Sequence

from crm.models.contacts import CHANNEL_LABELS, Channel
from crm.models.merging import RELATIONS, RULES, UNION, MergeChannel, MergeField, MergePlan
from crm.utils.i18n import _, translate
from crm.utils.money import show_number
from crm.views.dialogs.duplicates_compare import channel_kind, channel_text
from crm.views.widgets.matrix import Cell, Head, Line

_EMPTY = "–"
_RULES = {rule.value: rule.label for rule in RULES}
_LABELS = {one.value: one.label for one in CHANNEL_LABELS}


def heads(plan: MergePlan, order: Sequence[int]) -> list[Head]:
    """The contacts in an order of their own, the survivor marked: columns do not move when another one is to stay."""
    names, texts = dict(zip(plan.ids, plan.names, strict=True)), (_("Stays"), _("Becomes part of it"))
    return [Head(names[one], texts[one != plan.keep_id], "chosen" if one == plan.keep_id else "free") for one in order]


def to_choose(plan: MergePlan) -> list[MergeField]:
    """The fields in which there is something to decide: the contacts do not all say the same."""
    return [field for field in plan.fields if len({option.shown for option in field.options}) > 1]


def _contradicts(field: MergeField) -> bool:
    return len({option.shown for option in field.options if option.shown}) > 1


def equal(plan: MergePlan) -> list[MergeField]:
    """The fields that all of them have, with the same value."""
    return [field for field in plan.fields if field not in to_choose(plan) and field.options[0].shown]


def lines(plan: MergePlan, *, order: Sequence[int], with_equal: bool, region: str) -> list[Line]:
    """What contradicts itself first, then what only some say, what is equal if wanted, and what is kept of all."""
    choice = to_choose(plan)
    parts = {
        _("They say different things"): [_field_line(one, order) for one in choice if _contradicts(one)],
        _("Only some of them say it"): [_field_line(one, order) for one in choice if not _contradicts(one)],
        _("They all say the same"): [_field_line(one, order) for one in equal(plan)] if with_equal else [],
        _("Kept from all of them"): _kept(plan, order, region=region),
    }
    return [line for title, inside in parts.items() if inside for line in (Line("", title, ()), *inside)]


def rule_words(rule: str) -> str:
    """A rule as shown; a person's own choice has none."""
    return translate(_RULES[rule]) if rule else _("By hand")


def moves(plan: MergePlan) -> str:
    """What moves to the survivor besides its own fields, as a sentence; "" when nothing does."""
    told = [
        f"{translate(RELATIONS[table])} {show_number(count)}"
        for table, count in plan.relations.items()
        if table in RELATIONS
    ]
    return _("Moves to {name}: {what}").format(what=" · ".join(told), name=plan.name) if told else ""


def _kept(plan: MergePlan, order: Sequence[int], *, region: str) -> list[Line]:
    kept = [_channel_line(one, order, region=region) for one in plan.channels]
    if plan.tags:
        tags = ", ".join(tag.name for tag in plan.tags)
        kept.append(Line("", _("Tags"), tuple(Cell("") for _one in order), last=Cell(tags)))
    return kept


def _field_line(field: MergeField, order: Sequence[int]) -> Line:
    shown = {option.contact_id: _flat(option.shown) for option in field.options}
    several = len({option.shown for option in field.options}) > 1
    note = rule_words(field.rule) if several and len(field.rules) > 1 else ""
    cells = tuple(_option(field, one, text=shown[one]) if several else Cell(shown[one], "muted") for one in order)
    return Line(field.name, translate(field.label), cells, note, Cell(_flat(field.result) or _EMPTY))


def _option(field: MergeField, contact_id: int, *, text: str) -> Cell:
    won = field.chosen == contact_id or (field.chosen == UNION and bool(text))
    return Cell(text or _EMPTY, "chosen" if won else "free")


def _channel_line(one: MergeChannel, order: Sequence[int], *, region: str) -> Line:
    text = channel_text(one.channel, region=region)
    cells = tuple(Cell(text if each in one.sources else "", "muted") for each in order)
    return Line("", channel_kind(one.channel), cells, last=Cell(_with_marks(one.channel, text)))


def _with_marks(channel: Channel, text: str) -> str:
    marks: Sequence[str] = [
        *([translate(_LABELS.get(channel.label, channel.label))] if channel.label else []),
        *([_("main")] if channel.is_primary else []),
        *([_("opted out")] if channel.opted_out else []),
        *([_("no longer valid")] if channel.invalid else []),
    ]
    return f"{text} ({', '.join(marks)})" if marks else text


def _flat(text: str) -> str:
    return " ".join(text.split())
