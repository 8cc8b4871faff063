"""The words of the demo business in the language in use, and the dice they are drawn with. The texts stand in
database/demo: world.json holds names that every language shares, the others what is translated."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from crm.utils import dates, i18n
from crm.utils.text import fold

_FOLDER = Path(__file__).resolve().parents[2] / "database" / "demo"
_LEGAL_FORM = re.compile(r",?\s+(?:S\.\w+\..*|S\.A\.?S?\.?|SpA|Ltda\.)$")


@dataclass(frozen=True)
class Stage:
    """What every part of the demo is drawn from: the words, the dice, and the moment that counts as now."""

    words: dict[str, Any]
    dice: random.Random
    now: datetime

    @classmethod
    def of(cls, language: str, *, seed: int, now: datetime) -> Stage:
        """The stage of a language ("es" or "en"); the same seed and day give the same play."""
        chosen = language if language in i18n.LANGUAGES else "en"
        dice = random.Random(f"{seed} {now:%Y-%m-%d}")  # noqa: S311 - make-believe, no secrets
        return cls({**_read("world"), **_read(chosen), "language": chosen}, dice, now)

    @cached_property
    def today(self) -> datetime:
        """The first moment of the day."""
        return datetime.combine(self.now.date(), time(), self.now.tzinfo)

    def one(self, name: str) -> Any:
        """One of the words that stand under a name."""
        return self.dice.choice(self.words[name])

    def happens(self, chance: float) -> bool:
        """Whether something of this chance (0 to 1) happens."""
        return self.dice.random() < chance

    def working_moment(self, days_ago: float) -> datetime:
        """A moment of a working day's office hours, about so many days ago and never after now."""
        day = self.today - timedelta(days=int(days_ago))
        day -= timedelta(days=max(0, day.weekday() - 4))
        moment = day + timedelta(minutes=self.dice.randrange(8 * 60, 17 * 60, 5))
        return moment if moment <= self.now else moment - timedelta(days=3 if day.weekday() == 0 else 1)


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return read


def kept(moment: datetime) -> str:
    """A moment as the file keeps it."""
    return dates.now(lambda: moment)


def short_name(company: str) -> str:
    """A company's name without its legal form: "Bodegas Valdeserena, S.A." -> "Bodegas Valdeserena"."""
    return _LEGAL_FORM.sub("", company)


def plain(text: str) -> str:
    """A name as it stands in an address: "Íñigo" -> "inigo"; everything but letters is left out."""
    return "".join(letter for letter in fold(text) if letter.isalpha())
