"""What an understood phrase is as the values of an activity."""

from __future__ import annotations

from crm.models.quick_add import Named, Understood
from crm.utils.phrases import Phrase

FOUND = Understood(
    Phrase(due_on="2026-11-22", due_at="2026-11-22T09:00:00Z", minutes=30, rule="FREQ=DAILY"),
    "call",
    "offer",
    Named(3, "Ana"),
    opportunity=Named(5, "Obra"),
)


def test_a_time_stands_for_its_day():
    values = FOUND.values()
    assert (values["due_at"], "due_on" in values) == ("2026-11-22T09:00:00Z", False)
    assert Understood(Phrase(due_on="2026-11-22"), "task", "offer").values()["due_on"] == "2026-11-22"


def test_what_it_is_about_is_told_by_ids():
    values = FOUND.values()
    assert (values["contact_id"], values["opportunity_id"], values["duration_minutes"]) == (3, 5, 30)
    assert FOUND.rule == "FREQ=DAILY"


def test_another_contact_is_not_about_the_deal_of_the_first():
    values = FOUND.with_contact(Named(4, "Berta")).values()
    assert (values["contact_id"], values["opportunity_id"]) == (4, None)
    assert FOUND.without_deal().values()["opportunity_id"] is None
