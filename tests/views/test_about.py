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
    height, width = dialog.winfo_reqheight(), dialog.winfo_reqwidth()
    dialog.close()
    assert (height < 720, width < 1280) == (True, True)


def test_the_shortcuts_begin_with_those_of_the_page_in_view(page):
    dialog = show_shortcuts(page, "calendar")
    [pages] = [one for one in descendants(dialog) if one.winfo_class() == "TNotebook"]
    shown = pages.tab("current", "text")
    dialog.close()
    assert shown == "Calendar"


def test_about_names_the_licence(page):
    dialog = show_about(page)
    words = " ".join(_words(dialog))
    dialog.close()
    assert "GNU General Public License" in words
