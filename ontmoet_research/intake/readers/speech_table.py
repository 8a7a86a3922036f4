"""Which column of a table says who spoke, when, and what: by its heading, or else by what stands in it. Pure.

Not every table with names is a talk: who does what by when, or who was there, is none. What a column says outright is
handed over as it stands, whatever the name looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ontmoet_research.intake.labels import Likeness, likeness, plain_label
from ontmoet_research.text import plain

from .marks import as_time, spoken, without_marks

__all__ = [
    "Columns",
    "about_form",
    "cell_of",
    "find_columns",
    "is_about_form",
    "plain_heading",
    "table_lines",
    "with_tables",
]

Rows = Sequence[Sequence[str]]


def _listed(words: str) -> dict[str, None]:
    """Headings in the order in which they count."""
    return dict.fromkeys(" ".join(words.split()).split(", "))


_HEADINGS = {
    "text": _listed(
        """
        tekst, text, uitspraak, uitspraken, citaat, citaten, antwoord, antwoorden, reactie, reacties, transcript,
        transcriptie, wat is er gezegd, wat is gezegd, wat gezegd, wat werd gezegd, gezegd, wat zegt, wat zei, zegt,
        zei, inhoud, content, bijdrage, inbreng, uiting, utterance, spraak, speech, woorden, words, bericht,
        message, verhaal, toelichting, notitie, notities, opmerking, opmerkingen, fragment, quote, response,
        responses, answer, answers, comment, comments, note, notes, mening, ervaring, ervaringen, gesprek, wat,
        dialoog, dialogue, statement, uitleg, wat zei iemand, wat je zei, letterlijk, letterlijke tekst, wat er
        gezegd is
        """
    ),
    "speaker": _listed(
        """
        spreker, speaker, sprekers, wie spreekt, wie sprak, wie zegt, wie zei, wie zei het, wie zegt het, aan het
        woord, wie is aan het woord, naam, name, wie, deelnemer, deelneemster, schuilnaam, alias, participant,
        voter, persoon, person, respondent, geinterviewde, naam spreker, naam deelnemer, naam van de spreker, naam
        van de deelnemer, deelnemer code, deelnemerscode, code deelnemer, spreker naam, stem, voice, afzender,
        sender, gebruiker, user, author, auteur, door, gezegd door, gespreksdeelnemer, speaker name, participant id,
        respondent id, who, voornaam, bewoner, pseudoniem, rol spreker, van wie, initialen, spreekt, rol, role
        """
    ),
    "date": _listed(
        """
        datum, date, dag, day
        """
    ),
    "meeting": _listed(
        """
        bijeenkomst, meeting, sessie, session, ontmoeting, nummer bijeenkomst
        """
    ),
    "time": _listed(
        """
        tijd, time, tijdstip, timestamp, timespan, tijdcode, timecode, time code, start, begin, starttijd,
        begintijd, start time, tijd in opname, minuut, moment
        """
    ),
}
_TASKS = _listed(
    """
    actie, actiehouder, acties, action, deadline, due, gereed, klaar, status, taak, taken, trekker, uiterlijk,
    verantwoordelijke, wanneer, when, wie doet
    """
)
_THERE = _listed(
    """
    18+, aanwezig, aanwezigheid, adres, afgemeld, afwezig, e-mail, email, functie, handtekening, instelling,
    leeftijd, organisatie, paraaf, perspectief, telefoon, telefoonnummer
    """
)
_FORM = _listed(
    """
    begintijd, completion time, datum van inzending, duration, duur, e-mail, e-mailadres, email, email address,
    emailadres, end date, finished, full name, gebruikersnaam, id, inzendingsdatum, ip address, ip-adres, laatst
    gewijzigd op, laatste wijziging, language, last modified time, naam, name, nr, nummer, progress, quiz feedback,
    quizfeedback, recorded date, respondent id, score, start date, start time, starttijd, status, submission date,
    submission id, taal, tijd van voltooien, tijdstempel, timestamp, totaal aantal punten, total points, username,
    volledige naam, voltooid, voltooiingstijd, voortgang
    """
)
_ONLY_FORM = _FORM.keys() - _listed(
    "duration, duur, id, language, naam, name, nr, nummer, progress, status, taal, timestamp, voortgang"
)
_FIRST_ROWS = 10  # the heading can stand under a title
_LONG, _SHORT = 3.0, 5


@dataclass(frozen=True)
class Columns:
    """Where the heading stands (-1 for none), and the place of each column that is known, by kind."""

    row: int
    places: dict[str, int]


def find_columns(rows: Rows, *, said: bool = True) -> Columns | None:
    """The columns of a table of what people said; None when it is none, or when that can't be told.

    ``said``: the whole file is such a table, as a .csv is; of a table in a document more is asked.

    >>> find_columns([["Naam", "Antwoord"], ["D1", "Ja."]])
    Columns(row=0, places={'text': 1, 'speaker': 0})
    """
    for place, row in enumerate(rows[:_FIRST_ROWS]):
        heads = [plain_heading(cell) for cell in row]
        if sum(map(bool, heads)) < 1 or (not said and _TASKS.keys() & heads):
            continue
        places = {kind: found for kind in _HEADINGS if (found := _place(kind, heads)) is not None}
        if "text" not in places and "speaker" in places and len(heads) > 1:
            there = not said and _THERE.keys() & heads
            longest = None if there else _longest(rows[place + 1 :], set(places.values()))
            places |= {"text": longest} if longest is not None and not is_about_form(row) else {}
        if places.get("text") is not None and (
            said or ("speaker" in places and _is_speech(heads, rows[place + 1 :], places))
        ):
            return Columns(place, places)
    return _by_content(rows)


def table_lines(rows: Rows) -> list[str] | None:
    """The lines of a table in a document, each row one who speaks; None when the table is no talk.

    Cells beside those of who, when and what follow as words of nobody, with their heading: nothing gets lost.
    """
    columns = find_columns(rows, said=False) if len(rows) > 1 and any(len(row) > 1 for row in rows) else None
    if columns is None:
        return None
    lines = [" ".join(filter(None, row)) for row in rows[: max(0, columns.row)]]
    for row in rows[columns.row + 1 :]:
        told = {
            kind: cell_of(row, place) for kind, place in columns.places.items() if kind in ("text", "speaker", "time")
        }
        used = [columns.places.get(kind) for kind in told]
        rest = [(n, cell) for n, cell in enumerate(row) if cell and n not in used]
        if any(told.values()):
            lines.append(spoken(told.get("speaker", ""), told["text"], told.get("time", "")))
        heads = rows[columns.row] if columns.row >= 0 else []
        lines += [spoken("", f"{head}: {cell}" if (head := cell_of(heads, n)) else cell) for n, cell in rest]
    return lines


def with_tables(lines: Sequence[str]) -> Iterator[str]:
    """Lines of a text in which rows under each other, cells parted by tabs, are turns when they are a talk."""
    for is_row, group in groupby(lines, lambda line: "\t" in line):
        told = list(group)
        rows = [[without_marks(cell).strip() for cell in line.split("\t")] for line in told] if is_row else []
        yield from table_lines(rows) or told if is_row else told


def is_about_form(row: Iterable[str]) -> bool:
    """Whether these are the headings that Microsoft Forms, Google Forms and the like put before their questions."""
    heads = [plain_heading(cell) for cell in row]
    return sum(head in _FORM for head in heads) > 1 and any(head in _ONLY_FORM for head in heads)


def about_form(head: str) -> bool:
    """Whether this heading is one of the form itself, and no question."""
    return head in _FORM or head.startswith(("punten - ", "points - ", "feedback - "))


def plain_heading(cell: str) -> str:
    """A heading for comparing."""
    return " ".join(plain(cell).strip(" :*?.").split())


def cell_of(row: Sequence[str], place: int | None) -> str:
    """The words of a cell; "" when the row is too short."""
    return row[place].strip() if place is not None and place < len(row) else ""


def _place(kind: str, heads: Sequence[str]) -> int | None:
    return next((n for name in _HEADINGS[kind] for n, head in enumerate(heads) if head == name), None)


def _longest(rows: Rows, taken: set[int]) -> int | None:
    """The one column with sentences in it; None when there are none, or more."""
    width = max(map(len, rows), default=0)
    long = [n for n in range(width) if n not in taken and _words(rows, n) >= _LONG]
    return long[0] if len(long) == 1 else None


def _is_speech(heads: Sequence[str], rows: Rows, places: dict[str, int]) -> bool:
    if _THERE.keys() & heads and heads[places["text"]] in ("opmerking", "opmerkingen", "toelichting", "wat", "notitie"):
        return False
    if heads[places["text"]] == "wat":  # who brings what, unless people come back with whole sentences
        labels = [plain_label(cell) for row in rows if (cell := cell_of(row, places["speaker"]))]
        return _words(rows, places["text"]) > _LONG and len(set(labels)) < len(labels)
    if heads[places["speaker"]] in ("rol", "role", "door", "van wie", "moment"):
        return _words(rows, places["text"]) >= _LONG
    return _words(rows, places["speaker"]) <= _SHORT


def _by_content(rows: Rows) -> Columns | None:
    """Without headings: a column of names that come back, beside one of sentences; perhaps times before it."""
    filled = [row for row in rows if any(row)]
    width = max(map(len, filled), default=0)
    if len(filled) < 3 or not 2 <= width <= 3:
        return None
    times = [n for n in range(width) if all(as_time(cell_of(row, n)) for row in filled)]
    places = [n for n in range(width) if n not in times]
    if len(places) != 2 or len(times) != width - 2:
        return None
    who, what = places
    labels = [cell_of(row, who) for row in filled]
    likes = [likeness(label) for label in labels if label]
    people = sum(like is Likeness.PERSON for like in likes)
    nobody = sum(like is Likeness.NOBODY for like in likes)
    comes_back = len({plain_label(label) for label in labels}) < len(labels)
    named = (
        len(likes) >= 0.7 * len(filled) and nobody <= 0.2 * len(likes) and (comes_back or people >= 0.7 * len(likes))
    )
    if not named or _words(filled, what) < _LONG or _words(filled, who) > _SHORT:
        return None
    return Columns(-1, {"text": what, "speaker": who, **({"time": times[0]} if times else {})})


def _words(rows: Rows, place: int) -> float:
    """How many words the filled cells of a column have, on average."""
    counts = [len(re.findall(r"\S+", cell)) for row in rows if (cell := cell_of(row, place))]
    return sum(counts) / len(counts) if counts else 0.0
