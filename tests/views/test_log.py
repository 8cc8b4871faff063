"""The log file of the window."""

from __future__ import annotations

import logging

import pytest

from crm.utils import paths
from crm.views import log


@pytest.fixture
def handler(folders):
    assert folders.exists()
    made = log.start()
    yield made
    logging.getLogger().removeHandler(made)
    made.close()


def _written(handler):
    handler.flush()
    return paths.log_file().read_text(encoding="utf-8") if paths.log_file().exists() else ""


def test_an_error_is_written_with_its_traceback(handler):
    try:
        1 / 0  # noqa: B018 - the error is what is wanted
    except ZeroDivisionError:
        logging.getLogger("crm.views.errors").exception("An error nobody expected")
    assert "ZeroDivisionError" in _written(handler)


def test_small_talk_is_not_written(handler):
    logging.getLogger("crm").info("opened")
    assert "opened" not in _written(handler)


def test_any_letters_are_written(handler):
    logging.getLogger("crm").warning("odd: %s", "ñandú 中文")
    assert "odd: ñandú 中文" in _written(handler)
