"""vCard text (2.1, 3.0, 4.0) cut into cards, and a card into properties: folding, quoted-printable, charsets, groups.

vobject gives up a whole card for one bad line and knows one charset per file; old phones write neither well.
"""

from __future__ import annotations

import base64
import codecs
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_PARAMETER = re.compile(r';\s*([^=;:"]+)(?:=((?:"[^"]*"|[^;:"])*))?\s*')
_TEXTS = frozenset(("N", "FN", "NICKNAME", "ORG", "TITLE", "ROLE", "NOTE", "ADR", "TEL", "EMAIL", "URL", "CATEGORIES"))
_NAME = re.compile(r"(?:([\w-]+)\.)?([\w-]+)\s*")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
PRODUCT = "-//Cartera//Contacts//EN"  # how this program signs its cards
_BARE_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B"}


@dataclass
class Property:
    """One line of a card: TEL;TYPE=CELL:600... `types` are upper-case; `raw` still holds its escapes.

    `label` is what its owner calls it, where another line of its group says so.
    Blanks around a value are somebody's carelessness and left out, unless the card is `exact`.
    """

    name: str
    raw: str
    group: str = ""
    types: frozenset[str] = frozenset()
    parameters: dict[str, str] = field(default_factory=dict)
    exact: bool = False
    label: str = ""

    @property
    def text(self) -> str:
        """The value as one text."""
        return self._value(self.raw)

    def parts(self, separator: str = ";") -> list[str]:
        """The value cut at its unescaped separators (`N` and `ADR` at semicolons, `CATEGORIES` at commas)."""
        return [self._value(part) for part in _split(self.raw, separator)]

    def lists(self) -> list[list[str]]:
        """The parts between semicolons, each cut again at its unescaped commas (several given names in `N`)."""
        return [[self._value(one) for one in _split(part, ",")] for part in _split(self.raw, ";")]

    @property
    def preferred(self) -> bool:
        """Whether the card marks it as the first choice."""
        return "PREF" in self.types or self.parameters.get("PREF") == "1"

    def _value(self, raw: str) -> str:
        return _unescaped(raw) if self.exact else _unescaped(raw).strip()


def cards(lines: Iterable[str]) -> Iterator[tuple[int, list[str], bool]]:
    """(card number, its lines without BEGIN and END, whether it ends): every card, also a cut-off one."""
    number, depth = 0, 0
    body: list[str] = []
    for raw in lines:
        line = raw.rstrip("\r\n")
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            if depth == 1 and not _is_agent(body):
                yield number, body, False
                depth = 0
            depth += 1
            if depth == 1:
                number, body = number + 1, []
        elif word == "END:VCARD" and depth:
            depth -= 1
            if not depth:
                yield number, body, True
        elif depth == 1:
            body.append(line)
    if depth:
        yield number, body, False


def _is_agent(body: list[str]) -> bool:
    """Whether the line above opens a card within the card (AGENT of vCard 2.1)."""
    return bool(body) and body[-1].strip().upper().startswith("AGENT")


def bytewise(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines read as latin-1, as bytes, folded ones joined: old programs fold within a letter of UTF-8."""
    whole: list[str] = []
    for line in lines:
        if line[:1] in {" ", "\t"} and whole and whole[-1][-2:-1] not in {"=", ""}:
            whole[-1] = whole[-1].rstrip("\n")
            whole.append(line[1:])
            continue
        if whole:
            yield "".join(whole).encode("latin-1")
        whole = [line]
    if whole:
        yield "".join(whole).encode("latin-1")


def properties(body: list[str], charset: str) -> Iterator[Property | str]:
    """The properties of a card's lines; a line that is none comes as its text."""
    for line in _unfolded(body):
        if line.strip():
            yield _property(line, charset) or line


def _unfolded(body: list[str]) -> Iterator[str]:
    """Whole lines: continuation lines joined, soft breaks of quoted-printable too."""
    current: str | None = None
    soft = False
    for line in body:
        if current is not None and soft:
            current = current[:-1] + line
        elif current is not None and line[:1] in {" ", "\t"}:
            current += line[1:]
        else:
            if current is not None:
                yield current
            current = line
        soft = current.endswith("=") and "QUOTED-PRINTABLE" in current.partition(":")[0].upper()
    if current is not None:
        yield current


def _property(line: str, charset: str) -> Property | None:
    start = _NAME.match(line.strip())
    if not start:
        return None
    line = line.lstrip()
    place, parameters, types = start.end(), dict[str, str](), set[str]()
    while found := _PARAMETER.match(line, place):
        place = found.end()
        _add_parameter(found, parameters, types=types)
    if line[place : place + 1] != ":":
        return None
    raw = _decoded(line[place + 1 :], parameters, charset=charset)
    if parameters.get("ENCODING") in {"BASE64", "B"} and start[2].upper() in _TEXTS:
        raw = _unpacked(raw, parameters)
    return Property(start[2].upper(), raw, (start[1] or "").lower(), frozenset(types), parameters)


def _add_parameter(found: re.Match[str], parameters: dict[str, str], *, types: set[str]) -> None:
    name, value = found[1].strip().upper(), found[2]
    if value is None:
        if name in _BARE_ENCODINGS:
            parameters["ENCODING"] = name
        else:
            types.add(name)
        return
    plain = value.replace('"', "").strip()
    if name == "TYPE":
        types.update(word.strip().upper() for word in plain.split(","))
    else:
        parameters[name] = plain.upper() if name == "ENCODING" else plain


def _decoded(raw: str, parameters: dict[str, str], *, charset: str) -> str:
    """The text of a value that is quoted-printable; `charset` is the one the file was read in."""
    if parameters.get("ENCODING") != "QUOTED-PRINTABLE":
        return raw
    data = quopri.decodestring(raw.encode(charset, errors="replace"))
    try:
        text = data.decode(_known(parameters.get("CHARSET", "")) or "utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n")


def _unpacked(raw: str, parameters: dict[str, str]) -> str:
    """The text of a value that an old phone wrote in base64; the value itself when it is none."""
    try:
        return base64.b64decode("".join(raw.split()), validate=True).decode(
            _known(parameters.get("CHARSET", "")) or "utf-8"
        )
    except ValueError:
        return raw


def _known(charset: str) -> str:
    try:
        return codecs.lookup(charset).name if charset else ""
    except LookupError:
        return ""


def _split(raw: str, separator: str) -> list[str]:
    return re.findall(rf"((?:\\.|[^\\{separator}]|\\$)*)(?:{separator}|$)", raw, re.DOTALL)[: raw.count(separator) + 1]


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text) if "\\" in text else text
