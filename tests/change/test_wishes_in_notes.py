"""Wishes in the notes: offered in their own words, once, and never put in the box by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from ontmoet_research.change import SaidWish, add_wish, read_wishes, read_wishes_said, take_up_said, wishes_said
from ontmoet_research.change.corrections import origin_of, put_right
from ontmoet_research.group import add_contributor, add_participant, list_meetings, make_series
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.privacy import mark_case, record_consent
from ontmoet_research.store import Project, create, read_rows, undo
from ontmoet_research.text.blocks import BLOCK
from ontmoet_research.words import Refused

NONE = pd.DataFrame({"fragment_id": [], "quote": []})
NO_WISHES = pd.DataFrame({"fragment_id": [], "session_id": [], "text": []})


@pytest.mark.parametrize(
    ("words", "wishes"),
    [
        ("Als we nu eens op dinsdag belden.", ["Als we nu eens op dinsdag belden"]),
        ("Truus: als we nou eens samen aten. Dat is fijn.", ["als we nou eens samen aten"]),
        ("Eerst dit. Als we nu eens ca. 3 keer belden! Ja. Als we nu eens niets deden?",
         ["Als we nu eens ca. 3 keer belden", "Als we nu eens niets deden"]),
        ("“Als we nu eens … een vast gezicht\nhadden”, zei ze.", ["Als we nu eens … een vast gezicht hadden”, zei ze"]),
        ("De zin begint met: Als we nu eens …", []),
        ("Als we eens", []),
        ("Alsof we nu eenseenheid zijn", []),
        ("Als we nu eens belden\n\nEn dan?", ["Als we nu eens belden"]),
    ],
)  # fmt: skip
def test_a_wish_is_the_sentence_from_its_stem(words: str, wishes: list[str]) -> None:
    pieces = pd.DataFrame({"fragment_id": ["f"], "session_id": ["s"], "words": [words]})
    assert [one.words for one in wishes_said(pieces, NONE, NO_WISHES)] == wishes


def test_a_labelled_wish_without_the_stem_is_offered_as_it_was_said_and_once() -> None:
    pieces = pd.DataFrame({"fragment_id": ["f"], "session_id": ["s"], "words": ["Ik wil zo graag een vast gezicht."]})
    quotes = ["een vast gezicht", "Ik wil zo graag een vast gezicht"]
    labelled = pd.DataFrame({"fragment_id": ["f", "f"], "quote": quotes})
    assert wishes_said(pieces, labelled, NO_WISHES) == [SaidWish("f", "s", quotes[1])]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "p.ontmoet", title="Proef") as made:
        series = make_series(made, "gids-2021", "Samen in Veldhoek")
        kompas = add_contributor(made, "Kompas", "onderzoek", "docent-onderzoeker")
        truus = add_participant(made, "Truus", series, ["resident"])
        record_consent(made, truus, "notities", True, asked_by=kompas)
        text = "Truus: Als we nu eens elke vrijdag samen de post openden. Dat scheelt.\n\nTruus: Goed."
        meeting = list_meetings(made, series)[1].object_id
        bring_in(made, read_typed(text), session_id=meeting, title="Verslag")
        yield made.as_person(kompas)


def offered(project: Project) -> list[SaidWish]:
    return read_wishes_said(project, [row.object_id for row in read_rows(project, "sessions")], NONE)


def test_it_comes_in_the_box_with_its_meeting_and_is_not_offered_again(project: Project) -> None:
    (said,) = offered(project)
    assert read_rows(project, "wishes") == []
    take_up_said(project, said.key, offered(project))
    (wish,) = read_rows(project, "wishes")
    note = read_rows(project, "sources")[0]
    assert (wish["text"], wish["session_id"], wish["status"]) == (said.words, note["session_id"], "open")
    assert offered(project) == []
    with pytest.raises(Refused):
        take_up_said(project, said.key, offered(project))
    put_right(project, "wishes", wish.object_id, text="Als we nu eens de post samen deden")
    assert offered(project) == []
    undo(project, origin=origin_of("wishes"))
    undo(project, origin="change.wishes")
    assert offered(project) == [said]


def test_a_wish_that_was_typed_at_that_meeting_is_not_offered(project: Project) -> None:
    (said,) = offered(project)
    add_wish(project, f"{said.words.upper()}!", said.session_id)
    assert offered(project) == []


def test_what_stays_inside_or_has_no_yes_is_not_offered(project: Project) -> None:
    (said,) = offered(project)
    truus = read_rows(project, "participants")[0].object_id
    record_consent(project, truus, "notities", False, asked_by=project.who)
    assert offered(project) == []
    record_consent(project, truus, "notities", True, asked_by=project.who)
    mark_case(project, said.fragment_id)
    assert offered(project) == []


def test_after_a_no_the_words_in_the_box_are_blocks(project: Project) -> None:
    (said,) = offered(project)
    take_up_said(project, said.key, offered(project))
    truus = read_rows(project, "participants")[0].object_id
    record_consent(project, truus, "notities", False, asked_by=project.who)
    assert set(read_wishes(project)["text"].iat[0]) == {BLOCK}
