"""What the tests of the leaves share: the language in use, put back after."""

from __future__ import annotations

import pytest

from crm.utils import i18n


# Only the language is set, not its catalogue: the rules of numbers and dates change, the sentences stay in English.
@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spanish is the language in use."""
    monkeypatch.setattr(i18n._Current, "language", "es")


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """English is the language in use."""
    monkeypatch.setattr(i18n._Current, "language", "en")


@pytest.fixture(params=["es", "en"])
def each_language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The test runs once in each language."""
    monkeypatch.setattr(i18n._Current, "language", request.param)
    return str(request.param)
