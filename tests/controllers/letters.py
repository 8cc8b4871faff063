"""E-mails for tests, as text, and an account whose folders are read. No test stands here."""

from __future__ import annotations

import base64
from pathlib import Path

from tests.controllers.mailing import account
from tests.network.mail_server import LOGIN


def letter(number=1, sender="Eva <eva@orbit.es>", to="ana@acme.es", *, body="Hola", **heads):
    """An e-mail; `heads` are more lines, "_" for "-"."""
    lines = {"From": sender, "To": to, "Subject": f"Carta {number}", "Date": "Thu, 19 Nov 2026 10:30:00 +0100"}
    lines |= {"Message-ID": f"<{number}@orbit.es>"} | {name.replace("_", "-"): value for name, value in heads.items()}
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value) + f"\r\n{body}\r\n"


def with_file(name, content, **parts):
    """An e-mail with an attachment."""
    packed = base64.b64encode(content).decode()
    body = (
        f'--x\r\nContent-Type: text/plain\r\n\r\nAdjunto\r\n--x\r\nContent-Type: application/pdf; name="{name}"\r\n'
        f"Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n{packed}\r\n--x--"
    )
    return letter(body=body, MIME_Version="1.0", Content_Type='multipart/mixed; boundary="x"', **parts)


def saved(folder: Path, text: str, name="carta.eml") -> Path:
    """An e-mail as a file."""
    path = folder / name
    path.write_bytes(text.encode())
    return path


def reading(session, port, folders=("INBOX",)):
    """An account whose folders are read from a port of this computer; its id."""
    mine = account(session, 25, imap_host="127.0.0.1", imap_port=port, imap_security="none", imap_login=LOGIN)
    session.mail_log.choose_folders(mine, folders)
    return mine
