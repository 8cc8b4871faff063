"""The window's settings: kept whole, and harmless when damaged."""

from __future__ import annotations

import pytest

from crm.utils.settings import Settings


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "settings.json"


def test_a_value_is_found_again(path):
    Settings(path).set("window.size", [1280, 800])
    assert Settings(path).get("window.size") == [1280, 800]


def test_a_missing_value_is_the_default(path):
    assert Settings(path).get("theme", "light") == "light"


def test_a_missing_file_is_no_problem(path):
    assert Settings(path).problem == ""


def test_a_value_set_to_none_is_forgotten(path):
    settings = Settings(path)
    settings.set("theme", "dark")
    settings.set("theme", None)
    assert Settings(path).get("theme", "light") == "light"


def test_nothing_but_the_file_stays_in_the_folder(path):
    Settings(path).set("name", "ñandú 😀")
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe\x00", b"[" * 100_000])
def test_a_damaged_file_is_set_aside_and_named(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.get("theme", "light") == "light"
    assert path.with_name("settings.json.damaged").read_bytes() == content
    assert "settings.json.damaged" in settings.problem


def test_a_damaged_file_does_not_stop_the_next_change(path):
    path.parent.mkdir()
    path.write_text("{")
    Settings(path).set("theme", "dark")
    assert Settings(path).get("theme") == "dark"


def test_a_value_json_cannot_hold_changes_nothing(path):
    settings = Settings(path)
    settings.set("theme", "dark")
    with pytest.raises(TypeError):
        settings.set("theme", object())
    assert settings.get("theme") == Settings(path).get("theme") == "dark"


def test_a_file_that_cannot_be_written_costs_only_the_memory(path):
    path.mkdir(parents=True)
    settings = Settings(path)
    settings.set("theme", "dark")
    assert settings.get("theme") == "dark"
    assert "could not be saved" in settings.problem
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]
