"""Find who is speaking in a note: lines that start with "Wilma: …" or "Gespreksleider – …".

A colon also follows many words that are nobody: "Let op:", "Actie:", "Om 14:30 uur:". So a label counts as a speaker
when it is known (the group's own aliases, passed in), when it is a role, when it is written as a name ("Jan de Boer",
"Deelnemer 3"), or when one word comes back that way. A dash needs more: it must be known, be a role, or come back.
Missing someone leaves two voices on one card; one too many only gives a card a name that belongs to no one. A person
links labels to people, so this leans to finding too much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Turn", "find_turns"]


@dataclass(frozen=True)
class Turn:
    """Where someone starts to speak: ``label`` as typed, ``start`` of the line, ``words_from`` of what is said."""

    label: str
    start: int
    words_from: int


# Perhaps a list sign or bold signs; one to four words; perhaps a remark in brackets; a colon, or a dash in spaces.
_LINE = re.compile(
    r"^[ \t]*(?:[-*•][ \t]+)?(?:\*\*|__)?"
    r"(?P<label>[^\W\d_][\w.'’-]{0,30}(?:[ \t][\w.'’-]{1,30}){0,3})"
    r"(?:[ \t]*\([^()\n]{1,40}\))?(?:\*\*|__)?"
    r"(?P<mark>[ \t]*:|[ \t]+[–—-])(?:\*\*|__)?"
    r"(?:[ \t]+(?P<says>\S)|[ \t]*$)",
    re.MULTILINE,
)
_ARTICLES = {"de", "het", "een"}
_BETWEEN_NAMES = {"van", "de", "der", "den", "het", "ten", "ter", "te", "el", "al", "bin", "'t"}
ROLES = frozenset(
    """
    ambtenaar begeleider bewoner bewoonster buurtbewoner deelneemster deelnemer docent ervaringsdeskundige
    ervaringsonderzoeker facilitator gast gespreksleider gespreksleidster hulpverlener iemand interviewer
    inwoner moeder notulist onderzoeker opbouwwerker professional respondent spreker student vader
    voorzitter vrijwilliger wethouder
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)
# Words that stand before a colon and are nobody, however often they come back.
_NOBODY = frozenset(
    """
    aanleiding aanwezig aanwezigen actie actiepunt actiepunten acties adres afgemeld afmeldingen afsluiting
    afspraak afspraken afwezig agenda antwoord antwoorden april augustus besluit besluiten bijeenkomst
    bijvoorbeeld blad bron bronnen bv casus citaat citaten conclusie conclusies daarna dag datum december
    deel dinsdag doel donderdag dus e-mail eerst email en fase februari flap geel groen groep groepje helpt
    hindert hoe idee ideeën inleiding ja januari juli juni kaart kaartje knelpunt knelpunten kop kortom
    later let links locatie maandag maar maart mail mei min naam namelijk nb nee noot nota notitie notities
    november of ok oktober oké onderwerp ook opbrengst opbrengsten opdracht opening opmerking opmerkingen
    pauze plaats plus pm post-it programma ps punt reactie reacties rechts reeks regels resultaat resultaten
    rol ronde rondvraag rood samenvatting september situatie slotvraag sluiting stap stelling stellingen
    tafel team telefoon tenslotte thema tijd tip tips titel toelichting toen top tops uitleg verder verhaal
    verslag vervolg volgens voorbeeld voorbeelden voortgang vraag vragen vrijdag waar waarom wanneer want
    wat website week wens wensen werkvorm wie woensdag zaterdag zondag
    """.split()  # noqa: SIM905 - a column of words reads better than a list of quotes
)


def find_turns(text: str, known: Iterable[str] = ()) -> list[Turn]:
    """The places in a cleaned text where someone starts to speak, in order.

    ``known``: names or aliases of the group; these count with or without capitals.

    >>> [turn.label for turn in find_turns("Wilma: ik weet het niet.\\nLet op: om 14:30 stoppen we.")]
    ['Wilma']
    """
    names = {_plain(name) for name in known}
    lines = list(_LINE.finditer(text))
    times = Counter(_plain(line["label"]) for line in lines)
    return [
        Turn(line["label"], line.start(), line.start("says") if line["says"] else line.end())
        for line in lines
        if _is_speaker(line, names, comes_back=times[_plain(line["label"])] > 1)
    ]


def _is_speaker(line: re.Match[str], names: set[str], comes_back: bool) -> bool:
    label = line["label"]
    words = label.split()
    if _plain(label) in names:
        return True
    if _plain(words[0]).rstrip("0123456789.") in _NOBODY:
        return False
    if _is_role(words):
        return True
    if comes_back:
        return len(words) == 1 or _is_written_as_name(words)
    first_time_is_enough = bool(line["says"]) and line["mark"].strip() == ":" and not label.isupper()
    return first_time_is_enough and _is_written_as_name(words)


def _is_role(words: list[str]) -> bool:
    words = words[1:] if _plain(words[0]) in _ARTICLES else words
    return bool(words) and _plain(words[0]).rstrip("0123456789.") in ROLES


def _is_written_as_name(words: list[str]) -> bool:
    return words[0][0].isupper() and all(
        word[0].isupper() or word.isdecimal() or word in _BETWEEN_NAMES for word in words[1:]
    )


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()
