"""vCards written, and read again by this program and by another."""

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.files.vcard_writing import write_vcards

ANA = {
    "First name": "Ana María",
    "Last name": "Gil; Ruiz, hija",
    "Company": "Acme, S.L.",
    "Department": "Ventas",
    "E-mail": ["ana@x.com", "ana@y.com"],
    "Phone": "91 000 00 00",
    "Mobile phone": ["600", "601"],
    "Address": ["Mayor 1\n2º B", "Sol 2"],
    "City": ["León", ""],
    "Postal code": ["08001", "36201"],
    "Notes": "línea 1\nlínea 2; \\n y más " + "ñ" * 100,
    "Birthday": "1980-05-06",
    "Categories": "VIP, Cliente",
}


def people(table):
    return [
        {header: cell for header, cell in zip(table.headers, cells, strict=True) if cell}
        for _number, cells in table.rows()
    ]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_is_written_is_read_again(tmp_path, read, version):
    assert write_vcards(tmp_path / "out.vcf", [ANA], version=version) == 1
    person = people(read(tmp_path / "out.vcf"))[0]
    assert person["E-mail 2"] == "ana@y.com"
    assert (person["Street address 2"], person["Postal code 2"], person.get("City 2")) == ("Sol 2", "36201", None)
    plain = {header: text for header, text in ANA.items() if isinstance(text, str) and header != "Categories"}
    assert {header: person[header] for header in plain} == plain
    assert person["Tags"] == '"VIP","Cliente"'


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_birthday_without_a_year_is_read_again(tmp_path, read, version):
    write_vcards(tmp_path / "out.vcf", [{"First name": "Ana", "Birthday": "--05-06"}], version=version)
    assert people(read(tmp_path / "out.vcf"))[0]["Birthday"] == "--05-06"


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_company_is_read_again_as_a_company(tmp_path, read, version):
    write_vcards(tmp_path / "out.vcf", [{"Kind": "company", "Company": "Acme, S.L."}], version=version)
    assert people(read(tmp_path / "out.vcf")) == [{"Kind": "company", "Company": "Acme, S.L."}]


def test_another_program_reads_the_same(tmp_path):
    write_vcards(tmp_path / "out.vcf", [ANA], version="3.0")
    card = vobject.readOne((tmp_path / "out.vcf").read_text("utf-8"))
    assert (card.n.value.family, card.n.value.given) == ("Gil; Ruiz, hija", "Ana María")
    assert card.note.value == ANA["Notes"]
    assert [tel.value for tel in card.tel_list] == ["91 000 00 00", "600", "601"]


def test_no_line_is_longer_than_75_bytes(tmp_path):
    write_vcards(tmp_path / "out.vcf", [ANA])
    assert max(map(len, (tmp_path / "out.vcf").read_bytes().split(b"\r\n"))) <= 75


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(note=st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), min_size=1))
def test_any_note_survives(tmp_path, read, note):
    write_vcards(tmp_path / "out.vcf", [{"First name": "Ana", "Notes": note}])
    assert people(read(tmp_path / "out.vcf"))[0].get("Notes", "") == note
