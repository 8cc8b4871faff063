"""The contacts that came in the period, by where they come from."""

from __future__ import annotations

from typing import Any

from crm.controllers.analysis.asking import Asked
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.words import title_of
from crm.models.dashboards import NEW_CONTACTS, Behind, CardFigure, Number
from crm.models.figures import ALL, NOBODY
from crm.storage.changelog import to_json
from crm.storage.sqlite import among
from crm.utils.chart_data import Chart, ChartKind, Role, Series
from crm.utils.i18n import _, translate

_SHOWN = 7  # sources; the others stand together in one more
_SOURCE, _OTHERS, _NONE = "source:", "others", "none"
_Row = tuple[str, str, int]  # part, name, contacts


def figure(question: Question) -> CardFigure:
    """The most frequent sources first, then the others, then those without one."""
    counts = question.once((NEW_CONTACTS, "counts"), lambda: _counts(question.deals))
    rows, whole = _rows(counts), sum(counts.values())
    return CardFigure(
        NEW_CONTACTS,
        title_of(NEW_CONTACTS),
        _(
            "People and companies entered or imported in the period, by the local day, and the source they have now. An"
            " owner's are those that are theirs now. The pipeline narrows nothing."
        ),
        "contacts",
        question.period,
        (
            Number(_("New contacts"), whole, before=_before(question)),
            Number(_("Without a source"), counts.get("", 0), better=-1, part=_NONE),
        ),
        _chart(rows) if rows else None,
        (tuple(part for part, _name, _count in rows),) if rows else (),
        note="" if rows else _("No contacts came in the period."),
        compared=question.compared,
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The contacts of a source ("source:Web"), of the other ones, without one ("none"), or all."""
    if left_out:
        raise KeyError(left_out)
    where, marks = _condition(question.deals)
    if part == _NONE:
        where += " AND k.source = ''"
    elif part == _OTHERS:
        shown = [one.removeprefix(_SOURCE) for one, _name, _count in _rows(_counts(question.deals))]
        where += f" AND k.source <> '' AND NOT {among('k.source', 'shown')}"
        marks["shown"] = to_json(shown)
    elif part.startswith(_SOURCE):
        where += " AND k.source = :source"
        marks["source"] = part.removeprefix(_SOURCE)
    elif part != ALL:
        raise KeyError(part)
    sql = f"SELECT k.id FROM contacts k WHERE {where} ORDER BY k.sort_name, k.id"
    return Behind("contacts", question.deals.database.ids(sql, **marks))


def _condition(asked: Asked) -> tuple[str, dict[str, Any]]:
    """Which contacts came in the period and are the page's owner's."""
    where, marks, owner = "k.created_at >= :begin AND k.created_at < :end", asked.moments(), asked.scope.owner_id
    if owner == NOBODY:
        return f"{where} AND k.assigned_to IS NULL", marks
    if owner is not None:
        return f"{where} AND k.assigned_to = :owner", {**marks, "owner": owner}
    return where, marks


def _counts(asked: Asked) -> dict[str, int]:
    """How many of each source; each is found behind the one before it in an index, and its stretch counted there."""
    where, marks = _condition(asked)
    rows = asked.database.all(
        "WITH RECURSIVE known (source) AS (SELECT min(source) FROM contacts UNION ALL"
        " SELECT (SELECT min(k.source) FROM contacts k WHERE k.source > known.source) FROM known"
        " WHERE known.source IS NOT NULL) SELECT known.source AS source, (SELECT count(*) FROM contacts k"
        f" WHERE k.source = known.source AND {where}) AS count FROM known WHERE known.source IS NOT NULL",
        **marks,
    )
    return {row["source"]: row["count"] for row in rows if row["count"]}


def _before(question: Question) -> int | None:
    """How many came in the period compared with."""
    before = question.before
    if before is None:
        return None
    where, marks = _condition(before)
    sql = f"SELECT count(*) FROM contacts k WHERE {where}"
    return int(question.once((NEW_CONTACTS, "before"), lambda: before.database.value(sql, **marks)))


def _rows(counts: dict[str, int]) -> list[_Row]:
    named = sorted((one for one in counts if one), key=lambda one: (-counts[one], one.casefold(), one))
    shown = named if len(named) <= _SHOWN + 1 else named[:_SHOWN]
    rows = [(f"{_SOURCE}{one}", translate(one), counts[one]) for one in shown]
    rest = named[len(shown) :]
    if rest:
        name = _("Others ({count})").format(count=len(rest))
        rows.append((_OTHERS, name, sum(counts[one] for one in rest)))
    if counts.get(""):
        rows.append((_NONE, _("Without a source"), counts[""]))
    return rows


def _chart(rows: list[_Row]) -> Chart:
    series = Series(_("New contacts"), tuple(count for _part, _name, count in rows), Role.MAIN)
    return Chart(ChartKind.ROWS, tuple(name for _part, name, _count in rows), (series,))
