"""The text of e-mails written in HTML."""

from crm.files.mail_html import html_as_text


def test_paragraphs_and_breaks_are_lines():
    assert html_as_text("<p>Hola&nbsp;Ana,</p><p>Va la oferta.<br>Un saludo</p>") == (
        "Hola Ana,\n\nVa la oferta.\nUn saludo"
    )


def test_scripts_and_styles_are_not_read():
    page = "<head><title>x</title><style>p{}</style></head><body><script>alert(1)</script>Hola</body>"
    assert html_as_text(page) == "Hola"


def test_an_unclosed_head_hides_no_text():
    assert html_as_text("<head><meta charset=x><body>Hola</body>") == "Hola"


def test_what_was_quoted_is_told_apart():
    assert html_as_text("Sí<blockquote>¿Vienes?</blockquote>Luis") == "Sí\n\n> ¿Vienes?\n\nLuis"


def test_entries_of_a_list_and_cells_of_a_table_stay_apart():
    page = "<ul><li>uno</li><li>dos</li></ul><table><tr><td>a</td><td>b</td></tr></table>"
    assert html_as_text(page) == "- uno\n- dos\na b"


def test_a_page_that_is_broken_off_gives_what_it_has():
    assert html_as_text("<div>Hola <b>Ana") == "Hola Ana"
