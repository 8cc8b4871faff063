"""The templates of e-mails a file begins with, in Spanish and English: whoever writes finds a first line. Data only."""

from __future__ import annotations

# Each has a language, a name, a subject and a text.
SEEDS: tuple[tuple[str, str, str, str], ...] = (
    (
        "es",
        "Primer contacto",
        "{{contact.first_name}}, una idea para su empresa",
        "Buenos días, {{contact.first_name}}:\n\n"
        "Soy {{me.name}}. Le escribo porque trabajamos con empresas como la suya y creo que podemos ayudarles.\n\n"
        "¿Tendría diez minutos esta semana para que se lo cuente por teléfono?\n\n"
        "Un saludo,\n{{me.name}}",
    ),
    (
        "es",
        "Seguimiento",
        "¿Pudo verlo, {{contact.first_name}}?",
        "Buenos días, {{contact.first_name}}:\n\n"
        "Le escribo para retomar nuestra conversación. ¿Ha podido pensar en ello? Si tiene cualquier duda, "
        "se la resuelvo con mucho gusto.\n\n"
        "¿Le viene bien que le llame esta semana?\n\n"
        "Un saludo,\n{{me.name}}",
    ),
    (
        "es",
        "Propuesta enviada",
        "Propuesta: {{opportunity.title}}",
        "Buenos días, {{contact.first_name}}:\n\n"
        "Como acordamos, le envío la propuesta de {{opportunity.title}} por {{opportunity.value}}.\n\n"
        "Quedo a su disposición para cualquier aclaración.\n\n"
        "Un saludo,\n{{me.name}}",
    ),
    (
        "es",
        "Agradecimiento",
        "Gracias, {{contact.first_name}}",
        "Buenos días, {{contact.first_name}}:\n\n"
        "Muchas gracias por su tiempo y por su confianza. Ha sido un placer hablar con usted.\n\n"
        "Si necesita cualquier cosa, ya sabe dónde estoy.\n\n"
        "Un saludo,\n{{me.name}}",
    ),
    (
        "en",
        "First contact",
        "{{contact.first_name}}, an idea for your business",
        "Dear {{contact.first_name}},\n\n"
        "My name is {{me.name}}. We work with businesses like yours, and I believe we can help you too.\n\n"
        "Would you have ten minutes this week for a call?\n\n"
        "Kind regards,\n{{me.name}}",
    ),
    (
        "en",
        "Follow-up",
        "Did you have a chance to look, {{contact.first_name}}?",
        "Dear {{contact.first_name}},\n\n"
        "I am writing to pick up our conversation. Have you had time to think about it? I am glad to answer any "
        "question.\n\n"
        "May I call you this week?\n\n"
        "Kind regards,\n{{me.name}}",
    ),
    (
        "en",
        "Proposal sent",
        "Proposal: {{opportunity.title}}",
        "Dear {{contact.first_name}},\n\n"
        "As agreed, here is our proposal for {{opportunity.title}}, {{opportunity.value}} in all.\n\n"
        "I am at your disposal for any question.\n\n"
        "Kind regards,\n{{me.name}}",
    ),
    (
        "en",
        "Thank you",
        "Thank you, {{contact.first_name}}",
        "Dear {{contact.first_name}},\n\n"
        "Thank you very much for your time and your trust. It was a pleasure to talk to you.\n\n"
        "If there is anything you need, you know where to find me.\n\n"
        "Kind regards,\n{{me.name}}",
    ),
)
