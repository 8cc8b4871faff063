"""JSON lines and arrays as tables."""

import pytest

from crm.errors import Invalid
from crm.files.reading import detect


def test_one_object_a_line_is_a_row(write, read):
    table = read(write('{"id": 1, "name": "Ana", "tags": ["a"]}\n\n{"id": 2, "ok": true, "name": null}\n', "x.jsonl"))
    assert table.headers == ["id", "name", "tags", "ok"]
    assert list(table.rows()) == [(1, ["1", "Ana", '["a"]', ""]), (3, ["2", "", "", "true"])]


def test_a_broken_line_is_a_row_with_its_reason(write, read):
    table = read(write('{"id": 1}\nbroken\n{"id": 2}\n'))
    assert [number for number, _cells in table.rows()] == [1, 2, 3]
    assert [problem.row for problem in table.problems] == [2]


def test_an_array_of_objects_is_read_too(write, read):
    assert list(read(write('[{"id": 1}, {"id": 2}]')).rows()) == [(1, ["1"]), (2, ["2"])]


def test_a_broken_array_is_refused(write, read):
    with pytest.raises(Invalid, match="no JSON"):
        read(write('[{"id": 1}, {"id"'))


def test_json_is_recognised_by_its_content(write):
    assert detect(write('{"id": 1}\n', "x.csv")).format == "jsonl"
