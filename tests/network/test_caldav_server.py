"""A CalDAV calendar of a real server: found, listed, read, written without overwriting anybody, refused in words."""

from __future__ import annotations

import socket

import pytest

from crm.errors import Unavailable
from crm.network.addresses import Access
from crm.network.caldav_server import CalDavServer, Overtaken
from tests.files.calendars_in import calendar
from tests.network.radicale_server import LOGIN, PASSWORD, running

ANA = Access(LOGIN, PASSWORD)
TEXT = calendar("DTSTART:20270301T090000Z", "DTSTAMP:20260101T000000Z")


@pytest.fixture(scope="module")
def radicale(tmp_path_factory):
    """A server for all tests here."""
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def server(radicale, request):
    """A calendar of the test's own."""
    opened = CalDavServer(radicale.calendar(str(abs(hash(request.node.name)))), ANA, seconds=5)
    yield opened
    opened.close()


def test_the_calendars_of_a_user_are_found(radicale):
    address = radicale.calendar("ventas")
    found = CalDavServer(radicale.url, ANA).calendars()
    assert address in [place.address for place in found]
    assert [place.address for place in CalDavServer(address, ANA).calendars()] == [address]


def test_what_is_written_is_listed_and_read(server):
    href = server.place_of("uno@x")
    etag = server.put(href, TEXT, etag="")
    assert server.listing() == {href: etag}
    (item,) = server.fetch([href])
    assert (item.href, item.etag) == (href, etag)
    assert "SUMMARY:Visita" in item.text


def test_many_are_read_together(server):
    hrefs = [server.place_of(f"ñ {number}") for number in range(55)]
    for number, href in enumerate(hrefs):
        server.put(href, TEXT.replace("uno", f"ñ {number}"), etag="")
    assert {item.href for item in server.fetch(hrefs)} == set(hrefs) == set(server.listing())


def test_nobody_is_overwritten(server):
    href = server.place_of("uno")
    old = server.put(href, TEXT, etag="")
    with pytest.raises(Overtaken):
        server.put(href, TEXT, etag="")
    server.put(href, TEXT.replace("Visita", "Otra"), etag=old)
    for work in (lambda: server.put(href, TEXT, etag=old), lambda: server.delete(href, etag=old)):
        with pytest.raises(Overtaken):
            work()


def test_what_is_removed_is_gone_and_may_be_removed_again(server):
    href = server.place_of("uno")
    etag = server.put(href, TEXT, etag="")
    server.delete(href, etag=etag)
    server.delete(href, etag="")
    assert server.listing() == {}
    assert list(server.fetch([href])) == []


def test_a_wrong_password_is_told(radicale):
    with pytest.raises(Unavailable, match="password"):
        CalDavServer(radicale.calendar("cerrado"), Access(LOGIN, "otra")).listing()


def test_what_is_not_there_is_told(radicale):
    with pytest.raises(Unavailable, match="nothing at this address"):
        CalDavServer(f"{radicale.url}{LOGIN}/nada/", ANA).listing()


def test_a_web_page_is_no_calendar_server(web):
    web.answers["/"] = lambda handler: handler.give(b"<html></html>", headers={"Content-Type": "text/html"})
    with pytest.raises(Unavailable):
        CalDavServer(web.url("/"), ANA, seconds=2).listing()


def test_a_server_that_hangs_or_is_not_there_is_told():
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        address = f"http://127.0.0.1:{hanging.getsockname()[1]}/"
        with pytest.raises(Unavailable, match="does not answer"):
            CalDavServer(address, ANA, seconds=1).listing()
    with pytest.raises(Unavailable, match="refuses the connection"):
        CalDavServer(address, ANA, seconds=1).listing()
