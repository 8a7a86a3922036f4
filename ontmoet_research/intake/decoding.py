"""Find out how the letters of a text file were stored, and say so when that is a guess.

In this order: a byte order mark; UTF-16 without mark (its zeros give it away); strict UTF-8; then one of the
two old ways that Dutch notes still come in, Windows (cp1252) and Mac (mac_roman). Between those two decides
which one gives letters and signs that stand where Dutch writing has them; charset-normalizer breaks a tie.
Used alone it took 4 of 6 short Dutch Mac texts for Windows, because most of their letters are the same in
both.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from ontmoet_research.intake.readers import Unreadable

__all__ = ["Decoded", "decode"]

_MARKS = (  # the longer mark first: UTF-32 starts like UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD_ENCODINGS = ("cp1252", "mac_roman")
_OTHER_FILES = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"{\\rtf",
)  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.005  # a note from an old program can hold one or two; a picture or program holds far more

_EVERYDAY_LETTERS = "éëïöüèóáêàçÉ"
_OTHER_LETTERS = "íúñâîôûäßåæøœìòùýÿÈËÏÖÜÓÁÊÀÇÄÅŒ"
_SIGNS = "“”‘–—…€•°½¼²³«»„£§©®™·×\u00a0"
_ENOUGH = 5_000  # that many characters outside ASCII are judged; more would not change the answer
_LEAST = 1  # mean points (see _dutchness) below which we say that we can't read the letters
_FEW = 8  # "één" is for two thirds special; with fewer letters a share says nothing
_PREVIEW_LENGTH = 80


@dataclass(frozen=True)
class Decoded:
    """A text, how it was stored, and whether that is certain; ``preview`` is a line to check with your eyes.

    The preview is the first line with a letter outside plain ASCII, cut around that letter.
    """

    text: str
    encoding: str
    certain: bool
    preview: str = ""


def decode(data: bytes) -> Decoded:
    """Turn the bytes of a text file into text.

    Errors: ``Unreadable`` when this is not a text file, or stored in a way we don't know.

    >>> decode("één".encode("cp1252"))
    Decoded(text='één', encoding='cp1252', certain=False, preview='één')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data.removeprefix(mark), encoding), encoding, certain=True)
    if data.startswith(_OTHER_FILES):
        raise Unreadable("intake.refused.no_text_file")
    if guess := _utf16_without_mark(data):
        text = _refuse_binary(_strict(data, guess))
        return Decoded(text, guess, certain=False, preview=_preview(text))
    try:
        return Decoded(_refuse_binary(data.decode("utf-8")), "utf-8", certain=True)
    except UnicodeDecodeError:
        return _decode_old(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("intake.refused.letters_unknown") from None


def _refuse_binary(text: str) -> str:
    if "\x00" in text or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise Unreadable("intake.refused.no_text_file")
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of a western text has a zero in nearly every second byte, and hardly any in the others."""
    pairs = len(data) // 2
    if len(data) % 2 or pairs < 2:
        return None
    zeros_first, zeros_second = data[::2].count(0), data[1::2].count(0)
    if zeros_second > 0.8 * pairs and zeros_first < 0.05 * pairs:
        return "utf-16-le"
    if zeros_first > 0.8 * pairs and zeros_second < 0.05 * pairs:
        return "utf-16-be"
    return None


def _decode_old(data: bytes) -> Decoded:
    readings = {}
    for encoding in _OLD_ENCODINGS:
        try:
            readings[encoding] = _refuse_binary(data.decode(encoding))
        except UnicodeDecodeError:  # cp1252 has five holes
            continue
    scores = {encoding: _dutchness(text) for encoding, text in readings.items()}
    best = max(scores.values())
    if best < _LEAST:
        raise Unreadable("intake.refused.letters_unknown")
    winners = [encoding for encoding, score in scores.items() if score == best]
    encoding = winners[0] if len(winners) == 1 else _tie_break(data, winners)
    return Decoded(readings[encoding], encoding, certain=False, preview=_preview(readings[encoding]))


def _dutchness(text: str) -> float:
    """Mean over the characters outside ASCII: 2 where Dutch has them, 1 possible, -2 odd in this place.

    When a quarter of the letters is outside ASCII it is another language, or letters read wrongly: -2.
    """
    places = [match.start() for match in islice(re.finditer("[^\x00-\x7f]", text), _ENOUGH)]
    points = [_points(text[place - 1 : place], text[place], text[place + 1 : place + 2]) for place in places]
    special, plain = (sum(map(str.isalpha, re.findall(part, text[:_ENOUGH]))) for part in ("[^\x00-\x7f]", "[a-zA-Z]"))
    if special >= _FEW and special * 3 > plain:
        return -2
    return sum(points) / len(points)


def _points(before: str, character: str, after: str) -> int:
    if character == "’":  # also inside a word: foto’s
        return 2
    if character in _SIGNS:
        return -2 if before.isalpha() and after.isalpha() else 2
    if character not in _EVERYDAY_LETTERS + _OTHER_LETTERS:
        return -2
    small = character.islower()
    if (small and after.isupper()) or (not small and before.islower()):  # ëWat, cafÉ
        return -2
    return 2 if character in _EVERYDAY_LETTERS else 1


def _tie_break(data: bytes, winners: list[str]) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=winners).best()
    return best.encoding if best and best.encoding in winners else winners[0]


def _preview(text: str) -> str:
    found = re.search("[^\x00-\x7f]", text)
    if not found:
        return text[:_PREVIEW_LENGTH].strip().split("\n")[0].strip()
    line_start = max(text.rfind(end, 0, found.start()) for end in "\r\n") + 1
    start = max(line_start, found.start() - _PREVIEW_LENGTH // 2)
    return re.split("[\r\n]", text[start : start + _PREVIEW_LENGTH])[0].strip()
