"""The fields of an e-mail being written."""

import pytest

from crm.models.documents import Document
from crm.models.mail import Filled, MailAccount, MailTemplate, Message, Skipped
from crm.views.dialogs.compose_form import ComposeForm
from crm.views.dialogs.compose_reading import Start
from tests.window import focus, pump

pytestmark = pytest.mark.window

ACCOUNTS = (MailAccount(1, "ana@acme.es", name="Ana", signature="Ana Gil"), MailAccount(2, "info@acme.es"))
TEMPLATES = (MailTemplate(7, "Saludo", language="es"), MailTemplate(8, "Oferta"))
FILES = (Document(3, "Oferta.pdf", "0" * 64, 10, 1),)


def _form(page, **values):
    usual = {"contacts": ((5, "Eva"),), "addresses": ("eva@orbit.es",), "accounts": ACCOUNTS, "templates": TEMPLATES}
    form = ComposeForm(page, Start(**usual | {"documents": FILES} | values))
    form.pack(fill="both", expand=True)
    pump(page)
    return form


def test_nothing_is_changed_at_first(page):
    form = _form(page)
    assert (form.is_changed, form.values()["recipient"], form.values()["account_id"]) == (False, "eva@orbit.es", 1)


def test_what_is_typed_counts_as_changed_until_it_is_kept(page):
    form = _form(page)
    form.body.set("Hola")
    assert form.is_changed
    form.kept()
    assert not form.is_changed


def test_another_account_and_a_file_are_chosen(page):
    form = _form(page)
    form.sender.current(1)
    form.files.choose("Oferta.pdf")
    assert (form.values()["account_id"], form.values()["documents"]) == (2, [3])
    form.files.choose("Oferta.pdf")
    assert form.values()["documents"] == []


def test_one_account_needs_no_choosing_and_none_is_told(page):
    assert not _form(page, accounts=ACCOUNTS[:1]).sender.winfo_manager()
    form = _form(page, accounts=())
    told = []
    form.on_account = lambda: told.append(True)
    form._without.winfo_children()[1].invoke()
    assert told and "account_id" not in form.values()
    form.use_accounts(ACCOUNTS)
    assert form.values()["account_id"] == 1


def test_a_selection_has_no_one_recipient_and_tells_who_is_left_out(page):
    form = _form(page, contacts=((5, "Eva"), (6, "Luis")), skipped=(Skipped("Rosa", "no"),))
    assert "recipient" not in form.values()


def test_a_template_is_heard_and_its_text_shown(page):
    form = _form(page)
    told = []
    form.on_template = told.append
    form.template.current(1)
    form.template.event_generate("<<ComboboxSelected>>")
    assert (told, form.template.get()) == ([TEMPLATES[1]], "")
    form.put_text("Hola", "Texto", template=TEMPLATES[0])
    assert (form.values()["template_id"], form.wording.language, form.template.get()) == (7, "es", "Saludo · ES")


def test_a_draft_stands_as_it_was_kept(page):
    form = _form(page)
    message = Message(
        1, "<1@x>", 1, account_id=2, template_id=8, recipient="eva@home.es", subject="S", body="B", documents=(3, 99)
    )
    form.put(message)
    values = form.values()
    kept = [values[name] for name in ("recipient", "account_id", "template_id", "subject", "body", "documents")]
    assert kept == ["eva@home.es", 2, 8, "S", "B", [3]]
    assert not form.is_changed


def test_a_field_goes_where_the_cursor_was_last(page):
    form = _form(page)
    focus(form.body.text)
    form.insert("{{me.name}}")
    focus(form.subject)
    form.insert("{{today}}")
    assert (form.values()["body"], form.values()["subject"]) == ("{{me.name}}", "{{today}}")


def test_the_text_is_seen_as_it_goes_with_the_signature(page):
    form = _form(page)
    form.show_preview(Filled("Hola Eva", "Texto"), "Eva", place=0)
    assert form.is_previewed
    assert form.preview.shown[:2] == ("Hola Eva", "Texto\n\n-- \nAna Gil\n")
    form.toggle_preview()
    assert not form.is_previewed
