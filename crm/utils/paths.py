"""Where the program keeps its own files on this computer. Nothing here opens or writes them.

Each folder is created when it is asked for; a folder that cannot be created raises OSError.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_FOLDERS = platformdirs.PlatformDirs("Cartera", appauthor=False, ensure_exists=True)


def data_folder() -> Path:
    """The folder of the user's databases and backups."""
    return _FOLDERS.user_data_path


def config_folder() -> Path:
    """The folder of this machine's window settings."""
    return _FOLDERS.user_config_path


def cache_folder() -> Path:
    """A folder whose files may be thrown away at any time."""
    return _FOLDERS.user_cache_path


def documents_folder() -> Path:
    """The folder where people keep their documents; their own folder where there is none. Creates nothing."""
    folder = platformdirs.user_documents_path()
    return folder if folder.is_dir() else Path.home()


def log_file() -> Path:
    """The file that bugs and other events are written to; its folder exists."""
    return _FOLDERS.user_log_path / "cartera.log"


def default_database() -> Path:
    """The database to open when none is named: CRM_DATABASE if set, else `cartera.db` in the data folder."""
    named = os.environ.get("CRM_DATABASE", "").strip()
    return Path(named).expanduser() if named else data_folder() / "cartera.db"


def short(path: Path) -> str:
    """A path as people write it: "~" for their own folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
