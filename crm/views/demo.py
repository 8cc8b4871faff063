"""Loading the demo data from the window. What the data is stands in crm/demo."""

from __future__ import annotations

from crm.utils.i18n import _
from crm.views.desk import Desk
from crm.views.jobs import Job


def fill_with_demo(desk: Desk) -> Job:
    """Fill the open file with demo data, beside other work; Undo takes it away again."""

    def work(job: Job) -> int | None:
        from crm.demo import fill

        def tell(share: float) -> None:
            job.report(share)

        fill(desk.session, progress=tell)
        operation = desk.session.history.can_undo()
        return operation.id if operation else None

    def told(operation_id: int | None) -> None:
        desk.say(_("The demo data is in. Look around; nothing here is real."), undo=operation_id)

    return desk.jobs.run_long(work, told, label=_("Loading the demo data"))
