"""The products and loss reasons that the words of a file stand for, and those an import makes."""

from __future__ import annotations

from collections.abc import Mapping

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.named import Answers, Unknown, key_of, keys_of
from crm.controllers.importing.values import Place
from crm.models.imports import NEW
from crm.storage.database import Database
from crm.utils import text
from crm.utils.i18n import N_, ngettext, translate
from crm.utils.money import show_number

NOT_RECORDED = N_("Not recorded")
Words = Mapping[str, Mapping[str, str]]


class KnownProducts:
    """Finds products by name or code. What is only written alike is never taken for one."""

    def __init__(self, database: Database, words: Words, *, makes: bool) -> None:
        self.created = 0
        self._database = database
        self._makes = makes
        self._answers = Answers(words.get("product", {}))
        self._unknown = Unknown()
        self._names: dict[int, str] = {}
        self._by_key: dict[str, int] = {}
        for row in database.all("SELECT id, name, code FROM products ORDER BY active DESC, id"):
            self._know(row["id"], row["name"], code=row["code"])

    def _know(self, product_id: int, name: str, *, code: str = "") -> None:
        self._names[product_id] = name
        for key in {key_of(name), key_of(code)} - {""}:
            self._by_key.setdefault(key, product_id)

    @property
    def cells(self) -> set[Place]:
        """The cells that were left out."""
        return self._unknown.cells

    def named(self, word: str) -> int:
        """The product that is called so; 0 for none."""
        return self._by_key.get(key_of(word), 0)

    def shown(self, word: str) -> str:
        """What the product of a word is called, or the word itself."""
        answer = self._answers.of(word)
        found = self.named(word if answer in (None, NEW, "") else str(answer))
        return self._names[found] if found else word

    def name_of(self, product_id: int) -> str:
        """What a product is called."""
        return self._names[product_id]

    def find(self, word: str, *, place: Place, price: int | None, currency: str) -> int:
        """The product a word stands for, made when that was asked for; 0 for none, which is told."""
        answer = self._answers.of(word)
        if answer == "":
            return 0
        found = self.named(word if answer in (None, NEW) else answer)
        if found or not (self._makes or answer == NEW):
            if not found:
                self._unknown.hear(word, place=place)
            return found
        row = {"name": word, "folded": text.fold(word).strip(), "price": price, "currency": currency}
        made = self._database.insert("products", row)
        self.created += 1
        self._know(made, word)
        return made

    def knows(self, word: str) -> bool:
        """Whether a word stands for something without being asked about."""
        return bool(self._makes or self.named(word) or self._answers.of(word) is not None)

    def warn(self, findings: Findings) -> None:
        """Say which products are not here."""
        for sentence in self._unknown.sentences(_say_no_product):
            findings.warn(sentence, left_open="products")


def _say_no_product(about: tuple[str, ...], count: int) -> str:
    sentence = ngettext(
        "There is no product called {name}: {count} opportunity is without it.",
        "There is no product called {name}: {count} opportunities are without it.",
        count,
    )
    return sentence.format(name=about[0], count=show_number(count))


class KnownReasons:
    """Finds loss reasons by name; a lost deal of which none is told gets "Not recorded"."""

    def __init__(self, database: Database, words: Words, *, makes: bool) -> None:
        self.created = 0
        self._database = database
        self._makes = makes
        self._answers = Answers(words.get("loss_reason", {}))
        self._untold = 0
        self._unknown = Unknown()
        rows = database.all("SELECT id, name FROM loss_reasons ORDER BY active DESC, position, id")
        self._names = {row["id"]: row["name"] for row in rows}
        self._by_key: dict[str, int] = {}
        for reason_id, name in self._names.items():
            for key in keys_of(name):
                self._by_key.setdefault(key, reason_id)

    def find(self, word: str) -> int:
        """The reason a word stands for, made when that was asked for; 0 for none."""
        answer = self._answers.of(word)
        if answer == "":
            return 0
        name = word if answer in (None, NEW) else answer
        found = self._by_key.get(key_of(name), 0)
        if not found and (self._makes or answer == NEW):
            return self._make(name)
        if not found:
            self._unknown.hear(word)
        return found

    def not_recorded(self, *, told: bool) -> int:
        """The reason of lost deals without one. With `told` the file gave one in words that are kept as a note."""
        self._untold += not told
        return self._by_key.get(key_of(NOT_RECORDED)) or self._make(NOT_RECORDED)

    def knows(self, word: str) -> bool:
        """Whether a word stands for something without being asked about."""
        return self._makes or key_of(word) in self._by_key or self._answers.of(word) is not None

    def warn(self, findings: Findings) -> None:
        """Say of how many lost deals the reason is not known, and which reasons are not here."""
        if self._untold:
            sentence = ngettext(
                "{count} lost opportunity tells no reason: it got “{reason}”.",
                "{count} lost opportunities tell no reason: they got “{reason}”.",
                self._untold,
            )
            findings.warn(sentence.format(count=show_number(self._untold), reason=translate(NOT_RECORDED)))
        for sentence in self._unknown.sentences(_say_no_reason):
            findings.warn(sentence, left_open="loss_reasons")

    def _make(self, name: str) -> int:
        row = {"name": name, "position": len(self._names) + 1}
        made = self._database.insert("loss_reasons", row)
        self.created += 1
        self._names[made] = name
        for key in keys_of(name):
            self._by_key.setdefault(key, made)
        return made


def _say_no_reason(about: tuple[str, ...], count: int) -> str:
    sentence = ngettext(
        "There is no loss reason called {name}: {count} lost opportunity keeps it as a note.",
        "There is no loss reason called {name}: {count} lost opportunities keep it as a note.",
        count,
    )
    return sentence.format(name=about[0], count=show_number(count))
