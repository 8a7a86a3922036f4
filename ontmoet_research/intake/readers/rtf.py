"""Rich text (.rtf), from WordPad, an old Word or a Mac: the words, one line a paragraph.

A row of a table is one line with tabs. Of tracked changes the last version counts. A footnote becomes a number between
brackets, its text stands at the end. Pictures, remarks, headers and footers are not text: a notice tells of them. The
table of which groups hold no text, and that of codepages, come from ``striprtf``; its own function takes out footnotes
and text boxes, keeps words that were taken out, and says nothing of a file that stops halfway.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ontmoet_research.intake.readers import Notice, ReadText, Unreadable, progress
from ontmoet_research.intake.readers.marks import LEAD, REST
from ontmoet_research.intake.readers.speech_table import with_tables

__all__ = ["read"]

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|(?P<odd>\\)",
    re.DOTALL,
)
_SIGNS = {
    "par": "\n", "sect": "\n", "page": "\n", "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
    "cell": "\t", "nestcell": "\t", "row": "\n", "nestrow": "\n",
}  # fmt: skip
_SYMBOLS = {b"~": "\u00a0", b"-": "\u00ad", b"_": "\u2011", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_EDGES = {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
_KEPT = {"footnote", "shptxt", "shp", "do", "dptxbxtext", "result", "upr", "shpinst", "pntext", "listtext", "shpgrp"}
_PICTURES = {"pict", "object"}
_ALSO_SKIPPED = {"shppict", "nonshppict", "fldinst", "themedata", "colorschememapping", "datastore", "xmlnstbl"}
_DEEPEST = 2_000
_STEP = 50_000  # pieces between two times that progress is told
_CODEPAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}


@dataclass(frozen=True)
class _State:
    """What counts within a pair of braces."""

    skipped: bool = False
    gone: str = ""  # "deleted" when taken out in tracked changes, "v" when hidden
    codec: str = ""
    after_unicode: int = 1  # signs for old programs that follow a letter in Unicode
    in_note: bool = False
    where: str = ""
    bold: bool = False


@dataclass
class _Story:
    """The text so far and what was met on the way."""

    words: list[str] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    bytes_: bytearray = field(default_factory=bytearray)  # letters of a codepage, that may come in twos
    bytes_state: _State = _State()
    fonts: dict[str, str] = field(default_factory=dict)
    font: str = ""
    codec: str = "cp1252"
    images: int = 0
    remarks: int = 0
    changed: bool = False
    edges: bool = False
    lost: int = 0
    hidden: int = 0
    lead: bool = False  # words in bold that opened the line go on


def read(data: bytes) -> ReadText:
    """Text of an ``.rtf`` file. Errors: ``Unreadable``."""
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        raise Unreadable("intake.refused.not_rtf")
    story = _Reader(data).story
    text = "".join([*story.words, REST * story.lead])
    text = re.sub(f"\t+({REST}?)\n", r"\1\n", text).rstrip("\t")
    text = re.sub("^(?:[·•▪o§-]|\uf0b7)\t", "- ", text, flags=re.MULTILINE)
    text = re.sub(r"^(\d{1,2}[.)])\t", r"\1 ", text, flags=re.MULTILINE)
    notes = ["".join(note) for note in story.notes]
    lines = [
        *with_tables(text.strip("\n").split("\n")),
        *(f"[{n}] {' '.join(words.split())}" for n, words in enumerate(notes, start=1)),
    ]
    whole = "\n".join(lines).encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # an emoji comes in halves
    return ReadText(whole, "rtf", tuple(_notices(story)), lines_are_paragraphs=True)


class _Reader:
    """Goes through the file once."""

    def __init__(self, data: bytes) -> None:
        from striprtf import striprtf

        self._not_text = (set(striprtf.destinations) | _ALSO_SKIPPED) - _KEPT
        self._charsets = striprtf.charset_map
        self.story = _Story()
        self._state = _State()
        self._above: list[_State] = []
        self._ignorable = self._opened = False  # right after ``\*``, right after ``{``
        self._passed = 0  # signs for old programs that are still to come
        self._go_through(data)
        if self._above or not self._ended:
            raise Unreadable("intake.refused.damaged")  # stops halfway: the last part is not there

    def _go_through(self, data: bytes) -> None:
        place = steps = 0
        self._ended = False
        while place < len(data) and not self._ended:
            found = _TOKEN.match(data, place)
            if found is None:
                break
            place = found.end()
            word, number = (found["word"] or b"").decode(), found["number"]
            if word == "bin":  # bytes of a picture follow, whatever they look like
                place += max(0, int(number or 0))
            self._take(found, word, int(number) if number else None)
            steps += 1
            if steps % _STEP == 0:
                progress(place, len(data))
        self._flush()
        if data[place:].strip(b"\x00 \r\n\t\x1a"):
            raise Unreadable("intake.refused.damaged")  # a brace too many: what follows would be left out

    def _take(self, found: re.Match[bytes], word: str, number: int | None) -> None:
        if found["brace"]:
            self._brace(found["brace"] == b"{")
            return
        if word:
            self._word(word, number)
        elif found["hex"]:
            self._bytes(bytes.fromhex(found["hex"].decode()))
        elif found["sign"]:
            if found["sign"] == b"*":
                self._ignorable = True
                return
            self._say(_SYMBOLS.get(found["sign"], ""))
        elif found["text"]:
            self._bytes(found["text"])
        self._opened = self._ignorable = False

    def _brace(self, opens: bool) -> None:
        self._flush()
        if opens:
            self._above.append(self._state)
            if len(self._above) > _DEEPEST:
                raise Unreadable("intake.refused.too_heavy")
        else:
            if not self._above:
                raise Unreadable("intake.refused.damaged")
            self._state = self._above.pop()
            self._ended = not self._above
        self._opened, self._ignorable, self._passed = opens, False, 0

    def _word(self, word: str, number: int | None) -> None:
        story, state = self.story, self._state
        if word == "u" and number is not None:
            self._flush()
            self._say(chr(number % 0x10000))
            self._passed = state.after_unicode
            return
        self._flush()
        if word in ("fonttbl", "f", "fcharset"):
            self._font(word, str(number))
        if word in _SIGNS:
            self._say(_SIGNS[word])
        elif word in _CODEPAGES:
            story.codec = _CODEPAGES[word]
        elif word == "ansicpg" and number:
            story.codec = _codec(f"cp{number}", story.codec)
        elif word == "uc" and number is not None:
            self._state = replace(state, after_unicode=min(number, 100))
        elif word in ("deleted", "v"):
            self._state = replace(state, gone=word if number != 0 else "")
            story.changed |= word == "deleted" and number != 0
        elif word == "b":
            self._state = replace(state, bold=number != 0)
        elif word == "plain":
            self._state = replace(state, gone="", bold=False)
        elif word == "revised":
            story.changed = True
        else:
            self._destination(word)

    def _destination(self, word: str) -> None:
        """A group can hold something else than text; its first word says so."""
        story, state = self.story, self._state
        if not (self._opened or self._ignorable):
            return
        if word in _PICTURES and not state.skipped:
            story.images += 1
        story.remarks += word == "annotation" and not state.skipped
        where = word if word in _EDGES else state.where
        if word == "footnote" and not state.skipped:
            story.notes.append([])
            story.words.append(f"[{len(story.notes)}]")
            self._state = replace(state, in_note=True)
        elif word in self._not_text or (self._ignorable and word not in _KEPT):
            self._state = replace(state, skipped=True, where=where)

    def _font(self, word: str, number: str) -> None:
        story = self.story
        if word == "fonttbl":
            self._state = replace(self._state, where="fonts")
        elif word == "f":
            story.font = number
            if self._state.where != "fonts":
                self._state = replace(self._state, codec=story.fonts.get(number, ""))
        elif self._state.where == "fonts" and number.isdecimal() and int(number) in self._charsets and int(number) > 2:
            story.fonts[story.font] = _codec(self._charsets[int(number)], "")

    def _bytes(self, raw: bytes) -> None:
        if self._passed:
            passed, self._passed = raw[: self._passed], max(0, self._passed - len(raw))
            raw = raw[len(passed) :]
        if self._state is not self.story.bytes_state:
            self._flush()
            self.story.bytes_state = self._state
        self.story.bytes_ += raw

    def _flush(self) -> None:
        """Letters of a codepage become text; two bytes can be one letter, so not before all have come."""
        story = self.story
        raw, story.bytes_ = bytes(story.bytes_), bytearray()
        if raw:
            codec = story.bytes_state.codec or story.codec
            try:
                words = raw.decode(codec)
            except UnicodeDecodeError:
                words = raw.decode(codec, "replace")
                story.lost += words.count("\ufffd") * (not story.bytes_state.skipped)
            self._say(words, story.bytes_state)

    def _say(self, words: str, state: _State | None = None) -> None:
        if state is None:
            self._flush()
            state = self._state
        story = self.story
        if state.where in _EDGES:
            story.edges |= any(sign.isalpha() for sign in words)
        story.hidden += state.gone == "v" and not state.skipped and bool(words.strip())
        if state.skipped or state.gone or state.where == "fonts":
            return
        if state.in_note and story.notes:
            story.notes[-1].append(words)
            return
        self._mark(words, state.bold)
        story.words.append(words)

    def _mark(self, words: str, bold: bool) -> None:
        """Words in bold that open a line are marked."""
        story = self.story
        if story.lead and (words.startswith("\n") or (not bold and words.strip())):
            story.words.append(REST)
            story.lead = False
        elif bold and not story.lead and words.strip() and (not story.words or story.words[-1][-1:] == "\n"):
            story.words.append(LEAD)
            story.lead = True


def _codec(name: str, otherwise: str) -> str:
    try:
        b"".decode(name)
        "".encode(name)
        return name
    except LookupError:
        return {"cp65001": "utf-8", "cp10000": "mac_roman"}.get(name, otherwise)


def _notices(story: _Story) -> list[Notice]:
    found = [
        Notice("intake.notice.page_edges") if story.edges else None,
        Notice("intake.notice.changes") if story.changed else None,
        Notice("intake.notice.images", {"n": str(story.images)}) if story.images else None,
        Notice("intake.notice.remarks", {"n": str(story.remarks)}) if story.remarks else None,
        Notice("intake.notice.hidden", {"n": str(story.hidden)}) if story.hidden else None,
        Notice("intake.notice.lost_letters", {"n": str(story.lost)}) if story.lost else None,
    ]
    return [notice for notice in found if notice]
