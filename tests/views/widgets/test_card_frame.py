"""One card: its title cut to its width, its grip while it is pointed at or has the keyboard."""

from __future__ import annotations

from tests.window import focus, pump


def test_a_long_title_is_cut_and_known_whole(cards):
    frame = cards.frame("c")
    frame.say("A title that is much longer than any card of one cell is wide")
    cards.update()
    assert str(frame.name.cget("text")).endswith("…")
    assert frame.title.endswith("wide")


def test_the_grip_is_there_for_the_keyboard(cards):
    frame = cards.frame("c")
    assert not frame.grip.winfo_ismapped()
    focus(frame)
    assert frame.grip.winfo_ismapped()


def test_a_carried_card_looks_so(cards):
    frame = cards.frame("c")
    frame.carried(True)
    assert frame.instate(["selected"])
    frame.carried(False)
    assert frame.instate(["!selected"])


def test_a_sign_comes_and_goes_and_leads_to_what_is_counted(cards):
    frame, heard = cards.frame("c"), []
    frame.on_explain = lambda: heard.append(True)
    frame.warn("3 · no exchange rate")
    frame.mark.invoke()
    frame.warn("")
    assert (heard, frame.mark.winfo_manager()) == ([True], "")


def test_the_grip_goes_with_the_keyboard(cards):
    focus(cards.frame("c"))
    focus(cards.canvas)
    pump(cards, lambda: not cards.frame("c").grip.winfo_ismapped())


def test_the_grip_goes_though_nobody_told_that_the_pointer_left(cards):
    frame = cards.frame("c")
    focus(cards.canvas)
    frame.event_generate("<Enter>", x=5, y=5)  # told, though the pointer is elsewhere: as when a menu took it away
    cards.update()
    pump(cards, lambda: not frame.grip.winfo_ismapped())


def test_a_card_that_goes_looks_no_more(cards):
    frame = cards.frame("c")
    focus(frame)
    watching = frame._watching
    frame.destroy()
    assert watching and watching not in cards.tk.call("after", "info")
