"""Broken letters mended, sound text of any language left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.utils.mojibake import looks_broken, repair, restores

ALPHABETS = {
    "Spanish": "abcdefghijklmnñopqrstuvwxyzáéíóúü",
    "Portuguese": "abcdefghijlmnopqrstuvxzáâãàçéêíóôõú",
    "French": "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûüÿœæ",
    "Catalan": "abcdefghijklmnopqrstuvxyzàçèéíïòóúü",
    "German": "abcdefghijklmnopqrstuvwxyzäöüß",
    "Polish": "abcdefghijklmnoprstuwyząćęłńóśźż",
    "Czech": "abcdefghijklmnoprstuvyzáčďéěíňóřšťúůýž",
    "Turkish": "abcçdefgğhıijklmnoöprsştuüvyz",
    "Vietnamese": "abcdđeghiklmnopqrstuvxyăâêôơưạảấầẩẫậệễịọộợứ",
    "Icelandic": "aábdðeéfghiíjklmnoóprstuúvxyýþæö",
    "Russian": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "Greek": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώ",
    "Hebrew": "אבגדהוזחטיכלמנסעפצקרשת",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "Thai": "กขคงจฉชซญฐณดตถทธนบปผพมยรลวสหอ",
    "Chinese": "的一是不了人我在有他这中大来上国",
    "Korean": "김이박최정강조윤장임서울부산",
}
FRAMES = ("{}", "«{}»", "“{}”", "“{}…”", "{}™", "{}®", "{} – {}", "¿{}?", "¡{}!", "{}\xa0!", "{} 1º", "{}’s", "„{}“")


@st.composite
def sound_texts(draw):
    """Two words of one language, in small letters, as names or in capitals, among that language's signs."""
    letters = ALPHABETS[draw(st.sampled_from(sorted(ALPHABETS)))]
    shape = draw(st.sampled_from((str.lower, str.capitalize, str.upper)))
    words = [shape(draw(st.text(letters, min_size=3, max_size=9))) for _ in range(2)]
    return draw(st.sampled_from(FRAMES)).format(*words)


def broken(text, encoding="cp1252", times=1):
    """The text written as UTF-8 and read in another encoding, as most programs do it: no byte is lost."""
    for _ in range(times):
        raw = text.encode()
        text = "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in raw)
    return text


@given(sound_texts())
@settings(max_examples=400, deadline=None)
def test_sound_text_of_any_language_stays(text):
    assert repair(text) == text


@given(sound_texts())
@settings(max_examples=200, deadline=None)
def test_small_letters_broken_twice_come_back_whole(text):
    text = text.lower()
    assert repair(broken(text, times=2)) == text


@given(sound_texts())
@settings(max_examples=200, deadline=None)
def test_small_letters_come_back_whole(text):
    text = text.lower()
    assert repair(broken(text)) == text


@given(sound_texts())
@settings(max_examples=200, deadline=None)
def test_a_repaired_text_needs_no_other_repair(text):
    mended = repair(broken(text))
    assert repair(mended) == mended


NAMES = (
    "García", "Muñoz", "José", "Ávila", "Íñigo", "LEÓN", "PEÑA", "CAFÉ", "Nº 5", "¿Qué?", "São João", "coração",
    "Łódź", "KÖLN", "müller straße", "voilà", "à Paris", "l’été", "30 °C", "“hola” – €5 ™", "Şişli", "Jalapeño’s",
)  # fmt: skip


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman", "cp850"])
@pytest.mark.parametrize("name", NAMES)
def test_names_read_in_the_wrong_encoding_come_back(name, encoding):
    assert looks_broken(broken(name, encoding))
    assert repair(broken(name, encoding)) == name
    assert restores(broken(name, encoding))


@pytest.mark.parametrize("name", ["Иван Петров", "Αθήνα", "Nguyễn Văn", "日本語", "שלום", "😀 hola", "Ștefan"])
def test_other_alphabets_come_back(name):
    assert repair(broken(name)) == name


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("GarcÌa", "García"), ("MuÒoz", "Muñoz"), ("JosÈ", "José"), ("PÈrez GÛmez", "Pérez Gómez"),
        ("GarcÝa", "García"), ("Mu±oz", "Muñoz"), ("Le¾n", "León"),
    ],
)  # fmt: skip
def test_cp1252_read_as_mac_or_dos_comes_back_where_certain(wrong, right):
    assert repair(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        "NESTLÉ®", "“café…”", "café…”", "IRMÃ…", "MAÇÃ”", "«está»…", "Å–Ö", "MENÜ“", "Groß”", "ÉTÉ\xa0!", "étudiant·e",
        "col·legi", "GrupoÉxito", "MultiÒptica", "náš”", "ÚŽAS", "2√π", "BLÅ”", "±5", "a±b", "Ão", "“Ã”", "Straße", "½",
    ],
)  # fmt: skip
def test_text_that_could_be_broken_but_need_not_be_stays(text):
    assert repair(text) == text
    assert not looks_broken(text)


@pytest.mark.parametrize("text", ["Garc\ufffda", "GarcÃ-a", "pÃ gina", "Ãlvarez", "Garcï¿½a", "Ella â€dijo"])
def test_lost_bytes_are_told_apart(text):
    assert looks_broken(text)
    assert not restores(text)


def test_only_the_broken_part_of_a_text_is_mended():
    assert repair("Núñez y GarcÃ­a") == "Núñez y García"


def test_plain_ascii_is_never_broken():
    assert (repair("A+B"), looks_broken("A+B"), restores("A+B")) == ("A+B", False, True)
