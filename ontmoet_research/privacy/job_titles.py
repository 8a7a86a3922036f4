"""Exact job titles: they stay in the key file, and what leaves names a broad group at most (E35).

In a village there is one *kwartiermaker*. The list below is known to be short of many; it holds the titles that the
field uses, each with its broad group. A title that the group adds to the key file counts as well (``more``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from ontmoet_research.text.shadow import Shadow
from ontmoet_research.words import say

__all__ = ["BROAD_GROUPS", "broad_group", "exact_titles_in", "title_spans", "told_broadly"]

_LISTED: Mapping[str, str] = {
    "sociaal werk": """
        opbouwwerker, jongerenwerker, ouderenwerker, ouderenadviseur, straatwerker, buurtwerker, wijkwerker,
        welzijnswerker, gezinswerker, jeugdwerker, buurtcoach, wijkcoach, gezinscoach, jeugdcoach, cultuurcoach,
        beweegcoach, buurtsportcoach, welzijnscoach, sociaal makelaar, buurtverbinder, wijkverbinder, dorpsondersteuner,
        cliëntondersteuner, maatschappelijk werker, maatschappelijk werkster, schoolmaatschappelijk werker,
        schuldhulpverlener, schuldhulpmaatje, budgetcoach, bewindvoerder, budgetbeheerder, sociaal raadsman,
        sociaal raadsvrouw, sociaal werker, formulierenbrigadier, wijkverpleegkundige, praktijkondersteuner, huisarts,
        jeugdarts, geestelijk verzorger, armoederegisseur, kwartiermaker""",
    "gemeente": """
        klantmanager, participatiecoach, re-integratiecoach, jobcoach, inkomensconsulent, wmo-consulent,
        leerplichtambtenaar, beleidsmedewerker, beleidsadviseur, beleidsambtenaar, gebiedsmanager, wijkmanager,
        dorpsmanager, kernregisseur, wijkregisseur, gebiedsregisseur, casusregisseur, procesregisseur,
        kwaliteitsmedewerker inkomen, bijstandsconsulent, toezichthouder sociaal domein, gemeentesecretaris,
        griffier""",
    "wonen": """
        huismeester, wooncoach, woonconsulent, woonmaatschappelijk werker, wijkbeheerder, sociaal beheerder,
        incassomedewerker, verhuurmakelaar, leefbaarheidsmedewerker, leefbaarheidsconsulent, opzichter""",
    "onderwijs": """
        lector, associate lector, hogeschooldocent, hoofddocent, intern begeleider, zorgcoördinator, schooldirecteur,
        brugfunctionaris, leerkracht, onderwijsassistent, conrector, mentor van de brugklas""",
    "veiligheid": """
        boa, wijkagent, wijkagente, hoofdagent, handhaver, straatcoach, reclasseringswerker, brandweercommandant""",
    "bestuur": """
        wethouder, burgemeester, raadslid, fractievoorzitter, statenlid, gedeputeerde, directeur-bestuurder,
        locoburgemeester, dijkgraaf""",
    "anders": "imam, dominee, pastoor, predikant, diaken, koster, winkelmanager, bedrijfsleider",
}
BROAD_GROUPS: dict[str, str] = {
    title: group for group, titles in _LISTED.items() for title in (" ".join(one.split()) for one in titles.split(","))
}
_ENDINGS = r"(?:s|'s|’s|en|n|e|es|schap)?"


def broad_group(title: str) -> str | None:
    """The broad group of an exact title, or None when the list doesn't know it.

    >>> broad_group("Opbouwwerker"), broad_group("tovenaar")
    ('sociaal werk', None)
    """
    return BROAD_GROUPS.get(" ".join(title.casefold().split()))


def told_broadly(title: str) -> str:
    """What to write in the place of an exact title: someone of its broad group, in Dutch."""
    return say(f"privacy.broad_group.{(broad_group(title) or 'anders').replace(' ', '_')}")


def exact_titles_in(text: str, more: Iterable[str] = (), allowed: Iterable[str] = ()) -> list[str]:
    """The exact titles that a text names, as listed, in order and each once.

    ``more`` are titles of the key file; ``allowed`` are public offices that may be named (P21). Plurals count, and
    so does a title behind a hyphen (*oud-wethouder*); a title inside another word does not (*huisartsenpost*).

    >>> exact_titles_in("De wethouders spraken met een Opbouwwerker.")
    ['wethouder', 'opbouwwerker']
    """
    titles, text = _wanted(more, allowed), Shadow(text).text
    if not _any_of(titles).search(text):
        return []
    found = sorted((match.start(), title) for title in titles for match in _pattern(title).finditer(text))
    return list(dict.fromkeys(title for _, title in found))


def title_spans(text: str, more: Iterable[str] = (), allowed: Iterable[str] = ()) -> list[tuple[int, int]]:
    """Where a text names an exact title, as (start, end) in code points; takes what :func:`exact_titles_in` takes.

    >>> title_spans("De wethouder en de schoolmaatschappelijk werker.")
    [(3, 12), (19, 47)]
    """
    shadow = Shadow(text)
    return [shadow.span(*match.span()) for match in _any_of(_wanted(more, allowed)).finditer(shadow.text)]


def _wanted(more: Iterable[str], allowed: Iterable[str]) -> frozenset[str]:
    return frozenset({_plain(one) for one in [*BROAD_GROUPS, *more] if one.strip()} - {_plain(one) for one in allowed})


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


@lru_cache(maxsize=1024)
def _pattern(title: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words(title)}{_ENDINGS}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8)
def _any_of(titles: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(titles, key=lambda one: (-len(one), one))
    either = "|".join(map(_words, longest_first)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{either}){_ENDINGS}(?!\w)", re.IGNORECASE)


def _words(title: str) -> str:
    words = r"[\s-]+".join(re.escape(part) for part in title.split())
    return re.sub(r"lid$", "(?:lid|leden)", words)
