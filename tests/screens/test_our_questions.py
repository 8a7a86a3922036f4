"""Onze leervragen and Onze thema's, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import HOSTILE, choose, click, every_block, told, type_in

from ontmoet_research.learning import read_agenda
from ontmoet_research.screens.learning.our_questions import OurQuestions
from ontmoet_research.screens.learning.our_themes import OurThemes
from ontmoet_research.store import Project, find, read_rows
from ontmoet_research.words import say


@pytest.fixture
def page(small: Project) -> OurQuestions:
    made = OurQuestions(small)
    click(made, "Merel")
    choose_series(made)
    return made


@pytest.fixture
def themes(small: Project) -> OurThemes:
    made = OurThemes(small)
    click(made, "Merel")
    choose_series(made)
    return made


def choose_series(page: OurQuestions | OurThemes) -> None:
    if page.series() is None:
        click(page, "Samen in Veldhoek")


def ask(page: OurQuestions, words: str) -> None:
    type_in(page, say("our_questions.question"), words)
    click(page, say("our_questions.add"))


def test_a_question_is_asked_changed_answered_and_taken_back_and_its_old_words_stay(
    page: OurQuestions, small: Project
) -> None:
    ask(page, "Hoe pakken we mensen?")
    click(page, "Hoe pakken we mensen?")
    type_in(page, say("our_questions.question"), "Hoe zijn wij te vinden?")
    click(page, say("our_questions.order.hoe"))
    click(page, say("our_questions.status.beantwoord"))
    type_in(page, say("our_questions.note.beantwoord"), "Laat zien wie je bent.")
    click(page, say("our_questions.keep"))
    row = read_agenda(small, page.series_id).iloc[0]
    assert (row["question"], row["status"], row["order"]) == ("Hoe zijn wij te vinden?", "beantwoord", "hoe")
    assert row["earlier"] == ["Hoe pakken we mensen?"] and row["opened_by_side"] == "ervaring"
    assert say("our_questions.count.changed.one") in told(page)
    page.receive({"do": "undo"})
    assert read_agenda(small, page.series_id).iloc[0]["question"] == "Hoe pakken we mensen?"
    page.receive({"do": "undo"})
    assert say("our_questions.nothing") in told(page)


def test_what_nobody_touched_stays_as_it_is_and_how_or_why_can_be_unknown_again(
    page: OurQuestions, small: Project
) -> None:
    ask(page, "Hoe dan?")
    for label, kept in (("hoe", "hoe"), (None, "hoe"), ("unknown", None)):
        click(page, "Hoe dan?")
        type_in(page, say("our_questions.note.open"), f"Na {kept} {label}.")
        if label:
            click(page, say(f"our_questions.order.{label}"))
        click(page, say("our_questions.keep"))
        [row] = read_rows(small, "learning_questions")
        assert (row["order"], row["question"], row["answer_note"]) == (kept, "Hoe dan?", f"Na {kept} {label}.")


def test_letting_go_needs_a_reason_and_what_was_typed_stays(page: OurQuestions, small: Project) -> None:
    ask(page, HOSTILE)
    [row] = read_rows(small, "learning_questions")
    page.receive({"do": "open_one", "value": row.object_id, "in": "questions"})
    click(page, say("our_questions.status.losgelaten"))
    click(page, say("our_questions.keep"))
    assert page.status["tone"] == "refused" and "waarom" in page.status["text"]
    assert find(small, "learning_questions", row.object_id)["status"] == "open"
    type_in(page, say("our_questions.note.losgelaten"), "Te duur.")
    click(page, say("our_questions.keep"))
    assert find(small, "learning_questions", row.object_id)["status"] == "losgelaten"
    assert say("our_questions.before") in told(page) or "Te duur." in told(page)


def test_the_page_for_the_next_meeting_holds_the_questions_of_now_as_text(
    page: OurQuestions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ask(page, "Wat is <b>eerlijk</b>?")
    click(page, say("our_questions.make_page"))
    [made] = (tmp_path / "uitvoer").glob("agenda_groep_*.html")
    written = made.read_text(encoding="utf-8")
    assert "&lt;b&gt;eerlijk&lt;/b&gt;" in written and "Samen in Veldhoek" in written
    assert made.name in page.status["text"]


def test_the_timeline_of_the_series_stands_beside_the_questions(page: OurQuestions) -> None:
    assert "7 maart 2024" in told(page)


def test_a_theme_is_made_shared_stopped_and_taken_back(themes: OurThemes, small: Project) -> None:
    type_in(themes, say("our_themes.title_is"), "Bellen")
    click(themes, say("our_themes.add"))
    [theme] = read_rows(small, "themes")
    assert (theme["status"], theme["made_by_sides"]) == ("idee", ["ervaring"])
    type_in(themes, say("our_themes.description"), "Wie belt wie?")
    click(themes, say("our_themes.status.gedeeld"))
    click(themes, say("our_themes.keep"))
    assert find(small, "themes", theme.object_id)["status"] == "gedeeld"
    assert "Wie belt wie?" in told(themes)
    themes.receive({"do": "undo"})
    assert find(small, "themes", theme.object_id)["description_b1"] is None


def test_people_put_a_piece_that_contradicts_beside_one_that_supports(themes: OurThemes, small: Project) -> None:
    type_in(themes, say("our_themes.title_is"), "Niemand neemt op")
    click(themes, say("our_themes.add"))
    assert told(themes).count(say("our_themes.not_found")) == 3
    for word, relation in (("telefoon", "past"), ("kwamen", "spreekt_tegen")):
        type_in(themes, say("our_themes.sought"), word)
        click(themes, say("our_themes.look"))
        piece = next(b for b in every_block(themes) if b.get("sends", {}).get("name") == "piece" and word in b["text"])
        themes.receive({"do": "choose", **piece["sends"]})
        click(themes, say(f"our_themes.relation.{relation}"))
    assert sorted(row["relation"] for row in read_rows(small, "theme_links")) == ["past", "spreekt_tegen"]
    [sides] = [block for block in every_block(themes) if block["kind"] == "sides"]
    shown = {one["title"]: " ".join(one["lines"]) for one in sides["items"]}
    assert "wij kwamen toch" in shown[say("our_themes.relation.spreekt_tegen")]
    assert shown[say("our_themes.relation.nuance")] == say("our_themes.not_found")
    chosen = next(b for b in every_block(themes) if b.get("sends", {}).get("name") == "piece" and "kwamen" in b["text"])
    themes.receive({"do": "choose", **chosen["sends"]})
    click(themes, say("our_themes.not_at_all"))
    assert [row["relation"] for row in read_rows(small, "theme_links")] == ["past"]
    themes.receive({"do": "undo"})
    assert len(read_rows(small, "theme_links")) == 2


def test_a_piece_that_may_not_be_read_is_neither_found_nor_shown(themes: OurThemes, small: Project) -> None:
    from ontmoet_research.privacy import record_consent

    type_in(themes, say("our_themes.title_is"), "Komen")
    click(themes, say("our_themes.add"))
    choose(themes, say("our_themes.which_meeting"), "Bijeenkomst 1 (7 maart 2024)")
    piece = next(b for b in every_block(themes) if b.get("sends", {}).get("name") == "piece" and "kwamen" in b["text"])
    themes.receive({"do": "choose", **piece["sends"]})
    click(themes, say("our_themes.relation.past"))
    people = {row["alias"]: row.object_id for row in read_rows(small, "participants")}
    [merel] = [row.object_id for row in read_rows(small, "contributors") if row["display_name"] == "Merel"]
    record_consent(small, people["Tuinman"], "notities", False, asked_by=merel)
    themes.refresh()
    assert "kwamen" not in told(themes)
    themes.receive({"do": "choose", **piece["sends"]})
    assert "kwamen" not in told(themes)
