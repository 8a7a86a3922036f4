"""Cut a note into pieces to put on cards: a paragraph, a list item, what one person says, a heading.

The pieces are a partition: put together they are the text, to the character. White space, and a line of signs such
as ``-----``, goes with the piece before it.

Choices, where a note can be read in more ways:
- A heading (``# …``, or a line with ``====`` under it) is a piece of its own, of the kind "kop": shown, not counted.
- What a file tells of who speaks holds, and is never guessed again. A turn of a written-down talk lasts until the next.
- Otherwise someone's words last until the paragraph ends. After a blank line a reporter may go on, and words in the
  wrong mouth are worse than words in no mouth.
- A label that may be someone and may be a word begins a piece of its own, without a speaker: never two voices in one.
- A name alone on a line belongs to what follows it.
- A paragraph stays whole up to 400 words; a longer one (speech written down without a stop) is cut between sentences
  into pieces of about 150. Without any sentence end it is cut between words, since a card of 400 words is no card.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ontmoet_research.intake.readers import SaidTurn
from ontmoet_research.intake.speakers import Turn, find_turns

__all__ = ["LONG_WORDS", "PART_WORDS", "Piece", "lines_are_paragraphs", "split"]

LONG_WORDS = 400
PART_WORDS = 150

_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_ITEM = re.compile(r"[ \t]*(?:[-*•+–]|\d{1,2}[.)])[ \t]+\S")
_RULE = re.compile(r"[ \t]*([-=_*~])(?:[ \t]*\1){2,}[ \t]*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")
_WORD = re.compile(r"\S+\s*")
_LONGEST_UNDERLINED = 80  # a longer line with a rule under it is a paragraph
_NARROWEST_WRAP, _WIDEST_WRAP = 45, 150  # programs that break lines make them wider and narrower than this


@dataclass(frozen=True)
class Piece:
    """A piece of a text: ``order`` from 1, code points ``start`` up to and without ``end``.

    ``speaker`` is the label as typed, or None; ``kind`` is "kop" or "tekst"; ``said_at`` a time that the file gives
    (HH:MM:SS); ``maybe`` the label of which a person must say whether it is someone.
    """

    order: int
    start: int
    end: int
    speaker: str | None
    kind: str
    said_at: str | None = None
    maybe: str | None = None


@dataclass(frozen=True)
class _Line:
    start: int
    end: int  # without the line end
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True)
class _Opening:
    """Where a piece starts, and whose it is."""

    start: int
    kind: str = "tekst"
    speaker: str | None = None
    said_at: str | None = None
    maybe: str | None = None


def split(
    text: str, known: Iterable[str] = (), *, each_line: bool | None = None, turns: Sequence[SaidTurn] = ()
) -> list[Piece]:
    """Cut a cleaned text into pieces.

    ``known``: names or aliases that count as speakers. ``each_line``: whether each line is a paragraph (as in text
    from a Word file); when None, the look of the lines decides (:func:`lines_are_paragraphs`). ``turns``: who speaks
    where, as the file tells; other lines are guessed, unless a turn lasts.

    >>> [(p.speaker, p.kind) for p in split("# Dag 1\\n\\nWe waren met 9.\\n\\nWilma: ik niet.")]
    [(None, 'kop'), (None, 'tekst'), ('Wilma', 'tekst')]
    """
    lines = list(_lines(text))
    told = {turn.line: turn for turn in turns if turn.line < len(lines)}
    lasting = any(turn.lasts for turn in turns)
    guessed = {} if lasting else {turn.start: turn for turn in find_turns(text, known)}
    each_line = lines_are_paragraphs(text) if each_line is None else each_line
    openings = list(_openings(lines, guessed, told, each_line)) or [_Opening(0)]
    spans = pairwise([0, *(one.start for one in openings[1:]), len(text)])  # what stands first goes with the first
    parts = [
        (*part, one.speaker, one.kind, one.said_at if part[0] == start else None, one.maybe)
        for (start, end), one in zip(spans, openings, strict=True)
        for part in _parts(text, start, end)
    ]
    return [Piece(order, *part) for order, part in enumerate(parts, start=1) if text]


def lines_are_paragraphs(text: str) -> bool:
    """Whether people ended the lines themselves, instead of a program that breaks lines at a width.

    A program puts a word on the next line only when it did not fit. So a line is *full* when the first word of the
    next line would have made it longer than the longest line around; when fewer than half of the lines that go on
    are full, the lines are paragraphs. Flip-over notes are like that, and files where each paragraph is one long line.

    >>> lines_are_paragraphs("geen brieven meer\\neen vast gezicht\\nkoffie eerst")
    True
    """
    full = going_on = 0
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip() and not _HEADING.match(line) and not _ITEM.match(line):
            block.append(line.strip())
            continue
        width = max([_NARROWEST_WRAP, *map(len, block)])
        pairs = list(pairwise(block))
        full += sum(len(one) <= _WIDEST_WRAP and len(one) + 1 + len(two.split()[0]) > width for one, two in pairs)
        going_on += len(pairs)
        block = []
    return full * 2 < going_on


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(start, start + len(line), line)
        start += len(line) + 1


def _openings(
    lines: list[_Line], guessed: dict[int, Turn], told: dict[int, SaidTurn], each_line: bool
) -> Iterator[_Opening]:
    """Where pieces start, with speaker and kind."""
    fresh = True  # the next line with words starts a piece
    waiting = False  # a name alone on its line: its words are still to come
    lasting = ""  # who goes on speaking until the next turn
    for place, line in enumerate(lines):
        if line.blank or _RULE.fullmatch(line.text):
            fresh = fresh or not waiting
            continue
        heading = bool(_HEADING.match(line.text)) or _underlined(lines, place)
        if place in told:
            turn = told[place]
            lasting = turn.label if turn.lasts else ""
            yield _Opening(line.start, "tekst", turn.label or None, turn.said_at or None)
            fresh, waiting = False, not turn.lasts and line.text.rstrip().endswith(":")
            continue
        guess = guessed.get(line.start)
        starts = fresh or heading or guess is not None or (each_line and not waiting)
        lasting = "" if heading else lasting
        if starts or (not waiting and _ITEM.match(line.text)):
            yield _opening(line, guess, "kop" if heading else "tekst", lasting)
        waiting = guess is not None and guess.words_from >= line.end
        fresh = heading


def _opening(line: _Line, guess: Turn | None, kind: str, lasting: str) -> _Opening:
    if guess is None:
        return _Opening(line.start, kind, lasting or None)
    return _Opening(line.start, kind, guess.label if guess.sure else None, None, None if guess.sure else guess.label)


def _underlined(lines: list[_Line], place: int) -> bool:
    """A short line with ``====`` or ``----`` right under it and nothing right above it."""
    below = lines[place + 1].text if place + 1 < len(lines) else ""
    alone = place == 0 or lines[place - 1].blank
    return (
        alone and len(lines[place].text) <= _LONGEST_UNDERLINED and bool(re.fullmatch(r"(?:={3,}|-{3,})[ \t]*", below))
    )


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The piece itself, or its parts when it is too long for a card."""
    sentences = list(_sentences(text, start, end))
    left = sum(words for _, words in sentences)
    taken = 0
    if left > LONG_WORDS:
        for sentence_end, words in sentences:
            taken, left = taken + words, left - words
            if taken >= PART_WORDS and left >= PART_WORDS // 2:
                yield start, sentence_end
                start, taken = sentence_end, 0
    yield start, end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """End and number of words of each sentence; one of more than ``LONG_WORDS`` is given in smaller steps."""
    for sentence_end in [*(match.end() for match in _SENTENCE_END.finditer(text, start, end)), end]:
        words = [match.end() for match in _WORD.finditer(text, start, sentence_end)]
        if len(words) > LONG_WORDS:
            steps = words[PART_WORDS - 1 : -1 : PART_WORDS]
            yield from ((step, PART_WORDS) for step in steps)
            words = words[len(steps) * PART_WORDS :]
        yield sentence_end, len(words)
        start = sentence_end
