"""What words of a file may stand for, by field: the names there are, and whether a word is known. Makes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crm.controllers.importing import interaction_headers
from crm.controllers.importing.catalogue import KnownProducts, KnownReasons
from crm.controllers.importing.stages import KnownStages
from crm.controllers.interaction_types import with_own_types
from crm.models import imports
from crm.models.fields import Choice
from crm.models.imports import OPPORTUNITIES
from crm.storage.database import Database
from crm.utils import text

Choices = Mapping[str, tuple[Choice, ...]]
# What of CREATABLE makes the words of a field.
MAKES = {"stage": "stages", "pipeline": "stages", "product": "products", "loss_reason": "loss_reasons"}
_NAMES = {
    "pipeline": "SELECT name FROM pipelines WHERE active = 1 ORDER BY position, id",
    "stage": (
        "SELECT s.name FROM stages s JOIN pipelines p ON p.id = s.pipeline_id WHERE p.active = 1 AND s.active = 1"
        " ORDER BY p.position, p.id, s.position, s.id"
    ),
    "product": "SELECT name FROM products WHERE active = 1 ORDER BY folded, id",
    "loss_reason": "SELECT name FROM loss_reasons WHERE active = 1 ORDER BY position, id",
}


def choices_of(database: Database) -> Choices:
    """The names that words of a field may stand for, each once."""
    found: dict[str, tuple[Choice, ...]] = {}
    for field, query in _NAMES.items():
        names = dict.fromkeys(row["name"] for row in database.all(query))
        found[field] = tuple(Choice(name, name) for name in names)
    kinds = next(one for one in with_own_types(interaction_headers.targets(), database) if one.name == "type")
    return found | {kinds.name: kinds.choices}


def knowers(database: Database, mapping: imports.Mapping) -> dict[str, Callable[[str], bool]]:
    """By field of the mapping: whether a word stands for something, so that nobody has to be asked."""
    own = mapping.parts.get(OPPORTUNITIES)
    if own is None:
        return {}
    stages = KnownStages(database, own.values, makes="stages" in own.create_missing)
    products = KnownProducts(database, own.values, makes="products" in own.create_missing)
    reasons = KnownReasons(database, own.values, makes="loss_reasons" in own.create_missing)
    found: dict[str, Callable[[str], bool]] = {
        "pipeline": lambda word: stages.knows("pipeline", word),
        "stage": lambda word: stages.knows("stage", word),
        "status": lambda word: stages.knows("status", word),
        "product": products.knows,
        "loss_reason": reasons.knows,
    }
    before = "" if mapping.entity == OPPORTUNITIES else f"{OPPORTUNITIES}."
    return {before + name: knows for name, knows in found.items()}


def nearest_first(word: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Choices with those in front that are written like a word but for spaces and marks: "GTXPro", "GTX Pro"."""
    wanted = _squeezed(word)
    return tuple(sorted(choices, key=lambda choice: _squeezed(choice.label) != wanted))


def _squeezed(name: str) -> str:
    return "".join(text.words(name))
