"""Calendar files as blocks of lines: bytes to text, unfolding, what stands between BEGIN and END. No meaning of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crm.files.sheet import Stop
from crm.utils.i18n import _
from crm.utils.text import one_line

_FOLD = re.compile(r"\r?\n[ \t]|\r[ \t]")
_LINE = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DEEPEST = 20


@dataclass(frozen=True)
class Property:
    """One line of a block: its name in capitals, its parameters (names in capitals) and its value, texts unescaped."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def zone(self) -> str:
        """The zone that its times are in, as written."""
        return self.parameters.get("TZID", "")


@dataclass
class Block:
    """What stands between BEGIN:name and END:name; `whole` is False when the file ends before its END."""

    name: str
    line: int
    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    whole: bool = True
    broken: list[str] = field(default_factory=list)

    def properties(self, wanted: frozenset[str]) -> dict[str, list[Property]]:
        """The properties of these names; a line that cannot be read is kept in `broken`."""
        found: dict[str, list[Property]] = {}
        for text in self.lines:
            name = _NAME.match(text)
            after = text[name.end() : name.end() + 1] if name else ""
            if name is None or after not in (":", ";"):
                self.broken.append(text)
            elif name[0].upper() in wanted:
                read = _property(text)
                if read is None:
                    self.broken.append(text)
                else:
                    found.setdefault(read.name, []).append(read)
        return found

    def text(self) -> str:
        """The block as lines of a file again."""
        inner = "".join(f"{line}\r\n" for line in self.lines) + "".join(block.text() for block in self.blocks)
        return f"BEGIN:{self.name}\r\n{inner}END:{self.name}\r\n"


def decode(content: bytes) -> str:
    """The text of a calendar file: by its mark, else UTF-8, else what Windows wrote."""
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    if mark in _MARKS[1:]:
        return content.decode("utf-16", errors="replace")
    content = content.removeprefix(mark)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def blocks(text: str, *, stop: Stop | None = None) -> tuple[list[Block], list[str]]:
    """The outermost blocks of a file, and the lines that stand outside of any."""
    root = Block("", 0)
    open_blocks = [root]
    for number, line in enumerate(_unfolded(text), 1):
        if stop and number % 5000 == 0 and stop():
            break
        _take(line, number, open_blocks=open_blocks)
    for block in open_blocks[1:]:
        block.whole = False
    return root.blocks, root.lines


def _unfolded(text: str) -> Iterator[str]:
    for line in _LINE.split(_FOLD.sub("", text)):
        if line.strip():
            yield line.strip("\x00")


def _take(line: str, number: int, *, open_blocks: list[Block]) -> None:
    keyword, _colon, name = line.partition(":")
    name = name.strip().upper()
    if keyword.strip().upper() == "BEGIN" and len(open_blocks) < _DEEPEST:
        block = Block(name, number)
        open_blocks[-1].blocks.append(block)
        open_blocks.append(block)
    elif keyword.strip().upper() == "END":
        _close(name, open_blocks)
    else:
        open_blocks[-1].lines.append(line)


def _close(name: str, open_blocks: list[Block]) -> None:
    """END closes the innermost block of its name; one that was left open inside is not whole."""
    if all(block.name != name for block in open_blocks[1:]):
        return
    while open_blocks[-1].name != name:
        open_blocks.pop().whole = False
    open_blocks.pop()


def _property(text: str) -> Property | None:
    """One line read; None when it is none. Lines without quotes and escapes, nearly all, need no library."""
    head, colon, value = text.partition(":")
    if not colon or '"' in head or "^" in head or "\\" in text:
        return _property_by_library(text)
    name, *parameters = head.split(";")
    pairs = [parameter.partition("=") for parameter in parameters]
    if not all(key and equals for key, equals, _value in pairs):
        return None
    return Property(name.strip().upper(), {key.strip().upper(): one.strip() for key, _equals, one in pairs}, value)


def _property_by_library(text: str) -> Property | None:
    from icalendar.parser import Contentline

    try:
        name, parameters, value = Contentline(text, strict=False).parts()  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, AttributeError):
        return None
    plain = {str(key).upper(): _parameter(parameters[key]) for key in parameters}
    return Property(str(name).upper(), plain, str(value))


def _parameter(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def unreadable(lines: list[str]) -> str:
    """The sentence for lines of an event that could not be read and are left out."""
    shown = "; ".join(one_line(line, 60) for line in lines[:3])
    return _("Left out, because it could not be read: {lines}").format(lines=shown)
