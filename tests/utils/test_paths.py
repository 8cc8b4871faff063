"""Where the program keeps its files."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from crm.utils import paths


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CRM_DATABASE", raising=False)


@pytest.mark.parametrize("folder", [paths.data_folder, paths.config_folder, paths.cache_folder])
def test_a_folder_exists_once_it_was_asked_for(folder):
    assert folder().is_dir()
    assert "Cartera" in str(folder())


def test_the_folder_of_the_log_exists():
    assert paths.log_file().parent.is_dir()


def test_the_default_database_is_in_the_data_folder():
    assert paths.default_database() == paths.data_folder() / "cartera.db"


def test_the_environment_names_another_database(monkeypatch):
    monkeypatch.setenv("CRM_DATABASE", "~/ventas.db")
    assert paths.default_database() == Path.home() / "ventas.db"


def test_an_empty_name_in_the_environment_names_nothing(monkeypatch):
    monkeypatch.setenv("CRM_DATABASE", " ")
    assert paths.default_database().name == "cartera.db"


def test_a_path_in_the_user_s_own_folder_is_written_short(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths.short(tmp_path / "Ventas" / "a.db") == str(Path("~/Ventas/a.db"))
    assert paths.short(Path("/srv/a.db")) == str(Path("/srv/a.db"))


def test_documents_are_kept_in_their_folder_or_else_in_the_own_one(tmp_path, monkeypatch):
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "Documents")
    without = paths.documents_folder()
    (tmp_path / "Documents").mkdir()
    assert (without, paths.documents_folder()) == (Path.home(), tmp_path / "Documents")
