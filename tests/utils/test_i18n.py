"""The language in use."""

from __future__ import annotations

import pytest

from crm.utils import i18n


@pytest.fixture(autouse=True)
def _english_afterwards():
    yield
    i18n.use("en")


def test_texts_are_translated_at_the_moment_of_showing():
    i18n.use("es")
    assert i18n.translate("Contacts") != "Contacts"
    i18n.use("en")
    assert i18n.translate("Contacts") == "Contacts"


def test_a_user_s_own_words_come_back_unchanged():
    i18n.use("es")
    assert i18n.translate("Zapatería Pepe") == "Zapatería Pepe"
    assert i18n.translate("") == ""


def test_plural_forms_follow_the_count():
    i18n.use("es")
    assert i18n.ngettext("{count} contact", "{count} contacts", 1) == "{count} contacto"
    assert i18n.ngettext("{count} contact", "{count} contacts", 2) == "{count} contactos"


@pytest.mark.parametrize(("spoken", "language"), [("es_MX.UTF-8", "es"), ("en_GB", "en"), ("C", "en"), ("de_DE", "en")])
def test_the_system_s_language_is_followed(monkeypatch, spoken, language):
    monkeypatch.setenv("LC_ALL", spoken)
    assert i18n.use("") == i18n.language() == language


def test_an_unknown_language_falls_back_to_the_system_s(monkeypatch):
    monkeypatch.setenv("LC_ALL", "es_ES")
    assert i18n.use("xx") == "es"
