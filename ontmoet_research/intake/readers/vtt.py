"""Transcripts that Teams, Zoom and others make of a talk (.vtt): what each person said, without the times.

What someone says comes in many short pieces ("cues"); these are put together until someone else speaks. Who speaks
stands as ``<v Name>`` (Teams), whatever the name looks like, or as ``Name: `` (Zoom). The time of the first piece goes
along; what the program adds is left out, words that stand outside a piece are kept, and a notice tells of all of it.

Format: https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise

from ontmoet_research.intake.decoding import decode
from ontmoet_research.intake.labels import Likeness, likeness, plain_label
from ontmoet_research.intake.readers import Notice, ReadText, Unreadable
from ontmoet_research.intake.readers.marks import spoken

__all__ = ["Cue", "read", "read_cues"]

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"\s*(?P<start>{_TIME})\s*-->\s*(?P<end>{_TIME})(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>\n]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<\d[\d:.]*>|\{\\an?\d[^}\n]*\}")
_NAME = re.compile(r"(?P<box>\[)?(?P<name>[^\s:\[\]][^:\n\[\]]{0,70}?)(?(box)\]):\s+(?=\S)")
_MOST_WORDS_OF_NAME = 8
_NAMED, _NAMED_ALWAYS = 0.3, 0.6  # share of the pieces with a name before a colon, where a program puts names there
_PAUSE = 4.0  # seconds of silence that start a new paragraph when nobody is named
_LONG = 80  # words; after that, a paragraph of nobody ends with its sentence


@dataclass(frozen=True)
class Cue:
    """A piece of what was said: seconds, the name before it or "", and the words. ``fresh``: someone else begins."""

    start: float
    end: float
    name: str
    words: str
    fresh: bool = False


def read(data: bytes) -> ReadText:
    """Text of a ``.vtt`` file. Errors: ``Unreadable``."""
    decoded = decode(data)
    if not decoded.text.lstrip().startswith("WEBVTT"):
        raise Unreadable("intake.refused.not_transcript")
    return read_cues(decoded.text, decoded.certain, decoded.preview, "vtt")


def read_cues(text: str, certain: bool, preview: str, kind: str) -> ReadText:
    """The talk in a transcript, whatever its kind. Errors: ``Unreadable`` when there is no piece in it."""
    taken = _Taken(text)
    if not taken.told:
        raise Unreadable("intake.refused.not_transcript")
    if not taken.cues:
        raise Unreadable("intake.refused.empty")
    notices = [] if certain else [Notice("intake.notice.letters", {"preview": preview})]
    text = "\n".join(_turns(_named(taken.cues)))
    return ReadText(text, kind, (*notices, *taken.notices()), lines_are_paragraphs=True)


class _Taken:
    """The pieces, and what was met on the way."""

    def __init__(self, text: str) -> None:
        self.cues: list[Cue] = []
        self.told = 0  # pieces with a time, also without words
        self._remarks = self._outside = 0
        self._unfinished = False
        blocks = re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
        for place, block in enumerate(blocks):
            self._block(block.strip("\n").split("\n"), last=place == len(blocks) - 1)

    def notices(self) -> Iterator[Notice]:
        """What was left out or was not whole."""
        yield Notice("intake.notice.times")
        if self._remarks:
            yield Notice("intake.notice.program_remarks", {"n": str(self._remarks)})
        if self._outside:
            yield Notice("intake.notice.outside_cues", {"n": str(self._outside)})
        if self._unfinished:
            yield Notice("intake.notice.unfinished")

    def _block(self, lines: list[str], *, last: bool) -> None:
        first = lines[0].strip()
        if first.startswith("WEBVTT"):
            lines = lines[1:]
            if not any(_TIMING.fullmatch(line) for line in lines):  # the rest of the head
                return
        places = [n for n, line in enumerate(lines) if _TIMING.fullmatch(line)]
        if not places:
            self._no_cue(lines, last)
            return
        self._outside_words(lines[: max(0, places[0] - 1)])  # one line before it is its number
        for place, after in zip(places, [*places[1:], len(lines)], strict=True):
            words = lines[place + 1 : after]
            if after < len(lines) and words and words[-1].strip().isdecimal():  # the number of the next
                words = words[:-1]
            timing = _TIMING.fullmatch(lines[place])
            self.told += 1
            if timing:
                self._cue(_seconds(timing["start"]), _seconds(timing["end"]), words, last)

    def _cue(self, start: float, end: float, lines: list[str], last: bool) -> None:
        if not any(line.strip() for line in lines):
            self._unfinished |= last
        voice = ""
        for line in lines:
            for name, words in _voices(line):
                voice = name or voice
                shown = " ".join(unescape(_TAG.sub("", words)).split())
                if shown:
                    self.cues.append(Cue(start, end, voice, shown))

    def _no_cue(self, lines: list[str], last: bool) -> None:
        first = lines[0].strip()
        if re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", first):
            self._remarks += 1
        elif last and ("-->" in "".join(lines) or (len(lines) == 1 and re.fullmatch(r"[\d:.,]+", first))):
            self._unfinished = True
        elif any("-->" in line for line in lines):
            self._unfinished = True
            self._outside_words([line for line in lines if "-->" not in line])
        elif not (len(lines) == 1 and re.fullmatch(r"[\w{}/.:-]*\d[\w{}/.:-]*", first)):  # a number on its own
            self._outside_words(lines)

    def _outside_words(self, lines: Iterable[str]) -> None:
        for line in lines:
            if shown := " ".join(unescape(_TAG.sub("", line)).split()):
                self._outside += 1
                at = self.cues[-1].end if self.cues else 0.0
                self.cues.append(Cue(at, at, "", shown))


def _named(cues: Sequence[Cue]) -> list[Cue]:
    """The pieces with the names that stand before a colon, where the program of this file puts them there."""
    times = Counter(plain_label(label["name"]) for cue in cues if (label := _name_in(cue)))
    share = sum(times.values()) / len(cues)
    named: list[Cue] = []
    for cue in cues:
        label = _name_in(cue)
        before = named[-1] if named and named[-1].start == cue.start else None
        if label and _is_named(label["name"], share, comes_back=times[plain_label(label["name"])] > 1):
            named.append(replace(cue, name=label["name"], words=cue.words[label.end() :]))
        elif cue.words.startswith(("- ", "– ", ">> ")) and not cue.name:  # two people in one piece of a subtitle
            named.append(replace(cue, fresh=True))
        else:
            named.append(replace(cue, name=before.name) if before and not cue.name and not before.fresh else cue)
    return named


def _is_named(label: str, share: float, *, comes_back: bool) -> bool:
    """A name, or anything else in a file whose program puts a name before its pieces."""
    return likeness(label) is Likeness.PERSON or share >= (_NAMED if comes_back else _NAMED_ALWAYS)


def _name_in(cue: Cue) -> re.Match[str] | None:
    found = None if cue.name else _NAME.match(cue.words)
    return found if found and len(found["name"].split()) <= _MOST_WORDS_OF_NAME else None


def _voices(line: str) -> Iterator[tuple[str, str]]:
    """A line in stretches, each with the name that was given before it or ""."""
    parts = _VOICE.split(line)
    if parts[0].strip():
        yield "", parts[0]
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        yield " ".join(unescape(name).split()), words


def _turns(cues: Sequence[Cue]) -> Iterator[str]:
    """What people said: one paragraph until someone else speaks, or after a silence when nobody is named."""
    first, words = cues[0], [cues[0].words]
    for before, cue in pairwise(cues):
        if _new_turn(before, cue, words):
            yield spoken(first.name, " ".join(words), _clock(first))
            first, words = cue, []
        words.append(cue.words)
    yield spoken(first.name, " ".join(words), _clock(first))


def _clock(cue: Cue) -> str:
    minutes, seconds = divmod(int(cue.start), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"


def _new_turn(before: Cue, cue: Cue, words: list[str]) -> bool:
    if cue.name != before.name or cue.fresh:
        return True
    if cue.name:
        return False
    silent = cue.start - before.end > _PAUSE
    long = sum(len(part.split()) for part in words) >= _LONG and words[-1][-1:] in ".!?…"
    return silent or long or before.start == before.end or cue.start == cue.end


def _seconds(time: str) -> float:
    *hours, minutes, seconds = time.replace(",", ".").split(":")
    return sum(int(hour) for hour in hours) * 3600 + int(minutes) * 60 + float(seconds)
