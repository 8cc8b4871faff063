"""What a former template leaves behind: what was used or edited stays, whatever it was used for."""

from __future__ import annotations

import pytest

from crm.utils import i18n


@pytest.fixture
def homes(session):
    """A business that began as an estate agency."""
    session.templates.apply("real_estate")
    return session


def test_a_source_a_contact_tells_stays(homes):
    homes.contacts.add({"first_name": "Ana", "source": "door to door"})
    homes.templates.apply("software")
    assert homes.sources.by_name("Door to door")
    assert homes.sources.by_name("Property portal") is None


def test_a_source_told_in_spanish_stays(homes):
    i18n.use("es")
    spoken = i18n.translate("Social media")
    i18n.use("en")
    homes.contacts.add({"first_name": "Ana", "source": spoken})
    homes.templates.apply("software")
    assert homes.sources.by_name("Social media")


def test_a_source_a_deal_tells_stays(homes):
    homes.opportunities.add({"title": "Piso", "source": "Property portal"})
    homes.templates.apply("software")
    assert homes.sources.by_name("Property portal")


def test_a_reason_a_deal_was_lost_for_stays(homes):
    reason = homes.loss_reasons.by_name("Mortgage refused").id
    stage = next(one for one in homes.pipelines.default().stages if one.kind == "lost")
    values = {"title": "Piso", "stage_id": stage.id, "value": 1, "closed_on": "2026-01-15", "loss_reason_id": reason}
    homes.opportunities.add(values)
    homes.templates.apply("software")
    assert homes.loss_reasons.by_name("Mortgage refused").id == reason
    assert homes.loss_reasons.by_name("Stopped looking") is None


def test_a_type_of_what_happened_or_is_planned_stays(homes):
    homes.interactions.add(homes.contacts.add({"first_name": "Ana"}), {"type": "viewing"})
    homes.activities.add({"type": "valuation", "subject": "Piso"})
    homes.templates.apply("software")
    assert {"viewing", "valuation"} <= {one.key for one in homes.interaction_types.all()}


def test_a_field_with_a_value_stays(homes):
    field = next(one for one in homes.fields.all("contacts") if one.label == "Areas of interest")
    homes.contacts.add({"first_name": "Ana", f"custom.{field.key}": "Centro"})
    homes.templates.apply("software")
    assert "Areas of interest" in [one.label for one in homes.fields.all("contacts")]
    assert "Budget up to" not in [one.label for one in homes.fields.all("contacts")]


def test_a_field_a_saved_view_names_stays(homes):
    field = next(one for one in homes.fields.all("contacts") if one.label == "Budget up to")
    homes.views.add("Con presupuesto", {"columns": [f"custom.{field.key}"]})
    homes.templates.apply("software")
    assert "Budget up to" in [one.label for one in homes.fields.all("contacts")]


def test_a_renamed_field_or_source_stays(homes):
    field = next(one for one in homes.fields.all("opportunities") if one.label == "Bedrooms")
    homes.fields.change(field.id, label="Dormitorios")
    homes.sources.change(homes.sources.by_name("Door to door").id, name="Puerta fría")
    homes.templates.apply("software")
    assert "Dormitorios" in [one.label for one in homes.fields.all("opportunities")]
    assert homes.sources.by_name("Puerta fría")


def test_another_place_in_the_order_is_no_edit(homes):
    homes.sources.move(homes.sources.by_name("Door to door").id, by=-3)
    homes.templates.apply("software")
    assert homes.sources.by_name("Door to door") is None


def test_what_both_templates_bring_keeps_its_row(homes):
    before = homes.sources.by_name("Referral")
    homes.templates.apply("software")
    assert homes.sources.by_name("Referral").id == before.id
