"""Placing a label on words, changing it and taking it away.

Offsets are code points in the source's text, the end not included. White space at the edges of a selection is left
out, because a mouse often takes the space after the last word along; what is stored are the words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ontmoet_research.model.people import PERSPECTIVES
from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, change, find, new, read_rows, read_values, remove
from ontmoet_research.text import quote_with_context
from ontmoet_research.words import Refused

DIRECTION = "van_naar"


@dataclass(frozen=True)
class Mark:
    """A label on words, not stored yet.

    ``source_id`` and the code points ``start`` to ``end`` say which words, ``code_id`` which label, ``contributor_id``
    who placed it. ``option`` belongs to the label (``links``, ``helpt``, ``resident>professional``); ``certainty`` is
    zeker, twijfel or weet_niet; ``round`` is zelf or na_gesprek; ``coding_id`` is its number, a new one unless given.
    """

    source_id: str
    start: int
    end: int
    code_id: str
    contributor_id: str
    option: str | None = None
    certainty: str = "zeker"
    note: str | None = None
    round: str = "zelf"
    coding_id: str | None = None


def apply_code(project: Project, mark: Mark, *, origin: str = "") -> str:
    """Store one coding; give its id. The same label by the same person on the same words is stored once.

    Errors: ``Refused`` when the words are not in the text, the label is gone or stopped, or the option is not one of
    the label's own.
    """
    draft = draft_codings(project, [mark])[0]
    same = {name: draft.values[name] for name in ("contributor_id", "start", "end", "code_id", "round", "source_id")}
    already = read_values(project, "codings", ["object_id"], **same)
    if already:
        return str(already[0][0])
    write(project, [draft], origin=origin)
    return draft.object_id


def apply_codes(project: Project, marks: Iterable[Mark], *, origin: str = "") -> list[str]:
    """Store many codings in one write; give their ids, in order. All or nothing. Errors: as :func:`apply_code`."""
    drafts = draft_codings(project, list(marks))
    write(project, drafts, origin=origin)
    return [draft.object_id for draft in drafts]


def change_coding(project: Project, coding_id: str, *, origin: str = "", **values: Any) -> None:
    """Change ``option``, ``certainty``, ``note`` or ``round`` of a coding; the old one stays in the history.

    Errors: ``Refused`` when it is gone or the option is not one of the label's; ``ValueError`` for another column.
    """
    if set(values) - {"option", "certainty", "note", "round"}:
        raise ValueError("Only option, certainty, note and round of a coding can change; place a new one otherwise")
    row = find(project, "codings", coding_id)
    if "option" in values:
        _refuse_option(find(project, "codes", row["code_id"]), values["option"])
    write(project, [change(row, **values)], origin=origin)


def remove_coding(project: Project, coding_id: str, *, origin: str = "") -> None:
    """Take a coding away. It stays in the history. Errors: ``Refused`` when it is gone already."""
    write(project, [remove(find(project, "codings", coding_id))], origin=origin)


def draft_codings(
    project: Project,
    marks: list[Mark],
    new_codes: Iterable[Draft] = (),
    new_notes: Mapping[str, NoteText] | None = None,
) -> list[Draft]:
    """Codings that are not written yet, for who writes them together with something else, such as ``new_codes``.

    ``new_notes`` are notes that are not stored yet, by ``source_id``. Errors: as :func:`apply_code`.
    """
    # By id, one by one: a click needs one label, and reading the whole list for it costs more than the write.
    codes: dict[str, Row | Draft] = {code.object_id: code for code in new_codes}
    codes |= {
        key: row for key in {mark.code_id for mark in marks} for row in read_rows(project, "codes", object_id=key)
    }
    books: dict[str, str] = dict(read_values(project, "codebooks", ["object_id", "version"]))
    known = new_notes or {}
    sources = {key: known.get(key) or NoteText.stored(project, key) for key in {mark.source_id for mark in marks}}
    return [_draft(mark, sources[mark.source_id], codes, books) for mark in marks]


class NoteText:
    """Text of one note, and where its pieces begin (``start``, ``fragment_id``), read once for many marks."""

    def __init__(self, text: str, pieces: Iterable[tuple[int, str]]) -> None:
        self.text = text
        self.pieces = sorted(pieces)

    @classmethod
    def stored(cls, project: Project, source_id: str) -> NoteText:
        """A note of the project. Errors: ``Refused`` when it is gone."""
        pieces = read_values(project, "fragments", ["start", "object_id"], source_id=source_id)
        return cls(find(project, "sources", source_id)["text"], [(start, key) for start, key in pieces])

    def fragment_at(self, start: int) -> str | None:
        """The piece in which this code point stands; None before the first."""
        place = self._place(start)
        return self.pieces[place][1] if place >= 0 else None

    def piece_at(self, start: int) -> str:
        """The words of the piece in which this code point stands, up to the next piece."""
        place = self._place(start)
        begin = self.pieces[place][0] if place >= 0 else 0
        end = self.pieces[place + 1][0] if place + 1 < len(self.pieces) else len(self.text)
        return self.text[begin:end]

    def _place(self, start: int) -> int:
        return bisect_right(self.pieces, (start, "\U0010ffff")) - 1


def _draft(mark: Mark, source: NoteText, codes: dict[str, Row | Draft], books: dict[str, str]) -> Draft:
    code = codes.get(mark.code_id)
    if code is None or code["status"] == "gestopt":
        raise Refused("coding.code_gone")
    _refuse_option(code, mark.option)
    start, end = _words(source.text, mark.start, mark.end)
    words = quote_with_context(source.text, start, end)
    return new(
        "codings",
        mark.coding_id,
        author=mark.contributor_id,
        source_id=mark.source_id,
        fragment_id=source.fragment_at(start),
        start=start,
        end=end,
        quote=words.quote,
        prefix=words.prefix,
        suffix=words.suffix,
        code_id=mark.code_id,
        codebook_version=books.get(code["codebook_id"]),
        contributor_id=mark.contributor_id,
        option=mark.option,
        certainty=mark.certainty,
        note=mark.note,
        round=mark.round,
    )


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start < end <= len(text):
        raise Refused("coding.not_in_text")
    quote = text[start:end]
    if not quote.strip():
        raise Refused("coding.no_words")
    return start + len(quote) - len(quote.lstrip()), end - (len(quote) - len(quote.rstrip()))


def _refuse_option(code: Row | Draft, option: str | None) -> None:
    """An option is one of the label's own; two things chosen at once are separated by ``;``."""
    if not option:
        return
    allowed = {choice.split("=")[0] for choice in code["options"]}
    for part in option.split(";"):
        if not (part in allowed - {DIRECTION} or (DIRECTION in allowed and _is_direction(part))):
            raise Refused("coding.option", label=code["label_nl"])


def _is_direction(part: str) -> bool:
    ends = part.split(">")
    return len(ends) == 2 and all(end in (*PERSPECTIVES, "weet_niet") for end in ends)
