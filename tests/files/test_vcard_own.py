"""What own cards say beyond the standard, there and back."""

import vobject

from crm.files.vcard_own import OWN_FIELD, further, label_of, shown
from crm.files.vcard_writing import write_vcards

ANA = {
    "First name": "Ana",
    "E-mail": ["ana@x.com", "ana@y.com"],
    label_of("E-mail"): ["Work", "Home, opted out"],
    "Mobile phone": ["+34612345678"],
    label_of("Mobile phone"): ["Mobile, primary"],
    "Categories": ["VIP", 'Madrid, "centro"'],
    "Status": "customer",
    "Tax ID": "12345678Z",
    OWN_FIELD + 'Zona; "sur": 1': "línea 1\nlínea 2; \\n",
}


def _cells(table):
    [(_number, cells)] = table.rows()
    return {header: cell for header, cell in zip(table.headers, cells, strict=True) if cell}


def test_an_own_card_is_read_back_whole(tmp_path, read):
    write_vcards(tmp_path / "out.vcf", [ANA])
    assert _cells(read(tmp_path / "out.vcf")) == {
        "First name": "Ana",
        "Kind": "person",
        "E-mail": "ana@x.com",
        "E-mail label": "Work",
        "E-mail 2": "ana@y.com",
        "E-mail 2 label": "Home, opted out",
        "Mobile phone": "+34612345678",
        "Mobile phone label": "Mobile, primary",
        "Tags": '"VIP","Madrid, ""centro"""',
        "Status": "customer",
        "Tax ID": "12345678Z",
        'Zona; "sur": 1': "línea 1\nlínea 2; \\n",
    }


def test_another_program_reads_what_it_knows(tmp_path):
    write_vcards(tmp_path / "out.vcf", [ANA], version="3.0")
    card = vobject.readOne((tmp_path / "out.vcf").read_text("utf-8"))
    assert [mail.value for mail in card.email_list] == ["ana@x.com", "ana@y.com"]
    assert card.email_list[1].type_param == "home"
    assert card.categories.value == ["VIP", 'Madrid, "centro"']


def test_the_lines_of_another_program_are_no_own_ones(write, read):
    table = read(write("BEGIN:VCARD\nVERSION:4.0\nFN:Ana\nX-CARTERA-STATUS:customer\nEND:VCARD\n", "x.vcf"))
    assert (table.is_own, table.headers) == (False, ["Full name"])


def test_headers_are_shown_in_the_words_of_the_tables():
    assert [shown("Address", own=True), shown("Address"), shown("E-mail", 1)] == [
        "Street address",
        "Address",
        "E-mail 2",
    ]
    assert shown(label_of("E-mail"), 1) == "E-mail 2 label"
    assert shown(OWN_FIELD + "Notes 2") == "Notes 2"


def test_labels_stand_behind_their_texts_and_own_fields_at_the_end():
    headers = ["E-mail", label_of("E-mail"), "Status", OWN_FIELD + "Zona"]
    assert further("E-mail", headers) == [label_of("E-mail")]
    assert further("", headers) == ["Status", OWN_FIELD + "Zona"]
