"""Soft hints on words that put people in a box: in one's own text, never in what someone else said."""

from __future__ import annotations

import pytest

from ontmoet_research.report.word_choice import word_hints
from ontmoet_research.words import say


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Wij zijn er voor de armen.", ["armen"]),
        ("De arme komt niet.", ["armen"]),
        ("Het gaat om de arme wijken en de arme gezinnen.", []),  # an adjective, not a kind of people
        ("Zij deed de armen over elkaar.", ["armen"]),  # too much, and only a hint
        ("Onze doelgroep bestaat uit cliënten.", ["doelgroep", "client"]),
        ("Hooplozen en hoopvollen, zegt het boek.", ["hooplozen"]),
        ("In dat geval bellen we.", []),
        ("Dat was een schrijnend geval, een probleemgeval.", ["geval"]),
        ("Iemand zei: „wij zijn de doelgroep”.", []),
        ("> de doelgroep, zei hij", []),
        ("Zij zei “de doelgroep”. Wij bereikten de doelgroep niet.", ["doelgroep"]),
        ("doelgroepenbeleid", []),
        ("", []),
    ],
)
def test_a_hint_stands_by_words_of_ones_own_and_never_by_a_quote(text: str, keys: list[str]) -> None:
    assert word_hints(text) == [say(f"report.word_choice.{key}") for key in keys]
