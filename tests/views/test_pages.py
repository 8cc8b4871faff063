"""The pages of the window: made when they are needed, shown by their key."""

import subprocess
import sys

import pytest

from crm.views.contacts_tab import ContactsTab
from crm.views.pages import PAGES, import_all
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


def test_all_there_are_can_be_imported_beforehand():
    import_all()
    assert {f"crm.views.{page.module}" for page in PAGES} <= sys.modules.keys()


def test_no_page_brings_what_draws_charts():
    asked = "import sys; from crm.views.pages import import_all; import_all(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert not {"matplotlib", "numpy", "reportlab", "openpyxl"} & set(loaded)
