"""The gate's dialog: what won and lost ask, for one deal and for many."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.models.opportunities import Closing
from crm.utils import dates
from crm.views.dialogs.closing import ClosingDialog, Wanted, ask_closing, correct, move, moved_words
from crm.views.widgets.dialog import Dialog
from tests.views.deals import deal, end, reason, row, stages
from tests.window import press, pump

pytestmark = pytest.mark.window


def _wanted(session, kind, *ids):
    return Wanted(end(session, kind), [row(session, one) for one in ids])


@pytest.fixture
def ask(page, desk, session, opened):
    def asking(kind, *ids):
        return opened(
            ClosingDialog(page, desk, wanted=_wanted(session, kind, *ids), reasons=session.loss_reasons.all())
        )

    return asking


def _dialog(page):
    return [child for child in page.winfo_children() if isinstance(child, Dialog)][-1]


def test_won_asks_value_and_day_with_what_is_known(ask, session):
    dialog = ask("won", deal(session))
    assert dialog.form.values() == {"value": 100_000, "closed_on": dates.today()}


def test_a_value_that_stays_is_not_told_again(ask, session):
    web = deal(session)
    assert ask("won", web).closings() == {web: Closing(dates.today())}


def test_another_value_is_told(ask, session):
    web = deal(session)
    dialog = ask("won", web)
    dialog.form.put("value", 5)
    assert dialog.closings()[web].value == 5


def test_won_needs_a_value(ask, session):
    dialog = ask("won", deal(session, value=None))
    dialog.confirm()
    assert dialog.winfo_exists()
    assert dialog.form.error_of("value")


def test_a_day_to_come_is_refused(ask, session):
    dialog = ask("won", deal(session))
    dialog.form.put("closed_on", "2999-01-01")
    with pytest.raises(Invalid) as wrong:
        dialog.closings()
    assert set(wrong.value.fields) == {"closed_on"}


def test_lost_asks_for_a_reason_and_no_value(ask, session):
    dialog = ask("lost", deal(session))
    dialog.confirm()
    assert dialog.winfo_exists()
    assert dialog._wrong.cget("text")
    assert not dialog.form.has("value")


def test_a_reason_is_enough(ask, session):
    web = deal(session)
    dialog = ask("lost", web)
    dialog.choices[reason(session)].invoke()
    assert dialog.closings()[web] == Closing(dates.today(), None, reason(session), "")


def test_another_reason_needs_words(ask, session):
    web = deal(session)
    dialog = ask("lost", web)
    dialog.choices[reason(session, needs_text=True)].invoke()
    dialog.confirm()
    assert dialog.form.error_of("loss_note")
    dialog.form.put("loss_note", "They moved abroad")
    assert dialog.closings()[web].loss_note == "They moved abroad"


def test_of_several_only_the_missing_values_are_asked(ask, session):
    known, first, second = deal(session), deal(session, value=None), deal(session, value=None)
    dialog = ask("won", known, first, second)
    dialog.form.put(f"value{first}", 100)
    dialog.form.put(f"value{second}", 200)
    assert {one: told.value for one, told in dialog.closings().items()} == {known: None, first: 100, second: 200}


def test_of_many_one_value_stands_for_all_of_a_currency(ask, session):
    ids = [deal(session, value=None) for _one in range(9)] + [deal(session, value=None, currency="USD")]
    dialog = ask("won", *ids)
    dialog.form.put("valueEUR", 300)
    dialog.form.put("valueUSD", 7)
    assert [told.value for told in dialog.closings().values()] == [300] * 9 + [7]


def test_one_reason_serves_all(ask, session):
    ids = [deal(session), deal(session)]
    dialog = ask("lost", *ids)
    dialog.choices[reason(session)].invoke()
    assert {told.loss_reason_id for told in dialog.closings().values()} == {reason(session)}


def test_what_was_won_before_keeps_its_day(session, page, desk):
    old, web = deal(session, title="Old"), deal(session)
    session.opportunities.move([old], end(session, "won").id, closing=Closing("2026-01-31"))
    move(page, desk, wanted=_wanted(session, "won", old, web))
    _dialog(page).confirm()
    pump(page)
    assert session.opportunities.get(old).closed_on == "2026-01-31"
    assert session.opportunities.get(web).closed_on == dates.today()


def test_an_open_stage_asks_nothing(page, desk, session):
    heard = []
    ask_closing(page, desk, wanted=Wanted(stages(session)[1], [row(session, deal(session))]), then=heard.append)
    assert heard == [{}]


def test_a_deal_is_lost_with_keys_alone(page, desk, session):
    web = deal(session)
    move(page, desk, wanted=_wanted(session, "lost", web))
    dialog = _dialog(page)
    pump(dialog)
    first = next(iter(dialog.choices.values()))
    press(first, "space")
    press(first, "Return")
    pump(page, lambda: session.opportunities.get(web).status == "lost")
    assert session.opportunities.get(web).loss_reason_id == next(iter(dialog.choices))


def test_giving_up_moves_nothing(page, desk, session):
    web = deal(session)
    move(page, desk, wanted=_wanted(session, "won", web))
    _dialog(page).cancel()
    pump(page)
    assert session.opportunities.get(web).status == "open"


def test_winning_several_is_one_step_for_undo(page, desk, session):
    ids = [deal(session), deal(session)]
    move(page, desk, wanted=_wanted(session, "won", *ids))
    _dialog(page).confirm()
    pump(page, lambda: session.opportunities.get(ids[1]).status == "won")
    session.history.undo()
    assert [session.opportunities.get(one).status for one in ids] == ["open", "open"]


def test_what_was_told_can_be_told_anew(page, desk, session):
    web = deal(session)
    session.opportunities.move([web], end(session, "lost").id, closing=Closing(dates.today(), None, reason(session)))
    correct(page, desk, stage=end(session, "lost"), row=row(session, web))
    dialog = _dialog(page)
    assert dialog.reason.get() == reason(session)
    dialog.form.put("closed_on", "2026-01-02")
    dialog.confirm()
    pump(page, lambda: session.opportunities.get(web).closed_on == "2026-01-02")
    assert session.opportunities.get(web).status == "lost"


def test_a_notice_names_the_deal_and_where_it_is(session):
    web = deal(session)
    assert moved_words(_wanted(session, "won", web), 1) == "Web: now in Won."
    assert moved_words(_wanted(session, "won", web), 0) == ""
