"""The way of working without data: others can begin with it, and nothing of anyone is in it (A47)."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from canary import CANARY, fill

from ontmoet_research import store
from ontmoet_research.cli import main
from ontmoet_research.exchange import make_method
from ontmoet_research.group import get_template, make_series, read_sessions
from ontmoet_research.model import columns_of, tables
from ontmoet_research.practice import make_practice_project
from ontmoet_research.privacy import exact_titles_in
from ontmoet_research.text.same_words import SameWords
from ontmoet_research.words import Refused


def unpacked(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as box:
        return {name: box.read(name).decode("utf-8") for name in box.namelist()}


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Project]:
    with make_practice_project(tmp_path_factory.mktemp("manier") / "p.ontmoet") as made:
        yield made


@pytest.fixture(scope="module")
def packed(practice: store.Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    path = tmp_path_factory.mktemp("pakket") / "m.zip"
    make_method(practice, path)
    return unpacked(path)


def labels(files: dict[str, str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["labels.csv"])))


def found_of_people(project: store.Project, files: dict[str, str]) -> list[str]:
    """The scan of A47: ids, names, places, rows about people, and words of notes that stand in these files."""
    people = [row["alias"] for row in store.read_rows(project, "participants")]
    people += [row["display_name"] for row in store.read_rows(project, "contributors")]
    people += [row[name] for row in store.read_rows(project, "series") for name in ("title", "region") if row[name]]
    said = [row["text"] for name in ("sources", "wishes", "insights") for row in store.read_rows(project, name)]
    said += [row["text"] for row in store.read_rows(project, "working_agreements")]
    words, found = SameWords(said), []
    about_people = {"participant_id", "alias", "perspectives", "contributor_id", "display_name", "holder_id"}
    for name, text in files.items():
        found += [f"{name}: {one}" for one in people if re.search(rf"\b{re.escape(one)}\b", text)]
        found += [f"{name}: {text[start:end]}" for start, end in words.spans(text)]
        found += [f"{name}: {one}" for one in about_people if re.search(rf"(?m)^(.*,)?{one}(,| =|$)", text)]
        found += re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}", text)
    return found


def test_nothing_of_people_is_in_the_package(practice: store.Project, packed: dict[str, str]) -> None:
    assert found_of_people(practice, packed) == []


def test_the_scan_finds_what_would_be_wrong(practice: store.Project) -> None:
    note = store.read_rows(practice, "sources")[0]["text"]
    longest = max(note.splitlines(), key=len)
    for wrong in ("Merel was er", longest, "alias,side\nx,y", "Kwartelveen", store.new_id()):
        assert found_of_people(practice, {"x": wrong}), wrong


def test_a_label_with_a_name_or_words_of_someone_stays_and_the_readme_tells_how_many(tmp_path: Path) -> None:
    with store.create(tmp_path / "k.ontmoet", title="Kanarie") as project:
        fill(project)
        book = store.read_rows(project, "codebooks")[0].object_id
        told = {"label_nl": "bellen helpt", "example": f"ik kreeg elke vrijdag een brief van de {CANARY}"}
        drafts = [
            store.new("codes", codebook_id=book, code="L2", kind="enkel", **told),
            store.new("codes", codebook_id=book, code="L3", kind="enkel", label_nl="wat Wilma doet"),
            store.new("codes", codebook_id=book, code="L4", kind="enkel", label_nl="oud", status="gestopt"),
        ]
        store.write(project, drafts, origin="toets")
        make_method(project, tmp_path / "m.zip")
        files = unpacked(tmp_path / "m.zip")
        assert found_of_people(project, files) == []
    assert [(row["code"], row["label_nl"], row["example"]) for row in labels(files)] == [
        ("L1", "brieven", ""),
        ("L2", "bellen helpt", ""),
    ]
    assert "Labels die achterbleven: 1" in files["LEESMIJ.txt"]
    assert CANARY not in "".join(files.values())


def test_a_set_up_or_label_with_an_exact_job_title_leaves_without_it(tmp_path: Path) -> None:
    with store.create(tmp_path / "p.ontmoet", title="P") as project:
        series = make_series(project, "twee-workshops", "Onze reeks")
        row = store.find(project, "series", series)
        book = store.new("codebooks", title="Lijst", version="1")
        label = {"codebook_id": book.object_id, "kind": "enkel"}
        rows = [
            store.change(row, method="zoals de opbouwwerker het deed"),
            store.new("codes", code="a", label_nl="Bellen", example="De Kwartiermaker belde.", **label),
            store.new("codes", code="b", label_nl="De huismeester", **label),
        ]
        store.write(project, [book, *rows])
        make_method(project, tmp_path / "m.zip")
    files = unpacked(tmp_path / "m.zip")
    assert [one["label_nl"] for one in labels(files)] == ["Bellen"]
    assert [name for name, text in files.items() if exact_titles_in(text)] == []


def test_every_label_in_use_is_there_with_what_it_means(practice: store.Project, packed: dict[str, str]) -> None:
    used = [row["code"] for row in store.read_rows(practice, "codes") if row["status"] != "gestopt"]
    stayed = int(re.findall(r"achterbleven: (\d+)", packed["LEESMIJ.txt"])[0])
    assert len(labels(packed)) == len(used) - stayed > 60
    assert all(row["definition_b1"] for row in labels(packed))


def test_the_list_to_start_is_there(packed: dict[str, str]) -> None:
    assert len(packed["startlijst.csv"].splitlines()) == 12
    assert "Koffie en thee" in packed["startlijst.csv"]


def test_another_group_begins_with_the_set_up(
    packed: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "opzet_1.toml"
    place.write_text(packed["opzet_1.toml"], encoding="utf-8")
    assert get_template(str(place)).counts == (4, 1, 8)
    new = tmp_path / "nieuw.ontmoet"
    assert main(["new", str(new), "--no-passphrase", "--template", str(place), "--title", "Onze reeks"]) == 0
    with store.open_project(new) as project:
        series = store.read_rows(project, "series")[0]
        assert len(read_sessions(project, series.object_id)) == 13
        assert (series["max_participants"], series["k_threshold"]) == (12, 5)
        kinds = {row["kind"] for row in store.read_rows(project, "sessions")}
    assert kinds == {"ontmoeting", "besluit", "vervolg"}


def test_what_comes_out_goes_in_again_the_same(packed: dict[str, str], tmp_path: Path) -> None:
    place = tmp_path / "opzet_1.toml"
    place.write_text(packed["opzet_1.toml"], encoding="utf-8")
    template = get_template(str(place))
    with store.create(tmp_path / "n.ontmoet", title="Nieuw") as project:
        make_series(project, str(place), "Nieuw")
        make_method(project, tmp_path / "m.zip")
    again = unpacked(tmp_path / "m.zip")["opzet_1.toml"]
    place.write_text(again, encoding="utf-8")
    assert get_template(str(place)) == template


GOOD = 'title = "a"\ndescription = "b"\nformat = "cop"\nsource = "c"\n'
PHASE = '[[phases]]\nkind = "decision"\nsession_kind = "besluit"\nplanned_count = 1\nsource = "d"\n'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "geen toml",
        GOOD,
        PHASE,
        GOOD + "phases = 3",
        GOOD + PHASE.replace("= 1", "= 61"),
        GOOD + PHASE.replace("= 1", "= -1"),
        GOOD + PHASE.replace("= 1", '= "1"'),
        GOOD + PHASE.replace("= 1", "= true"),
        GOOD + PHASE.replace("decision", "feest"),
        GOOD + PHASE.replace("besluit", "feest"),
        GOOD + PHASE + "iets = 1",
        GOOD.replace("cop", "feest") + PHASE,
        GOOD + 'max_participants = "12"\n' + PHASE,
        GOOD + 'required_perspectives = "resident"\n' + PHASE,
        GOOD + "x = " + "[" * 5000 + PHASE,
        GOOD + "#" * 100_001 + "\n" + PHASE,
    ],
)
def test_a_file_that_is_no_set_up_is_refused_and_makes_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / "o.toml").write_text(GOOD + PHASE, encoding="utf-8")
    assert get_template(str(tmp_path / "o.toml")).counts == (1,)
    (tmp_path / "o.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="Er is niets gemaakt"):
        get_template(str(tmp_path / "o.toml"))


def test_a_file_that_is_not_there_or_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        get_template(str(tmp_path / "weg.toml"))
    (tmp_path / "o.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match="geen opzet"):
        get_template(str(tmp_path / "o.toml"))


def test_only_tables_of_the_way_of_working_are_read_for_it() -> None:
    from ontmoet_research.exchange.method import OF_LABEL, OF_PHASE, OF_SERIES, WAY_OF_WORKING

    assert set(WAY_OF_WORKING) <= set(tables())
    for table, columns in (("series", OF_SERIES), ("phases", OF_PHASE), ("codes", OF_LABEL)):
        assert set(columns) <= set(columns_of(table))


def test_the_verb_makes_a_zip_and_only_a_zip(
    practice: store.Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["method", str(practice.path), str(tmp_path / "m.txt")]) == 1
    assert main(["method", str(practice.path), str(tmp_path / "m.zip")]) == 0
    assert (tmp_path / "m.zip").exists()
