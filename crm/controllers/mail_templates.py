"""What can be done with templates of e-mails: add, change, choose one for a contact, see it filled in, remove."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.controllers import mail_fields
from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.checking import clean
from crm.controllers.mail_accounts import MailAccounts
from crm.controllers.naming import cleaned, folded
from crm.errors import Invalid, NotFound
from crm.models.mail import TEMPLATE_FIELDS, Filled, MailField, MailTemplate, Wording
from crm.models.mail_seeds import SEEDS
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row
from crm.utils import i18n, phones
from crm.utils.i18n import N_, _

_BEGUN = "mail_templates"  # the setting that says that a file got its first ones


class MailTemplates(Controller):
    """Texts with fields, each in a language. `program` is the context in which a file gets its first ones."""

    def __init__(self, context: Context, accounts: MailAccounts, *, program: Context) -> None:
        super().__init__(context)
        self._accounts = accounts
        self._first = _FirstTemplates(program)

    @reads("mail")
    def fields(self) -> tuple[MailField, ...]:
        """The fields a template may hold."""
        return mail_fields.FIELDS

    @reads("mail")
    def prepare(self) -> None:
        """Give a file its first templates, once; nobody's work, so nobody's Ctrl+Z."""
        if self.scope("write mail") and not self.database.engine.read_only and not self._first.begun():
            self._first.begin()

    @reads("mail")
    def all(self, *, inactive: bool = False) -> list[MailTemplate]:
        """The templates in use in their order; with `inactive` those out of use behind them."""
        rows = self.database.all(
            "SELECT * FROM mail_templates WHERE active = 1 OR :inactive = 1 ORDER BY active DESC, position, id",
            inactive=int(inactive),
        )
        return [_as_template(row) for row in rows]

    @reads("mail")
    def of_language(self, language: str) -> list[MailTemplate]:
        """The templates in use, those in this language first, then those of any, then the others."""
        order = {language: 0, "": 1}
        return sorted(self.all(), key=lambda template: order.get(template.language, 2))

    @reads("mail")
    def language_of(self, contact_id: int) -> str:
        """The language a contact is written in: that of their country or their company's, else the program's own."""
        row = self.database.one(
            "SELECT c.country, coalesce(p.country, '') AS company_country FROM contacts c"
            " LEFT JOIN contacts p ON p.id = c.company_id WHERE c.id = :id",
            id=contact_id,
        )
        region = (phones.region_of(row["country"]) or phones.region_of(row["company_country"])) if row else ""
        if not region:
            return i18n.language()
        return "es" if region in i18n.SPANISH_COUNTRIES else "en"

    @reads("mail")
    def get(self, template_id: int) -> MailTemplate:
        """One template. NotFound when there is none."""
        return _as_template(self._row(template_id))

    @reads("mail")
    def fill(self, wording: Wording, contact_id: int, *, opportunity_id: int | None = None) -> Filled:
        """A text as it would go to a contact, with what is missing named. NotFound when the contact is gone."""
        values = mail_fields.values_for(
            self.context, contact_id, opportunity_id=opportunity_id, language=wording.language
        )
        return mail_fields.fill(wording, mail_fields.with_account(values, self._accounts.default()))

    @writes("mail", N_("Add the e-mail template {template}"))
    def add(self, values: Mapping[str, Any]) -> int:
        """Add a template and return its id. Invalid names each bad field, and every field in braces that is none."""
        row = self._checked({"name": "", **values})
        last = self.database.value("SELECT coalesce(max(position), 0) FROM mail_templates")
        self.describe(template=row["name"])
        return self.database.insert("mail_templates", row | {"position": last + 1})

    @writes("mail", N_("Edit the e-mail template {template}"))
    def change(self, template_id: int, values: Mapping[str, Any], *, version: int | None = None) -> None:
        """Change a template; what was written with it stays. Conflict when it changed since `version`."""
        before = self._row(template_id)
        kept = {name: before[name] for name in ("name", "language")}
        row = self._checked({**kept, **values}, before=before)
        self.describe(template=row["name"])
        self.database.update("mail_templates", template_id, row, version=version)

    @writes("mail", N_("Remove the e-mail template {template}"))
    def remove(self, template_id: int) -> None:
        """Remove a template; what was written with it stays."""
        row = self._row(template_id)
        self.describe(template=row["name"])
        self.database.delete("mail_templates", template_id)

    def _row(self, template_id: int) -> Row:
        row = self.database.one("SELECT * FROM mail_templates WHERE id = :id", id=template_id)
        if row is None:
            raise NotFound(_("This template no longer exists. Nothing was changed."))
        return row

    def _checked(self, values: Mapping[str, Any], *, before: Row | None = None) -> dict[str, Any]:
        row = clean(values, TEMPLATE_FIELDS, region="")
        problems: dict[str, str] = {}
        if "name" in row:
            row["name"] = cleaned(row["name"])
            problems["name"] = self._taken(row, but=before["id"] if before else 0)
        if "\n" in row.get("subject", "") or "\r" in row.get("subject", ""):
            problems["subject"] = _("A subject has one line.")
        for name in ("subject", "body"):
            if unknown := mail_fields.unknown_in(row.get(name, "")):
                problems[name] = mail_fields.problem_of(Filled("", "", unknown), "")
        if problems := {name: problem for name, problem in problems.items() if problem}:
            raise Invalid(problems)
        return row

    def _taken(self, row: Mapping[str, Any], *, but: int) -> str:
        """Why a name cannot be given in this language; "" when it can."""
        wanted = (folded(row["name"]), row.get("language", ""))
        if any((folded(one.name), one.language) == wanted and one.id != but for one in self.all(inactive=True)):
            return _("{name} is there already.").format(name=row["name"])
        return ""


class _FirstTemplates(Controller):
    """The templates a file begins with; its context is the program's own."""

    @reads("mail")
    def begun(self) -> bool:
        """Whether the file got them already, whatever became of them."""
        return self.database.value("SELECT 1 FROM settings WHERE name = :name", name=_BEGUN) is not None

    @writes("mail", N_("Make the first e-mail templates"))
    def begin(self) -> None:
        """Make them; those of the language in use stand first."""
        if self.begun():
            return
        self.database.insert("settings", {"name": _BEGUN, "value": to_json(True)})
        ordered = sorted(SEEDS, key=lambda seed: seed[0] != i18n.language())
        for place, (language, name, subject, body) in enumerate(ordered, 1):
            row = {"language": language, "name": name, "subject": subject, "body": body, "position": place}
            self.database.insert("mail_templates", row)


def _as_template(row: Row) -> MailTemplate:
    return MailTemplate(**{**row, "active": bool(row["active"])})
