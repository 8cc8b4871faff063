"""Names of mail folders: as servers write them (modified UTF-7, RFC 3501), and as people read them."""

from __future__ import annotations

import base64
import binascii
import re

from crm.utils.text import fold

_CODED = re.compile(r"&([^-&]*)-")
_RUN = re.compile(r"[^\x20-\x7e]+|&")
SENT = frozenset(
    (
        "sent", "sent items", "sent messages", "sent mail", "enviados", "elementos enviados", "mensajes enviados",
        "correo enviado", "correos enviados",
    )
)  # fmt: skip


def decoded(wire: str) -> str:
    """A name as a person reads it; one that is written wrongly stays as it is."""
    return _CODED.sub(_decoded_run, wire)


def encoded(name: str) -> str:
    """A name as a server wants it."""
    return _RUN.sub(_encoded_run, name)


def is_of_sent(name: str) -> bool:
    """Whether a folder of this name holds what its owner sent, as most programs call it."""
    return fold(re.split(r"[/.\\]", name)[-1]) in SENT


def _decoded_run(match: re.Match[str]) -> str:
    letters = match[1]
    if not letters:
        return "&"
    try:
        packed = letters.replace(",", "/") + "=" * (-len(letters) % 4)
        return base64.b64decode(packed, validate=True).decode("utf-16-be")
    except (binascii.Error, ValueError):
        return match[0]


def _encoded_run(match: re.Match[str]) -> str:
    if match[0] == "&":
        return "&-"
    packed = base64.b64encode(match[0].encode("utf-16-be", "replace")).decode("ascii")
    return f"&{packed.rstrip('=').replace('/', ',')}-"
