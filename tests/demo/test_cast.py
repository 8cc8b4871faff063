"""Who plays in the demo: companies of many places, people who work for them, names nobody has twice."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from crm.demo import cast
from crm.demo.words import Stage
from crm.utils import emails

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def stage():
    return Stage.of("es", seed=2026, now=NOW)


@pytest.fixture
def companies(stage):
    return cast.companies(stage)


@pytest.fixture
def people(stage, companies):
    return cast.people(stage, companies, count=240)


def test_companies_come_from_many_countries_and_industries(companies):
    assert len(companies) >= 60
    assert len({one["country"] for one in companies}) == 8
    assert len({one["custom"]["sector"] for one in companies}) == 10


def test_no_company_and_no_domain_comes_twice(companies):
    assert len({one["company"] for one in companies}) == len({one["domain"] for one in companies}) == len(companies)


def test_countries_and_industries_are_named_in_the_language_in_use():
    english = cast.companies(Stage.of("en", seed=2026, now=NOW))
    assert {"Spain", "Mexico"} < {one["country"] for one in english}
    assert "Health" in {one["custom"]["sector"] for one in english}


def test_every_address_is_valid_and_of_a_reserved_domain(companies, people):
    addresses = [one["email"] for one in companies + people if one["email"]]
    assert [emails.check(address) for address in addresses] == [(address, "") for address in addresses]
    assert all(address.endswith(".example") for address in addresses)


def test_people_write_from_their_company(companies, people):
    employed = [one for one in people if one["email"] and one["company_place"] is not None]
    assert all(one["email"].endswith("@" + companies[one["company_place"]]["domain"]) for one in employed)


def test_people_show_the_name_and_the_place_of_their_company(companies, people):
    for one in people:
        if one["company_place"] is not None:
            employer = companies[one["company_place"]]
            assert (one["company"], one["city"]) == (employer["company"], employer["city"])


def test_there_are_as_many_people_as_asked_for_and_no_name_twice(people):
    assert len({f"{one['first_name']} {one['last_name']}" for one in people}) == 240


def test_a_few_people_work_for_nobody_we_know(people):
    assert 0 < sum(one["company_place"] is None and not one["company"] for one in people) < 20


def test_statuses_are_mixed(people):
    counts = Counter(one["status"] for one in people)
    assert set(counts) == {"customer", "prospect", "lead", "inactive"}
    assert counts["customer"] > 40
    assert counts["lead"] > 40


def test_some_people_lack_an_address_and_some_an_owner(people):
    assert any(not one["email"] for one in people)
    assert any(one["colleague"] is None for one in people)


def test_women_and_men_have_the_fitting_job_title(stage, people):
    titles = stage.words["jobs"]
    for one in people:
        fitting = titles["women" if one["first_name"] in stage.words["women"] else "men"]
        assert one["job_title"] in fitting


def test_only_companies_are_late_payers(people):
    assert not any("arrears" in one["tag_names"] for one in people)


def test_most_people_have_a_birthday_and_some_celebrate_soon(stage, people):
    known = [one["birthday"] for one in people if one["birthday"]]
    assert 0.5 * len(people) < len(known) < len(people)
    assert all(one < stage.today.date().isoformat() for one in known)
    assert f"{stage.today:%m-%d}" in [one[5:] for one in known] or f"{stage.today:%m-%d}" == "02-29"
