"""One calendar: tried before it is saved, its password in the keyring, a server's calendars to choose from."""

from __future__ import annotations

import pytest

from crm.models.calendars import ADDRESS, CALDAV, FOLDER, OutsideCalendar
from crm.network.passwords import Passwords
from crm.views.dialogs.calendar_form import CalendarDialog, new
from tests.controllers.calendars_in import day
from tests.files.calendars_in import calendar
from tests.network.radicale_server import LOGIN, PASSWORD, running
from tests.network.web import serving
from tests.views.conftest import FakeOutside

pytestmark = pytest.mark.window


@pytest.fixture(scope="module")
def web():
    with serving() as server:
        server.answers["/a.ics"] = lambda handler: handler.give(calendar(f"DTSTART:{day(1)}").encode())
        yield server


@pytest.fixture(scope="module")
def radicale(tmp_path_factory):
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def passwords():
    return Passwords(lambda: None)


@pytest.fixture
def form(page, desk, opened, passwords):
    """A function that opens the dialog for a calendar, or a new one of a kind, with some fields filled."""

    def opening(kind: str | OutsideCalendar, **typed: str) -> CalendarDialog:
        shown = new(kind) if isinstance(kind, str) else kind
        dialog = opened(CalendarDialog(page, desk, passwords=passwords, calendar=shown))
        for name, value in typed.items():
            dialog.form.put(name, value)
        return dialog

    return opening


def test_an_address_is_tried_and_saved(form, web, session):
    dialog = form(ADDRESS, address=web.url("/a.ics"), name="Ferias")
    dialog.test()
    assert dialog.said == "It works: 1 event."
    dialog.swatches.buttons["#dc2626"].invoke()
    dialog.form.put("every_minutes", "240")
    dialog.save()
    (kept,) = session.calendars.all()
    assert (kept.name, kept.color, kept.every_minutes, kept.shown) == ("Ferias", "#dc2626", 240, 1)
    assert not dialog.winfo_exists()


def test_what_cannot_be_read_is_told_and_everything_stays(form, web):
    dialog = form(ADDRESS, address=web.url("/no.ics"), name="Ferias")
    dialog.test()
    assert "nothing at this address" in dialog.said
    assert not dialog.test_button.instate(["disabled"])
    assert dialog.form.values()["name"] == "Ferias"


def test_what_is_wrong_stands_beside_its_field(form):
    dialog = form(ADDRESS, address="ftp://x", name="Ferias")
    dialog.save()
    assert "https://" in dialog.form.error_of("address")


def test_a_folder_is_chosen(form, session, tmp_path):
    dialog = form(FOLDER)
    dialog.outside = FakeOutside(dialog)
    dialog.outside.answers.append(tmp_path)
    dialog.choose_folder()
    dialog.save()
    assert session.calendars.all()[0].address == str(tmp_path)


def test_the_password_goes_to_the_keyring_and_not_into_the_file(form, radicale, session, passwords):
    address = radicale.calendar("uno")
    dialog = form(CALDAV, address=address, name="Móvil", login=LOGIN, password=PASSWORD)
    saved = []
    dialog.on_saved = lambda: saved.append(passwords.get("calendar:ana@127.0.0.1"))
    dialog.save()
    assert saved == [PASSWORD]
    assert PASSWORD not in repr(session.database.all("SELECT * FROM calendars"))


def test_the_calendars_of_a_server_are_offered(form, radicale):
    radicale.calendar("dos")
    radicale.calendar("tres")
    dialog = form(CALDAV, address=radicale.url, login=LOGIN, password=PASSWORD, name="Móvil")
    dialog.test()
    assert "server with calendars" in dialog.form.error_of("address")
    dialog.find()
    asking = dialog.winfo_children()[-1]
    asking.confirm()
    dialog.update()
    assert str(dialog.form.values()["address"]).startswith(f"{radicale.url}{LOGIN}/")
    dialog.test()
    assert dialog.said.startswith("It works")


def test_a_changed_calendar_keeps_what_was_not_touched(form, session):
    kept = session.calendars.add({"name": "a", "address": "https://example.org/a.ics", "color": "#9333ea"})
    dialog = form(session.calendars.get(kept))
    assert not dialog.has_edits
    dialog.form.put("name", "b")
    dialog.save()
    assert (session.calendars.get(kept).name, session.calendars.get(kept).color) == ("b", "#9333ea")


def test_a_password_in_plain_view_is_warned_of(form):
    dialog = form(CALDAV, address="http://example.org/", login="ana")
    assert "https" in dialog.form._cells["address"].words
    dialog.form.put("address", "https://example.org/")
    assert dialog.form._cells["address"].words == ""
