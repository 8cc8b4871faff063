"""Draws the icon of Cartera, a wallet with a card in it, into packaging/icons: PNG, ICO and ICNS. Nothing else.

`python -m tools.icons` (make icons) rewrites the files that are committed; the packages and the window use those.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parents[1] / "packaging" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256)
CANVAS = 2048  # drawn large, then scaled down: smooth edges at every size
UNIT = CANVAS / 64

GROUND = "#1f5eff"
GROUND_DEEP = "#1746c2"
CARD = "#ffffff"
CARD_LINE = "#9db7ff"
CLASP = "#ffc53d"


def draw() -> Image.Image:
    """The icon on a transparent ground, CANVAS pixels square."""
    image = Image.new("RGBA", (CANVAS, CANVAS))
    pen = ImageDraw.Draw(image)
    _rounded(pen, (4, 12, 60, 58), radius=9, fill=GROUND_DEEP)
    _rounded(pen, (11, 5, 53, 36), radius=5, fill=CARD)
    _rounded(pen, (17, 11, 34, 14), radius=1.5, fill=GROUND)
    _rounded(pen, (17, 17, 45, 19.5), radius=1.25, fill=CARD_LINE)
    _rounded(pen, (4, 24, 60, 58), radius=9, fill=GROUND)
    _rounded(pen, (40, 35, 60, 48), radius=6, fill=GROUND_DEEP)
    _rounded(pen, (44, 38.5, 50, 44.5), radius=3, fill=CLASP)
    return image


def _rounded(pen: ImageDraw.ImageDraw, box: tuple[float, float, float, float], *, radius: float, fill: str) -> None:
    """A rounded rectangle; the measures are 64ths of the canvas."""
    pen.rounded_rectangle([side * UNIT for side in box], radius=radius * UNIT, fill=fill)


def main() -> None:
    """Write every size and both containers."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    icon = draw()
    sizes = {size: icon.resize((size, size), Image.Resampling.LANCZOS) for size in SIZES}
    for size, picture in sizes.items():
        if size >= 32:
            picture.save(FOLDER / f"cartera-{size}.png", optimize=True)
    sizes[256].save(FOLDER / "cartera.ico", sizes=[(size, size) for size in SIZES], append_images=[*sizes.values()])
    icon.resize((512, 512), Image.Resampling.LANCZOS).save(FOLDER / "cartera.icns")


if __name__ == "__main__":
    main()
