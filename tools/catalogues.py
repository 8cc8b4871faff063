"""The message catalogues: read the texts of the sources, bring locale/ up to date, compile. No translating.

`python -m tools.catalogues` (make catalogues) rewrites locale/<language>/LC_MESSAGES/cartera.po and .mo. New texts come
in empty, a text that was reworded keeps its translation marked fuzzy, a text that is gone is dropped. English is filled
with the texts themselves. tests/test_catalogues.py asks the same functions whether all is in place.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
LANGUAGES = ("es", "en")
SOURCE_LANGUAGE = "en"
STARTED = datetime(2026, 11, 1, tzinfo=UTC)
KEYWORDS = {"_": None, "N_": None, "translate": None, "ngettext": (1, 2)}


def source_files() -> list[Path]:
    """The files whose texts a person can see."""
    return [*sorted((ROOT / "crm").rglob("*.py")), *ROOT.glob("main.py")]


def template() -> Catalog:
    """Every text marked in the sources, with the files it stands in."""
    found = Catalog(project="Cartera", charset="utf-8")
    for path in source_files():
        with path.open("rb") as file:
            for _line, text, comments, _context in extract("python", file, KEYWORDS, ["Translators:"]):
                if text:
                    found.add(text, locations=[(path.relative_to(ROOT).as_posix(), 0)], auto_comments=comments)
    return found


def po_file(language: str) -> Path:
    """Where the texts of a language are written by people."""
    return LOCALE / language / "LC_MESSAGES" / "cartera.po"


def mo_file(language: str) -> Path:
    """Where the program reads them."""
    return po_file(language).with_suffix(".mo")


def read(language: str) -> Catalog:
    """The catalogue of a language; an empty one when there is none yet."""
    path = po_file(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        project="Cartera",
        version="1",
        header_comment=f"# Cartera in {Locale(language).get_language_name('en')}; make catalogues updates this file.",
        last_translator="Cartera",
        language_team=language,
        msgid_bugs_address="Cartera",
        charset="utf-8",
        creation_date=STARTED,
        revision_date=STARTED,
        fuzzy=False,
    )


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of the .mo file of a catalogue."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def texts(message: Message) -> tuple[str, ...]:
    """The text of a message, or its singular and plural."""
    return tuple(message.id) if message.pluralizable else (message.id,)


def translations(message: Message) -> tuple[str, ...]:
    """The translations of a message, one for each plural form; empty ones where there is none."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


def update(language: str) -> Catalog:
    """Bring one language up to date and compile it."""
    catalogue = read(language)
    catalogue.update(template(), update_creation_date=False)
    catalogue.obsolete.clear()
    if language == SOURCE_LANGUAGE:
        _fill_with_source(catalogue)
    po_file(language).parent.mkdir(parents=True, exist_ok=True)
    with po_file(language).open("wb") as file:
        write_po(file, catalogue, width=120, include_lineno=False, sort_output=True, ignore_obsolete=True)
    mo_file(language).write_bytes(compiled(read(language)))
    return catalogue


def _fill_with_source(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id:
            message.string = message.id
            message.flags.discard("fuzzy")


def main() -> None:
    """Update every language and say what is left to translate."""
    for language in LANGUAGES:
        messages = [message for message in update(language) if message.id]
        open_ones = sum(message.fuzzy or not all(translations(message)) for message in messages)
        print(f"{language}: {len(messages)} texts, {open_ones} to translate or to check")


if __name__ == "__main__":
    main()
