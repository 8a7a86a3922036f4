"""Names go only when someone says so, and the log does not keep them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.intake.pseudonymise import Replaced, replace, suggest
from ontmoet_research.privacy import Found, Known, find_identifiers

NOTE = "Wilma belde 06-12345678. 👋 Wilma woont Dorpsstraat 12, 6851 AB. Mail: w@voorbeeld.nl"


def test_suggesting_changes_nothing_and_shows_the_words_around() -> None:
    suggestions = suggest(NOTE, ["Wilma"])
    assert [s.found.kind for s in suggestions] == ["name", "phone", "name", "street", "postcode", "email"]
    assert suggestions[1].context.quote == "06-12345678"
    assert suggestions[1].context.prefix == "Wilma belde "


def test_only_what_was_confirmed_goes() -> None:
    confirmed = [s.found for s in suggest(NOTE, ["Wilma"]) if s.found.kind != "email"]
    text, log = replace(NOTE, confirmed)
    assert text == "[naam] belde [telefoonnummer]. 👋 [naam] woont [straat], [postcode]. Mail: w@voorbeeld.nl"
    assert Replaced("name", "[naam]", 2) in log
    assert sum(line.count for line in log) == 5


def test_the_log_never_holds_the_words_that_went() -> None:
    found = [s.found for s in suggest(NOTE, ["Wilma"])]
    _, log = replace(NOTE, found)
    for one in found:
        assert NOTE[one.start : one.end] not in repr(log)


def test_nothing_confirmed_leaves_the_text_as_it_is() -> None:
    assert replace(NOTE, []) == (NOTE, [])


@pytest.mark.parametrize("spans", [[(0, 3), (2, 5)], [(0, 99)], [(3, 3)], [(-1, 2)]])
def test_stretches_that_overlap_or_lie_outside_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        replace("een tekst", [Found(start, end, "name") for start, end in spans])


@given(st.text(min_size=1), st.data())
def test_all_around_what_is_replaced_stays(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    new, _ = replace(text, [Found(start, end, "name")])
    assert new == f"{text[:start]}[naam]{text[end:]}"


PEOPLE = [Known("p1", "Anna"), Known("p2", "Bea"), Known("p3", "Carla")]
CHAIN = {"p1": "Bea", "p2": "Carla", "p3": "Anna"}  # refused as aliases; here to see that nothing goes round


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Anna, Bea en Carla.", "Bea, Carla en Anna."),
        ("Annas fiets, Bea's tuin", "Bea's fiets, Carla's tuin"),
        ("ANNA\nBea", "Bea\nCarla"),
        ("😀Anna😀", "😀Bea😀"),
    ],
)
def test_aliases_come_all_at_once_so_that_none_is_replaced_again(text: str, after: str) -> None:
    assert replace(text, find_identifiers(text, people=PEOPLE), CHAIN)[0] == after


@pytest.mark.parametrize(
    ("alias", "after"), [("Merel", "Merels tas"), ("Brug", "Brugs tas"), ("Zebra", "Zebra's tas"), ("Bas", "Bas' tas")]
)
def test_owning_is_written_as_dutch_does(alias: str, after: str) -> None:
    text = "Jans tas"
    assert replace(text, find_identifiers(text, people=[Known("p", "Jan")]), {"p": alias})[0] == after


def test_the_log_says_that_an_alias_came_and_not_which() -> None:
    _, log = replace("Anna en Bea", find_identifiers("Anna en Bea", people=PEOPLE), {"p1": "Merel"})
    assert log == [Replaced("name", "[naam]", 1), Replaced("name", "een schuilnaam", 1)]
