"""Van mij and Oefenen: what someone keeps for themself, on the page and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import click, every_block, told, type_in
from quick_own import PHRASE, own_home

from ontmoet_research.own import make_own_file, minutes_today, open_own_file, own_names, own_place
from ontmoet_research.practice import Answer, Practised, exercises, read_practised
from ontmoet_research.screens.own import own_open
from ontmoet_research.screens.own.of_myself import OfMyself
from ontmoet_research.screens.own.skills import work_lines
from ontmoet_research.screens.practising.practise import Practise, steps
from ontmoet_research.store import Project, last_seq, read_rows
from ontmoet_research.words import say


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return own_home(tmp_path, monkeypatch)


@pytest.fixture(autouse=True)
def _closed(home: Path) -> Iterator[None]:
    """No own file is open when a test begins or after it."""
    own_open.close_here()
    yield
    own_open.close_here()


@pytest.fixture
def mine(small: Project) -> OfMyself:
    """The page of Merel, with an open own file that was made without the slow locking in each test."""
    return opened_page(small)


def opened_page(project: Project) -> OfMyself:
    page = OfMyself(project, who=read_rows(project, "contributors")[0].object_id)
    page.own.use(make_own_file("van-mij", PHRASE))
    return page


def part(page: OfMyself, name: str) -> None:
    click(page, say(f"of_myself.part.{name}"))


def test_the_file_is_made_opened_and_wiped_on_the_page(small: Project) -> None:
    page = OfMyself(small, who=read_rows(small, "contributors")[0].object_id)
    assert say("own_open.forgotten_is_gone") in told(page)  # said before it is made
    type_in(page, say("own_open.new_phrase"), PHRASE)
    type_in(page, say("own_open.phrase_again"), "iets heel anders")
    click(page, say("own_open.make"))
    assert page.status["text"] == say("own_open.not_alike")
    assert own_names() == []
    for label in ("new_phrase", "phrase_again"):
        type_in(page, say(f"own_open.{label}"), PHRASE)
    click(page, say("own_open.make"))
    assert own_names() == ["van-mij"]
    click(page, say("of_myself.close"))
    type_in(page, say("own_open.phrase"), "een andere wachtzin")
    click(page, say("own_open.open"))
    assert page.status["text"] == say("own.wrong")
    assert PHRASE not in json.dumps(page.view) + json.dumps(page.typed)
    type_in(page, say("own_open.phrase"), PHRASE)
    click(page, say("own_open.open"))
    part(page, "skills")
    click(page, say("of_myself.make_page"))
    click(page, say("of_myself.back"))
    click(page, say("own_open.wipe"))
    click(page, say("own_open.wipe_no"))
    assert own_names() == ["van-mij"]
    practising = Practise(small, who=page.project.who)
    click(practising, say("practise.unsure.overgeslagen"))
    click(practising, say("practise.on.text"))
    click(page, say("own_open.wipe"))
    click(page, say("own_open.wipe_yes"))
    assert not own_place().exists()
    assert read_practised(page.project.who) == Practised()
    practising.receive({"do": "undo"})  # there is nothing to bring back
    assert read_practised(page.project.who) == Practised()
    assert say("own_open.make_title") in told(page)


def test_own_experience_is_said_changed_and_taken_back(mine: OfMyself) -> None:
    part(mine, "experience")
    for answer, expected in (("ja", "ja"), ("zeg_niet", "zeg_niet"), ("zeg_niet", "")):
        click(mine, say(f"of_myself.experience.{answer}"))
        assert mine.own.kept_there.experience == expected
    mine.receive({"do": "undo"})
    assert mine.own.kept_there.experience == "zeg_niet"


def test_the_own_line_is_kept_changed_and_taken_away(mine: OfMyself) -> None:
    part(mine, "aware")
    click(mine, say("of_myself.keep"))
    assert mine.status["text"] == say("of_myself.needs_level")
    for day, level in (("7 maart 2024", "meer"), ("1 februari 2024", "minder")):
        type_in(mine, say("of_myself.aware_day"), day)
        click(mine, say(f"of_myself.level.{level}"))
        click(mine, say("of_myself.keep"))
    assert [one.day for one in mine.own.kept_there.awareness] == ["2024-02-01", "2024-03-07"]
    click(mine, say("of_myself.line.minder", day="1 februari 2024"))
    type_in(mine, say("of_myself.aware_words"), "Bij de bakker")
    click(mine, say("of_myself.keep"))
    assert mine.own.kept_there.awareness[0].words == "Bij de bakker"
    click(mine, say("of_myself.line.meer", day="7 maart 2024"))
    click(mine, say("of_myself.take_away"))
    assert len(mine.own.kept_there.awareness) == 1
    mine.receive({"do": "undo"})
    assert len(mine.own.kept_there.awareness) == 2
    click(mine, say("of_myself.level.meer"))
    type_in(mine, say("of_myself.aware_day"), "gisteren of zo")
    click(mine, say("of_myself.keep"))
    assert mine.status["text"] == say("of_myself.no_day", day="gisteren of zo")


def test_skills_make_a_page_of_ones_own_work_that_runs_nothing_and_tells_nothing_of_others(mine: OfMyself) -> None:
    part(mine, "skills")
    click(mine, say("of_myself.keep"))
    assert mine.status["text"] == say("of_myself.needs_skill")
    type_in(mine, say("of_myself.skill"), "Luisteren <script>alert(1)</script>")
    click(mine, say("of_myself.keep"))
    assert mine.status["text"] == say("of_myself.needs_source")
    click(mine, say("own.source.leven"))
    type_in(mine, say("of_myself.evidence"), "Thuis geleerd")
    type_in(mine, say("of_myself.shared_with"), "mijn coach")
    click(mine, say("of_myself.keep"))
    assert say("of_myself.did.pieces.one") in told(mine)  # Merel labelled 1 piece; she led nothing, so that is not told
    assert "leidde" not in told(mine)
    click(mine, say("of_myself.make_page"))
    [place] = own_place().glob("*.html")
    page = place.read_text(encoding="utf-8")
    assert "Luisteren &lt;script&gt;" in page
    assert "Thuis geleerd" in page
    assert say("of_myself.did.pieces.one") in page
    assert "mijn coach" not in page
    click(mine, say("of_myself.drop_page"))
    assert not place.exists()
    click(mine, "Luisteren <script>alert(1)</script>")
    click(mine, say("of_myself.take_away"))
    assert mine.own.kept_there.skills == ()
    other = OfMyself(mine.project, who=read_rows(mine.project, "contributors")[1].object_id)
    assert work_lines(other.project) == []


def test_labelling_counts_own_time_says_enough_once_and_leaves_nothing_in_the_project(
    mine: OfMyself, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datetime

    from ontmoet_research.screens import label_cards
    from ontmoet_research.screens.own import step_time

    part(mine, "time")
    click(mine, "Na 30 minuten")
    cards = label_cards(mine.project, who=mine.project.who)
    before = last_seq(mine.project)
    real = datetime.datetime.now().replace(hour=10, minute=0, second=0, microsecond=0)
    said = []
    for minute in range(0, 45, 3):
        now = real + datetime.timedelta(minutes=minute)
        monkeypatch.setattr(step_time, "now", lambda now=now: now)
        cards.receive({"do": "choose_family", "family": ""})
        said.append(say("of_myself.enough") in cards.status.get("text", ""))
        cards.status = {}
    assert [number * 3 for number, one in enumerate(said) if one] == [30]
    assert cards.view["state"] == "card"  # nothing stops
    other = read_rows(mine.project, "contributors")[1].object_id
    cards.pair = (mine.project.who, other)  # two people at one screen: both are counted, neither is told
    for minute in (45, 48):
        now = real + datetime.timedelta(minutes=minute)
        monkeypatch.setattr(step_time, "now", lambda now=now: now)
        cards.receive({"do": "choose_family", "family": ""})
    assert minutes_today(other, real) == 3
    assert last_seq(mine.project) == before
    mine.refresh()
    assert "Vandaag labelde je 48 minuten." in told(mine)
    click(mine, say("of_myself.keep_today"))
    assert list(mine.own.kept_there.days.values()) == [48]
    click(mine, say("of_myself.limit.none"))
    assert say("of_myself.worked.none") in told(mine)
    click(mine, say("of_myself.forget_days"))
    assert mine.own.kept_there.days == {}


def test_practising_goes_from_three_texts_to_own_words_shows_no_answer_and_leaves_the_project_alone(
    small: Project,
) -> None:
    before = last_seq(small)
    page = Practise(small)
    for exercise in exercises():
        assert exercise.readers[0].reason not in told(page)  # others only after one's own reading
        click(page, exercise.labels[0].label)
        click(page, say("practise.unsure.twijfel"))
        shown = told(page)  # on the same card, at once
        assert all(reader.reason in shown for reader in exercise.readers)
        assert exercise.labels[0].label in shown
        assert say("practise.was.twijfel") in shown
        assert say("practise.differ", names="Dunya en Koen") in shown
        assert "%" not in shown
        click(page, say("practise.on.last_text" if exercise is exercises()[-1] else "practise.on.text"))
    assert exercises()[-1].talk  # taking over for a moment made someone stronger: both may be true
    assert say("practise.needs_own") in told(page)
    for label in ("new_phrase", "phrase_again"):
        type_in(page, say(f"own_open.{label}"), PHRASE)
    click(page, say("own_open.make"))
    type_in(page, say("reflecting.label"), "Ik koos dit omdat ik het ken.")
    assert open_own_file("van-mij", PHRASE).kept.reflections == {"label": "Ik koos dit omdat ik het ken."}
    click(page, say("practise.on.explain"))
    type_in(page, say("reflecting.own_life"), "Ik eet vaak brood.")
    page.receive({"do": "undo"})
    assert "own_life" not in page.own.kept_there.reflections
    click(page, say("practise.on.own_life"))
    assert [told(page).count(year) for year in ("2013", "2021", "2023")] == [1, 1, 1]
    assert Practise(small).view == page.view  # the next time, at the same place
    click(page, say("practise.again"))
    assert read_practised("kit").answers == {}
    assert last_seq(small) == before
    assert steps()[0] == ("text", 0)


def test_a_label_of_ones_own_counts_as_a_reading_stays_on_this_computer_and_is_taken_back(small: Project) -> None:
    before, page = last_seq(small), Practise(small)
    first = exercises()[0]
    type_in(page, say("practise.own_word"), "  samen delen ")
    assert say("practise.own_said", words="samen delen") in told(page)
    assert first.readers[0].reason in told(page)
    assert Practise(small).view == page.view
    page.receive({"do": "undo"})
    assert first.readers[0].reason not in told(page)
    assert [block["value"] for block in every_block(page) if block["kind"] == "field"] == [""]
    for words, refusal in (("x" * 61, say("practise.too_long", most=60)), ("bel 06 12345678", None)):
        type_in(page, say("practise.own_word"), words)
        assert page.status["tone"] == "refused"
        assert refusal in (None, page.status["text"])
    assert read_practised("kit").answers.get("taart", Answer()).own == ""
    assert last_seq(small) == before


def test_who_skips_says_no_label_and_still_sees_that_nobody_is_wrong(small: Project) -> None:
    page = Practise(small)
    click(page, exercises()[0].labels[0].label)
    type_in(page, say("practise.own_word"), "samen")
    click(page, say("practise.unsure.overgeslagen"))
    assert read_practised("kit").answers["taart"] == Answer((), "overgeslagen")
    assert say("practise.you") in told(page).splitlines()


def test_labels_of_practising_are_taken_away_and_undone(small: Project) -> None:
    page = Practise(small)
    first, second = exercises()[0].labels[:2]
    for label in (first, second, first):
        click(page, label.label)
    assert read_practised("kit").answers["taart"].labels == (second.code,)
    page.receive({"do": "undo"})
    assert read_practised("kit").answers["taart"].labels == (first.code, second.code)
    click(page, say("practise.unsure.weet_niet"))
    assert read_practised("kit").answers["taart"].labels == ()
    click(page, say("practise.unsure.weet_niet"))
    assert say("practise.on.text") not in told(page)
    click(page, say("practise.unsure.weet_niet"))
    click(page, say("practise.on.text"))
    click(page, say("practise.back"))
    assert exercises()[0].title in told(page)
