"""Where things are shown: TNotebook (tabs above), Side.TNotebook (tabs as a side bar) and Table.Treeview."""

from __future__ import annotations

from crm.views.styles.kit import Kit, part


def dress(kit: Kit) -> None:
    """Define notebooks and tables for the theme in use."""
    _tabs_above(kit)
    _tabs_beside(kit)
    _table(kit)
    _table_heading(kit)


def _tabs_above(kit: Kit) -> None:
    colors, px = kit.palette, kit.px

    def line(color: str) -> str:
        return kit.shapes.line((px(200), px(2)), color)

    states = (("selected", line(colors.primary)), ("active", line(colors.border_strong)))
    kit.element("Tab.line", line(colors.background), *states, width=px(8), sticky="ew")
    label = part("Notebook.focus", part("Notebook.label", side="left", sticky=""))
    padding = part("Notebook.padding", label, side="top", sticky="nswe")
    kit.layout("TNotebook.Tab", part("Tab.line", side="bottom", sticky="ew"), padding)
    page = colors.background
    flat = {"bordercolor": page, "lightcolor": page, "darkcolor": page, "background": page}
    kit.style.configure("TNotebook", borderwidth=0, tabmargins=(0, 0, 0, 0), **flat)
    inks = {"foreground": colors.muted, "background": page, "focuscolor": colors.border_strong}
    kit.style.configure("TNotebook.Tab", padding=(px(12), px(7)), font="TkDefaultFont", **inks)
    kit.plain("TNotebook.Tab", "background", "lightcolor", "padding")
    kit.style.map("TNotebook.Tab", foreground=[("selected", colors.foreground), ("active", colors.foreground)])


def _tabs_beside(kit: Kit) -> None:
    colors, px, chrome = kit.palette, kit.px, kit.palette.surface
    states = (
        ("selected", "focus", kit.box(colors.primary_soft, ring=colors.primary, behind=chrome)),
        ("selected", kit.box(colors.primary_soft, behind=chrome)),
        ("active", kit.box(colors.pressed, behind=chrome)),
    )
    kit.framed("Side.tab", kit.box(chrome, behind=chrome), *states)
    label = part("Notebook.label", side="left", sticky="w")
    kit.layout("Side.TNotebook.Tab", part("Side.tab", part("Notebook.padding", label, sticky="nswe"), sticky="nswe"))
    flat = {"bordercolor": chrome, "lightcolor": chrome, "darkcolor": chrome, "background": chrome}
    margins = (px(8), px(8), px(8), 0)
    kit.style.configure("Side.TNotebook", tabposition="wn", borderwidth=0, tabmargins=margins, padding=0, **flat)
    inks = {"foreground": colors.muted, "background": chrome, "font": "TkDefaultFont"}
    kit.style.configure("Side.TNotebook.Tab", padding=(px(8), px(5)), width=18, anchor="w", **inks)
    kit.plain("Side.TNotebook.Tab", "background", "lightcolor", "padding", "expand")
    kit.style.map("Side.TNotebook.Tab", foreground=[("selected", colors.accent), ("active", colors.foreground)])


def _table(kit: Kit) -> None:
    colors, px, name = kit.palette, kit.px, "Table.Treeview"
    cursor = ("focus", kit.shapes.line((px(3), px(4)), colors.primary))
    kit.element("Table.hairline", kit.shapes.line((px(400), 1), colors.border), width=px(4), sticky="ew")
    kit.element("Table.cursor", kit.shapes.nothing((px(3), px(4))), cursor, sticky="ns")
    line, bar = part("Table.hairline", side="bottom", sticky="ew"), part("Table.cursor", side="left", sticky="ns")
    kit.layout(name, part("Treeview.treearea", sticky="nswe"))
    kit.layout(f"{name}.Row", part("Treeitem.row", sticky="nswe"), line, bar)
    inside = (part("Treeitem.image", side="left", sticky=""), part("Treeitem.text", side="left", sticky=""))
    kit.layout(f"{name}.Item", part("Treeitem.padding", *inside, sticky="nswe"))
    inks = {"background": colors.background, "fieldbackground": colors.background, "foreground": colors.foreground}
    kit.style.configure(name, rowheight=px(30), borderwidth=0, relief="flat", font="TkDefaultFont", **inks)
    chosen = [("selected", colors.selected)]
    kit.style.map(name, background=chosen, foreground=[("selected", colors.foreground)])
    kit.style.configure(f"{name}.Item", padding=(px(8), 0, 0, 0))
    kit.style.configure(f"{name}.Cell", padding=(px(8) - 4, 0))  # Tk adds four pixels of its own


def _table_heading(kit: Kit) -> None:
    colors, px, name = kit.palette, kit.px, "Table.Treeview.Heading"
    arrow, words = part("Treeheading.image", side="right", sticky=""), part("Treeheading.text", sticky="we")
    padding = part("Treeheading.padding", arrow, words, sticky="nswe")
    kit.element("Table.underline", kit.shapes.line((px(400), 1), colors.border_strong), width=px(4), sticky="ew")
    line = part("Table.underline", side="bottom", sticky="ew")
    kit.layout(name, part("Treeheading.cell", sticky="nswe"), line, padding)
    inks = {"background": colors.background, "foreground": colors.muted, "font": "Small"}
    kit.style.configure(name, relief="flat", borderwidth=0, padding=(px(8), px(7)), **inks)
    kit.plain(name, "relief", "bordercolor", "lightcolor", "darkcolor")
    states = [("pressed", colors.pressed), ("active", colors.hover)]
    kit.style.map(name, background=states, foreground=[("active", colors.foreground)])
