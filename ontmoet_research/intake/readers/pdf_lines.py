"""From the lines of a printed page back to paragraphs. Pure: no PDF is touched here.

A page only knows where letters stand. What this puts together again: lines that a program broke, words that were cut in
two, paragraphs that go on over a page. A header or footer is the same line at the same place on many pages, its page
number apart, where no page has other text; it is taken out and told. Nothing else is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

__all__ = ["Line", "in_order", "paragraphs", "without_edges"]

_ITEM = re.compile(r"(?:[-*•●▪◦‣–]|\d{1,2}[.)]|[a-z][.)])(?:\s|$)")
_SIGN = re.compile(r"^[•●▪◦‣]\s*")
_SPEAKER = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [\w.'’-]+){0,3}:\s")
# A time or a short name in a box opens a turn, also where the line above is full; a name with a time stands above one.
_TURN = re.compile(r"[\[(#]\d{1,2}:\d{2}(?::\d{2})?[^\])#]{0,16}[\])#]|\[[A-Z]{1,3}\d{1,3}\]|[A-Z]{1,2}\d{0,2}:\s")
_ABOVE = re.compile(r"\S[^:]{0,60}[\s(\[]\d{1,2}:\d{2}(?::\d{2})?[\])]?")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]*$")
_WORD = re.compile(r"[\w'’-]+")
_EDGE_LINES = 2  # lines at the top and at the bottom of a page that may be a header or a footer
_FEWEST_PAGES = 3
_SHARE_OF_PAGES = 0.4  # left and right pages can have headers of their own
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^[-–—\s]*\d{1,4}[-–—\s]*$|(?:pagina|blz\.?|bladzijde|page|pag\.?|p\.)\s*\d|[|•·–—/\t-]\s*\d{1,4}\s*$"
    r"|^\s*\d{1,4}\s*[|•·–—/\t-]|\d+\s*(?:van|of|/)\s*\d+|\s{3,}\d{1,4}$|^\d{1,4}\s{3,}",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d:\d\d")
_FEW_OTHERS = 0.1  # share of the pages that may have other text at the place of a header
_LARGER = 1.15  # letters that much larger than most are a heading
_LONGEST_HEADING = 150


@dataclass(frozen=True)
class Line:
    """A line of a page: ``left`` and ``right`` edge, ``base`` (height above the bottom), ``size`` of its letters.

    All in points, 1/72 inch. ``cut``: its last word was cut in two.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    cut: bool = False


def in_order(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """The lines in reading order, and whether that is sure.

    A program mostly stores lines in the order in which they are read. When they jump up within a column and nothing
    stands side by side, from top to bottom is the order; when something does, only a person can tell.
    """
    jumps = any(two.base > one.base + one.size * 0.8 and _overlap(one, two) for one, two in pairwise(lines))
    if not jumps:
        return _rows(lines), True
    sorted_lines = sorted(lines, key=lambda line: -line.base)
    beside = any(abs(one.base - two.base) < one.size * 0.6 for one, two in pairwise(sorted_lines))
    return (list(lines), False) if beside else (sorted_lines, True)


def without_edges(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without headers and footers, and the words of these, each once (as on its first page)."""
    usual = _usual_size(line for page in pages for line in page)
    found: dict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    beside: dict[int, list[tuple[int, str]]] = defaultdict(list)  # height -> what stands there, page by page
    for number, page in enumerate(pages, start=1):
        for line in page:
            beside[_height(line)].append((number, _key(line)))
        for line in _at_edges(page):
            if line.size < _LARGER * usual:  # a heading at the top of a page is larger, and is no header
                found[_key(line), _height(line)].append((number, line))
    least = max(_FEWEST_PAGES, _SHARE_OF_PAGES * sum(map(bool, pages)))
    repeated = {place for place, lines in found.items() if len(lines) >= least and _is_same(lines)}
    headers = {place for place in repeated if _has_place_alone(place, repeated, beside)}
    told: dict[tuple[str, int], str] = {}
    kept: list[list[Line]] = [[] for _ in pages]
    for number, page in enumerate(pages):
        edges = {id(line) for line in _at_edges(page)}
        for line in page:
            place = (_key(line), _height(line))
            if place in headers and id(line) in edges:
                told.setdefault(place, line.text.strip())
            else:
                kept[number].append(line)
    return kept, list(dict.fromkeys(told.values()))


def _height(line: Line) -> int:
    return round(line.base / 3)  # the same place, to some points


def _is_same(lines: Sequence[tuple[int, Line]]) -> bool:
    """Whether these lines differ in nothing but the number of their page."""
    words = {line.text.strip() for _, line in lines}
    if len(words) == 1:
        return True
    if any(_TIME.search(line) or not _PAGE_NUMBER.search(line) for line in words):  # a time in a talk, a numbered line
        return False
    columns = zip(*([int(part) for part in _NUMBERS.findall(line.text)] for _, line in lines), strict=True)
    pages = [page for page, _ in lines]
    return all(
        len(set(column)) == 1 or len({told - page for page, told in zip(pages, column, strict=True)}) == 1
        for column in columns
    )


def _has_place_alone(
    place: tuple[str, int], repeated: set[tuple[str, int]], beside: dict[int, list[tuple[int, str]]]
) -> bool:
    """Whether nothing else stands at that height on other pages: there the text itself begins or ends.

    The first page may differ, as a title page does.
    """
    keys = {key for key, height in repeated if abs(height - place[1]) <= 1}
    there = [one for height in range(place[1] - 1, place[1] + 2) for one in beside[height]]
    pages = {number for number, key in there if key == place[0]}
    others = {number for number, key in there if key not in keys and number > 1} - pages
    return len(others) <= _FEW_OTHERS * len(pages)


def paragraphs(pages: Iterable[Sequence[Line]]) -> tuple[list[str], int]:
    """Paragraphs of the whole text, headings with ``# ``, items with ``- ``; and how many cut words were joined."""
    told = [list(page) for page in pages]
    usual = _usual_size(line for page in told for line in page)
    known = Counter(word.casefold() for page in told for line in page for word in _WORD.findall(line.text))
    found: list[tuple[list[Line], bool]] = []  # lines of a paragraph, and whether its last line is full
    for page in told:
        for number, (lines, full) in enumerate(_of_page(page)):
            goes_on = number == 0 and bool(found) and _goes_on(found[-1], lines[0], usual)
            if goes_on:
                found[-1] = ([*found[-1][0], *lines], full)
            else:
                found.append((lines, full))
    joined = sum(line.cut for lines, _ in found for line in lines[:-1])
    return [_words(lines, usual, known) for lines, _ in found], joined


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Cells of a table that stand beside each other as one line, parted by a tab."""
    rows: list[Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last and abs(last.base - line.base) < last.size * 0.3 and line.left >= last.right and not last.cut:
            rows[-1] = replace(last, text=f"{last.text.rstrip()}\t{line.text.lstrip()}", right=line.right, cut=line.cut)
        else:
            rows.append(line)
    return rows


def _overlap(one: Line, two: Line) -> bool:
    return min(one.right, two.right) > max(one.left, two.left)


def _at_edges(page: Sequence[Line]) -> list[Line]:
    from_top = sorted(page, key=lambda line: -line.base)
    return from_top[:_EDGE_LINES] + from_top[max(_EDGE_LINES, len(page) - _EDGE_LINES) :]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split()))


def _usual_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _of_page(page: Sequence[Line]) -> Iterator[tuple[list[Line], bool]]:
    for block in _blocks(page):
        edge = max(line.right for line in block)
        pitch = median([one.base - two.base for one, two in pairwise(block)] or [0])
        made = [block[0]]
        for one, two in pairwise(block):
            if _starts_anew(one, two, edge, pitch):
                yield made, False
                made = []
            made.append(two)
        yield made, edge - made[-1].right < made[-1].size * 3 and len(block) > 1


def _blocks(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines under each other in one column and one size of letters."""
    block: list[Line] = []
    for line in page:
        last = block[-1] if block else None
        if last and not (
            abs(last.size - line.size) < 0.1 * last.size
            and 0 < last.base - line.base < 2.2 * last.size
            and abs(last.left - line.left) < 5 * last.size
            and "\t" not in line.text + last.text
        ):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _starts_anew(one: Line, two: Line, edge: float, pitch: float) -> bool:
    if one.cut:
        return False
    first_word = (two.text.split() or [""])[0]
    room = (two.right - two.left) / max(1, len(two.text)) * (len(first_word) + 1)
    short = edge - one.right > room * 1.1
    gap = one.base - two.base > 1.3 * pitch
    item = bool(_ITEM.match(two.text))
    indented = two.left > one.left + 0.8 * one.size and not _ITEM.match(one.text)
    speaks = bool(_SPEAKER.match(two.text)) and bool(_SENTENCE_END.search(one.text.rstrip()))
    return (
        short or gap or item or indented or speaks or bool(_TURN.match(two.text) or _ABOVE.fullmatch(two.text.strip()))
    )


def _goes_on(before: tuple[list[Line], bool], line: Line, usual: float) -> bool:
    """Whether a paragraph goes on over the page: it was not finished, and the next page begins in its middle."""
    lines, full = before
    last = lines[-1]
    if last.cut:
        return True
    same = abs(last.size - line.size) < 0.1 * last.size and last.size < _LARGER * usual
    return full and same and line.text[:1].islower() and not _SENTENCE_END.search(last.text.rstrip())


def _words(lines: Sequence[Line], usual: float, known: Counter[str]) -> str:
    made = lines[0].text.strip()
    for one, two in pairwise(lines):
        made = _joined(made, two.text.strip(), known) if one.cut else f"{made} {two.text.strip()}"
    if lines[0].size >= _LARGER * usual and len(made) <= _LONGEST_HEADING:
        return f"# {made}"
    return _SIGN.sub("- ", made)


def _joined(before: str, after: str, known: Counter[str]) -> str:
    """A word that was cut in two, whole again; with its hyphen when it has one by itself (e-mail, voor- en nadelen)."""
    left, right = (_WORD.findall(before) or [""])[-1], (_WORD.findall(after) or [""])[0]
    if right in ("en", "of", "tot"):
        return f"{before}- {after}"
    whole, hyphened = (known[f"{left}{sign}{right}".casefold()] for sign in ("", "-"))
    own = hyphened > whole or (not whole and (not right[:1].islower() or left[-1:].isdigit() or len(left) == 1))
    return f"{before}{'-' if own else ''}{after}"
