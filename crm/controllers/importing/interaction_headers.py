"""What the columns of files of interactions and of activities are called, in Spanish and English. Reads no values.

Both are offered the same fields: in one file stand calls that were made and calls to make, and each row says which.
"""

from __future__ import annotations

from dataclasses import replace

from crm.controllers.importing import headers
from crm.controllers.importing.header_book import HeaderBook
from crm.controllers.importing.headers import plain
from crm.controllers.importing.linked import LINKS
from crm.files.sheet import Table
from crm.models.activities import PRIORITIES
from crm.models.fields import Choice, Field, Kind
from crm.models.imports import CONTACTS
from crm.models.interactions import FIELDS, TYPES
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
    "due": (
        "due date|task due date|due|due at|due on|fecha de vencimiento|vencimiento|vence|fecha limite|deadline|para"
        "|activity due date|fecha de vencimiento de la tarea|due time|reminder date|scheduled for|programada para"
        "|fecha prevista|planned for|start date|fecha de inicio"
    ),
    "ends": (
        "end date|end time|end|ends|ends at|ends on|fecha de fin|hora de fin|fecha fin|hora fin|fin|termina|finaliza"
        "|meeting end time|call end time|end date time|fecha y hora de fin|hasta"
    ),
    "status": (
        "status|task status|activity status|done|completed|estado|hecho|hecha|completada|completado|estado de la tarea"
        "|mark as done|is done|realizada|finalizada|estado de la actividad|call status|closed"
    ),
    "completed_at": (
        "completed at|completed on|completed date|completion date|marked as done time|fecha de finalizacion"
        "|completada el|hecho el|completed time|task completed date"
    ),
    "created_at": "create date|created|created at|created date|fecha de creacion|creado|add time|created time",
    "opportunity": (
        "deal|opportunity|oportunidad|negocio|deal name|opportunity name|associated deal|deal title|trato|related deal"
        "|nombre del negocio|nombre de la oportunidad|associated deals|opportunity title|regarding|related to"
    ),
    "opportunity_external_id": "deal id|opportunity id|id oportunidad|id del negocio|associated deal ids|id de negocio",
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
    "priority": (
        "priority|prioridad|task priority|activity priority|importance|importancia|urgency|urgencia"
        "|prioridad de la tarea|prioridad de la actividad"
    ),
    "place": (
        "place|lugar|location|ubicacion|where|donde|meeting location|event location|sala|meeting room"
        "|lugar de la reunion|ubicacion de la reunion|lugar de la cita"
    ),
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
_INTERACTION, _ABOUT = N_("Interaction"), LINKS[0].section
TASK = "task"
PLANNED, DONE = "planned", "done"
_STATUSES = (Choice(PLANNED, N_("Planned")), Choice(DONE, N_("Done")))
_EXTRA = (
    Field("due", Kind.MOMENT, N_("Due"), _INTERACTION),
    Field("ends", Kind.MOMENT, N_("Ends"), _INTERACTION),
    Field("status", Kind.CHOICE, N_("Planned or done"), _INTERACTION, choices=_STATUSES),
    Field("completed_at", Kind.MOMENT, N_("Completed"), _INTERACTION),
    Field("priority", Kind.CHOICE, N_("Priority"), _INTERACTION, choices=PRIORITIES),
    Field("place", Kind.TEXT, N_("Place"), _INTERACTION),
    Field("owner", Kind.USER, N_("Who did it"), _INTERACTION),
    Field("opportunity", Kind.TEXT, N_("Opportunity"), _ABOUT),
    Field("opportunity_external_id", Kind.TEXT, N_("ID of the opportunity"), _ABOUT),
    Field("created_at", Kind.MOMENT, N_("Created"), _INTERACTION),
    Field("external_source", Kind.TEXT, N_("Imported from"), _INTERACTION),
    Field("external_id", Kind.TEXT, N_("External ID"), _INTERACTION),
)
# What a row says in words that only all of it explains.
WORDS = ("due", "ends", "status", "opportunity", "opportunity_external_id")


def targets() -> list[Field]:
    """The fields a column of a file of interactions or activities may go to."""
    kinds = (*TYPES, Choice(TASK, N_("Task")))
    own = [replace(one, choices=kinds) if one.name == "type" else one for one in FIELDS]
    return [*own, *_EXTRA, *LINKS]


# What makes sense beside a person in one row.
PLANNED_BESIDE = (
    "type", "subject", "body", "due", "status", "owner", "priority", "place", "duration_minutes", "external_id",
)  # fmt: skip
BESIDE = ("type", "subject", "body", "at", "owner", "outcome", "external_id")
BOOK = HeaderBook(_HEADERS, targets, before="activity actividad task tarea note nota", joined=("body",))


def holds_activities(table: Table) -> bool:
    """Whether the headers are those of planned activities: what is due, of which type or about what."""
    found = BOOK.found(table.headers)
    people = {headers.read(header, CONTACTS).field for header in table.headers} & {"first_name", "last_name"}
    planned = "due" in found and "at" not in found and bool(found & {"type", "subject"})
    return planned and not people and not _sells(table)


def _sells(table: Table) -> bool:
    """Whether invoices are due rather than activities."""
    words = {word for header in table.headers for word in plain(header).split()}
    return bool(words & {"amount", "importe", "total", "invoice", "factura", "price", "precio"})


def holds_interactions(table: Table) -> bool:
    """Whether the headers are those of interactions: when, and of which type or about what, with whom."""
    found = BOOK.found(table.headers)
    dated = any("activity" in plain(header) or "actividad" in plain(header) for header in table.headers)
    whom = any(name.startswith("contact_") for name in found)
    return "at" in found and whom and (("type" in found and "body" in found) or dated)
