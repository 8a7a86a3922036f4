"""Of a hostile and damaged corpus over all formats: no traceback, no hang, and no half note that looks whole."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ontmoet_research.intake.readers import ReadText
from ontmoet_research.intake.reading import read_each
from ontmoet_research.words import Refused

from .hostile import TOLD, WHOLE, Case, corpus

CASES = corpus()


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[ReadText | Refused, float]]:
    """What became of each file, and how many seconds it took; read as a folder is read, one after another."""
    folder: Path = tmp_path_factory.mktemp("kwaad")
    for case in CASES:
        (folder / case.name).write_bytes(case.data)
    found = {}
    before = time.monotonic()
    for path, answer in read_each([folder / case.name for case in CASES]):
        now = time.monotonic()
        found[path.name] = (answer, now - before)
        before = now
    return found


def test_the_corpus_is_large_and_over_all_formats() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 150
    assert len({Path(case.name).suffix for case in CASES}) >= 14


@pytest.mark.parametrize("case", CASES, ids=[ascii(case.name) for case in CASES])
def test_each_file_comes_in_whole_or_tells_what_is_missing_or_is_refused(
    answers: dict[str, tuple[ReadText | Refused, float]], case: Case
) -> None:
    answer, seconds = answers[case.name]
    assert seconds < 60
    if isinstance(answer, Refused):
        became = answer.key.removeprefix("intake.refused.")
        assert "Traceback" not in str(answer) and case.name in str(answer)
    else:
        became = TOLD if answer.notices else WHOLE
        assert case.outcome == "*" or answer.text.rstrip(" .").endswith(case.ends) or case.ends in answer.text[-400:]
    assert case.outcome == "*" or became in case.outcome.split("|")


def test_noise_never_comes_in_as_a_note(answers: dict[str, tuple[ReadText | Refused, float]]) -> None:
    for name, (answer, _) in answers.items():
        if name.startswith(("niets_", "ruis_")):
            assert isinstance(answer, Refused), name
