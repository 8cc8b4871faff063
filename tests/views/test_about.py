"""Pages to read."""

from __future__ import annotations

from crm.views.about import show_about, show_shortcuts
from tests.window import descendants


def _words(dialog):
    return [str(one.cget("text")) for one in descendants(dialog) if one.winfo_class() == "TLabel"]


def test_the_shortcuts_show_keys_beside_commands(page):
    dialog = show_shortcuts(page)
    words = _words(dialog)
    dialog.close()
    assert words[words.index("Undo") + 1] == "Ctrl+Z"


def test_the_shortcuts_fit_a_small_screen(page):
    dialog = show_shortcuts(page)
    dialog.update()
    height = dialog.winfo_reqheight()
    dialog.close()
    assert height < 720


def test_about_names_the_licence(page):
    dialog = show_about(page)
    words = " ".join(_words(dialog))
    dialog.close()
    assert "GNU General Public License" in words
