"""*Kaartjes* without a browser: gestures in, what is stored and what would be shown out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_notes import CLOSED, EMOJI_TEXT, HEAVY, PIECES, add_note, code, make_project, quotes

from ontmoet_research.coding import BATCH_SIZE, change_code
from ontmoet_research.intake import bring_in, read_typed
from ontmoet_research.screens import label_cards
from ontmoet_research.screens.labelling.code_cards import CodeCards
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.words import say


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.ontmoet") as made:
        yield made


@pytest.fixture
def cards(project: Project) -> CodeCards:
    return label_cards(project)


def do(cards: CodeCards, what: str, **more: Any) -> CodeCards:
    cards.receive({"do": what, **more})
    assert cards.status.get("tone") != "trouble", what
    return cards


def outcomes(project: Project) -> dict[str, str]:
    rows = read_rows(project, "readings", contributor_id="ik")
    return {row["fragment_id"].removeprefix("verslag1-"): row["outcome"] for row in rows}


def answer(cards: CodeCards, what: str) -> dict[str, Any]:
    return next(one for one in cards.view["answers"] if one["do"] == what)


def label(cards: CodeCards, code_id: str) -> dict[str, Any]:
    return next(one for one in cards.view["labels"] if one["id"] == code_id)


def test_the_first_card_is_the_first_piece_that_is_no_heading(cards: CodeCards) -> None:
    assert cards.view["text"] == EMOJI_TEXT
    assert cards.view["progress"] == "Stukje 1 van 6"


def test_a_click_on_a_label_covers_the_whole_piece_and_is_stored_at_once(project: Project, cards: CodeCards) -> None:
    do(cards, "place", code_id=code(project, "Z1"))
    assert quotes(project) == [EMOJI_TEXT]
    assert label(cards, code(project, "Z1"))["placed"]
    assert "Bewaard om " in cards.status["text"]


def test_selected_words_after_an_emoji_are_stored_to_the_letter(project: Project, cards: CodeCards) -> None:
    before = len("👋🏽 Wilma lacht. Toen de ".encode("utf-16-le")) // 2  # as a browser counts
    do(cards, "place", code_id=code(project, "Z1"), at=[["verslag1-1", before], ["verslag1-1", before + 10]])
    assert quotes(project) == ["brief kwam"]
    assert cards.view["marks"][0]["from"] == before


def test_the_same_click_again_takes_the_label_away(project: Project, cards: CodeCards) -> None:
    for at in (None, [["verslag1-1", 5], ["verslag1-1", 11]]):
        for expected in (1, 0):
            do(cards, "place", code_id=code(project, "Z1"), at=at)
            assert len(quotes(project)) == expected


def test_a_label_of_ones_own_is_a_proposal_on_the_list_of_the_group_and_lies_on_the_piece(
    project: Project, cards: CodeCards
) -> None:
    do(cards, "say_it", value="  Samen koken ")
    made = next(row for row in read_rows(project, "codes") if row["label_nl"] == "Samen koken")
    assert (made["status"], made["family"], made["proposed_by"]) == ("voorstel", "zien", "ik")
    assert quotes(project) == [EMOJI_TEXT]
    assert label(cards, made.object_id)["placed"]
    assert say("code_cards.proposed", label="Samen koken")[:10] in cards.status["text"]
    do(cards, "undo")
    assert quotes(project) == []
    do(cards, "undo")
    assert "Samen koken" not in [row["label_nl"] for row in read_rows(project, "codes")]


def test_words_that_are_a_label_already_place_that_one_and_a_number_to_call_is_refused(
    project: Project, cards: CodeCards
) -> None:
    before = len(read_rows(project, "codes"))
    do(cards, "say_it", value="elkaar BEGRIJPEN")
    assert len(read_rows(project, "codes")) == before
    assert cards.family == "praten 1"
    for words in ("bel 06 12345678", "   "):
        do(cards, "say_it", value=words)
        assert cards.status["tone"] == "refused"
    assert len(read_rows(project, "codes")) == before


def test_a_group_of_labels_asks_a_question_and_one_of_the_group_itself_asks_its_own(
    project: Project, cards: CodeCards
) -> None:
    assert cards.view["families"][0]["title"] == say("coding.family.zien")
    assert cards.view["families"][0]["holds"].startswith("Anders kijken, ")
    row = next(row for row in read_rows(project, "codes") if row["family"] == "praten")
    change_code(project, row.object_id, family="Wat geeft moed?")
    assert "Wat geeft moed?" in [one["title"] for one in label_cards(project).view["families"]]


def test_a_space_taken_along_makes_no_second_label_on_the_same_words(project: Project, cards: CodeCards) -> None:
    do(cards, "place", code_id=code(project, "Z1"), at=[["verslag1-1", 5], ["verslag1-1", 10]])
    do(cards, "place", code_id=code(project, "Z2"), at=[["verslag1-1", 5], ["verslag1-1", 11]])
    do(cards, "place", code_id=code(project, "Z1"), at=[["verslag1-1", 5], ["verslag1-1", 11]])
    assert [row["code_id"] for row in read_rows(project, "codings")] == [code(project, "Z2")]


def test_options_of_a_label_show_once_it_is_placed_and_change_the_coding(project: Project, cards: CodeCards) -> None:
    pair = code(project, "P2")
    do(cards, "choose_family", family="praten 1")
    assert label(cards, pair)["choices"] == {}
    do(cards, "place", code_id=pair)
    choices = label(cards, pair)["choices"]
    assert [text for _, text in choices["buttons"]] == ["Links: groep", "Rechts: mens", "Allebei", "Weet ik niet"]
    assert read_rows(project, "codings")[0]["option"] is None
    do(cards, "choose_option", coding_id=choices["coding_id"], option="rechts")
    assert read_rows(project, "codings")[0]["option"] == "rechts"
    assert label(cards, pair)["choices"]["option"] == "rechts"
    do(cards, "choose_option", coding_id=choices["coding_id"], option="rechts")
    assert read_rows(project, "codings")[0]["option"] is None


def test_from_whom_to_whom_is_chosen_one_end_at_a_time(project: Project, cards: CodeCards) -> None:
    do(cards, "choose_family", family="praten 1")
    do(cards, "place", code_id=code(project, "P1"))
    coding_id = read_rows(project, "codings")[0].object_id
    do(cards, "choose_direction", coding_id=coding_id, end="from", value="resident")
    assert read_rows(project, "codings")[0]["option"] == "resident>weet_niet"
    do(cards, "choose_direction", coding_id=coding_id, end="to", value="professional")
    assert read_rows(project, "codings")[0]["option"] == "resident>professional"
    assert "van inwoner naar" in cards.view["placed"][0]


def test_doubt_is_about_the_label_placed_last_and_can_be_taken_back(project: Project, cards: CodeCards) -> None:
    do(cards, "place", code_id=code(project, "Z1"))
    do(cards, "place", code_id=code(project, "Z2"))
    do(cards, "doubt")
    assert [row["certainty"] for row in read_rows(project, "codings")] == ["zeker", "twijfel"]
    assert answer(cards, "doubt")["pressed"]
    do(cards, "doubt")
    assert [row["certainty"] for row in read_rows(project, "codings")] == ["zeker", "zeker"]


def test_doubt_without_a_label_is_about_the_piece_and_stays_after_going_on(project: Project, cards: CodeCards) -> None:
    do(cards, "doubt")
    assert outcomes(project) == {"1": "twijfel"}
    do(cards, "doubt")
    assert outcomes(project) == {}
    do(cards, "doubt")
    do(cards, "next")
    assert outcomes(project) == {"1": "twijfel"}


@pytest.mark.parametrize(
    ("gestures", "outcome"),
    [
        (["next"], "geen_label"),
        (["place", "next"], "gelabeld"),
        (["not_know"], "weet_niet"),
        (["skip"], "overgeslagen"),
        (["skip", "back", "next"], "geen_label"),
        (["doubt", "place", "next"], "gelabeld"),
        (["place", "skip"], "overgeslagen"),
    ],
)
def test_each_way_on_is_kept_as_it_was_said(
    project: Project, cards: CodeCards, gestures: list[str], outcome: str
) -> None:
    for what in gestures:
        do(cards, what, **({"code_id": code(project, "Z1")} if what == "place" else {}))
    assert outcomes(project) == {"1": outcome}
    assert cards.view["progress"] == "Stukje 2 van 6"


def test_a_fresh_screen_opens_where_the_last_one_stopped(project: Project, cards: CodeCards) -> None:
    do(cards, "next")
    do(cards, "place", code_id=code(project, "Z1"))
    again = label_cards(project)
    assert again.view["progress"] == "Je was bij stukje 2 van 6"
    assert label(again, code(project, "Z1"))["placed"]


def test_undo_goes_back_step_by_step_and_shows_the_card_it_is_about(project: Project, cards: CodeCards) -> None:
    do(cards, "place", code_id=code(project, "Z1"))
    do(cards, "doubt")
    do(cards, "next")
    do(cards, "undo")
    assert (outcomes(project), cards.view["progress"]) == ({}, "Stukje 1 van 6")
    do(cards, "undo")
    assert [row["certainty"] for row in read_rows(project, "codings")] == ["zeker"]
    do(cards, "undo")
    assert quotes(project) == []
    do(cards, "undo")
    assert cards.status["text"] == say("store.nothing_to_undo")


def test_a_note_is_kept_with_the_label_placed_last(project: Project, cards: CodeCards) -> None:
    assert cards.view["note"] == {}
    do(cards, "place", code_id=code(project, "Z1"))
    do(cards, "write_note", coding_id=cards.view["note"]["coding_id"], value=" mijn eigen woorden ")
    assert read_rows(project, "codings")[0]["note"] == "mijn eigen woorden"
    assert cards.view["note"]["value"] == "mijn eigen woorden"


def test_a_heavy_piece_is_announced_before_a_word_of_it_is_sent(project: Project, cards: CodeCards) -> None:
    for _ in range(2):
        do(cards, "next")
    assert cards.view["state"] == "heavy"
    assert PIECES[HEAVY][1] not in json.dumps(cards.view)
    assert [one["do"] for one in cards.view["buttons"]][:2] == ["uncover", "skip"]
    do(cards, "uncover")
    assert cards.view["text"] == PIECES[HEAVY][1]


def test_a_closed_piece_is_no_card_for_a_student(project: Project) -> None:
    words = PIECES[CLOSED][1]
    seen = {who: label_cards(project, who=who) for who in ("noor", "sem")}
    found = {}
    for who, cards in seen.items():
        shown = ""
        while cards.view["state"] != "done":
            shown += json.dumps(cards.view)
            do(cards, "uncover" if cards.view["state"] == "heavy" else "next")
        found[who] = words in shown
    assert found == {"noor": True, "sem": False}


def test_the_end_of_a_round_says_how_many_and_offers_to_stop(project: Project, cards: CodeCards) -> None:
    for _ in range(6):
        do(cards, "skip")
    assert cards.view["state"] == "done"
    assert cards.view["text"] == "Klaar: 6 stukjes. Dank je."
    assert [one["do"] for one in cards.view["buttons"]] == ["next_round", "pause", "back", "read_around"]
    do(cards, "next_round")
    assert cards.view["text"] == "We beginnen met koffie."
    do(cards, "next")
    assert cards.view["state"] == "done"
    assert "next_round" not in [one["do"] for one in cards.view["buttons"]]


def test_a_round_is_at_most_twelve_pieces_and_the_next_round_goes_on(project: Project) -> None:
    add_note(project, "lang", "dag1", "Lang verslag", [("tekst", f"Zin {n}.") for n in range(20)])
    cards = label_cards(project, "lang")
    assert cards.view["progress"] == f"Stukje 1 van {BATCH_SIZE}"
    for _ in range(BATCH_SIZE):
        do(cards, "next")
    do(cards, "next_round")
    assert (cards.view["progress"], cards.view["text"]) == ("Stukje 1 van 8", "Zin 12.")
    do(cards, "undo")
    assert (cards.view["progress"], cards.view["text"]) == ("Stukje 12 van 12", "Zin 11.")


def test_pausing_keeps_the_place(cards: CodeCards) -> None:
    do(cards, "next")
    do(cards, "pause")
    assert cards.view["state"] == "pause"
    assert EMOJI_TEXT not in json.dumps(cards.view)
    do(cards, "go_on")
    assert cards.view["progress"] == "Je was bij stukje 2 van 6"


def test_someone_unknown_is_asked_who_they_are_before_a_word_is_shown(project: Project) -> None:
    cards = label_cards(project, who="kit")
    assert cards.view["people"] == [["ik", "Ilse"], ["noor", "Noor"], ["sem", "Sem"]]
    assert EMOJI_TEXT not in json.dumps([cards.view, cards.frame])
    do(cards, "choose_person", person="noor")
    do(cards, "place", code_id=code(project, "Z1"))
    assert read_rows(project, "codings")[0]["contributor_id"] == "noor"


def test_a_family_with_more_than_seven_labels_is_shown_in_parts(tmp_path: Path, project: Project) -> None:
    from ontmoet_research.coding import bring_in_codebook

    many = tmp_path / "veel.csv"
    many.write_text(
        "code_id,label_nl,family\n" + "".join(f"V{n},Label {n},alles\n" for n in range(9)), encoding="utf-8"
    )
    book = bring_in_codebook(project, many).codebook_id
    cards = label_cards(project, codebook_id=book)
    assert [family["title"] for family in cards.view["families"]] == ["alles 1", "alles 2"]
    assert [len(cards.view["labels"]), len(do(cards, "choose_family", family="alles 2").view["labels"])] == [7, 2]
    do(cards, "choose_codebook", value=next(key for key in cards.books if key != book))
    assert cards.view["labels"][0]["label"] == "Anders kijken"


def test_someone_elses_label_can_not_be_changed(project: Project, cards: CodeCards) -> None:
    do(label_cards(project, who="noor"), "place", code_id=code(project, "Z1"))
    theirs = read_rows(project, "codings")[0].object_id
    for what, more in (("take_away", {}), ("doubt_label", {}), ("write_note", {"value": "x"})):
        do(cards, what, coding_id=theirs, **more)
        assert cards.status["text"] == say("labelling.not_yours")
    assert find(project, "codings", theirs)["certainty"] == "zeker"


def test_words_of_another_piece_or_halfway_a_sign_are_refused(project: Project, cards: CodeCards) -> None:
    for at in (
        [["elders", 0], ["elders", 3]],
        [["verslag1-1", 0], ["verslag1-1", 1]],
        [["verslag1-1", 3], ["verslag1-1", 999]],
    ):
        do(cards, "place", code_id=code(project, "Z1"), at=at)
        assert cards.status["text"] == say("coding.not_in_text")
    assert quotes(project) == []


def test_a_project_without_notes_or_labels_says_so_calmly(tmp_path: Path) -> None:
    from ontmoet_research.store import create, new, write

    with create(tmp_path / "leeg.ontmoet", title="Leeg", who="ik") as empty:
        assert label_cards(empty).view["question"] == say("labelling.nobody")
        write(empty, [new("contributors", "ik", display_name="Ilse", side="ervaring")])
        assert label_cards(empty).view["text"] == say("labelling.no_note")
        add_note(empty, "verslag1", "", "Verslag", [("tekst", "Zin.")])
        assert label_cards(empty).view["text"] == say("labelling.no_labels")


def test_a_round_that_was_given_comes_before_all_else(project: Project) -> None:
    from ontmoet_research.coding import make_batches

    pieces = [row.object_id for row in read_rows(project, "fragments", source_id="verslag1") if row["kind"] != "kop"]
    make_batches(project, "verslag1", ["noor"], fragment_ids=pieces[1:2])
    screen = label_cards(project, who="noor")
    assert screen.batch == pieces[1:2]
    assert label_cards(project).batch != screen.batch, "others read on"
    screen.receive({"do": "next"})
    assert label_cards(project, who="noor").batch != screen.batch, "when it is done, the rest comes"


def test_what_stands_around_the_meeting_is_no_card_and_can_be_taken_in(project: Project) -> None:
    note = """# Avond 1, 7 maart

Mijn aantekeningen, dezelfde avond uitgetypt.

Aanwezig: Merel, Brug en Stempel

- Merel kwam als eerste.

- Brug bracht soep mee.
"""
    brought = bring_in(project, read_typed(note), title="Avond 1")
    cards = label_cards(project, brought.source_id, who="ik")
    seen = []
    while cards.view["state"] == "card":
        seen.append(cards.view["text"])
        cards.receive({"do": "next"})
    assert seen == ["Merel kwam als eerste.", "Brug bracht soep mee."]
    fresh = label_cards(project, brought.source_id, who="ik")
    assert next(one.finished for one in fresh.listed if one.title == "Avond 1")
    cards.receive({"do": "read_around"})
    around = []
    while cards.view["state"] == "card":
        around.append(cards.view["text"])
        cards.receive({"do": "next"})
    assert around == ["Avond 1, 7 maart", note.splitlines()[2], note.splitlines()[4]]
