"""Changed fields as the cells of a table."""

from crm.models.history import ToldChange
from crm.views.dialogs.history_changes import cells


def test_nothing_is_shown_as_a_dash():
    assert cells(ToldChange("Ana", "City", "", "Lugo")) == ("Ana", "City", "–", "Lugo")
