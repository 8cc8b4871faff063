"""The pages of the window: made when they are needed, shown by their key."""

import pytest

from crm.views.contacts_tab import ContactsTab
from crm.views.pages import PAGES
from crm.views.pipeline_tab import PipelineTab

pytestmark = pytest.mark.window


def test_a_window_opens_with_the_page_in_view_alone(window):
    assert list(window.notebook.made) == ["contacts"]


def test_a_page_is_made_when_it_comes_into_view(window):
    window.show_page("pipeline")
    window.root.update()
    assert window.notebook.key == "pipeline"
    assert isinstance(window.notebook.made["pipeline"], PipelineTab)


def test_a_page_stays_the_same_one(window):
    made = window.pipeline
    window.show_page("pipeline")
    assert window.pipeline is made
    assert isinstance(window.contacts, ContactsTab)


def test_each_page_goes_by_the_key_of_its_class(window):
    assert [window.notebook.page(page.key).key for page in PAGES] == [page.key for page in PAGES]
