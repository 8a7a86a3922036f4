"""From words in a note to a quote: proposed, asked, answered by who said it; and never a yes in someone's place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontmoet_research.group import add_contributor, add_participant, hold_meeting, list_meetings, make_series
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.privacy import record_consent
from ontmoet_research.privacy.quoting import (
    answer_for_other,
    answer_quote,
    ask_about_quote,
    drop_quote,
    propose_quote,
    quotes_waiting,
    words_in_place,
)
from ontmoet_research.privacy.recognition import record_recognition
from ontmoet_research.store import Project, change, create, find, read_rows, write
from ontmoet_research.words import Refused, say

NOTE = "Merel: de telefoon ging niet over. Toen hielp Tuinman mij.\n\nTuinman: wij kwamen toch."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A new project as people make one: a series, two people who said yes, a note that was looked at."""
    made = create(tmp_path / "nieuw.ontmoet", title="Nieuw")
    series = make_series(made, "twee-workshops", "Samen in Veldhoek", "Veldhoek")
    kompas = add_contributor(made, "Kompas", "onderzoek", "docent-onderzoeker")
    made = made.as_person(kompas)
    for alias in ("Merel", "Tuinman"):
        person = add_participant(made, alias, series, ["resident"], joined="1 maart 2024")
        for purpose in ("meedoen", "notities", "citaat"):
            record_consent(made, person, purpose, True, asked_by=kompas)
    meeting = list_meetings(made, series)[0]
    hold_meeting(made, meeting.object_id, "7 maart 2024")
    brought = bring_in(made, read_typed(NOTE), session_id=meeting.object_id, title="Verslag 1")
    record_recognition(made, brought.source_id, outcome="niemand")
    return made


def piece_of(project: Project, alias: str) -> str:
    person = next(row.object_id for row in read_rows(project, "participants") if row["alias"] == alias)
    return next(row.object_id for row in read_rows(project, "fragments") if row["participant_id"] == person)


def reasons(project: Project, audience: str = "gemeente") -> list[str]:
    return list(quotes_waiting(project, audience)[1]["reason"])


def test_a_new_project_gets_from_words_to_a_quote_that_may_be_printed(project: Project) -> None:
    quote = propose_quote(project, piece_of(project, "Tuinman"), "wij kwamen toch.")
    assert reasons(project) == [say("privacy.refused.not_asked")]
    ask_about_quote(project, quote, "2024-03-10")
    assert reasons(project) == [say("privacy.refused.waits")]
    answer_quote(project, quote, "akkoord", audiences=["gemeente"], attribution="alias", day="2024-03-12")
    ready, waiting = quotes_waiting(project, "gemeente")
    assert ready[["text_used", "alias"]].values.tolist() == [["wij kwamen toch.", "Tuinman"]] and waiting.empty
    assert reasons(project, "openbaar") == [say("privacy.refused.other_audience")]


def test_a_no_and_a_later_no_hold_and_other_words_ask_anew(project: Project) -> None:
    quote = propose_quote(project, piece_of(project, "Tuinman"), "wij kwamen toch.")
    answer_quote(project, quote, "akkoord_met_wijziging", audiences=["groep"], words="Wij kwamen allemaal.")
    assert quotes_waiting(project, "groep")[0]["text_used"].tolist() == ["Wij kwamen allemaal."]
    assert words_in_place(project, find(project, "quotes", quote)) == ("", "Wij kwamen allemaal.", "")
    answer_quote(project, quote, "nee")
    assert quotes_waiting(project, "groep")[0].empty
    assert reasons(project, "groep") == [say("privacy.refused.no")]
    write(
        project, [change(find(project, "quotes", quote), state="akkoord", text_used="Iets anders", audiences=["groep"])]
    )
    assert reasons(project, "groep") == [say("privacy.refused.other_words")]


def test_words_that_name_somebody_else_wait_for_that_person_too(project: Project) -> None:
    quote = propose_quote(project, piece_of(project, "Merel"), "Toen hielp Tuinman mij.")
    answer_quote(project, quote, "akkoord", audiences=["groep"])
    assert reasons(project, "groep") == [say("privacy.refused.names_others")]
    [other] = read_rows(project, "quote_others")
    answer_for_other(project, other.object_id, True)
    assert len(quotes_waiting(project, "groep")[0]) == 1
    answer_for_other(project, other.object_id, False)
    assert quotes_waiting(project, "groep")[0].empty


def test_before_and_after_stand_with_the_words_and_a_proposal_can_be_taken_back(project: Project) -> None:
    quote = propose_quote(project, piece_of(project, "Merel"), "Toen hielp Tuinman mij.")
    before, words, after = words_in_place(project, find(project, "quotes", quote))
    assert (before.strip().endswith("over."), words, after) == (True, "Toen hielp Tuinman mij.", "")
    drop_quote(project, quote)
    assert not read_rows(project, "quotes") and not read_rows(project, "quote_others")


@pytest.mark.parametrize(
    ("words", "refusal"),
    [("dit zei niemand", "privacy.quoting.not_in_piece"), ("wij kwamen toch.", "privacy.quoting.there_already")],
)
def test_what_is_not_in_the_piece_or_was_proposed_is_refused(project: Project, words: str, refusal: str) -> None:
    propose_quote(project, piece_of(project, "Tuinman"), "wij kwamen toch.")
    with pytest.raises(Refused, match=say(refusal)[:30]):
        propose_quote(project, piece_of(project, "Tuinman"), words)


def test_nobody_answers_in_the_place_of_another(project: Project) -> None:
    quote = propose_quote(project, piece_of(project, "Tuinman"))
    partner = add_contributor(project, "Vos", "praktijk", "gespreksleider")
    for act in (
        lambda one: answer_quote(one, quote, "akkoord", audiences=["groep"]),
        lambda one: ask_about_quote(one, quote),
    ):
        with pytest.raises(Refused):
            act(project.as_person(partner))
    with pytest.raises(Refused, match="Een ja is altijd voor iemand"):
        answer_quote(project, quote, "akkoord")


def test_a_piece_that_is_closed_or_of_nobody_known_is_no_quote(project: Project) -> None:
    piece = find(project, "fragments", piece_of(project, "Tuinman"))
    write(project, [change(piece, visibility="besloten")])
    with pytest.raises(Refused, match="besloten"):
        propose_quote(project, piece.object_id)
    now = find(project, "fragments", piece.object_id)
    write(project, [change(now, visibility="groep", participant_id=None)])
    with pytest.raises(Refused, match="wie dit zei"):
        propose_quote(project, piece.object_id)
