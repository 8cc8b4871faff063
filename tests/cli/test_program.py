"""The command line's options and exit codes."""

from __future__ import annotations

import argparse
import inspect

import pytest

from crm.cli import program
from crm.utils import i18n


def test_no_verb_means_the_window():
    assert program.parse([]).verb is None


def test_the_database_may_stand_before_or_after_the_verb(tmp_path):
    before = program.parse(["--database", str(tmp_path / "a.db"), "tags"])
    after = program.parse(["tags", "--database", str(tmp_path / "a.db")])
    assert before.database == after.database == tmp_path / "a.db"


def test_the_language_is_used_before_anything_is_said():
    program.parse(["--language", "es"])
    assert i18n.language() == "es"
    program.parse(["--language=en"])
    assert i18n.language() == "en"


@pytest.mark.parametrize("words", [["fly"], ["import"], ["search", "a", "--limit", "many"], ["show", "ana"]])
def test_wrong_usage_ends_with_2(words, capsys):
    with pytest.raises(SystemExit) as ended:
        program.parse(words)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_refusal_is_one_sentence_and_ends_with_1(command):
    answer = command("show", 99)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "This contact no longer exists.\n"


def test_a_file_that_is_not_there_is_refused_and_not_created(tmp_path, capsys):
    options = program.parse(["--database", str(tmp_path / "none.db"), "--language", "en", "tags"])
    assert program.run(options) == 1
    assert "There is no file" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()


def test_the_overview_needs_no_verb(database_file, capsys):
    options = program.parse(["--database", str(database_file), "--language", "en"])
    assert program.overview(options) == 0
    assert "People" in capsys.readouterr().out


def test_the_library_s_own_words_are_translated_too(capsys):
    with pytest.raises(SystemExit):
        program.parse(["--language", "es", "show"])
    said = capsys.readouterr().err
    assert said.startswith("uso: ")
    i18n.use("en")


@pytest.mark.parametrize("text", program.LIBRARY_TEXTS)
def test_the_marked_words_are_those_of_argparse(text):
    assert text.strip().rstrip(":") in inspect.getsource(argparse)


def test_the_overview_creates_no_file(tmp_path, capsys):
    options = program.parse(["--database", str(tmp_path / "none.db"), "--language", "en"])
    assert program.overview(options) == 0
    assert "no file" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_too_long_is_refused_in_words(tmp_path, capsys):
    options = program.parse(["--database", str(tmp_path / ("x" * 300)), "--language", "en", "init"])
    assert program.run(options) == 1
    assert "cannot be used" in capsys.readouterr().err


def test_ctrl_c_ends_with_130_and_a_sentence(capsys):
    def stopped(_options):
        raise KeyboardInterrupt

    assert program.run(argparse.Namespace(work=stopped)) == 130
    assert "Stopped" in capsys.readouterr().err
