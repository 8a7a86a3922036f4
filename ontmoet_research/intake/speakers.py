"""Find who is speaking in a note that only has words: lines that start with "Wilma: …" or "Gespreksleider – …".

What a file says outright (a voice, a column, a time with a name) is handed over by its reader and is never guessed
again; this is for the rest. A colon also follows many words that are nobody: "Let op:", "Kosten:", "Figuur 1:". So a
label counts as a speaker when it is known (the group's own aliases, passed in), when it looks like someone
(``labels.py``), or when it may be someone and comes back, or stands among others who speak. A dash needs more: it must
be known, be a role, or come back. What stays unsure is no speaker, but begins a piece, and a person is asked.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .labels import Likeness, is_role, likeness, plain_label

__all__ = ["Turn", "find_turns"]


@dataclass(frozen=True)
class Turn:
    """Where someone starts to speak: ``label`` as typed, ``start`` of the line, ``words_from`` of what is said.

    Not ``sure``: it may be someone, and it may be a word such as "Kosten"; a person says which.
    """

    label: str
    start: int
    words_from: int
    sure: bool = True


@dataclass(frozen=True)
class _Seen(Turn):
    dash: bool = False
    says: str = ""  # what stands after it on the line
    like: Likeness = Likeness.MAYBE
    known: bool = False


_SIGN = r"^[ \t]*(?:(?:[-*•+>–]|\d{1,2}[.)])[ \t]+)?(?:\*\*|__)?"
# Perhaps a list sign or bold signs; a few words; perhaps a remark in brackets; a colon, or a dash in spaces.
_LINE = re.compile(
    _SIGN + r"(?P<label>[^\W\d_][^\s:;!?()\[\]{}<>|\"“”*]{0,30}(?:[ \t][^\s:;!?()\[\]{}<>|\"“”*]{1,30}){0,5}?)"
    r"(?P<aside>[ \t]*\([^()\n]{1,40}\))?(?:\*\*|__)?"
    r"(?P<mark>[ \t]*:|[ \t]+[–—-])(?:\*\*|__)?"
    r"(?:[ \t]+(?P<says>\S[^\n]*)|[ \t]*$)",
    re.MULTILINE,
)
_SMALL = re.compile(r"(?<![\w@./-])[a-zà-ÿ][\w'’-]*(?![\w@]|[ \t]*:)")
_PAIRS = ({"vraag", "antwoord"}, {"question", "answer"})
_PAPER_ROLES = {"notulist", "notulen", "verslaglegger", "notuliste", "verslaggever", "dagvoorzitter"}
_LETTERS = 2  # a label of so many capitals is short for someone: I, R, V, A, GL


def find_turns(text: str, known: Iterable[str] = ()) -> list[Turn]:
    """The places in a cleaned text where someone starts to speak, or may, in order.

    ``known``: names or aliases of the group, or labels that a file told; these count with or without capitals, and
    whatever they look like.

    >>> [turn.label for turn in find_turns("Wilma: ik weet het niet.\\nLet op: om 14:30 stoppen we.")]
    ['Wilma']
    """
    seen = _all_seen(text, known)
    times = Counter(plain_label(one.label) for one in seen)
    pairs = _taking_turns(seen)
    told = [one for one in seen if one.known or plain_label(one.label) in pairs or _is_speaker(one, times)]
    found = {one.start for one in told}
    maybe = [one for one in seen if one.start not in found and _may_be(one)]
    if maybe:
        small = {word[0].casefold() for word in _SMALL.finditer(text)}
        maybe = [one for one in maybe if one.label.islower() or plain_label(one.label) not in small]
    among = _people_talk(seen, told, maybe)
    answers = [
        *told,
        *(replace(one, sure=times[plain_label(one.label)] > 1 or (among and not one.dash)) for one in maybe),
    ]
    return [
        Turn(one.label, one.start, one.words_from, one.sure)
        for one in sorted(answers, key=lambda one: one.start)
        if one.sure or (one.says and one.label[0].isupper() and not one.dash)
    ]


def _all_seen(text: str, known: Iterable[str]) -> list[_Seen]:
    names = {plain_label(name) for name in known} - {""}
    found = {line.start(): _seen(line, names) for line in _LINE.finditer(text)}
    if names:
        ways = "|".join(r"[ \t]+".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True))
        told = re.compile(
            _SIGN + rf"(?P<label>{ways})(?P<aside>[ \t]*\([^()\n]{{1,40}}\))?(?:\*\*|__)?"
            r"(?P<mark>[ \t]*:|[ \t]+[–—-])(?:\*\*|__)?(?:[ \t]+(?P<says>\S[^\n]*)|[ \t]*$)",
            re.MULTILINE | re.IGNORECASE,
        )
        found |= {line.start(): _seen(line, names) for line in told.finditer(text)}
    return [found[start] for start in sorted(found)]


def _seen(line: re.Match[str], names: set[str]) -> _Seen:
    label = line["label"].rstrip("*_")
    written = label + (line["aside"] or "")
    known = plain_label(label) in names or plain_label(written) in names
    if plain_label(written) in names or "," in label:  # Jansen, P. (Piet)
        label = written
    return _Seen(
        label,
        line.start(),
        line.start("says") if line["says"] else line.end(),
        dash=line["mark"].strip() != ":",
        says=line["says"] or "",
        like=likeness(label),
        known=known,
    )


def _is_speaker(one: _Seen, times: Counter[str]) -> bool:
    comes_back = times[plain_label(one.label)] > 1
    if one.like is not Likeness.PERSON:
        return False
    if is_role(one.label):
        return comes_back or not _is_on_paper(one)
    return comes_back or (bool(one.says) and not one.dash)


def _is_on_paper(one: _Seen) -> bool:
    """``Begeleider: Noor`` in the head of a note says who someone was, and is nothing that was said."""
    if plain_label(one.label) in _PAPER_ROLES and not re.search(r"\s\S+\s\S+\s", one.says):
        return True
    parts = [part for part in re.split(r",|\s+en\s+|\s*&\s*|/", one.says.strip()) if part.strip()]
    return bool(parts) and all(
        likeness(part) is Likeness.PERSON and not is_role(part) and part.strip()[0].isupper() for part in parts
    )


def _may_be(one: _Seen) -> bool:
    return one.like is Likeness.MAYBE and (not one.dash or len(one.label.split()) == 1)


def _taking_turns(seen: list[_Seen]) -> set[str]:
    """Labels that are a question and an answer in turn, or letters that stand for who asks and who answers."""
    order = [plain_label(one.label) for one in seen if not one.dash]
    for pair in _PAIRS:
        asked = [label for label in order if label in pair]
        if len(asked) >= 4 and all(one != two for one, two in itertools.pairwise(asked)):
            return pair
    letters = {one.label for one in seen if len(one.label) <= _LETTERS and one.label.isupper() and not one.dash}
    coded = any(re.fullmatch(r"[A-Z]{1,2}\d{1,2}", one.label) for one in seen)
    return {plain_label(one) for one in letters} if len(letters) + coded > 1 else set()


def _people_talk(seen: list[_Seen], told: list[_Seen], maybe: list[_Seen]) -> bool:
    """Whether what may be someone stands among people who speak, and not among words that head a part of a note."""
    nobody = sum(one.like is Likeness.NOBODY and bool(one.says) for one in seen)
    may = {plain_label(one.label) for one in maybe if one.says and not one.dash}
    if told:
        return nobody <= len(told)
    return nobody == 0 and len(may) > 1
