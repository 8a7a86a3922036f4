"""What a meeting brought: gains, signals, what was learned, the room, and how people went home."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from ontmoet_research.change import (
    add_gain,
    add_signal,
    keep_answers,
    keep_checkout,
    keep_insight,
    keep_poll,
    other_is_largest,
    pass_on,
    read_meeting_findings,
    read_options,
    reopen_signal,
    settle_signal,
    sort_answer,
    sum_up,
)
from ontmoet_research.change.checkouts import NOBODY
from ontmoet_research.change.learned import LINES
from ontmoet_research.group import hold_meeting
from ontmoet_research.model.change import GAIN_KINDS
from ontmoet_research.store import find, read_rows, read_table
from ontmoet_research.words import Refused


@pytest.mark.parametrize("kind", GAIN_KINDS)
def test_each_kind_of_gain_comes_back_as_it_was_kept(small: Any, kind: str) -> None:
    own = "trots" if kind == "anders" else ""
    gain = add_gain(small.project, small.meetings[0], kind, " iets ", other_kind=own, destinations=["bewoners"])
    row = find(small.project, "gains", gain)
    assert [row[name] for name in ("kind", "text", "other_kind", "destinations")] == [
        kind,
        "iets",
        own or None,
        ["bewoners"],
    ]


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [("anders", "iets", "change.gain_needs_kind"), ("kennis", " ", "record.needs.gains.text")],
)
def test_a_gain_has_words_and_another_kind_has_its_own(small: Any, kind: str, text: str, key: str) -> None:
    with pytest.raises(Refused) as refusal:
        add_gain(small.project, small.meetings[0], kind, text, other_kind="  ")
    assert refusal.value.key == key
    assert read_rows(small.project, "gains") == []


def test_the_learning_line_keeps_both_sides_of_what_works(small: Any) -> None:
    for line in LINES:
        keep_insight(small.project, small.meetings[0], line, line)
    kept = {row["text"]: (row["kind"], row["polarity"]) for row in read_rows(small.project, "insights")}
    assert kept == LINES
    with pytest.raises(Refused):
        keep_insight(small.project, small.meetings[0], "werkt", " ")
    with pytest.raises(ValueError, match="line"):
        keep_insight(small.project, small.meetings[0], "doel", "x")


def test_a_signal_is_passed_on_settled_and_opened_again_and_keeps_what_was_done(small: Any) -> None:
    signal = add_signal(small.project, small.meetings[0], "Op vrijdag is niemand te bereiken.")
    pass_on(small.project, signal, "de gemeente", "5 juli 2023")
    settle_signal(small.project, signal, "Er is nu een avondlijn.")
    reopen_signal(small.project, signal)
    row = find(small.project, "signals", signal)
    assert [row[name] for name in ("status", "to_whom", "passed_on", "answer")] == [
        "open",
        "de gemeente",
        "2023-07-05",
        "Er is nu een avondlijn.",
    ]


@pytest.mark.parametrize("words", ["", "bel 06-12345678", "mail wie.dan.ook@voorbeeld.nl", "Dorpsstraat 12, 1234 AB"])
def test_a_signal_holds_no_details_of_a_person(small: Any, words: str) -> None:
    with pytest.raises(Refused):
        add_signal(small.project, small.meetings[0], words)
    signal = add_signal(small.project, small.meetings[0], "Er is geen stoel.", "vraag")
    with pytest.raises(Refused):
        pass_on(small.project, signal, words)
    with pytest.raises(Refused):
        settle_signal(small.project, signal, words)
    assert find(small.project, "signals", signal)["status"] == "open"


@pytest.mark.parametrize(
    ("counts", "largest"),
    [
        ({"onderwijs": 9, "anders": 8}, False),
        ({"onderwijs": 9, "praktijk": 3, "anders": 9}, True),  # as large as the largest named group
        ({"onderwijs": 9, "diversen": 5, "anders, namelijk": 4}, True),  # together
        ({"onderwijs": 0, "anders": 0}, False),
        ({"anders": 1}, True),
        ({"onderwijs": 1}, False),
    ],
)
def test_it_is_noticed_when_most_people_fit_nowhere(small: Any, counts: dict[str, int], largest: bool) -> None:
    keep_poll(small.project, small.meetings[0], "Wie is er?", list(counts.items()))
    assert (other_is_largest(read_table(small.project, "poll_options")) == ["Wie is er?"]) is largest
    assert ("C04" in rows_found(small)) is largest


def test_the_same_question_to_the_room_replaces_what_was_kept(small: Any) -> None:
    for options in ([("a", 1), ("b", 2)], [("b", 3)]):
        keep_poll(small.project, small.meetings[0], "Wie is er?", options)
    assert [(row["option"], row["count"]) for row in read_rows(small.project, "poll_options")] == [("b", 3)]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("onderwijs: 12", ("onderwijs", 12)),
        ("18 tot 30 jaar - 4", ("18 tot 30 jaar", 4)),
        ("praktijk\t7", ("praktijk", 7)),
        ("zorg & welzijn = 0", ("zorg & welzijn", 0)),
        ("bewoner 3x", ("bewoner", 3)),
    ],
)
def test_an_option_is_typed_with_its_count_behind_it(line: str, read: tuple[str, int]) -> None:
    assert read_options([line, ""]) == [read]


def test_a_line_without_a_count_is_said_to_be_one() -> None:
    with pytest.raises(Refused, match="alleen woorden"):
        read_options(["onderwijs: 3", "alleen woorden"])


@pytest.mark.parametrize(("n", "k", "enough"), [(4, None, False), (5, None, True), (4, 3, True), (2, 1, False)])
def test_how_people_went_home_is_only_told_when_enough_answered(n: int, k: int | None, enough: bool) -> None:
    answers = pd.DataFrame({"energy": ["veel"] * (n - 1) + ["weinig"], "words": ["zo", *[None] * (n - 1)]})
    mood = sum_up(answers, k)
    assert mood.n == n
    assert mood.enough is enough
    assert (mood.energy, mood.words) == (({"veel": n - 1, "gewoon": 0, "weinig": 1}, ["zo"]) if enough else ({}, []))


def test_nobody_can_see_who_typed_how_someone_went_home(small: Any) -> None:
    keep_checkout(small.project.as_person(small.people[0]), small.meetings[0], "veel", "moe")
    row = read_rows(small.project, "checkouts")[0]
    assert row.author == NOBODY
    login = small.project.as_person("ronde")
    login.login_is = "ronde"  # a team server takes rows of this login only
    keep_checkout(login, small.meetings[0], "weinig")
    assert {row.author for row in read_rows(small.project, "checkouts")} == {NOBODY, "ronde"}
    with pytest.raises(Refused):
        keep_checkout(small.project, small.meetings[0], None, " ")


def rows_found(small: Any) -> list[str]:
    found = read_meeting_findings(small.project)
    assert all(one.level == "let op" for one in found)
    return [one.row for one in found]


def test_a_meeting_with_everything_in_place_gets_no_finding(small: Any) -> None:
    assert rows_found(small) == []
    meeting = small.meetings[0]
    hold_meeting(small.project, meeting, "7 maart 2024")
    assert rows_found(small) == []  # neither sharing nor learning: nothing half done
    add_gain(small.project, meeting, "kennis", "iets")
    assert rows_found(small) == ["B18"]
    keep_insight(small.project, meeting, "werkt", "iets")
    assert rows_found(small) == []
    harvest = keep_answers(small.project, meeting, "Wat neem je mee?", ["niks", "bellen", "niks"])
    found = read_meeting_findings(small.project)
    assert [one.sentence for one in found] == [
        "Bijeenkomst 1 (7 maart 2024): 3 van de 3 antwoorden op de slotvraag zijn nog niet gesorteerd."
    ]
    sort_answer(small.project, harvest, "niks", "weet_niet")
    assert "1 van de 3" in read_meeting_findings(small.project)[0].sentence
    sort_answer(small.project, harvest, "bellen", "actie")
    signal = add_signal(small.project, meeting, "Op vrijdag is niemand te bereiken.")
    assert rows_found(small) == ["C32"]
    pass_on(small.project, signal, "de gemeente")
    assert rows_found(small) == []


def test_a_meeting_with_only_learning_asks_for_sharing(small: Any) -> None:
    hold_meeting(small.project, small.meetings[0], "7 maart 2024")
    keep_insight(small.project, small.meetings[0], "werkt", "iets")
    assert "deden of brachten" in read_meeting_findings(small.project)[0].sentence
