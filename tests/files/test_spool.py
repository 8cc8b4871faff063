"""A list of values on the disk."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from crm.files.spool import Spool


@given(some.lists(some.lists(some.text())))
@settings(max_examples=25)
def test_values_are_read_from_their_places_in_any_order(values):
    spool = Spool()
    places = [spool.add(value) for value in values]
    assert [spool.read(place) for place in reversed(places)] == list(reversed(values))


def test_adding_goes_on_after_reading():
    spool = Spool()
    first = spool.add(["é\n"])
    spool.read(first)
    second = spool.add([2])
    assert (spool.read(first), spool.read(second)) == (["é\n"], [2])
