"""How calls usually end."""

from crm.models.calls import ANSWERED, OUTCOMES


def test_the_usual_ends_begin_with_the_best():
    assert [one.value for one in OUTCOMES] == [ANSWERED, "no_answer", "busy", "voicemail"]
