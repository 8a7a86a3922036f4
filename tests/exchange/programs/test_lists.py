"""Lists of labels of other programs, also the ones that the standard does not know; and each file leads to its verb."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from seen import labels, lost

from ontmoet_research import store
from ontmoet_research.cli import main
from ontmoet_research.exchange import Choices, load
from ontmoet_research.store import Project, read_rows

CODE = '<Code guid="{0}-0000-0000-0000-000000000000" name="{1}" isCodable="{2}">{3}</Code>'
TREE = CODE.format(
    "0000000A", "Post", "true", "<Description>Over post</Description>" + CODE.format("0000000B", "Laat", "true", "")
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with store.create(tmp_path / "hier.ontmoet", title="Hier") as made:
        yield made


@pytest.mark.parametrize(
    "root",
    [
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{}</Codes><Sets/></CodeBook>',
        '<CodeBook xmlns="urn:QDA-XML:codebook:0:4"><Codes>{}</Codes></CodeBook>',
        '<CodeBook xmlns="urn:QDA-XML:codebook:1:0" origin="NVivo"><Codes>{}</Codes></CodeBook>',
        "<CodeBook><Codes>{}</Codes></CodeBook>",
    ],
)
def test_a_list_comes_in_in_every_form_that_programs_write(
    project: Project, tmp_path: Path, at_hand: None, root: str
) -> None:
    (tmp_path / "l.qdc").write_text(root.format(TREE), encoding="utf-8")
    loaded = load(project, tmp_path / "l.qdc")
    assert labels(project) == [(None, "Post"), ("Post", "Laat")]
    assert [row["definition_b1"] for row in read_rows(project, "codes")] == ["Over post", None]
    assert lost(loaded) == {}
    assert not load(project, tmp_path / "l.qdc").added


def test_sets_of_a_list_become_themes(project: Project, tmp_path: Path, at_hand: None) -> None:
    member = '<MemberCode guid="0000000A-0000-0000-0000-000000000000"/>'
    sets = f'<Sets><Set guid="0000000C-0000-0000-0000-000000000000" name="S">{member}</Set></Sets>'
    book = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{TREE}</Codes>{sets}</CodeBook>'
    (tmp_path / "l.qdc").write_text(book, encoding="utf-8")
    load(project, tmp_path / "l.qdc")
    assert [row["title"] for row in read_rows(project, "themes")] == ["S"]


@pytest.mark.parametrize(
    ("name", "content", "made"),
    [
        ("taguette.csv", "tag,description,number of highlights\npost,Over post,3\nbellen,,0\n",
         [(None, "post"), (None, "bellen")]),
        ("requal.csv", "code_id,code_name,code_description,code_color,category_name\n1,te laat,x,#FF0000,Post\n",
         [("Post", "te laat")]),
        ("qualcoder.txt", "Post>>te laat\r\nPost>>Traag>>heel laat\r\nbellen\r\n",
         [("Post", "te laat"), ("Post › Traag", "heel laat"), (None, "bellen")]),
        ("excel.csv", "label;betekenis\n'=1+1;Som\n", [(None, "=1+1")]),
    ],
)  # fmt: skip
def test_a_list_as_a_table_or_as_lines_comes_in(
    project: Project, tmp_path: Path, at_hand: None, name: str, content: str, made: list[tuple[str | None, str]]
) -> None:
    (tmp_path / name).write_bytes(content.encode())
    load(project, tmp_path / name, Choices(labels_only=True))
    assert labels(project) == made


def test_in_the_terminal_each_file_leads_to_its_verb(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(tmp_path / "hier.ontmoet")
    project.close()
    (tmp_path / "x.qdpx").write_bytes(b"PK")
    for verb in ("import", "codes", "merge"):
        assert main([verb, place, str(tmp_path / "x.qdpx")]) == 1
        told = capsys.readouterr()
        assert "ontmoet load" in told.out + told.err
    (tmp_path / "l.csv").write_text("tag,description\npost,Over post\n", encoding="utf-8")
    assert main(["codes", place, str(tmp_path / "l.csv")]) == 0
    assert "1 label" in capsys.readouterr().out
    (tmp_path / "k.csv").write_text("code_id,label_nl\nL1,Post\n", encoding="utf-8")
    assert main(["codes", place, str(tmp_path / "k.csv")]) == 0
    assert "Nieuw: 1 label" in capsys.readouterr().out
