"""Changed fields in words: which record, which field, before and after as a person reads them. Writes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from crm.controllers.history_names import Names
from crm.controllers.record_story import field_changes
from crm.models import activities, contacts, dashboards, interactions, mail, opportunities, pipelines, reports, shown
from crm.models.custom_fields import CustomField
from crm.models.fields import Field, Kind
from crm.models.history import FieldChange, ToldChange
from crm.models.report_schedules import SCHEDULE_FIELDS
from crm.storage.database import Database
from crm.storage.sqlite import Row
from crm.utils import dates, recurrence_words
from crm.utils.i18n import N_, translate
from crm.utils.money import show_number
from crm.utils.text import one_line

_ENTITIES = {
    "contacts": N_("Contact"),
    "contact_channels": N_("Address or number"),
    "contact_tags": N_("Tag of a contact"),
    "contact_aliases": N_("ID in another program"),
    "different_contacts": N_("Different people"),
    "interactions": N_("Interaction"),
    "opportunities": N_("Opportunity"),
    "opportunity_lines": N_("Line of an opportunity"),
    "opportunity_tags": N_("Tag of an opportunity"),
    "stage_history": N_("Move of an opportunity"),
    "activities": N_("Activity"),
    "activity_series": N_("Series of activities"),
    "reminders": N_("Reminder"),
    "calendars": N_("Calendar"),
    "calendar_events": N_("Event of a calendar"),
    "calendar_links": N_("Link to a calendar"),
    "mail_accounts": N_("E-mail account"),
    "mail_folders": N_("E-mail folder"),
    "mail_templates": N_("E-mail template"),
    "messages": N_("E-mail message"),
    "documents": N_("Document"),
    "message_documents": N_("Attachment"),
    "pipelines": N_("Pipeline"),
    "stages": N_("Stage"),
    "loss_reasons": N_("Loss reason"),
    "sources": N_("Source"),
    "interaction_types": N_("Type of interaction"),
    "products": N_("Product"),
    "exchange_rates": N_("Exchange rate"),
    "tags": N_("Tag"),
    "custom_fields": N_("Field"),
    "saved_views": N_("View"),
    "dashboards": N_("Dashboard"),
    "goals": N_("Goal"),
    "reports": N_("Report"),
    "report_schedules": N_("Scheduled report"),
    "message_files": N_("Attachment"),
    "users": N_("User"),
    "settings": N_("Setting"),
}
_BY_NAME = frozenset(("contacts", "opportunities"))  # called by their name alone
_PLAIN = (
    Field("name", Kind.TEXT, N_("Name")),
    Field("color", Kind.TEXT, N_("Colour")),
    Field("label", Kind.TEXT, N_("Name")),
    Field("value", Kind.TEXT, N_("Content")),
    Field("active", Kind.YES_NO, N_("In use")),
    Field("needs_text", Kind.YES_NO, N_("Needs a few words")),
    Field("currency", Kind.TEXT, N_("Currency")),
    Field("day", Kind.DATE, N_("Day")),
    Field("rate", Kind.TEXT, N_("Rate")),
    Field("is_primary", Kind.YES_NO, N_("Primary")),
    Field("opted_out", Kind.YES_NO, N_("Opted out")),
    Field("invalid", Kind.YES_NO, N_("No longer valid")),
    Field("contact_id", Kind.CONTACT, N_("Contact")),
    Field("opportunity_id", Kind.OPPORTUNITY, N_("Opportunity")),
    Field("one_id", Kind.CONTACT, N_("Contact")),
    Field("other_id", Kind.CONTACT, N_("Contact")),
    Field("user_id", Kind.USER, N_("User")),
    Field("shared", Kind.YES_NO, N_("For everybody")),
    Field("required", Kind.YES_NO, N_("Required")),
    Field("section", Kind.TEXT, N_("Section")),
    Field("kind", Kind.TEXT, N_("Kind")),
    Field("choices", Kind.TEXT, N_("Choices")),
    Field("definition", Kind.TEXT, N_("Filters")),
    Field("role", Kind.TEXT, N_("Role")),
    Field("team", Kind.TEXT, N_("Team")),
    Field("subject", Kind.TEXT, N_("Subject")),
    Field("body", Kind.LONG_TEXT, N_("Text")),
    Field("language", Kind.TEXT, N_("Language")),
    Field("address", Kind.TEXT, N_("Address")),
    Field("login", Kind.TEXT, N_("User name")),
    Field("signature", Kind.LONG_TEXT, N_("Signature")),
    Field("shown", Kind.YES_NO, N_("Shown")),
    Field("every_minutes", Kind.NUMBER, N_("Read every (minutes)")),
    Field("smtp_host", Kind.TEXT, N_("Outgoing server")),
    Field("smtp_port", Kind.NUMBER, N_("Outgoing port")),
    Field("smtp_login", Kind.TEXT, N_("User name for sending")),
    Field("imap_host", Kind.TEXT, N_("Incoming server")),
    Field("imap_port", Kind.NUMBER, N_("Incoming port")),
    Field("imap_login", Kind.TEXT, N_("User name for reading")),
    Field("recipient", Kind.TEXT, N_("To")),
    Field("copies", Kind.TEXT, N_("Copies to")),
    Field("state", Kind.TEXT, N_("Status")),
    Field("sent_at", Kind.MOMENT, N_("Sent")),
)
_LINE = (
    Field("product_id", Kind.PRODUCT, N_("Product")),
    Field("quantity", Kind.NUMBER, N_("Quantity")),
    Field("unit_price", Kind.MONEY, N_("Unit price")),
    Field("discount", Kind.NUMBER, N_("Discount %")),
)
_REMINDERS = Field("reminders", Kind.TEXT, N_("Reminders"))
_SERIES = (
    Field("rule", Kind.TEXT, N_("Repeats")),
    Field("starts_on", Kind.DATE, N_("First day")),
    Field("starts_at", Kind.TEXT, N_("Time")),
    Field("zone", Kind.TEXT, N_("Time zone")),
    Field("excluded", Kind.TEXT, N_("Days left out")),
)
_MESSAGE = (
    Field("state", Kind.CHOICE, N_("Status"), choices=mail.STATES),
    Field("send_after", Kind.MOMENT, N_("To be sent")),
    Field("problem", Kind.TEXT, N_("Problem")),
)
_SCHEDULE = tuple(one for one in SCHEDULE_FIELDS if one.name in ("every", "on_day", "at", "format", "folder"))
_OF: dict[str, Sequence[Field]] = {
    "contacts": contacts.FIELDS,
    "interactions": (*interactions.FIELDS, interactions.ABOUT),
    "opportunities": opportunities.FIELDS,
    "opportunity_lines": _LINE,
    "activities": (*activities.FIELDS, _REMINDERS),
    "activity_series": (*activities.FIELDS, _REMINDERS, *_SERIES),
    "messages": _MESSAGE,
    "stages": pipelines.STAGE_FIELDS,
    "products": pipelines.PRODUCT_FIELDS,
    "dashboards": (Field("definition", Kind.TEXT, N_("Cards")),),
    "reports": (Field("definition", Kind.TEXT, N_("What it lists")),),
    "goals": (Field("target", Kind.MONEY, N_("Goal")),),
    "report_schedules": _SCHEDULE,
}
_TARGETS = {
    Kind.USER: "users",
    Kind.CONTACT: "contacts",
    Kind.PIPELINE: "pipelines",
    Kind.STAGE: "stages",
    Kind.LOSS_REASON: "loss_reasons",
    Kind.OPPORTUNITY: "opportunities",
    Kind.PRODUCT: "products",
}
# Columns that hold more than a value of a kind, in words.
_IN_WORDS: dict[str, Callable[[str], str]] = {
    "reminders": lambda kept: ", ".join(activities.show_reminder(one) for one in json.loads(kept)),
    "excluded": lambda kept: ", ".join(dates.show_day(one) for one in json.loads(kept)),
    "rule": recurrence_words.sentence,
    "definition": lambda kept: _definition(json.loads(kept)) or kept,
}


def _definition(plain: Mapping[str, Any]) -> str:
    """What a dashboard holds or a report lists; "" for other definitions."""
    return reports.told(plain) if "entity" in plain else dashboards.told(plain.get("cards", ()))


_PARTS_OF_ONE = {"quantity": Decimal(1000), "discount": Decimal(100)}  # how many of the kept unit make one


class Words:
    """Tells the changes of one file; `region` says how phones are shown."""

    def __init__(self, database: Database, *, region: str) -> None:
        self.names = Names(database)
        self._region = region
        self._fields = {entity: {field.name: field for field in (*_PLAIN, *own)} for entity, own in _OF.items()}
        self._plain = {field.name: field for field in _PLAIN}
        for row in database.all("SELECT * FROM custom_fields ORDER BY id"):
            field = _custom(row)
            self._fields[row["entity"]][field.name] = field

    def of(self, row: Row) -> list[ToldChange]:
        """One row of the log in words: every field it changed that means something to a person."""
        changes = field_changes(row)
        currencies = _currencies(json.loads(row["before"] or "{}"), json.loads(row["after"] or "{}"))
        return [self._told(one, currencies) for one in changes]

    def label(self, entity: str, name: str) -> str:
        """What a field is called."""
        field = self._field(entity, name)
        return translate(field.label) if field else name

    def labels(self, entity: str, names: Iterable[str]) -> list[str]:
        """What fields are called, each name once."""
        return list(dict.fromkeys(self.label(entity, one) for one in names))

    def value(self, value: Any, field: Field) -> str:
        """A stored value in words; nothing as ""."""
        if value is None or value == "":
            return ""
        if field.name in _PARTS_OF_ONE:
            return show_number(Decimal(value) / _PARTS_OF_ONE[field.name])
        if field.kind in _TARGETS:
            return one_line(self.names.of(_TARGETS[field.kind], value), 80)
        try:
            if field.name in _IN_WORDS:
                return one_line(_IN_WORDS[field.name](str(value)), 80)
            return one_line(shown.show(value, field, region=self._region), 80)
        except (TypeError, ValueError):
            return one_line(str(value), 80)  # a value from before the field changed its kind

    def record(self, entity: str, record_id: int) -> str:
        """What a record is called, behind what it is unless its name says that."""
        kind, name = translate(_ENTITIES.get(entity, entity)), self.names.of(entity, record_id)
        known = name and name != f"{entity} {record_id}"
        if entity in _BY_NAME and known:
            return one_line(name, 60)
        return one_line(f"{kind}: {name}" if known else kind, 60)

    def _told(self, change: FieldChange, currencies: tuple[str, str]) -> ToldChange:
        field = self._field(change.entity, change.field) or Field(change.field, Kind.TEXT, change.field)
        before, after = field, field
        if field.kind is Kind.MONEY and not field.currency:
            known = self._currency(change)
            kind = Kind.MONEY if known else Kind.NUMBER  # a goal may count something else
            before, after = (replace(field, kind=kind, currency=one or known) for one in currencies)
        return ToldChange(
            self.record(change.entity, change.record_id),
            translate(field.label),
            self.value(change.before, before),
            self.value(change.after, after),
        )

    def _field(self, entity: str, name: str) -> Field | None:
        return self._fields.get(entity, self._plain).get(name)

    def _currency(self, change: FieldChange) -> str:
        """The currency a record's amounts are in; of a line, its opportunity's."""
        entity, record_id = change.entity, change.record_id
        if entity == "opportunity_lines":
            entity, record_id = "opportunities", self.names.value(entity, record_id, column="opportunity_id") or 0
        kept = self.names.value(entity, record_id, column="currency")
        return str(kept or ("" if entity == "goals" else "EUR"))


def _currencies(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, str]:
    """The currencies before and after a change that changed it; "" for the one the record has."""
    return str(before.get("currency") or ""), str(after.get("currency") or "")


def _custom(row: Row) -> Field:
    choices = tuple(json.loads(row["choices"]))
    kind, currency = Kind(row["kind"]), row["currency"] or "EUR"
    return CustomField(row["id"], row["entity"], row["key"], row["label"], kind, choices, currency).as_field()
