"""Which column of a file of interactions goes to which field, by usual Spanish and English headers. Reads no values."""

from __future__ import annotations

from collections.abc import Sequence

from crm.controllers.importing.headers import plain
from crm.controllers.importing.linked import LINKS
from crm.controllers.importing.rejects import own_headers
from crm.files.sheet import Table
from crm.models.fields import Field, Kind
from crm.models.imports import ELSE, INTERACTIONS, JOIN, Column, Mapping
from crm.models.interactions import FIELDS
from crm.utils import i18n
from crm.utils.i18n import N_

_HEADERS = {
    "external_id": (
        "activity id|interaction id|id|record id|id actividad|id de actividad|id interaccion|uid|call id|engagement id"
    ),
    "type": (
        "activity type|type|interaction type|tipo|tipo de actividad|tipo de interaccion|tipo actividad|channel|canal"
    ),
    "at": (
        "activity date|date|fecha|when|cuando|fecha de actividad|fecha actividad|fecha y hora|date time|datetime"
        "|timestamp|call date|meeting date|interaction date|fecha de la llamada|fecha de la interaccion"
        "|activity date time|done time"
    ),
    "+at": "hora|time|hour|hora de inicio|start time|call time|hora de la llamada|hora inicio",
    "owner": (
        "activity owner|owner|user|usuario|propietario|responsable|comercial|assigned to|asignado a|agente|agent"
        "|vendedor|propietario de la actividad|salesperson|created by|creado por"
    ),
    "subject": (
        "subject|asunto|title|titulo|call meeting title subject|activity subject|about|tema|motivo|activity name|nombre"
    ),
    "body": (
        "body|notes|note|notas|nota|notes description|description|descripcion|comments|comment|comentarios|comentario"
        "|detalle|detalles|details|observaciones|content|contenido|what was said|que se dijo|note content|resumen"
        "|summary"
    ),
    "outcome": "outcome|resultado|call outcome|meeting outcome|result|resultado de la llamada|disposition",
    "next_step": "next step|proximo paso|siguiente paso|next action|proxima accion",
    "duration_minutes": "duration|duracion|minutes|minutos|duration minutes|duracion minutos|duration min|duracion min",
    "contact_email": (
        "associated contact email|contact email|email|correo|correo electronico|email del contacto|correo del contacto"
        "|person email|customer email|email address|associated contact"
    ),
    "contact_phone": "contact phone|phone|telefono|telefono del contacto|movil|mobile|phone number|numero",
    "contact_name": (
        "contact|contacto|contact name|nombre del contacto|person|persona|person name|cliente|customer|customer name"
        "|client|nombre completo|full name|nombre y apellidos"
    ),
    "contact_external_id": "contact id|id contacto|id de contacto|id del contacto|person id|customer id|codigo cliente",
    "contact_tax_id": "tax id|nif|cif|nif cif|cif nif|rfc|ruc|rut|cuit|nit|vat|vat number",
    "company_domain": "associated company domain|company domain|dominio|dominio de la empresa|domain",
    "company": (
        "company|empresa|company name|associated company|organization|organizacion|account|nombre de la empresa"
    ),
}  # fmt: skip
_EXTRA = (
    Field("owner", Kind.USER, N_("Who did it"), N_("Interaction")),
    Field("external_id", Kind.TEXT, N_("External ID"), N_("Interaction")),
)


def targets() -> list[Field]:
    """The fields a column of a file of interactions may go to."""
    return [*FIELDS, *_EXTRA, *LINKS]


def holds_interactions(table: Table) -> bool:
    """Whether the headers are those of interactions: when, and of which type or about what, with whom."""
    found = {_field_of(header) for header in table.headers}
    dated = any("activity" in plain(header) or "actividad" in plain(header) for header in table.headers)
    whom = any(name.startswith("contact_") for name in found)
    return "at" in found and whom and (("type" in found and "body" in found) or dated)


def propose(table: Table) -> Mapping:
    """The mapping a careful person would choose."""
    taken: set[str] = set()
    columns = []
    own = own_headers(table.headers)
    for header in table.headers:
        field = _field_of(header) if header in own else ""
        combine = "" if field not in taken else JOIN if field == "body" else ELSE
        taken.add(field)
        if field == "+at":
            field, combine = "at", JOIN
        columns.append(Column(header, field, combine=combine))
    return Mapping(INTERACTIONS, tuple(columns), source=_source(columns))


def _field_of(header: str) -> str:
    known = plain(header)
    found = next((field for field, names in _HEADERS.items() if known in names.split("|")), "")
    return found or next((field.name for field in targets() if known in _labels(field)), "")


def _labels(field: Field) -> Sequence[str]:
    return [plain(i18n.translated(field.label, language)) for language in i18n.LANGUAGES]


def _source(columns: Sequence[Column]) -> str:
    """Where the ids come from: the header of the column that holds them."""
    return next((column.header for column in columns if column.field == "external_id"), "")
