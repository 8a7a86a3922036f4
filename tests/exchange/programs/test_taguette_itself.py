"""The same project, made at random, through Taguette itself and in the form of QualCoder: the same words and labels."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import makers
import pytest
from seen import labels, lost, marks
from taguette_itself import PROGRAMS, Taguette

from ontmoet_research import store
from ontmoet_research.cli import main
from ontmoet_research.exchange import Choices, load
from ontmoet_research.store import Project, read_rows

SIGNS = ["de", "brief", "kwam", "te", "laat", "🙂", "👩‍👩‍👧", "één", "شكرا", "café", "<tien>", "&", "Wilma", "“ja”"]
TAGS = ["post", "post.laat", "bellen", "tafel.hoek", "stilte"]
Mark = tuple[str, int, int, list[str]]  # note, start and end in its words, tags


@pytest.fixture(scope="module")
def made() -> tuple[dict[str, list[str]], list[Mark]]:
    """Notes as paragraphs, and marks in the words with a line end between paragraphs."""
    draw = random.Random(17)
    notes = {f"avond {n}": [" ".join(draw.choices(SIGNS, k=draw.randint(3, 12))) for _ in range(4)] for n in range(3)}
    found: list[Mark] = []
    for name, paragraphs in notes.items():
        text = "\n".join(paragraphs)
        edges = [0, *(n + 1 for n, sign in enumerate(text) if sign in " \n")]
        for start in sorted(draw.sample(edges[:-1], 8)):
            words = text[start:].split()[: draw.randint(1, 6)]
            end = text.index(words[-1], start + sum(len(one) + 1 for one in words[:-1])) + len(words[-1])
            found.append((name, start, end, draw.sample(TAGS, draw.randint(1, 3))))
    return notes, found


@pytest.fixture(scope="module")
def taguette(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[dict[str, list[str]], list[Mark]]
) -> Iterator[Callable[[str], bytes] | None]:
    """Taguette with that project, and one project more; gives what it writes out. None where it is not installed."""
    if not (PROGRAMS / "taguette").is_dir():
        yield None
        return
    notes, found = made
    running = Taguette(tmp_path_factory.mktemp("taguette"))
    try:
        running.new_project("Een ander")
        project = running.new_project("Reeks één", "Over brieven")
        tags = {path: running.post(f"/api/project/{project}/tag/new", path=path, description="")["id"] for path in TAGS}
        page = "<html><head><meta charset=utf-8></head><body>{}</body></html>"
        places = {
            name: running.upload(
                project, name, page.format("".join(f"<p>{html.escape(one)}</p>" for one in paragraphs))
            )
            for name, paragraphs in notes.items()
        }
        for name, start, end, those in found:
            text = "\n".join(notes[name])
            first, last = (len(text[:place].replace("\n", "").encode()) for place in (start, end))
            told = {"start_offset": first, "end_offset": last, "tags": [tags[one] for one in those]}
            running.post(f"/api/project/{project}/document/{places[name]}/highlight/new", **told)

        def written(what: str) -> bytes:
            if what == "database":
                return running.database.read_bytes()
            return running.get(f"/project/{project}/export/{what.format(**places)}")

        yield written
    finally:
        running.close()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with store.create(tmp_path / "hier.ontmoet", title="Hier") as here:
        yield here


@pytest.fixture
def wanted(made: tuple[dict[str, list[str]], list[Mark]]) -> list[tuple[str, str, str]]:
    """Note, words and label of each."""
    notes, found = made
    short = {"post.laat": "laat"}  # "post" is a tag, so it stands under that; "tafel" is none
    return sorted(
        (name, "\n".join(notes[name])[start:end], short.get(tag, tag))
        for name, start, end, tags in found
        for tag in tags
    )


def seen(project: Project) -> list[tuple[str, str, str]]:
    return sorted(one[:3] for one in marks(project))


@pytest.mark.parametrize("what", ["database", "project.sqlite3"])
def test_what_taguette_keeps_and_writes_out_comes_in_whole(
    project: Project, tmp_path: Path, taguette: Callable[[str], bytes] | None, what: str,
    wanted: list[tuple[str, str, str]], need: Callable[[bool, str], None],
) -> None:  # fmt: skip
    need(taguette is not None, "Taguette (requirements-programs.txt)")
    assert taguette is not None
    (tmp_path / "t.sqlite3").write_bytes(taguette(what))
    loaded = load(project, tmp_path / "t.sqlite3", Choices(project="Reeks één"))
    assert seen(project) == wanted
    assert {row["display_name"] for row in read_rows(project, "contributors")} >= {"admin"}
    assert lost(loaded) == ({"other_project": 1} if what == "database" else {})


@pytest.mark.parametrize("form", ["csv", "xlsx", "html"])
def test_its_list_of_highlights_finds_the_same_words(
    project: Project, tmp_path: Path, taguette: Callable[[str], bytes] | None, form: str,
    made: tuple[dict[str, list[str]], list[Mark]], wanted: list[tuple[str, str, str]],
    need: Callable[[bool, str], None],
) -> None:  # fmt: skip
    """Words that stand in a note twice are asked; the others are placed."""
    need(taguette is not None, "Taguette (requirements-programs.txt)")
    assert taguette is not None
    for name in made[0]:
        (tmp_path / f"{name}.html").write_bytes(taguette(f"document/{{{name}}}.html"))
        load(project, tmp_path / f"{name}.html")
    (note,) = (row for row in read_rows(project, "sources") if row["title"] == "avond 0")
    assert note["text"] == "\n".join(made[0]["avond 0"])
    before = set(seen(project))
    (tmp_path / f"h.{form}").write_bytes(taguette(f"highlights/.{form}"))
    loaded = load(project, tmp_path / f"h.{form}")
    once = [one for one in wanted if "\n".join(made[0][one[0]]).count(one[1]) == 1]
    assert set(seen(project)) >= set(once)
    assert set(seen(project)) - before <= set(wanted)
    assert lost(loaded).get("doubtful", 0) == len(wanted) - len(once)


@pytest.mark.parametrize("form", ["qdc", "csv"])
def test_its_list_of_tags_comes_in(
    project: Project, tmp_path: Path, taguette: Callable[[str], bytes] | None, form: str,
    need: Callable[[bool, str], None],
) -> None:  # fmt: skip
    need(taguette is not None, "Taguette (requirements-programs.txt)")
    assert taguette is not None
    (tmp_path / f"c.{form}").write_bytes(taguette(f"codebook.{form}"))
    place = str(tmp_path / "hier.ontmoet")
    project.close()
    assert main(["codes", place, str(tmp_path / f"c.{form}")]) == 0
    with store.open_project(place) as again:
        assert {label for _, label in labels(again)} == {*TAGS, "interesting"}


def test_the_same_project_in_the_form_of_qualcoder_gives_the_same(
    project: Project, tmp_path: Path, made: tuple[dict[str, list[str]], list[Mark]], wanted: list[tuple[str, str, str]]
) -> None:
    notes, found = made
    load(project, makers.qualcoder_of(tmp_path / "data.qda", notes, found))
    assert seen(project) == wanted
