"""How many of the deals created in a period reached each stage of a pipeline, and what share went on from there."""

from __future__ import annotations

from crm.controllers.analysis import funnel as analysis
from crm.controllers.analysis.asking import Asked
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.closed import ENTITY
from crm.controllers.dashboard.words import of_enough, title_of
from crm.models.dashboards import FUNNEL as KIND
from crm.models.dashboards import Behind, CardFigure, Number
from crm.models.figures import CLOSED_AT_ONCE, FLOOR, WON_STEP, Figure, FunnelStep
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import _, translate


def figure(question: Question) -> CardFigure:
    """The stages of the page's pipeline in their order and what was won, of the usual one where it names none.

    The share won is not compared: those created before have had longer to be won.
    """
    found = _read(question, question.deals)
    before = _read(question, question.before) if question.before else None
    entered, share = _entered(found), _share(found)
    name = question.deals.database.value("SELECT name FROM pipelines WHERE id = :id", id=found.scope.pipeline_id)
    pipeline = _("Pipeline: {name}.").format(name=translate(name))
    return CardFigure(
        KIND,
        title_of(KIND),
        f"{found.definition} {pipeline}",
        ENTITY,
        question.period,
        (
            Number(
                _("Created in the period"),
                entered,
                before=_entered(before) if before else None,
                part=found.parts[0].key,
            ),
            of_enough(Number(_("Won of them so far"), share, Unit.SHARE, part=WON_STEP)),
        ),
        _chart(found) if entered else None,
        (tuple(step.key for step in found.parts),) if entered else (),
        found.left_out,
        "" if entered else _("No opportunity was created in this period."),
        question.compared,
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The deals that reached a step, or all that are counted. KeyError for deals that nothing leaves out."""
    if left_out not in ("", CLOSED_AT_ONCE):
        raise KeyError(left_out)
    asked = question.deals
    (deals,) = analysis.behind(asked, part, left_out=left_out)
    return Behind(ENTITY, asked.ids(deals))


def _read(question: Question, asked: Asked) -> Figure[FunnelStep]:
    return question.once((KIND, asked.scope), lambda: analysis.funnel(asked))


def _entered(found: Figure[FunnelStep]) -> int:
    return found.parts[0].reached


def _share(found: Figure[FunnelStep]) -> float | None:
    entered = _entered(found)
    return found.parts[-1].reached / entered if entered >= FLOOR else None


def _chart(found: Figure[FunnelStep]) -> Chart:
    labels = tuple(translate(step.name) for step in found.parts)
    reached = tuple(step.reached for step in found.parts)
    return Chart(ChartKind.FUNNEL, labels, (Series(_("Opportunities"), reached, Role.MAIN),), floor=FLOOR)
