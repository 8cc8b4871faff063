"""The command table as people read it: the part of docs/commands.md about the window. Runs nothing."""

from __future__ import annotations

from crm.utils.i18n import _
from crm.views import keys
from crm.views.commands import COMMANDS, MENUS, Command, Needs, Scope, of_menu

HEADING = "## In the window"


def markdown() -> str:
    """The table of commands as Markdown, one table a menu, in the language in use."""
    return "\n\n".join([HEADING, _introduction(), *(_section(menu) for menu in MENUS)]) + "\n"


def shortcuts(page: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """(menu, [(command, keys)]) of the commands that have keys, translated: those of one page, or of all pages."""
    found = []
    for menu, label in MENUS.items():
        here = [one for one in COMMANDS if one.menu_name == menu and one.key and one.page == page]
        rows = [(_(one.label).rstrip("…"), keys.every_text(one.key)) for one in here]
        found += [(_(label), rows)] if rows else []
    return found


def _introduction() -> str:
    return (
        "`Ctrl+K` runs any command by a part of its name; `F1` lists the shortcuts. On a Mac read `⌘` for `Ctrl`."
        " Keys marked “list” are heard while the list has the keyboard."
    )


def _section(menu: str) -> str:
    rows = [_row(command) for group in of_menu(menu) for command in group]
    head = f"### {_(MENUS[menu])}\n\n| Command | Keys | Needs |\n|---|---|---|\n"
    return head + "\n".join(rows)


def _row(command: Command) -> str:
    pressed = ", ".join(f"`{keys.text(key, mac=False)}`" for key in command.key.split())
    where = " (list)" if command.scope is Scope.LIST else ""
    plain = command.needs in (Needs.NOTHING, Needs.DATABASE)
    return f"| {_(command.label)} | {pressed}{where} | {'' if plain else command.needs.value} |"
