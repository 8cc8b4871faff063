"""What received e-mails are, and which are never logged."""

import pytest

from crm.models.received_mail import MailAddress, ReadingRules, ReceivedMail


def person(address):
    return MailAddress("", address, address)


MAIL = ReceivedMail("<1@x>", person("eva@mail.orbit.es"), (person("ana@acme.es"),))


def test_everybody_on_an_e_mail_is_told_the_sender_first():
    assert [one.normal for one in MAIL.people] == ["eva@mail.orbit.es", "ana@acme.es"]


def test_an_e_mail_of_nobody_has_its_receivers():
    assert ReceivedMail("<1@x>", person(""), (person("ana@acme.es"),)).people == (person("ana@acme.es"),)


@pytest.mark.parametrize("rule", ["eva@mail.orbit.es", "orbit.es", "mail.orbit.es"])
def test_an_address_and_a_domain_forbid(rule):
    assert ReadingRules(never=(rule,)).forbids(MAIL, frozenset())


@pytest.mark.parametrize("rule", ["bit.es", "eva@orbit.es", "acme.com"])
def test_what_only_looks_alike_forbids_nothing(rule):
    assert not ReadingRules(never=(rule,)).forbids(MAIL, frozenset())


def test_a_rule_about_the_owners_own_domain_forbids_colleagues_only():
    assert not ReadingRules(never=("acme.es",)).forbids(MAIL, frozenset(["ana@acme.es"]))
