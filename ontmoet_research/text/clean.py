"""Clean a text once, when it comes in, so that every later position in it stays right.

What a cleaned text promises: it is NFC, its only line end is ``\\n``, it can be stored as UTF-8 and written
in XML and JSON, and cleaning it again changes nothing. What people typed stays: emoji, the joiners inside
them, marks for right-to-left writing, hard spaces, soft hyphens, spelling.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean_text"]

_BYTE_ORDER_MARK = "\ufeff"

# Not allowed in XML 1.0, or invisible and without meaning in a note. Tab, LF, CR and the line ends below stay
# out of this set. U+0080-U+009F are control characters too; U+0085 among them is a line end.
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

# Half a surrogate pair can't be stored as UTF-8. It shows as the sign for "a letter was lost here".
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

# Each of these ends a line for people: CR and CRLF, vertical tab (a soft line end in Word), form feed (a new
# page), NEL, and Unicode's line separator. A new page may fall in the middle of a sentence, so it is one line
# end, not two.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
_PARAGRAPH_END = "\u2029"  # this one says "new paragraph", so it becomes a blank line


def clean_text(raw: str) -> str:
    """Give ``raw`` in NFC, with ``\\n`` as only line end, without byte order mark and illegal characters.

    Marks at the very start go, also when two files were pasted together; one in the middle is left alone.

    >>> clean_text("\\ufeffRegel een\\r\\nRegel\\x00 twee")
    'Regel een\\nRegel twee'
    """
    text = _ILLEGAL.sub("", raw)
    text = _LONE_SURROGATE.sub("\ufffd", text)
    text = _LINE_END.sub("\n", text).replace(_PARAGRAPH_END, "\n\n")
    return unicodedata.normalize("NFC", text.lstrip(_BYTE_ORDER_MARK))
