"""Sources of a project and what is marked in them: texts, and the texts that stand in for a PDF, picture or
recording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ontmoet_research.exchange.foreign import Lost, Marks, Memo, Part, Placed, Text
from ontmoet_research.text.places import CleanedText

from .container import Container
from .positions import Reading, Split
from .texts import Found, find_text
from .told import key_of

__all__ = ["TEXTS", "Sources"]

Attributes = Mapping[str, str]
TEXTS = {"TextSource", "Representation", "TextDescription", "Transcript", "Note"}
OTHERS = {"PDFSource": "pdf", "PictureSource": "picture", "AudioSource": "audio", "VideoSource": "video"}
PIECES = {"PlainTextSelection", "TranscriptSelection"}
OTHER_PIECES = {"PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection"}
AT_ONCE = 2_000
LONGEST = 5_000_000  # characters, as for a note that is brought in


@dataclass
class NoteText:
    """A note as it came in: its words, who wrote it, and its description."""

    text: str = ""
    person: str = ""
    told: str = ""


@dataclass(slots=True)
class _Piece:
    """A marked piece that is being read."""

    attributes: Attributes
    codings: list[tuple[str, str, str]] = field(default_factory=list)  # key, label, person
    notes: list[str] = field(default_factory=list)
    description: str = ""


@dataclass
class _Open:
    """A text that is being read."""

    element: str
    attributes: Attributes
    key: str
    name: str
    inline: str | None = None
    found: Found | None = None
    clean: CleanedText | None = None
    waiting: list[_Piece] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    pieces: list[tuple[str, int, int]] = field(default_factory=list)
    points: dict[str, int] = field(default_factory=dict)
    description: str = ""


class Sources:
    """Takes what stands in sources and notes. ``notes``: the notes, by key. ``owner``: the source that is open."""

    def __init__(
        self, box: Container, emit: Callable[[Part], None], reading: Reading, refer: Callable[[str, str, str], None]
    ) -> None:
        self.notes: dict[str, NoteText] = {}
        self.owner = ""
        self._box, self._emit, self._reading, self._refer = box, emit, reading, refer
        self._other: tuple[str, str, str] | None = None  # kind, key and name of a source that is no text
        self._texts_of_other = 0
        self._elsewhere: dict[str, int] = {}  # marked places on pages or in time, with how many labels
        self._open: list[_Open] = []
        self._piece: _Piece | None = None
        self._coding: tuple[str, str] | None = None
        self._label = ""
        self._coding_notes: list[str] = []

    def start(self, name: str, attributes: Attributes) -> bool:
        """Take an element; whether it was one of a source."""
        if name in PIECES or name in OTHER_PIECES:
            self._piece = _Piece(attributes)
        elif name == "Coding":
            self._coding = key_of(attributes.get("guid")), key_of(attributes.get("creatingUser"))
            self._label, self._coding_notes = "", []
        elif name == "CodeRef" and self._coding:
            self._label = key_of(attributes.get("targetGUID"))
        elif name == "NoteRef" and (self._open or self._other):
            self._note_ref(key_of(attributes.get("targetGUID")))
        elif name in TEXTS:
            self._begin(name, attributes)
        elif name in OTHERS:
            key = key_of(attributes.get("guid"))
            self._other, self.owner = (OTHERS[name], key, attributes.get("name", "").strip()), key
            self._texts_of_other, self._elsewhere = 0, {}
        elif name == "SyncPoint" and self._open:
            if attributes.get("position", "").strip().isdecimal():
                self._open[-1].points[key_of(attributes.get("guid"))] = int(attributes["position"])
        else:
            return False
        return True

    def end(self, name: str, text: str) -> None:
        """An element ends."""
        if name == "Coding":
            self._finish_coding()
        elif name in PIECES or name in OTHER_PIECES:
            piece, self._piece = self._piece, None
            if piece and name in OTHER_PIECES:
                self._elsewhere[key_of(piece.attributes.get("guid"))] = max(1, len(piece.codings))
            elif piece and self._open:
                self._take(self._open[-1], piece)
        elif name == "PlainTextContent" and self._open:
            self._open[-1].inline = text
        elif name in TEXTS and self._open:
            self._finish(self._open.pop())
        elif name in OTHERS:
            self._finish_other()

    def described(self, above: str, text: str) -> None:
        """A description of what is open now."""
        if not text.strip():
            return
        if above in PIECES or above in OTHER_PIECES:
            if self._piece:
                self._piece.description = text
        elif above in TEXTS and self._open:
            self._open[-1].description = text
        elif above in OTHERS and self._other:
            self._emit(Memo(f"{self._other[1]}#description", text, kind="text", about=self._other[1]))

    def _begin(self, name: str, attributes: Attributes) -> None:
        key, told = key_of(attributes.get("guid")), attributes.get("name", "").strip()
        if self._other and name != "Note":
            # The text of a PDF is known by the PDF: that is what cases and variables point at.
            self._texts_of_other += 1
            told = self._other[2] or told
            key = self._other[1] if self._texts_of_other == 1 else key
        elif name == "TextSource":
            self.owner = key
        self._open.append(_Open(name, attributes, key, told))

    def _note_ref(self, note: str) -> None:
        if self._coding:
            self._refer(note, "mark", self._coding[0])
        elif self._piece:
            self._piece.notes.append(note)
        else:
            self._refer(note, "text", self._open[-1].key if self._open else self._other[1] if self._other else "")

    def _finish_coding(self) -> None:
        key, person = self._coding or ("", "")
        self._coding = None
        if self._piece:
            self._piece.codings.append((key, self._label, person))
        elif self._open:  # a label on the whole text
            self._take(self._open[-1], _Piece({"whole": "yes"}, [(key, self._label, person)]))
        elif self._other:
            self._elsewhere[key] = 1

    def _take(self, text: _Open, piece: _Piece) -> None:
        if text.element == "Note":
            self._emit(Lost("marks_on_note", text.name, max(1, len(piece.codings))))
        elif text.found is None and text.inline is None and not text.attributes.get("plainTextPath"):
            text.waiting.append(piece)  # its text may still follow
        else:
            self._ready(text)
            self._place(text, piece)

    def _ready(self, text: _Open) -> None:
        """Find and tell the text, once."""
        if text.found is not None:
            return
        text.found = found = find_text(self._box, text.attributes, text.inline)
        if found.doubled:
            self._emit(Lost("text_twice", text.name))
        if found.raw is None:
            return
        clean = CleanedText(found.raw.text)
        if not clean.text.strip() or len(clean.text) > LONGEST:
            text.found = Found(None, "empty_text" if not clean.text.strip() else "too_long")
            return
        text.clean = clean
        self._emit(Text(text.key, text.name, clean.text, key_of(text.attributes.get("creatingUser"))))

    def _place(self, text: _Open, piece: _Piece) -> None:
        """A marked piece becomes labels on words, or is told of as lost."""
        count = max(1, len(piece.codings))
        if text.clean is None or text.found is None or text.found.raw is None:
            self._emit(Lost("marks_without_text", text.name, count))
            return
        why, start, end = self._span(text, text.found, text.clean, piece.attributes)
        if why:
            self._emit(Lost(why, text.name, count))
            return
        on = key_of(piece.attributes.get("guid"))
        self._elsewhere.pop(on, None)
        by = key_of(piece.attributes.get("creatingUser"))
        note = piece.description if piece.codings else ""
        for n, (key, label, person) in enumerate(piece.codings):
            text.placed.append(Placed(key or f"{on}:{n}", start, end, label, person or by, note, on))
        if not piece.codings:
            text.pieces.append((on, start, end))
            if piece.description:
                self._emit(Memo(f"{on}#description", piece.description, by, "piece", on))
        for one in piece.notes:
            self._refer(one, "piece", on)
        if len(text.placed) + len(text.pieces) >= AT_ONCE:
            self._hand_over(text)

    def _span(self, text: _Open, found: Found, clean: CleanedText, told: Attributes) -> tuple[str, int, int]:
        """Why a piece can't be placed, or its code points in the cleaned text."""
        if "whole" in told:
            start, end = 0, len(clean.text)
        elif not found.counted:
            return "marks_without_plain_text", 0, 0
        else:
            try:
                first, last = self._told_span(text, told)
                if first > last:
                    return "turned_round", 0, 0
                assert found.raw is not None  # noqa: S101 - its caller looked
                first, last = found.raw.span(first, last, self._reading)
                start, end = clean.place(first), clean.place(last)
            except Split:
                return "split_sign", 0, 0
            except (KeyError, ValueError):
                return "outside_text", 0, 0
        words = clean.text[start:end]
        if not words or words.isspace():
            return "no_words", 0, 0
        if not words[0].isspace() and not words[-1].isspace():
            return "", start, end
        return "", start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))

    @staticmethod
    def _told_span(text: _Open, told: Attributes) -> tuple[int, int]:
        if "startPosition" in told:
            return int(told["startPosition"]), int(told["endPosition"])
        ends = (text.points[key_of(told[name])] for name in ("fromSyncPoint", "toSyncPoint"))
        return next(ends), next(ends)

    def _finish(self, text: _Open) -> None:
        if text.element == "Note":
            self._finish_note(text)
            return
        self._ready(text)
        for piece in text.waiting:
            self._place(text, piece)
        self._hand_over(text)
        if text.clean is None and text.found is not None:
            self._emit(Lost(text.found.why, text.name))
        elif text.description:
            by = key_of(text.attributes.get("modifyingUser") or text.attributes.get("creatingUser"))
            self._emit(Memo(f"{text.key}#description", text.description, by, "text", text.key))

    def _hand_over(self, text: _Open) -> None:
        if text.placed or text.pieces:
            self._emit(Marks(text.key, text.placed, text.pieces))
            text.placed, text.pieces = [], []

    def _finish_note(self, note: _Open) -> None:
        found = find_text(self._box, note.attributes, note.inline)
        words = CleanedText(found.raw.text).text.strip() if found.raw else ""
        if not words and not note.description:
            self._emit(Lost(found.why or "empty_text", note.name))
        by = key_of(note.attributes.get("creatingUser"))
        self.notes[note.key] = NoteText(words, by, note.description)

    def _finish_other(self) -> None:
        """A source that is no text: what of it stays behind."""
        kind, _, name = self._other or ("", "", "")
        self._other = None
        if not self._texts_of_other:
            self._emit(Lost(kind, name))
        marks = Counter(self._elsewhere).total()
        if marks:
            self._emit(Lost(f"marks_on_{kind}", name, marks))
        self._elsewhere = {}
