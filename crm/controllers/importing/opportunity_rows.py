"""What a row tells of an opportunity, put into the columns that are kept: its value, stage, days, line. Writes nothing.

The gate of won and lost stages holds here too: what a file does not tell is filled in the careful way, and said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from crm.controllers.importing.amounts import Amounts
from crm.controllers.importing.catalogue import KnownProducts, KnownReasons
from crm.controllers.importing.findings import Findings
from crm.controllers.importing.line_texts import read_lines
from crm.controllers.importing.linked import Linked
from crm.controllers.importing.stages import KnownStages
from crm.controllers.importing.values import Reading
from crm.models.pipelines import LOST, OPEN, WON, Stage
from crm.utils import dates, money
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number


@dataclass
class _Gaps:
    """How many closed deals lack what a deal that closes needs."""

    without_day: int = 0
    without_value: int = 0


@dataclass
class OpportunityRows:
    """Settles the rows of one file. `currency` is that of amounts without a mark."""

    reading: Reading
    stages: KnownStages
    products: KnownProducts
    reasons: KnownReasons
    findings: Findings
    currency: str
    exact: bool = False
    _gaps: _Gaps = field(default_factory=_Gaps)

    # Money

    def read_amounts(self, record: Linked) -> None:
        """Put the value, the price and the currency of a row into minor units."""
        Amounts(self.reading, self.findings, self.currency, self.exact).read(record, "value", "unit_price")
        self._read_share(record)

    def _read_share(self, record: Linked) -> None:
        """A probability in percent; a share below one is what spreadsheets keep percents as."""
        text = record.words.pop("probability", "")
        if not text:
            return
        try:
            share = money.parse_number(text.replace("%", "").strip())
            share = share * 100 if 0 < share < 1 and "%" not in text else share
            record.values["probability"] = int(share.to_integral_value(ROUND_HALF_UP))
        except ValueError as problem:
            self._refuse(record, "probability", reason=str(problem))
        if not 0 <= record.values.get("probability", 0) <= 100:
            self._refuse(record, "probability", reason=_("A probability lies between 0 and 100 percent."))
            del record.values["probability"]

    # Where it stands

    def place(self, record: Linked, known: Mapping[str, Any] | None = None) -> Stage:
        """The stage of a row's deal; of a `known` one that in which it stands, when the row tells no other."""
        words = record.words
        status = self._status(record)
        if known and not (words.get("stage") or status or words.get("pipeline")):
            return self.stages.of_id(known["stage_id"])
        pipeline = self.stages.pipeline_of(words["pipeline"]) if words.get("pipeline") else 0
        pipeline = pipeline or (known["pipeline_id"] if known else 0)
        stage, reached = self.stages.find(pipeline, words.get("stage", ""), status=status, exact=self.exact)
        record.reached = reached.id if reached else 0
        return stage

    def _status(self, record: Linked) -> str:
        word = record.words.get("status", "")
        status = self.stages.status_of(word) if word else ""
        if word and not status and not self.stages.leaves_out("status", word):
            if not record.words.get("stage"):  # many a column of this name holds stages
                record.words["stage"] = word
            else:
                self._refuse(record, "status", reason=_("“{text}” is neither open, won nor lost.").format(text=word))
        return status

    def settle(self, record: Linked, stage: Stage, *, known: Mapping[str, Any] | None = None) -> None:
        """Put the stage into the columns, with all that its kind asks for."""
        kept = record.values
        kept |= {"pipeline_id": stage.pipeline_id, "stage_id": stage.id, "status": stage.kind}
        share = kept.pop("probability", None)
        if stage.kind != OPEN:
            kept |= {"probability": 100 if stage.kind == WON else 0, "probability_by_hand": 0}
        elif share is not None:
            kept |= {"probability": share, "probability_by_hand": int(share != stage.probability)}
        elif known is None or known.get("stage_id") != stage.id:
            by_hand = known is not None and known.get("probability_by_hand") and known["status"] == OPEN
            kept |= {} if by_hand else {"probability": stage.probability, "probability_by_hand": 0}
        self._settle_days(record, stage, known=known)
        self._settle_loss(record, stage, known=known)
        if stage.kind == WON and kept.get("value") is None and (known or {}).get("value") is None:
            self._gaps.without_value += 1

    def _settle_days(self, record: Linked, stage: Stage, *, known: Mapping[str, Any] | None) -> None:
        """The day a deal closed, or is expected to. One "close date" is the one or the other, by the stage."""
        kept, close = record.values, record.values.pop("close_date", "")
        told = kept.pop("closed_on", "")
        if stage.kind == OPEN:
            if told and not self.exact:
                self._refuse(record, "closed_on", reason=_("This opportunity is open: it has no day of closing."))
            kept["closed_on"] = ""
            if close:
                kept.setdefault("expected_close", close)
            return
        day = told or close or (known or {}).get("closed_on", "") or self._likely_day(record)
        if day > dates.today():
            field = "closed_on" if told else "close_date" if close else "expected_close"
            self._refuse(record, field, reason=_("A day of closing cannot lie in the future. Today was taken."))
            day = dates.today()
        kept["closed_on"] = day

    def _likely_day(self, record: Linked) -> str:
        """The day that a closed deal without one most likely closed on."""
        self._gaps.without_day += 1
        created = record.values.get("created_at", "")
        likely = record.values.get("expected_close") or (dates.to_local(created).date().isoformat() if created else "")
        return min(likely, dates.today()) if likely else dates.today()

    def _settle_loss(self, record: Linked, stage: Stage, *, known: Mapping[str, Any] | None) -> None:
        kept, word = record.values, record.words.get("loss_reason", "")
        if stage.kind != LOST:
            if word or kept.get("loss_note"):
                field = "loss_reason" if word else "loss_note"
                self._refuse(record, field, reason=_("Only a lost opportunity has a loss reason."))
            kept |= {"loss_reason_id": None, "loss_note": ""}
            return
        if self.exact and not word:
            return
        found = self.reasons.find(word) if word else 0
        if not found and not word and known and known.get("loss_reason_id"):
            return
        if word and not found:
            kept["loss_note"] = "\n".join(filter(None, (word, kept.get("loss_note", ""))))
        kept["loss_reason_id"] = found or self.reasons.not_recorded(told=bool(word or kept.get("loss_note")))

    # What it consists of

    def settle_lines(self, record: Linked) -> None:
        """The lines of a row: one for its product, or those that this program's own export wrote into one cell."""
        kept = record.values
        quantity, price = kept.pop("quantity", None), kept.pop("unit_price", None)
        currency = kept.get("currency") or self.currency
        if record.words.get("lines"):
            try:
                record.lines = read_lines(record.words["lines"], currency=currency)
            except ValueError as problem:
                self._refuse(record, "lines", reason=str(problem))
            for line in record.lines:
                line["product_id"] = self.products.named(line["name"]) or None
            return
        word = record.words.get("product", "")
        place = (record.row, record.cell("product")[0])
        product = self.products.find(word, place=place, price=price, currency=currency) if word else 0
        if product:
            count = self._thousandths(record, quantity)
            value = kept.get("value")
            if price is None and value is not None:
                price = int((Decimal(value) * 1000 / count).to_integral_value(ROUND_HALF_UP))
            record.lines = [{"product_id": product, "name": self.products.name_of(product), "quantity": count}]
            record.lines[0] |= {"unit_price": price, "discount": 0}

    def _thousandths(self, record: Linked, quantity: Any) -> int:
        """A quantity as it is kept; one that is none is reported and counts as one."""
        if quantity is None:
            return 1000
        count = Decimal(str(quantity)) * 1000
        if count <= 0 or count != count.to_integral_value() or count > 10**12:
            self._refuse(record, "quantity", reason=_("A quantity is more than zero, with three decimals at most."))
            return 1000
        return int(count)

    def warn(self) -> None:
        """Say what closed deals lack, and whatever was not found."""
        if self._gaps.without_day:
            sentence = ngettext(
                "{count} closed opportunity has no close date: the expected one was taken, or when it began.",
                "{count} closed opportunities have no close date: the expected one was taken, or when it began.",
                self._gaps.without_day,
            )
            self.findings.warn(sentence.format(count=show_number(self._gaps.without_day)))
        if self._gaps.without_value:
            sentence = ngettext(
                "{count} won opportunity has no value.",
                "{count} won opportunities have no value.",
                self._gaps.without_value,
            )
            self.findings.warn(sentence.format(count=show_number(self._gaps.without_value)))
        for part in (self.stages, self.products, self.reasons):
            part.warn(self.findings)

    def _refuse(self, record: Linked, field_name: str, *, reason: str) -> None:
        header, cell = record.cell(field_name)
        self.findings.error(record.row, reason, column=header, value=cell)


def title_of(record: Linked, product: str) -> str:
    """The title of a deal whose row gives none: its customer and product, or at least its id; "" for none."""
    links = record.links
    customer = links.get("company") or links.get("contact_name") or links.get("company_domain")
    parts = [part for part in (customer or links.get("contact_email", ""), product) if part]
    return " – ".join(parts) or str(record.values.get("external_id", ""))
