"""What the tests of this room share: the real sample files, and a table read whole."""

from pathlib import Path

import pytest

from crm.files.reading import detect, open_table
from crm.files.sheet import Table

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"


@pytest.fixture(scope="session")
def data():
    """The folder of real sample files."""
    if not DATA.is_dir():
        pytest.skip("../shared/data is not here")
    return DATA


@pytest.fixture
def read():
    """A function that opens a file as the program would, and returns its Table."""

    def _read(path: Path) -> Table:
        return open_table(detect(path))

    return _read


@pytest.fixture
def write(tmp_path):
    """A function that writes bytes, or text in an encoding, to a file and returns its path."""

    def _write(content: bytes | str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return _write
