"""What stands before a colon, or above words: someone who speaks, or nobody? Pure: a label in, a likeness out.

``Wilma:`` and ``Kosten:`` look the same. What tells them apart is what the word is: a first name that comes up often, a
role, a code such as D1; or a word that heads a part of a note. Dutch makes new words by joining, and the last part says
what it is: a *werkgroep* and a *schrijfgroep* are both a *groep*. So the last parts stand here, not all words. A word
that is neither is ``MAYBE``: the note around it decides, or a person does.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

from ontmoet_research.text.first_names import FIRST_NAMES, WORDS_TOO

from .label_words import FUNCTION, NOBODY, NOBODY_ENDS, ROLE_ENDS, ROLES

__all__ = ["BETWEEN_NAMES", "Likeness", "is_role", "likeness", "plain_label"]


class Likeness(IntEnum):
    """How much a label looks like someone who speaks."""

    NOBODY = 0
    MAYBE = 1
    PERSON = 2


BETWEEN_NAMES = frozenset(
    """
    van von de der den het ten ter te el al bin ben ibn abu la le da di dos du y 't ’t 's v.d. vd v/d op aan
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)
_ARTICLES = {"de", "het", "een", "the", "a", "der", "die"}
_SUFFIX = re.compile(r"(?:ing|ingen|heid|heden|tie|ties|atie|aties|isme|teit|teiten|schap|schappen|ment|gevend|end|baar"
                     r"|loos|logie|sel|nis|nissen|tion|ness)$")  # fmt: skip
_CODE = re.compile(r"[A-Za-z]{1,3}[ .-]?\d{1,3}[a-z]?")
_NO_CODES = re.compile(r"(?:a[1-6]|b[12]|c[12]|q[1-4]|h\d+|p\d{3}|blz|pag)[ .-]?\d*", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,5}(?:[^\W\d_]\.?)?")
_LONGEST, _MOST_WORDS, _FEW_WORDS = 80, 7, 3
_ASIDE = re.compile(r"\s*[(\[|/].*$")
_FIRST = frozenset(
    "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    for name in FIRST_NAMES
)
_PHONE = re.compile(r"\+?\d[\d ()-]{7,}\d")


def plain_label(label: str) -> str:
    """A label for comparing: white space as one space, no capitals.

    >>> plain_label(" Jan  de Boer")
    'jan de boer'
    """
    return " ".join(label.split()).casefold()


def is_role(label: str) -> bool:
    """Whether it says what someone is at the meeting, perhaps with a number: "De wethouder", "Spreker 2".

    >>> [is_role(one) for one in ("een bewoner", "Welzijnswerker", "Deelnemer 3", "Wilma")]
    [True, True, True, False]
    """
    words = plain_label(_ASIDE.sub("", label)).split()
    words = words[1:] if words and words[0] in _ARTICLES else words
    if not words:
        return False
    first, last = (word.rstrip("0123456789.-_#") for word in (words[0], words[-1]))
    if first in ROLES:
        return True
    return len(words) <= _FEW_WORDS and (_ends(first, ROLE_ENDS) or last in ROLES)


def likeness(label: str) -> Likeness:
    """Whether a label looks like someone who speaks.

    >>> [likeness(one).name for one in ("Wilma", "Jan de Boer", "D1", "Werkvorm", "Figuur 1", "Zwaluw")]
    ['PERSON', 'PERSON', 'PERSON', 'NOBODY', 'NOBODY', 'MAYBE']
    """
    shown = _ASIDE.sub("", label).strip(" \t*_•-–\"'“”")
    words = shown.split()
    if _PHONE.fullmatch(label.strip()):
        return Likeness.PERSON
    if not words or len(label) > _LONGEST or len(words) > _MOST_WORDS or not any(sign.isalpha() for sign in shown):
        return Likeness.NOBODY
    if is_role(shown):
        return Likeness.PERSON
    if _CODE.fullmatch(shown):
        return Likeness.NOBODY if _NO_CODES.fullmatch(shown) or words[0].casefold() in NOBODY else Likeness.PERSON
    if _is_first_name(words):
        return Likeness.PERSON
    if _names_nobody(words):
        return Likeness.NOBODY
    if "," in shown:
        return _surname_first(shown)
    return _as_written(words)


def _is_first_name(words: list[str]) -> bool:
    first = _bare(words[0].rstrip(","))
    if first not in _FIRST and not all(part in _FIRST for part in first.split("-")):
        return False
    if words[0][0].islower():
        return len(words) == 1 and len(first) > 2 and first not in WORDS_TOO
    return all(_may_be_in_name(word) for word in words[1:])


def _names_nobody(words: list[str]) -> bool:
    plain = [word.casefold().strip("0123456789.,:;'\"“”’") for word in words]
    first, last = plain[0], next((word for word in reversed(plain) if word), "")
    if first in NOBODY or last in NOBODY:
        return True
    if any(word in FUNCTION and word not in BETWEEN_NAMES for word in plain):
        return True
    if len(words) > 1 and _bare(words[-1]) in _FIRST and _is_initial(words[0]):
        return False
    joined = [word for word in (first, last) if len(word) > 5]
    return any(_ends(word, NOBODY_ENDS) or (len(word) > 6 and _SUFFIX.search(word)) for word in joined[:1])


def _surname_first(shown: str) -> Likeness:
    """``Vries, Jan de``; ``Jansen, P.``; but ``Rust, reinheid`` is nobody."""
    last, _, rest = shown.partition(",")
    after = rest.split()
    capitals = bool(after) and all(_may_be_in_name(word) for word in after) and len(after) <= 4
    return Likeness.PERSON if capitals and last[:1].isalpha() and _bare(after[0]) not in FUNCTION else Likeness.NOBODY


def _as_written(words: list[str]) -> Likeness:
    capitals = [word for word in words if word[0].isupper() or not word[0].isascii()]
    if not capitals:
        return Likeness.MAYBE if len(words) == 1 else Likeness.NOBODY
    if not all(_may_be_in_name(word) or word.isdecimal() for word in words):
        return Likeness.NOBODY
    names = [word for word in words if not word.isdecimal()]
    several = len(names) > 1 and len(capitals) > 1 and not words[0].isupper()
    return Likeness.PERSON if several else Likeness.MAYBE


def _may_be_in_name(word: str) -> bool:
    return word[0].isupper() or word.casefold() in BETWEEN_NAMES or _is_initial(word) or not word[0].isascii()


def _is_initial(word: str) -> bool:
    return bool(_INITIALS.fullmatch(word))


def _bare(word: str) -> str:
    """A word without capitals, accents and signs at its edges."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).strip(".,;:'’\"()")


def _ends(word: str, ends: tuple[str, ...]) -> bool:
    """Whether a joined word ends so, with something in front of it."""
    return any(word.endswith(end) and len(word) >= len(end) + 2 for end in ends)
