"""Ranks: short texts that keep an order of things moved by hand. Between any two there is always another one.

A rank is a whole part and a fraction, both in digits of base 62. The whole part begins with a letter that tells its
length, so that texts compare as numbers do and a thousand steps to either end cost two letters. Nothing is ever
renumbered. Ranks compare letter by letter, as SQL's binary collation and Python do.
"""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LEAST, _MOST = _DIGITS[0], _DIGITS[-1]
_SMALLEST = "A" + _LEAST * 26
_LARGEST = "z" + _MOST * 26
_FIRST = "a" + _LEAST


def between(before: str, after: str) -> str:
    """A rank behind `before` and in front of `after`; "" stands for the open end on either side.

    Raises ValueError when `before` is not in front of `after`.
    """
    if before and after and before >= after:
        raise ValueError(f"the rank {before!r} is not in front of {after!r}")
    if not before:
        return _in_front_of(after) if after else _FIRST
    whole, fraction = _parts(before)
    if not after:
        return whole + _middle(fraction, "") if whole == _LARGEST else _next(whole)
    whole_after, fraction_after = _parts(after)
    if whole == whole_after:
        return whole + _middle(fraction, fraction_after)
    following = whole if whole == _LARGEST else _next(whole)
    return following if whole < following < after else whole + _middle(fraction, "")


def spread(count: int, before: str = "", *, after: str = "") -> list[str]:
    """So many ranks in their order, all between two others; "" stands for an open end."""
    if count <= 0:
        return []
    if not after:
        found = [between(before, "")]
        while len(found) < count:
            found.append(between(found[-1], ""))
        return found
    middle = between(before, after)
    front = (count - 1) // 2
    return [*spread(front, before, after=middle), middle, *spread(count - 1 - front, middle, after=after)]


def _in_front_of(after: str) -> str:
    whole, fraction = _parts(after)
    if fraction and whole != _SMALLEST:
        return whole
    return whole + _middle("", fraction) if whole == _SMALLEST else _previous(whole)


def _parts(rank: str) -> tuple[str, str]:
    length = 1 + _length(rank[0])
    return rank[:length], rank[length:]


def _length(head: str) -> int:
    """How many digits follow the first letter of a whole part."""
    return ord(head) - ord("a") + 1 if head >= "a" else ord("Z") - ord(head) + 1


def _next(whole: str) -> str:
    head, digits = whole[0], whole[1:].rstrip(_MOST)
    if digits:
        return head + digits[:-1] + _DIGITS[_DIGITS.index(digits[-1]) + 1] + _LEAST * (len(whole) - 1 - len(digits))
    head = "a" if head == "Z" else chr(ord(head) + 1)
    return head + _LEAST * _length(head)


def _previous(whole: str) -> str:
    head, digits = whole[0], whole[1:].rstrip(_LEAST)
    if digits:
        return head + digits[:-1] + _DIGITS[_DIGITS.index(digits[-1]) - 1] + _MOST * (len(whole) - 1 - len(digits))
    head = "Z" if head == "a" else chr(ord(head) - 1)
    return head + _MOST * _length(head)


def _middle(low: str, high: str) -> str:
    """A fraction between two, none of which ends in the smallest digit; "" is nothing below and a whole above."""
    common = 0
    while high and common < len(high) and (low[common : common + 1] or _LEAST) == high[common]:
        common += 1
    if common:
        return high[:common] + _middle(low[common:], high[common:])
    first = _DIGITS.index(low[0]) if low else 0
    last = _DIGITS.index(high[0]) if high else len(_DIGITS)
    if last - first > 1:
        return _DIGITS[(first + last) // 2]
    return high[:1] if len(high) > 1 else _DIGITS[first] + _middle(low[1:], "")
