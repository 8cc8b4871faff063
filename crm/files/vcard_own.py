"""What this program's own cards say beyond the standard, so that they come in again whole: one place for both ways.

Other programs pass over these lines and parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from crm.utils.i18n import N_, _

if TYPE_CHECKING:
    from crm.files.vcard_lines import Property

# Property -> the header of its column.
LINES = {
    "X-CARTERA-STATUS": N_("Status"),
    "X-CARTERA-OWNER": N_("Owner"),
    "X-CARTERA-SOURCE": N_("Source"),
    "X-CARTERA-TAX-ID": N_("Tax ID"),
    "X-CARTERA-CREATED": N_("Created"),
    "X-CARTERA-IMPORTED-FROM": N_("Imported from"),
}
FIELD = "X-CARTERA-FIELD"  # a field the business added: its label and its value
LABEL = "X-CARTERA-LABEL"  # beside an address or number: its label and flags
OWN_FIELD = "\0"  # before the label of such a field among the headers of a card
_REACH = {"EMAIL": "E-mail", "URL": "Website"}
_LABEL_HEADER = N_("{field} label")
# How the program calls in its tables what cards call otherwise.
_CALLED = {
    "Address": N_("Street address"),
    "State": N_("State or province"),
    "UID": N_("External ID"),
    "Categories": N_("Tags"),
}

Cells = dict[str, list[str]]


def label_of(header: str) -> str:
    """The key of the labels that stand beside the texts of a header."""
    return f"{header}\0label"


def shown(header: str, place: int = 0, *, own: bool = False) -> str:
    """The words above the column of a header; `place` counts the texts of one header from 0.

    In a file of `own` cards they are those of the program's tables.
    """
    if header.startswith(OWN_FIELD):
        return header.removeprefix(OWN_FIELD)
    plain, _mark, label = header.partition("\0")
    words = _(_CALLED.get(plain, plain) if own else plain)
    words = f"{words} {place + 1}" if place else words
    return _(_LABEL_HEADER).format(field=words) if label else words


def take(cells: Cells, item: Property, *, phone_header: Callable[[frozenset[str]], str]) -> bool:
    """Put a property of an own card into its cells, letter for letter; False when it is one like others'."""
    if item.name in LINES:
        cells[LINES[item.name]] = [item.text]
    elif item.name == FIELD:
        label, value = [*item.parts(), ""][:2]
        cells[OWN_FIELD + label] = [value]
    elif item.name in _REACH or item.name == "TEL":
        header = _REACH.get(item.name) or phone_header(item.types)
        cells.setdefault(header, []).append(item.text)
        cells.setdefault(label_of(header), []).append(item.parameters.get(LABEL, ""))
    elif item.name == "CATEGORIES":
        cells["Categories"] = [",".join(_quoted(name) for name in item.parts(",") if name)]
    else:
        return False
    return True


def settle(cells: Cells, *, is_company: bool) -> None:
    """Say what an own card is: its full name only repeats what else it tells, if it tells anything else."""
    tells_more = any(any(texts) for header, texts in cells.items() if header != "Full name")
    cells["Kind"] = ["company" if is_company else "person"]
    cells["Full name"] = [] if tells_more else cells.get("Full name", [])


def further(header: str, headers: Iterable[str]) -> list[str]:
    """What of `headers` stands behind a header: its labels; behind the last one, "", what only own cards have."""
    if header:
        return [one for one in headers if one == label_of(header)]
    return [one for one in headers if one in LINES.values() or one.startswith(OWN_FIELD)]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
