"""How errors look."""

from __future__ import annotations

import logging

import pytest

from crm.errors import Invalid, Unavailable
from crm.utils import paths
from crm.views.errors import Errors
from crm.views.outside import Outside
from tests.window import descendants


@pytest.fixture
def errors(page):
    root = page.winfo_toplevel()
    before = root.report_callback_exception
    yield Errors(root, Outside(root))
    root.report_callback_exception = before


def _words(errors):
    return " ".join(str(one.cget("text")) for one in descendants(errors.shown) if one.winfo_class() == "TLabel")


def test_a_refusal_is_told_in_its_own_words(errors):
    errors.show(Unavailable("The disk is full. Nothing was saved."))
    assert "The disk is full. Nothing was saved." in _words(errors)


def test_bad_values_without_a_form_are_told_one_by_one(errors):
    errors.show(Invalid({"email": "No address.", "phone": "No phone."}))
    assert "No address.\nNo phone." in _words(errors)


def test_a_bug_tells_where_the_log_is(errors):
    errors.show(ZeroDivisionError("division by zero"))
    assert str(paths.log_file()) in _words(errors)


def test_a_bug_goes_to_the_log_with_its_traceback(errors, caplog):
    with caplog.at_level(logging.ERROR):
        errors.show(ZeroDivisionError("division by zero"))
    assert caplog.records[0].exc_info[0] is ZeroDivisionError


def test_a_refusal_is_no_bug(errors, caplog):
    with caplog.at_level(logging.ERROR):
        errors.show(Unavailable("The disk is full."))
    assert not caplog.records


def test_errors_in_callbacks_come_here(errors, root):
    root.after(1, lambda: 1 / 0)
    root.after(20, root.quit)
    root.mainloop()
    assert "Something went wrong" in _words(errors)


def test_errors_do_not_pile_up(errors, root):
    for number in range(5):
        errors.show(Unavailable(f"Trouble {number}."))
    open_now = [one for one in root.winfo_children() if one.winfo_class() == "Toplevel"]
    assert len(open_now) == 1
