"""An end to all patience."""

import socket

from crm.network.patience import Patience


def test_a_connection_is_cut_when_its_time_is_over():
    here, there = socket.socketpair()
    with here, there:
        patience = Patience(lambda: here)
        patience.allow(0.05)
        here.settimeout(5)
        assert here.recv(1) == b""


def test_one_that_was_settled_in_time_stays():
    here, there = socket.socketpair()
    with here, there:
        patience = Patience(lambda: here)
        patience.allow(0.05)
        patience.settle()
        here.settimeout(0.2)
        there.sendall(b"x")
        assert here.recv(1) == b"x"


def test_without_a_connection_there_is_nothing_to_cut():
    patience = Patience(lambda: None)
    patience.allow(0.01)
    patience.settle()
