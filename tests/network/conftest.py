"""What tests of this room share: a web server of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.network.web import Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server on loopback."""
    with serving() as server:
        yield server
