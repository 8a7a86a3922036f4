"""A sheet: which pieces, which labels, for whom. Made once, kept in the project, looked up again by its code.

What may be on it is decided here: pieces that are closed for who reads it never are, nor (unless asked) the own words
of who reads it; what was taken out since shows as taken out. Pieces that may be hard to read come last, so that
everyone can stop before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ontmoet_research.coding import BATCH_SIZE, MAX_CARDS, batch_of, given_round
from ontmoet_research.coding.access import closed_to, own_words
from ontmoet_research.coding.label_choices import AT_MOST, choices_of, families_of
from ontmoet_research.privacy.gate import Gate
from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, change, find, new, read_rows
from ontmoet_research.words import Refused, say

from .sheet_codes import new_code, read_code, shown_code

ORIGIN = "paper.sheets"
LABELLING, SORTING, DIFFERENCES = "labelen", "sorteren", "verschillen"
CARDS = "kaartjes"
MOST_ON_CARDS = 80  # labels on one page beside the cards


@dataclass(frozen=True)
class Label:
    """A label on a sheet: ``options`` are (value, text) to tick with it, ``direction`` asks from whom to whom."""

    code_id: str
    code: str
    name: str
    meaning: str
    options: tuple[tuple[str, str], ...] = ()
    direction: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PieceOn:
    """A piece on a sheet: its place from 1, the ``code`` printed with it, and the words as they may be read now."""

    number: int
    code: str
    fragment_id: str
    text: str
    heavy: bool
    closed: bool


@dataclass(frozen=True)
class Sheet:
    """A sheet as it is known: see the table ``sheets``. ``readers`` are (id, name) of people side by side."""

    sheet_id: str
    code: str
    kind: str
    form: str
    about_id: str | None
    contributor_id: str | None
    entered_on: str | None
    pieces: tuple[PieceOn, ...]
    labels: tuple[Label, ...]
    readers: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> str:
        """The code as it is printed."""
        return shown_code(self.code)

    def piece(self, number: int) -> PieceOn | None:
        """The piece at this place; None when there is none."""
        return self.pieces[number - 1] if 1 <= number <= len(self.pieces) else None


def make_label_sheet(
    project: Project,
    fragment_ids: Iterable[str],
    code_ids: Sequence[str],
    *,
    reader: str | None = None,
    form: str = "papier",
    about_id: str | None = None,
    own_too: bool = False,
) -> str:
    """Keep a sheet to label these pieces with these labels (at most 7; on cards to cut out more); give its code.

    ``form`` is papier, xlsx, docx, or kaartjes: small cards with one page of all labels. ``reader`` is who will fill it
    in; without one, only what everyone may read is on it. ``own_too`` prints the own words of the reader as well.
    ``about_id`` is the round it belongs to.

    Errors: ``Refused`` when nothing is left to read, or without labels, or with too many.
    """
    most = MOST_ON_CARDS if form == CARDS else AT_MOST
    if not 1 <= len(code_ids) <= most:
        raise Refused("paper.labels", n=len(code_ids), most=most)
    left_out = _closed_for(project, reader) | (set() if own_too or not reader else own_words(project, reader))
    heavy = {row.object_id for row in read_rows(project, "fragments", heavy=True)}
    asked = list(dict.fromkeys(fragment_ids))
    allowed = [one for one in asked if one not in left_out]
    if asked and not allowed and not reader:
        raise Refused("paper.nothing_for_all")
    ordered = sorted(allowed, key=lambda one: one in heavy)
    return _keep(
        project,
        LABELLING,
        form,
        fragment_ids=ordered,
        code_ids=list(code_ids),
        contributor_id=reader,
        about_id=about_id,
    )


def make_sort_sheet(project: Project, card_sort_id: str, *, reader: str | None = None, form: str = "papier") -> str:
    """Keep a sheet to sort these cards; give its code. ``reader`` as in :func:`make_label_sheet`.

    Cards have the same numbers on every sheet of a sort, so that people can sort together at one table: a card that may
    not be on this one (closed, or own words) leaves its number open. Errors: ``Refused`` when the sort is gone or no
    card is left.
    """
    cards = find(project, "card_sorts", card_sort_id)["fragment_ids"]
    if not set(cards) - _closed_for(project, reader) - (own_words(project, reader) if reader else set()):
        raise Refused("paper.nothing" if reader else "paper.nothing_for_all")
    return _keep(project, SORTING, form, fragment_ids=cards, contributor_id=reader, about_id=card_sort_id)


def make_difference_sheet(project: Project, fragment_ids: Iterable[str], readers: Sequence[str]) -> str:
    """Keep a sheet on which the readings of two or more people stand side by side; give its code.

    Only pieces that all of them are done with (blind first), and that all of them may read. Errors: ``Refused`` when no
    such piece is left, or for fewer than 2 people.
    """
    if len(set(readers)) < 2:
        raise Refused("dialogue.needs_two")
    done = [{row["fragment_id"] for row in read_rows(project, "readings", contributor_id=one)} for one in readers]
    closed = set().union(*(_closed_for(project, one) for one in readers))
    pieces = [one for one in dict.fromkeys(fragment_ids) if one in set.intersection(*done) and one not in closed]
    sides = {row.object_id: row["side"] for row in read_rows(project, "contributors")}
    speaking = sorted(dict.fromkeys(readers), key=lambda one: sides.get(one) != "ervaring")  # the lived side begins
    return _keep(project, DIFFERENCES, "papier", fragment_ids=pieces, reader_ids=speaking)


def find_sheet(project: Project, typed: str) -> tuple[Sheet, int | None]:
    """The sheet with this code, and the number of the piece when the code names one.

    Errors: ``Refused`` when it is no code, holds a typing error, or belongs to no sheet of this project.
    """
    code = read_code(typed)
    if code is None:
        raise Refused("paper.no_code", typed=typed.strip()[:40])
    rows = read_rows(project, "sheets", code=code.sheet)
    if not rows:
        raise Refused("paper.unknown_code", code=shown_code(code.sheet))
    if rows[-1]["kind"] not in (LABELLING, SORTING, DIFFERENCES):
        raise Refused("evening_paper.belongs_here", code=shown_code(code.sheet))
    return _sheet(project, rows[-1]), code.number


def next_pieces(
    project: Project, source_id: str, reader: str | None, size: int = BATCH_SIZE, *, own_too: bool = False
) -> list[str]:
    """The next pieces of a note to put on a sheet for this reader: what a round on the screen would show.

    That is the round that was given to this reader, if there is one (``coding.batches``), otherwise the next pieces.
    """
    closed = _closed_for(project, reader) | (own_words(project, reader) if reader and not own_too else set())
    text = find(project, "sources", source_id)["text"]
    rows = sorted(read_rows(project, "fragments", source_id=source_id), key=lambda row: row["order"])
    cards = [
        row.object_id
        for row in rows
        if row["kind"] != "kop" and row.object_id not in closed and text[row["start"] : row["end"]].strip()
    ]
    done = {row["fragment_id"] for row in read_rows(project, "readings", contributor_id=reader)} if reader else set()
    given = given_round(project, reader, source_id, cards, done) if reader else None
    return list(given.fragment_ids) if given else batch_of(cards, done, size)


def first_family(project: Project, codebook_id: str | None = None, family: str | None = None) -> list[str]:
    """The labels of a family (the first, unless named) of a list (the first, unless given), in order, at most seven.

    Errors: ``Refused`` when there are none.
    """
    books = [row.object_id for row in read_rows(project, "codebooks")]
    rows = read_rows(project, "codes", codebook_id=codebook_id or next(iter(books), None))
    found = [one for one in families_of(rows) if family is None or one.title.casefold() == family.casefold()]
    if not found:
        raise Refused("paper.no_family", name=family or "")
    return [row.object_id for row in found[0].codes]


def all_labels(project: Project, codebook_id: str | None = None) -> list[str]:
    """The labels of all groups of a list (the first, unless given), in order.

    Errors: ``Refused`` when there are none.
    """
    books = [row.object_id for row in read_rows(project, "codebooks")]
    rows = read_rows(project, "codes", codebook_id=codebook_id or next(iter(books), None))
    found = [row.object_id for family in families_of(rows) for row in family.codes]
    if not found:
        raise Refused("paper.no_family", name="")
    return found


def labels_of(project: Project, code_ids: Iterable[str]) -> tuple[Label, ...]:
    """These labels as they are called now; one that is gone keeps its place without a name."""
    return tuple(_label(project, code_id) for code_id in code_ids)


def entered(project: Project, sheet: Sheet, day: str, contributor_id: str | None = None) -> None:
    """Note that a sheet came back, and whose it is; the first day stays."""
    row = find(project, "sheets", sheet.sheet_id)
    told = {"entered_on": row["entered_on"] or day, "contributor_id": row["contributor_id"] or contributor_id}
    if any(row[name] != value for name, value in told.items()):
        write(project, [change(row, **told)], origin=ORIGIN)


def _closed_for(project: Project, reader: str | None) -> set[str]:
    if reader:
        return closed_to(project, reader, own_too=True)
    return Gate(project).closed_to_anyone()


def _keep(project: Project, kind: str, form: str, **values: Any) -> str:
    if not values["fragment_ids"]:
        raise Refused("paper.nothing")
    if len(values["fragment_ids"]) > MAX_CARDS:
        raise Refused("paper.too_many", n=len(values["fragment_ids"]), most=MAX_CARDS)
    taken = {row["code"] for row in read_rows(project, "sheets")}
    code = next(code for code in iter(new_code, None) if code not in taken)
    write(project, [new("sheets", code=code, kind=kind, form=form, **values)], origin=ORIGIN)
    return code


def _sheet(project: Project, row: Row) -> Sheet:
    names = {one.object_id: one["display_name"] for one in read_rows(project, "contributors")}
    closed = [_closed_for(project, one) for one in row["reader_ids"]] or [_closed_for(project, row["contributor_id"])]
    if row["kind"] == SORTING and row["contributor_id"]:
        closed.append(own_words(project, row["contributor_id"]))
    return Sheet(
        row.object_id,
        row["code"],
        row["kind"],
        row["form"],
        row["about_id"],
        row["contributor_id"],
        row["entered_on"],
        _pieces(project, row, set().union(*closed)),
        labels_of(project, row["code_ids"]),
        tuple((one, names.get(one, say("labelling.someone"))) for one in row["reader_ids"]),
    )


def _pieces(project: Project, row: Row, closed: set[str]) -> tuple[PieceOn, ...]:
    rows = {one.object_id: one for one in read_rows(project, "fragments")}
    texts: dict[str, str] = {}
    made = []
    for number, key in enumerate(row["fragment_ids"], start=1):
        fragment = rows.get(key)
        shut = fragment is None or key in closed
        words, heavy = say("paper.closed"), False
        if fragment is not None and not shut:
            source = fragment["source_id"]
            texts.setdefault(source, find(project, "sources", source)["text"])
            words, heavy = texts[source][fragment["start"] : fragment["end"]].strip(), bool(fragment["heavy"])
        made.append(PieceOn(number, shown_code(row["code"], number), key, words, heavy, shut))
    return tuple(made)


def _label(project: Project, code_id: str) -> Label:
    found = read_rows(project, "codes", object_id=code_id)
    if not found:
        return Label(code_id, "", say("labelling.label_gone"), "")
    row, choices = found[-1], choices_of(found[-1])
    return Label(
        code_id,
        row["code"],
        row["label_nl"],
        row["definition_b1"] or "",
        tuple((value, text) for value, text in choices.get("buttons", [])),
        tuple((value, text) for value, text in choices.get("direction", {}).get("people", [])),
    )
