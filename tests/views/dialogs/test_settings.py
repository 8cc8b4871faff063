"""Settings: country, currency, name, language, look; only what differs is saved."""

from __future__ import annotations

import pytest

from crm.utils import i18n
from crm.utils.quiet_hours import QuietHours
from crm.views import reminders
from crm.views.dialogs import settings
from crm.views.dialogs.settings import SettingsDialog, read
from tests.views.user import User
from tests.window import press

pytestmark = pytest.mark.window


@pytest.fixture
def dialog(page, desk, opened):
    return opened(SettingsDialog(page, desk, kept=read(desk.session)))


def test_every_country_can_be_chosen_the_usual_ones_first(session):
    codes = [one.value for one in read(session).countries]
    assert set(codes[:7]) == {"ES", "MX", "AR", "CO", "CL", "PE", "US"}
    assert len(codes) > 200


def test_countries_are_named_in_the_language_in_use(session):
    i18n.use("es")
    assert next(one.label for one in read(session).countries if one.value == "ES") == "España"


def test_a_country_and_a_currency_are_kept_in_the_file(dialog, session):
    dialog.form.put("country", "MX")
    dialog.form.put("currency", "MXN")
    dialog.save()
    assert (session.settings.get("country"), session.settings.get("currency")) == ("MX", "MXN")
    assert not dialog.winfo_exists()


def test_after_how_many_days_a_contact_is_quiet_is_kept_in_the_file(dialog, session):
    dialog.form.put("quiet_days", "45")
    dialog.save()
    assert session.today.quiet_days() == 45


@pytest.mark.parametrize("typed", ["0", "soon"])
def test_days_that_are_none_are_refused_beside_the_field(dialog, typed):
    dialog.form.put("quiet_days", typed)
    dialog.save()
    assert dialog.form.error_of("quiet_days")


def test_nothing_is_written_when_nothing_differs(dialog, session):
    before = session.history.operations(limit=1)
    press(dialog.primary, "Return")
    assert session.history.operations(limit=1) == before


def test_one_s_own_name_is_changed(dialog, session):
    dialog.form.put("name", "Lucía")
    dialog.save()
    assert "Lucía" in [user.name for user in session.users.all()]


def test_an_empty_name_is_refused_beside_the_field(dialog):
    dialog.form.put("name", "  ")
    dialog.save()
    assert dialog.form.error_of("name")


def test_another_look_and_language_are_told_after_saving(dialog):
    told = []
    dialog.on_theme, dialog.on_language = told.append, told.append
    dialog.form.put("theme", "dark")
    dialog.form.put("language", "es")
    dialog.save()
    assert told == ["dark", "es"]


def test_the_window_opens_it(window):
    settings.show(window)
    assert isinstance(User(window).dialog(), SettingsDialog)


def test_quiet_hours_are_kept_on_this_computer(dialog, desk):
    dialog.form.put("quiet_from", "22")
    dialog.form.put("quiet_until", "8.30")
    dialog.form.put("system_notices", 0)
    dialog.save()
    assert reminders.quiet_hours(desk.settings) == QuietHours("22:00", "08:30")
    assert not reminders.wants_system_notices(desk.settings)


@pytest.mark.parametrize(
    ("first", "last", "wrong"), [("late", "8", "quiet_from"), ("22", "", "quiet_until"), ("22", "25", "quiet_until")]
)
def test_hours_that_are_none_are_refused_beside_the_field(dialog, first, last, wrong):
    dialog.form.put("quiet_from", first)
    dialog.form.put("quiet_until", last)
    dialog.save()
    assert dialog.form.error_of(wrong)
    assert dialog.winfo_exists()
