"""The same list under another name is that list; lists of other programs are read; what nobody can tell is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.coding import bring_in_codebook, read_codebook_file, read_codes
from ontmoet_research.store import Project
from ontmoet_research.words import Refused

CASES = Path(__file__).parents[1] / "intake" / "cases"
OF_OTHERS = [
    ("Taguette", "tag,description\nmoed,Iemand durft.\nrust,Er is rust.\n"),
    ("Taguette, later", "name,description\nmoed,Iemand durft.\nrust,Er is rust.\n"),
    ("QualCoder", "name\tmemo\tcategory\nmoed\tIemand durft.\tkracht\nrust\tEr is rust.\tkracht\n"),
    ("requal", "code_id,code_name,code_description,code_color\n1,moed,Iemand durft.,#FF0000\n2,rust,Er is rust.,\n"),
    ("Excel", "Code;Label;Definitie\nM1;moed;Iemand durft.\nM2;rust;Er is rust.\n"),
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with store.create(tmp_path / "p.ontmoet", title="Proef") as made:
        yield made


def _file(folder: Path, name: str, rows: str) -> Path:
    path = folder / name
    path.write_text(rows, encoding="utf-8")
    return path


def test_the_same_list_under_another_name_is_known_by_its_numbers(project: Project) -> None:
    first = bring_in_codebook(project, CASES / "codeboek.csv")
    second = bring_in_codebook(project, CASES / "codeboek_v2.csv")
    assert (second.added, second.changed, second.same) == (0, 1, 1)
    assert first.codebook_id == second.codebook_id
    assert read_codes(project)["label_nl"].tolist() == ["Anders kijken", "Hoofd te vol"]


def test_the_same_numbers_with_other_labels_are_asked_about(project: Project, tmp_path: Path) -> None:
    bring_in_codebook(project, CASES / "codeboek.csv")
    other = _file(tmp_path, "ander.csv", "code_id,label_nl\nZ1,Koffie\nZ2,Thee\n")
    with pytest.raises(Refused, match="--list"):
        bring_in_codebook(project, other)
    assert len(read_codes(project)) == 2
    assert bring_in_codebook(project, other, apart=True).added == 2
    assert bring_in_codebook(project, other, title="codeboek").changed == 2


@pytest.mark.parametrize("rows", [row[1] for row in OF_OTHERS], ids=[row[0] for row in OF_OTHERS])
def test_lists_of_other_programs_are_read_and_known_again(project: Project, tmp_path: Path, rows: str) -> None:
    path = _file(tmp_path, "lijst.csv", rows)
    told = [(code["label_nl"], code["definition_b1"]) for code in read_codebook_file(path)]
    assert told == [("moed", "Iemand durft."), ("rust", "Er is rust.")]
    bring_in_codebook(project, path)
    again = bring_in_codebook(project, _file(tmp_path, "lijst (2).csv", rows))
    assert (again.added, again.changed, again.same) == (0, 0, 2)


def test_a_file_without_labels_hears_which_columns_it_has_and_which_it_needs(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        read_codebook_file(_file(tmp_path, "x.csv", "kleur;vorm\ngeel;rond\n"))
    assert "“kleur” en “vorm”" in str(refusal.value)
    assert "label_nl" in str(refusal.value)
