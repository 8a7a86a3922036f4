"""Words in a note that may be someone's name, for a person to look at.

A list of names catches who is on it; a note also tells of a neighbour, a child, a helpdesk worker. What this looks for:
a capital inside a sentence (Dutch writes that for little else than names), who speaks, what stands behind *mevrouw* or
*oom*, initials with a last name, and first names that come up often, also where they open a sentence or lack their
capital. It finds too much (towns, organisations), and misses a rare name that only opens sentences or is typed without
a capital. Nothing is taken out by this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ontmoet_research.text.first_names import FIRST_NAMES, WORDS_TOO

from .labels import is_role
from .speakers import find_turns

__all__ = ["possible_names"]

_SHORT_WORD = 3  # De, Het, Een, Van, Bij, Wij
_PARTICLES = r"(?:van|von|de|der|den|het|'t|’t|ten|ter|te|el|al|bin|ben|v\.?[ ]?d\.?|v/d)"
# Also those of names from elsewhere: Ş, İ, Č, Ł, Ž.
_CAPITAL = "[" + "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isupper()) + "]"
_LOWER = "[" + "".join(chr(code) for code in range(0x61, 0x250) if chr(code).islower()) + "]"
# A word with a capital, perhaps more of them, perhaps with "van de" in between.
_NAME = re.compile(rf"{_CAPITAL}[\w'’-]*(?:[ ](?:{_PARTICLES}[ ]){{0,2}}{_CAPITAL}[\w'’-]*){{0,3}}")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?…:;\n•*\-–—#>\"“‘(\[/]|\d[.)])[\s\"“‘'(*_#>•\-–—]*$")
_ABBREVIATED = re.compile(r"\b(?:mw|mevr|dhr|dr|drs|ing|ir|prof|mr|fam|bv|bijv|o\.a)\.[ ]$", re.IGNORECASE)
_SMALL = re.compile(rf"(?<![\w@./]){_LOWER}[\w'’-]*(?![@./]?\w|@)")  # not in an address of mail or web
_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?![\w@/]|\.\w)")
_TITLED = re.compile(
    r"\b(?:mevrouw|mevr\.?|mw\.?|meneer|mijnheer|de heer|dhr\.?|dr\.|drs\.|ing\.|prof\.|fam\.|familie"
    r"|tante|oom|opa|oma|juf|zuster|dokter|buurvrouw|buurman|neef|nicht)[ ]"
    rf"(?P<name>(?:[A-Z]\.[ ]?){{0,4}}(?:{_PARTICLES}[ ]){{0,3}}(?P<last>[^\W\d_][\w'’-]+)(?:-{_CAPITAL}[\w'’-]+)?)",
    re.IGNORECASE,
)
_INITIALS = re.compile(rf"(?<!\w)(?:{_CAPITAL}\.[ ]?){{1,4}}[ ]?(?:{_PARTICLES}[ ]){{0,3}}{_CAPITAL}[\w'’-]+")
_SURNAME_AFTER = re.compile(rf"[ ](?:{_PARTICLES}[ ]){{1,3}}[^\W\d_]{{3,}}")
_PERSON_AFTER = re.compile(
    r"(?:'s|’s|'|’)?(?:[ ](?:zei|zegt|zeggen|vertelde|vertelt|vroeg|vraagt|vond|vindt|belde|belt|appte|mailde"
    r"|antwoordde|riep|kwam|komt|ging|gaat|woont|woonde|werkt|werkte|heeft|had|doet|deed|kan|kon|wil|wilde|moet|moest|mag|weet"
    r"|wist|is|was|en[ ]ik|uit|van|lachte|lacht|huilde|knikte|dacht|denkt|kent|kende|hielp|helpt|stuurde|kreeg|krijgt"
    r"|schreef|nam|neemt|bleef|blijft|staat|stond|zit|zat|ziet|zag|liet|laat|las|leest)\b|[ ]*[,;:.!?)]|[ ]en\b|\n|$)"
)
_NO_NAMES = frozenset(
    """
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
    september oktober november december nederland nederlands nederlandse ik wmo wia ww uwv svb digid pgb ggd ggz vng
    whatsapp facebook google zoom teams word excel powerpoint mentimeter kerst pasen ramadan ok oké ja nee tv id pin
    ontmoeting ontmoetingen engels arabisch turks pools europa suikerfeest sinterklaas bijstand bsn iban boa wlz dga
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)
_OPENINGS = frozenset(
    """
    volgens toen daarna daarvoor namens gisteren vandaag morgen maar zonder tegen tussen tijdens omdat onze deze mijn
    zijn haar jouw jullie mevrouw meneer mijnheer beste lieve geachte groeten groetjes stichting vereniging vanuit
    vanaf tenslotte wanneer waarom welke hoeveel iemand iedereen niemand alleen eerst later verder ondertussen intussen
    naast behalve zoals ongeveer ruim vooral hier daar waar dokter tante buurvrouw buurman moeder vader opa's oma's
    sinds binnen buiten achter boven onder samen bewoner bewoners deelnemer vrijwilliger familie zuster gelukkig helaas
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)
_ASKING = frozenset(
    """
    laat vraag bel geef help zeg kijk volg neem stuur roep haal breng hoor zie ken kent weet heeft had was is zijn kan
    kon wil wilde mag mocht moet moest gaat ging komt kwam zei zegt belde vroeg vertel vertelde dank bedankt dankzij
    hallo hoi dag groet groeten sorry wacht luister denk herken bedank vind vindt vond zag ziet hielp helpt woont werkt
    zit staat doet deed geeft gaf krijgt kreeg neemt nam maakt schrijf leest las ook zelfs juist misschien natuurlijk
    tegenover behalve want dus toch nou nu ja nee oké goed wel alleen dat dit die wie wat
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)
_NO_LAST_NAMES = frozenset(
    """
    die dat van uit met en of op in is was zei zegt had heeft komt kwam gaat ging kan wil wilde moet moest mag doet
    belde belt vroeg vertelde vertelt vond vindt ook al er nog niet wel om te de het een mijn haar zijn naast aan bij
    voor naar toen dan als maar want dus hier daar zelf beneden boven hebben zijn werd wordt ziet zag achter achterna
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)


def possible_names(text: str, known: Iterable[str] = ()) -> list[str]:
    """Stretches that may be a name, each once; ``known`` aliases and places are left out.

    A word that is also written without a capital is no name: with "de Gemeente" every "gemeente" would go. A first name
    that comes up often stays one, also when someone types it without a capital.

    >>> possible_names("Gisteren belde Noor van Dam met Merel. Noor was blij.", known=["Merel"])
    ['Noor van Dam']
    >>> possible_names("Joris: dat kan anders. Ik zag wilma.")
    ['Joris', 'wilma']
    """
    known = list(known)
    chosen = {part.casefold() for name in known for part in [name, *name.split()]}
    small = {word[0].casefold() for word in _SMALL.finditer(text)} - (FIRST_NAMES - WORDS_TOO)
    left_out = {*_NO_NAMES, *small, *chosen}
    inside = [_without_owning(words) for match in _NAME.finditer(text) if (words := _written(text, match))]
    speaking = [turn.label for turn in find_turns(text, known) if turn.sure and not is_role(turn.label)]
    names = [_without(left_out, words.split()) for words in [*inside, *speaking]]
    names += [name for name in [*_titled(text), *_first_names(text)] if name.casefold() not in chosen]
    return _each_once(name for name in names if name)


def _each_once(names: Iterable[str]) -> list[str]:
    """Each name once; one that is a word of a name before it in the list is found with that one."""
    kept: dict[str, str] = {}
    parts: set[str] = set()
    for name in names:
        if name.casefold() not in parts:
            kept.setdefault(name.casefold(), name)
            parts |= {name.casefold(), *(part.casefold() for part in re.split("[ -]", name) if part[:1].isupper())}
    return list(kept.values())


def _titled(text: str) -> Iterator[str]:
    """What stands behind *mevrouw*, and initials with a last name."""
    for match in _TITLED.finditer(text):
        last = match["last"]
        if last[0].isupper() or last.casefold() not in _NO_LAST_NAMES:
            yield _without_owning(match["name"])
    yield from (_without_owning(match[0]) for match in _INITIALS.finditer(text))


def _first_names(text: str) -> Iterator[str]:
    """Common first names, also without a capital or opening a sentence; with the last name if one follows."""
    for match in _WORD.finditer(text):
        word = match[0]
        plain = _stem(word)
        if plain not in FIRST_NAMES:
            continue
        if word[0].islower() and (len(word) <= 3 or plain in WORDS_TOO):
            continue
        if plain in WORDS_TOO and not _PERSON_AFTER.match(text, match.end()):
            continue
        after = _SURNAME_AFTER.match(text, match.end())
        yield word + (after[0] if after and after[0].split()[-1][0].isupper() else "")


def _stem(word: str) -> str:
    """The name without the s of owning: "Wilmas" is of Wilma."""
    plain = word.casefold()
    return plain[:-1] if plain not in FIRST_NAMES and plain.endswith("s") and len(plain) > 4 else plain


def _without_owning(name: str) -> str:
    return re.sub(r"['’][sS]$", "", name).rstrip("'’-")


def _without(left_out: set[str], words: list[str]) -> str:
    """The words without those at either end that are no name: "Gemeente Zandwijk" gives "Zandwijk"."""
    kept = [place for place, word in enumerate(words) if word.casefold() not in left_out]
    return " ".join(words[kept[0] : kept[-1] + 1]) if kept else ""


def _written(text: str, match: re.Match[str]) -> str:
    """The name in words with a capital; of those that open a sentence only what can't be its first word."""
    if not _opens_sentence(text, match.start()):
        return match[0]
    first, *rest = match[0].split()
    if rest and first.casefold() in _ASKING:  # "Laat Truus hem voorlezen": the verb is no part of the name
        return " ".join(rest)
    return match[0] if _is_two(match[0]) else ""


def _is_two(words: str) -> bool:
    """Two words with a capital, the first of which is no common opening: a name, also where a sentence begins."""
    first, *rest = words.split()
    two = any(word[0].isupper() and len(word) > _SHORT_WORD - 1 for word in rest)
    return two and len(first) > _SHORT_WORD and not first.isupper() and first.casefold() not in _OPENINGS


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start]
    return bool(_SENTENCE_STARTS.search(before)) and not _ABBREVIATED.search(before)
