"""What the header of a column means: the dictionary of usual Spanish and English headers, and how one is read in it.

Covers HubSpot, Salesforce, Google Contacts (old and new), Outlook, Pipedrive, Thunderbird, forms of advertisements and
what people call columns themselves. One header at a time; proposing.py decides between columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crm.models.contacts import CHANNEL_LABELS, FIELDS
from crm.utils import i18n
from crm.utils.i18n import N_
from crm.utils.text import words

CHANNEL_FIELDS = frozenset(("email", "phone", "mobile_phone", "website"))
LABEL_HEADER = N_("{field} label")
# What a label cell of our own export says beside the label.
PRIMARY, OPTED_OUT, INVALID = N_("primary"), N_("opted out"), N_("not working")
MIDDLE_NAME, SECOND_LAST_NAME, SECOND_LINE = "+first_name", "+last_name", "+address"
AMBIGUOUS_NAME, AMBIGUOUS_STATE, AMBIGUOUS_KIND, SALUTATION_OR_JOB = "?name", "?state", "?kind", "?title"

# Field -> headers, folded, in words. A field with "+" is joined to the one named; one with "?" needs the other columns.
_HEADERS = {
    "first_name": (
        "first name|firstname|given name|forename|first|nombre de pila|primer nombre|nombres|nombre s|fname"
        "|name first|prenom|vorname"
    ),
    MIDDLE_NAME: "middle name|additional name|segundo nombre|middlename|second name|otros nombres",
    "last_name": (
        "last name|lastname|surname|family name|apellidos|apellido|apellido s|primer apellido|last|apellido paterno"
        "|lname|name last|nachname|nom de famille"
    ),
    SECOND_LAST_NAME: "segundo apellido|apellido materno|second last name|second surname|apellido 2",
    "full_name": (
        "full name|fullname|complete name|nombre completo|nombre y apellidos|nombre y apellido|person"
        "|apellidos y nombre|nombre apellidos|display name|displayname|contact name|nombre del contacto"
        "|nombre contacto|nombre de contacto|persona|persona de contacto|client name|customer name|lead name"
        "|nombre del cliente|contact|nombre cliente|contacto|titular|file as|contact person|your name|person name"
        "|nombre de la persona|nombre del lead"
    ),
    AMBIGUOUS_NAME: "name|nombre|cliente|client|customer|lead",
    "company": (
        "company|company name|organization|organisation|organization name|organisation name|account|account name"
        "|empresa|nombre de la empresa|nombre empresa|nombre de empresa|compania|nombre de la compania|razon social"
        "|nombre comercial|sociedad|negocio|employer|business name|firm|org|organizacion|nombre de la organizacion"
        "|associated company|associated company name|primary company|primary associated company|company account"
        "|entidad|nombre de la cuenta|cuenta|empresa asociada|companyname|nombre fiscal|denominacion social"
        "|trade name|related company|empresa relacionada|compania relacionada"
    ),
    "kind": "is a company|is company|es una compania|es compania|es una empresa|es empresa",
    "company_domain": (
        "company domain|company domain name|associated company domain|domain|domain name|dominio"
        "|dominio de la empresa|nombre de dominio|nombre de dominio de la empresa|dominio de empresa|dominio web"
    ),
    "job_title": (
        "job title|jobtitle|position|job position|role|job role|puesto|cargo|puesto de trabajo|occupation"
        "|organization title|profesion|job|designation|funcion|rol|titulo del puesto|titulo profesional"
        "|person title|ocupacion"
    ),
    "birthday": (
        "birthday|birth date|birthdate|date of birth|dob|d o b|bday|born|born on|cumpleanos|fecha de cumpleanos"
        "|fecha cumpleanos|fecha de nacimiento|fecha nacimiento|nacimiento|f nacimiento|f nac|fec nac|fecha nac"
        "|dia de cumpleanos|nacido el|nacida el|birthday value|person birthday|fecha de nac"
    ),
    SALUTATION_OR_JOB: "title|titulo",
    "email": (
        "email|email address|mail|correo|correo electronico|direccion de correo electronico|direccion de correo"
        "|direccion del correo electronico|emailaddress|email value|mail address|correo e|emails|email id"
        "|direccion email|direccion de email|e correo|cuenta de correo|email addresses"
    ),
    "phone": (
        "phone|phone number|telephone|telefono|tel|tlf|tfno|telf|tlfno|numero de telefono|telephone number"
        "|contact number|fono|phone value|phonenumber|telefono de contacto|telefonos|phones|tel no|phone no"
        "|numero telefono|numero de contacto|telefono fijo|tel fijo|fijo|landline|nro telefono|no telefono"
        "|company main phone|telefono principal"
    ),
    "mobile_phone": (
        "mobile|movil|celular|cell|cell phone|cellphone|mobile phone|mobile number|mobile phone number|gsm"
        "|telefono movil|telefono celular|numero de celular|whatsapp|whatsapp number|numero de whatsapp"
        "|numero movil|numero de movil|whatsapp phone number|mobilephone|cel|mobile no|cell number|car phone|iphone"
    ),
    "+phone": "fax|fax number|pager|pager number|numero de fax|buscapersonas|fax value|pager value|localizador|telex",
    "website": (
        "website|web|website url|url|web site|web page|pagina web|sitio web|homepage|home page|web url"
        "|website value|url del sitio web|webpage|pagina|direccion web|web address|websites|weburl"
    ),
    "+website": (
        "linkedin|linkedin url|linkedin profile|linkedin profile url|perfil de linkedin|url de linkedin|facebook"
        "|twitter|instagram|blog"
    ),
    "status": (
        "status|estatus|lifecycle stage|etapa|etapa del ciclo de vida|etapa de ciclo de vida|crm status"
        "|contact status|estado del cliente|estado del contacto|estado cliente|situacion|stage|lifecyclestage"
        "|account status|customer status"
    ),
    "?status": "lead status|estado del lead|estado lead|lead stage|fase|tipo de cliente|estado del prospecto",
    AMBIGUOUS_STATE: "estado",
    AMBIGUOUS_KIND: (
        "type|tipo|kind|clase|contact type|tipo de contacto|tipo contacto|record type|tipo de registro|account type"
        "|tipo de cuenta|company type|tipo de empresa|customer type"
    ),
    "source": (
        "source|lead source|origen|fuente|original source|origen del lead|data source|canal|procedencia"
        "|referral source|utm source|origen del contacto|fuente original|original traffic source|fuente del lead"
        "|leadsource|origen cliente|como nos conocio|como nos conociste|how did you hear about us|medio|platform"
        "|plataforma"
    ),
    "owner": (
        "owner|contact owner|company owner|account owner|lead owner|record owner|sales rep|salesperson|assigned to"
        "|asignado a|asignado|propietario|responsable|comercial|vendedor|agente|agent|sales agent|ejecutivo"
        "|account manager|propietario del contacto|propietario de la empresa|propietario del registro|asesor|gestor"
        "|owner name|owner email|sales representative|representante|comercial asignado|sales person"
        "|organization owner|person owner|assignee|agente comercial|ejecutivo de cuenta"
    ),
    "tags": (
        "tags|tag|etiquetas|etiqueta|labels|categories|categorias|category|categoria|group membership|groups|grupos"
        "|grupo|person label|organization label"
    ),
    "tax_id": (
        "tax id|taxid|vat|vat number|vat id|vat no|nif|cif|nie|cif nif|nif cif|rfc|ruc|rut|cuit|nit|cnpj|dni"
        "|tax number|id fiscal|identificacion fiscal|numero fiscal|ein|tin|cedula|numero de identificacion fiscal"
        "|n i f|c i f|nif o cif|cif o nif|cif dni|nif dni|dni nif|identificador fiscal|tax registration number"
        "|vatnumber"
    ),
    "address": (
        "address|street|street address|address line|direccion|calle|domicilio|address street|direccion postal"
        "|domicilio fiscal|mailing address|street name|full address|direccion completa|street line|calle y numero"
        "|direccion fiscal|postal address|direccion de calle"
    ),
    "*address": "address formatted|formatted address|complete address",
    SECOND_LINE: (
        "address line 2|street address 2|address extended address|extended address|complemento|piso"
        "|direccion linea 2|address 2|street 2|direccion 2|address street 2|street line 2|calle 2|address line 3"
        "|street 3"
    ),
    "city": "city|town|ciudad|localidad|poblacion|municipio|locality|city town|town city|address city|suburb",
    "state": (
        "state|state region|province|region|county|provincia|state province|comunidad autonoma|state code"
        "|estado provincia|provincia o estado|provincia estado|region estado|region provincia|address region"
        "|estado o provincia|address state|state county|estado region|county state|entidad federativa"
    ),
    "postal_code": (
        "postal code|postalcode|zip|zip code|zipcode|postcode|post code|postal|codigo postal|cp|c p|cod postal"
        "|zip postal code|cpostal|codigopostal|address postal code|address zip|codigo zip|postal zip code|d p"
    ),
    "country": (
        "country|pais|country region|pais region|pais o region|nation|country name|address country|country code"
        "|nacion|codigo de pais"
    ),
    "notes": (
        "notes|note|notas|nota|description|descripcion|comments|comment|comentarios|comentario|observaciones"
        "|remarks|observacion|note content|about|message|mensaje|notes description|about us|additional information"
    ),
    "external_id": (
        "record id|id|customer id|client id|uid|external id|id externo|codigo|codigo cliente|codigo de cliente"
        "|cod cliente|customer number|numero de cliente|id cliente|id de cliente|id de registro|id del registro"
        "|object id|hubspot id|salesforce id|external reference|uuid|guid|id crm|no cliente|num cliente|recordid"
        "|cliente id"
    ),
    "created_at": (
        "created|create date|created at|created date|date created|creation date|fecha de creacion|fecha creacion"
        "|fecha de alta|fecha alta|alta|created time|created on|date added|creado|creado el|fecha de registro"
        "|add date|createdate|fecha registro|fecha creado|creation time|createdat"
    ),
}  # fmt: skip
_DOCUMENTS = N_("Documents")
_OF_PEOPLE = ("first_name", "last_name", "full_name", "job_title", "birthday")
_PERSON_IDS = "contact id|lead id|person id|id contacto|id de contacto|id del contacto|contactid|record id contact"
_COMPANY_TAX_IDS = (
    "company tax id|company vat|cif empresa|cif de la empresa|nif empresa|nif de la empresa|company vat number"
)
_COMPANY_IDS = (
    "company id|associated company id|primary associated company id|account id|organization id|id empresa"
    "|id de empresa|id de la empresa|companyid|accountid"
)

_LABEL_WORDS = {
    "work": "work business office trabajo laboral oficina profesional corporativo corporativa professional corporate",
    "home": "home personal particular casa private privado hogar domicilio",
    "mobile": "mobile movil celular cell",
    "other": "other otro otra alternativo alternativa alternate alternative secondary secundario secundaria",
}
_LABELS = {word: label for label, names in _LABEL_WORDS.items() for word in names.split()}
_NOISE_TEXT = (
    "person persona contact contacto lead customer client cliente your tu su primary main principal preferred"
    " mailing billing correspondencia value valor de del la el los the associated asociado asociada field"
    " personas"
)
_NOISE = frozenset(_NOISE_TEXT.split())
_FILLERS = frozenset(("de", "del", "la", "el", "los", "the"))
_OF_COMPANY_TEXT = "company organization organisation account empresa compania organizacion cuenta"
_OF_COMPANY = frozenset(_OF_COMPANY_TEXT.split())
_FOREIGN_TEXT = (
    "deal activity ticket opportunity task negocio oportunidad actividad tarea assistant spouse manager's referred"
)
_FOREIGN = frozenset(_FOREIGN_TEXT.split())
_LABEL_ENDS = frozenset(("label", "type", "etiqueta", "tipo"))
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z\d])")


@dataclass(frozen=True)
class Meaning:
    """What one header says: a field ("" unknown), the label and the number in it, how sure (3 sure, 1 a guess).

    `names_label` marks a column that names the label of the field's values instead of holding them.
    """

    field: str = ""
    label: str = ""
    number: int = 0
    strength: int = 0
    names_label: bool = False


UNKNOWN = Meaning()


def plain(header: str) -> str:
    """A header as the dictionary writes it: folded words with single spaces, "e-mail" as "email"."""
    return _joined(words(header))


@lru_cache(maxsize=1024)
def read(header: str, entity: str) -> Meaning:
    """What a header means in a file of `entity`."""
    own, other = read_own(header), _dictionary(entity).get(plain(header), "")
    if own.field and other in ("", own.field):
        return own
    found = _read_words(words(header), entity)
    return found if found.field else _read_words(words(_CAMEL.sub(" ", header)), entity)


def read_own(header: str) -> Meaning:
    """What a header means in a file this program wrote, where it never means two things."""
    return _own_headers().get(plain(header), UNKNOWN)


def label_of(text: str) -> str:
    """The label a cell such as "* Work" or "Móvil" names; "other" for words of somebody's own, "" for none."""
    found = words(text)
    return next((_LABELS[word] for word in found if word in _LABELS), "other" if found else "")


def _read_words(tokens: list[str], entity: str) -> Meaning:
    text = _joined(tokens)
    if not text or tokens[0] in _FOREIGN:
        return UNKNOWN
    number = next((int(token) for token in tokens if token.isdecimal() and len(token) < 3), 0)
    exact = _dictionary(entity).get(text)
    if exact:
        return Meaning(exact, _label(tokens), number, 3)
    plainer = [token for token in _joined(tokens).split() if not token.isdecimal()]
    if plainer and plainer[-1] in _LABEL_ENDS and len(plainer) > 1:
        named = _read_plainer(plainer[:-1], entity, number=number)
        return Meaning(named.field, "", number, named.strength, True) if named.field in CHANNEL_FIELDS else UNKNOWN
    return _read_plainer(plainer, entity, number=number)


def _read_plainer(tokens: list[str], entity: str, *, number: int) -> Meaning:
    """The meaning without numbers, then without label words, then without words that say nothing."""
    dictionary, label = _dictionary(entity), _label(tokens)
    without_labels = [token for token in tokens if token not in _LABELS]
    tries = (
        (tokens, 3),
        (without_labels, 3),
        ([token for token in without_labels if token not in _FILLERS], 3),
        ([token for token in without_labels if token not in _NOISE], 2),
        ([token for token in without_labels if token not in _NOISE | _OF_COMPANY], 2 if entity == "companies" else 1),
    )
    for words_left, strength in tries:
        field = dictionary.get(" ".join(words_left))
        if field and (field not in (AMBIGUOUS_NAME, "external_id") or strength > 2):
            return Meaning(field, label, number, strength)
    return UNKNOWN


def _label(tokens: list[str]) -> str:
    return next((_LABELS[token] for token in tokens if token in _LABELS), "")


def _joined(tokens: list[str]) -> str:
    return " ".join(tokens).replace("e mail", "email")


@lru_cache(maxsize=2)
def _dictionary(entity: str) -> dict[str, str]:
    found = {name: field for field, names in _HEADERS.items() for name in names.split("|")}
    ids = _COMPANY_IDS if entity == "companies" else _PERSON_IDS
    found |= dict.fromkeys(ids.split("|"), "external_id")
    if entity != "companies":
        found |= dict.fromkeys(_COMPANY_IDS.split("|"), "company_external_id")
        found |= dict.fromkeys(_COMPANY_TAX_IDS.split("|"), "company_tax_id")
    if entity == "companies":
        found |= {name: "company" for name, field in found.items() if field == AMBIGUOUS_NAME}
        found |= dict.fromkeys(("website url", "company website"), "website")
        gone = {*_OF_PEOPLE, MIDDLE_NAME, SECOND_LAST_NAME, SALUTATION_OR_JOB}
        found = {name: field for name, field in found.items() if field not in gone}
    return found


@lru_cache(maxsize=1)
def _own_headers() -> dict[str, Meaning]:
    """The headers this program writes itself, in every language it speaks."""
    found: dict[str, Meaning] = {}
    for field in FIELDS:
        name = "owner" if field.name == "assigned_to" else field.name
        if not field.editable and name not in ("kind", "created_at", "external_source", "external_id"):
            continue
        for language in i18n.LANGUAGES:
            label = i18n.translated(field.label, language)
            found.setdefault(plain(label), Meaning(name, "", 0, 4))
            if name in CHANNEL_FIELDS:
                _add_numbered(found, name, texts=(label, i18n.translated(LABEL_HEADER, language)))
    return found


def names_documents(header: str) -> bool:
    """Whether a header is that of the names of documents in this program's own exports, in any language."""
    return any(plain(header) == plain(i18n.translated(_DOCUMENTS, language)) for language in i18n.LANGUAGES)


def _add_numbered(found: dict[str, Meaning], name: str, *, texts: tuple[str, str]) -> None:
    label, template = texts
    for number in range(1, 100):
        header = f"{label} {number}" if number > 1 else label
        found.setdefault(plain(header), Meaning(name, "", number, 4))
        found.setdefault(plain(template.format(field=header)), Meaning(name, "", number, 4, names_label=True))


@lru_cache(maxsize=1)
def own_label_words() -> dict[str, str]:
    """Folded words of an exported label cell, in every language -> the stored label, or the flag's msgid."""
    labels = {choice.label: choice.value for choice in CHANNEL_LABELS}
    labels |= {flag: flag for flag in (PRIMARY, OPTED_OUT, INVALID)}
    return {
        plain(i18n.translated(text, language)): value for text, value in labels.items() for language in i18n.LANGUAGES
    }
