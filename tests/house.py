"""The sources as the house rules see them: modules, imports, functions, classes and texts, read with ast and tokenize.

No rule stands here: tests/test_house.py, tests/test_house_sql.py and tests/test_catalogues.py hold the rules.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Text:
    """One string of the sources: an f-string is one text, its parts standing as {} in `value` and whole in `parts`."""

    value: str
    line: int
    parts: tuple[ast.FormattedValue, ...] = ()


class Source:
    """One Python file, read once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.relative_to(ROOT).as_posix()
        self.text = path.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text, filename=self.name)

    def __repr__(self) -> str:
        return self.name

    def at(self, node: ast.AST | int, rule: str) -> str:
        """A finding: file, line and the rule that is broken there."""
        return f"{self.name}:{node if isinstance(node, int) else getattr(node, 'lineno', 1)}: {rule}"

    @cached_property
    def module(self) -> str:
        """The dotted name."""
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def room(self) -> str:
        """The folder under crm/, or the file's own name: "controllers", "session", "main"."""
        parts = self.module.split(".")
        return parts[1] if parts[0] == "crm" and len(parts) > 1 else parts[0]

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the tree."""
        return list(ast.walk(self.tree))

    @cached_property
    def functions(self) -> list[Function]:
        """Every function and method, nested ones too."""
        return [node for node in self.nodes if isinstance(node, Function)]

    @cached_property
    def classes(self) -> list[ast.ClassDef]:
        """Every class."""
        return [node for node in self.nodes if isinstance(node, ast.ClassDef)]

    @cached_property
    def docstrings(self) -> dict[int, str]:
        """The text of each docstring by the id of its node."""
        owners = [node for node in self.nodes if isinstance(node, ast.Module | ast.ClassDef | Function)]
        found = (owner.body[0] for owner in owners if ast.get_docstring(owner, clean=False) is not None)
        return {id(first.value): first.value.value for first in found}  # type: ignore[attr-defined]

    @cached_property
    def tokens(self) -> list[tokenize.TokenInfo]:
        """Every token, comments included."""
        return list(tokenize.generate_tokens(io.StringIO(self.text).readline))

    @cached_property
    def code_lines(self) -> set[int]:
        """The numbers of the lines that hold code: no blank lines, comments or docstrings."""
        lines: set[int] = set()
        for token in self.tokens:
            if token.type not in _NO_CODE:
                lines.update(range(token.start[0], token.end[0] + 1))
        for node in self.nodes:
            if id(node) in self.docstrings:
                lines.difference_update(range(node.lineno, node.end_lineno + 1))  # type: ignore[attr-defined]
        return lines

    def length(self, function: Function) -> int:
        """How many lines of code a function has, from `def` to its end."""
        return sum(line in self.code_lines for line in range(function.lineno, (function.end_lineno or 0) + 1))

    def imports(self) -> Iterator[tuple[ast.AST, str]]:
        """Each imported module with its node; `from crm import cli` and `from . import x` give the full names."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                yield from ((node, f"{base}.{alias.name}") for alias in node.names)
            elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"} and node.args:
                yield from ((node, text.value) for text in [node.args[0]] if is_text(text))

    def _absolute(self, node: ast.ImportFrom) -> str:
        package = self.module.split(".")
        if not self.name.endswith("/__init__.py"):
            package = package[:-1]
        base = package[: len(package) - node.level + 1] if node.level else []
        return ".".join([*base, *([node.module] if node.module else [])])

    @cached_property
    def texts(self) -> list[Text]:
        """Every string but docstrings; the literal parts of an f-string are joined into one."""
        inside = {id(part) for node in self.nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
        found = [joined(node) for node in self.nodes if isinstance(node, ast.JoinedStr)]
        for node in self.nodes:
            if is_text(node) and id(node) not in self.docstrings and id(node) not in inside:
                found.append(Text(node.value, node.lineno))  # type: ignore[attr-defined]
        return found


def joined(node: ast.JoinedStr) -> Text:
    """An f-string as one text."""
    parts = tuple(part for part in node.values if isinstance(part, ast.FormattedValue))
    words = ("{}" if isinstance(part, ast.FormattedValue) else str(getattr(part, "value", "")) for part in node.values)
    return Text("".join(words), node.lineno, parts)


def is_text(node: ast.AST | None) -> bool:
    """Whether a node is a plain string."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def called(node: ast.Call) -> str:
    """The last name of what is called: "showinfo" for messagebox.showinfo(...)."""
    return last_name(node.func)


def last_name(node: ast.expr) -> str:
    """The last name of a dotted or called or subscripted expression."""
    if isinstance(node, ast.Call):
        return last_name(node.func)
    if isinstance(node, ast.Subscript):
        return last_name(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def sources(*places: str) -> list[Source]:
    """The Python files of some folders and files of the repository, each read once a run."""
    paths: list[Path] = []
    for place in places:
        path = ROOT / place
        paths += sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.exists() else []
    return [_read(path) for path in paths]


_READ: dict[Path, Source] = {}


def _read(path: Path) -> Source:
    if path not in _READ:
        _READ[path] = Source(path)
    return _READ[path]


def program() -> list[Source]:
    """What ships: crm and main.py."""
    return sources("crm", "main.py")


def everything() -> list[Source]:
    """What ships and what surrounds it."""
    return sources("crm", "main.py", "tests", "benchmarks", "tools")


def verdict(findings: list[str]) -> None:
    """Fail with every finding on its own line."""
    assert not findings, "\n" + "\n".join(findings)
