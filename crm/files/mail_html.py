"""The text of an e-mail that was written in HTML: what a reader would read, line by line. Nothing is fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_LONGEST = 2_000_000  # characters of HTML that are read; the rest is decoration
_UNREAD = frozenset(("head", "script", "style", "title", "template", "noscript"))
_LINES = frozenset(
    (
        "address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
    )
)  # fmt: skip
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"))
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def html_as_text(html: str) -> str:
    """The words of a page as lines of text; what was quoted has "> " before it, entries of lists a dash."""
    reader = _Reader()
    reader.feed(html[:_LONGEST])
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects lines while the page goes by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._unread = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new line where the page begins one."""
        if tag == "body":
            self._unread = ""
        if self._unread:
            return
        if tag in _UNREAD:
            self._unread = tag
        elif tag in ("td", "th"):
            self._line += " "
        elif tag in _LINES:
            self._break(tag)
        if tag == "blockquote":
            self._depth += 1
        elif tag == "li":
            self._line = "- "
        elif tag == "img":
            self._line += dict(attrs).get("alt") or ""

    def handle_endtag(self, tag: str) -> None:
        """A line ends with what it stood in."""
        if tag == self._unread:
            self._unread = ""
        elif tag in _LINES and tag != "br" and not self._unread:
            self._break(tag)
            if tag == "blockquote":
                self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._unread:
            self._line += data

    def text(self) -> str:
        """What was read."""
        self._break("")
        return _EMPTY_LINES.sub("\n\n", "\n".join(self._lines)).strip()

    def _break(self, tag: str) -> None:
        line = _SPACES.sub(" ", self._line).strip()
        self._line = ""
        if line or tag == "br":
            self._lines.append(("> " * min(self._depth, 9) + line).rstrip())
        if tag in _PARAGRAPHS and self._lines and self._lines[-1]:
            self._lines.append("")
