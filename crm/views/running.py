"""The program with a window, from its start to its end."""

from __future__ import annotations

from pathlib import Path

from crm.utils import i18n, paths
from crm.utils.settings import Settings
from crm.views import drops, jobs, log, theme
from crm.views.window import Window


def run(path: Path | None, *, language: str = "") -> int:
    """Open the window on a file and stay until it is closed; the exit code."""
    log.start()
    settings = Settings(paths.config_folder() / "window.json")
    i18n.use(language or settings.get("language", ""))
    jobs.give_way()
    root = theme.create_window("Cartera", mode=settings.get("theme", "light"))
    window = Window(root, settings)
    chosen = path or window.files.last()
    if chosen is None and paths.default_database().exists():
        chosen = paths.default_database()
    window.start(chosen, create=path is not None)
    drops.offer_later(window)
    root.mainloop()
    return 0
