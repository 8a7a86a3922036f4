"""Consent: no is the default, per purpose, and the careful version wins (P08, P09, P11, A15)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontmoet_research.group import add_contributor, add_participant, make_series, read_contributors, read_participants
from ontmoet_research.model.people import CONSENT_PURPOSES, SIDES
from ontmoet_research.privacy import (
    allowing_participants,
    check_consents,
    people_and_answers,
    read_consents,
    record_consent,
    withdraw_consent,
    withdrawn_participants,
)
from ontmoet_research.privacy.checks import check_voices
from ontmoet_research.privacy.consent import hidden_fragments
from ontmoet_research.store import Project, change, create, find, read_rows, write
from ontmoet_research.words import Refused

Answer = tuple[str, str, bool, str | None]  # person, purpose, given, day it was taken back


def participants(**status: str) -> pd.DataFrame:
    return pd.DataFrame({"participant_id": list(status), "status": list(status.values())}, dtype=object)


def consents(*answers: Answer) -> pd.DataFrame:
    frame = pd.DataFrame(list(answers), columns=["participant_id", "purpose", "given", "withdrawn"], dtype=object)
    return frame.astype({"given": "boolean"})


def fragments(*rows: tuple[str, str | None, str, Any]) -> pd.DataFrame:
    names = ["fragment_id", "participant_id", "visibility", "withdrawn"]
    return pd.DataFrame(list(rows), columns=names, dtype=object).astype({"withdrawn": "boolean"})


def yes(person: str, *purposes: str) -> list[Answer]:
    return [(person, purpose, True, None) for purpose in purposes]


ONE = participants(ann="actief")
PIECES = fragments(("f1", "ann", "groep", False), ("f2", None, "groep", None))


@pytest.mark.parametrize("purpose", CONSENT_PURPOSES)
def test_without_an_answer_the_answer_is_no(purpose: str) -> None:
    assert hidden_fragments(PIECES, ONE, consents(), purpose) == {"f1"}


@pytest.mark.parametrize("purpose", CONSENT_PURPOSES)
def test_a_yes_holds_for_its_own_purpose_only(purpose: str) -> None:
    given = consents(*yes("ann", purpose))
    assert hidden_fragments(PIECES, ONE, given, purpose) == set()
    for other in set(CONSENT_PURPOSES) - {purpose}:
        assert hidden_fragments(PIECES, ONE, given, other) == {"f1"}


ANSWERS: list[tuple[str, list[Answer], bool]] = [
    ("yes", [("ann", "citaat", True, None)], False),
    ("no", [("ann", "citaat", False, None)], True),
    ("taken back", [("ann", "citaat", True, "2024-05-01")], True),
    ("two versions, one no", [("ann", "citaat", True, None), ("ann", "citaat", False, None)], True),
    ("two versions, one taken back", [("ann", "citaat", True, None), ("ann", "citaat", True, "2024-05-01")], True),
]


@pytest.mark.parametrize(("answers", "hidden"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_only_a_yes_that_still_stands_counts(answers: list[Answer], hidden: bool) -> None:
    assert ("f1" in hidden_fragments(PIECES, ONE, consents(*answers), "citaat")) is hidden


@pytest.mark.parametrize(
    ("status", "hidden"), [("actief", False), ("pauze", False), ("gestopt", False), ("ingetrokken", True)]
)
def test_only_who_withdrew_is_hidden_not_who_pauses_or_stops(status: str, hidden: bool) -> None:
    given = consents(*yes("ann", "citaat"))
    assert ("f1" in hidden_fragments(PIECES, participants(ann=status), given, "citaat")) is hidden


@pytest.mark.parametrize("base", ["meedoen", "notities"])
def test_taking_back_the_base_takes_back_everything(base: str) -> None:
    given = consents(*yes("ann", "citaat"), ("ann", base, True, "2024-05-01"))
    assert withdrawn_participants(ONE, given) == {"ann"}
    assert hidden_fragments(PIECES, ONE, given, "citaat") == {"f1"}


def test_taking_back_one_purpose_leaves_the_others() -> None:
    given = consents(*yes("ann", "labelen_door_medeonderzoekers"), ("ann", "citaat", True, "2024-05-01"))
    assert withdrawn_participants(ONE, given) == set()
    assert hidden_fragments(PIECES, ONE, given, "labelen_door_medeonderzoekers") == set()


def test_a_speaker_who_is_not_on_the_list_is_hidden() -> None:
    assert hidden_fragments(PIECES, participants(), consents(*yes("ann", "citaat")), "citaat") == {"f1"}


@pytest.mark.parametrize(
    ("purpose", "hidden"),
    [
        ("citaat", True),
        ("archief", True),
        ("hergebruik", True),
        ("labelen_door_studenten", True),
        ("labelen_door_medeonderzoekers", False),
        ("notities", False),
    ],
)
def test_besloten_stays_inside(purpose: str, hidden: bool) -> None:
    shut = fragments(("f1", "ann", "besloten", False), ("f2", None, "besloten", False))
    assert hidden_fragments(shut, ONE, consents(*yes("ann", purpose)), purpose) == ({"f1", "f2"} if hidden else set())


@pytest.mark.parametrize("purpose", CONSENT_PURPOSES)
def test_what_was_taken_out_is_hidden_for_every_purpose(purpose: str) -> None:
    gone = fragments(("f1", "ann", "open", True), ("f2", None, "open", True), ("f3", None, "open", pd.NA))
    assert hidden_fragments(gone, ONE, consents(*yes("ann", purpose)), purpose) == {"f1", "f2"}


def test_an_unknown_purpose_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="labelen_door_studenten"):
        hidden_fragments(PIECES, ONE, consents(), "reclame")


def test_nothing_in_nothing_out() -> None:
    assert hidden_fragments(fragments(), participants(), consents(), "citaat") == set()


PEOPLE = ["ann", "bo", "cas"]
ANSWER = st.tuples(
    st.sampled_from(PEOPLE),
    st.sampled_from(["meedoen", "citaat", "archief"]),
    st.booleans(),
    st.sampled_from([None, "2024-05-01"]),
)
STATUS = st.sampled_from(["actief", "pauze", "gestopt", "ingetrokken"])


@given(answers=st.lists(ANSWER, max_size=12), status=st.lists(STATUS, min_size=3, max_size=3))
def test_nobody_who_did_not_say_yes_is_ever_shown(answers: list[Answer], status: list[str]) -> None:
    """An oracle that asks per person, against the function that asks per table."""
    pieces = fragments(*((f"van {person}", person, "open", False) for person in PEOPLE))
    group = participants(**dict(zip(PEOPLE, status, strict=True)))
    hidden = hidden_fragments(pieces, group, consents(*answers), "citaat")
    for person, state in zip(PEOPLE, status, strict=True):
        own = [answer for answer in answers if answer[0] == person]
        asked = [answer for answer in own if answer[1] == "citaat"]
        stands = bool(asked) and all(said and back is None for _, _, said, back in asked)
        base = [(said, back) for _, purpose, said, back in own if purpose == "meedoen"]
        left = state == "ingetrokken" or any(back or not said for said, back in base)
        assert (f"van {person}" in hidden) is (left or not stands)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "p.ontmoet", title="Proef") as made:
        yield made


@pytest.fixture
def person(project: Project) -> str:
    return add_participant(project, "Reiger", make_series(project, "kenniscafe", "Reeks"), ["resident"])


def allowed(project: Project, purpose: str = "citaat") -> set[str]:
    return allowing_participants(*people_and_answers(project), purpose)


def test_a_new_answer_replaces_the_one_before(project: Project, person: str) -> None:
    assert allowed(project) == set()
    record_consent(project, person, "citaat", True)
    assert allowed(project) == {person}
    record_consent(project, person, "citaat", False)
    assert allowed(project) == set()
    assert len(read_consents(project)) == 1


def test_a_yes_can_be_taken_back_and_given_again(project: Project, person: str) -> None:
    record_consent(project, person, "citaat", True)
    withdraw_consent(project, person, "citaat", "2024-05-01")
    assert allowed(project) == set()
    record_consent(project, person, "citaat", True)
    assert allowed(project) == {person}


def test_a_new_answer_ends_two_versions(project: Project, person: str) -> None:
    row = find(project, "consents", record_consent(project, person, "citaat", True))
    write(project, [change(row, given=False), change(row, info_version="2")])
    assert allowed(project) == set()
    record_consent(project, person, "citaat", True)
    assert allowed(project) == {person}
    assert len(read_rows(project, "consents")) == 1


def test_consent_of_someone_unknown_is_refused(project: Project) -> None:
    with pytest.raises(Refused):
        record_consent(project, "niemand", "citaat", True)
    assert read_consents(project).empty


def findings(project: Project) -> list[tuple[str, str]]:
    found = check_consents(read_participants(project), read_consents(project), read_contributors(project))
    return [(one.level, one.row) for one in found]


@pytest.mark.parametrize("side", SIDES)
def test_consent_is_asked_by_the_research_or_experience_side(project: Project, person: str, side: str) -> None:
    record_consent(project, person, "meedoen", True, asked_by=add_contributor(project, "Kompas", side))
    assert findings(project) == ([("fout", "P09")] if side in ("praktijk", "onderwijs") else [])


def test_a_no_may_be_told_to_anyone(project: Project, person: str) -> None:
    record_consent(project, person, "meedoen", False, asked_by=add_contributor(project, "Brug", "praktijk"))
    assert findings(project) == []


def test_nobody_asked_and_nobody_knows_who_asked_both_warn(project: Project, person: str) -> None:
    assert findings(project) == [("let op", "P08")]
    record_consent(project, person, "meedoen", True)
    assert findings(project) == [("let op", "P09")]


def test_one_piece_without_a_voice_is_one_piece() -> None:
    found = check_voices({"a": 1, "b": 2}, {"a": "Verslag 1", "b": "Verslag 2"})
    assert ["van 1 stukje weten" in found[0].sentence, "van 2 stukjes weten" in found[1].sentence] == [True, True]
