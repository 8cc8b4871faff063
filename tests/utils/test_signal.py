"""The signal: who is called, in which order, and what a failing listener does to the others."""

from __future__ import annotations

from crm.utils.signal import Signal


def failing(_value: int) -> None:
    raise RuntimeError("on purpose")


def test_every_listener_is_called_in_order():
    signal, heard = Signal[int](), []
    signal.connect(lambda value: heard.append(("first", value)))
    signal.connect(lambda value: heard.append(("second", value)))
    signal.emit(7)
    assert heard == [("first", 7), ("second", 7)]


def test_a_disconnected_listener_is_not_called():
    signal, heard = Signal[int](), []
    disconnect = signal.connect(heard.append)
    disconnect()
    disconnect()
    signal.emit(7)
    assert heard == []


def test_a_listener_connected_twice_is_called_twice_and_leaves_once():
    signal, heard = Signal[int](), []
    disconnect = signal.connect(heard.append)
    signal.connect(heard.append)
    disconnect()
    signal.emit(7)
    assert heard == [7]


def test_a_failing_listener_is_logged_and_the_others_are_called(caplog):
    signal, heard = Signal[int](), []
    signal.connect(failing)
    signal.connect(heard.append)
    signal.emit(7)
    assert heard == [7]
    assert "on purpose" in caplog.text


def test_a_listener_disconnected_by_another_is_not_called_any_more():
    signal, heard = Signal[int](), []
    signal.connect(lambda _value: leave())
    leave = signal.connect(heard.append)
    signal.emit(7)
    assert heard == []


def test_a_listener_connected_while_emitting_hears_the_next_value():
    signal, heard = Signal[int](), []
    join = [lambda: signal.connect(heard.append)]
    signal.connect(lambda _value: join.pop()() if join else None)
    signal.emit(1)
    signal.emit(2)
    assert heard == [2]
