"""JSON lines and arrays as tables, and lines written."""

from decimal import Decimal

import pytest

from crm.errors import Invalid
from crm.files.jsonlines import write_jsonl
from crm.files.reading import detect, open_table


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


def test_written_lines_are_read_again(tmp_path, read):
    rows = [["Ana", 80.5, True, Decimal("12.50")], ["línea\n2", "", False, ""]]
    assert write_jsonl(tmp_path / "out.jsonl", ["Name", "Metros", "VIP", "Cuota"], rows=rows) == 2
    table = read(tmp_path / "out.jsonl")
    assert table.headers == ["Name", "Metros", "VIP", "Cuota"]
    assert [cells for _number, cells in table.rows()] == [
        ["Ana", "80.5", "true", "12.50"],
        ["línea\n2", "", "false", ""],
    ]


def test_two_columns_of_one_name_are_both_kept(tmp_path, read):
    write_jsonl(tmp_path / "out.jsonl", ["A", "A"], rows=[["1", "2"]])
    assert [cells for _number, cells in read(tmp_path / "out.jsonl").rows()] == [["1", "2"]]


def test_lines_that_fail_leave_the_old_file(tmp_path):
    (tmp_path / "out.jsonl").write_text("old", encoding="utf-8")

    def rows():
        yield ["1"]
        raise ValueError

    with pytest.raises(ValueError):
        write_jsonl(tmp_path / "out.jsonl", ["A"], rows=rows())
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('{\n "a": 1\n}', [["1"]]),
        ('{"total": 2, "people": [{"a": 1}, {"a": 2}]}', [["1"], ["2"]]),
        ('{"a": 1}\n\n{"a": 2}\n', [["1"], ["2"]]),
    ],
)
def test_one_object_is_a_record_or_holds_the_list_of_them(write, read, text, rows):
    assert [cells for _number, cells in read(write(text, "file.json")).rows()] == rows


@pytest.mark.parametrize("text", ["[]", "{}"])
def test_json_without_a_record_is_refused(write, text):
    with pytest.raises(Invalid, match="empty"):
        open_table(detect(write(text, "file.json")))
