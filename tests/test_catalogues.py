"""The catalogues hold every text, translated, compiled, with its placeholders; and no text is shown without them.

tools/catalogues.py reads and writes them; `make catalogues` brings them up to date.
"""

from __future__ import annotations

import ast
import gettext
import io
import re
import string
from collections.abc import Iterator

import pytest

from tests.house import Source, called, is_text, last_name, program, sources, verdict
from tools import catalogues

LANGUAGES = catalogues.LANGUAGES
MARKS = set(catalogues.KEYWORDS)

# Keywords and methods whose text a person reads.
SHOWN_KEYWORDS = {
    "text", "title", "label", "message", "hint", "tooltip", "placeholder", "help", "description", "epilog", "prompt",
    "caption", "detail", "heading", "subtitle", "confirm", "empty",
}  # fmt: skip
SHOWN_METHODS = {
    "title", "heading", "showinfo", "showwarning", "showerror", "askyesno", "askokcancel", "askyesnocancel", "toast",
    "set_status", "set_text", "add_command", "add_cascade",
}  # fmt: skip
ERRORS = {"CrmError", "Invalid", "NotFound", "Denied", "Conflict", "Unavailable"}

# Words that are the same in every language.
SAME_EVERYWHERE = {"Cartera", "CSV", "XLSX", "vCard", "Excel", "OK", "ID"}

# Calls whose texts nobody but a programmer reads.
FOR_PROGRAMMERS = {"debug", "info", "warning", "exception", "critical", "getLogger", "ValueError", "TypeError", "log",
    "RuntimeError", "AssertionError", "KeyError", "LookupError", "NotImplementedError", "compile", "cast", "TypeVar",
}  # fmt: skip


# A capital, then at least one word in small letters: the names of fonts have none.
_SENTENCE = re.compile(r"[A-ZÁÉÍÓÚÑ¿¡][^\n]*? [a-záéíóúñ]{2,}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_sources_is_in_the_catalogue(language):
    catalogue = catalogues.read(language)
    verdict([f"{_place(message)}: {message.id!r} is missing: make catalogues"
             for message in catalogues.template() if message.id and message.id not in catalogue])  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    verdict([f"{_place(message)}: {message.id!r} is not translated into {language}"
             for message in _messages(language) if not all(catalogues.translations(message))])  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language):
    verdict([f"{_place(message)}: {message.id!r} is marked fuzzy: check it and remove the mark"
             for message in _messages(language) if message.fuzzy])  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_from_former_sources(language):
    known = catalogues.template()
    verdict([f"{message.id!r} stands nowhere in the sources: make catalogues"
             for message in _messages(language) if message.id not in known])  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_written_one(language):
    assert catalogues.mo_file(language).read_bytes() == catalogues.compiled(catalogues.read(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_can_read_the_catalogue(language):
    bytes_read = io.BytesIO(catalogues.mo_file(language).read_bytes())
    assert gettext.GNUTranslations(bytes_read).charset() == "utf-8"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_placeholders(language):
    verdict([f"{_place(message)}: {text!r} must hold {sorted(_placeholders(message.id))}"
             for message in _messages(language) for text in _with_other_placeholders(message)])  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_edges(language):
    """A space, a line break, a colon or an ellipsis at an edge is part of the text."""
    edges = re.compile(r"^(\s*).*?(\s*)(?:[:…]?)(\s*)$", re.DOTALL)
    verdict([f"{_place(message)}: {text!r} has other spaces at its edges than {message.id!r}"
             for message in _messages(language) if not message.pluralizable
             for text in catalogues.translations(message)
             if text and edges.match(text).groups() != edges.match(message.id).groups()])  # fmt: skip


def _messages(language: str) -> list[catalogues.Message]:
    return [message for message in catalogues.read(language) if message.id]


def _place(message: catalogues.Message) -> str:
    return message.locations[0][0] if message.locations else "the catalogue"


def _placeholders(texts: str | tuple[str, ...]) -> set[str]:
    wholes = [texts] if isinstance(texts, str) else texts
    return {
        name
        for text in wholes
        for _words, name, _spec, _conversion in string.Formatter().parse(text)
        if name is not None
    }


def _with_other_placeholders(message: catalogues.Message) -> Iterator[str]:
    """The translations that lose or invent one; a singular may leave out the number."""
    wanted = _placeholders(message.id)
    forms = catalogues.translations(message)
    for index, text in enumerate(forms):
        held = _placeholders(text)
        singular = message.pluralizable and index == 0
        if text and (held - wanted if singular else held != wanted):
            yield text


def test_no_text_is_marked_inside_an_f_string():
    """There whoever collects the texts does not see it."""
    verdict(
        [
            source.at(node, f"{called(node)}(…) stands in an f-string: give it a name before")
            for source in program()
            for whole in source.nodes
            if isinstance(whole, ast.JoinedStr)
            for node in ast.walk(whole)
            if isinstance(node, ast.Call) and called(node) in MARKS and node.args and is_text(node.args[0])
        ]
    )


def test_only_plain_texts_are_marked():
    verdict(
        [
            source.at(node, f"{called(node)}({ast.unparse(node.args[0])}): mark the plain text, .format() it after")
            for source in program()
            for node in source.nodes
            if isinstance(node, ast.Call) and called(node) in MARKS and node.args and _is_composed(node.args[0])
        ]
    )


def _is_composed(node: ast.expr) -> bool:
    formatted = isinstance(node, ast.Call) and called(node) == "format" and is_text(getattr(node.func, "value", None))
    return isinstance(node, ast.JoinedStr | ast.BinOp) or formatted


def test_no_text_is_shown_untranslated():
    verdict(
        [
            source.at(bare, f"{bare.value!r} is shown and not wrapped in _() or N_()")
            for source in sources("crm/views", "crm/cli", "main.py")
            for node in source.nodes
            if isinstance(node, ast.Call) and called(node) not in MARKS | FOR_PROGRAMMERS
            for shown in _shown(node)
            for bare in _bare_texts(shown)
        ]
    )


def _shown(node: ast.Call) -> Iterator[ast.expr]:
    yield from (item.value for item in node.keywords if item.arg in SHOWN_KEYWORDS)
    if isinstance(node.func, ast.Attribute) and called(node) in SHOWN_METHODS:
        yield from node.args[1:] if called(node) == "heading" else node.args


def test_no_error_is_raised_untranslated():
    verdict(
        [
            source.at(bare, f"{bare.value!r} is an error's sentence and not wrapped in _()")
            for source in program()
            for node in source.nodes
            if isinstance(node, ast.Call) and called(node) in ERRORS
            for shown in node.args[:1]
            for bare in _bare_texts(shown)
        ]
    )


def test_no_sentence_stands_untranslated_in_the_window_or_the_command_line():
    verdict(
        [
            source.at(bare, f"{bare.value!r} reads like a sentence and is not wrapped in _() or N_()")
            for source in sources("crm/views", "crm/cli")
            for bare in _sentences(source)
        ]
    )


def _sentences(source: Source) -> Iterator[ast.Constant]:
    hidden: set[int] = set(source.docstrings)
    for node in source.nodes:
        if isinstance(node, ast.Call) and called(node) in MARKS | FOR_PROGRAMMERS:
            hidden |= {id(part) for part in ast.walk(node)}
    for node in source.nodes:
        if is_text(node) and id(node) not in hidden and re.match(_SENTENCE, node.value):
            yield node


def _bare_texts(node: ast.expr) -> Iterator[ast.Constant]:
    """The literals with words in them that an expression would show as they stand."""
    if isinstance(node, ast.Constant):
        if is_text(node) and _has_words(node.value):
            yield node
        return
    for part in _parts(node):
        yield from _bare_texts(part)


def _has_words(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2}", text)) and text not in SAME_EVERYWHERE and not _COLOUR.fullmatch(text)


def _parts(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.BoolOp | ast.JoinedStr):
        return list(node.values)
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.Dict):
        return list(node.values)
    formatted = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and last_name(node) == "format"
    return [node.func.value] if formatted else []  # type: ignore[attr-defined]
