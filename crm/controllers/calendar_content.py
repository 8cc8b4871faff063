"""What the events of one UID say, field by field: for comparing two sides with what they last agreed on. No SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from crm.files.calendar_reading import by_uid, read_text
from crm.files.calendar_writing import write_text
from crm.models.events import Event, from_plain, text_to_when, to_plain
from crm.utils import dates
from crm.utils.i18n import N_, _, translate

Content = Mapping[str, Any]
# What is compared and decided, with its label; "others" are single occurrences of what repeats.
LABELS = {
    "title": N_("Subject"),
    "description": N_("Description"),
    "place": N_("Place"),
    "starts": N_("When"),
    "minutes": N_("Minutes"),
    "priority": N_("Priority"),
    "reminders": N_("Reminders"),
    "rule": N_("Repeats"),
    "excluded": N_("Days left out"),
    "further": N_("Days added"),
    "completed_at": N_("Completed"),
    "outcome": N_("Outcome"),
    "type": N_("Type"),
    "contact": N_("Contact"),
    "others": N_("Single occurrences"),
}
_OWN_ONLY = ("type", "contact", "outcome")  # what other programs do not know: never in dispute


@dataclass(frozen=True)
class Comparison:
    """Which fields each side changed since they agreed, and which of them both changed in different ways."""

    here: frozenset[str]
    there: frozenset[str]
    disputed: frozenset[str]


def content(group: Sequence[Event]) -> dict[str, Any]:
    """What the events of one UID say, as JSON keeps it; what is as usual is left out."""
    found = _of_one(group[0])
    others = [_of_one(event) | {"replaces": to_plain(event)["replaces"]} for event in group[1:] if event.replaces]
    if others:
        found["others"] = sorted(others, key=lambda one: str(one["replaces"]))
    return found


def as_sent(group: Sequence[Event]) -> dict[str, Any]:
    """The content that reading back gives once a group was written to a server."""
    read = read_text(write_text(group))
    groups = by_uid(read.events) if read else {}
    return content(next(iter(groups.values()))) if groups else {}


def compare(agreed: Mapping[str, Content], ours: Content, *, theirs: Content) -> Comparison:
    """What each side changed since `agreed`, which holds both sides' own words under "ours" and "theirs"."""
    here = {name for name in LABELS if ours.get(name) != agreed["ours"].get(name)}
    there = {name for name in LABELS if theirs.get(name) != agreed["theirs"].get(name)}
    both = {name for name in here & there if ours.get(name) != theirs.get(name)} - set(_OWN_ONLY)
    return Comparison(frozenset(here), frozenset(there), frozenset(both))


def joined(group: Sequence[Event], ours: Content, *, keep: frozenset[str]) -> list[Event]:
    """Their events with the fields of `keep` as ours are."""
    plain = to_plain(group[0])
    for name in keep - {"others"}:
        plain.pop(name, None)
        if name in ours:
            plain[name] = ours[name]
    if "contact" in keep and ours.get("contact"):
        plain["contact"] = {"email": ours["contact"], "name": "", "organizer": False}
    main = from_plain(plain)
    others = group[1:]
    if "others" in keep:
        others = [_from_content(one, main.uid) for one in ours.get("others", ())]
    return [main, *others]


def events_of(found: Content, uid: str) -> list[Event]:
    """The events that a content tells."""
    alone = {name: value for name, value in found.items() if name != "others"}
    return [_from_content(alone, uid), *(_from_content(one, uid) for one in found.get("others", ()))]


def told(found: Content, name: str) -> str:
    """A field in words; "" for nothing."""
    value = found.get(name)
    if value in (None, "", [], ()):
        return ""
    if name == "starts":
        return _time(str(value))
    if name in ("excluded", "further"):
        return ", ".join(_time(one) for one in value)
    if name == "completed_at":
        return dates.show_moment(str(value))
    if name == "others":
        return "; ".join(f"{_time(one['replaces'])}: {one.get('title', '')}" for one in value)
    if name == "reminders":
        return ", ".join(_("{count} min").format(count=one) for one in value)
    return str(value)


def label(name: str) -> str:
    """What a field is called."""
    return translate(LABELS[name])


def _of_one(event: Event) -> dict[str, Any]:
    starts = event.starts
    if isinstance(starts, datetime) and starts.tzinfo and not event.rule:  # one moment, whatever its zone is called
        starts = starts.astimezone(UTC)
    plain = to_plain(replace(event, starts=starts, guests=(), changed_at="", sequence=0, replaces=None))
    del plain["uid"]
    if event.contact:
        plain["contact"] = event.contact.email
    if not plain["starts"]:
        del plain["starts"]
    for name in ("reminders", "excluded", "further"):
        if name in plain:
            plain[name] = sorted(plain[name])
    return plain


def _from_content(found: Content, uid: str) -> Event:
    plain = {"starts": "", **found, "uid": uid}
    if plain.get("contact"):
        plain["contact"] = {"email": plain["contact"], "name": "", "organizer": False}
    return from_plain(plain)


def _time(text: str) -> str:
    when = text_to_when(text)
    if when is None:
        return ""
    shown = dates.show_day(text[:10])
    if len(text) <= 10:
        return shown
    local = when.astimezone() if when.tzinfo else when
    return f"{dates.show_day(local.date().isoformat())} {local:%H:%M}"
