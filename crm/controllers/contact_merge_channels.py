"""The e-mails, phones and links of contacts that become one: united by their normal form, nothing they say lost. No
SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crm.controllers.contact_merge_fields import Party, Winner
from crm.controllers.contact_rows import MIRRORS, mirrored, normal_form, settle
from crm.models.contacts import Channel
from crm.models.merging import MergeChannel


def united(parties: Sequence[Party], winners: Mapping[str, Winner]) -> list[MergeChannel]:
    """Every address and number once, the survivor's first; who opted out or is invalid in one contact is so in all.

    The survivor's primary ones stay primary, unless another contact's value won in a field that shows one.
    """
    found: dict[tuple[str, str], Channel] = {}
    sources: dict[tuple[str, str], list[int]] = {}
    for place, party in enumerate(parties):
        # Of the others, what they show themselves goes before what they do not.
        for channel in party.channels if place == 0 else sorted(party.channels, key=lambda one: not one.is_primary):
            key = _key(channel)
            sources.setdefault(key, []).append(party.id)
            own = channel if place == 0 else replace(channel, is_primary=False)
            found[key] = _together(found[key], own) if key in found else own
    channels = settle(found.values())
    for field, winner in winners.items():
        if field in MIRRORS and winner.value:
            channels = _shown_first(channels, field, value=str(winner.value))
    return [MergeChannel(one, tuple(dict.fromkeys(sources[_key(one)]))) for one in channels]


def _key(channel: Channel) -> tuple[str, str]:
    return channel.kind, normal_form(channel.kind, channel.value)


def _together(one: Channel, other: Channel) -> Channel:
    return replace(
        one,
        label=one.label or other.label,
        is_primary=one.is_primary or other.is_primary,
        opted_out=one.opted_out or other.opted_out,
        invalid=one.invalid or other.invalid,
    )


def _shown_first(channels: list[Channel], field: str, *, value: str) -> list[Channel]:
    """The channels with the one of this value where the plain field shows it, if it can be shown there."""
    kind = MIRRORS[field][0]
    chosen = next((one for one in channels if _key(one) == (kind, normal_form(kind, value))), None)
    if chosen is None or mirrored(channels)[field] == chosen.value:
        return channels
    rivals = [one for one in channels if one.kind == kind and _is_mobile(one) == _is_mobile(chosen)]
    if kind == "phone" and _is_mobile(chosen) != (field == "mobile_phone"):
        return channels
    primary = any(one.is_primary for one in rivals)
    result = [replace(one, is_primary=False) if primary and one in rivals else one for one in channels if one != chosen]
    result.insert(channels.index(rivals[0]), replace(chosen, is_primary=primary))
    return result


def _is_mobile(channel: Channel) -> bool:
    return channel.kind == "phone" and channel.label == "mobile"
