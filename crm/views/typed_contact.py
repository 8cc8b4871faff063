"""A contact typed as one line: "Ana Gil, Acme, ana@acme.es, 612345678". Text in, values out; checks nothing."""

from __future__ import annotations

import re

from crm.models.contacts import COMPANY, PERSON
from crm.utils import phones
from crm.utils.text import digits, fold

_SEPARATORS = re.compile(r"[,;\t\n]+")
# A legal form after a comma belongs to the company before it: "Aceites Olivarea, S.A."
_LEGAL_FORMS_TEXT = (
    "sa sac saa saic saci sas sasu sapi sab sau sl slu sll slp slne sc scp scl sca scs srl srlcv sadecv sapidecv"
    " sabdecv srldecv sdernldecv sderldecv ltda limitada cia cialtda ca eirl spa cb ute aie coop scoop scooplda"
    " cooperativa inc llc llp ltd limited corp co gmbh ag kg ohg bv nv plc sarl lda srls"
)
_LEGAL_FORMS = frozenset(_LEGAL_FORMS_TEXT.split())
_NOT_LETTERS = re.compile(r"[\W_]+")
_EMAIL = re.compile(r"<?(?:mailto:)?([^\s<>,;]+@[^\s<>,;]+)>?")
_PHONE = re.compile(r"\(?\+?\d[\d\s().\-/]{4,}\d(?:\s*(?:ext|x)\.?\s*\d+)?", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://\S+|www\.\S+)", re.IGNORECASE)
_FEWEST_DIGITS = 6
_LONGEST = 2000
_WORDS = {PERSON: ("name", "company", "job_title", "city"), COMPANY: ("company", "city", "country")}


def read(line: str, kind: str, *, region: str = "ES") -> dict[str, str]:
    """Field name -> text for what a line says; the whole name of a person stands under "name".

    E-mails, phones and links are known wherever they stand; the other parts are taken in order. A person's phone is the
    mobile one when it is one in its country, `region` unless it says its own; of two of a sort each is kept.
    """
    found: dict[str, str] = {}
    line = line[:_LONGEST]
    for pattern, names in ((_EMAIL, ("email",)), (_LINK, ("website",)), (_PHONE, _phones(kind))):
        line = _take_out(line, pattern, names=names, found=found)
    if kind == PERSON:
        _put_mobile_first(found, region=region)
    return dict(zip(_WORDS[kind], _parts(line, company=_WORDS[kind].index("company")), strict=False)) | found


def split_name(name: str) -> tuple[str, str]:
    """(first name, last name) of a whole name."""
    from crm.controllers.importing.values import split_name as split

    return split(name)


def _phones(kind: str) -> tuple[str, ...]:
    return ("phone", "mobile_phone") if kind == PERSON else ("phone",)


def _put_mobile_first(found: dict[str, str], *, region: str) -> None:
    """Have a mobile number stand as one, and the other number of two as the phone."""
    first, second = found.get("phone", ""), found.get("mobile_phone", "")
    if first and phones.is_mobile(first, region=region) and not (second and phones.is_mobile(second, region=region)):
        del found["phone"]
        found |= {"mobile_phone": first, **({"phone": second} if second else {})}


def _parts(line: str, *, company: int) -> list[str]:
    """What stands between the separators; a legal form goes with the part at the place of the company."""
    parts: list[str] = []
    for part in (" ".join(part.split()) for part in _SEPARATORS.split(line)):
        if len(parts) == company + 1 and _NOT_LETTERS.sub("", fold(part)) in _LEGAL_FORMS:
            parts[-1] += f", {part}"
        elif part:
            parts.append(part)
    return parts


def _take_out(line: str, pattern: re.Pattern[str], *, names: tuple[str, ...], found: dict[str, str]) -> str:
    """The line without what the pattern finds, which goes into `found` under the names, one each."""
    left = list(names)

    def take(match: re.Match[str]) -> str:
        text = match[match.lastindex or 0].strip()
        if not left or ("phone" in names and len(digits(text)) < _FEWEST_DIGITS):
            return match[0]
        found[left.pop(0)] = text
        return " "

    return pattern.sub(take, line)
