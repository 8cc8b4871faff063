"""Segments of customers: the rules, who is in which, who has gone quiet. What rules mean is models/segments.py's."""

from __future__ import annotations

from collections.abc import Sequence

from crm.controllers import segment_purchases, segment_quiet, segment_rows
from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.analysis.prices import Prices
from crm.controllers.exchange_rates import ExchangeRates
from crm.controllers.segment_purchases import Purchases
from crm.controllers.segment_rows import Cancelled, Marks, Reckoning
from crm.controllers.settings import Settings
from crm.errors import Invalid
from crm.models.contacts import display_name
from crm.models.figures import NOBODY
from crm.models.history import SEGMENTS_KEPT
from crm.models.segments import (
    SEGMENTS,
    ContactSegment,
    Reckoner,
    SegmentAlert,
    SegmentCount,
    SegmentRules,
    definition,
)
from crm.storage import bookkeeping
from crm.storage.changelog import Change, to_json
from crm.storage.sqlite import Row, among
from crm.utils import dates, money
from crm.utils.i18n import N_

_MOST_ALERTS = 500


class Segments(Controller):
    """Customers by how often and how lately they bought. The rows are kept by the program itself: nobody's Ctrl+Z."""

    def __init__(self, context: Context, rates: ExchangeRates, *, program: Context) -> None:
        super().__init__(context)
        self._rates = rates
        self._program = program
        self._settings = Settings(context)

    # Rules

    @reads("segments")
    def rules(self) -> SegmentRules:
        """The rules in use."""
        return self._rules()

    @writes("segments", N_("Change the rules of customer segments"))
    def set_rules(self, rules: SegmentRules) -> None:
        """Keep other rules; the segments follow in the background. Invalid names each bad field."""
        if problems := rules.problems():
            raise Invalid(problems)
        values = {"name": segment_quiet.RULES, "value": to_json(rules.to_plain())}
        known = self.database.value("SELECT id FROM settings WHERE name = :name", name=segment_quiet.RULES)
        if known is None:
            self.database.insert("settings", values)
        else:
            self.database.update("settings", known, values)

    @reads("segments")
    def definition(self) -> str:
        """The rules in use in translated sentences."""
        rules = self._rules()
        return definition(rules, money.show(rules.good_value, self._rates.base()))

    @reads("segments")
    def preview(self, rules: SegmentRules) -> list[SegmentCount]:
        """How many customers each segment would have by other rules. Invalid names each bad field."""
        if problems := rules.problems():
            raise Invalid(problems)
        return _counted(Reckoner(rules, dates.today()), self._all_purchases(rules))

    # Customers

    @reads("segments")
    def of_contact(self, contact_id: int) -> ContactSegment | None:
        """The segment of a customer as it is this moment; None for who has bought nothing."""
        rules = self._rules()
        found = self._bought(rules, [contact_id]).get(contact_id)
        if found is None:
            return None
        kept = segment_rows.stored(self.database, [contact_id]).get(contact_id)
        reckoner = Reckoner(rules, dates.today())
        segment = reckoner.segment(found)
        same = kept is not None and kept["segment"] == segment
        return ContactSegment(
            contact_id,
            segment,
            reckoner.since(found, kept=kept["since"] if kept and same else ""),
            found.last_won_on,
            reckoner.days(found.last_won_on),
            found.count,
            found.value,
            self._rates.base(),
            reckoner.good(found),
            reckoner.reason(found),
            found.unpriced,
            reckoner.quiet_since(found, self._word(contact_id)),
        )

    @reads("segments")
    def counts(self, owner_id: int | None = None) -> list[SegmentCount]:
        """Every segment with its customers as last worked out; those of one owner, or with NOBODY of none."""
        owned, marks = _owned(owner_id)
        rows = self.database.all(
            "SELECT s.segment AS segment, count(*) AS customers, sum(s.good) AS good, sum(s.own_value) AS value,"
            f" sum(s.unpriced) AS unpriced FROM contact_segments s{owned} GROUP BY s.segment",
            **marks,
        )
        known = {row["segment"]: SegmentCount(**row) for row in rows}
        return [known.get(one.value, SegmentCount(one.value)) for one in SEGMENTS]

    @reads("segments")
    def purchases(self, contact_ids: Sequence[int]) -> dict[int, Row]:
        """The day of the last purchase and how many there were in the time that counts (`last_won_on`, `won_count`), as
        last worked out, by contact; who has bought nothing is not in it."""
        rows = self.database.all(
            f"SELECT id, last_won_on, won_count FROM contact_segments WHERE {among('id', 'ids')}",
            ids=to_json(list(contact_ids)),
        )
        return {row["id"]: row for row in rows}

    # Good customers gone quiet

    @reads("segments")
    def alerts(self) -> list[SegmentAlert]:
        """The good customers, the user's own and nobody's, that have gone quiet since somebody was last told.

        A person stands in for nobody: where their company has gone quiet too, it alone is named.
        """
        rows = segment_quiet.untold(self.database, self.context.user.id, limit=_MOST_ALERTS)
        reasons = segment_quiet.reasons(self.database, self._rules(), rows=rows)
        return [SegmentAlert(row["id"], display_name(row), row["quiet_since"], reasons[row["id"]]) for row in rows]

    @reads("segments")
    def told(self, contact_ids: Sequence[int]) -> None:
        """Name these, and the people of these companies, no more until they go quiet another time."""
        named = self.database.ids(_NAMED, ids=to_json(list(contact_ids)))
        with self.database.transaction(self._program.author, SEGMENTS_KEPT, bulk=True):
            for contact_id in named:
                values = {"told_at": dates.now()}
                bookkeeping.note(self.database, "contact_segments", row_id=contact_id, values=values)

    # Keeping the rows

    @reads("segments")
    def recompute(self, cancelled: Cancelled = lambda: False) -> int:
        """Bring the segments in step with deals, rates, rules, interactions and the day; how many customers differ.

        Works on those concerned alone where it can. Short writes, nothing for undo; what was written before it was
        cancelled stays, and the rest follows the next time.
        """
        rules = self._rules()
        now, kept = Marks.now(self.database, self._key(rules)), Marks.kept(self.database)
        concerned = segment_rows.stale(self.database, now, kept=kept)
        before, purchases = self._before_and_now(rules, concerned)
        if cancelled():
            return 0
        reckoner = Reckoner(rules, now.day)
        good = [one for one, found in purchases.items() if reckoner.good(found)]
        words = segment_purchases.last_words(self.database, good)
        hushed = kept is None or kept.rules != now.rules
        rows = Reckoning(reckoner, words, hushed, dates.now()).rows(purchases, before)
        author = self._program.author
        changed, whole = segment_rows.write(self.database, author, change=(before, rows), cancelled=cancelled)
        if whole and now != kept:  # else the log would be read from ever further back
            now.keep(self.database, author)
        if changed:
            self.database.changed.emit(Change(now.operation_id, "contact_segments", None, "many"))
        return changed

    # Parts

    def _before_and_now(self, rules: SegmentRules, concerned: set[int] | None) -> tuple[dict[int, Row], Purchases]:
        """The kept rows to look at, and what those customers bought; good ones are always among them."""
        if concerned is None:
            return segment_rows.stored(self.database, None), self._bought(rules)
        good = segment_rows.good_ones(self.database)
        before = {**good, **segment_rows.stored(self.database, concerned)} if concerned else good
        purchases = {one: segment_rows.as_bought(row) for one, row in good.items() if one not in concerned}
        return before, {**purchases, **(self._bought(rules, concerned) if concerned else {})}

    def _all_purchases(self, rules: SegmentRules) -> Purchases:
        """What everyone bought: as it was kept where that is of today and of the same window, else read anew."""
        in_use = self._rules()
        now = Marks.now(self.database, self._key(in_use))
        fresh = segment_rows.stale(self.database, now, kept=Marks.kept(self.database)) == set()
        if not fresh or in_use.window_days != rules.window_days:
            return self._bought(rules)
        return {one: segment_rows.as_bought(row) for one, row in segment_rows.stored(self.database, None).items()}

    def _rules(self) -> SegmentRules:
        return segment_quiet.rules_in_use(self._settings)

    def _key(self, rules: SegmentRules) -> str:
        return to_json({**rules.to_plain(), "currency": self._rates.base()})

    def _bought(self, rules: SegmentRules, customers: Sequence[int] | set[int] | None = None) -> Purchases:
        prices = Prices(self._rates.base(), tuple(self._rates.all()))
        return segment_purchases.bought(self.database, prices, window_days=rules.window_days, customers=customers)

    def _word(self, contact_id: int) -> str:
        return segment_purchases.last_words(self.database, [contact_id]).get(contact_id, "")


def _counted(reckoner: Reckoner, purchases: Purchases) -> list[SegmentCount]:
    sums = {one.value: [0, 0, 0, 0] for one in SEGMENTS}
    for found in purchases.values():
        own = sums[reckoner.segment(found)]
        own[0] += 1
        own[1] += reckoner.good(found)
        own[2] += found.own_value
        own[3] += found.unpriced
    return [SegmentCount(segment, *own) for segment, own in sums.items()]


def _owned(owner_id: int | None) -> tuple[str, dict[str, object]]:
    """The join and its mark that leave one owner's customers."""
    if owner_id is None:
        return "", {}
    joined = " JOIN contacts c ON c.id = s.id AND "
    if owner_id == NOBODY:
        return f"{joined}c.assigned_to IS NULL", {}
    return f"{joined}c.assigned_to = :owner", {"owner": owner_id}


_NAMED = f"""
    SELECT s.id FROM contact_segments s JOIN contacts c ON c.id = s.id
    WHERE s.quiet_since <> '' AND ({among("s.id", "ids")} OR {among("c.company_id", "ids")})"""
