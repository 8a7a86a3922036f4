"""The package for a data archive: what is in it, and above all what is never in it (P32)."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from canary import CANARY, OTHERS, Ids, fill

from ontmoet_research import model, privacy, store
from ontmoet_research.cli import main
from ontmoet_research.exchange import make_archive
from ontmoet_research.exchange.archive_list import that_go, that_stay
from ontmoet_research.practice import make_practice_project
from ontmoet_research.privacy.job_titles import BROAD_GROUPS
from ontmoet_research.words import Refused, say

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-", re.IGNORECASE)
BLOCK = "█"


def unpacked(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as box:
        return {name: box.read(name).decode("utf-8") for name in box.namelist()}


def rows(files: dict[str, str], table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{table}.csv"])))


def archived(project: store.Project, folder: Path) -> dict[str, str]:
    make_archive(project, folder / "a.zip")
    return unpacked(folder / "a.zip")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[store.Project]:
    with store.create(tmp_path / "kanarie.ontmoet", title="Kanarie") as made:
        yield made


@pytest.fixture
def ids(project: store.Project) -> Ids:
    """The canary stands everywhere; Wilma, the only participant, said yes to the archive and the note was looked at."""
    ids = fill(project)
    privacy.record_consent(project, ids.person, "archief", True)
    privacy.record_recognition(project.as_person(ids.noor), ids.source, "niemand")
    return ids


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Project]:
    with make_practice_project(tmp_path_factory.mktemp("archief") / "p.ontmoet") as made:
        yield made


@pytest.fixture(scope="module")
def packed(practice: store.Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return archived(practice, tmp_path_factory.mktemp("pakket"))


def test_every_table_of_the_model_goes_or_stays_with_a_reason() -> None:
    stay = [name for names in that_stay().values() for name in names]
    assert sorted([*that_go(), *stay]) == sorted(model.tables()), "decide in the model"
    for reason in that_stay():
        assert say(f"exchange.archive.why.{reason}")


def test_every_column_that_goes_is_one_of_the_model_and_never_a_name() -> None:
    for name, goes in that_go().items():
        assert set(goes.columns) <= set(model.columns_of(name)), name
    never = {
        "alias",
        "display_name",
        "author_ref",
        "checked_by",
        "speaker_label",
        "participant_id",
        "note",
        "holder_id",
    }
    never |= {*model.people.KEY_FILE_COLUMNS, "person_marks", "confirmed_by", "actor", "text_json", "region", "place"}
    assert {column for goes in that_go().values() for column in goes.columns} & never == set()


def test_words_go_along_when_everyone_said_yes(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    """The other tests of this file rest on this one: the canary can get in."""
    files = archived(project, tmp_path)
    assert CANARY in files["verslagen/sources-1.txt"]
    assert [row["text"] for row in rows(files, "wishes")] == [f"Als we nu eens de {CANARY} belden"]
    assert f"brief van de {CANARY}" in [row["quote"] for row in rows(files, "codings")]
    assert OTHERS.split(": ")[1] in files["verslagen/sources-1.txt"]


def _says_no(project: store.Project, ids: Ids) -> None:
    privacy.record_consent(project, ids.person, "archief", False)


def _takes_back(project: store.Project, ids: Ids) -> None:
    privacy.withdraw_consent(project, ids.person, "archief", "2025-05-01")


def _withdraws(project: store.Project, ids: Ids) -> None:
    store.write(
        project, [store.change(store.find(project, "participants", ids.person), status="ingetrokken")], origin="toets"
    )


def _of_piece(**values: object) -> Callable[[store.Project, Ids], None]:
    def change(project: store.Project, ids: Ids) -> None:
        store.write(project, [store.change(store.find(project, "fragments", ids.piece), **values)], origin="toets")

    return change


def _joined_by_someone_who_says(answer: bool | None) -> Callable[[store.Project, Ids], None]:
    def join(project: store.Project, ids: Ids) -> None:
        person = store.new("participants", alias="Zwaluw", series_ids=[ids.series], perspectives=["resident"])
        store.write(project, [person], origin="toets")
        if answer is not None:
            privacy.record_consent(project, person.object_id, "archief", answer)

    return join


@pytest.mark.parametrize("gone", [_says_no, _takes_back, _withdraws])
def test_without_a_yes_of_anyone_nothing_is_made(
    project: store.Project, ids: Ids, tmp_path: Path, gone: Callable[[store.Project, Ids], None]
) -> None:
    gone(project, ids)
    with pytest.raises(Refused, match="Vraag dat eerst aan iedereen"):
        make_archive(project, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize("gone", [_says_no, _takes_back, _withdraws])
def test_who_gave_no_yes_is_nowhere_in_the_package(
    project: store.Project, ids: Ids, tmp_path: Path, gone: Callable[[store.Project, Ids], None]
) -> None:
    _joined_by_someone_who_says(True)(project, ids)
    gone(project, ids)
    for name, content in archived(project, tmp_path).items():
        assert CANARY not in content.casefold(), name
        assert "Wilma" not in content, name


@pytest.mark.parametrize(
    "closed", [_of_piece(visibility="besloten"), _of_piece(contains_case=True), _of_piece(withdrawn=True)]
)
def test_what_is_closed_is_a_row_of_blocks_and_so_is_the_same_elsewhere(
    project: store.Project, ids: Ids, tmp_path: Path, closed: Callable[[store.Project, Ids], None]
) -> None:
    closed(project, ids)
    copied = "elke vrijdag een brief van de buren"
    store.write(project, [store.new("themes", title=f"Over {copied}", status="idee")], origin="toets")
    files = archived(project, tmp_path)
    assert CANARY not in files["verslagen/sources-1.txt"]
    assert BLOCK * 20 in files["verslagen/sources-1.txt"]
    assert len(rows(files, "fragments")) == 2
    assert all(CANARY not in row["quote"] for row in rows(files, "codings"))
    assert rows(files, "themes")[0]["title"].startswith(f"Over {BLOCK}")


@pytest.mark.parametrize("answer", [False, None], ids=["no", "no answer"])
def test_words_of_nobody_knows_who_stay_when_one_gave_no_yes(
    project: store.Project, ids: Ids, tmp_path: Path, answer: bool | None
) -> None:
    _joined_by_someone_who_says(answer)(project, ids)
    files = archived(project, tmp_path)
    assert [row["order"] for row in rows(files, "fragments")] == ["2"], "only what Wilma said"
    assert OTHERS.split(": ")[1] not in files["verslagen/sources-1.txt"]
    assert rows(files, "wishes") == rows(files, "insights") == []


def test_who_was_not_there_has_no_say_over_what_was_said(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    _joined_by_someone_who_says(False)(project, ids)
    swallow = next(row.object_id for row in store.read_rows(project, "participants") if row["alias"] == "Zwaluw")
    away = store.new("attendance", session_id=ids.session, participant_id=swallow, state="afgemeld")
    store.write(project, [away], origin="toets")
    assert len(rows(archived(project, tmp_path), "wishes")) == 1


def test_a_note_that_nobody_looked_at_stays(project: store.Project, tmp_path: Path) -> None:
    ids = fill(project)
    privacy.record_consent(project, ids.person, "archief", True)
    files = archived(project, tmp_path)
    assert not [name for name in files if name.startswith("verslagen/")]
    assert rows(files, "fragments") == rows(files, "codings") == rows(files, "sources") == []


def test_names_of_people_and_addresses_are_blocks(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    told = "Wilma en Noor, bel 06-12345678 of mail naar wilma@voorbeeld.nl over Onze reeks"
    store.write(project, [store.new("themes", title=told, status="idee")], origin="toets")
    title = rows(archived(project, tmp_path), "themes")[0]["title"]
    assert len(title) == len(told)
    assert [word for word in re.split(r"[\s,█]+", title) if word] == ["en", "bel", "of", "mail", "naar", "over"]


def test_an_exact_job_title_is_blocks_wherever_it_stands(
    project: store.Project, ids: Ids, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert any(CANARY in text for text in archived(project, tmp_path).values())
    monkeypatch.setitem(BROAD_GROUPS, CANARY, "anders")
    files = archived(project, tmp_path)
    assert [name for name, text in files.items() if CANARY in text.casefold()] == []
    assert BLOCK * len(CANARY) in "".join(text for name, text in files.items() if name.startswith("verslagen/"))


def test_the_name_of_a_speaker_as_typed_is_blocks_also_when_nobody_knows_who_that_is(
    project: store.Project, ids: Ids, tmp_path: Path
) -> None:
    piece = store.find(project, "fragments", ids.after)
    assert "Teun" in archived(project, tmp_path)["verslagen/sources-1.txt"]
    store.write(project, [store.change(piece, speaker_label="Teun")], origin="toets")
    assert f"{BLOCK * 4}: dat herken ik wel" in archived(project, tmp_path)["verslagen/sources-1.txt"]


def test_a_student_without_an_agreement_packs_no_words(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    student = store.new("contributors", display_name="Ibis", side="onderwijs", role="student")
    store.write(project, [student], origin="toets")
    files = archived(project.as_person(student.object_id), tmp_path)
    assert rows(files, "fragments") == []


def test_no_id_no_alias_and_no_name_on_screen_is_in_the_package(
    practice: store.Project, packed: dict[str, str]
) -> None:
    people = [row["alias"] for row in store.read_rows(practice, "participants")]
    people += [row["display_name"] for row in store.read_rows(practice, "contributors")]
    for file, content in packed.items():
        assert not UUID.search(content), file
        assert [one for one in people if re.search(rf"\b{one}\b", content)] == [], file


def test_every_file_has_the_rows_that_the_readme_tells(packed: dict[str, str]) -> None:
    assert {name for name in packed if name.endswith(".csv")} == {f"{name}.csv" for name in that_go()} | {
        "kolommen.csv"
    }
    for name in that_go():
        found = re.search(rf"^- {name}\.csv: (\d+) regels", packed["LEESMIJ.txt"], re.MULTILINE)
        assert found
        assert int(found[1]) == len(rows(packed, name)), name
    assert len(rows(packed, "codings")) > 100
    assert "restricted" in packed["LEESMIJ.txt"]


def test_every_table_that_stays_is_in_the_readme(packed: dict[str, str]) -> None:
    for names in that_stay().values():
        for name in names:
            assert re.search(rf"\b{name}\b", packed["LEESMIJ.txt"]), name


def test_every_column_is_explained(packed: dict[str, str]) -> None:
    explained = {(row["file"], row["column"]) for row in rows(packed, "kolommen") if row["meaning"]}
    for name in that_go():
        header = next(csv.reader(io.StringIO(packed[f"{name}.csv"])))
        assert {(f"{name}.csv", column) for column in header} <= explained, name


def test_places_fit_the_text_and_every_number_points_at_a_row(packed: dict[str, str]) -> None:
    files = {row["source_id"]: packed[row["file"]] for row in rows(packed, "sources")}
    assert all(
        row["quote"] == files[row["source_id"]][int(row["start"]) : int(row["end"])] for row in rows(packed, "codings")
    )
    known = {row[next(iter(row))] for name in that_go() for row in rows(packed, name)}
    for name in that_go():
        pointing = [
            c for c, found in model.columns_of(name).items() if found.info.get("ref") and c in that_go()[name].columns
        ]
        for row in rows(packed, name):
            assert {row[column] for column in pointing} - {""} <= known, name


def test_only_pieces_of_people_who_said_yes_are_in_the_package(practice: store.Project, packed: dict[str, str]) -> None:
    people, consents = store.read_table(practice, "participants"), store.read_table(practice, "consents")
    yes = privacy.allowing_participants(people, consents, "archief")
    pieces = store.read_table(practice, "fragments")
    own = pieces[pieces["participant_id"].isin(list(yes)) & (pieces["visibility"] != "besloten")]
    assert 0 < len(rows(packed, "fragments")) <= len(own)
    assert {row["speaker"] for row in rows(packed, "fragments")} <= {f"spreker-{n}" for n in range(1, len(yes) + 1)}


def test_few_speakers_are_not_told_apart(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    found = rows(archived(project, tmp_path), "fragments")
    assert {row["speaker"] for row in found} == {""}, "one speaker is fewer than 5"


def test_a_perspective_of_few_speakers_is_not_told(practice: store.Project, packed: dict[str, str]) -> None:
    pieces = store.read_table(practice, "fragments")
    speaking = pieces.groupby("speaker_perspective")["participant_id"].nunique()
    told = {row["speaker_perspective"] for row in rows(packed, "fragments")} - {""}
    assert all(speaking[one] >= 5 for one in told)


def test_the_same_project_gives_the_same_bytes(project: store.Project, ids: Ids, tmp_path: Path) -> None:
    for name in ("1.zip", "2.zip"):
        make_archive(project, tmp_path / name)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_the_verb_makes_it_and_the_logbook_knows(
    project: store.Project, ids: Ids, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["archive", str(project.path), str(tmp_path / "b.txt")]) == 1
    assert ".zip" in capsys.readouterr().err
    assert main(["archive", str(project.path), str(tmp_path / "b.zip")]) == 0
    assert "LEESMIJ.txt" in capsys.readouterr().out
    assert "export: pakket voor een archief" in set(privacy.read_exports(project)["action"])
