"""What someone said of a project of another program is kept, counts the next time, and can be said otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from boxes import Box, coding, guid, selection

from ontmoet_research import store
from ontmoet_research.exchange import Choices, Loaded, export, load, load_in_sentences, undo_load
from ontmoet_research.store import read_rows
from ontmoet_research.words import say

Bring = Callable[..., Loaded]
TEXT = "De brief kwam te laat en bleef liggen tot maandag."


def with_a_variable(name: str = "Wijkonderzoek", origin: str = "NVivo 12", avond: str = "Avond 3", n: int = 3) -> Box:
    made = Box(name=name, origin=origin)
    made.user("Anna")
    made.code("Te laat")
    made.variables.append(f'<Variable guid="{guid("v")}" name="Sessie" typeOfVariable="Integer"/>')
    value = f'<VariableValue><VariableRef targetGUID="{guid("v")}"/><IntegerValue>{n}</IntegerValue></VariableValue>'
    made.text(avond, TEXT, [selection(3, 8, coding("Te laat", "Anna", n))], more=value)
    return made


def numbers(project: store.Project) -> list[int]:
    return sorted(row["number"] for row in read_rows(project, "sessions"))


def test_an_answer_counts_for_what_the_same_project_brings_later(project: store.Project, bring: Bring) -> None:
    bring(with_a_variable(), Choices(roles={"Sessie": "bijeenkomst"}))
    again = bring(with_a_variable(origin="NVivo 14", avond="Avond 4", n=4))
    assert numbers(project) == [3, 4]
    assert again.proposed == {}
    assert again.said_before.roles == {"Sessie": "bijeenkomst"}
    told = load_in_sentences(again)
    assert say("exchange.load.said_before", variable="Sessie", role="bijeenkomst") in told
    assert say("exchange.load.ask_again") in told
    assert not any("--as '" in line for line in told)


def test_another_answer_counts_from_then_on_and_the_first_may_come_back(project: store.Project, bring: Bring) -> None:
    for role in ("bijeenkomst", "", "bijeenkomst"):
        bring(with_a_variable(), Choices(roles={"Sessie": role}))
        assert bring(with_a_variable()).said_before.roles == {"Sessie": role}
    assert len(read_rows(project, "load_answers")) == 1


def test_a_no_is_an_answer_too(project: store.Project, bring: Bring) -> None:
    bring(with_a_variable(), Choices(roles={"Sessie": ""}))
    again = bring(with_a_variable())
    assert numbers(project) == []
    assert again.proposed == {}
    assert again.found.lost["variable", "Sessie"] == 1
    assert say("exchange.load.said_nothing_before", variable="Sessie") in load_in_sentences(again)


@pytest.mark.parametrize("other", [{"name": "Ander onderzoek"}, {"origin": "MAXQDA"}])
def test_an_answer_is_for_one_project_of_one_program(bring: Bring, other: dict[str, str]) -> None:
    bring(with_a_variable(), Choices(roles={"Sessie": "bijeenkomst"}))
    assert bring(with_a_variable(**other)).proposed == {"Sessie": "bijeenkomst"}  # type: ignore[arg-type]  # names


def test_nothing_is_kept_of_a_look_or_when_nobody_said_anything(project: store.Project, bring: Bring) -> None:
    bring(with_a_variable())
    assert read_rows(project, "load_answers") == []
    assert bring(with_a_variable()).proposed == {"Sessie": "bijeenkomst"}


def test_asked_again_the_answer_of_before_does_not_count(bring: Bring) -> None:
    bring(with_a_variable(), Choices(roles={"Sessie": "bijeenkomst"}))
    asked = bring(with_a_variable(), Choices(ask_again=True))
    assert asked.proposed == {"Sessie": "bijeenkomst"}
    assert not asked.said_before


def test_taking_the_load_back_takes_its_answers_back(project: store.Project, bring: Bring) -> None:
    bring(with_a_variable(), Choices(roles={"Sessie": "bijeenkomst"}))
    undo_load(project)
    assert read_rows(project, "load_answers") == []
    assert bring(with_a_variable()).proposed == {"Sessie": "bijeenkomst"}


def test_the_way_to_count_that_someone_chose_counts_again(project: store.Project, bring: Bring) -> None:
    def box() -> Box:
        made = Box(name="Emoji", origin="Proef")
        made.user("Anna")
        made.code("Te laat")
        made.text("Avond", "🙂 De brief kwam.", [selection(3, 6, coding("Te laat", "Anna", 1))])
        return made

    first = bring(box())
    assert first.found.read_as is not None
    other = next(way for way, _ in first.found.read_as.choices if way != first.found.read_as.reading)
    undo_load(project)
    bring(box(), Choices(reading=other))
    words = [row["quote"] for row in read_rows(project, "codings")]
    again = bring(box())
    assert again.found.read_as is not None
    assert again.found.read_as.reading == again.said_before.reading == other
    assert [row["quote"] for row in read_rows(project, "codings")] == words
    assert any("vorige keer" in line for line in load_in_sentences(again))


def test_of_a_file_of_the_kit_itself_nothing_is_asked(project: store.Project, bring: Bring, tmp_path: Path) -> None:
    bring(with_a_variable(), Choices(roles={"Sessie": "bijeenkomst"}))
    export(project, tmp_path / "uit.qdpx")
    with store.create(tmp_path / "ander.ontmoet", title="Ander") as other:
        loaded = load(other, tmp_path / "uit.qdpx")
        assert loaded.proposed == {}
        assert numbers(other) == [3]
    assert not any("--as" in line for line in load_in_sentences(loaded))
