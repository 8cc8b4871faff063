"""What the command line says of duplicates: groups with their score, members and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm.models.contacts import PERSON
from crm.models.duplicates import Group
from crm.session import Session
from crm.utils.i18n import _, ngettext


def plain(session: Session, groups: Sequence[Group]) -> list[dict[str, Any]]:
    """The groups as JSON-ready data, each member with what tells it apart."""
    ids = [one for group in groups for one in group.ids]
    rows = {row["id"]: row for row in session.contacts.rows(ids)}
    return [
        {
            "score": group.score,
            "contacts": [_member(rows[one]) for one in group.ids if one in rows],
            "pairs": [
                {"ids": [pair.one_id, pair.other_id], "score": pair.likeness.score, "evidence": pair.likeness.evidence}
                for pair in group.pairs
            ],
        }
        for group in groups
    ]


def _member(row: dict[str, Any]) -> dict[str, Any]:
    known = {name: row[name] for name in ("id", "kind", "name", "company", "email", "phone")}
    return known if row["kind"] == PERSON else known | {"company": ""}


def report(groups: Sequence[dict[str, Any]]) -> str:
    """The groups in words, best first."""
    if not groups:
        return _("No duplicates were found.")
    count = len(groups)
    head = ngettext("{count} group of probable duplicates:", "{count} groups of probable duplicates:", count)
    return "\n".join([head.format(count=count), *(line for group in groups for line in _lines(group))])


def _lines(group: dict[str, Any]) -> list[str]:
    members = [
        f"  {one['id']:>7}  {'  '.join(str(one[name]) for name in ('name', 'company', 'email', 'phone') if one[name])}"
        for one in group["contacts"]
    ]
    reasons = "; ".join(group["pairs"][0]["evidence"])
    return ["", f"{group['score']} %  {reasons}", *members]
