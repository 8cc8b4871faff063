"""Where the window writes what went wrong: a file that is kept small. The command line has its error output."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler

from crm.utils import paths

_LARGEST = 1_000_000  # bytes
_KEPT = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start() -> logging.Handler:
    """Send every warning and error to the log file; the handler can be removed again."""
    handler = RotatingFileHandler(
        paths.log_file(), maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True, errors="backslashreplace"
    )
    handler.setFormatter(logging.Formatter(_FORMAT))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    return handler
