"""Cycles looked for seldom or not at all, and as before afterwards."""

import gc

import pytest

from crm.utils.garbage import seldom_collected, uncollected


def test_cycles_are_looked_for_seldom_inside():
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] > before[0]


def test_afterwards_they_are_looked_for_as_before_even_after_an_error():
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom_collected():
        raise ZeroDivisionError
    assert gc.get_threshold() == before


def test_no_cycles_are_looked_for_inside():
    with uncollected():
        assert not gc.isenabled()


def test_afterwards_they_are_looked_for_again_even_after_an_error():
    with pytest.raises(ZeroDivisionError), uncollected():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_who_looks_for_none_outside_looks_for_none_afterwards():
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
