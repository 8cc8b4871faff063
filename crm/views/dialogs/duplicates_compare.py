"""The contacts of one group side by side: what they share stands back, what differs stands out, the reasons above."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Any

from crm.controllers.contact_rows import MIRRORS
from crm.models.contacts import Channel
from crm.models.duplicates import Group
from crm.models.merging import MergeField, MergePlan
from crm.session import Session
from crm.utils import dates, phones
from crm.utils.i18n import N_, _, ngettext, translate
from crm.views import theme
from crm.views.widgets.matrix import Cell, Head, Line, Matrix
from crm.views.widgets.scrolled import Scrolled

_KINDS = {"email": N_("E-mail"), "phone": N_("Phone"), "link": N_("Website")}
_MOST_REASONS = 3
_HIGHEST = 160  # units of the further reasons; more of them scroll


@dataclass(frozen=True)
class Compared:
    """A group as it is now: what a merge would do, and the rows of its contacts by id."""

    plan: MergePlan
    rows: Mapping[int, Mapping[str, Any]]


def compare(session: Session, ids: Sequence[int]) -> Compared:
    """Read a group; for the worker. NotFound when one of its contacts is gone."""
    return Compared(session.merging.preview(ids), {row["id"]: row for row in session.contacts.rows(ids)})


class ComparePane(ttk.Frame):
    """Says what it is told; writes nothing."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self._count = 0  # reasons that wait to be asked for
        self._title = ttk.Label(self, style="Heading.TLabel")
        self._title.pack(anchor="w")
        self._reasons = ttk.Label(self, justify="left")
        self._reasons.pack(anchor="w", fill="x", pady=(theme.px(4), theme.px(4)))
        self._build_more()
        self._whole = ttk.Label(self, style="Small.TLabel", justify="left")
        self._whole.pack(side="bottom", anchor="w", fill="x", pady=(theme.px(4), 0))
        self.matrix = Matrix(self)
        self.matrix.on_point = self._point
        self.matrix.pack(fill="both", expand=True, pady=(theme.px(4), 0))
        self.bind("<Configure>", self._resized)

    def _build_more(self) -> None:
        """Below the best reasons the others, once somebody asks for them; many of them scroll."""
        self._below = ttk.Frame(self)
        self.more = ttk.Button(self._below, style="Link.TButton", command=self._open_or_close)
        self.more.pack(anchor="w")
        self._others = Scrolled(self._below)
        self._rest = ttk.Label(self._others.body, justify="left")
        self._rest.pack(anchor="w")
        self._others.adopt()

    @property
    def reasons(self) -> str:
        """The evidence shown, a reason a line."""
        rest = str(self._rest.cget("text")) if self._others.winfo_manager() else ""
        return "\n".join(part for part in (str(self._reasons.cget("text")), rest) if part)

    def announce(self, group: Group | None) -> None:
        """Say why these are alike, before they are read; nothing of no group."""
        self.clear()
        if group is None:
            self._title.configure(text="")
            self._tell(())
            return
        words = ngettext("{count} contact, score {score}", "{count} contacts, score {score}", len(group.ids))
        self._title.configure(text=words.format(count=len(group.ids), score=group.score))
        self._tell(reasons(group))

    def show(self, compared: Compared, *, region: str) -> None:
        """Put the contacts side by side."""
        self.matrix.set(heads(compared), lines(compared, region=region))

    def clear(self) -> None:
        """Show no contacts: they are being read, or there are none."""
        self.matrix.set((), ())
        self._point("")

    def _tell(self, every: Sequence[str]) -> None:
        best, others = _parted(every)
        self._reasons.configure(text=_listed(best))
        self._rest.configure(text=_listed(others))
        self._count = len(others)
        self._others.pack_forget()
        self._name_more()

    def _open_or_close(self) -> None:
        if self._others.winfo_manager():
            self._others.pack_forget()
        else:
            self.update_idletasks()
            self._others.set_height(min(self._rest.winfo_reqheight(), theme.px(_HIGHEST)))
            self._others.pack(fill="x", before=self.more)
        self._name_more()

    def _name_more(self) -> None:
        if not self._count:
            self._below.pack_forget()
            return
        words = ngettext("and {count} more reason", "and {count} more reasons", self._count)
        fewer = _("Show fewer reasons")
        self.more.configure(text=fewer if self._others.winfo_manager() else words.format(count=self._count))
        self._below.pack(fill="x", after=self._reasons)

    def _point(self, text: str) -> None:
        # always one line high, so that nothing moves under the pointer
        shown = " ".join(text.split())
        self._whole.configure(text=theme.fit(shown, max(1, self.winfo_width()), font=theme.SMALL) or " ")

    def _resized(self, event: tk.Event[tk.Misc]) -> None:
        for label in (self._reasons, self._rest):
            label.configure(wraplength=max(1, event.width - theme.px(16)))


def reasons(group: Group) -> list[str]:
    """The evidence of a group, best first, each reason once."""
    return list(dict.fromkeys(reason for pair in group.pairs for reason in pair.likeness.evidence))


def _parted(every: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The best reasons, and those that wait to be asked for: never a single one."""
    shown = len(every) if len(every) <= _MOST_REASONS + 1 else _MOST_REASONS
    return every[:shown], every[shown:]


def _listed(every: Sequence[str]) -> str:
    return "\n".join(f"•  {reason}" for reason in every)


def heads(compared: Compared) -> list[Head]:
    """The names, and when each was made."""
    plan = compared.plan
    return [Head(name, _made(compared.rows.get(one, {}))) for one, name in zip(plan.ids, plan.names, strict=True)]


def lines(compared: Compared, *, region: str) -> list[Line]:
    """What is known of them: a line for each field, address and number that one of them has."""
    plan = compared.plan
    found = [_field_line(field) for field in plan.fields if field.name not in MIRRORS and _is_told(field)]
    found[_after_names(found) : _after_names(found)] = channel_lines(plan, region=region)
    tags = [", ".join(tag.name for tag in compared.rows.get(one, {}).get("tags", ())) for one in plan.ids]
    if any(tags):
        found.append(Line("tags", _("Tags"), _looks(tags)))
    return found


def channel_lines(plan: MergePlan, *, region: str) -> list[Line]:
    """A line for each e-mail, phone and link, under the contacts that have it."""
    made = []
    for one in plan.channels:
        text = channel_text(one.channel, region=region)
        shared = len(one.sources) == len(plan.ids)
        cells = [Cell(text, "muted" if shared else "") if each in one.sources else Cell("") for each in plan.ids]
        made.append(Line("", channel_kind(one.channel), tuple(cells)))
    return made


def channel_kind(channel: Channel) -> str:
    """What an address or number is."""
    if channel.kind == "phone" and channel.label == "mobile":
        return _("Mobile phone")
    return translate(_KINDS.get(channel.kind, channel.kind))


def channel_text(channel: Channel, *, region: str) -> str:
    """An address or number as people write it."""
    return phones.show(channel.value, region=region) if channel.kind == "phone" else channel.value


def _made(row: Mapping[str, Any]) -> str:
    made = row.get("created_at")
    return _("Created {ago}").format(ago=dates.show_ago(str(made))) if made else ""


def _after_names(found: Sequence[Line]) -> int:
    names = ("first_name", "last_name", "company", "job_title")
    return sum(line.key in names for line in found)


def _is_told(field: MergeField) -> bool:
    return field.name != "created_at" and any(option.shown for option in field.options)


def _field_line(field: MergeField) -> Line:
    return Line(field.name, translate(field.label), _looks([option.shown for option in field.options]))


def _looks(texts: Sequence[str]) -> tuple[Cell, ...]:
    """Values that differ stand out, the same ones stand back, a gap is a gap."""
    look = "marked" if len({text for text in texts if text}) > 1 else ("" if "" in texts else "muted")
    return tuple(Cell(" ".join(text.split()), look) if text else Cell("–", "muted") for text in texts)
