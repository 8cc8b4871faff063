"""One calendar on a CalDAV server: which calendars there are, what is in one, sending and removing events.

Every failure is one sentence. Knows texts and etags, nothing of activities; the library is loaded at the first use.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from crm.errors import CrmError, Unavailable
from crm.network.addresses import Access, checked, host_of, refused
from crm.utils.i18n import _

SECONDS = 30
_DAV, _CAL = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_AT_ONCE = 50  # events asked for together
_LARGEST = 50 * 1024 * 1024
_SAFE = "/@:+-._~!$&'()*,;="
_PLAIN = re.compile(r"[A-Za-z0-9@_-][A-Za-z0-9@._-]{0,150}")
_XML = {"Content-Type": "application/xml; charset=utf-8"}
_LISTING = (
    '<?xml version="1.0"?><d:propfind xmlns:d="DAV:"><d:prop><d:getetag/><d:resourcetype/><d:displayname/></d:prop>'
    "</d:propfind>"
)
_MULTIGET = (
    '<?xml version="1.0"?><c:calendar-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop>'
    "<d:getetag/><c:calendar-data/></d:prop>{hrefs}</c:calendar-multiget>"
)


class Overtaken(Unavailable):
    """An event was changed, made or removed there since it was read; nothing was written."""


@dataclass(frozen=True)
class Place:
    """A calendar of a server: what it is called and its address."""

    name: str
    address: str


@dataclass(frozen=True)
class Item:
    """What stands at one place of a calendar."""

    href: str
    etag: str
    text: str


class CalDavServer:
    """A calendar, by its address. Every method raises Unavailable with one sentence."""

    def __init__(self, address: str, access: Access, *, seconds: int = SECONDS) -> None:
        self.address = checked(address)
        self.host = host_of(self.address)
        self._access = access
        self._seconds = seconds
        self._made: Any = None

    def calendars(self) -> list[Place]:
        """The calendars that the address leads to: itself when it is one, else those of its user."""
        own = list(self._propfind(self.address, depth=0))
        if own and own[0].is_calendar:
            return [Place(own[0].name or self.host, self.address)]
        found = self._library(lambda client: client.principal().calendars())
        return [Place(str(one.get_display_name() or one.url), str(one.url)) for one in found]

    def listing(self) -> dict[str, str]:
        """The etag of every event, by its place."""
        found = self._propfind(self.address, depth=1)
        return {one.href: one.etag for one in found if one.etag and not one.is_folder}

    def fetch(self, hrefs: Sequence[str]) -> Iterator[Item]:
        """What stands at these places; those that are gone are left out."""
        for start in range(0, len(hrefs), _AT_ONCE):
            asked = "".join(f"<d:href>{_xml(href)}</d:href>" for href in hrefs[start : start + _AT_ONCE])
            answer = self._ask(
                "REPORT", self.address, headers={**_XML, "Depth": "0"}, body=_MULTIGET.format(hrefs=asked)
            )
            yield from _items(answer.tree)

    def put(self, href: str, text: str, *, etag: str) -> str:
        """Write an event, over the one of this etag or ("") where nothing is yet; the new etag, "" when untold.

        Raises Overtaken when something else stands there.
        """
        guard = {"If-Match": etag} if etag else {"If-None-Match": "*"}
        headers = {"Content-Type": "text/calendar; charset=utf-8", **guard}
        answer = self._ask("PUT", self._url(href), headers=headers, body=text)
        return str(answer.headers.get("ETag") or answer.headers.get("etag") or "")

    def delete(self, href: str, *, etag: str) -> None:
        """Remove an event, unless it was changed since; one that is gone already is no failure."""
        guard = {"If-Match": etag} if etag else {}
        try:
            self._ask("DELETE", self._url(href), headers=guard)
        except _Gone:
            return

    def place_of(self, uid: str) -> str:
        """Where a new event of this UID goes."""
        name = uid if _PLAIN.fullmatch(uid) else hashlib.sha256(uid.encode()).hexdigest()[:40]
        return f"{_path(self.address)}/{name}.ics"

    def close(self) -> None:
        """Let go of the connection."""
        if self._made is not None:
            self._made.close()

    # Parts

    def _propfind(self, address: str, *, depth: int) -> list[_Found]:
        answer = self._ask("PROPFIND", address, headers={**_XML, "Depth": str(depth)}, body=_LISTING)
        found = [_found(response) for response in _responses(answer.tree)]
        own = _path(address)
        return [one for one in found if one is not None and (depth == 0 or _path(one.href) != own)]

    def _ask(self, method: str, address: str, *, headers: Mapping[str, str], body: str = "") -> Any:
        answer = self._library(lambda client: client.request(address, method, body, dict(headers)))
        status = int(answer.status)
        if status in (404, 410) and method == "DELETE":
            raise _Gone(refused(status, self.host))
        if status in (409, 412):
            raise Overtaken(_("This event was changed on {host} meanwhile.").format(host=self.host))
        if status >= 300:
            raise Unavailable(refused(status, self.host))
        return answer

    def _library(self, work: Any) -> Any:
        """Do something with the library; whatever it raises becomes one sentence."""
        from caldav.lib import error as failures

        try:
            if self._made is None:
                self._made = self._client()
            return work(self._made)
        except CrmError:
            raise
        except failures.AuthorizationError as error:
            raise Unavailable(refused(401, self.host)) from error
        except (failures.DAVError, OSError, ValueError, TypeError, AttributeError, KeyError, RuntimeError) as error:
            raise Unavailable(_said(error, self.host)) from error

    def _client(self) -> Any:
        from caldav.davclient import DAVClient

        logging.getLogger("caldav").setLevel(logging.ERROR)  # it tells every odd answer, with what was asked
        return DAVClient(
            self.address,
            username=self._access.login or None,
            password=self._access.password or None,
            timeout=self._seconds,
            enable_rfc6764=False,
            require_tls=False,
        )

    def _url(self, href: str) -> str:
        return urljoin(self.address, quote(href, safe=_SAFE))


class _Gone(Unavailable):
    """Nothing stands there any more."""


@dataclass(frozen=True)
class _Found:
    href: str
    etag: str
    name: str
    is_folder: bool
    is_calendar: bool


def _responses(tree: Any) -> Iterator[Any]:
    return iter(() if tree is None else tree.iter(f"{_DAV}response"))


def _found(response: Any) -> _Found | None:
    href = response.findtext(f"{_DAV}href")
    if not href:
        return None
    return _Found(
        unquote(urlsplit(href.strip()).path),
        _first(response.iter(f"{_DAV}getetag")),
        _first(response.iter(f"{_DAV}displayname")),
        next(response.iter(f"{_DAV}collection"), None) is not None,
        next(response.iter(f"{_CAL}calendar"), None) is not None,
    )


def _items(tree: Any) -> Iterator[Item]:
    for response in _responses(tree):
        found = _found(response)
        text = _first(response.iter(f"{_CAL}calendar-data"))
        if found and text and len(text) <= _LARGEST:
            yield Item(found.href, found.etag, text)


def _first(elements: Iterable[Any]) -> str:
    return next((str(element.text).strip() for element in elements if element.text), "")


def _path(address: str) -> str:
    return unquote(urlsplit(address).path).rstrip("/")


def _xml(text: str) -> str:
    from xml.sax.saxutils import escape

    return escape(quote(text, safe=_SAFE))


def _said(error: BaseException, host: str) -> str:
    """The sentence for what went wrong below; the library hides the kind of most failures in its words."""
    words = f"{type(error).__name__} {error}".lower()
    if "timeout" in words or "timed out" in words:
        return _("{host} does not answer.").format(host=host)
    if "refused" in words:
        return _("{host} refuses the connection.").format(host=host)
    if "certificate" in words or "ssl" in words:
        return _("{host} cannot prove who it is: its certificate is not right. Nothing was sent.").format(host=host)
    if "name or service" in words or "getaddrinfo" in words or "resol" in words:
        return _("{host} was not found. Check the address and the connection to the internet.").format(host=host)
    if "unauthorized" in words or "forbidden" in words:
        return refused(401, host)
    if "connection" in words or "aborted" in words or "incomplete" in words or "reset" in words:
        return _("{host} broke off in the middle.").format(host=host)
    return _("{host} does not answer as a calendar server does.").format(host=host)
