"""What a pipeline without deals offers."""

from __future__ import annotations

import pytest

from crm.views.pipeline_start import PipelineStart
from tests.views.user import every, settle

pytestmark = pytest.mark.window


def starts(window):
    return [one for one in every(window.root) if isinstance(one, PipelineStart)]


def test_a_pipeline_that_never_had_a_deal_offers_ways_to_begin(window):
    window.show_page("pipeline")
    settle(window)
    assert [button.cget("text") for button in starts(window)[0].offers.buttons] == ["New opportunity", "Import a file"]


def test_the_first_deal_takes_them_away(window, own):
    window.show_page("pipeline")
    settle(window)
    own.opportunities.add({"title": "First"})
    settle(window)
    assert starts(window) == []


@pytest.mark.usefixtures("pipeline")
def test_a_search_that_finds_nothing_does_not_bring_them(window):
    window.pipeline.head.search.set("nothing like it")
    window.pipeline.load()
    assert starts(window) == []
    assert window.pipeline.boards.empty.winfo_manager()
