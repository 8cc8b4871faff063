"""The house rules of SQL, read from the string literals: where it stands, that it is portable, one writer, no pasting.

What looks like SQL: upper-case key words of SQL in their grammar, or a whole statement in lower case.
"""

from __future__ import annotations

import ast
import re

import pytest

from tests.house import Source, Text, called, joined, last_name, program, verdict

ENGINE = ("crm/storage/sqlite",)
STORAGE = ("crm/storage/",)
SQL_ROOMS = ("crm/controllers/", "crm/storage/")

_SQL = re.compile(
    r"""\bSELECT\s+(?!\W*$)[\w(*:'"{] | \bINSERT\s+(OR\s+\w+\s+)?INTO\b | \bREPLACE\s+INTO\b | \bDELETE\s+FROM\b
    | \bUPDATE\s+\S+\s+SET\b | \bWHERE\s+\S+ | \b(ORDER|GROUP)\s+BY\b
    | \b(LEFT|INNER|CROSS)?\s*JOIN\s+\S+\s+(\w+\s+)?ON\b
    | \bEXISTS\s*\( | \bCREATE\s+(UNIQUE\s+|VIRTUAL\s+|TEMP\s+)*(TABLE|INDEX|TRIGGER|VIEW)\b | \bON\s+CONFLICT\b
    | \bPRAGMA\s+\w+ | \bCASE\s+WHEN\b | \bIS\s+(NOT\s+)?NULL\b | \b(NOT\s+)?IN\s*\(\s*SELECT\b | [<>=]\s*:[a-z_]+\b
    | ^\s*(select\b.*\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s)""",
    re.VERBOSE | re.DOTALL,
)
_WRITES = re.compile(
    r"\b(INSERT\s+(OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM)\b", re.IGNORECASE | re.DOTALL
)
# Words of one engine that give themselves away in any text, and those that are plain English outside SQL.
_ENGINE_NAMES = re.compile(
    r"""fts[345] | \bbm25\b | \bjson_\w+\s*\( | \bjsonb\b | \bsqlite_\w+ | \bpg_\w+ | \bstrftime\b | \bjulianday\b
    | \browid\b
    | \blast_insert_rowid\b | \bPRAGMA\b | \bILIKE\b | \bGLOB\b | \bMATCH\b | \bAUTOINCREMENT\b | \bINSERT\s+OR\s+\w+
    | \bINDEXED\s+BY\b | \bdatetime\(\s*'now | \bdate\(\s*'now | \bNOCASE\b""",
    re.VERBOSE,
)
_ENGINE_WORDS = re.compile(
    r"""\b(match|glob|ilike|pragma)\b | \bgroup_concat\s*\( | \bstring_agg\s*\( | \binstr\s*\( | \bifnull\s*\(
    | \bnvl\s*\(
    | \biif\s*\( | \bprintf\s*\( | \btypeof\s*\( | \bchar\s*\( | \bunicode\s*\( | \bdatetime\s*\( | \bdate\s*\(
    | \btotal\s*\(
    | \bjson\s*\( | ->>? | \bREPLACE\s+INTO\b | \bunixepoch\b | \bLIMIT\s+-1 | ::\s*\w+ | \bto_char\s*\(""",
    re.VERBOSE | re.IGNORECASE,
)
_QUOTED = re.compile(r"'(?:[^']|'')*'")

# What may be called inside the braces of an SQL f-string: joining names, and what the engine's own file says for it.
PORTABLE_CALLS = {"join"} | {
    function.name for source in program() if source.name.startswith(ENGINE) for function in source.functions
}


def is_sql(text: Text) -> bool:
    """Whether a string holds SQL, whole or a piece."""
    return bool(_SQL.search(text.value))


def _sql(*, outside: tuple[str, ...] = ()) -> list[tuple[Source, Text]]:
    return [
        (source, text)
        for source in program()
        if not (outside and source.name.startswith(outside))
        for text in source.texts
        if is_sql(text)
    ]


@pytest.mark.parametrize(
    "words", ["SELECT id FROM contacts", "status = :status", "EXISTS (SELECT 1", "a.name IS NOT NULL", "ORDER BY {}"]
)
def test_sql_is_recognised(words):
    assert is_sql(Text(words, 1))


@pytest.mark.parametrize(
    "words",
    [
        "Select a file to import",
        "Delete from the list",
        "Where is it?",
        "Nothing is null here",
        "Saved {}.",
        "Group by",
    ],
)
def test_plain_words_are_no_sql(words):
    assert not is_sql(Text(words, 1))


def test_sql_stands_in_controllers_and_storage_only():
    verdict(
        [source.at(text.line, "SQL belongs to controllers and storage") for source, text in _sql(outside=SQL_ROOMS)]
    )


def test_only_storage_writes():
    verdict(
        [
            source.at(text.line, "write through Database.insert, update or delete")
            for source, text in _sql(outside=STORAGE)
            if _WRITES.search(text.value)
        ]
    )


def test_values_are_named_never_question_marks():
    verdict(
        [
            source.at(text.line, "values are :name parameters, no ?")
            for source, text in _sql(outside=ENGINE)
            if "?" in _QUOTED.sub("''", text.value)
        ]
    )


def test_the_words_of_one_engine_stand_in_its_own_file():
    found = []
    for source in program():
        if not source.name.startswith(ENGINE):
            for text in source.texts:
                word = _ENGINE_NAMES.search(text.value) or (is_sql(text) and _ENGINE_WORDS.search(text.value))
                if word:
                    found.append(
                        source.at(text.line, f"{word.group().strip()} is a word of one engine: {ENGINE[0]}.py")
                    )
    verdict(found)


def test_sql_holds_only_names_from_fixed_places():
    found = []
    for source in program():
        for node in source.nodes:
            if isinstance(node, ast.JoinedStr) and is_sql(joined(node)):
                found += [source.at(part, _pasted(part)) for part in joined(node).parts if not _is_fixed(part)]
    verdict(found)


def _pasted(part: ast.FormattedValue) -> str:
    return f"{{{ast.unparse(part.value)}}} is pasted into SQL: a value goes in as :name, a name comes from a fixed dict"


def _is_fixed(part: ast.FormattedValue) -> bool:
    return part.conversion == -1 and part.format_spec is None and _is_fixed_name(part.value)


def _is_fixed_name(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        own = isinstance(value.func, ast.Attribute) and last_name(value.func.value) in {"engine", "dialect", "sqlite"}
        return own or called(value) in PORTABLE_CALLS or called(value).startswith("_")
    if isinstance(value, ast.Subscript):
        return _is_fixed_name(value.value)
    if isinstance(value, ast.IfExp):
        return _is_fixed_name(value.body) and _is_fixed_name(value.orelse)
    return isinstance(value, ast.Name | ast.Attribute | ast.Constant)


_FORMATTERS = {"format", "format_map", "replace"}


def _owner(node: ast.Call) -> ast.expr:
    """What a method is called on."""
    return node.func.value if isinstance(node.func, ast.Attribute) else node.func


def test_sql_is_never_formatted():
    found = []
    for source in program():
        for node in source.nodes:
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and _is_sql_node(node.left):
                found.append(source.at(node, "SQL is not made with %"))
            elif isinstance(node, ast.Call) and called(node) in _FORMATTERS and _is_sql_node(_owner(node)):
                found.append(source.at(node, f"SQL is not made with .{called(node)}()"))
    verdict(found)


def test_sql_is_added_to_names_only():
    verdict(
        [
            source.at(node, f"{ast.unparse(side)} is added to SQL: a value goes in as :name")
            for source in program()
            for node in source.nodes
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)
            for side, other in ((node.left, node.right), (node.right, node.left))
            if _is_sql_node(other) and not (_is_text_node(side) or isinstance(side, ast.BinOp) or _is_fixed_name(side))
        ]
    )


def _is_text_node(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr | ast.Constant)


def _is_sql_node(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return is_sql(joined(node))
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and is_sql(Text(node.value, node.lineno))
