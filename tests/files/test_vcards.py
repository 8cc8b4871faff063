"""vCards as rows: sample files, old dialects, broken cards."""

import pytest

from crm.files.vcard_lines import PRODUCT


def people(table):
    """The filled cells of every row, by header."""
    return [
        {header: cell for header, cell in zip(table.headers, cells, strict=True) if cell}
        for _number, cells in table.rows()
    ]


def card(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def test_every_card_of_a_file_is_a_row(data, read):
    table = read(data / "ezvcard" / "gmail-list.vcf")
    assert people(table)[1] == {"First name": "Chris", "Last name": "Beatle", "E-mail": "chrisy55d@yahoo.com"}
    assert table.count == 3


@pytest.mark.parametrize(("name", "numbers"), [("gmail-single2", 11), ("John_Doe_MAC_ADDRESS_BOOK", 7)])
def test_every_number_of_a_card_is_kept(data, read, name, numbers):
    person = people(read(data / "ezvcard" / f"{name}.vcf"))[0]
    kinds = ("Phone", "Mobile", "Fax", "Pager")
    assert sum(header.startswith(kinds) and not header.endswith("label") for header in person) == numbers


def test_all_sample_files_are_read_without_a_problem(data, read):
    for path in [*(data / "ezvcard").glob("*.vcf"), *(data / "roundcube").glob("*.vcf")]:
        table = read(path)
        assert len(list(table.rows())) == table.count > 0
        assert table.problems == []


def test_a_photo_never_reaches_the_cells(data, read):
    person = people(read(data / "roundcube" / "photo.vcf"))[0]
    assert person == {"First name": "Jörg", "Last name": "Müller", "Company": "Apple Computer AG"}


def test_a_company_of_a_mac_is_a_company(data, read):
    person = people(read(data / "roundcube" / "apple.vcf"))[0]
    assert (person["Kind"], person["Company"], person["Postal code"]) == ("company", "Apple Computer AG", "8304")


def test_the_roundcube_spreadsheet_and_its_cards_name_the_same_person(data, read):
    from_sheet = read(data / "roundcube" / "csv2vcard_tb_plain.csv")
    person = people(read(data / "roundcube" / "csv2vcard_tb_plain.vcf"))[0]
    assert set(person.values()) - {"1970-11-15", "Home", "Work"} <= set(next(from_sheet.rows())[1])


def test_an_address_keeps_its_parts_together(data, read):
    person = people(read(data / "ezvcard" / "rfc6350-example.vcf"))[0]
    assert person["Address"] == "2875 Laurier, Suite D2-630"
    assert (person["City"], person["State"], person["Postal code"]) == ("Quebec", "QC", "G1V 2M2")


def test_a_birthday_without_a_year_is_kept(data, read):
    assert people(read(data / "ezvcard" / "rfc6350-example.vcf"))[0]["Birthday"] == "--02-03"


def test_the_year_apple_writes_for_none_is_left_out(write, read):
    table = read(write(card("N:Gil;Ana;;;", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-06")))
    assert people(table)[0]["Birthday"] == "--05-06"


def test_old_phones_quoted_printable_is_read_in_its_charset(write, read):
    table = read(write(card("N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Garc=EDa;Jos=E9;;;", version="2.1")))
    assert people(table) == [{"First name": "José", "Last name": "García"}]


def test_quoted_printable_over_two_lines_is_one_note(write, read):
    table = read(write(card("FN:Ana", "NOTE;ENCODING=QUOTED-PRINTABLE:l=C3=ADnea=0D=0A=", "dos", version="2.1")))
    assert people(table)[0]["Notes"] == "línea\ndos"


def test_folded_lines_are_joined_and_escapes_resolved(write, read):
    table = read(write(card("FN:Ana", "NOTE:uno\\, dos\\;", "  tres\\ncuatro \\\\n")))
    assert people(table)[0]["Notes"] == "uno, dos; tres\ncuatro \\n"


def test_bare_types_of_2_1_tell_the_kind_of_phone(write, read):
    person = people(read(write(card("N:Gil;Ana", "TEL;CELL;VOICE:600", "TEL;WORK:91", "TEL;HOME;FAX:92"))))[0]
    assert (person["Mobile phone"], person["Phone"], person["Fax"]) == ("600", "91", "92")


def test_the_preferred_address_comes_first(write, read):
    person = people(read(write(card("FN:Ana", "EMAIL:a@x.com", "EMAIL;TYPE=PREF:b@x.com"))))[0]
    assert (person["E-mail"], person["E-mail 2"]) == ("b@x.com", "a@x.com")


def test_grouped_lines_are_read(write, read):
    person = people(read(write(card("FN:Ana", "item1.EMAIL;type=INTERNET:a@x.com", "item1.X-ABLabel:Trabajo"))))[0]
    assert person["E-mail"] == "a@x.com"


def test_one_bad_line_costs_nothing_else_and_is_named(write, read):
    table = read(write(card("N:Gil;Ana;;;", "this is junk", "TEL:91") + card("FN:Eva")))
    assert [person.get("Phone") for person in people(table)] == ["91", None]
    assert "Card 1" in table.problems[0].reason
    assert "this is junk" in table.problems[0].reason


def test_a_card_cut_off_is_a_row_with_its_reason(write, read):
    table = read(write("BEGIN:VCARD\nFN:Ana\n" + card("FN:Eva")))
    assert [person["Full name"] for person in people(table)] == ["Ana", "Eva"]
    assert [problem.row for problem in table.problems] == [1]


def test_an_empty_card_is_a_row_with_its_reason(write, read):
    table = read(write(card("FN:Ana") + card()))
    assert len(people(table)) == 2
    assert "Card 2 holds nothing" in table.problems[0].reason


def test_parts_without_a_field_are_columns_of_their_own(write, read):
    person = people(read(write(card("FN:Ana", "X-SKYPE:ana", "ANNIVERSARY:20100605", "X-OTHER:1", "X-OTHER:2"))))[0]
    assert person == {
        "Full name": "Ana",
        "Chat addresses": "ana (Skype)",
        "Anniversary": "20100605",
        "X-OTHER": "1",
        "X-OTHER 2": "2",
    }


def test_what_a_card_calls_its_numbers_stands_beside_them(write, read):
    lines = ("item1.TEL:600", "item1.X-ABLabel:_$!<Other>!$_", "TEL;TYPE=WORK:700", "EMAIL;TYPE=HOME:a@x.es")
    person = people(read(write(card("FN:Ana", *lines))))[0]
    assert (person["Phone label"], person["Phone 2 label"], person["E-mail label"]) == ("Other", "Work", "Home")


def test_lines_folded_within_a_letter_are_read(write, read):
    raw = b"BEGIN:VCARD\nVERSION:3.0\nFN:Jos\xc3\n \xa9\nEND:VCARD\n"
    assert people(read(write(raw))) == [{"Full name": "José"}]


def test_words_before_the_first_card_are_passed_over(write, read):
    assert people(read(write("Exported by X\n\n" + card("FN:Ana")))) == [{"Full name": "Ana"}]


def test_a_list_of_cards_becomes_no_person_and_is_named(write, read):
    table = read(write(card("KIND:group", "FN:Friends", "MEMBER:urn:1") + card("FN:Ana")))
    assert people(table) == [{}, {"Full name": "Ana"}]
    assert "list of other cards" in table.problems[0].reason


def test_a_card_within_a_card_is_named(write, read):
    table = read(write(card("FN:Ana", "AGENT:", "BEGIN:VCARD", "FN:Eva", "END:VCARD", "TEL:600")))
    assert people(table) == [{"Full name": "Ana", "Phone": "600"}]
    assert "somebody else" in table.problems[0].reason


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("19800412", "1980-04-12"), ("--0412", "--04-12"), ("1980", "1980"), ("0000-04-12", "--04-12"),
        ("1980-04-12T00:00:00Z", "1980-04-12"), ("circa 1980", "circa 1980"),
    ],
)  # fmt: skip
def test_every_birthday_is_a_day_or_stays(read, write, written, read_as):
    assert people(read(write(card("FN:Ana", f"BDAY:{written}"))))[0]["Birthday"] == read_as


def test_a_file_in_utf_16_is_read(write, read):
    assert people(read(write(card("FN:José"), encoding="utf-16"))) == [{"Full name": "José"}]


@pytest.mark.parametrize(
    ("written", "first_name"),
    [
        (r"O\, Brien;Craig\, Jr.;;;", "Craig, Jr."),
        ("Gil;Ana,María;;;", "Ana María"),
        (r"Gil;Ana;Luz\, la menor,Paz;;", "Ana Luz, la menor Paz"),
        ("Gil; Ana ; ;;", "Ana"),
    ],
)
def test_commas_within_a_first_name_stay(tmp_path, read, written, first_name):
    path = tmp_path / "one.vcf"
    path.write_text(card(f"N:{written}"), encoding="utf-8")
    assert people(read(path))[0]["First name"] == first_name


def test_only_a_file_of_own_cards_is_own(tmp_path, read):
    own, foreign = card(f"PRODID:{PRODUCT}", "FN:Ana "), card("FN:Luis ")
    (tmp_path / "own.vcf").write_text(own, encoding="utf-8")
    (tmp_path / "both.vcf").write_text(own + foreign, encoding="utf-8")
    assert (read(tmp_path / "own.vcf").is_own, read(tmp_path / "both.vcf").is_own) == (True, False)
    assert [person["Full name"] for person in people(read(tmp_path / "both.vcf"))] == ["Ana ", "Luis"]
