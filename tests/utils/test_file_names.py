"""Names of files: safe everywhere, never empty, and what runs is known by its ending."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.utils import file_names


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Contrato firmado.pdf", "Contrato firmado.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\oferta.docx", "oferta.docx"),
        ('a:b*c?"d<e>f|g.txt', "a_b_c__d_e_f_g.txt"),
        ("factura\u202efdp.exe", "facturafdp.exe"),
        ("dos\nlíneas.txt", "dos líneas.txt"),
        ("con.txt", "_con.txt"),
        ("oferta.pdf. ", "oferta.pdf"),
        ("...", "document"),
        ("", "document"),
        ("Ñandú 日本.pdf", "Ñandú 日本.pdf"),
    ],
)
def test_a_name_is_made_safe(name, safe):
    assert file_names.safe(name) == safe


def test_a_long_name_keeps_its_ending():
    safe = file_names.safe("ñ" * 300 + ".docx")
    assert safe.endswith("ñ.docx")
    assert len(safe.encode()) <= file_names.LONGEST


@given(st.text(max_size=300))
def test_a_safe_name_is_one_name_and_stays_as_it_is(name):
    safe = file_names.safe(name)
    assert safe
    assert len(safe.encode()) <= file_names.LONGEST
    assert not set('/\\:*?"<>|\x00\n') & set(safe)
    assert file_names.safe(safe) == safe


@pytest.mark.parametrize("name", ["a.EXE", "a.pdf.exe", "a.exe. ", "run.sh", "a.lnk", "a.desktop", "a.ps1", "a.jar"])
def test_programs_and_scripts_are_known(name):
    assert file_names.runs(name)


@pytest.mark.parametrize("name", ["a.pdf", "exe", "a.docx", "a.exe.pdf", "sh", ".profile"])
def test_papers_run_nothing(name):
    assert not file_names.runs(name)


@pytest.mark.parametrize(("name", "ending"), [("a.PDF", ".pdf"), ("a", ""), (".bashrc", ""), ("v1. final", "")])
def test_an_ending_is_what_follows_the_last_dot(name, ending):
    assert file_names.ending(name) == ending


def test_one_more_file_of_a_name_has_a_number():
    assert file_names.numbered("offer.pdf", 2) == "offer (2).pdf"
    assert file_names.numbered("offer", 3) == "offer (3)"
