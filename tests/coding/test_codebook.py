"""A list of labels comes in from a CSV as people make them, and a second time only what differs changes."""

from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.coding import bring_in_codebook, read_codebook_file, read_codes
from ontmoet_research.model import shipped

HEAD = "code_id,label_nl,family,kind,definition_b1\n"


@pytest.mark.parametrize(("name", "count"), [("codeboek_A", 19), ("codeboek_B", 27), ("codeboek_C", 26)])
def test_the_starter_codebooks_are_whole(name: str, count: int) -> None:
    codes = read_codebook_file(shipped("codeboeken", f"{name}.csv"))
    assert len(codes) == count
    assert all(code["definition_b1"] and code["include"] and code["example"] for code in codes)
    pairs = [code for code in codes if code["kind"] == "paar"]
    assert all(
        [o.split("=")[0] for o in code["options"]][:4] == ["links", "rechts", "allebei", "weet_niet"] for code in pairs
    )


@pytest.mark.parametrize("name", ["codeboek_A", "codeboek_B", "codeboek_C"])
def test_labels_of_one_family_differ_in_line_or_colour_and_stay_readable(name: str) -> None:
    codes = read_codebook_file(shipped("codeboeken", f"{name}.csv"))
    for family in {code["family"] for code in codes}:
        looks = [(code["colour"], code["pattern"]) for code in codes if code["family"] == family]
        assert len(set(looks[:5])) == len(looks[:5])


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + "X1,Één label,fam,enkel,Uitleg\n").encode("utf-8-sig"),
        (HEAD + "X1,Één label,fam,enkel,Uitleg\n").encode("cp1252"),
        (HEAD + "X1,Één label,fam,enkel,Uitleg\n").replace(",", ";").replace("\n", "\r\n").encode(),
        (HEAD + "X1,Één label,fam,,Uitleg\n\n,,,,\n").encode(),
    ],
    ids=["bom", "windows", "semicolons", "empty_rows"],
)
def test_a_file_as_a_spreadsheet_writes_it_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(content)
    (code,) = read_codebook_file(path)
    assert (code["code"], code["label_nl"], code["family"], code["kind"]) == ("X1", "Één label", "fam", "enkel")


def test_a_second_time_only_what_differs_changes_and_the_old_words_stay(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(HEAD + "X1,Eerst,fam,enkel,Uitleg\nX2,Blijft,fam,enkel,Uitleg\n", encoding="utf-8")
    with store.create(tmp_path / "p.ontmoet", title="Proef") as project:
        first = bring_in_codebook(project, path)
        path.write_text(
            HEAD + "X1,Later,fam,enkel,Uitleg\nX2,Blijft,fam,enkel,Uitleg\nX3,Nieuw,fam,paar,U\n", encoding="utf-8"
        )
        second = bring_in_codebook(project, path)
        assert (second.added, second.changed, second.same) == (1, 1, 1)
        assert first.codebook_id == second.codebook_id
        codes = read_codes(project)
        assert list(codes["label_nl"]) == ["Later", "Blijft", "Nieuw"]
        assert list(codes["options"])[2] == ["links", "rechts", "allebei", "weet_niet"]
        history = store.history(project, "codes", codes["code_id"][0])
        assert list(history["label_nl"]) == ["Eerst", "Later"]


def test_hostile_labels_are_kept_as_they_are_typed(tmp_path: Path) -> None:
    label = "<script>alert(1)</script> $x$ 😀 \u202eom"
    path = tmp_path / "lijst.csv"
    path.write_text(f"code_id,label_nl\nX1,{label}\n", encoding="utf-8")
    assert read_codebook_file(path)[0]["label_nl"] == label
