"""What the drawing library draws on when a chart goes into a PDF: its paths and texts as those of the page.

Texts are drawn in the fonts of the page, so that a chart speaks any alphabet too. Imports the drawing library: load it
where a chart is drawn, never before.
"""

from __future__ import annotations

from typing import Any

import numpy
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D, Bbox

from crm.files import report_pdf_text as texts

_ASCENT, _DESCENT = 0.76, 0.22  # of a line of text, at size 1
_BOLD = 600
_HATCH = 72.0  # points: the side of one tile of a hatch
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


class Renderer(RendererBase):
    """Draws on a page of reportlab, one unit a point, y upwards."""

    def __init__(self, figure: Any, page: Any) -> None:
        super().__init__()
        self._figure = figure
        self._page = page

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The size of the figure in points."""
        box: Bbox = self._figure.bbox
        return box.width, box.height

    def points_to_pixels(self, points: Any) -> Any:
        """A unit is a point."""
        return points

    def flipy(self) -> bool:
        """Upwards, as on the page."""
        return False

    def get_text_width_height_descent(self, s: str, prop: FontProperties, *_rest: Any) -> tuple[float, float, float]:
        """The size of a line in the fonts of the page."""
        size = prop.get_size_in_points()
        wide = texts.width(texts.clean(s), bold=_is_bold(prop)) * size
        return wide, (_ASCENT + _DESCENT) * size, _DESCENT * size

    def draw_text(self, gc: Any, x: float, *rest: Any, **_more: Any) -> None:
        """Put a line at a point, turned by so many degrees."""
        y, s, prop, angle = rest[:4]
        self._page.saveState()
        self._page.translate(x, y)
        self._page.rotate(angle)
        red, green, blue, alpha = _color(gc.get_rgb(), gc.get_alpha())
        self._page.setFillColorRGB(red, green, blue, alpha=alpha)
        taken = 0.0
        for piece in texts.pieces(texts.clean(s), bold=_is_bold(prop)):
            self._page.setFont(piece.font, prop.get_size_in_points())
            self._page.drawString(taken, 0, piece.text)
            taken += piece.width * prop.get_size_in_points()
        self._page.restoreState()

    def draw_path(self, gc: GraphicsContextBase, path: Outline, *rest: Any, **more: Any) -> None:
        """Fill and stroke a path."""
        transform, face = (*rest, more.get("rgbFace"))[:2]
        self._page.saveState()
        self._clip(gc)
        outline = self._outline(path, transform)
        if face is not None:
            red, green, blue, alpha = _color(face, gc.get_alpha() if gc.get_forced_alpha() else None)
            self._page.setFillColorRGB(red, green, blue, alpha=alpha)
            self._page.drawPath(outline, stroke=0, fill=1)
        if gc.get_hatch():
            self._hatch(gc, path, transform=transform)
        if gc.get_linewidth() > 0:
            self._set_line(gc)
            self._page.drawPath(outline, stroke=1, fill=0)
        self._page.restoreState()

    def draw_image(self, gc: Any, x: float, *rest: Any, **_more: Any) -> None:  # noqa: ARG002 - as it is called
        """Put an image at a point."""
        y, im = rest[:2]
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        picture = Image.fromarray(numpy.asarray(im)[::-1])
        self._page.drawImage(ImageReader(picture), x, y, picture.width, picture.height, mask="auto")

    def _outline(self, path: Any, transform: Any) -> Any:
        outline = self._page.beginPath()
        at = (0.0, 0.0)
        for points, code in path.iter_segments(transform, simplify=False, curves=True):
            if code == Outline.CLOSEPOLY:
                outline.close()
                continue
            numbers = [float(one) for one in numpy.ravel(points)]
            if code == Outline.MOVETO:
                outline.moveTo(*numbers)
            elif code == Outline.LINETO:
                outline.lineTo(*numbers)
            else:
                outline.curveTo(*(numbers if code == Outline.CURVE4 else _cubic(at, numbers)))
            at = (numbers[-2], numbers[-1])
        return outline

    def _clip(self, gc: GraphicsContextBase) -> None:
        if (box := gc.get_clip_rectangle()) is not None:
            outline = self._page.beginPath()
            outline.rect(*(float(one) for one in box.bounds))
            self._page.clipPath(outline, stroke=0, fill=0)
        path, transform = gc.get_clip_path()
        if path is not None:
            self._page.clipPath(self._outline(path, transform), stroke=0, fill=0)

    def _set_line(self, gc: Any) -> None:
        red, green, blue, alpha = _color(gc.get_rgb(), gc.get_alpha() if gc.get_forced_alpha() else None)
        self._page.setStrokeColorRGB(red, green, blue, alpha=alpha)
        self._page.setLineWidth(gc.get_linewidth())
        self._page.setLineCap(_CAPS[str(gc.get_capstyle())])
        self._page.setLineJoin(_JOINS[str(gc.get_joinstyle())])
        offset, dashes = gc.get_dashes()
        if dashes is not None:
            self._page.setDash([float(one) for one in dashes], float(offset))

    def _hatch(self, gc: GraphicsContextBase, path: Outline, *, transform: Any) -> None:
        """Lay the tiles of a hatch over a path, cut at its edge."""
        whole = transform.transform_path(path).get_extents()
        self._page.saveState()
        self._page.clipPath(self._outline(path, transform), stroke=0, fill=0)
        red, green, blue, alpha = _color(gc.get_hatch_color(), None)
        self._page.setStrokeColorRGB(red, green, blue, alpha=alpha)
        self._page.setFillColorRGB(red, green, blue, alpha=alpha)
        self._page.setLineWidth(gc.get_hatch_linewidth())
        for left in numpy.arange(whole.x0 // _HATCH * _HATCH, whole.x1, _HATCH):
            for low in numpy.arange(whole.y0 // _HATCH * _HATCH, whole.y1, _HATCH):
                tile = Affine2D().scale(_HATCH).translate(float(left), float(low))
                self._page.drawPath(self._outline(gc.get_hatch_path(), tile), stroke=1, fill=0)
        self._page.restoreState()


def _is_bold(prop: FontProperties) -> bool:
    weight = prop.get_weight()
    return weight >= _BOLD if isinstance(weight, int) else str(weight) in ("bold", "semibold", "heavy", "black")


def _color(rgb: Any, alpha: float | None) -> tuple[float, float, float, float]:
    red, green, blue, *rest = (float(one) for one in rgb)
    return red, green, blue, alpha if alpha is not None else (rest[0] if rest else 1.0)


def _cubic(at: tuple[float, float], points: list[float]) -> list[float]:
    """A curve of one control point as one of two."""
    x, y, end_x, end_y = points
    first = at[0] + (x - at[0]) * 2 / 3, at[1] + (y - at[1]) * 2 / 3
    second = end_x + (x - end_x) * 2 / 3, end_y + (y - end_y) * 2 / 3
    return [*first, *second, end_x, end_y]
