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
from ontmoet_research.words import Refused

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


def test_lines_that_say_what_a_label_stands_under_come_in(project: Project, tmp_path: Path, at_hand: None) -> None:
    lines = "Post>>te laat\r\nPost>>Traag>>heel laat\r\nbellen\r\n"
    (tmp_path / "qualcoder.txt").write_bytes(lines.encode())
    load(project, tmp_path / "qualcoder.txt", Choices(labels_only=True))
    assert labels(project) == [("Post", "te laat"), ("Post › Traag", "heel laat"), (None, "bellen")]


def test_a_list_that_is_no_text_is_refused(project: Project, tmp_path: Path, at_hand: None) -> None:
    (tmp_path / "x.txt").write_bytes(b"\x00>>\x01" * 50)
    with pytest.raises(Refused, match="niet te lezen"):
        load(project, tmp_path / "x.txt", Choices(labels_only=True))


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
    (tmp_path / "l.txt").write_text("Post>>te laat\n", encoding="utf-8")
    assert main(["codes", place, str(tmp_path / "l.txt")]) == 0
    assert "1 label" in capsys.readouterr().out
    book = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{TREE}</Codes></CodeBook>'
    (tmp_path / "l.qdc").write_text(book, encoding="utf-8")
    assert main(["codes", place, str(tmp_path / "l.qdc"), "--list", "Van daar"]) == 0
    assert "2 labels" in capsys.readouterr().out
    (tmp_path / "k.csv").write_text("code_id,label_nl\nL1,Post\n", encoding="utf-8")
    assert main(["codes", place, str(tmp_path / "k.csv")]) == 0
    assert "Nieuw: 1 label" in capsys.readouterr().out
