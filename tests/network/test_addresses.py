"""Fetching addresses from a real server: well behaved, moved, hanging, cut off, endless, refusing, not changed."""

from __future__ import annotations

import gzip
import socket

import pytest

from crm.errors import Invalid, Unavailable
from crm.network.addresses import Access, Patience, checked, fetch, host_of, reason, refused
from tests.network.web import Handler

QUICK = Patience(connect=1.0, read=0.3, whole=1.0, largest=100_000)
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def get(web, path, known=None, **options):
    return fetch(web.url(path), known, patience=QUICK, **options)


def test_what_stands_there_is_given(web):
    web.answers["/a.ics"] = lambda handler: handler.give(CALENDAR, headers={"ETag": '"1"', "Last-Modified": "today"})
    found = get(web, "/a.ics")
    assert (found.content, found.type) == (CALENDAR, "text/calendar")
    assert found.known == {"etag": '"1"', "modified": "today"}


def test_what_did_not_change_is_not_sent_again(web):
    def answer(handler: Handler) -> None:
        same = handler.headers.get("If-None-Match") == '"1"'
        handler.give(b"" if same else CALENDAR, status=304 if same else 200, headers={"ETag": '"1"'})

    web.answers["/a.ics"] = answer
    known = get(web, "/a.ics").known
    assert get(web, "/a.ics", known).content is None
    assert get(web, "/a.ics", known).known == known


def test_what_is_packed_is_unpacked(web):
    packed = gzip.compress(CALENDAR)
    web.answers["/a.ics"] = lambda handler: handler.give(packed, headers={"Content-Encoding": "gzip"})
    assert get(web, "/a.ics").content == CALENDAR


def test_webcal_is_another_word_for_the_web(web):
    web.answers["/a.ics"] = lambda handler: handler.give(CALENDAR)
    assert fetch(web.url("/a.ics", scheme="webcal"), patience=QUICK).content == CALENDAR


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_moved_calendar_is_followed(web, status):
    web.answers["/old"] = lambda handler: handler.give(b"", status=status, headers={"Location": "/new%20one.ics"})
    web.answers["/new%20one.ics"] = lambda handler: handler.give(CALENDAR)
    assert get(web, "/old").content == CALENDAR


def test_a_circle_of_moves_ends(web):
    web.answers["/a"] = lambda handler: handler.give(b"", status=302, headers={"Location": "/b"})
    web.answers["/b"] = lambda handler: handler.give(b"", status=302, headers={"Location": "/a"})
    with pytest.raises(Unavailable, match="without an end"):
        get(web, "/a")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/a.ics"])
def test_a_move_to_what_is_no_web_address_is_refused(web, target):
    web.answers["/a"] = lambda handler: handler.give(b"", status=302, headers={"Location": target})
    with pytest.raises(Unavailable, match="no internet address"):
        get(web, "/a")


@pytest.mark.parametrize(
    ("status", "words"), [(401, "password"), (403, "withdrawn"), (404, "nothing"), (410, "any more"), (503, "503")]
)
def test_a_refusal_is_told_in_words(web, status, words):
    web.answers["/a"] = lambda handler: handler.give(b"", status=status)
    with pytest.raises(Unavailable, match=words):
        get(web, "/a")


def test_a_server_that_hangs_is_left(web):
    web.answers["/a"] = lambda handler: handler.server.gate.wait(5)
    with pytest.raises(Unavailable, match="does not answer"):
        get(web, "/a")


def test_a_server_that_hangs_in_the_middle_is_left(web):
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(CALENDAR)
        handler.wfile.flush()
        handler.server.gate.wait(5)

    web.answers["/a"] = answer
    with pytest.raises(Unavailable, match="does not answer"):
        get(web, "/a")


def test_what_is_cut_off_in_the_middle_is_not_taken(web):
    web.answers["/a"] = lambda handler: handler.give(CALENDAR, headers={"Content-Length": "1000"})
    with pytest.raises(Unavailable, match="broke off"):
        get(web, "/a")


def test_what_is_packed_and_cut_off_is_not_taken(web):
    packed = gzip.compress(CALENDAR * 50)[:-20]
    web.answers["/a"] = lambda handler: handler.give(packed, headers={"Content-Encoding": "gzip"})
    with pytest.raises(Unavailable, match="broke off"):
        get(web, "/a")


def test_what_only_says_that_it_is_packed_is_told(web):
    web.answers["/a"] = lambda handler: handler.give(CALENDAR, headers={"Content-Encoding": "gzip"})
    with pytest.raises(Unavailable):
        get(web, "/a")


@pytest.mark.parametrize("packed", [False, True])
def test_more_than_enough_is_not_taken(web, packed):
    content, headers = b"x" * 2_000_000, {}
    if packed:
        content, headers = gzip.compress(content), {"Content-Encoding": "gzip"}
    web.answers["/a"] = lambda handler: handler.give(content, headers=headers)
    with pytest.raises(Unavailable, match="too large"):
        get(web, "/a")


def test_a_server_that_is_not_there_is_told():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unavailable, match="refuses the connection"):
        fetch(f"http://127.0.0.1:{port}/a.ics", patience=QUICK)


def test_who_speaks_no_http_is_told():
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(Unavailable):
        fetch(f"https://127.0.0.1:{server.getsockname()[1]}/", patience=QUICK)


def test_the_password_is_sent_to_its_own_machine_only(web):
    web.answers["/a"] = lambda handler: handler.give(
        b"", status=302, headers={"Location": handler.server.url("/b").replace("127.0.0.1", "localhost")}
    )
    web.answers["/b"] = lambda handler: handler.give(CALENDAR)
    get(web, "/a", access=Access("ana", "secreto"))
    (_first, one), (_second, other) = web.asked
    assert one["Authorization"].startswith("Basic ")
    assert "Authorization" not in other


@pytest.mark.parametrize(
    "address", ["", "ftp://example.org/a", "https://", "https://a b/", "https://ana:pw@example.org/"]
)
def test_what_is_no_address_is_refused_beside_its_field(address):
    with pytest.raises(Invalid) as refusal:
        checked(address)
    assert list(refusal.value.fields) == ["address"]


def test_an_address_without_a_scheme_is_one_of_the_web():
    assert checked(" example.org/a.ics ") == "https://example.org/a.ics"
    assert host_of("webcal://example.org/a.ics") == host_of("example.org/b") == "example.org"


def test_every_failure_is_one_sentence():
    errors = [OSError("x"), ValueError("x"), TimeoutError(), ConnectionResetError(), socket.gaierror()]
    for sentence in [*(reason(error, "example.org") for error in errors), refused(418, "example.org")]:
        assert sentence.startswith("example.org")
        assert sentence.endswith(".")
