"""A file with many deals, built once: seeded and realistic, with the past behind each. No measuring."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.data import FIRST, LAST, Values
from benchmarks.dealings import Dealings
from benchmarks.files import ROOT, Files, remove
from crm.app import open_database, sign_in
from crm.controllers.opportunity_values import sort_title
from crm.models.pipelines import LOST, OPEN, WON, Pipeline, Stage
from crm.session import Session
from crm.storage.changelog import Author, Door
from crm.utils import dates, ranks

COUNT, OPEN_COUNT = 200_000, 10_000
_YEARS, _CHUNK, _RECENT = 5, 25_000, 0.02
_GOODS = ("Licencias", "Instalación", "Mantenimiento", "Consultoría", "Formación", "Equipos", "Repuestos", "Proyecto")
_SOURCES = ("Web", "Referido", "Feria", "Llamada", "LinkedIn", "Cliente antiguo", "")
_RATES = (("USD", 0.92), ("MXN", 0.05), ("COP", 0.00023))
_SHAPES = (
    "database/schema.sql",
    "benchmarks/data.py",
    "benchmarks/dealings.py",
    "benchmarks/deals.py",
    "crm/models/templates/services.py",
)


def path(files: Files) -> Path:
    """A file with COUNT deals, OPEN_COUNT of them open, as of this month; do not write to it."""
    shapes = b"".join((ROOT / name).read_bytes() for name in _SHAPES)
    mark = f"{dates.today()[:7]}-{hashlib.sha256(shapes).hexdigest()[:10]}"
    built = files.folder / f"deals-{COUNT}-{mark}.db"
    if not built.exists():
        for old in files.folder.glob(f"deals-{COUNT}-*"):
            old.unlink()
        print(f"building {COUNT:,} opportunities in {files.folder} ...", flush=True)
        unfinished = files.folder / "unfinished-deals.db"
        remove(unfinished)
        _build(unfinished)
        unfinished.rename(built)
    return built


def session(files: Files) -> Session:
    """A session on that file."""
    return sign_in(open_database(path(files), create=False), Door.CLI)


def _build(unfinished: Path) -> None:
    opened = sign_in(open_database(unfinished), Door.IMPORT)
    with opened.database.transaction(Author(opened.user.id, Door.IMPORT), "Benchmark data", bulk=True):
        _Builder(opened).fill()
    opened.segments.recompute()
    opened.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.database.close()


class _Builder:
    """Draws deals and writes them through the program's own bulk writer."""

    def __init__(self, opened: Session) -> None:
        self._opened = opened
        self._database = opened.database
        self._dice = random.Random(42)
        self._now = datetime.now(UTC).replace(microsecond=0)
        self._today = self._now.date().isoformat()
        self._dealings = Dealings(opened, self._dice, now=self._now)
        self._owners = [opened.user.id, *(opened.users.add(f"Vendedor {number}") for number in range(1, 20))]
        self._reasons = [reason.id for reason in opened.loss_reasons.all()]
        self._pipelines = opened.pipelines.all()[:2]
        self._products = [
            opened.products.add({"name": f"{good} {size}", "price": 5000 * size})
            for good in _GOODS
            for size in range(1, 6)
        ]

    def fill(self) -> None:
        """Customers, rates, deals with what was done about them, what was put off, goals."""
        self._dealings.customers()
        for currency, worth in _RATES:
            for month in range(_YEARS * 12):
                day = (self._now - timedelta(days=30 * month)).date().isoformat()
                self._opened.rates.add(currency, day, rate=f"{worth * self._dice.uniform(0.95, 1.05):.6f}")
        deals = self._deals()
        while chunk := list(islice(deals, _CHUNK)):
            self._write(chunk)
        self._put_off()
        self._dealings.aims(self._owners, [one.id for one in self._pipelines])

    def _deals(self) -> Iterator[Values]:
        for number in range(COUNT):
            is_open = number % (COUNT // OPEN_COUNT) == 0
            yield self._deal(is_open=is_open) | {"rank": ranks.between("", "") + f"{number:06d}"}

    def _deal(self, *, is_open: bool) -> Values:
        dice = self._dice
        pipeline = self._pipelines[dice.random() < 0.3]
        span = 120 if is_open else 365 * _YEARS * (1 if dice.random() > _RECENT else 0.02)
        made = self._now - timedelta(days=1 + span * dice.random(), seconds=dice.randrange(86_400))
        moves = self._walk(pipeline, made, is_open=is_open)
        at, stage = moves[-1]
        day = at.date().isoformat()
        title = f"{dice.choice(_GOODS)} {dice.choice(FIRST)} {dice.choice(LAST)}"
        value = int(dice.lognormvariate(13, 1.2)) if stage.kind == WON or dice.random() > 0.08 else None
        expected = (self._now + timedelta(days=dice.randint(-30, 150))).date().isoformat()
        left = [one.id for _moment, one in moves[:-1]]
        return {
            "title": title,
            "sort_title": sort_title(title),
            **self._dealings.customer(),
            "pipeline_id": pipeline.id,
            "stage_id": stage.id,
            "status": stage.kind,
            "value": value,
            "currency": "EUR" if dice.random() < 0.85 else dice.choice(_RATES)[0],
            "probability": stage.probability,
            "expected_close": ("" if dice.random() < 0.1 else expected) if is_open else day,
            "closed_on": "" if is_open else min(day, self._today),
            "furthest_stage_id": left[-1] if left else None,
            "loss_reason_id": dice.choice(self._reasons) if stage.kind == LOST else None,
            "source": dice.choice(_SOURCES),
            "assigned_to": dice.choice(self._owners),
            "stage_since": _kept(at),
            "created_at": _kept(made),
            "updated_at": _kept(at),
            "moves": moves,
        }

    def _walk(self, pipeline: Pipeline, made: datetime, *, is_open: bool) -> list[tuple[datetime, Stage]]:
        """The stages of a deal and when it came into each; a closed one ends won more often the further it came."""
        path_ = [stage for stage in pipeline.stages if stage.kind == OPEN]
        path_ = path_[: self._dice.randint(1, len(path_))]
        if not is_open:
            won = len(path_) > 1 and self._dice.random() < 0.62
            end = pipeline.first(WON if won else LOST)
            path_ = [*path_, *([end] if end else [])]
        moves, at = [], made
        for stage in path_:
            moves.append((at, stage))
            at = min(at + timedelta(seconds=int(self._dice.lognormvariate(12.8, 1))), self._now)
        return moves

    def _write(self, deals: list[Values]) -> None:
        rows = [{name: value for name, value in deal.items() if name != "moves"} for deal in deals]
        made = self._database.insert_many("opportunities", rows)
        history: list[tuple[Any, ...]] = []
        lines: list[tuple[Any, ...]] = []
        for deal_id, deal in zip(made, deals, strict=True):
            history += _history(deal_id, deal)
            lines += [(deal_id, self._dice.choice(self._products), "", 1000, 5000, 0) for _ in range(deal_id % 3)]
        columns: tuple[str, ...] = ("opportunity_id", "from_stage_id", "to_stage_id", "user_id", "at", "seconds")
        self._database.insert_many("stage_history", history, columns=columns)
        columns = ("opportunity_id", "product_id", "name", "quantity", "unit_price", "discount")
        self._database.insert_many("opportunity_lines", lines, columns=columns)
        self._dealings.of_deals(made, deals, count=COUNT)

    def _put_off(self) -> None:
        """Give one open deal in three another day, as it happens."""
        rows = self._database.all("SELECT id, expected_close FROM opportunities WHERE status = 'open' AND id % 3 = 0")
        for row in rows:
            later = (self._now + timedelta(days=self._dice.randint(31, 90))).date().isoformat()
            self._database.update("opportunities", row["id"], {"expected_close": later})


def _history(deal_id: int, deal: Values) -> Iterator[tuple[Any, ...]]:
    came, previous = deal["moves"][0][0], None
    for at, stage in deal["moves"]:
        yield deal_id, previous, stage.id, deal["assigned_to"], _kept(at), int((at - came).total_seconds())
        came, previous = at, stage.id


def _kept(moment: datetime) -> str:
    return dates.now(lambda: moment)
