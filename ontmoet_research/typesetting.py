"""From plain data to a tagged PDF, without the internet.

The layout stands in a fixed file; what people wrote goes in as JSON (``json.dumps`` is the one place where it is
escaped), so no word of theirs can be read as layout. The PDF keeps to PDF/UA-1: a title, a language, headings, and a
picture without a description stops the build.

The letter is DejaVu Sans, which has Latin, Greek, Cyrillic, Arabic, Hebrew and tick boxes. It comes with matplotlib,
with its licence (``LICENSE_DEJAVU``, free to use and pass on), so the kit carries no second copy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ontmoet_research.text.bidi import without_marks
from ontmoet_research.words import Refused, say

FONT = "DejaVuSans.ttf"
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"  # hold parts of an emoji together

__all__ = ["drawable", "paragraphs", "typeset"]


def typeset(layout: Path, data: dict[str, Any], *, as_it_is: Collection[str] = ()) -> bytes:
    """The PDF of this layout with this data; every text in it is made drawable first.

    Values under the names ``as_it_is`` are no words to draw, such as a picture, and go in unchanged.

    Errors: ``Refused`` when the letters or the program that sets the page are not there.
    """
    try:
        import typst
    except ImportError as problem:
        raise Refused("paper.no_typst") from problem
    told = json.dumps(_drawable(data, as_it_is), ensure_ascii=False)
    made = typst.compile(
        str(layout),
        format="pdf",
        font_paths=[str(font_folder())],
        ignore_system_fonts=True,
        sys_inputs={"sheet": told},
        pdf_standards="ua-1",
    )
    return bytes(made)


def drawable(text: str) -> str:
    """The text as the letters can show it: no marks that turn the direction; a sign they lack becomes a word.

    >>> drawable("soep \U0001f9d1\u200d\U0001f9bd en brood")
    'soep [plaatje] en brood'
    """
    known = _letters()
    made = "".join(c if ord(c) in known or c in "\n\t" else "\ue000" for c in without_marks(text))
    made = re.sub(f"\ue000[\ue000{_JOINERS}]*", say("paper.sign"), made)
    return re.sub(f"[{_JOINERS}]", "", made)


def paragraphs(text: str) -> list[str]:
    """The text in lines; empty ones are left out."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def font_folder() -> Path:
    """Where the letters are. Errors: ``Refused`` when they are not there."""
    place = find_spec("matplotlib")
    folder = Path(place.origin).parent / "mpl-data" / "fonts" / "ttf" if place and place.origin else None
    if folder is None or not (folder / FONT).exists():
        raise Refused("paper.no_letters")
    return folder


@cache
def _letters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(font_folder() / FONT, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _drawable(data: Any, as_it_is: Collection[str] = ()) -> Any:
    if isinstance(data, str):
        return drawable(data)
    if isinstance(data, dict):
        return {name: value if name in as_it_is else _drawable(value, as_it_is) for name, value in data.items()}
    return [_drawable(one, as_it_is) for one in data] if isinstance(data, list) else data
