"""Find the group's own names in a text, also when they are spelled a little differently.

A name is compared in a folded form in which Erik, Eric and Erick, Renée and Renee, Thijs and Tijs, Mohamed and
Mohammed are alike. First and last names count by themselves; stretches that belong together become one. In Dutch *wil*,
*bas*, *roos* and *bloem* are words, so a name that is also a word, or one of four letters or fewer that the lists of
Dutch words hold, must have a capital, or stand where only someone who speaks stands ("wil zei", "bas: ..."); *kees* and
*hans* are no words. A day before it makes *Jan* a month.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ontmoet_research.text.first_names import FIRST_NAMES, WORDS_TOO
from ontmoet_research.text.word_forms import is_known_word

__all__ = ["NamedAs", "find_names", "find_owned"]

_LETTERS = re.compile(r"[^\W\d_]+")
_BETWEEN = {"van", "de", "der", "den", "het", "ten", "ter", "te", "el", "al", "bin", "ben", "t"}
_PARTICLES = r"(?:van|von|de|der|den|het|'t|’t|ten|ter|te|el|al|bin|ben|v\.?[ ]?d\.?|v/d|v\.)"
_SHORT = 4
_TINY = 2  # letters; so short a name is too often a part of something else
_FOLDS = (("sch", "sg"), ("ij", "y"), ("ck", "k"), ("th", "t"), ("ph", "f"), ("ou", "u"), ("x", "ks"), ("z", "s"))
_INITIALS = re.compile(r"(?:\b[A-Z]\.[ ]?)+$")
_INITIAL_AFTER = re.compile(r"[ ](?:(?:van|de|der|den)[ ]){0,2}[A-Z]\.(?![\w])(?=[ ]?(?:[a-z,;:)]|$))")
_JOINS = re.compile(rf"(?:[ -]|[ ](?:{_PARTICLES}[ ]){{1,3}})", re.IGNORECASE)
_JOINS_LINES = re.compile(rf"[ ]?\n[ ]?(?:{_PARTICLES}[ ]){{0,3}}|(?:[ ]{_PARTICLES}){{1,3}}[ ]?\n[ ]?", re.IGNORECASE)
_RUN_BEFORE = re.compile(rf"(?<![\w'’])(?:{_PARTICLES}[ ]){{1,3}}$", re.IGNORECASE)
_TITLE_BEFORE = re.compile(
    r"\b(?:mevrouw|mevr\.?|mw\.?|meneer|mijnheer|de[ ]heer|dhr\.?|dr\.?|drs\.?|ing\.?|fam\.?|familie)[ ]"
    rf"(?:{_PARTICLES}[ ]){{0,3}}$",
    re.IGNORECASE,
)
_SPEAKS_AFTER = re.compile(
    r"(?:[ ]*:(?!\w)"
    r"|[ ](?:zei|zegt|vertelde|vertelt|vroeg|vraagt|vond|vindt|belde|belt|appte|mailde|antwoordde|riep)\b)"
)
_NUMBER_BEFORE = re.compile(r"\d[ .-]$")
_MONTH_AFTER = re.compile(r"\b(?:in|sinds|vanaf|eind|begin|half|medio|per|t/m) $", re.IGNORECASE)  # in jan
_ASKS_AFTER = re.compile(r"[ ](?:je|jij|jullie|u|ik|hij|zij|ze|iemand|men)\b")
_COUNTED = {"jan", "mei", "jun", "maart", "april", "juni", "juli", "augustus", "mark"}  # after a number: no person
_VERBS = {"wil", "mag", "bent"}  # opening a question
# Names that are also words, longer than four letters; shorter ones need a capital anyway.
_ALSO_WORDS = frozenset(
    """
    bloem bakker visser koning vogel dekker molen prins winter zomer herfst groen zwart bruin klein groot lange jonge
    brouwer schipper slager kramer kuiper timmer timmerman schilder smeets wolff vries kroon linde hoogland dijkstra
    berg bosch heuvel polder akker hemel engel ridder keizer graaf meester leeuw schaap vreugde vrede hoop liefde
    lente maart april augustus marga iris jasmijn roosje floor merel linda storm beer wolf spring kamer poort
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
) - {"vries", "dijkstra", "smeets", "linda", "marga"}
# Short names that no Dutch word is: without a capital they are a name all the same, as in quick notes.
_NO_WORDS = (FIRST_NAMES - WORDS_TOO - {"ben", "ken", "elke", "adel", "wei", "riet", "mats", "harm"}) | frozenset(
    """
    daan ed faas hein jip koos noor pam pien puck ruud sem siem tim tom isa ida ans mina mira olga stan sam tina tara
    vera loes guy willy
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)
_DIMINUTIVES = ("etje", "tje", "pje", "kje", "je")


@dataclass(frozen=True, order=True)
class NamedAs:
    """A stretch of text that is a name: code points, whose name it can be (ids), and the letters that show owning."""

    start: int
    end: int
    owners: frozenset[str] = field(default=frozenset(), compare=False)
    owns: bool = field(default=False, compare=False)


def find_names(text: str, names: Iterable[str], *, parts: bool = True) -> list[tuple[int, int]]:
    """Start and end of each stretch of the text that is one of ``names``.

    ``parts``: whether a first or last name alone counts; otherwise only the name as a whole does.

    >>> find_names("Erick en mevrouw De Vries", ["Eric de Vries"])
    [(0, 5), (17, 25)]
    """
    if not parts:
        return sorted({span for name in names for span in _find_whole(text, name)})
    return [(one.start, one.end) for one in find_owned(text, {"": list(names)})]


def find_owned(text: str, names: Mapping[str, Iterable[str]]) -> list[NamedAs]:
    """The names of a text, in order, with whose they can be. ``names`` holds the names of each person, by id.

    >>> [(one.start, one.end, sorted(one.owners)) for one in find_owned("Jan en Bea", {"p1": ["Jan"], "p2": ["Bea"]})]
    [(0, 3, ['p1']), (7, 10, ['p2'])]
    """
    wanted = _Wanted(names)
    if not wanted.owners:
        return []
    found = [one for match in _LETTERS.finditer(text) if (one := _named(text, match, wanted))]
    return [_with_edges(text, one, wanted) for one in _joined(text, found)]


class _Wanted:
    """The parts of all names, folded: whose they are, and which words stand before them in the whole name."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self.owners: dict[str, set[str]] = {}
        self.before: dict[str, set[tuple[str, ...]]] = {}
        self.small: set[str] = set()  # names that were given without a capital, as someone typed them
        for owner, own in names.items():
            for name in own:
                plain = unicodedata.normalize("NFC", name)
                self._add(owner, _LETTERS.findall(plain))
                for word in (each for each in plain.split() if "-" in each):
                    self._own(owner, "".join(_LETTERS.findall(word)))  # Jan-Willem is also typed as JanWillem

    def _add(self, owner: str, words: list[str]) -> None:
        between: list[str] = []
        for word in words:
            if (word.islower() and len(word) == 1) or (len(word) > 1 and word.casefold() in _BETWEEN):
                between.append(word)
            elif len(word) > 1:
                self._own(owner, word)
                self.before.setdefault(_folded(word), set()).add(_run(between))
                between = []

    def _own(self, owner: str, word: str) -> None:
        self.small |= {word} if word.islower() else set()
        self.owners.setdefault(_folded(word), set()).add(owner)


def _find_whole(text: str, name: str) -> Iterator[tuple[int, int]]:
    together = r"[\s-]+".join(re.escape(word) for word in name.split())
    pattern = re.compile(rf"(?<!\w){together}(?!\w)", re.IGNORECASE)
    return (match.span() for match in pattern.finditer(text) if match[0])


def _named(text: str, match: re.Match[str], wanted: _Wanted) -> NamedAs | None:
    word = match[0]
    for form, owns in _forms(word):
        owners = wanted.owners.get(_folded(form))
        if owners and (form in wanted.small or _can_be_name(text, match, form)):
            return NamedAs(match.start(), match.end(), frozenset(owners), owns)
    return None


def _forms(word: str) -> Iterator[tuple[str, bool]]:
    """What the name can be: the word, without the s of owning, and without the ending that makes it small."""
    yield word, False
    if word[-1:] in "sS" and len(word) > 3:
        yield word[:-1], True  # Wilmas fiets, Jans tuin
    for ending in _DIMINUTIVES:
        if word.casefold().endswith(ending) and len(word) >= len(ending) + 3:
            yield word[: -len(ending)], False  # Jantje, Keesje, Annaatje


def _can_be_name(text: str, match: re.Match[str], form: str) -> bool:
    word, plain = match[0], form.casefold()
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 14]
    if plain in _COUNTED and _NUMBER_BEFORE.search(before):
        return False
    if word == "jan" and _MONTH_AFTER.search(before):
        return False
    if plain in _VERBS and _ASKS_AFTER.match(after) and word[0].isupper():
        return False
    if word[0].isupper() or plain in _NO_WORDS:
        return True
    if plain not in _ALSO_WORDS and (len(form) > _SHORT or (len(form) > _TINY and not is_known_word(plain))):
        return True
    opens_line = match.start() == 0 or text[match.start() - 1] == "\n"
    speaks = _SPEAKS_AFTER.match(after)
    return bool(_TITLE_BEFORE.search(before) or (speaks and (":" not in speaks[0] or opens_line)))


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).casefold()
    plain = plain.replace("ı", "i")  # Aydın is typed Aydin on a Dutch keyboard
    for typed, alike in _FOLDS:
        plain = plain.replace(typed, alike)
    return re.sub(r"(.)\1+", r"\1", plain.replace("c", "k").replace("y", "i"))


def _run(words: Iterable[str]) -> tuple[str, ...]:
    """The words before a last name, alike when they are said alike: van den, v.d. and Van de are."""
    plain = [letter for word in words for letter in _LETTERS.findall(word.casefold())]
    spelled = {"v": "van", "d": "de", "den": "de", "der": "de", "al": "el", "t": "het", "ter": "te", "ten": "te"}
    return tuple(spelled.get(word, word) for word in plain)


def _joined(text: str, found: list[NamedAs]) -> list[NamedAs]:
    """Names with only a space, a hyphen or *van de* between them are one name; over a line end only one's own are."""
    joined: list[NamedAs] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and _belong(text, last, one):
            joined[-1] = NamedAs(last.start, one.end, last.owners & one.owners, one.owns)
        else:
            joined.append(one)
    return joined


def _belong(text: str, first: NamedAs, then: NamedAs) -> bool:
    if _JOINS.fullmatch(text, first.end, then.start):
        return True
    other = _folded(text[first.start : first.end]) != _folded(text[then.start : then.end])
    return other and bool(first.owners & then.owners and _JOINS_LINES.fullmatch(text, first.end, then.start))


def _with_edges(text: str, one: NamedAs, wanted: _Wanted) -> NamedAs:
    """The name with its initials, and with the *van de* before a last name that stands alone."""
    start, end = one.start, one.end
    before = text[max(0, start - 24) : start]
    if (run := _RUN_BEFORE.search(before)) and _is_part(text, start, run[0], before[: run.start()], wanted):
        start -= len(run[0])
    if initials := _INITIALS.search(text, max(0, start - 16), start):
        start = initials.start()
    if after := _INITIAL_AFTER.match(text, end):
        end = after.end()
    return NamedAs(start, end, one.owners, one.owns)


def _is_part(text: str, start: int, run: str, before: str, wanted: _Wanted) -> bool:
    first = _LETTERS.match(text, start)
    known = wanted.before.get(_folded(first[0]), set()) if first else set()
    told = _run(run.split())
    spelled = any(told[-len(each) :] == each for each in known if each)
    return spelled or (run[0].isupper() and any(known)) or bool(_TITLE_BEFORE.search(before))
