"""Software: a trial lasts longer than a demo, and cools off sooner than it ends."""

from __future__ import annotations

from crm.models.templates.software import SOFTWARE


def test_a_trial_without_a_word_cools_off_before_it_ends():
    trial = next(one for one in SOFTWARE.pipelines[0].stages if one.name == "Trial or pilot")
    assert trial.rotting_days < trial.expected_days
