"""A contact's feed as the lines of its timeline: interactions and changes in words. Plain data in, plain data out."""

from __future__ import annotations

from collections.abc import Sequence

from crm.models.fields import Field, Kind
from crm.models.history import FeedEntry, FieldChange
from crm.models.interactions import TYPES
from crm.utils.i18n import N_, _, ngettext, translate
from crm.utils.text import one_line
from crm.views.contact_columns import show
from crm.views.known import Known
from crm.views.widgets.timeline import Entry

CHANGES = "changes"
FILTERS = (
    ("", N_("Everything")),
    ("call", N_("Calls")),
    ("email", N_("E-mails")),
    ("meeting", N_("Meetings")),
    ("note", N_("Notes")),
    (CHANGES, N_("Changes")),
)
_LOOKS = {
    "call": ("telephone", "#15803d"),
    "email": ("envelope", "#2563eb"),
    "meeting": ("people", "#7c3aed"),
    "note": ("journal-text", "#a16207"),
    "create": ("plus-circle", "#475569"),
    "change": ("pencil", "#475569"),
    "remove": ("trash", "#475569"),
}
_OWN_TYPE = ("chat-dots", "#0f766e")
_TYPES = {one.value: one.label for one in TYPES}
_PARTS = {"documents": N_("Document")}  # what hangs on a contact and is no field of it
_DETAILS = (("outcome", N_("Outcome: {text}")), ("next_step", N_("Next step: {text}")))


def kinds(chosen: str) -> frozenset[str]:
    """The kinds of entries a filter of FILTERS asks for; none at all stands for every kind."""
    if chosen == CHANGES:
        return frozenset(("create", "change", "remove"))
    return frozenset((chosen,)) if chosen else frozenset()


def lines(feed: Sequence[FeedEntry], known: Known) -> list[Entry]:
    """The feed in words; the key of an interaction's line is its id."""
    return [_interaction(one) if one.interaction_id is not None else _change(one, known) for one in feed]


def _interaction(entry: FeedEntry) -> Entry:
    glyph, hue = _LOOKS.get(entry.kind, _OWN_TYPE)
    label = translate(entry.details.get("type_name") or _TYPES.get(entry.kind, entry.kind))
    details = [_(words).format(text=entry.details[name]) for name, words in _DETAILS if entry.details.get(name)]
    minutes = entry.details.get("duration_minutes")
    length = ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes) if minutes else ""
    body = "\n".join(part for part in (entry.body, *details) if part)
    meta = " · ".join(part for part in (label if entry.title else "", length, entry.user) if part)
    return Entry(entry.at, one_line(entry.title, 200) or label, body, meta, glyph, hue, entry.interaction_id)


def _change(entry: FeedEntry, known: Known) -> Entry:
    glyph, hue = _LOOKS.get(entry.kind, _LOOKS["change"])
    said = [entry.body] if entry.body else []
    body = "\n".join([*said, *(_sentence(change, known) for change in entry.changes)])
    return Entry(entry.at, entry.title, body, entry.user, glyph, hue)


def _sentence(change: FieldChange, known: Known) -> str:
    """One changed field: "Status: Lead → Customer"."""
    try:
        field = known.field(change.field)
    except KeyError:
        field = Field(change.field, Kind.TEXT, _PARTS.get(change.field, change.field))
    before, after = (_words(value, field, known=known) for value in (change.before, change.after))
    return f"{translate(field.label)}: {before or '—'} → {after or '—'}"


def _words(value: object, field: Field, *, known: Known) -> str:
    if field.kind is Kind.TAGS:  # the history tells one tag at a time, by its name
        return one_line(str(value or ""), 80)
    if field.kind is Kind.USER and value is not None:
        return known.lookup().label(field, value)
    return one_line(show(value, field, region=known.region), 80)
