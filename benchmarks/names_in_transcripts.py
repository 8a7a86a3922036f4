"""How many of a group's own names go out of transcripts, with the speakers in the list; and whether a speaker is lost.

Run: python benchmarks/names_in_transcripts.py [--missed]

The way of the page *Breng je reeks binnen*: the file is read, each speaker is tied to the person of the list whose name
it is, the names go, and what is stored is counted. A name is found when it stands there no more; recall is the part of
the marked names that went. What stands there less often than it should is a word that was eaten: precision is the part
of what went that was a name. A speaker is kept when the piece is of the person who spoke.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ontmoet_research.intake import split
from ontmoet_research.intake.readers import ReadText, read_bytes
from ontmoet_research.intake.together import proposals, speakers_of
from ontmoet_research.intake.who_speaks import check_names
from ontmoet_research.privacy.names import Known

FILE = Path(__file__).with_name("names_in_transcripts.txt")
GROUP = {
    "Zon": "Wilma van den Berg", "Maan": "Jan El Amrani", "Ster": "Wil Bloem", "Eik": "Fatima Bouzrara",
    "Beuk": "Ayşe Demirci", "Linde": "Nadia Haddou", "Wilg": "Cor Pothoven", "Berk": "Truus Hiemstra",
    "Den": "Gerda Pluimers", "Iep": "Hatice Aydın", "Es": "Barend Krul", "Els": "Tesfay Abraha",
}  # fmt: skip
_MARK = re.compile(r"«(\w):([^»]*)»")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Score:
    """How many names were marked and went, how many words were eaten, how many turns there are and are kept."""

    names: int
    went: int
    eaten: int
    turns: int
    kept: int
    missed: tuple[str, ...] = ()


def transcripts() -> list[tuple[str, str]]:
    """The transcripts with their marks, each with its form."""
    parts = re.split(r"^=== (\w+)\n", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], (text.strip() for text in parts[1::2]), strict=True))


def score(marked: str) -> Score:
    """Read, tie, take the names out, and count."""
    plain = _MARK.sub(lambda mark: mark[2], marked)
    note = read_bytes(".txt", plain.encode())
    aliases = {str(n): alias for n, alias in enumerate(GROUP)}
    names = {str(n): name for n, name in enumerate(GROUP.values())}
    speakers = speakers_of([note], aliases.values())
    proposed = proposals(speakers, aliases, names)
    told = {one.label: proposed.get(one.label, "") for one in speakers}
    known = [Known(key, name) for key, name in names.items()]
    stored = check_names(note, told, aliases, known).result()
    there = Counter(word for kind, name in _MARK.findall(marked) if kind == "n" for word in _WORD.findall(name))
    before, after = (Counter(_WORD.findall(words)) for words in (_said(note), _said(stored)))
    stays = {word: max(0, after[word] - (before[word] - there[word])) for word in there}
    eaten = sum(max(0, n - there[word] - after[word]) for word, n in before.items() if word not in _of_aliases())
    spoken = [_whose(name) for kind, name in _MARK.findall(marked) if kind == "v"]
    pieces = split(stored.text, list(GROUP), each_line=stored.lines_are_paragraphs, turns=stored.turns)
    kept = Counter(spoken) & Counter(piece.speaker for piece in pieces if piece.speaker)
    missed = tuple(word for word, n in stays.items() for _ in range(n))
    return Score(there.total(), there.total() - len(missed), eaten, len(spoken), kept.total(), missed)


def total() -> Score:
    """All transcripts together."""
    all_of = [score(text) for _, text in transcripts()]
    sums = (sum(getattr(one, name) for one in all_of) for name in ("names", "went", "eaten", "turns", "kept"))
    return Score(*sums, tuple(word for one in all_of for word in one.missed))


def _said(note: ReadText) -> str:
    """The words of a note, without who is named before them as the one who speaks."""
    pieces = split(note.text, list(GROUP), each_line=note.lines_are_paragraphs, turns=note.turns)
    said = [note.text[piece.start : piece.end] for piece in pieces]
    return "\n".join(re.sub(r"^\s*[^\n:]{1,60}:\s", "", words, count=1) for words in said)


def _of_aliases() -> set[str]:
    return set(GROUP)


def _whose(spoken: str) -> str:
    """The alias of the one person of the group who is called so."""
    words = {word.casefold() for word in _WORD.findall(spoken)}
    parts = {alias: {word.casefold() for word in _WORD.findall(name) if len(word) > 2} for alias, name in GROUP.items()}
    return next(alias for alias, own in parts.items() if words & own)


def main() -> None:
    for form, text in [*transcripts(), ("all", "")]:
        one = score(text) if text else total()
        recall, precision = one.went / one.names, one.went / max(one.went + one.eaten, 1)
        told = f"{form:14} names {one.went}/{one.names} {recall:6.1%}  precision {precision:6.1%}"
        print(f"{told}  speakers {one.kept}/{one.turns}" + (f"  {one.missed}" if "--missed" in sys.argv else ""))


if __name__ == "__main__":
    main()
