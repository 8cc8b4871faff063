"""What a person fills in: TEntry, TCombobox, Field.TFrame (the same box around something else), ticks, switches and
Horizontal.TScale."""

from __future__ import annotations

from crm.views.styles.kit import Kit, part


def dress(kit: Kit) -> None:
    """Define the fields for the theme in use."""
    _boxes(kit)
    _entries(kit)
    _tick_marks(kit)
    _switch_marks(kit)
    _tick_layouts(kit)
    _slider(kit)


def fill(kit: Kit) -> str:
    """The background inside a field."""
    return kit.palette.background if kit.palette.mode == "light" else kit.palette.raised


def _boxes(kit: Kit) -> None:
    colors, inside = kit.palette, fill(kit)
    states = (
        ("disabled", kit.box(colors.surface, colors.border)),
        ("invalid", "focus", kit.box(inside, colors.danger, ring=colors.danger_soft)),
        ("invalid", kit.box(inside, colors.danger)),
        ("focus", kit.box(inside, colors.primary, ring=colors.primary_soft)),
        ("active", kit.box(inside, colors.placeholder)),
    )
    kit.framed("Field.box", kit.box(inside, colors.border_strong), *states)
    kit.layout("Field.TFrame", part("Field.box", sticky="nswe"))
    kit.style.configure("Field.TFrame", background=colors.background)
    off = ("disabled", kit.icon("chevron-down", 12, color=colors.border_strong))
    kit.element("Field.downarrow", kit.icon("chevron-down", 12, color=colors.muted), off, sticky="")
    kit.element("Field.gap", kit.shapes.nothing((kit.px(6), kit.px(4))))


def _entries(kit: Kit) -> None:
    colors, px, inside = kit.palette, kit.px, fill(kit)
    area = part("Entry.padding", part("Entry.textarea", sticky="nswe"), sticky="nswe")
    kit.layout("TEntry", part("Field.box", area, sticky="nswe"))
    text = part("Combobox.padding", part("Combobox.textarea", sticky="nswe"), expand="1", sticky="nswe")
    gap, arrow = part("Field.gap", side="right"), part("Field.downarrow", side="right", sticky="")
    kit.layout("TCombobox", part("Field.box", gap, arrow, text, sticky="nswe"))
    inks = {"foreground": colors.foreground, "insertcolor": colors.foreground, "fieldbackground": inside}
    chosen = {"selectbackground": colors.primary, "selectforeground": colors.on_primary}
    for name in ("TEntry", "TCombobox"):
        kit.style.configure(name, background=colors.background, padding=(px(6), px(6)), **inks, **chosen)
        kit.plain(name, "fieldbackground", "background")
        kit.style.map(name, foreground=[("disabled", colors.placeholder)])
    quiet = [("readonly", inside)]
    kit.style.map("TCombobox", selectbackground=quiet, selectforeground=[("readonly", colors.foreground)])


def _tick_marks(kit: Kit) -> None:
    colors = kit.palette

    def mark(kind: str, *, on: bool, edge: str = "") -> str:
        face = colors.primary if on else fill(kit)
        border = edge or (colors.primary if on else colors.border_strong)
        return kit.shapes.tick(kit.px(17), colors=(face, border, colors.on_primary if on else ""), kind=kind)

    for name, kind in (("Check.mark", "check"), ("Radio.mark", "round")):
        kit.element(
            name,
            mark(kind, on=False),
            ("alternate", mark("dash", on=True)),
            ("selected", "focus", mark(kind, on=True, edge=colors.foreground)),
            ("selected", mark(kind, on=True)),
            ("focus", mark(kind, on=False, edge=colors.accent)),
            ("active", mark(kind, on=False, edge=colors.placeholder)),
        )


def _switch_marks(kit: Kit) -> None:
    colors = kit.palette

    def mark(track: str, *, on: bool) -> str:
        knob = colors.on_primary if on or colors.mode == "light" else colors.foreground
        return kit.shapes.switch((kit.px(34), kit.px(19)), track=track, knob=knob, on=on)

    focus = (("selected", "focus", mark(colors.primary_pressed, on=True)), ("focus", mark(colors.muted, on=False)))
    usual = ("selected", mark(colors.primary, on=True))
    kit.element("Switch.mark", mark(colors.border_strong, on=False), focus[0], usual, focus[1], sticky="w")


def _tick_layouts(kit: Kit) -> None:
    colors = kit.palette
    kit.element("Tick.gap", kit.shapes.nothing((kit.px(8), kit.px(24))))
    families = {
        "TCheckbutton": ("Check.mark", "Checkbutton"),
        "TRadiobutton": ("Radio.mark", "Radiobutton"),
        "Switch.TCheckbutton": ("Switch.mark", "Checkbutton"),
    }
    for name, (mark, family) in families.items():
        words = part(f"{family}.label", side="left", sticky="")
        parts = (part(mark, side="left", sticky=""), part("Tick.gap", side="left", sticky=""), words)
        kit.layout(name, part(f"{family}.padding", *parts, sticky="nswe"))
        inks = {"background": colors.background, "foreground": colors.foreground, "focuscolor": colors.accent}
        kit.style.configure(name, padding=(0, kit.px(2)), **inks)
        kit.plain(name, "background", "indicatorcolor")
        kit.style.map(name, foreground=[("disabled", colors.placeholder)])


def _slider(kit: Kit) -> None:
    """A knob on a thin bar."""
    colors, px, name = kit.palette, kit.px, "Horizontal.TScale"

    def knob(inside: str, edge: str) -> str:
        return kit.shapes.tick(px(18), colors=(inside, edge, ""), kind="round")

    bar = kit.shapes.box((px(160), px(6)), px(3), fill=colors.border_strong, behind=colors.background)
    kit.element("Slider.trough", bar, border=px(3), height=px(6), width=px(8), sticky="ew")
    states = (
        ("disabled", knob(colors.surface, colors.border)),
        ("focus", knob(colors.primary, colors.foreground)),
        ("pressed", knob(colors.primary_pressed, colors.primary_pressed)),
        ("active", knob(colors.primary_hover, colors.primary_hover)),
    )
    # Tk finds the part that moves by the end of its name
    kit.element("Slider.slider", knob(colors.primary, colors.primary), *states)
    kit.layout(name, part("Slider.trough", sticky="ew"), part("Slider.slider", side="left", sticky=""))
    kit.style.configure(name, background=colors.background, borderwidth=0)
    kit.plain(name, "background", "troughcolor")
