"""Entering a sheet: what was ticked on paper becomes the same rows as on the screen, once, also when entered twice.

The person of the sheet is the contributor of what is stored; who typed it in is its author. Blind first holds here too:
what someone did on the screen is not shown to who types, nor taken away. Only what was entered before comes up to be
corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ontmoet_research.coding import MAX_CARDS, PieceAnswer, Tick, answer_piece, piles_of, set_piles
from ontmoet_research.coding.piece_answers import whole_codings
from ontmoet_research.dialogue import record_difference
from ontmoet_research.record import today, write
from ontmoet_research.store import Project, Row, change, find, read_rows
from ontmoet_research.words import Refused

from .readings import reading_of
from .sheets import PieceOn, Sheet, entered

NONE, DOUBT, NOT_KNOW, SKIP = "none", "doubt", "not_know", "skip"
ANSWERS = (NONE, DOUBT, NOT_KNOW, SKIP)
_OUTCOMES = {"overgeslagen": SKIP, "weet_niet": NOT_KNOW, "twijfel": DOUBT, "geen_label": NONE}


@dataclass
class Ticked:
    """What was ticked at one piece.

    ``labels`` are the ticked labels with their option (None without); ``doubted`` those that the doubt is about, all of
    them when empty; ``answers`` are none, doubt, not_know and skip.
    """

    labels: dict[str, str | None] = field(default_factory=dict)
    doubted: set[str] = field(default_factory=set)
    answers: set[str] = field(default_factory=set)
    note: str = ""

    def outcome(self) -> str | None:
        """How the piece ended; None when nothing was ticked."""
        if SKIP in self.answers:
            return "overgeslagen"
        if NOT_KNOW in self.answers:
            return "weet_niet"
        if self.labels:
            return "gelabeld"
        return "twijfel" if DOUBT in self.answers else "geen_label" if NONE in self.answers else None


def known_ticks(project: Project, sheet: Sheet, number: int, contributor_id: str) -> Ticked:
    """What is stored already about a piece of a sheet, as it would be ticked."""
    piece = _piece(sheet, number)
    fragment = find(project, "fragments", piece.fragment_id)
    on_sheet = {label.code_id for label in sheet.labels}
    rows = {code: row for code, row in whole_codings(project, fragment, contributor_id).items() if code in on_sheet}
    doubted = {code for code, row in rows.items() if row["certainty"] == "twijfel"}
    told = read_rows(project, "readings", fragment_id=piece.fragment_id, contributor_id=contributor_id)
    answers = {_OUTCOMES[row["outcome"]] for row in told if row["outcome"] in _OUTCOMES}
    notes = [row["note"] for row in rows.values() if row["note"]]
    notes += [row["text"] for row in _memos(project, piece, contributor_id)] if not rows else []
    labels = {code: row["option"] for code, row in rows.items()}
    return Ticked(labels, doubted, answers | ({DOUBT} if doubted else set()), notes[-1] if notes else "")


def as_answer(piece: PieceOn, contributor_id: str, ticked: Ticked) -> PieceAnswer:
    """What was ticked, as an answer to store.

    Errors: ``Refused`` when nothing was ticked, when *geen van deze labels* was ticked beside a label, or when the
    piece is closed for who the sheet is for.
    """
    if piece.closed:
        raise Refused("paper.closed_now", number=piece.number)
    outcome = ticked.outcome()
    if outcome is None:
        raise Refused("paper.nothing_ticked", number=piece.number)
    if NONE in ticked.answers and ticked.labels:
        raise Refused("paper.none_and_label", number=piece.number)
    doubted = (ticked.doubted & ticked.labels.keys()) or set(ticked.labels)
    unsure = doubted if DOUBT in ticked.answers else set()
    ticks = tuple(
        Tick(code, option, "twijfel" if code in unsure else "zeker") for code, option in ticked.labels.items()
    )
    return PieceAnswer(piece.fragment_id, contributor_id, ticks, outcome, ticked.note.strip() or None)


def enter_piece(
    project: Project,
    sheet: Sheet,
    number: int,
    contributor_id: str,
    ticked: Ticked,
    *,
    correcting: bool | None = None,
    origin: str = "",
) -> bool:
    """Store what was ticked at one piece; give whether something changed. The same again changes nothing.

    ``correcting`` says that this piece was entered before (without it: whether the sheet was): then a label that is no
    longer ticked goes. Errors: ``Refused``, as :func:`as_answer`, or when a label or option is gone; then nothing is
    stored.
    """
    answer = as_answer(_piece(sheet, number), contributor_id, ticked)
    among = [label.code_id for label in sheet.labels]
    take_away = bool(sheet.entered_on) if correcting is None else correcting
    changed = answer_piece(project, answer, among=among, take_away=take_away, origin=origin)
    entered(project, sheet, today(), contributor_id)
    return changed


def known_piles(project: Project, sheet: Sheet, contributor_id: str) -> tuple[dict[int, str], dict[int, int]]:
    """The piles that are stored already: names by pile number, and pile numbers by card number."""
    piles = piles_of(project, sheet.about_id or "", contributor_id)
    where = {card: number for number, pile in enumerate(piles, start=1) for card in pile.fragment_ids}
    names = {number: pile.label for number, pile in enumerate(piles, start=1)}
    return names, {piece.number: where[piece.fragment_id] for piece in sheet.pieces if piece.fragment_id in where}


def enter_piles(
    project: Project,
    sheet: Sheet,
    contributor_id: str,
    names: Mapping[int, str],
    numbers: Mapping[int, int],
    *,
    origin: str = "",
) -> None:
    """Store the piles of a sheet: ``numbers`` is card number -> pile number, ``names`` pile number -> name.

    Cards without a pile stay unsorted. The sorter is done with it. Errors: ``Refused`` for a card or a pile number that
    can't be.
    """
    if sheet.about_id is None:
        raise Refused("coding.sort_card_gone")
    used_numbers = [*names, *numbers.values()]
    if wrong := [number for number in used_numbers if not 1 <= number <= MAX_CARDS]:
        raise Refused("paper.pile_number", number=wrong[0])
    highest = max(used_numbers, default=0)
    piles: list[tuple[str, list[str]]] = [(names.get(number, ""), []) for number in range(1, highest + 1)]
    for card, pile in sorted(numbers.items()):
        piece = _piece(sheet, card)
        if not piece.closed:
            piles[pile - 1][1].append(piece.fragment_id)
    # Numbers that nobody used leave no pile behind; cards keep the order of the sheet.
    used = [pile for pile in piles if pile[1] or pile[0].strip()]
    set_piles(project, sheet.about_id, contributor_id, used, origin=origin)
    entered(project, sheet, today(), contributor_id)


@dataclass(frozen=True)
class Talk:
    """What came of talking about one piece: reasons by ``contributor_id``, one of the five outcomes, and a note."""

    reasons: Mapping[str, str]
    outcome: str | None
    note: str = ""


def known_talk(project: Project, sheet: Sheet, number: int) -> Talk | None:
    """What is stored already about this piece and these people; None when they did not talk about it yet."""
    found = _difference(project, sheet, _piece(sheet, number))
    if found is None:
        return None
    positions = read_rows(project, "positions", difference_id=found.object_id)
    reasons = {row["contributor_id"]: row["reason"] or "" for row in positions}
    return Talk(reasons, found["outcome"], found["note"] or "")


def enter_talk(project: Project, sheet: Sheet, number: int, talk: Talk, *, origin: str = "") -> str:
    """Store what came of talking about one piece; give the ``difference_id``. Entered again, it corrects the first.

    Everyone's view is what that person ticked alone. No coding changes. Errors: ``Refused`` without an outcome, or when
    the piece is closed.
    """
    piece = _piece(sheet, number)
    if piece.closed:
        raise Refused("paper.closed_now", number=number)
    if not talk.outcome:
        raise Refused("paper.no_outcome", number=number)
    before = _difference(project, sheet, piece)
    if before:
        _correct(project, before, talk, origin)
        key = before.object_id
    else:
        views = [
            (person, "; ".join(reading_of(project, piece.fragment_id, person)), talk.reasons.get(person, "").strip())
            for person, _ in sheet.readers
        ]
        key = record_difference(
            project, piece.fragment_id, None, views, talk.outcome, today(), talk.note.strip() or None
        )
    entered(project, sheet, today())
    return key


def _correct(project: Project, before: Row, talk: Talk, origin: str) -> None:
    told = {"outcome": talk.outcome, "note": talk.note.strip() or None}
    drafts = [change(before, **told)] if any(before[name] != value for name, value in told.items()) else []
    for row in read_rows(project, "positions", difference_id=before.object_id):
        reason = talk.reasons.get(row["contributor_id"], "").strip() or None
        if row["reason"] != reason:
            drafts.append(change(row, reason=reason))
    write(project, drafts, origin=origin)


def _difference(project: Project, sheet: Sheet, piece: PieceOn) -> Row | None:
    """The latest difference about this piece between exactly these people."""
    people = {person for person, _ in sheet.readers}
    for row in reversed(read_rows(project, "differences", fragment_id=piece.fragment_id)):
        positions = read_rows(project, "positions", difference_id=row.object_id)
        if {position["contributor_id"] for position in positions} == people:
            return row
    return None


def _piece(sheet: Sheet, number: int) -> PieceOn:
    found = sheet.piece(number)
    if found is None:
        raise Refused("paper.no_piece", number=number, code=sheet.shown)
    return found


def _memos(project: Project, piece: PieceOn, contributor_id: str) -> list[Row]:
    return read_rows(project, "memos", about_id=piece.fragment_id, contributor_id=contributor_id, kind="idee")
