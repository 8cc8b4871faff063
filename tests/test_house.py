"""The house rules, read from the sources: imports, sizes, guarded doors, tidiness, tests beside sources.

The rules of SQL stand in tests/test_house_sql.py.
"""

from __future__ import annotations

import ast
import re
import statistics
import tokenize

import pytest

from tests.house import ROOT, Function, Source, called, everything, last_name, program, sources, verdict

RANKS = {
    "utils": 0,
    "errors": 1,
    "models": 2,
    "files": 3,
    "network": 3,
    "storage": 4,
    "controllers": 5,
    "session": 6,
    "app": 7,
    "demo": 7,
    "views": 8,
    "api": 8,
    "cli": 8,
    "__main__": 9,
    "main": 9,
}
FRONTS = {"views", "api", "cli"}

# Which library may be imported where; a place is a folder or one file.
FENCES = {
    "tkinter": "crm/views/",
    "ttkbootstrap": "crm/views/theme.py",
    "tkcalendar": "crm/views/",
    "PIL.ImageTk": "crm/views/",
    "fastapi": "crm/api/",
    "starlette": "crm/api/",
    "uvicorn": "crm/api/",
    "sqlite3": "crm/storage/",
    "psycopg": "crm/storage/",
    "smtplib": "crm/network/",
    "imaplib": "crm/network/",
    "caldav": "crm/network/",
    "keyring": "crm/network/",
    "matplotlib.pyplot": "nowhere",
    "pylab": "nowhere",
    "tests": "nowhere",
    "tools": "nowhere",
    "benchmarks": "nowhere",
}

MOST_PARAMETERS = 4
MOST_BY_POSITION = 2

# Signatures that somebody else dictates.
DICTATED = {
    "report_callback_exception": "Tk calls it with the three parts of an error",
    "xview": "Tk's scroll bars call it with what to do, how far and in which unit",
    "yview": "Tk's scroll bars call it with what to do, how far and in which unit",
    "ngettext": "gettext's own order: one, many, count",
    "update": "SQL's own order: which table, which row, which values",
}

# Sources without a test file of their own, each with the reason.
WITHOUT_TESTS: dict[str, str] = {}

PRINTERS = ("crm/cli/", "main.py", "benchmarks/", "tools/")


def test_the_house_is_read_at_all():
    assert len(program()) > 10


def test_imports_point_one_way():
    verdict([finding for source in program() for finding in _wrong_ways(source)])


def _wrong_ways(source: Source) -> list[str]:
    if source.room == "crm":
        return []
    here = RANKS.get(source.room)
    if here is None:
        return [source.at(1, f"the room {source.room} has no place in the import order")]
    found = []
    for node, name in source.imports():
        room = _room_of(name)
        if room is None or room == source.room:
            continue
        if RANKS.get(room, 99) > here or {room, source.room} <= FRONTS:
            found.append(source.at(node, f"{source.room} may not import {name}: imports point one way"))
    return found


def _room_of(name: str) -> str | None:
    parts = name.split(".")
    if parts[0] == "main":
        return "main"
    return parts[1] if parts[0] == "crm" and len(parts) > 1 else None


def test_widgets_know_nothing_of_the_crm():
    allowed = ("crm.views.widgets", "crm.views.theme", "crm.utils", "crm.models", "crm.errors")
    looks = ("crm.views.colors", "crm.views.shapes", "crm.views.fonts", "crm.views.icons", "crm.views.keys")
    verdict(
        [
            source.at(node, f"a widget may not import {name}: widgets know Tk, not the CRM")
            for source in sources("crm/views/widgets")
            for node, name in source.imports()
            if _room_of(name) and not name.startswith(allowed + looks)
        ]
    )


def test_libraries_stay_in_their_rooms():
    found = []
    for source in program():
        for node, name in source.imports():
            for library, place in FENCES.items():
                if f"{name}.".startswith(f"{library}.") and not source.name.startswith(place):
                    found.append(source.at(node, f"{library} may be imported in {place} only"))
    verdict(found)


def test_no_function_is_longer_than_40_lines():
    verdict(
        [
            source.at(function, f"{function.name} has {source.length(function)} lines; 40 is the stop")
            for source in everything()
            for function in source.functions
            if source.length(function) > 40
        ]
    )


def test_nine_functions_in_ten_are_under_25_lines():
    lengths = _lengths()
    assert sum(length < 25 for length in lengths) >= 0.9 * len(lengths)


def test_the_median_function_has_at_most_10_lines():
    assert statistics.median(_lengths()) <= 10


def _lengths() -> list[int]:
    return [source.length(function) for source in program() for function in source.functions]


def test_no_file_is_longer_than_400_lines():
    verdict(
        [
            source.at(400, f"{source.text.count(chr(10))} lines; 400 is the stop")
            for source in everything()
            if source.text.count("\n") > 400
        ]
    )


def test_functions_take_at_most_4_parameters_the_later_ones_by_keyword():
    found = []
    for source in program() + sources("benchmarks", "tools"):
        methods = {id(item) for owner in source.classes for item in owner.body}
        for function in source.functions:
            positional, total = _parameters(function, method=id(function) in methods)
            dictated = function.name in DICTATED or function.name in {"__exit__", "__set__", "__setitem__"}
            if total > MOST_PARAMETERS:
                found.append(
                    source.at(function, f"{function.name} takes {total} parameters; {MOST_PARAMETERS} is the stop")
                )
            elif positional > MOST_BY_POSITION and not dictated:
                found.append(source.at(function, f"{function.name}: parameters after the second are keyword-only"))
    verdict(found)


def _parameters(function: Function, *, method: bool) -> tuple[int, int]:
    """How many by position and how many in all, self and cls not counted."""
    own = method and "staticmethod" not in {last_name(decorator) for decorator in function.decorator_list}
    names = function.args
    positional = len(names.posonlyargs) + len(names.args) - own
    return positional, positional + len(names.kwonlyargs) + bool(names.vararg) + bool(names.kwarg)


def test_base_classes_are_at_most_two_deep():
    bases = {owner.name: [last_name(base) for base in owner.bases] for source in program() for owner in source.classes}

    def depth(name: str, seen: frozenset[str] = frozenset()) -> int:
        known = [base for base in bases.get(name, []) if base in bases and base not in seen | {name}]
        return max((1 + depth(base, seen | {name}) for base in known), default=0)

    verdict(
        [
            source.at(owner, f"{owner.name} stands on {depth(owner.name)} base classes of ours; two is the stop")
            for source in program()
            for owner in source.classes
            if depth(owner.name) > 2
        ]
    )


def _controllers() -> list[tuple[Source, ast.ClassDef]]:
    """The classes that derive from Controller, itself included, however far."""
    classes = [(source, owner) for source in sources("crm/controllers") for owner in source.classes]
    known = {"Controller"}
    for _pass in range(3):
        known |= {owner.name for _source, owner in classes if known & {last_name(base) for base in owner.bases}}
    return [(source, owner) for source, owner in classes if owner.name in known]


def test_there_are_controllers():
    assert {owner.name for _source, owner in _controllers()} > {"Controller"}


def test_every_public_method_of_a_controller_wears_reads_or_writes():
    verdict(
        [
            source.at(item, f"{owner.name}.{item.name} wears neither @reads(...) nor @writes(...)")
            for source, owner in _controllers()
            if owner.name != "Controller"  # its methods are what the guards themselves call
            for item in owner.body
            if isinstance(item, Function) and not item.name.startswith("_") and not _is_guarded(item)
        ]
    )


def _is_guarded(method: Function) -> bool:
    guards = {last_name(item) for item in method.decorator_list if isinstance(item, ast.Call)}
    plain = {last_name(item) for item in method.decorator_list}
    return bool(guards & {"reads", "writes"} or plain & {"property", "cached_property", "setter"})


def test_every_module_opens_with_a_docstring():
    verdict(
        [
            source.at(1, "a module opens with what lives here and what does not")
            for source in everything()
            if source.tree.body and not ast.get_docstring(source.tree)
        ]
    )


def test_no_logic_in_init():
    plain = ast.Import | ast.ImportFrom
    found = []
    for source in everything():
        if source.path.name != "__init__.py":
            continue
        for node in source.tree.body:
            docstring = isinstance(node, ast.Expr) and id(node.value) in source.docstrings
            exports = isinstance(node, ast.Assign) and last_name(node.targets[0]) == "__all__"
            if not (docstring or exports or isinstance(node, plain)):
                found.append(source.at(node, "__init__.py holds no logic"))
    verdict(found)


def test_nothing_is_left_to_do():
    left = re.compile(r"\b(TODO|FIXME|XXX)\b")
    found = []
    for source in everything():
        comments = [(token.start[0], token.string) for token in source.tokens if token.type == tokenize.COMMENT]
        strings = [(node.lineno, source.docstrings[id(node)]) for node in source.nodes if id(node) in source.docstrings]
        found += [source.at(line, "finish it or file it") for line, text in comments + strings if left.search(text)]
    verdict(found)


def test_only_the_command_line_prints():
    verdict(
        [
            source.at(node, "print belongs to the command line and the tools")
            for source in everything()
            if not source.name.startswith((*PRINTERS, "tests/"))
            for node in source.nodes
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        ]
    )


def test_no_exception_is_swallowed():
    found = []
    for source in program():
        silent = [node for node in source.nodes if isinstance(node, ast.ExceptHandler) and _swallows(node)]
        calls = [node for node in source.nodes if isinstance(node, ast.Call) and called(node) == "suppress"]
        silent += [node for node in calls if _is_wide(node.args)]
        found += [source.at(node, "an exception is swallowed") for node in silent]
    verdict(found)


def _swallows(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    silent = all(
        isinstance(node, ast.Pass | ast.Continue)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in handler.body
    )
    return silent and _is_wide(caught)


def _is_wide(caught: list[ast.expr]) -> bool:
    return bool({last_name(error) for error in caught} & {"Exception", "BaseException"})


def test_there_are_no_global_statements():
    verdict(
        [source.at(node, "no globals") for source in program() for node in source.nodes if isinstance(node, ast.Global)]
    )


def test_nothing_is_named_helpers():
    vague = re.compile(r"(^|_)(helpers?|misc|utils?|common|stuff|manager)(_|$)")
    verdict(
        [
            source.at(1, "a file is named after what lives in it")
            for source in everything()
            if vague.search(source.path.stem)
        ]
    )


def test_nothing_is_mocked():
    mocks = ("unittest.mock", "mock", "pytest_mock")
    verdict(
        [
            source.at(node, "no mocks: pass a clock, a mail server or a dialog in")
            for source in sources("tests")
            for node, name in source.imports()
            if name.startswith(mocks)
        ]
    )


@pytest.mark.parametrize("source", [item for item in program() if item.name != "main.py"], ids=repr)
def test_every_source_has_its_test_file(source):
    if source.path.name == "__init__.py" or source.name in WITHOUT_TESTS:
        return
    path = source.path.relative_to(ROOT / "crm")
    wanted = ROOT / "tests" / path.with_name(f"test_{path.name}")
    assert wanted.exists(), source.at(1, f"{wanted.relative_to(ROOT)} is missing: tests mirror sources")


def test_the_exceptions_are_still_needed():
    gone = [name for name in WITHOUT_TESTS if not (ROOT / name).exists()]
    assert not gone


def test_tests_are_called_the_same_at_any_moment():
    """Two workers that collect in different seconds must find the same tests: values of the present need ids."""
    present = {"now", "today", "moment_ago"}
    verdict(
        [
            source.at(node, "name these cases with ids=[…]: their values change with the clock")
            for source in everything()
            for node in source.nodes
            if isinstance(node, ast.Call) and called(node) == "parametrize"
            if not any(one.arg == "ids" for one in node.keywords)
            if any(isinstance(part, ast.Call) and called(part) in present for part in ast.walk(node))
        ]
    )


def test_only_one_place_asks_tk_for_the_keyboard():
    """tkinter fails while a menu is open; crm/views/widgets/focus.py does not."""
    asked = {"focus_get", "focus_displayof"}
    verdict(
        [
            source.at(node, "ask crm/views/widgets/focus.py who has the keyboard")
            for source in program()
            for node in source.nodes
            if isinstance(node, ast.Call) and called(node) in asked
        ]
    )
