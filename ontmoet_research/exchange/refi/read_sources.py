"""Sources of a project and what is marked in them: texts, and the texts that stand in for a PDF, picture or
recording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from ontmoet_research.exchange.foreign import Lost, Marks, Memo, Part, Placed, Text
from ontmoet_research.text.places import CleanedText

from .container import Container
from .events import Attributes
from .positions import Reading
from .spans import Spans
from .texts import Found, find_text
from .told import key_of, reference

__all__ = ["TEXTS", "Sources"]

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


_Piece = tuple[Attributes, list[list[str]], list[str], str]  # with its codings, its notes and its description


@dataclass
class _Open:
    """A text that is being read."""

    element: str
    attributes: Attributes
    key: str
    name: str
    inline: str | None = None
    found: Found | None = None
    spans: Spans | None = None
    waiting: list[_Piece] = field(default_factory=list)
    whole: list[list[str]] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    pieces: list[tuple[str, int, int]] = field(default_factory=list)
    points: dict[str, int] = field(default_factory=dict)
    description: str = ""


class Sources:
    """Takes what stands in sources and notes. ``notes``: the notes, by key. ``owner``: the source that is open."""

    def __init__(
        self,
        box: Container,
        emit: Callable[[Part], None],
        reading: Reading,
        inside: list[str],
        refer: Callable[[str, str, str], None],
        stray: Callable[[], None],
    ) -> None:
        self.notes: dict[str, NoteText] = {}
        self.owner = ""
        self._box, self._emit, self._reading = box, emit, reading
        self._inside, self._refer, self._stray = inside, refer, stray
        self._other: tuple[str, str, str] | None = None  # kind, key and name of a source that is no text
        self._texts_of_other = 0
        self._elsewhere: dict[str, int] = {}  # marked places on pages or in time, with how many labels
        self._open: list[_Open] = []
        # The piece that is open: its attributes, and key, label and person of each coding.
        self._piece: Attributes | None = None
        self._codings: list[list[str]] = []
        self._piece_notes: list[str] = []
        self._description = ""
        self._coding: list[str] = []  # the last one that began
        self.starts: dict[str, Callable[[Attributes], None]] = {
            **dict.fromkeys((*PIECES, *OTHER_PIECES), self._begin_piece),
            **{name: partial(self._begin, name) for name in TEXTS},
            **{name: partial(self._begin_other, kind) for name, kind in OTHERS.items()},
            "Coding": self._begin_coding,
            "CodeRef": self._code_ref,
            "SyncPoint": self._sync_point,
        }
        self.ends: dict[str, Callable[[], None]] = {
            **dict.fromkeys(PIECES, self._finish_piece),
            **dict.fromkeys(OTHER_PIECES, self._finish_other_piece),
            **dict.fromkeys(TEXTS, self._finish),
            **dict.fromkeys(OTHERS, self._finish_other),
        }
        self.words: dict[str, Callable[[str], None]] = {"PlainTextContent": self._said}

    def _begin_piece(self, attributes: Attributes) -> None:
        self._piece, self._codings = attributes, []
        if self._piece_notes or self._description:
            self._piece_notes, self._description = [], ""

    def _begin_coding(self, attributes: Attributes) -> None:
        self._coding = coding = [key_of(attributes.get("guid")), "", reference(attributes.get("creatingUser"))]
        if self._piece is not None:
            self._codings.append(coding)
        elif self._open:
            self._open[-1].whole.append(coding)
        elif self._other:
            self._elsewhere[coding[0]] = 1

    def _code_ref(self, attributes: Attributes) -> None:
        if self._inside[-2] != "Coding":
            self._stray()
        elif self._coding[1]:
            self._stray()  # a coding has one label
        else:
            self._coding[1] = reference(attributes.get("targetGUID"))

    def _finish_piece(self) -> None:
        told, self._piece = self._piece, None
        if told is not None and self._open:
            text = self._open[-1]
            piece = told, self._codings, self._piece_notes, self._description
            (self._place if text.spans else self._take)(text, piece)

    def _finish_other_piece(self) -> None:
        if self._piece is not None:
            self._elsewhere[key_of(self._piece.get("guid"))] = max(1, len(self._codings))
        self._piece = None

    def _said(self, text: str) -> None:
        if self._open:
            self._open[-1].inline = text

    def _sync_point(self, attributes: Attributes) -> None:
        place = attributes.get("position", "").strip()
        if self._open and place.isdecimal():
            self._open[-1].points[key_of(attributes.get("guid"))] = int(place)

    def _begin_other(self, kind: str, attributes: Attributes) -> None:
        self.owner = key_of(attributes.get("guid"))
        self._other = kind, self.owner, attributes.get("name", "").strip()
        self._texts_of_other, self._elsewhere = 0, {}

    def described(self, above: str, text: str) -> None:
        """A description of what is open now."""
        if not text.strip():
            return
        if above in PIECES or above in OTHER_PIECES or above == "Coding":
            if self._piece is not None:
                self._description = text
        elif above in TEXTS and self._open:
            self._open[-1].description = text
        elif above in OTHERS and self._other:
            self._emit(Memo(f"{self._other[1]}#description", text, kind="text", about=self._other[1]))

    def note_ref(self, note: str) -> bool:
        """Take a reference to a note from what is open now; whether anything of a source is."""
        if not self._open and not self._other:
            return False
        if self._inside[-2] == "Coding":
            self._refer(note, "mark", self._coding[0])
        elif self._piece is not None:
            self._piece_notes.append(note)
        else:
            self._refer(note, "text", self._open[-1].key if self._open else self._other[1] if self._other else "")
        return True

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

    def _take(self, text: _Open, piece: _Piece) -> None:
        if text.element == "Note":
            self._emit(Lost("marks_on_note", text.name, max(1, len(piece[1]))))
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
        text.spans = Spans(found.raw, clean, self._reading, counted=found.counted)
        self._emit(Text(text.key, text.name, clean.text, key_of(text.attributes.get("creatingUser"))))

    def _place(self, text: _Open, piece: _Piece) -> None:
        """A marked piece becomes labels on words, or is told of as lost."""
        told, codings, notes, description = piece
        why, start, end = text.spans.of(told, text.points) if text.spans else ("marks_without_text", 0, 0)
        if why:
            self._emit(Lost(why, text.name, max(1, len(codings))))
            return
        on, by = key_of(told.get("guid")), reference(told.get("creatingUser"))
        if self._elsewhere:
            self._elsewhere.pop(on, None)
        for key, label, person in codings:
            mark = Placed(key or f"{on}:{label}", start, end, label, person or by, description, on)
            text.placed.append(mark)
        if not codings:
            text.pieces.append((on, start, end))
            if description:
                self._emit(Memo(f"{on}#description", description, by, "piece", on))
        for one in notes:
            self._refer(one, "piece", on)
        if len(text.placed) >= AT_ONCE or len(text.pieces) >= AT_ONCE:
            self._hand_over(text)

    def _place_whole(self, text: _Open) -> None:
        """Labels on the whole text."""
        why, start, end = text.spans.whole() if text.spans else ("marks_without_text", 0, 0)
        if why and text.whole:
            self._emit(Lost(why, text.name, len(text.whole)))
        elif not why:
            text.placed += [Placed(key, start, end, label, person) for key, label, person in text.whole]

    def _finish(self) -> None:
        if not self._open:
            return
        text = self._open.pop()
        if text.element == "Note":
            self._finish_note(text)
            return
        self._ready(text)
        for piece in text.waiting:
            self._place(text, piece)
        self._place_whole(text)
        self._hand_over(text)
        if text.spans is None and text.found is not None:
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
