"""``ontmoet search`` through the index gives what reading every note from start to end gives."""

from collections.abc import Iterator

import pytest

from ontmoet_research import store
from ontmoet_research.cli import main
from ontmoet_research.intake import search_words
from ontmoet_research.practice import make_practice_project
from ontmoet_research.privacy.withdrawal import without_withdrawn

SOUGHT = ("wijk", "WIJK", "ij", "e", "brief", "de brief", "brief.", "n de b", "Één", "een,", "«", " ", "komt niet voor")


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Project]:
    with make_practice_project(tmp_path_factory.mktemp("zoeken") / "p.ontmoet") as project:
        yield project


@pytest.mark.parametrize("words", SOUGHT)
def test_the_index_gives_the_same_places_as_reading_everything(practice: store.Project, words: str) -> None:
    everything = search_words(without_withdrawn(practice, "sources"), words)
    named = store.notes_with(practice, words)
    some = search_words(without_withdrawn(practice, "sources", only=named), words)
    assert some.equals(everything)


def test_words_that_were_taken_out_are_not_found_and_the_rest_of_their_note_is(
    practice: store.Project, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {row.object_id: row["text"] for row in store.read_rows(practice, "sources")}
    piece = next(
        row
        for row in store.read_rows(practice, "fragments")
        if row["end"] - row["start"] > 60 and not row["withdrawn"] and row["kind"] == "tekst"
    )
    text = texts[piece["source_id"]]
    words, rest = text[piece["start"] : piece["end"]].strip()[-40:], text[: piece["start"]].strip().splitlines()[0]
    assert main(["search", str(practice.path), words]) == 0
    assert f"»{words}«" in capsys.readouterr().out
    store.write(practice, [store.change(piece, withdrawn=True)])
    assert main(["search", str(practice.path), words]) == 0
    assert words not in capsys.readouterr().out
    assert main(["search", str(practice.path), rest]) == 0
    assert f"»{rest}«" in capsys.readouterr().out
