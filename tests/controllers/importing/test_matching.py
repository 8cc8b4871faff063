"""What a row stands for among the contacts that are there already."""

from __future__ import annotations

import pytest

from tests.controllers.files_in import bring_text, counts, everyone


def test_an_email_matches_in_any_case_and_any_place(session, tmp_path):
    bring_text(session, tmp_path, "Name,Email,Email 2\nAna Paz,a@x.es,ANA@Y.es\n")
    assert counts(bring_text(session, tmp_path, "Name,Email\nAna Paz,ana@y.ES\n")) == (0, 0, 1, 0, 0)


def test_an_external_id_matches_although_all_else_changed(session, tmp_path):
    bring_text(session, tmp_path, "Record ID,Lifecycle Stage,Email\n7,lead,a@x.es\n")
    result = bring_text(session, tmp_path, "Record ID,Lifecycle Stage,Email\n7,lead,b@x.es\n")
    assert counts(result) == (0, 1, 0, 0, 0)


def test_two_external_ids_of_one_program_are_two_people(session, tmp_path):
    text = "Record ID,Lifecycle Stage,Name,Email\n7,lead,Ana Paz,a@x.es\n8,lead,Ana Paz,a@x.es\n"
    assert counts(bring_text(session, tmp_path, text)) == (2, 0, 0, 0, 0)


def test_an_id_that_is_plainly_somebody_elses_is_left_out(session, tmp_path):
    bring_text(session, tmp_path, "ID,Name\n1,Ana Paz\n")
    result = bring_text(session, tmp_path, "ID,Name\n1,Luis Gil\n")
    assert (counts(result), len(result.errors)) == ((1, 0, 0, 0, 0), 1)


def test_homonyms_with_other_emails_are_two_people(session, tmp_path):
    bring_text(session, tmp_path, "Name,Email\nAna Paz,a@x.es\n")
    assert counts(bring_text(session, tmp_path, "Name,Email\nAna Paz,b@x.es\n")) == (1, 0, 0, 0, 0)


def test_a_name_and_company_match_when_nothing_speaks_against(session, tmp_path):
    bring_text(session, tmp_path, "Name,Company,Phone\nAna Paz,Acme,912345678\n")
    result = bring_text(session, tmp_path, "Name,Company,Email\nANA PAZ,acme,a@x.es\n")
    assert counts(result) == (0, 1, 0, 0, 0)


def test_a_common_name_alone_is_no_proof(session, tmp_path):
    bring_text(session, tmp_path, "Name,Phone\nAna Paz,912345678\n")
    assert counts(bring_text(session, tmp_path, "Name,Email\nAna Paz,a@x.es\n")) == (1, 0, 0, 0, 0)


def test_accents_tell_names_apart(session, tmp_path):
    bring_text(session, tmp_path, "Name\nPeña\n")
    assert counts(bring_text(session, tmp_path, "Name\nPena\n")) == (1, 0, 0, 0, 0)


def test_the_same_phone_and_name_match_without_accents(session, tmp_path):
    bring_text(session, tmp_path, "Name,Phone\nJosé Peña,912 345 678\n")
    assert counts(bring_text(session, tmp_path, "Name,Phone\nJose Pena,+34912345678\n")) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize("mailbox", ["info", "ventas.madrid", "administracion1", "info+web"])
def test_a_shared_mailbox_does_not_make_two_people_one(session, tmp_path, mailbox):
    text = f"Name,Email\nAna Paz,{mailbox}@acme.es\nLuis Gil,{mailbox}@acme.es\n"
    assert counts(bring_text(session, tmp_path, text)) == (2, 0, 0, 0, 0)
    assert counts(bring_text(session, tmp_path, text)) == (0, 0, 2, 0, 0)


def test_another_name_on_the_same_email_is_reported(session, tmp_path):
    bring_text(session, tmp_path, "Name,Email\nAna Paz,ana@x.es\n")
    result = bring_text(session, tmp_path, "Name,Email\nEva Gil,ana@x.es\n")
    assert (counts(result), result.errors[0].row) == ((0, 0, 1, 0, 0), 2)


def test_branches_of_one_name_stay_apart(session, tmp_path):
    text = "Company Name,Company City\nAcme,Vigo\nAcme,Lugo\n"
    assert counts(bring_text(session, tmp_path, text, entity="companies")) == (2, 0, 0, 0, 0)
    assert counts(bring_text(session, tmp_path, text, entity="companies")) == (0, 0, 2, 0, 0)


def test_a_company_matches_by_domain_when_the_names_agree(session, tmp_path):
    bring_text(session, tmp_path, "Company Name,Website\nAcme SL,https://www.acme.es\n", entity="companies")
    result = bring_text(session, tmp_path, "Company Name,Domain\nACME,acme.es\n", entity="companies")
    assert counts(result) == (0, 0, 1, 0, 0)


def test_a_company_matches_by_tax_id_in_other_writing(session, tmp_path):
    bring_text(session, tmp_path, "Company Name,NIF\nAcme SL,B12345674\n", entity="companies")
    result = bring_text(session, tmp_path, "Company Name,NIF\nAcme Sociedad Limitada,B-12345674\n", entity="companies")
    assert counts(result) == (0, 0, 1, 0, 0)


def test_what_could_be_two_is_reported_and_not_guessed(session, tmp_path):
    for phone in ("912345678", "912345679"):
        session.contacts.add({"first_name": "Ana", "last_name": "Paz", "phone": phone})
    result = bring_text(session, tmp_path, "Name,City\nAna Paz,Vigo\n")
    assert (counts(result), len(everyone(session))) == ((0, 0, 0, 1, 0), 2)
    assert "#1" in result.errors[0].reason
    assert "#2" in result.errors[0].reason


def test_a_person_is_never_matched_with_a_company(session, tmp_path):
    session.contacts.add({"kind": "company", "company": "Ana", "email": "ana@x.es"})
    assert counts(bring_text(session, tmp_path, "Name,Email\nAna,ana@x.es\n")) == (1, 0, 0, 0, 0)


@pytest.mark.parametrize("written", ["12345678z", "12.345.678-Z", "ES12345678Z", "12345678-Z"])
def test_a_person_matches_by_tax_id_in_other_writing(session, tmp_path, written):
    bring_text(session, tmp_path, f"Nombre,Apellidos,NIF\nAna,García,{written}\n")
    assert counts(bring_text(session, tmp_path, "Nombre,Apellidos,NIF\nAna,García López,12345678Z\n"))[0] == 0


def test_pages_on_one_platform_do_not_make_two_companies_one(session, tmp_path):
    text = "Company,Website\nTalleres Paz,www.facebook.com/paz\nTalleres Gil,facebook.com/gil\n"
    assert counts(bring_text(session, tmp_path, text, entity="companies")) == (2, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acero Norte S.L.", "Hoteles Sol S.L."), ("Molinos de Cuenca", "Almacenes de Soria"),
     ("Hoteles Sol, Grupo Paz", "Viviendas Sol, Grupo Paz")],
)  # fmt: skip
def test_the_firms_of_a_group_are_several_although_they_share_a_domain(session, tmp_path, one, other):
    text = f'Company,Website\n"{one}",grupopaz.es\n"{other}",www.grupopaz.es\n'
    assert counts(bring_text(session, tmp_path, text, entity="companies")) == (2, 0, 0, 0, 0)
    assert counts(bring_text(session, tmp_path, text, entity="companies")) == (0, 0, 2, 0, 0)
