"""A Chart is a figure, a table and a sentence, always together.

The sentence says what you see and doubles as the figure's alt text; the table holds the numbers. All charts share one
style: readable in black and white (hatches, markers, direct labels), no red and green, ``$`` is a plain character.
Only this module and the ``figures.py`` of the rooms know matplotlib.
"""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ontmoet_research.text.html import element, to_html
from ontmoet_research.text.tables_csv import as_csv
from ontmoet_research.words import say

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

HATCHES = ("", "///", "...", "xxx", "\\\\\\", "ooo")
MARKERS = ("o", "s", "^", "D", "v", "P")
INK = "#1b1b1b"
BLUE = "#1f4e79"
SAND = "#e9dfc7"
STYLE: Any = {  # matplotlib types its keys one by one
    "text.parse_math": False,  # a dollar sign in a label is a dollar sign
    "font.size": 12,
    "font.family": "DejaVu Sans",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": INK,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.color": INK,
    "figure.facecolor": "white",
    "svg.hashsalt": "ontmoet",
}

OPENS = "opens "

__all__ = ["BLUE", "HATCHES", "INK", "MARKERS", "SAND", "Appendix", "Chart", "Place", "opens"]


class Place(NamedTuple):
    """Where in a figure something opens: its key, and its box as shares of the whole, from the left and the top."""

    key: str
    left: float
    top: float
    width: float
    height: float


def opens(artist: Any, key: str) -> None:
    """Mark something that was painted: a click on it opens ``key``."""
    artist.set_gid(f"{OPENS}{key}")


@dataclass(frozen=True)
class Appendix:
    """A second table for who needs it, folded away under a figure; ``notes`` say what its numbers are and are not."""

    title: str
    table: pd.DataFrame
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """A figure with its table and its sentence.

    ``draw`` paints on the axes it is given; ``table`` has Dutch column names as a person reads them; ``size`` is in
    inches; ``notes`` say how to read it and stand beneath. ``figure, table, sentence = chart`` takes it apart.

    ``data`` is what was counted, with numbers as numbers and English column names; without it, the table. What a
    painter marks with :func:`opens` is a place that opens something (``places``). ``out`` writes a file that leaves the
    project, and is there when the figure is of a project.
    """

    title: str
    sentence: str
    table: pd.DataFrame
    draw: Callable[[Axes], None]
    size: tuple[float, float] = (8.0, 4.0)
    notes: tuple[str, ...] = ()
    appendix: Appendix | None = None
    data: pd.DataFrame | None = None
    out: Callable[[Path, bytes], None] | None = None

    def __iter__(self) -> Iterator[Any]:
        return iter((self.figure(), self.table, self.sentence))

    def figure(self) -> Figure:
        """The drawn matplotlib figure."""
        import matplotlib as mpl
        from matplotlib.figure import Figure

        with mpl.rc_context(STYLE):
            figure = Figure(figsize=self.size, layout="constrained")
            self.draw(figure.add_subplot())
        return figure

    def png(self, dpi: int = 130) -> bytes:
        """The figure as PNG, the same bytes every time."""
        return self._drawn(dpi)[0]

    def to_csv(self, path: str | Path | None = None) -> str:
        """The numbers as CSV: ``data``, or else the table. With ``path`` they are written there too, and that is noted.

        Errors: ``Refused`` when the place can't be written; ``ValueError`` for a figure of no project.
        """
        told = self.table if self.data is None else self.data
        content = as_csv([str(name) for name in told.columns], _cells(told), spreadsheet=path is not None)
        if path is not None:
            if self.out is None:
                raise ValueError("this figure is of no project; to_csv() without a path gives its numbers")
            self.out(Path(path), content)
        return content.decode("utf-8-sig")

    def image_and_places(self) -> tuple[str, list[Place]]:
        """As :meth:`image_url`, and where in it something opens."""
        png, places = self._drawn(130)
        return "data:image/png;base64," + base64.b64encode(png).decode("ascii"), places

    def _drawn(self, dpi: int) -> tuple[bytes, list[Place]]:
        import matplotlib as mpl

        into = io.BytesIO()
        with mpl.rc_context(STYLE), warnings.catch_warnings():
            # Some emoji have no glyph in the font; they show as a box here and as themselves in the table.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            figure = self.figure()
            figure.savefig(into, format="png", dpi=dpi, metadata={"Software": None})
            return into.getvalue(), _places(figure)

    def svg(self) -> str:
        """The figure as SVG, its letters drawn as lines: no font is needed to show it. The same text every time."""
        import matplotlib as mpl

        into = io.StringIO()
        with mpl.rc_context(STYLE), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            self.figure().savefig(into, format="svg", metadata={"Date": None, "Creator": None})
        return into.getvalue()

    def image_url(self) -> str:
        """The figure as a ``data:`` address, so that a page needs no second file."""
        return "data:image/png;base64," + base64.b64encode(self.png()).decode("ascii")

    def to_element(self) -> Element:
        """Figure, sentence and table as one piece of a page; the sentence is also the alt text."""
        return element(
            "figure",
            element("img", src=self.image_url(), alt=f"{self.title}. {self.sentence}"),
            element("figcaption", self.sentence),
            *([element("p", " ".join(self.notes), class_="ontmoet-notes")] if self.notes else []),
            element("details", element("summary", say("charts.show_table")), table_element(self.table)),
            *([_appendix_element(self.appendix)] if self.appendix else []),
            class_="ontmoet-chart",
        )

    def _repr_html_(self) -> str:
        return to_html(element("div", element("h3", self.title), self.to_element(), lang="nl"))


def _places(figure: Figure) -> list[Place]:
    """The boxes of all that opens something, after it was drawn."""
    width, height = figure.bbox.width, figure.bbox.height
    found = []
    for artist in figure.findobj(lambda one: str(one.get_gid() or "").startswith(OPENS)):
        box = _box(artist, figure.dpi)
        place = (box.x0 / width, 1 - box.y1 / height, box.width / width, box.height / height)
        found.append(Place(str(artist.get_gid()).removeprefix(OPENS), *(round(float(one), 4) for one in place)))
    return found


def _box(artist: Any, dpi: float) -> Any:
    """The box of an artist in pixels. Matplotlib has none of a marker, whose size is in points and not in the data."""
    from matplotlib.collections import PathCollection
    from matplotlib.transforms import Bbox

    if not isinstance(artist, PathCollection):
        return artist.get_window_extent()
    ((x, y),) = artist.get_offset_transform().transform(artist.get_offsets())
    half = float(artist.get_sizes()[0]) ** 0.5 / 2 * dpi / 72
    return Bbox.from_extents(x - half, y - half, x + half, y + half)


def _cells(table: pd.DataFrame) -> list[list[Any]]:
    told = table.astype(object).where(table.notna(), None)
    return [list(row) for row in told.itertuples(index=False)]


def table_element(table: pd.DataFrame) -> Element:
    """A DataFrame as an HTML table with header cells; the index is left out."""
    head = element("tr", *(element("th", str(name), scope="col") for name in table.columns))
    rows = [element("tr", *(element("td", shown(v)) for v in row)) for row in table.itertuples(index=False)]
    return element("table", element("thead", head), element("tbody", *rows))


def _appendix_element(appendix: Appendix) -> Element:
    notes = [element("p", note) for note in appendix.notes]
    return element("details", element("summary", appendix.title), *notes, table_element(appendix.table))


def shown(value: object) -> str:
    """A value as a person reads it: nothing for unknown, whole numbers without ``.0``."""
    if value is None or value != value or str(value) == "<NA>":  # NaN is the value that differs from itself
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
