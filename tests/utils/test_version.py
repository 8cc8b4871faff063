"""One version, told in two places."""

import tomllib
from pathlib import Path

from crm.utils.version import VERSION


def test_the_version_is_that_of_the_project():
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    assert tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"] == VERSION
