"""Answers of a room out of a spreadsheet: five ways of writing, and what is no such file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.change import Asked, read_questions
from ontmoet_research.words import Refused

OPEN, CHOICE = "Wat neem je mee?", "Wie is er in de zaal?"
ANSWERS = ["niks", "bellen met mijn baas", "niks"]
COUNTS = [("onderwijs", 3), ("praktijk", 0), ("anders", 5)]

BLOCKS = [
    ["Question 1"],
    ["Type", "choices"],
    ["Question", CHOICE],
    ["Respondents", "8"],
    [],
    ["Choices", "Votes"],
    ["onderwijs", "3"],
    ["praktijk", "0"],
    ["anders", "5"],
    [],
    ["Question 2"],
    ["Type", "open"],
    ["Question", OPEN],
    ["Date", "2024-03-07"],
    [],
    ["Responses"],
    ["niks"],
    ["bellen met mijn baas"],
    ["niks"],
]
VOTERS = [
    ["Date (UTC)", "Session", "Voter", f"{CHOICE}: Answer", f"{OPEN}: Answer", f"{OPEN}::Name"],
    ["2024-03-07", "1", "1", "onderwijs", "niks", "Noor"],
    ["2024-03-07", "1", "2", "anders", "bellen met mijn baas", "Joris"],
    ["2024-03-07", "1", "3", "onderwijs", "niks", ""],
    ["2024-03-07", "1", "4", "anders", "", ""],
]
ROWS = [
    ["Participant", "Question", "Response"],
    ["1", CHOICE, "onderwijs"],
    ["1", OPEN, "niks"],
    ["2", OPEN, "bellen met mijn baas"],
    ["3", OPEN, "niks"],
    ["2", CHOICE, ""],
]
COUNTED = [[CHOICE], ["Choice", "Votes", "%"], *([name, str(n), "0"] for name, n in COUNTS)]
COLUMNS = [
    ["Deelnemer", CHOICE, OPEN],
    ["1", "onderwijs", "niks"],
    ["2", "", "bellen met mijn baas"],
    ["3", "", "niks"],
]
LOOSE = [
    COLUMNS,
    [[OPEN], *([answer] for answer in ANSWERS)],
    [["answer"], *([answer] for answer in ANSWERS)],
    [[answer] for answer in ANSWERS],
    [[], ["  "], [f" {OPEN} "], [" niks "]],
]
SUMMARY = ("Summary", [["Presentation", "Kenniscafé"], ["Participants", "8"]])


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (BLOCKS, [(CHOICE, [], COUNTS), (OPEN, ANSWERS, [])]),
        (VOTERS, [(CHOICE, ["onderwijs", "anders", "onderwijs", "anders"], []), (OPEN, ANSWERS, [])]),
        (ROWS, [(CHOICE, ["onderwijs"], []), (OPEN, ANSWERS, [])]),
        (COUNTED, [(CHOICE, [], COUNTS)]),
        (COLUMNS, [(CHOICE, ["onderwijs"], []), (OPEN, ANSWERS, [])]),
        (LOOSE[1], [(OPEN, ANSWERS, [])]),
        (LOOSE[2], [("", ANSWERS, [])]),
        (LOOSE[3], [("", ANSWERS, [])]),  # no heading: the first line is an answer too
        ([["vraag", "antwoord", "aantal"], [CHOICE, "onderwijs", "3"], [CHOICE, "anders", "5"]], [
            (CHOICE, [], [("onderwijs", 3), ("anders", 5)])
        ]),
        (LOOSE[4], [(OPEN, ["niks"], [])]),
    ],
    ids=["blocks", "voters", "rows", "counts", "columns", "column", "named", "no heading", "dutch", "spaces"],
)  # fmt: skip
def test_each_way_of_writing_gives_its_questions_and_all_answers(rows, found) -> None:
    with_headings = not any(rows is loose for loose in LOOSE)
    told = read_questions([*([SUMMARY] if with_headings else []), ("Session 1", rows)])
    assert [(one.question, one.answers, one.options) for one in told] == found


def test_a_sheet_for_each_question_gives_them_all_under_their_names() -> None:
    told = read_questions([(OPEN, [["Responses"], *([a] for a in ANSWERS)]), (CHOICE, COUNTED[1:])])
    assert [one.question for one in told] == [CHOICE]  # the sheet with headings says most clearly what it is
    told = read_questions([("Vraag 1", [[OPEN], *([a] for a in ANSWERS)]), ("Vraag 2", [["Nog iets?"], ["nee"]])])
    assert [(one.question, len(one.answers)) for one in told] == [(OPEN, 3), ("Nog iets?", 1)]


def test_what_two_sheets_tell_alike_is_told_once() -> None:
    voters = [["Voter", f"{OPEN}: Answer", "x"], *(["1", answer, ""] for answer in ANSWERS)]
    assert [one.question for one in read_questions([("Session 1", BLOCKS), ("Voters", voters)])] == [CHOICE, OPEN]


def test_a_second_session_of_the_same_question_stays_apart() -> None:
    later = [["Question 1"], ["Question", OPEN], [], ["fijn"]]
    told = read_questions([("Session 1", BLOCKS), ("Session 2", later)])
    assert [(one.sheet, one.question) for one in told] == [
        ("Session 1", CHOICE),
        ("Session 1", OPEN),
        ("Session 2", OPEN),
    ]


def test_counts_and_answers_can_be_had_from_each_other() -> None:
    assert Asked("", options=[("a", 2), ("b", 0)]).all_answers() == ["a", "a"]
    assert Asked("", answers=["b", "a", "b"]).counted() == [("b", 2), ("a", 1)]


@pytest.mark.parametrize("sheets", [[], [("", [])], [("", [["", ""]])], [("", [["Vraag?"]])], [("", [["A", "B"]])]])
def test_a_file_without_answers_is_said_to_be_one(sheets) -> None:
    with pytest.raises(Refused) as refusal:
        read_questions(sheets)
    assert refusal.value.key == "change.poll_file_unknown"


@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "Question 1", "Question", "Votes", "Choices", "3", "ja", "Voter", "x: Answer"]),
            max_size=4,
        ),
        max_size=12,
    )
)
def test_no_file_makes_it_fall_over(rows) -> None:
    try:
        told = read_questions([("", rows)])
    except Refused:
        return
    assert all(one.all_answers() for one in told)


@given(st.lists(st.text("abc é😀?,;", min_size=1).filter(lambda word: word.strip()), min_size=1, max_size=8))
def test_every_answer_of_a_voter_is_there(answers) -> None:
    rows = [["Session", "Voter", f"{OPEN}: Answer"], *(["1", str(n), answer] for n, answer in enumerate(answers))]
    assert read_questions([("Voters", rows)])[0].answers == [answer.strip() for answer in answers]
