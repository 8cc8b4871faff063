"""What cards of other programs say that has no field here: further columns, so that nothing is lost without a word.

Only what no person reads (photos, keys, marks for programs) has no column.
"""

from __future__ import annotations

import re

from crm.files.vcard_lines import Property
from crm.utils.i18n import N_

ANNIVERSARY, RELATED = N_("Anniversary"), N_("Related people")
_HEADERS = {
    "ANNIVERSARY": ANNIVERSARY,
    "X-ANNIVERSARY": ANNIVERSARY,
    "X-EVOLUTION-ANNIVERSARY": ANNIVERSARY,
    "X-ABDATE": N_("Dates"),
    "X-EVENT": N_("Dates"),
    "GENDER": N_("Gender"),
    "X-GENDER": N_("Gender"),
    "LANG": N_("Language"),
    "IMPP": N_("Chat addresses"),
    "X-MS-IMADDRESS": N_("Chat addresses"),
    "SOCIALPROFILE": N_("Social profiles"),
    "X-SOCIALPROFILE": N_("Social profiles"),
    "RELATED": RELATED,
    "X-ABRELATEDNAMES": RELATED,
    "X-SPOUSE": RELATED,
    "X-MANAGER": RELATED,
    "X-ASSISTANT": RELATED,
    "X-EVOLUTION-SPOUSE": RELATED,
    "X-EVOLUTION-MANAGER": RELATED,
    "X-EVOLUTION-ASSISTANT": RELATED,
}
_CHATS = frozenset(("X-AIM", "X-ICQ", "X-JABBER", "X-MSN", "X-YAHOO", "X-SKYPE", "X-SKYPE-USERNAME", "X-GTALK", "X-QQ"))
_SILENT = frozenset(
    {
        "VERSION",
        "PRODID",
        "REV",
        "PHOTO",
        "LOGO",
        "SOUND",
        "KEY",
        "MAILER",
        "SORT-STRING",
        "CLASS",
        "SOURCE",
        "NAME",
        "LABEL",
        "KIND",
        "AGENT",
        "MEMBER",
        "CLIENTPIDMAP",
        "XML",
        "X-MS-CARDPICTURE",
        "X-EVOLUTION-FILE-AS",
    }
)
_SILENT_STARTS = (
    "X-ABLABEL",
    "X-ABADR",
    "X-ABSHOWAS",
    "X-ABUID",
    "X-ADDRESSBOOKSERVER",
    "X-COUCHDB",
    "X-MS-OL-",
    "X-CARTERA-",
)
_ANDROID = re.compile(r"vnd\.android\.cursor\.item/(\w+);(.*)", re.DOTALL)
_ANDROID_HEADERS = {"nickname": N_("Nickname"), "contact_event": N_("Dates"), "relation": RELATED}


def further(item: Property) -> tuple[str, str]:
    """(the header of its column, its text) of a property that has no field; no header for what nobody reads.

    A text is followed by what the card calls it, in brackets: "María (Spouse)".
    """
    if item.name in _SILENT or item.name.startswith(_SILENT_STARTS):
        return "", ""
    if item.name == "X-ANDROID-CUSTOM":
        return _of_android(item)
    header = _HEADERS.get(item.name) or (_HEADERS["IMPP"] if item.name in _CHATS else item.name)
    if item.label.casefold() == ANNIVERSARY.casefold():
        return ANNIVERSARY, item.text
    named = item.label or _kind(item)
    return header, f"{item.text} ({named})" if named and item.text else item.text


def _kind(item: Property) -> str:
    """What a property without a label of its own calls itself: the service, the relation, the property."""
    service = item.parameters.get("X-SERVICE-TYPE") or item.parameters.get("X-SERVICE")
    if service:
        return service
    types = sorted(item.types - {"PREF", "HOME", "WORK", "OTHER", "INTERNET"})
    if types and item.name in {"RELATED", "SOCIALPROFILE", "X-SOCIALPROFILE"}:
        return types[0].capitalize()
    of_name = item.name in _CHATS or (_HEADERS.get(item.name) == RELATED and not item.name.startswith("X-AB"))
    return item.name.rpartition("-")[2].capitalize() if of_name and item.name.startswith("X-") else ""


def _of_android(item: Property) -> tuple[str, str]:
    found = _ANDROID.match(item.text)
    if not found:
        return item.name, item.text
    texts = [part for part in found[2].split(";") if part and not part.isdecimal()]
    return _ANDROID_HEADERS.get(found[1], item.name), " ".join(texts)
