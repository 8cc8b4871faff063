"""The form of a new deal."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from crm.views.dialogs import opportunity_new
from crm.views.dialogs.closing import ClosingDialog
from crm.views.dialogs.opportunity_new import NewOpportunity
from tests.views.deals import ana, end, stages
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def begun(page, desk, session, opened):
    def beginning(**values):
        dialog = NewOpportunity(page, desk, beginning=opportunity_new.begin(session, values))
        dialog.added = []
        dialog.on_added = lambda deal_id, open_it: dialog.added.append((deal_id, open_it))
        return opened(dialog)

    return beginning


def _only(session):
    return session.opportunities.get(1)


def test_title_contact_and_value_are_enough(begun, session):
    dialog = begun()
    dialog.form.put("title", "Web")
    dialog.form.put("contact_id", ana(session))
    dialog.form.put("value", 100_000)
    press(dialog.form.editor("value").entry, "Return")
    made = _only(session)
    assert (made.title, made.value, made.currency, made.assigned_to) == ("Web", 100_000, "EUR", session.user.id)
    assert made.stage_id == stages(session)[0].id
    assert dialog.added == [(made.id, False)]


def test_the_keyboard_begins_in_the_title(begun):
    dialog = begun()
    assert dialog.focus_get() is dialog.form.editor("title").entry


def test_it_may_be_opened_at_once(begun):
    dialog = begun(title="Web")
    dialog.open_button.invoke()
    assert dialog.added[0][1]


def test_a_title_is_asked_for_beside_its_field(begun):
    dialog = begun()
    dialog.save()
    assert dialog.form.error_of("title")


def test_a_stage_may_be_told(begun, session):
    dialog = begun(title="Web", stage_id=stages(session)[2].id)
    dialog.save()
    assert _only(session).stage_id == stages(session)[2].id


def test_a_contact_may_be_told(begun, session):
    person = ana(session)
    dialog = begun(title="Web", contact_id=person)
    assert dialog.form.editor("contact_id").typed() == ("Ana Gil", person)


def test_another_pipeline_begins_at_its_first_stage(begun, session):
    kinds = ("open", "won", "lost")
    other = session.pipelines.add("Leases", stages=[{"name": kind, "kind": kind} for kind in kinds])
    dialog = begun(title="Web")
    dialog.form.put("pipeline_id", other)
    dialog.save()
    assert session.pipelines.stage(_only(session).stage_id).pipeline_id == other


def test_a_deal_that_is_won_already_passes_the_gate(begun, session):
    dialog = begun(title="Web", value=500, stage_id=end(session, "won").id)
    dialog.save()
    gate = [child for child in dialog.winfo_children() if isinstance(child, ClosingDialog)][-1]
    gate.confirm()
    pump(dialog.master, lambda: bool(dialog.added))
    assert _only(session).status == "won"


def test_an_own_field_that_must_be_filled_is_asked_for(begun, session):
    session.fields.add("Size", Kind.TEXT, required=True, entity="opportunities")
    own = session.fields.all("opportunities")[0]
    assert begun().form.has(f"custom.{own.key}")


def test_nothing_typed_is_nothing_lost(begun):
    dialog = begun()
    assert not dialog.has_edits
    dialog.form.put("title", "Web")
    assert dialog.has_edits


def test_the_owner_is_chosen_among_the_users_and_not_among_contacts(begun, session):
    marta = session.users.add("Marta Soler", role="sales")
    session.contacts.add({"first_name": "Marta", "last_name": "Cliente"})
    dialog = begun(title="Web")
    owner = dialog.form.editor("assigned_to")
    owner.entry.delete(0, "end")
    owner.entry.insert(0, "Marta")
    owner.entry.focus_set()
    owner.suggestions.open()
    pump(dialog, lambda: owner.suggestions.is_open)
    press(owner.entry, "Down", "Return")
    dialog.save()
    assert _only(session).assigned_to == marta
