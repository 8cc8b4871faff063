"""What a template of an industry brings into a file, and what goes when another one is chosen. What it consists of is
models/templates'.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from crm.controllers import naming
from crm.controllers.access import Context, Controller, reads, writes
from crm.controllers.custom_fields import CustomFields
from crm.controllers.interaction_types import InteractionTypes
from crm.controllers.loss_reasons import LossReasons
from crm.controllers.pipelines import Pipelines
from crm.controllers.settings import Settings
from crm.controllers.sources import Sources
from crm.controllers.template_leftovers import Leftovers
from crm.errors import NotFound
from crm.models.custom_fields import CustomField
from crm.models.fields import Kind
from crm.models.templates.catalogue import TEMPLATES, find
from crm.models.templates.shapes import CONTACTS, DEALS, OTHER, FieldSeed, Template
from crm.storage.sqlite import Row
from crm.utils.i18n import N_, _

FIRST = "services"  # what a file begins with until somebody chooses
_SETTING = "template"


@dataclass(frozen=True)
class Applied:
    """What a template did: how many things it added, and how many unused ones of the former template went."""

    added: int
    removed: int


class Templates(Controller):
    """The industry templates. Applying one adds what is missing and touches nothing that is used or was edited."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._settings = Settings(context)
        self._pipelines = Pipelines(context)
        self._fields = CustomFields(context)

    @reads("pipelines")
    def all(self) -> list[Template]:
        """The templates in the order they are offered."""
        return list(TEMPLATES)

    @reads("pipelines")
    def current(self) -> str:
        """The key of the template somebody chose; "" while the file has only what every file begins with."""
        return str(self._settings.get(_SETTING, ""))

    @writes("settings", N_("Prepare the pipeline"))
    def begin(self) -> bool:
        """Give a file without any pipeline what every file begins with, no custom fields; whether it had none."""
        if self.database.value("SELECT 1 FROM pipelines LIMIT 1") is not None:
            return False
        template = self._template(FIRST)
        self._add_pipelines(template)
        self._add_lists(template)
        return True

    @writes("settings", N_("Apply the template {template}"), bulk=True)
    def apply(self, key: str) -> Applied:
        """Bring in what the file lacks of a template, as one operation. NotFound when there is no such template.

        What the former template brought and nobody used or edited since goes; everything else stays as it is.
        """
        template = self._template(key)
        self.describe(template=template.label)
        former = self._template(self.current() or FIRST)
        removed = Leftovers(self.database).clear(former, template) if former.key != key else 0
        added = self._add_pipelines(template) + self._add_lists(template) + self._add_fields(template.fields)
        self._settings.set(_SETTING, key)
        return Applied(added, removed)

    # ---- inside

    def _template(self, key: str) -> Template:
        template = find(key)
        if template is None:
            keys = ", ".join(one.key for one in TEMPLATES)
            raise NotFound(_("There is no template {key}. The templates are: {keys}.").format(key=key, keys=keys))
        return template

    def _add_pipelines(self, template: Template) -> int:
        added = 0
        for seed in template.pipelines:
            known = self._pipelines.by_name(seed.name)
            if known is None:
                self._pipelines.add(seed.name, stages=[asdict(stage) for stage in seed.stages])
            elif not known.active:
                self._pipelines.change(known.id, active=True)
            added += known is None or not known.active
        return added

    def _add_lists(self, template: Template) -> int:
        """Add the names that are not there, in use or not: what was put out of use stays so."""
        reasons, sources, types = LossReasons(self.context), Sources(self.context), InteractionTypes(self.context)
        new_reasons = [name for name in template.reasons if reasons.by_name(name) is None]
        new_sources = [name for name in template.sources if sources.by_name(name) is None]
        known_keys = {one.key for one in types.all(inactive=True)}
        new_types = [(key, name) for key, name in template.types if key not in known_keys and not types.by_name(name)]
        for name in new_reasons:
            reasons.add(name, needs_text=name == OTHER)
        for name in new_sources:
            sources.add(name)
        for key, name in new_types:
            types.add(name, key=key)
        reasons.order_as(template.reasons[:-1], last=template.reasons[-1])
        sources.order_as(template.sources)
        types.order_as([name for _key, name in template.types])
        return len(new_reasons) + len(new_sources) + len(new_types)

    def _add_fields(self, seeds: Sequence[FieldSeed]) -> int:
        currency = str(self._settings.get("currency", "EUR"))
        known = {entity: _labels(self._fields.all(entity)) for entity in (DEALS, CONTACTS)}
        new = [seed for seed in seeds if naming.one(seed.label, known[seed.entity]) is None]
        for seed in new:
            options: dict[str, object] = {"currency": currency} if seed.kind is Kind.MONEY else {}
            options |= {"choices": seed.choices} if seed.choices else {}
            self._fields.add(seed.label, seed.kind, entity=seed.entity, **options)
        return len(new)


def _labels(fields: Iterable[CustomField]) -> list[Row]:
    return [{"id": field.id, "name": field.label} for field in fields]
