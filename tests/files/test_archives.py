"""Archives written and read again; damaged, changed, swollen and newer ones refused."""

from __future__ import annotations

import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import Invalid, Unavailable
from crm.files import archives
from crm.files.archives import MANIFEST, Archive, Outgoing, write_archive

ROWS = [{"id": 1, "name": "Añá\n\x00🎈", "share": 0.1}, {"id": 7, "name": "", "share": None}]


@pytest.fixture
def made(tmp_path):
    """An archive of two tables."""
    write_archive(tmp_path / "a.zip", [Outgoing("people", iter(ROWS), 9), Outgoing("empty", [])], schema=2)
    return tmp_path / "a.zip"


def read(path):
    with Archive(path) as archive:
        return {part.name: list(archive.rows(part)) for part in archive.manifest.tables}


def changed(path, edit):
    """A copy of an archive whose files went through `edit(name, data)`; None leaves one out."""
    copy = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = edit(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return copy


def with_manifest(path, **values):
    return changed(
        path, lambda name, data: json.dumps(json.loads(data) | values).encode() if name == MANIFEST else data
    )


def test_rows_come_back_as_they_went(made):
    assert read(made) == {"people": ROWS, "empty": []}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "text": st.text(st.characters(exclude_categories=["Cs"])),
                "number": st.integers(-(2**63), 2**63 - 1) | st.none() | st.floats(allow_nan=False),
            }
        ),
        max_size=5,
    )
)
def test_any_row_comes_back(tmp_path, rows):
    write_archive(tmp_path / "a.zip", [Outgoing("t", rows)], schema=1)
    assert read(tmp_path / "a.zip") == {"t": rows}


def test_the_manifest_tells_what_is_in_it(made):
    with Archive(made) as archive:
        people = archive.manifest.tables[0]
        assert (people.name, people.rows, people.last_id, archive.manifest.schema) == ("people", 2, 9, 2)


def test_anybody_can_read_it_without_the_program(made):
    with zipfile.ZipFile(made) as book:
        lines = book.read("tables/people.jsonl").decode("utf-8").splitlines()
        assert json.loads(lines[0]) == ROWS[0]
        assert json.loads(book.read(MANIFEST))["format"] == "cartera-archive"


def test_a_cut_off_archive_is_refused(made):
    made.write_bytes(made.read_bytes()[:-40])
    with pytest.raises(Invalid, match="cut off"):
        Archive(made)


def test_every_damaged_byte_of_the_rows_is_noticed(tmp_path):
    write_archive(tmp_path / "a.zip", [Outgoing("t", [{"id": number} for number in range(30)])], schema=1)
    whole = (tmp_path / "a.zip").read_bytes()
    for place in range(whole.index(b"jsonl") + 30, whole.index(b"PK", 30), 7):
        data = bytearray(whole)
        data[place] ^= 0xFF
        (tmp_path / "a.zip").write_bytes(data)
        with pytest.raises(Invalid):
            read(tmp_path / "a.zip")


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data.replace(b"Paz", b"Sol"),
        lambda data: data + b'{"id": 3}\n',
        lambda data: data.split(b"\n")[0] + b"\n",
        lambda _data: b"no json at all",
        lambda _data: None,
    ],
    ids=["a letter", "a row more", "a row less", "no rows", "no table"],
)
def test_a_changed_table_is_refused(tmp_path, edit):
    write_archive(tmp_path / "a.zip", [Outgoing("people", [{"id": 1, "name": "Paz"}, {"id": 2, "name": ""}])], schema=1)
    copy = changed(tmp_path / "a.zip", lambda name, data: data if name == MANIFEST else edit(data))
    with pytest.raises(Invalid, match="Nothing was taken"):
        read(copy)


def _part(name, **values):
    return {"name": name, "rows": 0, "bytes": 0, "sha256": "", "last_id": 0} | values


@pytest.mark.parametrize(
    "values",
    [
        {"tables": [_part("people", rows="2")]},
        {"tables": [_part("people"), _part("people")]},
        {"tables": [_part("../../etc/passwd")]},
        {"tables": "x"},
        {"schema": "two"},
        {"format": "other"},
        {"version": None},
    ],
    ids=str,
)
def test_a_manifest_that_makes_no_sense_is_refused(made, values):
    with pytest.raises(Invalid):
        read(with_manifest(made, **values))


def test_a_newer_format_is_refused(made):
    with pytest.raises(Unavailable, match="newer Cartera"):
        Archive(with_manifest(made, version=2))


def test_a_part_that_swells_is_refused(tmp_path):
    write_archive(tmp_path / "a.zip", [Outgoing("t", [{"x": "0" * (archives._SMALL + 1)}])], schema=1)
    with pytest.raises(Invalid, match="swell"):
        Archive(tmp_path / "a.zip")


@pytest.mark.parametrize("value", ["[1]", '{"id": [1]}', '{"id": {"a": 1}}', "[" * 100_000, "\\xff"])
def test_a_line_that_is_no_row_is_refused(value):
    with pytest.raises(ValueError):
        archives._row(value.encode())


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"Name,City\nAna,Leon\n"])
def test_what_is_no_archive_is_refused(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(Invalid, match="no export of a whole file"):
        Archive(tmp_path / "a.zip")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Unavailable):
        Archive(tmp_path / "a.zip")


def test_rows_that_fail_leave_the_old_archive(made):
    before = made.read_bytes()

    def rows():
        yield {"id": 1}
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_archive(made, [Outgoing("people", rows())], schema=1)
    assert (made.read_bytes(), [path.name for path in made.parent.iterdir()]) == (before, ["a.zip"])
