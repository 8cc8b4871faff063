"""What a tag is, and the colours one may have."""

from __future__ import annotations

from dataclasses import dataclass

COLORS = ("#2563eb", "#0891b2", "#0d9488", "#16a34a", "#65a30d", "#d97706", "#dc2626", "#db2777", "#9333ea", "#64748b")


@dataclass(frozen=True)
class Tag:
    """A word put on contacts and opportunities, with a colour (`#rrggbb`).

    `uses` is the number of contacts and `deals` that of opportunities that wear it, where it was asked for.
    """

    id: int
    name: str
    color: str
    uses: int = 0
    deals: int = 0
