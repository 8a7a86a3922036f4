"""Take a file of another program into the project: look first, then load.

A load is written as a whole when it is small, and in parts when it is large; whatever breaks it off, doing it again
adds what is missing and nothing twice. Taking it back (``last.py``) works over all its parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ontmoet_research.exchange import how_far
from ontmoet_research.exchange.apart import read_parts
from ontmoet_research.exchange.foreign import Marks, Part, Quoted, Text
from ontmoet_research.store import Draft, Project, new, new_id

from .answers import Answers, keep_answers, read_answers
from .choices import Choices, chosen_roles, proposed_roles, variables_of
from .columns import with_dots
from .drafts import ORIGIN, Basket
from .kinds import kind_of
from .labels import Labels
from .last import ACTION
from .marks import Placing
from .meetings import Meetings
from .memos import settle_memos, settle_sets
from .notes import Here, Notes
from .people import People
from .sheet import Doubt, Sheet, is_sheet, parts_of, read_sheet
from .survey import Survey, survey
from .twice import Twice

__all__ = ["Loaded", "load", "look_into"]

Parts = Callable[[Choices], Iterator[Part]]
"""Gives the parts of a file, from the begin each time."""


@dataclass
class Loaded:
    """What a load brings, or brought. ``added``, ``changed``, ``away`` count by table; ``found`` is what the file
    holds.

    ``same``: labels on words that were here already. ``texts_changed``: titles of notes with other words here.
    ``doubts``: rows of a table with quotes of which a person has to say the place. ``guessed``: readers of whom
    nobody said the side. ``proposed``: what variables could become, of which nobody said so before; ``answered``: of
    which someone says so now; ``roles``: what they become. ``said_before``: what was said the last time, and counts.
    """

    name: str
    found: Survey
    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    two_versions: Counter[str] = field(default_factory=Counter)
    masked: Counter[str] = field(default_factory=Counter)
    away: Counter[str] = field(default_factory=Counter)
    same: int = 0
    known_texts: list[str] = field(default_factory=list)
    texts_changed: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    proposed: dict[str, str] = field(default_factory=dict)
    answered: frozenset[str] = frozenset()
    roles: dict[str, str] = field(default_factory=dict)
    said_before: Answers = field(default_factory=Answers)
    doubts: list[Doubt] = field(default_factory=list)


def look_into(
    project: Project, path: str | Path, choices: Choices | None = None, *, progress: how_far.Told | None = None
) -> Loaded:
    """What loading this file would bring; nothing changes. ``progress`` is told how far it is.

    Errors: ``Refused`` when it is no file of a program we know, can't be read, or goes over a limit.
    """
    return _run(project, Path(path), choices or Choices(), None, progress)


def load(
    project: Project, path: str | Path, choices: Choices | None = None, *, progress: how_far.Told | None = None
) -> Loaded:
    """Take this file in; the same one again adds nothing. Errors: as :func:`look_into`, and those of
    ``store.write``."""
    return _run(project, Path(path), choices or Choices(), f"{ORIGIN}/{new_id()}", progress)


def _run(project: Project, path: Path, choices: Choices, origin: str | None, tell: how_far.Told | None) -> Loaded:
    far = how_far.Coming(tell)
    parts_of_file, sheet, found, before = _look_through(project, path, choices, far)
    basket = Basket(project, origin, _log(origin, path.name, found) if origin else None)
    keep_answers(basket, found.head, choices, variables_of(found))
    told = Loaded(path.name, found, doubts=list(sheet.doubts) if sheet else [], said_before=before)
    said = frozenset(choices.roles)
    choices = replace(choices, roles={**before.roles, **choices.roles})
    if found.read_as:  # found out once; the second time through the file need not look again
        choices = replace(choices, reading=found.read_as.reading)
    title = choices.title or found.head.title.strip() or path.stem
    people, labels = People(project, found, choices), Labels(project, found, title)
    told.roles, told.answered = chosen_roles(found, choices), said
    known = (before.roles.keys() | told.roles.keys()) - said
    told.proposed = {name: role for name, role in proposed_roles(found).items() if name not in known}
    meetings = Meetings(project, found, told.roles)
    people.settle(basket)
    codes = labels.settle(basket)
    meetings.settle(basket)
    notes, placing = Notes(project, found, path.name), Placing(project, found, people, labels, codes)
    here: dict[str, str] = {}
    far.begin_placing(found.marks)
    for text, parts in _texts(parts_of_file(choices)):
        place = notes.settle(basket, text, meetings.of(text.key), meetings.spans(text.key))
        if place:
            here[text.key] = place.source_id
        _place(basket, placing, place, parts, far)
    settle_memos(basket, found, people, labels, placing, here)
    settle_sets(basket, found, labels)
    if origin:
        far.keep()
    basket.flush()
    told.added, told.changed = basket.added, basket.changed
    told.two_versions, told.away, told.masked = basket.two_versions, basket.away, basket.masked
    told.same, told.guessed = placing.same, people.guessed
    told.known_texts, told.texts_changed = notes.known, notes.changed
    return told


def _look_through(
    project: Project, path: Path, choices: Choices, far: how_far.Coming
) -> tuple[Parts, Sheet | None, Survey, Answers]:
    """What gives the parts of a file, what is in it, and what someone said of it before and nobody says now."""
    parts_of_file, sheet = _reader(project, path, choices, far)
    found = survey(parts_of_file(choices))
    before = Answers() if choices.ask_again else read_answers(project, found.head)
    names = variables_of(found)
    roles = {name: role for name, role in before.roles.items() if name in names and name not in choices.roles}
    reading = before.reading if found.read_as and not choices.reading else None
    if reading:  # the parts were read in the way that seemed right
        parts_of_file, sheet = _reader(project, path, choices, far)
        found = survey(parts_of_file(replace(choices, reading=reading)))
    return parts_of_file, sheet, found, Answers(roles, reading)


def _reader(project: Project, path: Path, choices: Choices, far: how_far.Coming) -> tuple[Parts, Sheet | None]:
    """What gives the parts of a file; and the table, when it is one with quotes."""
    if is_sheet(path) and not choices.labels_only:
        sheet = read_sheet(project, path)
        return lambda told: parts_of(project, sheet, told), sheet
    kind = kind_of(path, labels=choices.labels_only)
    if kind.reader == "page":
        rows = [(part.row, part.told) for part in read_parts(path, kind.reader) if isinstance(part, Quoted)]
        if rows:  # words and labels without the notes they are from
            listed = Sheet(path.stem, with_dots(rows))
            return lambda told: parts_of(project, listed, told), listed
    return Twice(lambda told: read_parts(kind.file, kind.reader, kind.options(told), far.read)), None


def _place(basket: Basket, placing: Placing, place: Here | None, parts: Iterator[Marks], far: how_far.Coming) -> None:
    if place and place.note:
        placing.note_texts[place.source_id] = place.note
    for marks in parts:
        if place:
            placing.take(basket, place, marks)
        far.placed(len(marks.placed))


def _texts(parts: Iterator[Part]) -> Iterator[tuple[Text, Iterator[Marks]]]:
    """Each text with its labels, as they come."""
    waiting: list[Part] = []

    def until_next() -> Iterator[Marks]:
        for part in parts:
            if isinstance(part, Marks):
                yield part
            elif isinstance(part, Text):
                waiting.append(part)
                return

    for part in parts:
        if isinstance(part, Text):
            waiting.append(part)
            break
    while waiting:
        text = waiting.pop()
        assert isinstance(text, Text)  # noqa: S101 - only texts wait
        marks = until_next()
        yield text, marks
        for _ in marks:  # what nobody took
            pass


def _log(origin: str, name: str, found: Survey) -> Draft:
    reading = found.read_as
    how = f" · {reading.reading} {reading.fits}/{reading.of} ({reading.next_best})" if reading else ""
    reason = f"{name} · {found.head.origin}{how}"
    return new("log_events", origin.rpartition("/")[2], action=ACTION, reason=reason)
