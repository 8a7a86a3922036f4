"""Who speaks where, by the shape of a conversation: a time with a name, a name in brackets, a message, a name in bold.

Programs that write down a talk have ways of their own to say who speaks and when. Each way below is looked for in the
whole text; it counts when names come back or look like people, and there are words under them. So the times of an
agenda are no conversation. What counts becomes a turn: ``Name: words``, with the time kept apart. No word gets lost.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ontmoet_research.intake.labels import Likeness, likeness, plain_label
from ontmoet_research.text import clean_text

from . import Notice, ReadText, SaidTurn
from .marks import LEAD, REST, SAID, as_time, taken_apart, without_marks

__all__ = ["with_turns"]

_T = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?(?:[ ]?[AaPp]\.?[Mm]\.?(?![\w]))?(?![\d:])"
_LOOSE = r"\d{1,2}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,6})?"  # 0:0:4.120, as older Teams has it
_TT = rf"{_T}(?:[ ]?(?:-->|–|—|-)[ ]?{_T})?"
_BOX = rf"(?:\[[ ]?{_TT}[ ]?\]|\([ ]?{_TT}[ ]?\)|\{{{_TT}\}}|<{_TT}>|#{_T}(?:-\d{{1,2}})?#)"
_ANY = rf"(?:{_BOX}|{_TT})"
_DAY = r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
_LABEL = r"(?P<label>[^\s:\[\]<>{}#|(][^:\[\]<>{}#|\n\t]{0,70}?)"
_LABEL_AT = _LABEL[:-1] + r"(?:[ ]\|[ ][^:\[\]<>{}#|\n\t\d]{2,40}?)?)"  # "Noor | Hogeschool", as Teams has it
_GAP = r"(?:[ \t]*[,|–—-][ \t]*|[ \t]+)"
_KINDS: dict[str, re.Pattern[str]] = {
    "chat": re.compile(
        rf"(?:{_DAY},?\s+)?(?P<time>{_T})\s*(?:[Vv]an|[Ff]rom|Von)\s+(?P<label>\S.{{0,80}}?)"
        r"(?:\s+(?:aan|to|naar|an)\s+(?P<to>\S.{0,80}?))?\s*:(?:\s+(?P<words>.*))?"
    ),
    "message": re.compile(rf"\[?{_DAY},?[ ]+(?P<time>{_T})\]?[ ]*(?:[-–][ ]+)?{_LABEL}:[ ]+(?P<words>.*)"),
    "above_boxed": re.compile(rf"\[(?P<label>[^\]\n]{{1,70}})\][ \t]*(?P<time>{_T})"),
    "above": re.compile(rf"{_LABEL_AT}(?:{_GAP}(?:{_DAY},?[ ]+)?(?P<time>{_ANY})|(?P<box>{_BOX}))[ ]*:?"),
    "time_above": re.compile(rf"(?P<time>{_ANY}){_GAP}{_LABEL}[ ]*:?"),
    "before": re.compile(rf"(?P<time>{_ANY})[ \t]*[-–|,]?[ \t]*{_LABEL}[ ]*:(?:[ \t]+(?P<words>.*))?"),
    "boxed_before": re.compile(rf"(?P<time>{_ANY})[ \t]*\[(?P<label>[^\]\n]{{1,40}})\][ ]*:?[ \t]+(?P<words>\S.*)"),
    "after": re.compile(rf"{_LABEL}[ \t]*[,|–-]?[ \t]*(?:(?P<time>{_BOX})[ ]*:?|(?P<plain>{_T})[ ]*:)[ \t]+"
                        r"(?P<words>\S.*)"),
    "behind": re.compile(rf"{_LABEL}[ ]*:[ \t]+(?P<words>.*?)[ \t]*(?P<time>{_BOX})[ ]*"),
    "boxed": re.compile(r"(?:\[(?P<label>[^\]\n]{1,40})\]|<(?P<angled>[^>\n]{1,40})>)[ ]*:?(?:[ \t]+(?P<words>\S.*))?"),
    "times": re.compile(rf"(?P<time>{_BOX})[ \t]*(?P<words>\S.*)"),
}  # fmt: skip
_ABOVE = {"above", "above_boxed", "time_above", "name_time", "time_name", "bold_above"}
_LASTS = _ABOVE | {"chat", "message", "before", "boxed_before", "after"}
_ALONE = re.compile(rf"(?:{_BOX}|{_TT}|{_LOOSE}(?:[ ]?-->[ ]?{_LOOSE})?)")
_NAMED = re.compile(rf"{_LABEL}[ ]*:[ \t]+(?P<words>\S.*)")
_STAMP = re.compile(rf"[ ]?#{_T}(?:-\d{{1,2}})?#")
_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_ITEM = re.compile(r"[-*•+][ \t]+")
_CODE = re.compile(r"[A-Za-z]{1,3}[ .-]?\d{1,3}|SPEAKER_\d+")
_BY_PROGRAM = re.compile(
    r"transcri(?:bed|ption) by\b.*|(?:.{1,60} )?(?:started|stopped) transcription"
    r"|.{1,60} (?:heeft|is) .{0,20}transcri\w+ .{0,12}(?:gestart|gestopt|begonnen)",
    re.IGNORECASE,
)
_STAGE = frozenset(
    [
        "pauze",
        "stilte",
        "lacht",
        "lachen",
        "gelach",
        "onverstaanbaar",
        "onhoorbaar",
        "muziek",
        "applaus",
        "naam",
        "straat",
        "organisatie",
        "plaats",
        "functie",
        "telefoonnummer",
        "e-mail",
        "website",
        "rekeningnummer",
        "bsn",
        "nummer",
        "geboortedatum",
        "postcode",
        "x",
        "v",
        "foto",
        "bijlage",
        "inaudible",
        "laughs",
        "laughter",
        "music",
        "crosstalk",
        "pause",
        "sic",
        "...",
        "…",
        "overlap",
        "zucht",
        "knikt",
        "huilt",
        "onbekend",
    ]
)
_MOST_WORDS, _LONGEST_NAME, _LONGEST_HEAD = 8, 70, 120
_FEW, _SOME = 2, 3
_LONG = 80  # words
_CLOCK = {"chat", "message"}


@dataclass(frozen=True)
class _Event:
    """Lines ``start`` up to ``end`` say that someone speaks; ``words`` stand in them, or below when None."""

    kind: str
    start: int
    end: int
    label: str
    said_at: str
    words: str | None

    @property
    def like(self) -> Likeness:
        return Likeness.PERSON if _CODE.fullmatch(self.label) else likeness(self.label)


def with_turns(told: ReadText) -> ReadText:
    """The text without marks, cleaned, with its turns. A text that is no conversation stays as it is.

    >>> talk = "Wilma 00:12\\nHet was fijn.\\n\\nTeun 00:15\\nJa.\\n\\nWilma 00:22\\nNee."
    >>> made = with_turns(ReadText(talk, "utf-8"))
    >>> made.text
    'Wilma: Het was fijn.\\n\\nTeun: Ja.\\n\\nWilma: Nee.'
    >>> [(turn.line, turn.label, turn.said_at) for turn in made.turns]
    [(0, 'Wilma', '00:00:12'), (2, 'Teun', '00:00:15'), (4, 'Wilma', '00:00:22')]
    """
    lines = clean_text(told.text).split("\n")
    if any(line.startswith(SAID) for line in lines):
        return _handed_over(told, lines)
    events = _chosen(lines)
    if not events:
        return replace(told, text=without_marks("\n".join(lines)))
    made, turns = _put_down(lines, events)
    notices = told.notices
    if any(event.said_at for event in events.values()) and not any(n.key == "intake.notice.times" for n in notices):
        notices = (*notices, Notice("intake.notice.times"))
    return replace(told, text="\n".join(made), turns=tuple(turns), notices=notices)


def _handed_over(told: ReadText, lines: Sequence[str]) -> ReadText:
    """The format itself said who speaks: a voice, a column."""
    made, turns = [], []
    for place, line in enumerate(lines):
        apart = taken_apart(line)
        if apart is None:
            made.append(without_marks(line))
            continue
        label, said_at, words = apart
        turns.append(SaidTurn(place, label, said_at))
        made.append(_line(label, words))
    return replace(told, text="\n".join(made), turns=tuple(turns))


def _line(label: str, words: str) -> str:
    return f"{label}: {words}".rstrip() if label else words


def _chosen(lines: Sequence[str]) -> dict[int, _Event]:
    """The events of the kinds that are in this text, by line."""
    stacked = {place: event for event in _stacked(lines) for place in range(event.start, event.end)}
    passed: set[str] = set()
    while True:  # a line that is no turn in one way may be one in another
        by_kind: dict[str, list[_Event]] = defaultdict(list)
        for place, line in enumerate(lines):
            event = stacked.get(place)
            event = event if event and event.kind not in passed else _event(place, line, passed)
            if event and (not by_kind[event.kind] or by_kind[event.kind][-1] is not event):
                by_kind[event.kind].append(event)
        falls = {kind for kind, events in by_kind.items() if events and not _counts(kind, events, lines)}
        if not falls:
            return {event.start: event for events in by_kind.values() for event in events}
        passed |= falls


def _event(place: int, line: str, passed: set[str]) -> _Event | None:
    if line.startswith(LEAD):
        bold = _bold(place, line)
        return bold if bold and bold.kind not in passed else None
    shown = line.strip()
    item = _ITEM.match(shown)
    shown = shown[item.end() :] if item else shown
    if not shown or len(shown) > 100_000 or _HEADING.match(shown):
        return None
    for kind, shape in _KINDS.items():
        if kind in passed:
            continue
        if kind.startswith(("above", "time_above")) and len(shown) > _LONGEST_HEAD:
            continue
        found = shape.fullmatch(shown)
        if found and (event := _of(kind, place, found)):
            return event
    return None


def _of(kind: str, place: int, found: re.Match[str]) -> _Event | None:
    told = found.groupdict()
    label = " ".join((told.get("label") or told.get("angled") or "").split()).strip(" -–,")
    time = told.get("time") or told.get("box") or told.get("plain") or ""
    if kind != "times" and (not label or len(label.split()) > _MOST_WORDS or not _may_speak(label)):
        return None
    if kind == "boxed" and (label.casefold() in _STAGE or label.isdecimal() or "/" in label):
        return None
    words = told.get("words") or ""
    return _Event(kind, place, place + 1, label, as_time(time, clock=kind in _CLOCK),
                  None if kind in _ABOVE or (not words and kind != "times") else words)  # fmt: skip


def _may_speak(label: str) -> bool:
    return any(sign.isalpha() for sign in label) or bool(re.fullmatch(r"\+?\d[\d ()-]{7,}", label))


def _bold(place: int, line: str) -> _Event | None:
    bold, _, rest = line[1:].partition(REST)
    rest = without_marks(rest)
    words = re.sub(r"^[ \t]*:?[ \t]*", "", rest)
    time = re.search(rf"{_GAP}?(?P<time>{_ANY})[ ]*:?$", bold)
    label = " ".join((bold[: time.start()] if time else bold).split()).rstrip(": ").strip("[]")
    if time is None and (boxed := re.match(rf"(?P<time>{_ANY})[ ]*:?[ \t]*", words)):
        time, words = boxed, words[boxed.end() :]
    if (
        not label
        or len(label.split()) > _MOST_WORDS
        or not _may_speak(label)
        or (label[-1] in ".?!,;" and label[-2:-1].islower())
    ):
        return None
    return _Event("bold" if words else "bold_above", place, place + 1, label,
                  as_time(time["time"]) if time else "", words or None)  # fmt: skip


def _stacked(lines: Sequence[str]) -> Iterator[_Event]:
    """A time alone on a line, with the name under or above it, and then the words."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    plain = {place: without_marks(lines[place]).strip() for place in filled}
    at = 0
    while at + 1 < len(filled):
        one, two = filled[at], filled[at + 1]
        three = filled[at + 2] if at + 2 < len(filled) else None
        event: _Event | None = None
        if _ALONE.fullmatch(plain[one]):
            named = _NAMED.fullmatch(plain[two])
            if named:
                event = _Event(
                    "before", one, two + 1, " ".join(named["label"].split()), as_time(plain[one]), named["words"]
                )
            elif three is not None and _is_name_line(plain[two]) and not _ALONE.fullmatch(plain[three]):
                event = _Event("time_name", one, two + 1, plain[two].rstrip(":"), as_time(plain[one]), None)
        elif three is not None and _is_name_line(plain[one]) and _ALONE.fullmatch(plain[two]) and two == one + 1:
            event = _Event("name_time", one, two + 1, plain[one].rstrip(":"), as_time(plain[two]), None)
        if event:
            yield event
            at += 1
        at += 1


def _is_name_line(line: str) -> bool:
    short = len(line) <= _LONGEST_NAME and len(line.split()) <= _MOST_WORDS and line[-1] not in ".?!,;"
    return short and _may_speak(line) and not (_HEADING.match(line) or _ITEM.match(line))


def _counts(kind: str, events: Sequence[_Event], lines: Sequence[str]) -> bool:
    """Whether this kind is how the text says who speaks."""
    likes = Counter(event.like for event in events)
    times = Counter(plain_label(event.label) for event in events)
    comes_back = len(times) < len(events)
    people, nobody = likes[Likeness.PERSON] / len(events), likes[Likeness.NOBODY] / len(events)
    if kind == "chat":
        return True
    if kind == "times":
        return len(events) >= _SOME and _rising(events)
    if kind in ("before", "boxed_before", "after") and people == 1 and events[0].said_at:
        return len(events) >= _FEW or "[" in lines[events[0].start] or "(" in lines[events[0].start]
    if len(events) < _FEW or nobody > (0.5 if comes_back else 0.25):
        return False
    if kind in ("boxed", "bold", "bold_above"):
        coded = all(_CODE.fullmatch(event.label) for event in events)
        some = (people >= 0.6 or coded) if not comes_back else True
        return (
            some and (kind != "bold" or _leads(events, lines)) and (kind != "bold_above" or _have_words(events, lines))
        )
    if not comes_back and people < 0.6:
        return False
    return _rising(events) and (kind not in _ABOVE or _have_words(events, lines))


def _rising(events: Sequence[_Event]) -> bool:
    """Times of a talk go up; a few may not, where a recording began anew."""
    told = [event.said_at for event in events if event.said_at]
    falls = sum(one > two for one, two in itertools.pairwise(told))
    return falls <= len(told) * 0.2


def _have_words(events: Sequence[_Event], lines: Sequence[str]) -> bool:
    starts = {event.start for event in events}
    with_words = sum(_next_words(lines, event.end, starts.__contains__) is not None for event in events)
    return with_words >= 0.7 * len(events)


def _leads(events: Sequence[_Event], lines: Sequence[str]) -> bool:
    """Bold with a colon, or bold before nearly all there is to read."""
    colons = sum(bool(re.search(rf":[ ]*{REST}|{REST}[ ]*:", lines[event.start])) for event in events)
    rest = [line for line in lines[events[0].start :] if line.strip() and not _HEADING.match(line)]
    return colons * 2 >= len(events) or len(events) >= 0.6 * len(rest)


def _next_words(lines: Sequence[str], at: int, is_event: Callable[[int], bool]) -> int | None:
    """The line with words right under this place; None when the next to come is something else."""
    for place in range(at, min(at + 3, len(lines))):
        if is_event(place) or _HEADING.match(lines[place]):
            return None
        if without_marks(lines[place]).strip():
            return place
    return None


def _goes_on(before: str, turn: SaidTurn) -> bool:
    """Whether words of nobody go on in the paragraph before them: a program may break off every few words."""
    return not turn.label and (len(before.split()) < _LONG or before[-1:] not in ".!?…")


def _put_down(lines: Sequence[str], events: dict[int, _Event]) -> tuple[list[str], list[SaidTurn]]:
    """The lines of the text with a turn as ``Name: words``, and the turns."""
    labels = {plain_label(event.label) for event in events.values() if event.label}
    lasting = any(event.kind in _LASTS for event in events.values())
    stamped = any("#" in line and _STAMP.search(line) for line in lines)
    made: list[str] = []
    turns: list[SaidTurn] = []
    place = 0
    while place < len(lines):
        event = events.get(place)
        if event is None:
            line = without_marks(lines[place])
            named = _NAMED.fullmatch(line.strip())
            if named and plain_label(named["label"]) in labels:
                turns.append(SaidTurn(len(made), " ".join(named["label"].split()), lasts=lasting))
            elif lasting and _BY_PROGRAM.fullmatch(line.strip()):
                turns.append(SaidTurn(len(made), ""))
            made.append(line)
            place += 1
            continue
        place, words = event.end, event.words
        if words is None and event.label:
            below = _next_words(lines, place, events.__contains__)
            words = "" if below is None else without_marks(lines[below]).strip()
            place = place if below is None else below + 1
        if event.kind == "times" and turns and turns[-1].line == len(made) - 1 and _goes_on(made[-1], turns[-1]):
            made[-1] += f" {words}"
            continue
        turns.append(SaidTurn(len(made), event.label, event.said_at, event.kind in _LASTS))
        made.append(_line(event.label, without_marks(words or "")))
    return [_STAMP.sub("", line) for line in made] if stamped else made, turns
