"""Words that other programs and people use for stages, wins and losses, in Spanish and English. Data only.

Words of one group say the same of a deal. The number is how probable a deal is that stands there, in percent: it
orders stages that an import makes, and gives them a probability until somebody knows better.
"""

from __future__ import annotations

from crm.models.pipelines import LOST, OPEN, WON

_GROUPS = (
    (5, "new|nuevo|nueva|lead|lead in|new lead|nuevo lead|incoming|entrante|open|abierto|backlog|to do|sin contactar"
        "|lead generado|nueva oportunidad|new opportunity|inicio|idea|suspect"),
    (10, "prospecting|prospect|prospeccion|prospecto|prospectando|first contact|primer contacto|por contactar"),
    (20, "engaging|engaged|contacted|contact made|contactado|contacto|contacto hecho|contacto realizado|en contacto"
        "|connected|conectado|conversacion|in conversation|en conversacion|in contact"
        "|interesado|interested|contact|in progress|en curso|en proceso"),
    (25, "appointment scheduled|meeting scheduled|cita programada|reunion programada|reunion agendada|cita agendada"
        "|reunion|meeting|visita programada|discovery call scheduled|visita"),
    (40, "qualified|qualification|calificado|cualificado|calificacion|cualificacion|qualified to buy|discovery"
        "|calificado para comprar|cualificado para comprar|qualifying|qualified lead|lead calificado|descubrimiento"),
    (45, "needs analysis|analysis|needs defined|analisis de necesidades|analisis|necesidades definidas|evaluation"
        "|evaluacion|diagnostico|assessment|necesidades|value proposition|propuesta de valor"),
    (55, "presentation scheduled|demo scheduled|presentacion programada|demo programada|demo|presentation"
        "|presentacion|demostracion|trial|prueba|demo agendada|id decision makers|identify decision makers"),
    (60, "proposal|proposal made|proposal sent|propuesta|propuesta enviada|propuesta presentada|quote|quote sent"
        "|cotizacion|cotizacion enviada|presupuesto|presupuesto enviado|oferta|oferta enviada|proposal price quote"
        "|propuesta cotizacion|perception analysis|quotation|presupuestado|proposal delivered|propuesta hecha"),
    (75, "decision maker bought in|decisionmaker boughtin|tomador de decision convencido|responsable convencido"
        "|verbal commitment|compromiso verbal|verbal"),
    (80, "negotiation|negotiations started|negociacion|en negociacion|negotiation review|negociacion revision"
        "|negotiating|negociaciones iniciadas|negociando|negociacion iniciada|closing|cierre|negotiations"),
    (90, "contract sent|contrato enviado|contract|contrato|contract review|revision de contrato|pending signature"
        "|pendiente de firma|contract signing|commit|firma|revision del contrato"),
)  # fmt: skip
_WON = (
    "won|ganado|ganada|closed won|closedwon|cierre ganado|cerrado ganado|cerrada ganada|win|success|exito|vendido"
    "|sold|cerrado con exito|deal won|closed deal won|venta|sale|venta cerrada|ganada cerrada|vendida|ganados"
    "|contract signed|contrato firmado|firmado|negocio ganado|oportunidad ganada|aceptado|aceptada|accepted"
)
_LOST = (
    "lost|perdido|perdida|closed lost|closedlost|cierre perdido|cerrado perdido|cerrada perdida|closed lost to"
    " competition|perdido ante la competencia|loss|deal lost|rechazado|rechazada|rejected|cancelled|canceled"
    "|cancelado|cancelada|descartado|descartada|abandoned|abandonado|abandonada|perdidos|dead|declined|failed"
    "|no interesado|disqualified|descalificado|negocio perdido|oportunidad perdida|anulado|anulada|fallido"
)
_OPEN = "open|abierto|abierta|active|activo|activa|in progress|en curso|en proceso|pending|pendiente|working|abiertos"

# Folded words -> the group they belong to, which is its probability.
GROUPS = {word: share for share, words in _GROUPS for word in words.split("|")}
KIND_WORDS = dict.fromkeys(_WON.split("|"), WON) | dict.fromkeys(_LOST.split("|"), LOST)
STATUS_WORDS = KIND_WORDS | dict.fromkeys(_OPEN.split("|"), OPEN)
