"""Rows are fetched once, one question at a time, and late answers are dropped."""

from __future__ import annotations

from crm.views.widgets.table_rows import Rows


class Slow:
    """A fetch whose answers the test gives."""

    def __init__(self):
        self.asked = []
        self.arrivals = 0
        self.rows = Rows(lambda ids, done: self.asked.append((ids, done)), self._arrived, nothing=())

    def _arrived(self):
        self.arrivals += 1

    def answer(self, place, **cells):
        ids, done = self.asked[place]
        done({row: cells.get(f"r{row}", (f"row {row}",)) for row in ids})


def test_a_row_is_here_after_its_answer():
    slow = Slow()
    slow.rows.want([1, 2])
    assert slow.rows.get(1) is None
    slow.answer(0)
    assert slow.rows.get(2) == ("row 2",)
    assert slow.arrivals == 1


def test_only_one_question_is_under_way():
    slow = Slow()
    slow.rows.want([1])
    slow.rows.want([2])
    assert len(slow.asked) == 1


def test_rows_that_are_here_are_not_asked_for_again():
    slow = Slow()
    slow.rows.want([1, 2])
    slow.answer(0)
    slow.rows.want([2, 3])
    assert slow.asked[1][0] == [3]


def test_an_answer_to_an_outdated_question_is_dropped():
    slow = Slow()
    slow.rows.want([1])
    slow.rows.outdate()
    slow.rows.want([1])
    slow.answer(0, r1=("old",))
    assert slow.rows.get(1) is None
    slow.answer(1, r1=("new",))
    assert slow.rows.get(1) == ("new",)


def test_an_outdated_row_stays_readable_until_the_new_one_comes():
    slow = Slow()
    slow.rows.want([1])
    slow.answer(0, r1=("old",))
    slow.rows.outdate()
    slow.rows.want([1])
    assert slow.rows.get(1) == ("old",)


def test_a_row_that_is_gone_is_empty_and_not_asked_for_again():
    slow = Slow()
    slow.rows.want([1])
    slow.asked[0][1]({})
    slow.rows.want([1])
    assert slow.rows.get(1) == ()
    assert len(slow.asked) == 1


def test_an_answer_given_at_once_does_not_announce_itself():
    arrivals = []
    rows = Rows(lambda ids, done: done(dict.fromkeys(ids, ("x",))), lambda: arrivals.append(1), nothing=())
    rows.want([1])
    assert rows.get(1) == ("x",)
    assert arrivals == []
