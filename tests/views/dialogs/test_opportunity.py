"""The window of one deal."""

from __future__ import annotations

import pytest

from crm.models.opportunities import Line
from crm.views.conflicts import ConflictDialog
from crm.views.desk import Desk
from crm.views.dialogs import opportunity
from crm.views.dialogs.closing import ClosingDialog
from crm.views.dialogs.opportunity import DealWindow
from crm.views.dialogs.opportunity_reading import read
from crm.views.widgets.dialog import Dialog
from tests.records import second_user
from tests.views.deals import ana, deal, stages
from tests.views.user import User, settle
from tests.window import click, descendants, focus, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def web(session):
    return deal(session, contact_id=ana(session))


@pytest.fixture
def dialog(page, desk, opened, web):
    return opened(DealWindow(page, desk, whole=read(desk.session, web)))


def _over(dialog):
    return [child for child in dialog.winfo_children() if isinstance(child, Dialog)][-1]


def test_it_opens_without_edits(dialog):
    assert not dialog.has_edits
    assert dialog.primary.instate(["disabled"])


def test_enter_in_a_field_saves_and_the_window_stays(dialog, session, web):
    dialog.form.put("title", "New web")
    press(dialog.form.editor("title").entry, "Return")
    assert session.opportunities.get(web).title == "New web"
    assert dialog.winfo_exists()
    assert dialog.heading.cget("text") == "New web"
    assert not dialog.has_edits


def test_control_s_saves(dialog, session, web):
    dialog.form.put("value", 5)
    press(dialog, "Control-s")
    assert session.opportunities.get(web).value == 5


def test_lines_make_the_value(dialog, session, web):
    dialog.lines.add_button.invoke()
    for entry, text in zip(dialog.lines.rows[0].entries, ("Travel", "2", "30"), strict=False):
        entry.delete(0, "end")
        entry.insert(0, text)
    dialog.save()
    saved = session.opportunities.get(web)
    assert (saved.value, saved.value_from_lines) == (6000, True)
    assert dialog.form.values()["value"] == 6000


def test_a_line_that_cannot_be_kept_is_shown(dialog, session, web):
    session.opportunities.change(web, {}, lines=[Line(None, "Travel", 1000, 100)])
    dialog.refresh()
    dialog.lines.rows[0].entries[3].insert(0, "150")
    dialog.save()
    assert "Line 1" in dialog.lines._error.cget("text")
    assert session.opportunities.get(web).lines[0].discount == 0


def test_what_cannot_be_kept_is_said_beside_its_field(dialog):
    dialog.form.put("title", "")
    dialog.save()
    assert dialog.form.error_of("title")


def test_a_click_on_a_stage_moves_the_deal(dialog, session, web):
    click(dialog.head.steps, *dialog.head.steps.middle_of(stages(session)[2].id))
    pump(dialog, lambda: session.opportunities.get(web).stage_id == stages(session)[2].id)
    assert dialog.head.steps.current == stages(session)[2].id


def test_what_is_typed_is_saved_before_a_move(dialog, session, web):
    dialog.form.put("title", "New web")
    dialog.head.on_stage(stages(session)[1])
    pump(dialog, lambda: session.opportunities.get(web).stage_id == stages(session)[1].id)
    assert session.opportunities.get(web).title == "New web"


def test_won_asks_at_the_gate(dialog, session, web):
    dialog.head.won.invoke()
    gate = _over(dialog)
    assert isinstance(gate, ClosingDialog)
    gate.confirm()
    pump(dialog, lambda: session.opportunities.get(web).status == "won")
    pump(dialog, lambda: dialog.head.standing.startswith("Won on"))
    assert dialog.head.standing.startswith("Won on")


def test_a_phrase_plans_and_the_next_activity_is_shown(dialog):
    dialog.next.quick.type_in("call about the offer 24/12/2999 10:00")
    press(dialog.next.quick.line, "Return")
    pump(dialog, lambda: bool(dialog.whole.planned))
    assert [one.subject for one in dialog.whole.planned] == ["about the offer"]
    assert not dialog.next.is_typed


def test_done_completes(dialog, session, web):
    activity_id = session.activities.add({"opportunity_id": web})
    dialog.next.list.on_done(activity_id)
    assert session.activities.next_of(web) is None


def test_edits_survive_a_change_from_elsewhere(dialog, session, web):
    dialog.form.put("title", "Mine")
    session.opportunities.change(web, {"description": "Theirs"})
    pump(dialog)
    assert dialog.form.editor("title").typed() == "Mine"


def test_other_fields_changed_elsewhere_are_no_conflict(dialog, session, web):
    dialog.form.put("title", "Mine")
    second_user(session, role="manager").opportunities.change(web, {"description": "Theirs"})
    dialog.save()
    saved = session.opportunities.get(web)
    assert (saved.title, saved.description) == ("Mine", "Theirs")


def test_the_same_field_changed_elsewhere_is_asked_about(dialog, session, web):
    dialog.form.put("title", "Mine")
    second_user(session, role="manager").opportunities.change(web, {"title": "Theirs"})
    dialog.save()
    conflict = _over(dialog)
    assert isinstance(conflict, ConflictDialog)
    conflict.confirm()
    pump(dialog, lambda: session.opportunities.get(web).title == "Mine")
    assert session.opportunities.get(web).title == "Mine"


def test_escape_asks_when_something_was_typed(dialog):
    dialog.form.put("title", "Mine")
    dialog.cancel()
    assert dialog.winfo_exists()
    _over(dialog).confirm()
    pump(dialog.master, lambda: not dialog.winfo_exists())
    assert not dialog.winfo_exists()


def test_escape_closes_when_nothing_was_typed(dialog):
    focus(dialog)
    press(dialog, "Escape")
    assert not dialog.winfo_exists()


def test_a_deal_removed_elsewhere_closes_the_window(dialog, session, web):
    session.opportunities.remove([web])
    pump(dialog.master, lambda: not dialog.winfo_exists())
    assert not dialog.winfo_exists()


def test_a_contact_is_opened_once_the_edits_are_saved(dialog, session, web):
    heard = []
    dialog.on_contact = heard.append
    dialog.form.put("title", "Mine")
    dialog.head.on_contact(session.opportunities.get(web).contact_id)
    pump(dialog.master)
    assert session.opportunities.get(web).title == "Mine"
    assert heard == [session.opportunities.get(web).contact_id]
    assert not dialog.winfo_exists()


def test_the_window_shows_the_contact_on_its_page(window, own, people):
    made = deal(own, contact_id=people["Berta"])
    opportunity.show(window, made)
    User(window).dialog().head.on_contact(people["Berta"])
    settle(window)
    assert (window.page_key, list(window.contacts.selected_ids())) == ("contacts", [people["Berta"]])


def test_a_deal_that_is_gone_is_said(window):
    opportunity.show(window, 99)
    settle(window)
    assert not [one for one in window.root.winfo_children() if isinstance(one, DealWindow)]


def test_lines_changed_by_two_are_asked_about_by_their_names(dialog, session, web):
    dialog.lines.add_button.invoke()
    dialog.lines.rows[0].entries[0].insert(0, "Travel")
    second_user(session, role="manager").opportunities.change(web, {}, lines=[Line(None, "Hotel", 2000)])
    dialog.save()
    words = [str(one.cget("text")) for one in descendants(_over(dialog)) if one.winfo_class() == "TRadiobutton"]
    assert words == ["1 × Travel", "2 × Hotel", "(empty)"]
    _over(dialog).confirm()
    pump(dialog, lambda: session.opportunities.get(web).lines[0].name == "Travel")
    assert [one.name for one in session.opportunities.get(web).lines] == ["Travel"]


def test_a_contact_in_dispute_is_told_by_its_name(dialog, session, web):
    dialog.form.put("contact_id", None)
    other = session.contacts.add({"first_name": "Berta"})
    second_user(session, role="manager").opportunities.change(web, {"contact_id": other})
    dialog.save()
    words = [str(one.cget("text")) for one in descendants(_over(dialog)) if one.winfo_class() == "TRadiobutton"]
    assert "Berta" in words


def test_a_reader_only_reads(page, desk, opened, web):
    reading = Desk(second_user(desk.session, role="reader"), desk.jobs, toasts=desk.toasts, settings=desk.settings)
    dialog = opened(DealWindow(page, reading, whole=read(reading.session, web)))
    dialog.form.put("title", "Mine")
    assert dialog.primary.instate(["disabled"])
    assert dialog.head.won.instate(["disabled"])
    assert dialog.head.steps.locked
