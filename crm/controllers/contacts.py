"""What can be done with contacts: add, change, remove, tag, list, find. How values become rows is contact_rows.py's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crm.controllers import contact_channels, contact_company, contact_rows
from crm.controllers.access import Context, reads, writes
from crm.controllers.checking import clean
from crm.controllers.contact_conflicts import ContactMeanwhile
from crm.controllers.contact_lists import ContactLists
from crm.controllers.custom_fields import CustomFields
from crm.controllers.settings import Settings
from crm.controllers.tagging import Tagging
from crm.errors import Invalid, NotFound
from crm.models.contacts import COMPANY, PERSON, PERSON_ONLY, Channel, Contact, display_name
from crm.models.fields import Field
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row
from crm.utils import phones, tax_ids, text
from crm.utils.i18n import N_, _, ngettext

# Fields that other columns or rows follow from.
_DERIVING = {"kind", "first_name", "last_name", "company", "tags", *contact_rows.MIRRORS}


class Contacts(ContactLists):
    """People and companies."""

    def __init__(self, context: Context, custom_fields: CustomFields, *, settings: Settings) -> None:
        super().__init__(context, custom_fields)
        self._settings = settings
        self._tagging = Tagging(context, "contact_tags", owner="contact_id")

    # Reading

    @reads("contacts")
    def get(self, contact_id: int) -> Contact:
        """One contact, whole. NotFound when there is none."""
        newest = int(self.database.value("SELECT coalesce(max(id), 0) FROM operations"))
        row = self._row(contact_id)
        return Contact(
            **{**row, "version": newest, "custom": json.loads(row["custom"])},
            channels=tuple(contact_channels.channels_of(self.database, contact_id)),
            tags=tuple(self._rows([contact_id])[0]["tags"]),
        )

    @reads("contacts")
    def warnings(self, values: Mapping[str, Any], *, contact_id: int = 0) -> dict[str, str]:
        """What looks wrong but may be kept: field name -> one sentence."""
        found = {}
        if values.get("tax_id"):
            country = phones.region_of(str(values.get("country") or "")) or self._region()
            if warning := tax_ids.check(str(values["tax_id"]), country=country):
                found["tax_id"] = warning
        if values.get("email") and (name := self._holder("email", str(values["email"]), contact_id=contact_id)):
            found["email"] = _("{name} has this e-mail already.").format(name=name)
        return found

    # Writing

    @writes("contacts", N_("Add {name}"))
    def add(self, values: Mapping[str, Any], *, channels: Sequence[Channel] = ()) -> int:
        """Add a person or a company and return its id. Invalid names each field that cannot be kept.

        `tags` may hold names beside ids, here and in `change`: those that are new are added in the same operation.
        """
        fields = self.fields()
        values = self._tagging.with_ids(values)
        defaults = {one.name: one.default for one in fields if one.default is not None}
        complete = clean({**defaults, **values}, fields, region=self._region_for(values))
        self._require_filled(complete, fields)
        self._require_links(complete)
        tag_ids = complete.pop("tags", [])
        every = contact_rows.combined(contact_channels.checked(channels, region=self._region()), complete)
        row = self._as_row(complete, every)
        contact_id = self.database.insert("contacts", row)
        contact_channels.write_channels(self.database, contact_id, after=every)
        for tag_id in tag_ids:
            self.database.insert("contact_tags", {"contact_id": contact_id, "tag_id": tag_id})
        self.describe(name=display_name(row))
        return contact_id

    @writes("contacts", N_("Edit {name}"))
    def change(
        self,
        contact_id: int,
        values: Mapping[str, Any],
        *,
        version: int | None = None,
        channels: Sequence[Channel] | None = None,
    ) -> None:
        """Change some fields, and all channels when they are given.

        `version` is the one the values were read with: fields somebody else changed since raise Conflict, other
        fields are no conflict. Channels, when given, decide about e-mails, phones and website alone. Invalid names
        each field that cannot be kept.
        """
        row = self._row(contact_id)
        self.require_mine("write contacts", row)
        fields = self.fields()
        values = self._tagging.with_ids(values)
        cleaned = clean(values, fields, region=self._region_for({**row, **values}))
        if version is not None:
            own = None if channels is None else contact_channels.checked(channels, region=self._region())
            cleaned, channels = ContactMeanwhile(self.database, row, version=version).settle(cleaned, own)
        self._write(row, cleaned, channels=channels)
        self.describe(name=display_name({**row, **cleaned}))

    @writes("contacts", N_("Edit {count} contacts"), bulk=True)
    def change_many(self, ids: Sequence[int], values: Mapping[str, Any]) -> int:
        """Give many contacts the same values, as one operation; the number that differed."""
        fields = self.fields()
        changed = 0
        for contact_id in dict.fromkeys(ids):
            row = self._row(contact_id)
            self.require_mine("write contacts", row)
            changed += self._write(row, clean(values, fields, region=self._region_for(row)))
        self.describe(count=changed)
        return changed

    @writes("contacts", N_("Tag {count} contacts"), bulk=True)
    def add_tags(self, ids: Sequence[int], tag_ids: Sequence[int]) -> int:
        """Put tags on contacts; the number of contacts that did not wear all of them."""
        for contact_id in dict.fromkeys(ids):
            self.require_mine("write contacts", self._row(contact_id))
        count = self._tagging.put_on(ids, tag_ids)
        self.describe(count=count)
        return count

    @writes("contacts", N_("Take tags off {count} contacts"), bulk=True)
    def remove_tags(self, ids: Sequence[int], tag_ids: Sequence[int]) -> int:
        """Take tags off contacts; the number of contacts that wore one of them."""
        for contact_id in dict.fromkeys(ids):
            self.require_mine("write contacts", self._row(contact_id))
        count = self._tagging.take_off(ids, tag_ids)
        self.describe(count=count)
        return count

    @writes("contacts", N_("Remove {name}"))
    def remove(self, ids: Sequence[int]) -> int:
        """Remove contacts with everything that hangs on them, as one operation that can be undone."""
        rows = [self._row(contact_id) for contact_id in dict.fromkeys(ids)]
        for row in rows:
            self.require_mine("write contacts", row)
        self.database.delete_many("contacts", [row["id"] for row in rows])
        name = (
            display_name(rows[0])
            if len(rows) == 1
            else ngettext("{count} contact", "{count} contacts", len(rows)).format(count=len(rows))
        )
        self.describe(name=name)
        return len(rows)

    # Parts of reading

    def _row(self, contact_id: int) -> Row:
        row = self.database.one("SELECT * FROM contacts WHERE id = :id", id=contact_id)
        if row is None:
            raise NotFound(_("This contact no longer exists."))
        return row

    def _holder(self, kind: str, value: str, *, contact_id: int) -> str:
        row = self.database.one(
            "SELECT c.* FROM contact_channels h JOIN contacts c ON c.id = h.contact_id"
            " WHERE h.normal = :normal AND h.kind = :kind AND c.id <> :own LIMIT 1",
            normal=contact_rows.normal_form(kind, value),
            kind=kind,
            own=contact_id,
        )
        return display_name(row) if row else ""

    # Parts of writing

    def _region(self) -> str:
        return str(self._settings.get("country", "ES"))

    def _region_for(self, values: Mapping[str, Any]) -> str:
        return phones.region_of(str(values.get("country") or "")) or self._region()

    def _require_filled(self, values: Mapping[str, Any], fields: Iterable[Field]) -> None:
        missing = [
            one.name
            for one in fields
            if one.required and one.default is None and values.get(one.name) in (None, "", [])
        ]
        if missing:
            raise Invalid(dict.fromkeys(missing, _("This field must not be empty.")))

    def _as_row(self, values: Mapping[str, Any], channels: Sequence[Channel]) -> dict[str, Any]:
        """The columns of a contact's row: plain values, mirrors of the channels, link, sort name, custom JSON."""
        row: dict[str, Any] = dict.fromkeys(("first_name", "last_name", "company"), "")
        row |= {name: value for name, value in values.items() if not name.startswith("custom.")}
        row |= contact_rows.mirrored(channels)
        row["custom"] = to_json(
            {
                name.removeprefix("custom."): value
                for name, value in values.items()
                if name.startswith("custom.") and value is not None
            }
        )
        if row["kind"] == PERSON:
            row["company_id"] = self._company_called(row["company"], but=row.get("id"))
        else:
            row |= dict.fromkeys(PERSON_ONLY & row.keys(), "")
        row["sort_name"] = contact_rows.sort_name(row)
        contact_rows.require_name(row)
        return row

    def _require_links(self, values: Mapping[str, Any]) -> None:
        self._tagging.require_known(values.get("tags", ()))
        contact_rows.require_past_birthday(values)
        owner = values.get("assigned_to")
        if owner is not None and not self.database.value("SELECT 1 FROM users WHERE id = :id", id=owner):
            raise Invalid({"assigned_to": _("There is no such user.")})

    def _company_called(self, name: str, *, but: int | None = None) -> int | None:
        """The only other company of exactly this name, accents counting, case not; None when unknown or ambiguous."""
        if not name.strip():
            return None
        rows = self.database.all(
            "SELECT id, company FROM contacts WHERE sort_name = :folded AND kind = 'company'",
            folded=text.fold(name).strip(),
        )
        wanted = name.strip().casefold()
        same = [row["id"] for row in rows if row["id"] != but and row["company"].strip().casefold() == wanted]
        return same[0] if len(same) == 1 else None

    def _write(self, row: Row, cleaned: dict[str, Any], *, channels: Sequence[Channel] | None = None) -> bool:
        contact_id = row["id"]
        self._require_links(cleaned)
        if channels is None and not cleaned.keys() & _DERIVING and not any(map(_is_custom, cleaned)):
            return self.database.update("contacts", contact_id, cleaned)
        retagged = self._tagging.replace(contact_id, cleaned.pop("tags")) if "tags" in cleaned else False
        if channels is None:
            every = contact_rows.with_fields(contact_channels.channels_of(self.database, contact_id), cleaned)
        else:
            every = contact_rows.settle(contact_channels.checked(channels, region=self._region()))
        rechanneled = contact_channels.write_channels(self.database, contact_id, after=every)
        columns = self._columns_after(row, cleaned, channels=every)
        changed = self.database.update("contacts", contact_id, columns)
        if row["kind"] == COMPANY and columns.get("company", row["company"]) != row["company"]:
            contact_company.rename_for_people(self.database, contact_id, name=columns["company"])
        if columns["kind"] != row["kind"]:
            contact_company.lead_deals(self.database, contact_id, kind=columns["kind"])
        return changed or retagged or rechanneled

    def _columns_after(self, row: Row, cleaned: Mapping[str, Any], *, channels: Sequence[Channel]) -> dict[str, Any]:
        custom = json.loads(row["custom"]) | {
            name.removeprefix("custom."): value for name, value in cleaned.items() if name.startswith("custom.")
        }
        full = {**row, **{name: value for name, value in cleaned.items() if not name.startswith("custom.")}}
        full |= {f"custom.{key}": value for key, value in custom.items()}
        columns = self._as_row({name: value for name, value in full.items() if name != "custom"}, channels)
        if columns["kind"] == PERSON and columns["company"] == row["company"] and row["company_id"]:
            columns["company_id"] = row["company_id"]
        return {name: value for name, value in columns.items() if name not in ("id", "version", "updated_at")}


def _is_custom(name: str) -> bool:
    return name.startswith("custom.")
