"""*Lezen* without a browser: gestures in, what is stored and what would be sent out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_notes import CLOSED, EMOJI_TEXT, PIECES, code, make_project, quotes

from ontmoet_research.coding import Mark, apply_code
from ontmoet_research.screens import label_cards, read_and_label
from ontmoet_research.screens.labelling.code_text import CodeText
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.words import say


class Sent(list[dict[str, Any]]):
    """What a screen sends to the browser, kept as the browser would keep it."""

    def codings(self) -> dict[str, dict[str, Any]]:
        known: dict[str, dict[str, Any]] = {}
        for message in self:
            known |= {one["id"]: one for one in message.get("changed", [])}
            known = {key: one for key, one in known.items() if key not in message.get("gone", [])}
        return known


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.ontmoet") as made:
        yield made


def opened(project: Project, **options: Any) -> tuple[CodeText, Sent]:
    """Lezen with a browser that is listening."""
    screen, sent = read_and_label(project, **options), Sent()
    screen.send = lambda content, **_more: sent.append(content)
    do(screen, "screen_opened")
    return screen, sent


def do(screen: CodeText, what: str, **more: Any) -> None:
    screen.receive({"do": what, **more})
    assert screen.status.get("tone") != "trouble", what


def spot(project: Project, words: str) -> list[list[Any]]:
    """Where these words stand, as a browser says it."""
    for order, (_, piece) in enumerate(PIECES):
        if words in piece:
            start = len(piece[: piece.index(words)].encode("utf-16-le")) // 2
            return [[f"verslag1-{order}", start], [f"verslag1-{order}", start + len(words.encode("utf-16-le")) // 2]]
    raise LookupError(words)


def place_as(project: Project, who: str, words: str, short: str, **more: Any) -> str:
    start = find(project, "sources", "verslag1")["text"].index(words)
    return apply_code(
        project.as_person(who), Mark("verslag1", start, start + len(words), code(project, short), who, **more)
    )


def test_the_words_that_were_marked_are_stored_to_the_letter(project: Project) -> None:
    screen, sent = opened(project)
    do(screen, "place", code_id=code(project, "Z1"), at=spot(project, "durfde ik hem niet"))
    do(screen, "place", code_id=code(project, "Z2"), at=spot(project, "👋🏽 Wilma"))
    assert quotes(project) == ["durfde ik hem niet", "👋🏽 Wilma"]
    shown = list(sent.codings().values())
    assert [one["parts"] for one in shown] == [[[1, 38, 56]], [[1, 0, 10]]]
    assert {"placed": read_rows(project, "codings")[0].object_id} in sent


def test_a_label_may_run_over_pieces_and_is_sent_in_parts(project: Project) -> None:
    screen, sent = opened(project)
    start, end = spot(project, "Wat zou jij doen?")[0], spot(project, "Teun: bij ons")[1]
    do(screen, "place", code_id=code(project, "Z1"), at=[start, end])
    assert quotes(project) == ["Wat zou jij doen?\n\nTeun: bij ons"]
    assert [place for place, _, _ in next(iter(sent.codings().values()))["parts"]] == [1, 2]


def test_after_a_step_only_what_changed_is_sent(project: Project) -> None:
    for _ in range(3):
        place_as(project, "ik", "brief kwam", "Z1")
    for words in ("Wilma", "lacht", "vrijdag", "koffie", "formulier"):
        if words in find(project, "sources", "verslag1")["text"]:
            place_as(project, "ik", words, "Z2")
    screen, sent = opened(project)
    text = screen.text
    sent.clear()
    do(screen, "place", code_id=code(project, "Z3"), at=spot(project, "deur uit"))
    assert [len(message.get("changed", [])) for message in sent] == [1, 0, 0]  # the coding, which one it is, the answer
    assert screen.text is text
    assert EMOJI_TEXT not in json.dumps(screen.view)


def test_what_others_placed_is_not_sent_before_klaar_met_lezen(project: Project) -> None:
    theirs = place_as(project, "noor", "brief kwam", "Z3", certainty="twijfel", note="geheim van Noor")
    screen, sent = opened(project)
    do(screen, "place", code_id=code(project, "Z1"), at=spot(project, "deur uit"))
    told = json.dumps([sent, screen.view, screen.text, screen.frame])
    assert theirs not in told
    assert "geheim van Noor" not in told
    do(screen, "finish")
    assert sent.codings()[theirs]["by"] == "Noor, twijfelt"
    assert screen.view["finished"]
    do(screen, "undo")
    assert theirs not in sent.codings()
    assert not screen.view["finished"]


def test_of_a_label_that_runs_on_only_the_part_that_i_finished_is_sent(project: Project) -> None:
    theirs = place_as(project, "noor", "Wat zou jij doen?\n\nTeun: bij ons", "Z1")
    cards = label_cards(project)
    cards.receive({"do": "next"})
    _, sent = opened(project)
    assert [place for place, _, _ in sent.codings()[theirs]["parts"]] == [1]


def test_a_closed_piece_reaches_nobody_who_may_not_read_it(project: Project) -> None:
    words = PIECES[CLOSED][1]
    long = place_as(project, "noor", f"{words}\n\nOp de flap", "Z1")
    inside = place_as(project, "noor", "buurvrouw van nummer zes", "Z2")
    for who, may in (("noor", True), ("sem", False)):
        screen, sent = opened(project, who=who)
        do(screen, "finish")
        told = json.dumps([sent, screen.view, screen.text])
        assert (words in told, "buurvrouw" in told, inside in told) == (may, may, may)
        assert (say("code_text.closed") in told) != may
        assert [place for place, _, _ in sent.codings()[long]["parts"]] == ([4, 5] if may else [5])


def test_words_around_a_closed_piece_are_refused(project: Project) -> None:
    screen, _ = opened(project, who="sem")
    do(screen, "place", code_id=code(project, "Z1"), at=[["verslag1-3", 0], ["verslag1-5", 5]])
    assert screen.status["text"] == say("labelling.closed_between")
    do(screen, "place", code_id=code(project, "Z1"), at=[[f"verslag1-{CLOSED}", 0], [f"verslag1-{CLOSED}", 5]])
    assert screen.status["text"] == say("coding.not_in_text")
    assert quotes(project) == []


def test_without_selected_words_a_label_asks_for_words(project: Project) -> None:
    screen, _ = opened(project)
    do(screen, "place", code_id=code(project, "Z1"))
    assert (screen.status["text"], screen.status["tone"]) == (say("coding.no_words"), "refused")


def test_klaar_met_lezen_keeps_what_was_said_before(project: Project) -> None:
    cards = label_cards(project)
    for what in ("doubt", "next", "skip"):
        cards.receive({"do": what})
    screen, _ = opened(project)
    do(screen, "place", code_id=code(project, "Z1"), at=spot(project, "formulier"))
    do(screen, "finish")
    said = {row["fragment_id"][-1]: row["outcome"] for row in read_rows(project, "readings")}
    assert said == {
        **{"0": "geen_label", "1": "twijfel", "2": "overgeslagen", "3": "geen_label"},
        **{"4": "geen_label", "5": "geen_label", "6": "gelabeld"},
    }


def test_what_is_done_with_a_label_in_the_list_is_stored_and_sent(project: Project) -> None:
    screen, sent = opened(project)
    do(screen, "place", code_id=code(project, "P3"), at=spot(project, "deur uit"))
    coding_id = next(iter(sent.codings()))
    do(screen, "choose_option", coding_id=coding_id, option="helpt")
    do(screen, "doubt_label", coding_id=coding_id)
    do(screen, "write_note", coding_id=coding_id, value="zo gaat dat")
    shown = sent.codings()[coding_id]
    assert [shown[name] for name in ("chosen", "by", "note")] == ["Helpt", "jij, je twijfelt", "zo gaat dat"]
    do(screen, "take_away", coding_id=coding_id)
    assert sent.codings() == {}
    do(screen, "undo")
    assert list(sent.codings()) == [coding_id]


def test_another_note_brings_its_own_text_and_codings(project: Project) -> None:
    screen, sent = opened(project)
    do(screen, "place", code_id=code(project, "Z1"), at=spot(project, "deur uit"))
    do(screen, "choose_note", value="verslag2")
    assert [words for _, _, words in screen.text["blocks"]] == ["We beginnen met koffie."]
    do(screen, "place", code_id=code(project, "Z1"), at=[["verslag2-0", 16], ["verslag2-0", 22]])
    assert sent[-3]["source_id"] == "verslag2"
    assert quotes(project, source_id="verslag2") == ["koffie"]


def test_a_colour_that_is_no_colour_never_reaches_the_style_sheet(project: Project) -> None:
    from ontmoet_research.screens.labelling.label_list import style_of
    from ontmoet_research.store import change, write

    row = find(project, "codes", code(project, "Z1"))
    write(project, [change(row, colour="red; } * { display: none", pattern="solid")])
    assert style_of(find(project, "codes", row.object_id)) == {"colour": "#3d3d3d", "pattern": "solid"}
