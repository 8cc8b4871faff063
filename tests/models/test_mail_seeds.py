"""The first templates: every kind in both languages, each with its own name."""

from crm.models.mail_seeds import SEEDS


def test_both_languages_have_the_same_kinds():
    assert [seed[0] for seed in SEEDS] == ["es"] * 4 + ["en"] * 4


def test_no_two_of_a_language_share_a_name_and_none_lacks_words():
    assert len({seed[:2] for seed in SEEDS}) == len(SEEDS)
    assert all(all(seed) for seed in SEEDS)
