"""What the columns of a file of opportunities are called, in Spanish and English, and the fields they may go to.

Covers HubSpot, Pipedrive, Salesforce, Zoho, what people call columns themselves, and this program's own export.
"""

from __future__ import annotations

from collections.abc import Sequence

from crm.controllers.importing import headers
from crm.controllers.importing.header_book import HeaderBook
from crm.controllers.importing.headers import plain
from crm.controllers.importing.linked import LINKS
from crm.files.sheet import Table
from crm.models import opportunities
from crm.models.fields import Field, Kind
from crm.models.imports import CONTACTS
from crm.utils.i18n import N_

_DEAL, _MONEY, _MORE, _LINE = N_("Opportunity"), N_("Value"), N_("More"), N_("Product")
_OWN = {one.name: one for one in opportunities.FIELDS}
_FIELDS = (
    _OWN["title"],
    Field("pipeline", Kind.PIPELINE, N_("Pipeline"), _DEAL),
    Field("stage", Kind.STAGE, N_("Stage"), _DEAL),
    _OWN["status"],
    _OWN["value"],
    _OWN["currency"],
    _OWN["probability"],
    Field("close_date", Kind.DATE, N_("Close date"), _DEAL),
    _OWN["expected_close"],
    _OWN["closed_on"],
    Field("owner", Kind.USER, N_("Owner"), _DEAL),
    Field("product", Kind.PRODUCT, N_("Product"), _LINE),
    Field("quantity", Kind.NUMBER, N_("Quantity"), _LINE),
    Field("unit_price", Kind.MONEY, N_("Unit price"), _LINE),
    Field("lines", Kind.LONG_TEXT, N_("Lines"), _LINE),
    _OWN["value_from_lines"],
    Field("loss_reason", Kind.LOSS_REASON, N_("Loss reason"), _MORE),
    _OWN["loss_note"],
    _OWN["source"],
    _OWN["tags"],
    _OWN["description"],
    _OWN["snoozed_until"],
    _OWN["stage_since"],
    _OWN["created_at"],
    _OWN["external_source"],
    _OWN["external_id"],
)
# What a row says about the deal in words of the file, to be found among what the business has.
WORDS = (
    "pipeline", "stage", "status", "product", "loss_reason", "value", "unit_price", "currency", "probability", "lines",
)  # fmt: skip
# What makes sense for a deal that stands beside a person in one row.
BESIDE = (
    "title", "pipeline", "stage", "status", "value", "currency", "probability", "close_date", "expected_close",
    "closed_on", "owner", "product", "quantity", "source", "description", "loss_reason", "created_at", "external_id",
)  # fmt: skip

_HEADERS = {
    "external_id": (
        "opportunity id|deal id|id|record id|id oportunidad|id de oportunidad|id de la oportunidad|id negocio"
        "|id del negocio|id de negocio|opportunity number|deal number|external id|id externo|18 digit opportunity id"
        "|numero de oportunidad|codigo|codigo oportunidad|id del trato|hubspot deal id"
    ),
    "title": (
        "title|titulo|name|nombre|deal name|opportunity name|opportunity|deal|oportunidad|negocio|trato"
        "|nombre de la oportunidad|nombre oportunidad|nombre de oportunidad|nombre del negocio|nombre negocio"
        "|nombre del trato|asunto|subject|project|proyecto|opportunity title"
    ),
    "pipeline": (
        "pipeline|pipeline name|embudo|embudo de ventas|sales pipeline|deal pipeline|proceso|proceso de ventas"
        "|sales process|opportunity record type|record type"
    ),
    "stage": (
        "stage|deal stage|sales stage|opportunity stage|pipeline stage|etapa|fase|etapa del negocio|fase de venta"
        "|etapa de la oportunidad|etapa de ventas|dealstage|stage name|etapa del trato|estado de la oportunidad"
        "|fase de la oportunidad|etapa del pipeline"
    ),
    "status": "status|deal status|opportunity status|estado|estado del negocio|resultado|won lost|ganado perdido",
    "value": (
        "value|amount|deal value|deal amount|close value|opportunity amount|opportunity value|importe|valor|monto"
        "|cantidad total|total|precio|valor del negocio|importe total|closed amount|amount in company currency"
        "|revenue|ingresos|importe de la oportunidad|valor de la oportunidad|contract value|budget|presupuesto"
        "|valor del trato|monto del negocio|total amount|importe estimado|valor estimado"
    ),
    "currency": (
        "currency|deal currency|moneda|divisa|currency of value|opportunity currency|amount currency|currency code"
        "|moneda del negocio|currency iso code"
    ),
    "probability": "probability|probabilidad|deal probability|win probability|chance|probabilidad de cierre|porcentaje",
    "close_date": (
        "close date|closing date|closedate|fecha de cierre|fecha cierre|cierre|deal close date|closed date|close"
    ),
    "expected_close": (
        "expected close date|expected close|expected closing date|cierre previsto|fecha prevista de cierre"
        "|fecha de cierre prevista|cierre esperado|fecha de cierre esperada|estimated close date|forecast close date"
        "|fecha estimada de cierre|previsto para"
    ),
    "closed_on": (
        "closed on|won time|lost time|deal closed on|cerrado el|fecha de cierre real|actual close date|date closed"
        "|won date|lost date|closed at|fecha ganado|fecha perdido"
    ),
    "stage_since": (
        "last stage change|last stage change date|stage changed|stage change date|in this stage since|stage entered"
        "|ultimo cambio de etapa|stage last changed|stage modified time"
    ),
    "owner": (
        "owner|deal owner|opportunity owner|sales agent|sales rep|salesperson|assigned to|account manager|agent"
        "|propietario|propietario del negocio|propietario de la oportunidad|comercial|vendedor|responsable|agente"
        "|asignado a|asignado|sales person|owner name|owner email|ejecutivo|asesor|deal owner email|rep"
        "|propietario del trato|agente comercial|representante|sales representative|user|usuario"
    ),
    "source": (
        "source|lead source|deal source|origen|fuente|origen del negocio|original source|campaign source|canal"
        "|origen de la oportunidad|source channel|fuente original|original traffic source"
    ),
    "tags": "tags|tag|etiquetas|etiqueta|label|labels|categoria|category|deal label",
    "description": (
        "description|notes|note|descripcion|notas|nota|comments|comentarios|observaciones|deal description|next step"
        "|siguiente paso|proximo paso|deal notes|detalles|details"
    ),
    "loss_reason": (
        "loss reason|lost reason|closed lost reason|reason lost|reason for loss|motivo de perdida|motivo perdida"
        "|razon de perdida|motivo de la perdida|closed reason|reason for closing|motivo de cierre perdido"
        "|motivo del negocio perdido"
    ),
    "loss_note": "why it was lost|loss note|lost note|loss description|closed lost description|competitor notes",
    "product": "product|producto|product name|nombre del producto|servicio|service|item|articulo|nombre producto|plan",
    "quantity": "quantity|cantidad|qty|units|unidades|product quantity|cant|uds",
    "unit_price": "unit price|precio unitario|sales price|list price|item price|product price|precio por unidad|tarifa",
    "created_at": (
        "create date|created|created at|created date|creation date|date created|deal created|engage date|open date"
        "|opened|fecha de creacion|fecha creacion|fecha de alta|fecha alta|fecha de apertura|created time|createdate"
        "|fecha de inicio|start date|fecha inicio|opened date|add time|creado el|fecha|opportunity created"
    ),
    "contact_external_id": "contact id|person id|id contacto|id de contacto|id del contacto|associated contact ids",
    "contact_email": (
        "associated contact email|contact email|email|correo|correo electronico|email del contacto|person email"
        "|correo del contacto|customer email|email address|email del cliente|contact person email"
    ),
    "contact_phone": "contact phone|phone|telefono|telefono del contacto|movil|mobile|celular|person phone",
    "contact_name": (
        "contact|contacto|contact name|nombre del contacto|person|persona|contact person|person name|primary contact"
        "|associated contact|persona de contacto|full name|nombre completo|nombre y apellidos|nombre de contacto"
    ),
    "contact_tax_id": "tax id|nif|cif|nif cif|cif nif|rfc|ruc|rut|cuit|nit|vat|vat number",
    "company_domain": "associated company domain|company domain|domain|dominio|dominio de la empresa|website|web",
    "company_external_id": "account id|company id|organization id|associated company ids|id empresa|id de la empresa",
    "company": (
        "account|account name|company|company name|organization|organisation|organization name|empresa|cuenta"
        "|nombre de la cuenta|nombre de la empresa|associated company|primary associated company|cliente|customer"
        "|client|nombre de la compania|compania|organizacion|nombre del cliente|customer name|client name|razon social"
    ),
}  # fmt: skip
_TELLING = ("stage", "status", "title", "pipeline")


def targets(custom: Sequence[Field] = ()) -> list[Field]:
    """The fields a column of a file of opportunities may go to."""
    return [*_FIELDS, *LINKS, *custom]


BOOK = HeaderBook(
    _HEADERS,
    targets,
    before="deal deals opportunity negocio oportunidad trato organization person organizacion persona",
    joined=("description", "tags"),
)


def holds_opportunities(table: Table) -> bool:
    """Whether the headers are those of deals: a stage, and what it is worth or when it closes."""
    found = BOOK.found(table.headers)
    worth = bool(found & {"value", "close_date", "expected_close", "closed_on", "probability"})
    of_deals = any(
        header.split()[0].strip("-:_").lower().partition("_")[0] in _WORDS_FOR_DEALS
        for header in table.headers
        if header.split()
    )
    people = {headers.read(header, CONTACTS).field for header in table.headers} & {"first_name", "last_name"}
    named = not of_deals and any(plain(header) in ("name", "nombre") for header in table.headers)
    if named and found & {"contact_email", "contact_phone"}:
        return False
    return worth and not people and ("stage" in found or (of_deals and bool(found & set(_TELLING))))


_WORDS_FOR_DEALS = frozenset(("deal", "opportunity", "oportunidad", "negocio", "trato"))
