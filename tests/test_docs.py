"""The docs tell the truth: every command they show exists, every link and image resolves, every verb is written up."""

from __future__ import annotations

import functools
import os
import re
import shlex
import subprocess
import sys

import pytest

from tests.house import ROOT

PAGES = sorted(path for place in ("*.md", "docs/**/*.md", ".github/*.md") for path in ROOT.glob(place))
# The list of changes tells what once was.
CURRENT = [page for page in PAGES if page.name != "CHANGELOG.md"]
COMMANDS_PAGE = ROOT / "docs" / "commands.md"

_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(
    r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|<img[^>]+src=\"([^\"]+)\"|<a[^>]+href=\"([^\"]+)\""
)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_TARGET = re.compile(r"^([a-z][\w-]*)\s*:", re.MULTILINE)

every_page = pytest.mark.parametrize("page", CURRENT, ids=lambda page: page.relative_to(ROOT).as_posix())


def _shown(page):
    """The lines a reader may type: those of code blocks without their prompt, and code inside the text."""
    text = page.read_text(encoding="utf-8")
    blocks = [line for block in _FENCE.findall(text) for line in block.replace("\\\n", " ").splitlines()]
    return [line.strip().removeprefix("$ ") for line in blocks + _SPAN.findall(_FENCE.sub("", text))]


def _words(line):
    try:
        return shlex.split(line, comments=True)
    except ValueError:  # half a command, as in `it's`
        return line.split()


def _arguments(page):
    """What stands after main.py in each command shown."""
    for line in _shown(page):
        words = _words(line.split("|")[0])
        for index, word in enumerate(words):
            if word.endswith("main.py") and index and words[index - 1].rpartition("/")[2].startswith("py"):
                yield words[index + 1 :]


@functools.cache
def _help(*verb):
    """The usage of the program or of one verb; empty when there is no such verb."""
    environment = {**os.environ, "COLUMNS": "200", "LANG": "C.UTF-8", "DISPLAY": ""}
    command = [sys.executable, str(ROOT / "main.py"), *verb, "--help"]
    answer = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return answer.stdout if answer.returncode == 0 else ""


def _verbs():
    """The verbs that the program itself names."""
    return re.findall(r"^    ([a-z]+) {2,}\S", _help(), re.MULTILINE)


def test_the_readme_exists():
    assert ROOT / "README.md" in PAGES


def test_the_readme_opens_with_the_two_commands():
    opening = (ROOT / "README.md").read_text(encoding="utf-8")[:1500]
    assert "make run" in opening
    assert "make test" in opening


def test_the_program_names_its_verbs():
    assert {"init", "import", "export", "search", "show", "history", "undo", "redo", "check"} <= set(_verbs())


@every_page
def test_every_make_target_shown_exists(page):
    targets = set(_TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    shown = {word for line in _shown(page) for word in re.findall(r"(?:^|&& )make ([a-z][\w-]*)", line)}
    assert shown <= targets


@every_page
def test_every_verb_shown_exists(page):
    taking_a_value = {"--database", "--language"}
    shown = set()
    for words in _arguments(page):
        plain = [word for before, word in zip(["", *words], words, strict=False) if before not in taking_a_value]
        shown |= set([word for word in plain if not word.startswith("-")][:1])
    assert {verb for verb in shown if verb.isascii() and verb.isalpha() and verb.islower()} <= set(_verbs())


@every_page
def test_every_option_shown_exists(page):
    unknown = []
    for words in _arguments(page):
        verb = next((word for word in words if word in _verbs()), None)
        known = _help() + (_help(verb) if verb else "")
        options = [word.partition("=")[0] for word in words if re.fullmatch(r"--?[a-z][\w-]*(=.*)?", word)]
        unknown += [f"{verb}: {option}" for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", known)]
    assert not unknown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_and_image_resolves(page):
    text = _SPAN.sub("", _FENCE.sub("", page.read_text(encoding="utf-8")))
    links = [next(filter(None, found)) for found in _LINK.findall(text)]
    local = [link for link in links if not re.match(r"[a-z][a-z0-9+.-]*:", link)]
    assert [link for link in local if not _resolves(page, link)] == []


def _resolves(page, link):
    name, _hash, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists() or not target.is_relative_to(ROOT):
        return False
    return not anchor or target.suffix != ".md" or anchor in _anchors(target)


def _anchors(page):
    """The names that headings are linked by: small letters, hyphens for spaces, no punctuation."""
    headings = _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_page
def test_every_file_named_with_its_folder_exists(page):
    """`crm/app.py`, `docs/commands.md`, `.ci/run`: a path in code style that starts at one of our folders."""
    ours = {
        path.name for path in ROOT.iterdir() if path.is_dir() and path.name not in {".git", ".venv", "build", "dist"}
    }
    spans = _SPAN.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    paths = [span for span in spans if re.fullmatch(r"[\w.-]+(/[\w.-]+)+/?", span) and span.split("/")[0] in ours]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_verb_is_written_up():
    written = {words[0] for words in map(_words, _shown(COMMANDS_PAGE)) if words}
    written |= {word for words in _arguments(COMMANDS_PAGE) for word in words}
    assert set(_verbs()) <= written


def test_make_help_names_the_targets_that_were_promised():
    helped = re.findall(r"^([a-z][\w-]*):[^\n]*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"run", "test", "check", "bench", "screenshots", "package"} <= set(helped)


def test_continuous_integration_runs_make_check_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec make check"]
