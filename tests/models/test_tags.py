"""The colours a tag may have."""

from __future__ import annotations

import re

from crm.models.tags import COLORS


def test_colours_are_distinct_and_written_as_the_window_reads_them():
    assert len(set(COLORS)) == len(COLORS)
    assert all(re.fullmatch("#[0-9a-f]{6}", color) for color in COLORS)
