"""Words that put people in a box, with other words beside them: a soft hint while writing, never a block (A29).

What stands between quotation marks, and lines that quote, is somebody's own speech: that is never touched or marked.
"""

from __future__ import annotations

import re

from ontmoet_research.words import say

__all__ = ["word_hints"]

_QUOTED = re.compile(r"„[^”\n]*”|“[^”\n]*”|«[^»\n]*»|‘[^’\n]*’(?!\w)|\"[^\"\n]*\"|^[ \t]*>.*$", re.MULTILINE)
_HINTED: dict[str, str] = {  # key of the hint in the words -> the words it is about
    "armen": r"de (?:arme|armen)(?![ \t]+[a-zà-ÿ]+(?:en|e)\b)",
    "hooplozen": r"hoop(?:lozen|loze|vollen)",
    "doelgroep": r"doelgroep(?:en)?",
    "client": r"cli[eë]nt(?:en|e)?",
    "geval": r"(?:een |probleem|schrijnende? )geval(?:len)?",
    "zorgmijder": r"zorgmijders?",
    "laaggeletterde": r"laaggeletterden?",
}


def word_hints(text: str) -> list[str]:
    """One sentence for each word that is worth another look, in the order of the text; each sentence once.

    >>> word_hints("Wij deden het voor de doelgroep.") == [say("report.word_choice.doelgroep")]
    True
    >>> word_hints("Iemand zei: „wij zijn de doelgroep”.")
    []
    """
    own = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    found = {
        match.start(): say(f"report.word_choice.{key}")
        for key, words in _HINTED.items()
        for match in re.finditer(rf"\b(?:{words})\b", own, re.IGNORECASE)
    }
    return list(dict.fromkeys(sentence for _, sentence in sorted(found.items())))
