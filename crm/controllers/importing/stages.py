"""The pipelines and stages that the words of a file stand for, and those an import makes. One lookup per import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.named import Answers, Unknown, key_of, keys_of, plain_word
from crm.controllers.importing.stage_words import GROUPS, KIND_WORDS, STATUS_WORDS
from crm.models.imports import NEW
from crm.models.pipelines import KINDS, LOST, OPEN, WON, Stage
from crm.storage.database import Database
from crm.utils.i18n import N_, ngettext, translate
from crm.utils.money import show_number

_USUAL = 50  # percent: of a stage about which nothing is known
_FIRST = N_("New")
_ENDS = {WON: (N_("Won"), 100), LOST: (N_("Lost"), 0)}
_COLORS = {OPEN: "#2563eb", WON: "#16a34a", LOST: "#dc2626"}
_NAME = N_("Sales")


class KnownStages:
    """Finds the stage of a deal by what its row says. `made` counts what an import made, by table."""

    def __init__(self, database: Database, words: Mapping[str, Mapping[str, str]], *, makes: bool) -> None:
        self.made: Counter[str] = Counter()
        self._database = database
        self._makes = makes
        self._answers = {name: Answers(words.get(name, {})) for name in ("pipeline", "stage", "status")}
        self._pipelines: dict[int, str] = {}
        self._stages: dict[int, list[Stage]] = {}
        self._by_id: dict[int, Stage] = {}
        self._no_stage, self._no_pipeline, self._taken_for = Unknown(), Unknown(), Unknown()
        self._load()

    def _load(self) -> None:
        for row in self._database.all("SELECT id, name FROM pipelines WHERE active = 1 ORDER BY position, id"):
            self._pipelines[row["id"]] = row["name"]
            self._stages[row["id"]] = []
        for row in self._database.all("SELECT * FROM stages ORDER BY position, id"):
            stage = Stage(**{**row, "active": bool(row["active"])})
            self._by_id[stage.id] = stage
            if stage.active and stage.pipeline_id in self._stages:
                self._stages[stage.pipeline_id].append(stage)

    # What words stand for

    def of_id(self, stage_id: int) -> Stage:
        """A stage by its id, also one that is no longer in use."""
        return self._by_id[stage_id]

    def status_of(self, word: str) -> str:
        """The kind of stage a word of a status stands for; "" when it stands for none."""
        answer = self._answers["status"].of(word)
        if answer is not None:
            return answer
        shown = {key: one.value for one in KINDS for key in keys_of(one.label)}
        return shown.get(key_of(word)) or STATUS_WORDS.get(plain_word(word), "")

    def leaves_out(self, name: str, word: str) -> bool:
        """Whether the mapping says that a word of a field says nothing."""
        return self._answers[name].of(word) == ""

    def pipeline_of(self, word: str) -> int:
        """The pipeline a word stands for, made when that was asked for; else the first one, which is told."""
        answer = self._answers["pipeline"].of(word)
        name = word if answer in (None, NEW) else str(answer)
        key = key_of(name)
        found = next((one for one, own in self._pipelines.items() if key in keys_of(own)), 0) if name else 0
        if found:
            return found
        if (name and self._makes and answer is None) or answer == NEW or not self._pipelines:
            return self._make_pipeline(name or translate(_NAME))
        first = next(iter(self._pipelines))
        if name:
            self._no_pipeline.hear(name, translate(self._pipelines[first]))
        return first

    def find(self, pipeline_id: int, word: str, *, status: str = "", exact: bool = False) -> tuple[Stage, Stage | None]:
        """The stage of a deal, and the open one that it stood in before when the row tells both.

        Without a pipeline (0) it is the first one, or the only one with a stage of this name. `status` is a kind of
        stage: what is won or lost stands in such a stage whatever else is said.
        """
        elsewhere, pipeline_id = not pipeline_id, pipeline_id or self.pipeline_of("")
        found = self._stage(pipeline_id, word, elsewhere=elsewhere, kind=status if exact else "") if word else None
        if found is None:
            return self.first(pipeline_id, status or OPEN), None
        if status in (WON, LOST) and found.kind != status:
            return self.first(found.pipeline_id, status), found if found.kind == OPEN else None
        return found, None

    def _stage(self, pipeline_id: int, word: str, *, elsewhere: bool, kind: str) -> Stage | None:
        answer = self._answers["stage"].of(word)
        if answer == "":
            return None
        name = word if answer in (None, NEW) else str(answer)
        found = self._named(pipeline_id, name) or (self._named_elsewhere(pipeline_id, name) if elsewhere else None)
        usual = kind or KIND_WORDS.get(plain_word(name), "")
        if found:
            return found
        if answer == NEW or (self._makes and answer is None and (kind or not usual)):
            return self._make_stage(pipeline_id, name, kind=usual or OPEN)
        if usual:
            return self.first(pipeline_id, usual)
        return self._alike(pipeline_id, name)

    def _named(self, pipeline_id: int, name: str) -> Stage | None:
        key = key_of(name)
        return next((one for one in self._stages[pipeline_id] if key in keys_of(one.name)), None)

    def _named_elsewhere(self, pipeline_id: int, name: str) -> Stage | None:
        found = [self._named(other, name) for other in self._pipelines if other != pipeline_id]
        stages = [one for one in found if one]
        return stages[0] if len(stages) == 1 else None

    def _alike(self, pipeline_id: int, name: str) -> Stage:
        """The stage nearest to what a usual word says; the first one for words nobody knows. Both are told."""
        group, ours = GROUPS.get(plain_word(name)), [one for one in self._stages[pipeline_id] if one.kind == OPEN]
        if group and ours:
            alike = next((one for one in ours if _group_of(one) == group), None)
            found = alike or min(ours, key=lambda one: abs(one.probability - group))
            self._taken_for.hear(name, translate(found.name))
            return found
        first = self.first(pipeline_id, OPEN)
        self._no_stage.hear(name, translate(self._pipelines[pipeline_id]), translate(first.name))
        return first

    def knows(self, name: str, word: str) -> bool:
        """Whether a word of the field "pipeline", "stage" or "status" stands for something, so that nobody is asked."""
        if self._answers[name].of(word) is not None:
            return True
        if name == "status":
            return bool(self.status_of(word))
        if self._makes:
            return True
        if name == "pipeline":
            return any(key_of(word) in keys_of(own) for own in self._pipelines.values())
        named = any(key_of(word) in keys_of(one.name) for stages in self._stages.values() for one in stages)
        return named or plain_word(word) in KIND_WORDS or plain_word(word) in GROUPS

    # What is made

    def first(self, pipeline_id: int, kind: str) -> Stage:
        """The first stage of a kind; a pipeline that has none gets one."""
        found = next((one for one in self._stages[pipeline_id] if one.kind == kind), None)
        if found:
            return found
        name = _ENDS[kind][0] if kind in _ENDS else _FIRST
        return self._make_stage(pipeline_id, name, kind=kind)

    def _make_pipeline(self, name: str) -> int:
        position = len(self._pipelines) + 1
        made = self._database.insert("pipelines", {"name": name, "active": 1, "position": position})
        self.made["pipelines"] += 1
        self._pipelines[made], self._stages[made] = name, []
        for kind, (end, _share) in _ENDS.items():
            self._make_stage(made, end, kind=kind)
        return made

    def _make_stage(self, pipeline_id: int, name: str, *, kind: str) -> Stage:
        """A new stage, among the open ones where its words usually stand, with the probability they usually have."""
        stages = self._stages[pipeline_id]
        ours = [one for one in stages if one.kind == OPEN]
        share = _ENDS[kind][1] if kind in _ENDS else GROUPS.get(plain_word(name), _USUAL)
        order = (OPEN, WON, LOST)
        place = sum(order.index(one.kind) <= order.index(kind) for one in stages)
        if kind == OPEN and plain_word(name) in GROUPS:
            place = sum(one.probability <= share for one in ours)
        values = {"pipeline_id": pipeline_id, "name": name, "kind": kind, "probability": share, "color": _COLORS[kind]}
        stage = Stage(self._database.insert("stages", values), pipeline_id, name, kind, _COLORS[kind], share)
        self.made["stages"] += 1
        stages.insert(place, stage)
        for position, one in enumerate(stages, 1):
            self._database.update("stages", one.id, {"position": position})
            stages[position - 1] = self._by_id[one.id] = replace(one, position=position)
        return stages[place]

    # What is told

    def warn(self, findings: Findings) -> None:
        """Say what was taken for what, and what no stage or pipeline here is called."""
        for made in [one for one, stages in self._stages.items() if not any(own.kind == OPEN for own in stages)]:
            self.first(made, OPEN)
        for sentence in self._taken_for.sentences(_say_taken):
            findings.warn(sentence)
        for sentence in self._no_pipeline.sentences(_say_no_pipeline) + self._no_stage.sentences(_say_no_stage):
            findings.warn(sentence, left_open="stages")


def _group_of(stage: Stage) -> int | None:
    """The group of words that a stage's name belongs to, as it is kept or shown."""
    return GROUPS.get(plain_word(stage.name)) or GROUPS.get(plain_word(translate(stage.name)))


def _say_taken(about: tuple[str, ...], count: int) -> str:
    sentence = ngettext(
        "“{word}” was taken for the stage {stage}: {count} opportunity.",
        "“{word}” was taken for the stage {stage}: {count} opportunities.",
        count,
    )
    return sentence.format(word=about[0], stage=about[1], count=show_number(count))


def _say_no_pipeline(about: tuple[str, ...], count: int) -> str:
    sentence = ngettext(
        "There is no pipeline called {name}: {count} opportunity was put into {pipeline}.",
        "There is no pipeline called {name}: {count} opportunities were put into {pipeline}.",
        count,
    )
    return sentence.format(name=about[0], pipeline=about[1], count=show_number(count))


def _say_no_stage(about: tuple[str, ...], count: int) -> str:
    sentence = ngettext(
        "{pipeline} has no stage called {name}: {count} opportunity was put into {stage}.",
        "{pipeline} has no stage called {name}: {count} opportunities were put into {stage}.",
        count,
    )
    return sentence.format(name=about[0], pipeline=about[1], stage=about[2], count=show_number(count))
