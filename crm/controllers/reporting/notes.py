"""What has to be said below a report, in sentences: what is not shown, what averages are of, how money adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crm.controllers.reporting.measuring import Measures, Tally
from crm.controllers.reporting.parts import Parting
from crm.controllers.reporting.wording import measure_label
from crm.models.reports import Aggregate
from crm.models.segments import bought_once
from crm.utils import money
from crm.utils.i18n import _, translate


def notes(measures: Measures, partings: Sequence[Parting], *, whole: Tally, limit: int) -> Iterator[str]:
    """The sentences below a report; `whole` is what all its records come to."""
    definition, count = measures.table.definition, whole[0]
    if definition.columns and count > limit:
        sentence = _("The first {limit} of {count} records are listed; totals are of all of them.")
        yield sentence.format(limit=money.show_number(limit), count=money.show_number(count))
    for one in partings:
        if one.several:
            sentence = _("{field}: a record with several counts in each of their groups, and once in the total.")
            yield sentence.format(field=translate(one.field.label))
    for place, measure in enumerate(measures.measures):
        if measure.how == Aggregate.AVERAGE:
            sentence = _("{measure}: of the {count} records in which it is known.")
            label = measure_label(measure, measures.field(measure))
            yield sentence.format(measure=label, count=money.show_number(measures.samples(place, whole)))
    if count and any(
        one.how == Aggregate.SUM and one.field in measures.table.source.summed for one in measures.measures
    ):
        yield bought_once()
    if measures.foreign:
        sentence = _(
            "Money is added up in {currency}: what is closed at the rate of the day it was closed on, everything else"
            " at today's, each record rounded for itself."
        )
        yield sentence.format(currency=measures.table.prices.base)
