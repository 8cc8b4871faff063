"""Names of mail folders on the wire and for people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.network.folder_names import decoded, encoded, is_of_sent


@pytest.mark.parametrize(
    ("name", "wire"),
    [
        ("INBOX", "INBOX"),
        ("Año & mañana", "A&APE-o &- ma&APE-ana"),
        ("台北/日本語", "&U,BTFw-/&ZeVnLIqe-"),
        ("Clientes 😀", "Clientes &2D3eAA-"),
    ],
)
def test_names_are_written_as_servers_write_them(name, wire):
    assert (encoded(name), decoded(wire)) == (wire, name)


@pytest.mark.parametrize("wire", ["&", "&&-", "&A-", "&!!-", "R&D", "&AP-"])
def test_a_name_written_wrongly_stays_readable(wire):
    assert decoded(wire)


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=20))
def test_every_name_comes_back(name):
    assert encoded(name).isascii()
    assert decoded(encoded(name)) == name


def test_the_folder_of_sent_mail_is_known_by_its_name():
    assert is_of_sent("INBOX.Elementos enviados")
    assert not is_of_sent("Enviados 2024")
