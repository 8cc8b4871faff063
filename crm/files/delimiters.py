"""Which character stands between the cells of a text file, found by reading a sample with each and comparing widths.

A delimiter is one character, or a character and a blank (", ") when cells are written like `"a", "b"`. csv.Sniffer is
not asked: it mistakes letters and decimal commas for delimiters in short files.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

CANDIDATES = ("\t", ";", "|", ",")
DEFAULT = ","
ONE_COLUMN = ""
"""The delimiter of a text whose lines are not to be cut."""
_NEVER = "\x1f"
_DECLARED = re.compile(r"\ufeff?\"?sep=(.)\"?[\r\n]*", re.IGNORECASE | re.DOTALL)
_SAMPLE_RECORDS = 500


def declared(line: str) -> str:
    """The delimiter that Excel's first line `sep=;` declares, or nothing."""
    found = _DECLARED.fullmatch(line)
    return found.group(1) if found else ""


def reader(lines: Iterable[str], delimiter: str, *, strict: bool = False) -> Iterator[list[str]]:
    """A csv reader for a delimiter as this module writes it; a strict one raises csv.Error for a wrong quote."""
    return csv.reader(lines, delimiter=delimiter[:1] or _NEVER, skipinitialspace=delimiter[1:] == " ", strict=strict)


def find_delimiter(sample: str, *, whole: bool) -> str:
    """The delimiter that cuts most records of `sample` to one width, ONE_COLUMN when none does.

    `whole` says that the sample is the whole file; otherwise its last record may be cut and is left out.
    """
    best, best_score = ONE_COLUMN if DEFAULT in sample else DEFAULT, 0.0
    for delimiter in CANDIDATES:
        score = _score(read_sample(sample, delimiter, whole=whole))
        if score > best_score + 1e-9:
            best, best_score = delimiter, score
    spaced = best + " "
    quoted_after_blank = best not in ("\t", ONE_COLUMN) and f'{spaced}"' in sample
    if quoted_after_blank and _score(read_sample(sample, spaced, whole=whole)) > best_score:
        return spaced
    return best


def read_sample(sample: str, delimiter: str, *, whole: bool) -> list[list[str]]:
    """The first records of a piece of text, blank ones as []."""
    records: list[list[str]] = []
    try:
        for record in reader(io.StringIO(sample, newline=""), delimiter):
            records.append(record)
            if len(records) > _SAMPLE_RECORDS:
                break
    except csv.Error:
        return records
    return records if whole or len(records) < 2 else records[:-1]


def _score(records: Sequence[Sequence[str]]) -> float:
    """0 when the delimiter does not cut the records, up to 1 when it cuts all to one width."""
    widths = [len(record) for record in records if any(record)]
    cut = [width for width in widths if width > 1]
    if not cut:
        return 0.0
    present = len(cut) / len(widths)
    alike = Counter(cut).most_common(1)[0][1] / len(widths)
    if present < 0.5 or (widths[0] == 1 and alike < 0.5):
        return 0.0
    return 0.6 * alike + 0.4 * present
