"""Who reads what: rounds of at most twelve pieces, for someone or for several people, and pairs who read together.

Who has no round of their own reads a note from the beginning, twelve pieces at a time (``rounds.py``). Everyone's own
words are left out of what they read, unless they choose otherwise (P30).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ontmoet_research.record import write
from ontmoet_research.store import Project, Row, change, find, new, read_rows
from ontmoet_research.words import Refused

from .rounds import BATCH_SIZE

ORIGIN = "coding.batches"
HEADING = "kop"


@dataclass(frozen=True)
class Batch:
    """A round: its ``title``, ``source_id``, the pieces in reading order, its readers, and whether it is on pause."""

    batch_id: str
    title: str
    source_id: str | None
    fragment_ids: tuple[str, ...]
    contributor_ids: tuple[str, ...]
    codebook_id: str | None
    family: str | None
    status: str


def divide(fragment_ids: Sequence[str], size: int = BATCH_SIZE) -> list[list[str]]:
    """Pieces in rounds of at most ``size`` that are as equal as can be, in reading order.

    >>> [len(part) for part in divide([str(n) for n in range(25)])]
    [9, 8, 8]
    """
    if not fragment_ids:
        return []
    count = -(-len(fragment_ids) // size)
    small, larger = divmod(len(fragment_ids), count)
    ends = [small * n + min(n, larger) for n in range(count + 1)]
    return [list(fragment_ids[start:end]) for start, end in pairwise(ends)]


def make_batches(
    project: Project,
    source_id: str,
    readers: Sequence[str],
    *,
    size: int = BATCH_SIZE,
    codebook_id: str | None = None,
    family: str | None = None,
    fragment_ids: Sequence[str] = (),
    origin: str = ORIGIN,
) -> list[str]:
    """Divide a note, or these pieces of it, in rounds for these readers; give the ``batch_id`` of each.

    Headings are no pieces to read. The same pieces for the same readers are not given out twice: the round that is
    there is given. ``codebook_id`` and ``family`` say with which labels a round begins.

    Errors: ``Refused`` for a note or a reader that is gone, no readers, no pieces, or a size below 1.
    """
    title = find(project, "sources", source_id)["title"]
    for reader in readers:
        find(project, "contributors", reader)
    if not readers or size < 1:
        raise Refused("coding.batch_needs_readers")
    rows = sorted(read_rows(project, "fragments", source_id=source_id), key=lambda row: row["order"])
    wanted = set(fragment_ids) or {row.object_id for row in rows}
    pieces = [row.object_id for row in rows if row["kind"] != HEADING and row.object_id in wanted]
    if not pieces:
        raise Refused("coding.batch_is_empty")
    known = {
        (tuple(row["fragment_ids"]), frozenset(row["contributor_ids"])): row.object_id
        for row in read_rows(project, "batches", source_id=source_id)
    }
    drafts, made = [], []
    for part in divide(pieces, size):
        there = known.get((tuple(part), frozenset(readers)))
        if there is None:
            draft = new(
                "batches",
                title=title,
                source_id=source_id,
                fragment_ids=part,
                contributor_ids=list(dict.fromkeys(readers)),
                codebook_id=codebook_id,
                family=family,
                status="open",
            )
            drafts.append(draft)
            there = draft.object_id
        made.append(there)
    write(project, drafts, origin=origin)
    return made


def batches_for(project: Project, contributor_id: str) -> list[Batch]:
    """The rounds this person is asked to read, in the order they were made; those on pause too."""
    return [_batch(row) for row in read_rows(project, "batches") if contributor_id in row["contributor_ids"]]


def given_round(
    project: Project, contributor_id: str, source_id: str, readable: Collection[str], done: Collection[str]
) -> Batch | None:
    """The first round of this note that was given to this person, is not on pause and is not done; None without one.

    It holds only the pieces that are ``readable`` for this person; ``done`` are the pieces this person is done with.
    """
    for given in batches_for(project, contributor_id):
        pieces = tuple(piece for piece in given.fragment_ids if piece in readable)
        if given.status == "open" and given.source_id == source_id and not set(pieces) <= set(done):
            return replace(given, fragment_ids=pieces)
    return None


def pause_batch(project: Project, batch_id: str, *, origin: str = ORIGIN) -> None:
    """Put a round on pause; everyone keeps their place in it. Errors: ``Refused`` when it is gone."""
    write(project, [change(find(project, "batches", batch_id), status="pauze")], origin=origin)


def resume_batch(project: Project, batch_id: str, *, origin: str = ORIGIN) -> None:
    """Go on with a round. Errors: ``Refused`` when it is gone."""
    write(project, [change(find(project, "batches", batch_id), status="open")], origin=origin)


def make_tandem(project: Project, one: str, other: str, *, start: str | None = None, origin: str = ORIGIN) -> str:
    """Make a pair of two people of different sides; give the ``tandem_id``. The same pair is made once.

    Errors: ``Refused`` when someone is gone, it is one person twice, or both are of one side (E18).
    """
    people = [find(project, "contributors", person) for person in (one, other)]
    if one == other or people[0]["side"] == people[1]["side"]:
        raise Refused("coding.tandem_two_sides")
    for row in read_rows(project, "tandems"):
        if set(row["contributor_ids"]) == {one, other} and row["end"] is None:
            return row.object_id
    pair = new("tandems", contributor_ids=[person.object_id for person in _experience_first(people)], start=start)
    write(project, [pair], origin=origin)
    return pair.object_id


def tandems_of(project: Project, contributor_id: str) -> list[tuple[str, str]]:
    """The pairs this person is in, as two ids; whoever comes from the side of experience stands first."""
    pairs = [row["contributor_ids"] for row in read_rows(project, "tandems") if row["end"] is None]
    return [(pair[0], pair[1]) for pair in pairs if contributor_id in pair]


def _experience_first(people: list[Row]) -> list[Row]:
    return sorted(people, key=lambda row: row["side"] != "ervaring")


def _batch(row: Row) -> Batch:
    return Batch(
        row.object_id,
        row["title"],
        row["source_id"],
        tuple(row["fragment_ids"]),
        tuple(row["contributor_ids"]),
        row["codebook_id"],
        row["family"],
        row["status"],
    )
