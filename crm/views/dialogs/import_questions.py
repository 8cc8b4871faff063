"""What a file does not tell, asked in a list with a few of its values; each answer is a choice. Decides nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from tkinter import ttk

from crm.models.imports import NEW, WORD, Question
from crm.utils.i18n import _, ngettext, translate
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views import theme
from crm.views.dialogs.import_reading import Key, Reading, key_of
from crm.views.dialogs.import_source import Choice
from crm.views.widgets.scrolled import Scrolled

_MOST_WORDS = 60  # asked one by one; who has more of them mends the file
_MOST_RADIOS = 4
_OPEN = "?"  # no option is chosen yet
Answer = Callable[[Sequence[Question], str], object]


class _Card(ttk.Frame):
    """One question: a mark that says whether it is answered, its words, some of its values, its options."""

    def __init__(self, parent: tk.Misc, question: Question, *, answer: str | None) -> None:
        super().__init__(parent, padding=(theme.px(4), theme.px(12)))
        self.on_answer: Answer = lambda _questions, _answer: None
        self.question = question
        self.answer = answer
        self._value = tk.StringVar(self, value=_OPEN if answer is None else answer)
        self._mark = ttk.Label(self)
        self._mark.pack(side="left", anchor="n", padx=(0, theme.px(10)))
        self._body = ttk.Frame(self)
        self._body.pack(side="left", fill="x", expand=True)
        self._words = ttk.Label(self._body, text=question.text, justify="left", style="Strong.TLabel")
        self._words.pack(anchor="w")
        self._samples = ttk.Label(self._body, text=_samples(question), justify="left", style="Muted.TLabel")
        if question.samples:
            self._samples.pack(anchor="w", pady=(theme.px(2), 0))
        self._choice: Choice | None = None
        self.first: tk.Misc = self._body
        if question.kind != WORD and len(question.options) <= _MOST_RADIOS:
            self._add_radios()
        else:
            self._add_list(answer)
        self._body.bind("<Configure>", self._wrap)
        theme.follow(self._mark, self._paint)

    def show(self, answer: str | None) -> None:
        """Show an answer, or None for none, without telling anyone."""
        self.answer = answer
        self._value.set(_OPEN if answer is None else answer)
        if self._choice is not None:
            self._choice.offer(self._offered, answer)
        self._paint()

    def choose(self, value: str) -> None:
        """Answer."""
        self.show(value)
        self.on_answer([self.question], value)

    @property
    def _offered(self) -> list[tuple[str, str]]:
        return [(option.value, translate(option.label)) for option in self.question.options]

    def _add_radios(self) -> None:
        row = ttk.Frame(self._body)
        row.pack(anchor="w", pady=(theme.px(6), 0))
        for place, option in enumerate(self.question.options):
            radio = ttk.Radiobutton(row, text=translate(option.label), value=option.value, variable=self._value)
            radio.configure(command=lambda: self.choose(self._value.get()))
            radio.pack(side="left", padx=(0, theme.px(18)))
            for key, by in (("<Left>", -1), ("<Right>", 1)):
                radio.bind(key, lambda event, by=by: self._step(event, by))  # type: ignore[misc]
            if place == 0:
                self.first = radio

    def _step(self, event: tk.Event[tk.Misc], by: int) -> str:
        """The answers stand side by side: the arrows that point there go there too."""
        self.tk.call("ttk::button::RadioTraverse", str(event.widget), by)
        return "break"

    def _add_list(self, answer: str | None) -> None:
        choice = self._choice = Choice(self._body, "", width=44)
        choice.offer(self._offered, answer)
        choice.on_choose = self.choose
        choice.pack(anchor="w", pady=(theme.px(6), 0))
        self.first = choice.box

    def _paint(self) -> None:
        palette = theme.colors()
        name, color = (
            ("question-circle-fill", palette.warning) if self.answer is None else ("check-circle-fill", palette.success)
        )
        self._mark.configure(image=theme.icon(name, 16, color=color))

    def _wrap(self, event: tk.Event[tk.Misc]) -> None:
        for label in (self._words, self._samples):
            label.configure(wraplength=max(1, event.width))


class _Together(ttk.Frame):
    """Above the unknown words of one column: answers them all at once. Who was chosen for one of them stays."""

    def __init__(self, parent: tk.Misc, cards: Sequence[_Card]) -> None:
        super().__init__(parent, padding=(theme.px(34), theme.px(10), 0, 0))  # in line with the words of the cards
        self.on_answer: Answer = lambda _questions, _answer: None
        self.buttons: dict[str, ttk.Button] = {}
        self._cards = cards
        question = cards[0].question
        words = ngettext(
            "{count} word in “{column}” is not known", "{count} words in “{column}” are not known", len(cards)
        ).format(count=show_number(len(cards)), column=one_line(question.header, 60))
        ttk.Label(self, text=words, style="Muted.TLabel").pack(side="left", padx=(0, theme.px(16)))
        offered = [option.value for option in question.options]
        for value, label in ((NEW, _("Create all")), ("", _("Leave all empty"))):
            if value in offered:
                button = ttk.Button(self, text=label, command=partial(self._answer, value))
                button.pack(side="left", padx=(0, theme.px(6)))
                self.buttons[value] = button

    def _answer(self, value: str) -> None:
        cards = [card for card in self._cards if card.answer in (None, NEW, "")]
        for card in cards:
            card.show(value)
        self.on_answer([card.question for card in cards], value)


class QuestionsPage(ttk.Frame):
    """`on_answer(questions, value)` hears each answer, to one question or to several alike."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.on_answer: Answer = lambda _questions, _answer: None
        self.cards: list[_Card] = []
        self.together: dict[str, _Together] = {}
        self._shown: tuple[Key, ...] = ()
        self._place = Scrolled(self)
        self._place.pack(fill="both", expand=True)

    def show(self, reading: Reading) -> None:
        """Show the questions of a file; those that stand here already stay where they are."""
        questions = _ordered(reading.questions)
        keys = tuple(key_of(question) for question in questions)
        if keys != self._shown:
            self._shown = keys
            self._ask(questions, reading)
        for card in self.cards:
            if card.answer != (answer := reading.answer_to(card.question)):
                card.show(answer)

    def _ask(self, questions: Sequence[Question], reading: Reading) -> None:
        for child in self._place.body.winfo_children():
            child.destroy()
        words = [question for question in questions if question.kind == WORD]
        asked = [question for question in questions if question not in words[_MOST_WORDS:]]
        self.cards = [self._card(question, reading.answer_to(question)) for question in asked]
        self.together = {}
        for header in dict.fromkeys(question.header for question in words):
            self._add_together(
                [card for card in self.cards if card.question in words and card.question.header == header]
            )
        if len(words) > _MOST_WORDS:
            self._add_more(len(words) - _MOST_WORDS)
        self._place.adopt()
        self._place.to_top()

    def go_to_open(self) -> None:
        """Put the keyboard on the first question without an answer."""
        card = next((card for card in self.cards if card.answer is None), None)
        if card is not None:
            card.first.focus_set()

    def _card(self, question: Question, answer: str | None) -> _Card:
        card = _Card(self._place.body, question, answer=answer)
        card.on_answer = self._answered
        card.pack(fill="x")
        ttk.Frame(self._place.body, style="Line.TFrame", height=1).pack(fill="x")
        return card

    def _add_together(self, cards: Sequence[_Card]) -> None:
        """Several unknown words of a column can be answered at once."""
        if len(cards) > 1:
            made = self.together[cards[0].question.header] = _Together(self._place.body, cards)
            made.on_answer = self._answered
            made.pack(fill="x", before=cards[0])
            made.lower(cards[0])  # Tab comes here before the first of them

    def _answered(self, questions: Sequence[Question], value: str) -> None:
        self.on_answer(questions, value)

    def _add_more(self, count: int) -> None:
        words = ngettext(
            "{count} more word is not known. It is left empty.",
            "{count} more words are not known. They are left empty.",
            count,
        ).format(count=show_number(count))
        ttk.Label(self._place.body, text=words, style="Muted.TLabel").pack(anchor="w", pady=theme.px(12))


def _ordered(questions: Sequence[Question]) -> list[Question]:
    """Those that must be answered first, unknown words last by column, the frequent ones before the rare ones."""

    def rank(one: Question) -> tuple[bool, bool, str, int]:
        return (not one.must, one.kind == WORD, one.header if one.kind == WORD else "", -one.count)

    return sorted(questions, key=rank)


def _samples(question: Question) -> str:
    """The first rows concerned: with their values, or of a word only where it stands and how often."""
    if question.kind == WORD:
        count = ngettext("{count} value", "{count} values", question.count).format(count=show_number(question.count))
        rows = ", ".join(show_number(row) for row, _value in question.samples)
        return _("{values}, the first in row {rows}").format(values=count, rows=rows)
    return "\n".join(
        _("Row {number}: {value}").format(number=show_number(row), value=one_line(value, 110))
        for row, value in question.samples
    )


def questions_words(reading: Reading) -> str:
    """How many questions wait for an answer, in words; that there are none left."""
    count = len(reading.unanswered)
    if not count:
        return _("Questions")
    return ngettext("{count} question", "{count} questions", count).format(count=show_number(count))
