"""Shortcuts: one string gives what is read and what is bound."""

from __future__ import annotations

import pytest

from crm.utils import i18n
from crm.views import keys


@pytest.fixture(autouse=True)
def english():
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


@pytest.mark.parametrize(
    ("written", "shown"),
    [("Ctrl+K", "Ctrl+K"), ("Delete", "Del"), ("Ctrl+Shift+Z", "Ctrl+Shift+Z"), ("F1", "F1"), ("", "")],
)
def test_a_shortcut_is_shown_as_people_write_it(written, shown):
    assert keys.text(written, mac=False) == shown


@pytest.mark.parametrize(("written", "shown"), [("Ctrl+K", "⌘K"), ("Ctrl+Shift+Z", "⇧⌘Z"), ("Delete", "⌫")])
def test_a_mac_shows_its_own_signs(written, shown):
    assert keys.text(written, mac=True) == shown


def test_a_letter_is_bound_with_and_without_caps_lock():
    assert keys.sequences("Ctrl+K", mac=False) == ("<Control-Key-k>", "<Lock-Control-Key-K>")


def test_shift_and_caps_lock_together_give_the_small_letter():
    assert keys.sequences("Ctrl+Shift+Z", mac=False) == ("<Control-Shift-Key-Z>", "<Lock-Control-Shift-Key-z>")


def test_a_mac_binds_command():
    assert keys.sequences("Ctrl+K", mac=True)[0] == "<Command-Key-k>"


def test_enter_means_both_enter_keys():
    assert keys.sequences("Enter", mac=False) == ("<Key-Return>", "<Key-KP_Enter>")


def test_several_shortcuts_of_one_command_are_all_bound():
    assert "<Control-Shift-Key-Z>" in keys.sequences("Ctrl+Y Ctrl+Shift+Z", mac=False)


@pytest.mark.parametrize(("written", "plain"), [("/", True), ("Delete", True), ("Ctrl+F /", False), ("F2", False)])
def test_a_plain_key_is_one_a_text_field_needs(written, plain):
    assert keys.is_plain(written) is plain


@pytest.mark.parametrize("written", ["Ctrl+K", "Ctrl+Shift+Z", "Delete", "Enter", "/", "F1", "Alt+Up", "Esc", "Ctrl+,"])
def test_tk_accepts_every_sequence(root, written):
    for sequence in keys.sequences(written, mac=False):
        root.tk.call("bind", "CarteraTestTag", sequence, "#")
