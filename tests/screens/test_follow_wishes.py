"""Van wens naar verandering, without a browser: each part, what it refuses, and what it never asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import HOSTILE, choose, click, every_block, field_names, lines_of, list_named, told, type_in, typed

from ontmoet_research.change import count_statuses, read_follow_up_findings, read_wishes
from ontmoet_research.group import add_contributor, add_participant, list_meetings, make_series, pause
from ontmoet_research.screens.following.follow_wishes import FIRST, MORE, FollowWishes
from ontmoet_research.store import Project, create, find, new, read_rows, write
from ontmoet_research.words import say

FOUR = [say(f"follow_wishes.question.B36.{number}") for number in (1, 2, 3, 4)]
THREE = [say(f"follow_wishes.question.B{row}") for row in (37, 38, 39)]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A series of 4 + 1 + 8 meetings, two participants of whom Merel works along, and Kompas of the research side."""
    with create(tmp_path / "p.ontmoet", title="Proef") as made:
        series = make_series(made, "gids-2021", "Samen in Veldhoek")
        merel = add_participant(made, "Merel", series, ["lived_experience"])
        add_participant(made, "Tuinman", series, ["volunteer"])
        add_contributor(made, "Merel", "ervaring", participant_id=merel)
        add_contributor(made, "Kompas", "onderzoek")
        yield made


@pytest.fixture
def page(project: Project) -> FollowWishes:
    return seen_by(project, "Merel")


def seen_by(project: Project, name: str) -> FollowWishes:
    who = next(row.object_id for row in read_rows(project, "contributors") if row["display_name"] == name)
    return FollowWishes(project, who=who)


def open_part(page: FollowWishes, part: str) -> None:
    click(page, say(f"follow_wishes.part.{part}"))


def add_wish(page: FollowWishes, words: str) -> None:
    open_part(page, "wishes")
    type_in(page, say("record_meeting.stem"), words)
    click(page, say("record_meeting.keep_wish"))


def take_up(page: FollowWishes, what: str = "bellen", how: str = "samen oefenen", who: str = "Tuinman") -> None:
    open_part(page, "deciding")
    click(page, say("follow_wishes.way.take"))
    type_in(page, say("follow_wishes.what_do"), what)
    type_in(page, say("follow_wishes.how"), how)
    if who:
        click(page, who)
    click(page, say("follow_wishes.take_up"))


def take_on(page: FollowWishes, who: str = "Tuinman") -> None:
    open_part(page, "assignments")
    click(page, "bellen")
    click(page, who)
    click(page, say("follow_wishes.kind.gesprek"))
    click(page, say("follow_wishes.size.klein"))
    click(page, say("follow_wishes.take_on"))


@pytest.fixture
def taken_on(page: FollowWishes) -> FollowWishes:
    add_wish(page, "op dinsdag belden")
    take_up(page)
    take_on(page)
    return page


def tone(page: FollowWishes) -> str:
    return str(page.status.get("tone"))


def one_wish(project: Project) -> str:
    (row,) = read_rows(project, "wishes")
    return str(row["status"])


def test_every_part_opens_on_an_empty_series_and_says_something(page: FollowWishes) -> None:
    for part in (*FIRST, *MORE):
        open_part(page, part)
        assert page.part == part
        assert len(told(page)) > 50
        assert tone(page) not in ("refused", "trouble")


def test_a_wish_gets_its_stem_and_is_counted(page: FollowWishes, project: Project) -> None:
    add_wish(page, HOSTILE)
    add_wish(page, "als we nu eens belden")
    texts = [row["text"] for row in read_rows(project, "wishes")]
    assert texts == [f"Als we nu eens {HOSTILE}", "als we nu eens belden"]
    assert "Er zijn 2 wensen. 0 zijn opgepakt. 0 wachten." in told(page)
    page.receive({"do": "undo"})
    assert "Er is 1 wens." in told(page)


@pytest.mark.parametrize(
    ("what", "how", "who", "sentence"),
    [
        ("", "samen", "Tuinman", "record.needs.decisions.what"),
        ("bellen", "", "Tuinman", "record.needs.decisions.how"),
        ("bellen", "samen", "", "record.needs.decisions.who"),
        ("bellen met 06-12345678", "samen", "Tuinman", "record.identifier"),
    ],
)
def test_a_wish_is_not_taken_up_without_what_who_and_how_and_what_was_typed_stays(
    page: FollowWishes, project: Project, what: str, how: str, who: str, sentence: str
) -> None:
    add_wish(page, "op dinsdag belden")
    take_up(page, what, how, who)
    assert (page.status["text"], tone(page)) == (say(sentence), "refused")
    assert one_wish(project) == "open"
    assert read_rows(project, "decisions") == []
    assert typed(page, say("follow_wishes.how")) == how


def test_a_decision_at_the_deciding_meeting_notes_who_sees_it_differently(page: FollowWishes, project: Project) -> None:
    add_wish(page, "op dinsdag belden")
    open_part(page, "deciding")
    click(page, say("follow_wishes.way.take"))
    assert say("follow_wishes.elsewhere") not in told(page), "this is the meeting to decide at"
    type_in(page, say("follow_wishes.dissent"), "Liever op maandag.")
    take_up(page)
    (decision,) = read_rows(project, "decisions")
    assert find(project, "sessions", decision["session_id"])["kind"] == "besluit"
    assert decision["dissent_note"] == "Liever op maandag."
    assert say("follow_wishes.all_decided") in told(page)
    open_part(page, "wishes")
    click(page, "Als we nu eens op dinsdag belden")
    assert "Iemand ziet het anders: Liever op maandag." in told(page)


def test_deciding_at_another_meeting_asks_why(page: FollowWishes, project: Project) -> None:
    add_wish(page, "op dinsdag belden")
    open_part(page, "deciding")
    choose(page, say("record_meeting.which"), "Bijeenkomst 7")
    click(page, say("follow_wishes.way.take"))
    for label, words in (("what_do", "bellen"), ("how", "samen")):
        type_in(page, say(f"follow_wishes.{label}"), words)
    click(page, "Tuinman")
    click(page, say("follow_wishes.take_up"))
    assert page.status["text"] == say("change.decision_needs_reason")
    type_in(page, say("follow_wishes.elsewhere"), "Het kon niet wachten.")
    click(page, say("follow_wishes.take_up"))
    assert [row["elsewhere_reason"] for row in read_rows(project, "decisions")] == ["Het kon niet wachten."]


def test_wishes_wait_with_a_reason_are_joined_or_come_back_later(page: FollowWishes, project: Project) -> None:
    for words in ("a", "b", "c", "d"):
        add_wish(page, words)
    open_part(page, "deciding")
    click(page, say("follow_wishes.way.later"))
    assert "Als we nu eens b" in told(page)
    click(page, say("follow_wishes.way.wait"))
    click(page, say("follow_wishes.let_wait"))
    assert tone(page) == "refused"
    type_in(page, say("follow_wishes.why_wait"), "eerst geld zoeken")
    click(page, say("follow_wishes.let_wait"))
    click(page, say("follow_wishes.way.join"))
    click(page, say("follow_wishes.join"))
    assert tone(page) == "refused"
    click(page, "Als we nu eens d")
    click(page, say("follow_wishes.join"))
    take_up(page)  # d
    assert "Als we nu eens a" in told(page), "what was kept for later is the last"
    assert count_statuses(read_wishes(project)) == {
        "in": 4, "open": 1, "samengevoegd": 1, "opgepakt": 1, "geparkeerd": 1,
    }  # fmt: skip
    open_part(page, "wishes")
    assert "eerst geld zoeken" in told(page), "a parked wish keeps its reason in sight"
    click(page, "Als we nu eens d")
    assert "Als we nu eens c" in told(page), "both originals can be read"
    click(page, say("follow_wishes.back"))
    click(page, "Als we nu eens b")
    click(page, say("follow_wishes.reopen"))
    assert count_statuses(read_wishes(project))["open"] == 2
    page.receive({"do": "undo"})
    assert count_statuses(read_wishes(project))["geparkeerd"] == 1


def test_large_letters_are_for_deciding_only(page: FollowWishes) -> None:
    add_wish(page, "a")
    open_part(page, "deciding")
    click(page, say("follow_wishes.large"))
    assert page.frame["look"]["text"] == "heel_groot"
    open_part(page, "wishes")
    assert page.frame["look"]["text"] != "heel_groot"


def test_an_assignment_goes_through_the_loop_and_back_and_shows_it(taken_on: FollowWishes, project: Project) -> None:
    for phase in ("uitvoeren", "leren"):
        click(taken_on, say(f"follow_wishes.phase.{phase}"))
    (row,) = read_rows(project, "assignments")
    assert (row["phase"], row["kind"], row["size"]) == ("leren", "gesprek", "klein")
    moments = [line.split(": ")[1] for line in told(taken_on).splitlines() if line.endswith((": leren", ": doen"))]
    assert moments == ["leren", "doen", "leren"]
    click(taken_on, say("follow_wishes.end.gestopt"))
    assert tone(taken_on) == "refused"
    type_in(taken_on, say("follow_wishes.why_stop"), "De zaal ging dicht.")
    click(taken_on, say("follow_wishes.end.gestopt"))
    assert "Waarom het stopte: De zaal ging dicht." in told(taken_on)


def test_what_hangs_on_one_person_and_has_no_theme_is_listed_and_a_theme_connects_it(
    taken_on: FollowWishes, project: Project
) -> None:
    write(project, [new("themes", title="Bereikbaar", status="gedeeld")])
    click(taken_on, say("follow_wishes.back"))
    assert f"{say('follow_wishes.no_theme')}: bellen" in told(taken_on)
    fragile = next(block for block in every_block(taken_on) if block.get("summary") == say("follow_wishes.fragile"))
    assert fragile["blocks"][1]["items"] == ["bellen"]
    click(taken_on, "bellen")
    click(taken_on, "Bereikbaar")
    click(taken_on, say("follow_wishes.back"))
    assert "Bereikbaar: bellen" in told(taken_on)


def test_a_next_step_is_kept_with_the_assignment(taken_on: FollowWishes, project: Project) -> None:
    type_in(taken_on, say("follow_wishes.next_step"), "morgen oefenen")
    click(taken_on, say("follow_wishes.keep_step"))
    assert [row["next_step"] for row in read_rows(project, "assignments")] == ["morgen oefenen"]
    assert say("follow_wishes.step_now", step="morgen oefenen") in told(taken_on)


def asked_here(page: FollowWishes) -> list[str]:
    """The questions of the method that stand on the page, in order; a question is a heading or the label of a field."""
    texts = [block.get("text") if block["kind"] == "heading" else block.get("label") for block in every_block(page)]
    return [text for text in texts if text in (*FOUR, *THREE)]


def test_a_follow_up_asks_exactly_four_and_then_exactly_three_questions_in_order(taken_on: FollowWishes) -> None:
    open_part(taken_on, "share")
    shown = [block.get("text") for block in taken_on.view["blocks"]]
    first = shown.index(say("follow_wishes.you_decided"))
    assert first <= 3, "it opens with what was decided"
    assert taken_on.view["blocks"][first + 1]["items"] == ["bellen"]
    steps = [block["text"] for block in every_block(taken_on) if block.get("sends", {}).get("name") == "step"]
    assert steps == ["Eerst delen: 4 vragen", "Daarna leren: 3 vragen"]
    choose(taken_on, say("follow_wishes.about_which"), "Tuinman: bellen")
    assert asked_here(taken_on) == FOUR
    fields = field_names(taken_on)
    assert fields == ["done", "going_well", "status_text", "stuck", "why", "need", "from_whom"]
    click(taken_on, say("follow_wishes.step.learn"))
    assert asked_here(taken_on) == THREE
    fields = field_names(taken_on)
    assert fields == ["works_werkt", "works_werkt_minder", "into_organisation", "with_board"]


def test_a_meeting_to_tell_and_listen_asks_none_of_them(taken_on: FollowWishes) -> None:
    open_part(taken_on, "share")
    choose(taken_on, say("record_meeting.which"), "Bijeenkomst 2")
    assert asked_here(taken_on) == []
    assert say("follow_wishes.no_questions") in told(taken_on)


def test_what_was_shared_and_learned_is_kept_and_can_be_taken_back(taken_on: FollowWishes, project: Project) -> None:
    open_part(taken_on, "share")
    choose(taken_on, say("follow_wishes.about_which"), "Tuinman: bellen")
    type_in(taken_on, say("follow_wishes.part_of.need"), "een tolk")
    click(taken_on, say("follow_wishes.keep_shared"))
    assert [row["need"] for row in read_rows(project, "progress")] == ["een tolk"]
    assert "Dit heb ik nodig: een tolk" in told(taken_on)
    click(taken_on, say("follow_wishes.step.learn"))
    type_in(taken_on, THREE[2], "gewoon vragen")
    click(taken_on, say("follow_wishes.keep_learned"))
    assert [(row["kind"], row["text"]) for row in read_rows(project, "insights")] == [("with_board", "gewoon vragen")]
    for _ in range(2):
        taken_on.receive({"do": "undo"})
    assert read_rows(project, "insights") == read_rows(project, "progress") == []


def test_who_takes_a_break_is_asked_nothing(taken_on: FollowWishes, project: Project) -> None:
    person = next(row.object_id for row in read_rows(project, "participants") if row["alias"] == "Tuinman")
    pause(project, person)
    open_part(taken_on, "share")
    which = list_named(taken_on, say("follow_wishes.about_which"))
    assert [words for _, words in which["options"]] == [say("follow_wishes.choose_one")]
    open_part(taken_on, "assignments")
    resting = next(block for block in every_block(taken_on) if block.get("summary") == say("follow_wishes.asleep"))
    assert resting["blocks"][0]["items"] == ["bellen"]


def ask_help(page: FollowWishes) -> None:
    open_part(page, "share")
    (_, words), *_ = list_named(page, say("follow_wishes.about_which"))["options"][1:]
    choose(page, say("follow_wishes.about_which"), words)
    type_in(page, say("follow_wishes.part_of.need"), "een tolk")
    type_in(page, say("follow_wishes.part_of.from_whom"), "de gemeente")
    click(page, say("follow_wishes.keep_shared"))


def test_help_is_asked_offered_given_and_put_in_words_to_mail(taken_on: FollowWishes, project: Project) -> None:
    ask_help(taken_on)
    open_part(taken_on, "help")
    letter = next(block for block in every_block(taken_on) if block["kind"] == "marked")["parts"][0][0]
    assert "Wij zijn bezig met: bellen. Daarvoor is nodig: een tolk." in letter
    assert "Tuinman" not in letter
    click(taken_on, "een tolk")
    type_in(taken_on, say("follow_wishes.offer"), "Ik tolk.")
    click(taken_on, "Merel")
    click(taken_on, say("follow_wishes.keep_offer"))
    assert "Merel: Ik tolk. Dat komt nog." in told(taken_on)
    click(taken_on, "Ik tolk.")
    assert tone(taken_on) == "refused", "without a day"
    type_in(taken_on, say("follow_wishes.given_on"), "5 juli 2024")
    click(taken_on, "Ik tolk.")
    assert "Merel: Ik tolk. Gegeven op 5 juli 2024." in told(taken_on)
    taken_on.receive({"do": "undo"})
    assert [row["given_on"] for row in read_rows(project, "help_offers")] == [None]


def test_what_someone_keeps_to_themselves_is_on_no_part_of_anothers_screen(
    page: FollowWishes, project: Project
) -> None:
    add_wish(page, "op dinsdag belden")
    take_up(page, who="Merel")
    take_on(page, "Merel")
    type_in(page, say("follow_wishes.next_step"), "geheime stap")
    click(page, say("follow_wishes.keep_step"))
    click(page, say("follow_wishes.hide"))
    ask_help(page)
    open_part(page, "help")
    assert "een tolk" in told(page), "whose it is sees it"
    assert "tolk" not in next(block for block in every_block(page) if block["kind"] == "marked")["parts"][0][0]
    kompas = seen_by(project, "Kompas")
    for part in FIRST:
        open_part(kompas, part)
        assert "tolk" not in told(kompas), part
    open_part(kompas, "assignments")
    assert "loopt nog" in told(kompas)
    folds = [say("follow_wishes.fragile"), say("follow_wishes.per_theme")]
    listed = lines_of(kompas, "assignments")
    listed += [block for block in every_block(kompas) if block.get("summary") in folds]
    assert len(listed) == 3
    assert "bellen" not in str(listed), "not even what it is about; the decision itself is the group's"
    click(kompas, "de inhoud is verborgen")
    assert "Dit loopt." in told(kompas)
    assert "geheim" not in str(kompas.view)
    assert say("follow_wishes.size_is.klein") not in told(kompas)
    found = [one.sentence for one in read_follow_up_findings(project) if one.row == "B26"]
    assert found == [say("change.hangs_on_one", what="de inhoud is verborgen")], "the check says no more than the page"
    assert say("follow_wishes.show_again") not in told(kompas)
    kompas.receive({"do": "keep", "in": "assignments.holding", "form": "show"})
    assert tone(kompas) == "refused"


def test_a_question_to_the_group_gets_advice_and_an_answer(page: FollowWishes, project: Project) -> None:
    open_part(page, "questions")
    type_in(page, say("follow_wishes.question_is"), "Hoe schrijf je een brief?")
    choose(page, say("follow_wishes.from_sector"), "gemeente")
    click(page, say("follow_wishes.keep_question"))
    assert say("follow_wishes.not_heard") in told(page)
    click(page, "Hoe schrijf je een brief?")
    type_in(page, say("follow_wishes.advice"), "Kort.")
    click(page, say("follow_wishes.keep_advice"))
    click(page, say("follow_wishes.keep_feedback"))
    assert page.status["text"] == say("follow_wishes.choose_used")
    click(page, say("follow_wishes.used.deels"))
    type_in(page, say("follow_wishes.heard_on"), "1 september 2024")
    click(page, say("follow_wishes.keep_feedback"))
    assert "Gehoord op 1 september 2024. Gebruikt: voor een deel." in told(page)
    (row,) = read_rows(project, "think_tank_questions")
    assert (row["asker_sector"], row["advice"], row["used"]) == ("gemeente", "Kort.", "deels")


def test_a_promise_is_listed_until_it_is_kept(page: FollowWishes, project: Project) -> None:
    open_part(page, "promises")
    for label, words in (("what", "Elkaar weer zien."), ("whom", "de groep"), ("due", "20 november 2024")):
        type_in(page, say(f"follow_wishes.promise_{label}"), words)
    click(page, say("follow_wishes.keep_promise"))
    assert "Elkaar weer zien. Aan: de groep. Voor 20 november 2024." in told(page)
    type_in(page, say("follow_wishes.kept_on"), "20 november 2024")
    click(page, "Elkaar weer zien.")
    assert say("follow_wishes.no_open_promises") in told(page)
    assert "Elkaar weer zien. Gedaan op 20 november 2024." in told(page)
    assert len(read_rows(project, "promises")) == 1


def test_the_list_of_residents_is_changed_by_their_side_and_spoken_about_by_others(
    page: FollowWishes, project: Project
) -> None:
    open_part(page, "priorities")
    for title in ("een huis", "de bus"):
        type_in(page, say("follow_wishes.priority"), title)
        click(page, say("follow_wishes.keep_priority"))
    click(page, "2. de bus")
    click(page, say("follow_wishes.up"))
    kompas = seen_by(project, "Kompas")
    open_part(kompas, "priorities")
    assert say("follow_wishes.of_others") in told(kompas)
    assert say("follow_wishes.keep_priority") not in told(kompas)
    click(kompas, "1. de bus")
    assert say("follow_wishes.away") not in told(kompas)
    kompas.receive({"do": "keep", "in": "priorities", "form": "away"})
    assert tone(kompas) == "refused"
    type_in(kompas, say("follow_wishes.comment"), "Dat vraagt de provincie.")
    click(kompas, say("follow_wishes.keep_comment"))
    page.refresh()
    assert "Kompas: Dat vraagt de provincie." in told(page)
    click(page, say("follow_wishes.away"))
    page.receive({"do": "undo"})
    assert [row["title"] for row in sorted(read_rows(project, "priorities"), key=lambda row: row["order"])] == [
        "de bus",
        "een huis",
    ]


def test_another_series_shows_nothing_of_this_one(taken_on: FollowWishes, project: Project) -> None:
    other = make_series(project, "twee-workshops", "Een andere reeks")
    taken_on.receive({"do": "choose_series", "value": other})
    for part in (*FIRST, *MORE):
        open_part(taken_on, part)
        assert "bellen" not in told(taken_on), part
    assert len(list_meetings(project, other)) > 0
