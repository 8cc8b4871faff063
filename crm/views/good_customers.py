"""What the program does about customers by itself: it keeps them in their segments, and tells once of a good one that
has gone quiet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crm.models.segments import SegmentAlert
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number

if TYPE_CHECKING:
    from crm.views.window import Window

NAME = "segments"
EVERY = 120  # seconds: a deal that was won is in its customer's segment soon
_SECONDS = 20  # that the notice stays: nobody asked for it
_NAMED = 3  # customers in one notice


def work(window: Window) -> list[SegmentAlert]:
    """Bring the segments in step, and say who has gone quiet; off the window's thread, until the file is put away."""
    session = window.desk.session
    session.segments.recompute(lambda: not window.is_open or window.desk.session is not session)
    return session.segments.alerts()


def tell(window: Window, alerts: Sequence[SegmentAlert]) -> None:
    """Tell of them in one notice, and never again."""
    if not alerts:
        return
    segments = window.desk.session.segments
    ids = [one.contact_id for one in alerts]
    window.jobs.run(lambda: segments.told(ids))
    open_it = (lambda: window.contacts.go_to(ids[0])) if len(ids) == 1 else (lambda: window.show_page("today"))
    window.toasts.show(words(alerts), action=(_("Open"), open_it), kind="warning", seconds=_SECONDS)


def words(alerts: Sequence[SegmentAlert]) -> str:
    """The notice: one customer with the reason, several by name."""
    if len(alerts) == 1:
        return _("{name} has gone quiet. {reason}").format(name=alerts[0].name, reason=alerts[0].reason)
    names = ", ".join(one.name for one in alerts[:_NAMED])
    rest = len(alerts) - _NAMED
    if rest > 0:
        more = ngettext("{names} and {count} more", "{names} and {count} more", rest)
        names = more.format(names=names, count=show_number(rest))
    sentence = _("{count} good customers have gone quiet: {names}.")
    return sentence.format(count=show_number(len(alerts)), names=names)
