"""Files written whole or not at all."""

import errno

import pytest

from crm.errors import Unavailable
from crm.files.replacing import replacing


def test_the_new_file_takes_the_place_of_the_old(tmp_path):
    (tmp_path / "out").write_bytes(b"old")
    with replacing(tmp_path / "out") as file:
        file.write(b"new")
        assert (tmp_path / "out").read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_bytes() == b"new"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_named_and_keeps_the_old_file(tmp_path, number):
    (tmp_path / "out").write_bytes(b"old")
    with pytest.raises(Unavailable, match="disk is full"), replacing(tmp_path / "out"):
        raise OSError(number, "No space left on device")
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("out", b"old")]


def test_a_file_too_large_for_its_disk_is_named(tmp_path):
    with pytest.raises(Unavailable, match="another disk"), replacing(tmp_path / "out"):
        raise OSError(errno.EFBIG, "File too large")


def test_a_file_open_elsewhere_is_named(tmp_path):
    with pytest.raises(Unavailable, match="open in another program"), replacing(tmp_path / "out"):
        raise PermissionError(errno.EACCES, "Permission denied")


def test_a_link_keeps_pointing_at_the_file_it_names(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with replacing(tmp_path / "link") as file:
        file.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
