"""What the demo business writes with and sends: templates of e-mails, and a price list attached to a customer."""

from __future__ import annotations

from crm.demo.words import Stage
from crm.session import Session

_MARK = "\ufeff"  # spreadsheets take a text for UTF-8 by it


def add(session: Session, stage: Stage, *, contact_id: int) -> None:
    """Add the templates whose names are free, and the price list to a contact's documents."""
    language = stage.words["language"]
    taken = {one.name for one in session.mail_templates.all(inactive=True) if one.language == language}
    for name, subject, body in stage.words["mail_templates"]:
        if name not in taken:
            session.mail_templates.add({"name": name, "subject": subject, "body": body, "language": language})
    name, content = price_list(stage)
    session.documents.add_content(content, name, contact_id=contact_id)


def price_list(stage: Stage) -> tuple[str, bytes]:
    """The name and the content of the price list: a small table any spreadsheet opens."""
    name, heading = stage.words["price_list"]
    mark = ";" if ";" in heading else ","
    lines = [heading, *(mark.join(map(str, entry)) for entry in stage.words["catalogue"])]
    return name.format(year=stage.now.year), (_MARK + "\r\n".join(lines) + "\r\n").encode()
