"""What cards say that has no field here: the column of each property, and what its text is called."""

import pytest

from crm.files.vcard_further import further
from crm.files.vcard_lines import properties


def of(line, label=""):
    """The column and text of one line of a card."""
    item = next(properties([line], "utf-8"))
    item.label = label
    return further(item)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("ANNIVERSARY:20100605", ("Anniversary", "20100605")),
        ("IMPP;X-SERVICE-TYPE=Skype:skype:ana", ("Chat addresses", "skype:ana (Skype)")),
        ("X-JABBER:ana@x.es", ("Chat addresses", "ana@x.es (Jabber)")),
        ("X-SOCIALPROFILE;TYPE=twitter:http://t.co/ana", ("Social profiles", "http://t.co/ana (Twitter)")),
        ("RELATED;TYPE=spouse:Luis", ("Related people", "Luis (Spouse)")),
        ("X-SPOUSE:Luis", ("Related people", "Luis (Spouse)")),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Pepe;1;;;", ("Nickname", "Pepe")),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2010-06-05;1;;", ("Dates", "2010-06-05")),
        ("GEO:geo:40,-3", ("GEO", "geo:40,-3")),
    ],
)
def test_a_property_without_a_field_has_a_column(line, column):
    assert of(line) == column


def test_the_owners_own_word_follows_the_text():
    assert of("item1.X-ABDATE:2010-06-05", "Aniversario") == ("Dates", "2010-06-05 (Aniversario)")
    assert of("item1.X-ABDATE:2010-06-05", "Anniversary") == ("Anniversary", "2010-06-05")


@pytest.mark.parametrize("line", ["PHOTO:x", "KEY:x", "REV:2020", "item1.X-ABADR:es", "X-MS-OL-DESIGN:x"])
def test_what_no_person_reads_has_no_column(line):
    assert of(line) == ("", "")
