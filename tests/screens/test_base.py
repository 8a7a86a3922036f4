"""What all screens share, without a browser."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ontmoet_research.screens.base import HERE, LOG, Screen, gesture, join_scripts
from ontmoet_research.store import Project, create, new, read_rows, write
from ontmoet_research.words import Refused, say

WORDS = "woorden van iemand"


class Bell(Screen):
    """A screen that rings: stores a codebook for each ring."""

    name = "code_cards"
    _esm = join_scripts()

    def make_view(self) -> dict[str, Any]:
        return {"rings": len(read_rows(self.project, "codebooks"))}

    @gesture
    def ring(self, title: str) -> None:
        write(self.project, [new("codebooks", title=title, version="1")], origin=self.origin)
        self.refresh()
        self.tell_saved()

    @gesture
    def refuse(self) -> None:
        raise Refused("store.gone")

    @gesture
    def stumble(self) -> None:
        raise ValueError(WORDS)

    def not_a_gesture(self) -> None:
        raise AssertionError("the browser reached a method that is no gesture")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "p.ontmoet", title="Proef", who="ik") as made:
        yield made


def test_a_gesture_is_stored_drawn_and_said(project: Project) -> None:
    bell = Bell(project)
    bell.receive({"do": "ring", "title": "Lijst", "n": 1})
    assert bell.view == {"rings": 1}
    assert bell.status["tone"] == "saved"
    assert bell.status["text"].startswith("Bewaard om ")


def test_undo_takes_back_the_last_step_and_says_so(project: Project) -> None:
    bell = Bell(project)
    for title in ("een", "twee"):
        bell.receive({"do": "ring", "title": title})
    bell.receive({"do": "undo"})
    assert bell.view == {"rings": 1}
    assert bell.status["text"].startswith(say("screens.undone_of", what="")[:11])
    bell.receive({"do": "undo"})
    bell.receive({"do": "undo"})
    assert bell.status["text"] == say("store.nothing_to_undo")


def test_a_refusal_is_a_sentence_on_the_screen(project: Project) -> None:
    bell = Bell(project)
    bell.receive({"do": "refuse"})
    assert (bell.status["text"], bell.status["tone"]) == (say("store.gone"), "refused")


@pytest.mark.parametrize(
    "content", [{"do": "stumble"}, {"do": "ring"}, {"do": "nothing"}, {"do": "not_a_gesture"}, {"do": "__init__"}, {}]
)
def test_a_mishap_is_one_calm_sentence_and_the_log_holds_no_words(
    project: Project, content: dict[str, str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    bell = Bell(project)
    monkeypatch.setattr(LOG, "disabled", False)  # starting Jupyter in an earlier test switches loggers off
    with caplog.at_level(logging.ERROR):
        bell.receive(content)
    assert (bell.status["text"], bell.status["tone"]) == (say("screens.trouble"), "trouble")
    assert caplog.records
    assert WORDS not in caplog.text


def test_an_unknown_option_is_refused_by_name(project: Project) -> None:
    with pytest.raises(Refused, match="help_contact") as refusal:
        Bell(project, helpcontact="Noor")
    assert "helpcontact" in str(refusal.value)


def test_the_person_who_helps_is_asked_once(project: Project) -> None:
    bell = Bell(project)
    assert bell.frame["help"] == ""
    bell.receive({"do": "name_contact", "value": " Noor, 06 "})
    assert "Noor, 06" in bell.frame["help"]
    assert "Noor, 06" in Bell(project).frame["help"]


def test_joined_scripts_hold_no_import_of_a_neighbour_and_one_export() -> None:
    for path in HERE.rglob("*.js"):
        if path.name != "base.js":
            joined = join_scripts(str(path.relative_to(HERE)))
            assert 'from ".' not in joined, path.name
    assert "export" not in join_scripts()
