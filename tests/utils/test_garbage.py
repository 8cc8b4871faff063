"""Cycles looked for seldom, and as before afterwards."""

import gc

import pytest

from crm.utils.garbage import seldom_collected


def test_cycles_are_looked_for_seldom_inside():
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] > before[0]


def test_afterwards_they_are_looked_for_as_before_even_after_an_error():
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom_collected():
        raise ZeroDivisionError
    assert gc.get_threshold() == before
