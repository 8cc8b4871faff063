"""Words that stand for stored values in other programs and people's spreadsheets, in Spanish and English. Data only."""

from __future__ import annotations

from crm.models.contacts import COMPANY, PERSON
from crm.utils.text import fold

# Folded, in words; lifecycle stages and lead statuses of HubSpot, Salesforce and Zoho among them.
_STATUS_NAMES = {
    "lead": (
        "lead|leads|new|nuevo|nueva|open|abierto|suscriptor|subscriber|other|otro|otros|marketing qualified lead"
        "|mql|lead calificado para marketing|attempted to contact|intento de contacto|open not contacted"
        "|sin contactar|cold|frio|not contacted|pendiente|contacto|raw|lead nuevo|new lead|interesado|interested"
        "|curioso|potencial frio"
    ),
    "prospect": (
        "prospect|prospecto|prospects|potencial|potential|cliente potencial|potential customer|sales qualified lead"
        "|sql|lead calificado para ventas|opportunity|oportunidad|in progress|en curso|en progreso|open deal"
        "|negocio abierto|connected|conectado|contacted|contactado|working|working contacted|qualified|calificado"
        "|cualificado|hot|caliente|warm|templado|en negociacion|negotiation|evaluacion|demo|trial|lead calificado"
        "|pre cliente|precliente"
    ),
    "customer": (
        "customer|cliente|client|customers|clientes|active|activo|activa|evangelist|evangelista|promotor|won|ganado"
        "|closed won|closed converted|converted|convertido|vip|cliente activo|active customer|cliente actual"
        "|sale done|closed|recurrente|cliente recurrente|paying|comprador|buyer|alta"
    ),
    "inactive": (
        "inactive|inactivo|inactiva|lost|perdido|perdida|unqualified|no calificado|descartado|disqualified|baja"
        "|bad timing|mal momento|closed lost|closed not converted|former customer|ex cliente|excliente"
        "|cliente perdido|dead|antiguo cliente|archived|archivado|no interesado|not interested|churned|dado de baja"
        "|mal momento para contactar|junk"
    ),
}  # fmt: skip
STATUS_WORDS = {name: status for status, names in _STATUS_NAMES.items() for name in names.split("|")}

_PERSON_WORDS = "person persona individual contact contacto particular people"
_COMPANY_WORDS = "company empresa organization organizacion org business compania sociedad"
KIND_WORDS = dict.fromkeys(_PERSON_WORDS.split(), PERSON) | dict.fromkeys(_COMPANY_WORDS.split(), COMPANY)

_YES_WORDS_TEXT = "yes y si s true verdadero 1 x on v t ok"
YES_WORDS = frozenset(_YES_WORDS_TEXT.split())
_NO_WORDS_TEXT = "no n false falso 0 off f"
NO_WORDS = frozenset(_NO_WORDS_TEXT.split())

_TYPE_NAMES = {
    "call": "call|llamada|llamadas|phone|phone call|telefono|llamada telefonica|calls|llamar|incoming call",
    "email": "email|e mail|correo|correo electronico|mail|emails|incoming email|email sent|correo enviado",
    "meeting": "meeting|reunion|visita|visit|meetings|cita|appointment|lunch|comida|demo|videollamada|video call",
    "note": "note|nota|notes|notas|comment|comentario",
}
_TYPE_NAMES["task"] = (
    "task|tarea|to do|todo|follow up|seguimiento|pendiente|deadline|tareas|tasks|action|accion|recordatorio|reminder"
)
# Words for the types of interactions and activities.
TYPE_WORDS = {name: kind for kind, names in _TYPE_NAMES.items() for name in names.split("|")}

_PRIORITY_NAMES = {
    "high": (
        "high|alta|alto|urgent|urgente|highest|muy alta|muy alto|critical|critica|critico|important|importante|p1|1"
        "|maxima|high priority|prioridad alta"
    ),
    "normal": "normal|medium|media|medio|standard|estandar|moderate|moderada|p2|2|medium priority|prioridad media",
    "low": "low|baja|bajo|lowest|muy baja|muy bajo|minor|menor|p3|3|minima|low priority|prioridad baja",
}
PRIORITY_WORDS = {name: level for level, names in _PRIORITY_NAMES.items() for name in names.split("|")}
# Fields of choices -> words that stand for one of them.
CHOICE_WORDS = {"type": TYPE_WORDS, "priority": PRIORITY_WORDS}

_DONE = (
    "done|completed|complete|hecho|hecha|completada|completado|finalizada|finalizado|closed|cerrada|cerrado|held"
    "|realizada|realizado|yes|si|true|x|1|terminada|terminado|cancelled|canceled|cancelada|cancelado|no show"
)
_PLANNED = (
    "planned|not started|in progress|waiting|deferred|pending|scheduled|open|to do|todo|no iniciada|no iniciado"
    "|en curso|en progreso|en espera|pendiente|programada|programado|aplazada|aplazado|abierta|abierto|not completed"
    "|waiting on someone else|no|false|0|planificada|planificado|sin empezar|upcoming|overdue|vencida|not held"
)
# Words that say whether an activity is done.
DONE_WORDS = dict.fromkeys(_DONE.split("|"), True) | dict.fromkeys(_PLANNED.split("|"), False)

_NOTHING = frozenset(
    (
        "", "-", "--", "---", "–", "—", ".", "n/a", "na", "n/d", "nd", "s/n", "none", "null", "nil", "no tiene",
        "ninguno", "ninguna", "sin datos", "sin dato", "sin correo", "sin email", "sin telefono", "sin movil",
        "no consta", "no disponible", "not available", "no email", "no phone",
    )
)  # fmt: skip
_BEGINNINGS = {start for word in _NOTHING for start in (word[:1], word[:1].upper())}


def says_nothing(cell: str) -> bool:
    """Whether a person wrote something into a cell to leave it empty: "-", "n/a", "no tiene"."""
    return cell.strip()[:1] in _BEGINNINGS and " ".join(fold(cell).split()) in _NOTHING
