"""What people typed in a report and did not mean to leave: special data beside a small team, and open places.

Special data are of art. 9 GDPR: health, belief, origin, politics, sexual life. In a small place such a word in one
sentence with a team or an organisation points at one person (P16), though no name stands there. The words are a list,
not a judgement: people look.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ontmoet_research.findings import Finding, warning
from ontmoet_research.text import shortened
from ontmoet_research.text.bidi import isolated

from .blocks import Report
from .exact_titles import INSIDE, words_by_part
from .readable import sentences

SPECIAL = (
    *("ziek", "ziekte", "kanker", "depressie", "depressief", "psychose", "psychiatrisch", "burn-out", "burnout"),
    *("verslaving", "verslaafd", "autisme", "autistisch", "adhd", "ptss", "trauma", "dementie", "diabetes", "hiv"),
    *("zwanger", "miskraam", "beperking", "handicap", "rolstoel", "overspannen", "medicijnen", "suïcide"),
    *("moslim", "moslima", "islamitisch", "christen", "joods", "hindoe", "gelovig", "vakbond", "homo", "lesbisch"),
    *("transgender", "asielzoeker", "vluchteling", "strafblad", "detentie"),
)
TEAM = ("team", "teampje", "collega", "collega's", "medewerker", "afdeling", "buurtteam", "wijkteam")
_SPECIAL = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, SPECIAL))})(?:e|s|en)?(?!\w)", re.IGNORECASE)
_OPEN = re.compile(
    r"\[[^\]\n]*(?:invullen|naam|datum|getal|titel|hier)[^\]\n]*\]"
    r"|lorem ipsum|(?<!\w)(?:xxx+|todo|tbd|n\.t\.b\.)(?!\w)|\?{3,}",
    re.IGNORECASE,
)
SHOWN = 80  # letters of the sentence in a finding

__all__ = ["SPECIAL", "check_placeholders", "check_special"]


def check_special(report: Report, audience: str, about: str, organisations: Collection[str] = ()) -> list[Finding]:
    """``let op`` (P16) for each sentence, for readers outside, with special data beside a team or an organisation.

    ``organisations``: words that name one (``privacy.organisation_words``). ``about`` is the ``series_id``.
    """
    if audience == INSIDE:
        return []
    small = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted({*TEAM, *organisations})))})(?:s|en)?(?!\w)", re.IGNORECASE
    )
    return [
        warning("report.check.special", "P16", about, section=name, words=_short(sentence))
        for name, words in words_by_part(report).items()
        for sentence in sentences(words)
        if _SPECIAL.search(sentence) and small.search(sentence)
    ]


def check_placeholders(report: Report, about: str) -> list[Finding]:
    """``let op`` (A49) for each place in the report that somebody meant to fill in later."""
    return [
        warning("report.check.placeholder", "A49", about, section=name, words=isolated(found))
        for name, words in words_by_part(report).items()
        for found in dict.fromkeys(match[0] for match in _OPEN.finditer(words))
    ]


def _short(sentence: str) -> str:
    return isolated(shortened(sentence, SHOWN))
