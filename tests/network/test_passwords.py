"""Passwords: in a keyring that works, in memory beside one that does not, in no log."""

import logging
import threading

import pytest

from crm.network.passwords import Passwords, place, system_keyring


class Kept:
    """A keyring that works."""

    def __init__(self):
        self.passwords = {}

    def get_password(self, service, username):
        return self.passwords.get((service, username))

    def set_password(self, service, username, password):
        self.passwords[service, username] = password

    def delete_password(self, service, username):
        del self.passwords[service, username]


class Locked(Kept):
    """A keyring whose owner does not unlock it."""

    def get_password(self, service, username):
        raise RuntimeError(f"locked, and here is a secret: {service} {username}")

    set_password = delete_password = get_password


PLACE = "smtp:ana@mail.example.org"


def test_a_place_names_service_login_and_host():
    assert place("smtp", login="ana", host="Mail.Example.org") == PLACE


def test_what_the_keyring_keeps_is_there_for_the_next_run():
    keyring = Kept()
    assert Passwords(lambda: keyring).keep(PLACE, "geheim") is True
    assert Passwords(lambda: keyring).get(PLACE) == "geheim"


def test_without_a_keyring_a_password_lasts_for_this_run_only():
    passwords = Passwords(lambda: None)
    assert passwords.keep(PLACE, "geheim") is False
    assert (passwords.get(PLACE), Passwords(lambda: None).get(PLACE)) == ("geheim", None)


def test_an_unknown_place_has_no_password():
    assert Passwords(Kept).get(PLACE) is None


def test_a_forgotten_password_is_gone_from_the_keyring_too():
    keyring = Kept()
    passwords = Passwords(lambda: keyring)
    passwords.keep(PLACE, "geheim")
    passwords.forget(PLACE)
    assert (passwords.get(PLACE), keyring.passwords) == (None, {})


def test_forgetting_what_was_never_known_is_no_error():
    Passwords(Kept).forget(PLACE)


def test_a_keyring_that_refuses_leaves_memory():
    passwords = Passwords(Locked)
    assert passwords.keep(PLACE, "geheim") is False
    assert passwords.get(PLACE) == "geheim"


def test_the_log_hears_of_a_refusal_but_no_secret(caplog):
    with caplog.at_level(logging.DEBUG):
        Passwords(Locked).keep(PLACE, "geheim")
    assert "refused" in caplog.text
    assert "geheim" not in caplog.text and "secret" not in caplog.text


def test_a_keyring_that_cannot_be_found_leaves_memory():
    def broken():
        raise ImportError("no such backend")

    assert Passwords(broken).keep(PLACE, "geheim") is False


def test_a_keyring_that_stays_silent_is_asked_once():
    silence, asked = threading.Event(), []

    class Silent(Kept):
        def get_password(self, service, username):
            asked.append(username)
            silence.wait(10)
            return super().get_password(service, username)

    passwords = Passwords(Silent, patience=0.05)
    assert (passwords.get(PLACE), passwords.get("imap:ana@mail"), asked) == (None, None, [PLACE])
    silence.set()


def test_a_desktop_without_a_keyring_has_none(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    assert system_keyring() is None


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "no.such.Backend"])
def test_a_keyring_that_keeps_nothing_is_none(monkeypatch, backend):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    assert Passwords().keep(PLACE, "geheim") is False
