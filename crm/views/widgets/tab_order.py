"""The order in which Tab goes through a packed row: as it is seen, not as it was made. Moves nothing."""

from __future__ import annotations

import tkinter as tk


def follow_sight(row: tk.Misc) -> None:
    """Have Tab go from left to right through what is packed into a row; ask again when something joins it."""
    packed = row.pack_slaves()
    from_right = [widget for widget in packed if widget.pack_info()["side"] == "right"]
    for widget in [*(widget for widget in packed if widget not in from_right), *reversed(from_right)]:
        widget.lift()  # Tab follows the order in which siblings lie upon each other
