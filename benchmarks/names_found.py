"""How many of what points at a person is proposed, in invented notes that were marked by hand; per kind, per finder.

Run: python benchmarks/names_found.py [--apart | --signs] [--deduce] [--missed]

``--apart`` measures on notes that were written after the rules and never used to change them: the figures on the other
notes flatter, since they were looked at while the rules were made. ``--signs`` are lines with hard spaces, soft
hyphens, long dashes and the like in the middle of what points at someone.

Found is what lies whole inside one proposed stretch, of whatever kind: a person then sees it and it goes. Recall is the
part of all marks that is found, precision the part of all proposed stretches that touches a mark. Four ways are
measured: own rules alone; own rules with the group's names (a key file with ``GROUP``); and with ``--deduce`` both with
the finder of that name, when it is installed (its lists are made first, which takes minutes). ``--missed`` prints what
own rules with the group's names don't find.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ontmoet_research.intake.possible_names import possible_names
from ontmoet_research.privacy import Found, Known, deduced, find_identifiers

NOTES = Path(__file__).with_name("names_annotated.txt")
SIGNS = NOTES.with_name("names_annotated_signs.txt")  # what word processors put in by themselves
APART = NOTES.with_name("names_annotated_apart.txt")
KINDS = {
    "n": "name",
    "s": "street",
    "p": "postcode",
    "t": "phone",
    "e": "email",
    "i": "iban",
    "b": "bsn",
    "d": "birth date",
    "u": "website",
    "o": "organisation",
    "l": "place",
}
WORD_SIGNS = {
    "nbsp": "\u00a0",
    "smal": "\u202f",
    "vast": "\u2011",
    "streep": "\u2013",
    "min": "\u2212",
    "shy": "\u00ad",
    "nul": "\u200b",
    "regel": "\n",
}
GROUP = (
    "Wilma van den Berg",
    "Jan El Amrani",
    "Wil Bloem",
    "Fatima Bouzrara",
    "Ayşe Demirci",
    "Nadia Haddou",
    "Cor Pothoven",
    "Truus Hiemstra",
    "Gerda Pluimers",
    "Hatice Aydın",
    "Barend Krul",
    "Tesfay Abraha",
)


class Note(NamedTuple):
    """A note without its marks: its style, its text, and each mark as (start, end, kind)."""

    style: str
    text: str
    marks: list[tuple[int, int, str]]


class Score(NamedTuple):
    """How many marks of each kind there are and are found, and how many stretches were proposed and touch a mark."""

    there: Counter[str]
    found: Counter[str]
    proposed: int
    right: int
    missed: list[str]


def read_notes(file: Path = NOTES) -> list[Note]:
    """All annotated notes of a file."""
    typed = re.sub(r"\{breed:(\d+)\}", _wide, file.read_text(encoding="utf-8"))
    typed = re.sub(r"\{(\w+)\}", lambda sign: WORD_SIGNS[sign[1]], typed)
    parts = re.split(r"^=== (\w+)\n", typed, flags=re.MULTILINE)[1:]
    return [_unmarked(style, text.strip()) for style, text in zip(parts[::2], parts[1::2], strict=True)]


def _wide(digits: re.Match[str]) -> str:
    return "".join(chr(ord(digit) - ord("0") + 0xFF10) for digit in digits[1])


def propose(note: Note, names: tuple[str, ...] = (), more: Iterable[Found] = ()) -> list[Found]:
    """What the screen would propose for this note; ``more`` is what another finder saw in it."""
    people = [Known(str(number), name) for number, name in enumerate(names)]
    return find_identifiers(note.text, possible_names(note.text), people=people, more=more)


def seen_by_deduce(notes: list[Note]) -> list[list[Found]]:
    """What deduce sees in each note; all notes in one process, because reading its lists is what takes long."""
    between, place, told = "\n\n----------\n\n", 0, []
    found = deduced.spans_of(between.join(note.text for note in notes), seconds=600)
    if found is None:
        sys.exit("deduce gave no answer")
    for note in notes:
        end = place + len(note.text)
        own = [one for one in found if place <= one.start and one.end <= end]
        told.append([Found(one.start - place, one.end - place, one.kind) for one in own])
        place = end + len(between)
    return told


def score(notes: list[Note], names: tuple[str, ...] = (), seen: list[list[Found]] | None = None) -> Score:
    """Count over all notes; ``seen`` is what another finder saw in each."""
    there, found, missed = Counter[str](), Counter[str](), list[str]()
    proposed = right = 0
    for note, more in zip(notes, seen or [[] for _ in notes], strict=True):
        spans = propose(note, names, more)
        proposed += len(spans)
        right += sum(any(one.start < end and start < one.end for start, end, _ in note.marks) for one in spans)
        for start, end, kind in note.marks:
            there[kind] += 1
            whole = any(one.start <= start and end <= one.end for one in spans)
            found[kind] += whole
            missed += [] if whole else [f"{kind}: {note.text[start:end]!r} ({note.style})"]
    return Score(there, found, proposed, right, missed)


def main() -> None:
    notes = read_notes(APART if "--apart" in sys.argv else SIGNS if "--signs" in sys.argv else NOTES)
    ways = {"own rules": score(notes), "with the group's names": score(notes, GROUP)}
    if "--deduce" in sys.argv:
        deduced.make_lists(wait=600)
        if deduced.state() == deduced.READY:
            seen = seen_by_deduce(notes)
            ways["own rules + deduce"] = score(notes, seen=seen)
            ways["all three"] = score(notes, GROUP, seen)
        else:
            print("deduce is not installed here")
    first = next(iter(ways.values()))
    print(f"{'recall':16}{'marks':>7}" + "".join(f"{way:>25}" for way in ways))
    for kind in [*dict.fromkeys(KINDS.values()), "all"]:
        there = first.there[kind] if kind != "all" else first.there.total()
        hits = [one.found[kind] if kind != "all" else one.found.total() for one in ways.values()]
        print(f"{kind:16}{there:>7}" + "".join(f"{hit:>18} {hit / max(there, 1):6.1%}" for hit in hits))
    told = [f"{one.right:>14}/{one.proposed} {one.right / one.proposed:6.1%}" for one in ways.values()]
    print(f"{'precision':23}" + "".join(f"{one:>25}" for one in told))
    if "--missed" in sys.argv:
        print(*ways["with the group's names"].missed, sep="\n")


def _unmarked(style: str, marked: str) -> Note:
    text, marks = "", []
    for number, part in enumerate(marked.replace("»", "«").split("«")):
        kind, _, words = part.partition(":") if number % 2 else ("", "", part)
        if kind:
            marks.append((len(text), len(text) + len(words), KINDS[kind]))
        text += words
    return Note(style, text, marks)


if __name__ == "__main__":
    main()
