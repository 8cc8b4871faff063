"""Normal forms of companies' names: legal forms, countries and abbreviations apart. Compares nothing."""

from __future__ import annotations

import re

from crm.controllers.likeness.names import sound
from crm.utils.text import fold

_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_FORMS_TEXT = (
    "sl slu sll slne slp sa sau sal sas sc scp cb srl srls sapi sab sofom ltda limitada eirl sac saa saic saci spa scl"
    " scoop scrl coop ac cv rl inc incorporated llc llp lp ltd limited corp corporation co company plc gmbh mbh ag kg"
    " kgaa ug ohg gbr ev bv nv vof sarl sasu eurl snc sca scs as asa aps ab oy oyj kft zrt bt doo dd jsc ooo oao zao"
    " pao too tov sro spzoo zoo oo spk srls sapa epe ae ike pty pte pvt sdn bhd kk yk cia compania sociedad anonima"
    " unipersonal ооо оао зао ао тов чп ип пао αε επε ικε 株式会社 有限会社 有限公司 股份有限公司 주식회사 בעמ"
)
_FORMS = frozenset(fold(word) for word in _FORMS_TEXT.split())
# Words between and around legal forms: "S. de R.L. de C.V.", "GmbH & Co. KG", "Sp. z o.o.".
_JOINTS_TEXT = "s de y e i and und et sp z o of the"
_JOINTS = frozenset(_JOINTS_TEXT.split())
_GLUED = ("株式会社", "有限会社", "股份有限公司", "有限责任公司", "有限公司", "주식회사")
_LEADING = frozenset(
    ["ооо", "оао", "зао", "ао", "тов", "чп", "ип", "пао", "ooo", "oao", "zao", "pao", "tov", "pt", "ud"]
)
_FILLING = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "y",
        "e",
        "i",
        "and",
        "und",
        "et",
        "of",
        "the",
        "da",
        "do",
        "dos",
        "d",
        "l",
        "&",
        "for",
        "para",
        "por",
    ]
)
_ABBREVIATIONS = {
    "hnos": "hermanos", "hno": "hermanos", "hmnos": "hermanos", "bros": "brothers", "intl": "international",
    "internacional": "international", "asoc": "asociados", "asocs": "asociados", "assoc": "associates",
    "ind": "industrias", "dist": "distribuciones", "distr": "distribuciones", "constr": "construcciones",
    "const": "construcciones", "transp": "transportes", "trans": "transportes", "serv": "servicios",
    "svcs": "services", "svc": "services", "mfg": "manufacturing", "mgmt": "management", "tech": "technologies",
    "technology": "technologies", "tecnologia": "tecnologias", "sys": "systems", "soc": "sociedad",
    "univ": "universidad", "inmob": "inmobiliaria", "sols": "soluciones", "solns": "solutions", "grp": "grupo",
    "group": "grupo", "gruppe": "grupo", "groupe": "grupo", "ctro": "centro", "dept": "departamento",
    "ayto": "ayuntamiento", "tall": "talleres", "rest": "restaurante",
}  # fmt: skip
_PLACES_TEXT = (
    "spain espana iberia iberica iberico mexico mx colombia chile peru argentina usa us eeuu america americas europe"
    " europa uk france francia germany deutschland alemania italy italia portugal brasil brazil latam latinoamerica"
    " international global worldwide es ecuador uruguay paraguay bolivia venezuela panama guatemala honduras"
    " nicaragua salvador dominicana puertorico cuba canada polska poland osterreich austria schweiz suisse suiza"
    " switzerland nederland netherlands belgium belgica benelux emea apac china japan india australia asia madrid"
    " barcelona sevilla valencia bilbao"
)
_PLACES = frozenset(_PLACES_TEXT.split())


class CompanyName:
    """A company's name as it was written and as it is compared.

    `words` are folded, abbreviations spelt out, without legal form and filling words; `core` is the same without
    spaces. `form` is the legal form ("sl"), "" when none is written. `places` are the countries among the words,
    `bare` the words without them. `keys` are what candidates are found by.
    """

    __slots__ = ("bare", "core", "form", "keys", "places", "shown", "words")

    def __init__(self, shown: str) -> None:
        self.shown = shown
        every = _words(shown)
        kept, self.form = _without_form(every)
        told = [_ABBREVIATIONS.get(word, word) for word in kept if word not in _FILLING] or kept
        self.words = tuple(told)
        self.core = "".join(told)
        self.places = frozenset(word for word in told[1:] if word in _PLACES)
        self.bare = tuple(word for word in told if word not in self.places)
        self.keys = tuple(sorted(sound(word) for word in self.bare))

    @property
    def figures(self) -> tuple[str, ...]:
        """The numbers in the name: School 12 is not School 13."""
        return tuple(word for word in self.words if any(map(str.isdigit, word)))


def _words(shown: str) -> list[str]:
    """The folded words, letters between dots together: "S.L.", and at the end "S. L.", are "sl"."""
    text = fold(_BRACKETS.sub(" ", shown)).replace("'", "").replace('"', "")
    for glued in _GLUED:
        text = text.replace(glued, f" {glued} ")
    text = _DOTTED.sub(lambda found: f" {found[0].replace('.', '')} ", text)
    words = _WORD.findall(text) or [text]
    end = len(words)
    while end and len(words[end - 1]) == 1 and words[end - 1].isalpha():
        end -= 1
    letters = "".join(words[end:])
    return [*words[:end], letters] if end and letters in _FORMS else words


def _without_form(words: list[str]) -> tuple[list[str], str]:
    """The words without the legal form at their end, or at their beginning, and the form."""
    end = len(words)
    while end > 1 and (words[end - 1] in _FORMS or words[end - 1] in _JOINTS):
        end -= 1
    form = "".join(word for word in words[end:] if word in _FORMS)
    kept = words[:end] if form else words
    if len(kept) > 1 and not form and (kept[0] in _LEADING or kept[0] in _GLUED or kept[0] in ("sa", "sl", "srl")):
        return kept[1:], kept[0]
    return kept, form
