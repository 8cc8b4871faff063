"""What can be done with dashboards: named pages of cards. What their cards show is dashboard/'s."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.opportunity_queries import TOTALS
from crm.controllers.settings import Settings
from crm.errors import Denied, Invalid, NotFound
from crm.models import dashboard_defaults
from crm.models.dashboards import CARD_KINDS, Card, CardKind, Dashboard
from crm.models.opportunities import Amount
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row, among
from crm.utils import text
from crm.utils.i18n import N_, _, translate

USUAL = 0  # the id of the one that comes with the file's template
_WIDEST, _HIGHEST = 4, 2


class Dashboards(Controller):
    """Pages of cards kept under a name: one's own, and those others share.

    Until it is changed, the one of the file's template has the id 0; its first change makes it a dashboard of the
    user's own, and removing that brings the original back.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._settings = Settings(context)

    @reads("dashboards")
    def all(self) -> list[Dashboard]:
        """The template's, as it came or as the user changed it, then the others that are theirs or shared."""
        rows = self.database.all(
            "SELECT id, name, definition, user_id, shared FROM dashboards"
            " WHERE shared = 1 OR user_id = :me OR user_id IS NULL ORDER BY position, id",
            me=self.context.user.id,
        )
        read = [(row, json.loads(row["definition"])) for row in rows]
        usual = [_dashboard(row, plain) for row, plain in read if plain.get("usual") and self._is_mine(row)]
        others = [_dashboard(row, plain) for row, plain in read if not (plain.get("usual") and self._is_mine(row))]
        return [*(usual or [self._usual()]), *others]

    @reads("dashboards")
    def get(self, dashboard_id: int) -> Dashboard:
        """One dashboard the user may see. NotFound when there is none."""
        for one in self.all():
            if one.id == dashboard_id:
                return one
        raise NotFound(_("This dashboard no longer exists."))

    @reads("dashboards")
    def kinds(self) -> list[CardKind]:
        """The kinds of cards whose records the user may see, in the order to offer them."""
        return [kind for kind in CARD_KINDS if self.scope(f"read {kind.area}")]

    @reads("opportunities")
    def totals(self, ids: Sequence[int]) -> list[Amount]:
        """What the opportunities behind a figure come to, one line per currency."""
        rows = self.database.all(
            f"SELECT {TOTALS} FROM opportunities o WHERE {among('o.id', 'ids')} GROUP BY 1 ORDER BY 1",
            ids=to_json(list(ids)),
        )
        return [Amount(**row) for row in rows]

    @reads("opportunities")
    def statuses(self, ids: Sequence[int]) -> frozenset[str]:
        """What the opportunities behind a figure are: open, won, lost, as far as there are such among them."""
        query = f"SELECT DISTINCT o.status FROM opportunities o WHERE {among('o.id', 'ids')}"
        return frozenset(row["status"] for row in self.database.all(query, ids=to_json(list(ids))))

    @writes("dashboards", N_("Add the dashboard {name}"))
    def add(self, name: str, cards: Sequence[Card], *, shared: bool = False) -> int:
        """Keep a dashboard and return its id. Invalid without a name, or for a card of an impossible size."""
        self.describe(name=_named(name))
        return self._insert(name, {"cards": _plain(cards)}, shared=shared)

    @writes("dashboards", N_("Edit the dashboard {name}"))
    def change(
        self,
        dashboard_id: int,
        *,
        name: str | None = None,
        cards: Sequence[Card] | None = None,
        shared: bool | None = None,
    ) -> int:
        """Change a dashboard's name, cards or sharing; its id, which is a new one where 0 was changed.

        Denied for somebody else's, Invalid as for `add`, NotFound when it is gone.
        """
        if dashboard_id == USUAL:
            return self._keep_usual(name=name, cards=cards, shared=shared)
        row = self._own(dashboard_id)
        values: dict[str, Any] = {}
        if name is not None:
            values["name"] = _named(name)
        if cards is not None:
            values["definition"] = to_json({**json.loads(row["definition"]), "cards": _plain(cards)})
        if shared is not None:
            values["shared"] = int(shared)
        self.describe(name=values.get("name", row["name"]))
        self.database.update("dashboards", dashboard_id, values)
        return dashboard_id

    @writes("dashboards", N_("Remove the dashboard {name}"))
    def remove(self, dashboard_id: int) -> None:
        """Remove a dashboard; the records its cards count stay. Invalid for the template's own."""
        if dashboard_id == USUAL:
            raise Invalid({"id": _("This dashboard came with the program and stays as it came.")})
        self.describe(name=self._own(dashboard_id)["name"])
        self.database.delete("dashboards", dashboard_id)

    # ---- inside

    def _usual(self) -> Dashboard:
        template = str(self._settings.get("template", ""))
        return Dashboard(USUAL, translate(dashboard_defaults.NAME), dashboard_defaults.cards(template))

    def _keep_usual(self, *, name: str | None, cards: Sequence[Card] | None, shared: bool | None) -> int:
        usual = self.all()[0]
        if usual.id:  # somebody made it theirs meanwhile: two quick changes, or another window
            return self.change(usual.id, name=name, cards=cards, shared=shared)
        name = _named(usual.name if name is None else name)
        self.describe(name=name)
        kept = _plain(usual.cards if cards is None else cards)
        return self._insert(name, {"cards": kept, "usual": True}, shared=bool(shared))

    def _insert(self, name: str, definition: dict[str, Any], *, shared: bool) -> int:
        position = self.database.value("SELECT coalesce(max(position), 0) + 1 FROM dashboards")
        return self.database.insert(
            "dashboards",
            {
                "name": _named(name),
                "definition": to_json(definition),
                "user_id": self.context.user.id or None,
                "shared": int(shared),
                "position": position,
            },
        )

    def _is_mine(self, row: Row) -> bool:
        return row["user_id"] in (None, self.context.user.id)

    def _own(self, dashboard_id: int) -> Row:
        row = self.database.one("SELECT * FROM dashboards WHERE id = :id", id=dashboard_id)
        if row is None:
            raise NotFound(_("This dashboard no longer exists."))
        if not self._is_mine(row) and self.context.user.role != "admin":
            raise Denied(_("This dashboard belongs to somebody else. Save a copy under a name of your own."))
        return row


def _dashboard(row: Row, plain: dict[str, Any]) -> Dashboard:
    cards = tuple(Card.from_plain(one) for one in plain.get("cards", ()))
    return Dashboard(row["id"], row["name"], cards, row["user_id"], bool(row["shared"]))


def _plain(cards: Sequence[Card]) -> list[dict[str, Any]]:
    for card in cards:
        if not (1 <= card.width <= _WIDEST and 1 <= card.height <= _HIGHEST):
            raise Invalid({"cards": _("A card is 1 to 4 cells wide and 1 or 2 high.")})
    return [card.to_plain() for card in cards]


def _named(name: str) -> str:
    if not name.strip() or (problem := text.unstorable(name)):
        raise Invalid({"name": problem if name.strip() else _("A dashboard needs a name.")})
    return name.strip()
