"""There and back: the same quotes, labels, readers and notes; twice adds nothing; a newer copy of there merges."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from boxes import Box, code, coding, guid, note, note_ref, selection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from seen import labels, quotes, read, schema

from ontmoet_research import store
from ontmoet_research.coding import remove_coding
from ontmoet_research.exchange import Loaded, export, load, undo_load
from ontmoet_research.exchange.coming import load as coming
from ontmoet_research.store import Project, change, new, read_rows, two_versions, write
from ontmoet_research.text import clean_text, quote_with_context
from ontmoet_research.words import Refused

Bring = Callable[..., Loaded]
TEXT = "De brief kwam te laat en bleef liggen tot maandag. 🙂 Daarna belde Wilma."


def full(box: Box) -> Box:
    box.user("Anna")
    box.user("Bo")
    box.code("Post", code("Te laat", note_ref("n1")), 'isCodable="false"')
    box.code("Bellen")
    box.text(
        *("Avond 1", TEXT),
        [
            selection(3, 8, coding("Te laat", "Anna", 1, note_ref("n2")) + coding("Te laat", "Bo", 2)),
            selection(14, 21, coding("Bellen", "Anna", 3) + note_ref("n3")),
        ],
        more=note_ref("n4"),
    )
    box.notes += [note(f"n{n}", f"Notitie {n}", "Anna") for n in range(1, 6)]
    member = f'<MemberCode targetGUID="{guid("code Bellen")}"/>'
    box.sets.append(f'<Set guid="{guid("set")}" name="Contact">{member}</Set>')
    return box


def state(project: Project) -> dict[str, Any]:
    """All that the standard can hold, without numbers of this project."""
    words = {row.object_id: row["quote"] for row in read_rows(project, "codings")}
    titles = {row.object_id: row["title"] for row in read_rows(project, "sources")}
    readers = {row.object_id: row["side"] for row in read_rows(project, "contributors")}
    codes = {row.object_id: row["label_nl"] for row in read_rows(project, "codes")}
    starts = {row.object_id: row["start"] for row in read_rows(project, "fragments")}
    about = {**words, **titles, **starts}
    return {
        "labels": sorted(
            tuple(
                str(row[name])
                for name in (
                    *("label_nl", "family", "code", "definition_b1", "include", "exclude", "example", "kind"),
                    *("options", "colour", "pattern"),
                )
            )
            for row in read_rows(project, "codes")
        ),
        "lists": sorted((row["title"], row["version"]) for row in read_rows(project, "codebooks")),
        "texts": sorted((row["title"], row["text"]) for row in read_rows(project, "sources")),
        "marks": sorted(
            (
                *(titles[row["source_id"]], row["start"], row["end"], row["quote"], codes[row["code_id"]]),
                *(readers[row["contributor_id"]], str(row["option"]), row["certainty"], row["round"], str(row["note"])),
            )
            for row in read_rows(project, "codings")
        ),
        "memos": sorted(
            (row["text"], row["kind"], str(about.get(row["about_id"] or ""))) for row in read_rows(project, "memos")
        ),
        "remarks": sorted((row["text"], codes[row["code_id"]]) for row in read_rows(project, "code_notes")),
        "themes": sorted((row["title"], str(row["description_b1"])) for row in read_rows(project, "themes")),
    }


def test_in_out_and_in_again_is_the_same(project: Project, box: Box, bring: Bring, tmp_path: Path) -> None:
    bring(full(box))
    export(project, tmp_path / "uit.qdpx")
    with store.create(tmp_path / "ander.ontmoet", title="Ander") as other:
        load(other, tmp_path / "uit.qdpx")
        assert state(other) == state(project)
        export(other, tmp_path / "nog eens.qdpx")
    loaded = load(project, tmp_path / "nog eens.qdpx")
    assert not loaded.added
    assert not loaded.changed


def test_a_file_that_is_too_large_to_keep_is_read_twice_and_gives_the_same(
    project: Project, box: Box, tmp_path: Path, at_hand: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, times = full(box).write(tmp_path / "daar.qdpx"), list[Path]()
    reads = coming.read_parts
    monkeypatch.setattr(coming, "read_parts", lambda file, *how: (times.append(file), reads(file, *how))[1])
    load(project, path)
    assert len(times) == 1
    monkeypatch.setattr("ontmoet_research.exchange.coming.twice.MOST_LABELS", 1)
    with store.create(tmp_path / "ander.ontmoet", title="Ander") as other:
        load(other, path)
        assert state(other) == state(project)
    assert len(times) == 3


def test_the_same_file_twice_adds_nothing(project: Project, box: Box, bring: Bring) -> None:
    bring(full(box))
    before = state(project)
    loaded = bring(box)
    assert (loaded.added, loaded.changed, loaded.same) == ({}, {}, 3)
    assert state(project) == before


def test_an_export_with_new_numbers_adds_nothing_either(project: Project, box: Box, bring: Bring) -> None:
    """Some programs give everything new numbers each time."""
    bring(full(box))
    xml = box.xml()
    for name in ("code Te laat", "code Bellen", "code Post", "user Anna", "user Bo", "source Avond 1"):
        xml = xml.replace(f'guid="{guid(name)}"', f'guid="{guid(name + " nieuw")}"').replace(
            guid(name), guid(name + " nieuw")
        )
    box.files = {f"sources/{guid('source Avond 1 nieuw')}.txt": TEXT.encode()}
    for n in (1, 2, 3):
        xml = xml.replace('guid="' + guid(f"coding Te laat Anna {n}"), 'guid="' + guid(f"ander {n}"))
    loaded = bring(box, xml=xml.encode())
    assert {table: n for table, n in loaded.added.items() if table in ("codings", "codes", "sources")} == {}
    assert len(quotes(project)) == 3


def test_what_is_new_there_comes_in_and_what_is_here_stays(project: Project, box: Box, bring: Bring) -> None:
    bring(full(box))
    label = next(row for row in read_rows(project, "codes") if row["label_nl"] == "Bellen")
    write(project, [change(label, definition_b1="Wie belt wie?")])
    box.code("Nieuw")
    box.text("Avond 2", "Een andere avond.", [selection(4, 10, coding("Nieuw", "Bo", 9))])
    loaded = bring(box)
    assert loaded.added["codings"] == loaded.added["codes"] == loaded.added["sources"] == 1
    assert any(row["definition_b1"] == "Wie belt wie?" for row in read_rows(project, "codes"))


def test_a_label_that_was_renamed_there_is_renamed_here(project: Project, box: Box, bring: Bring) -> None:
    bring(full(box))
    bring(box, xml=box.xml().replace('name="Bellen"', 'name="Opbellen"').encode())
    assert ("Opbellen" in [name for _, name in labels(project)]) and len(read_rows(project, "codes")) == 2
    bring(box)  # the older export again changes nothing back
    assert "Opbellen" in [name for _, name in labels(project)]


def test_a_label_that_was_renamed_on_both_sides_has_two_versions(project: Project, box: Box, bring: Bring) -> None:
    bring(full(box))
    label = next(row for row in read_rows(project, "codes") if row["label_nl"] == "Bellen")
    write(project, [change(label, label_nl="Telefoon")])
    loaded = bring(box, xml=box.xml().replace('name="Bellen"', 'name="Opbellen"').encode())
    assert loaded.two_versions["codes"] == 1
    assert {row["label_nl"] for row in read_rows(project, "codes") if row.object_id == label.object_id} == {
        *("Telefoon", "Opbellen")
    }
    assert two_versions(project)


def test_what_was_taken_away_here_does_not_come_back(project: Project, box: Box, bring: Bring) -> None:
    bring(full(box))
    gone = next(row for row in read_rows(project, "codings") if row["quote"] == "te laat")
    remove_coding(project, gone.object_id)
    loaded = bring(box)
    assert loaded.added["codings"] == 0
    assert "te laat" not in quotes(project)


def test_taking_back_takes_all_of_it_and_it_can_come_in_again(project: Project, box: Box, bring: Bring) -> None:
    empty = state(project)
    bring(full(box))
    whole = state(project)
    assert undo_load(project) == "daar.qdpx"
    assert state(project) == empty
    bring(box)
    assert state(project) == whole
    undo_load(project)
    with pytest.raises(Refused, match="niets binnengehaald"):
        undo_load(project)


def test_taking_back_waits_for_what_people_did_with_it(project: Project, box: Box, bring: Bring) -> None:
    bring(full(box))
    piece = read_rows(project, "fragments")[0].object_id
    person = new("contributors", display_name="Noor", side="ervaring")
    write(project, [person, new("readings", fragment_id=piece, contributor_id=person.object_id, outcome="gelabeld")])
    with pytest.raises(Refused, match="al gewerkt"):
        undo_load(project)
    assert len(quotes(project)) == 3


def test_a_text_that_was_corrected_here_keeps_its_words_and_gets_the_new_labels(
    project: Project, box: Box, bring: Bring
) -> None:
    from ontmoet_research.coding import NewPiece, correct_text
    from ontmoet_research.intake import cut_alike

    bring(full(box))
    source = read_rows(project, "sources")[0]
    better = TEXT.replace("Wilma", "[naam]").replace("De brief", "De dikke brief")
    correct_text(
        project, source.object_id, better, [NewPiece(**one) for one in cut_alike(project, source.object_id, better)]
    )
    start = TEXT.index("bleef liggen")
    box.sources = [
        box.sources[0].replace("</TextSource>", "").replace(note_ref("n4"), "")
        + selection(start, start + 12, coding("Bellen", "Bo", 8))
        + f"{note_ref('n4')}</TextSource>"
    ]
    loaded = bring(box)
    assert loaded.texts_changed == ["Avond 1"]
    assert [row["text"] for row in read_rows(project, "sources")] == [better]
    assert quotes(project) == sorted(["brief", "brief", "te laat", "bleef liggen"])


def test_a_text_that_came_back_with_blocks_is_the_text_itself(
    project: Project, box: Box, bring: Bring, tmp_path: Path
) -> None:
    bring(full(box))
    piece = read_rows(project, "fragments")[0]
    write(project, [change(piece, visibility="besloten")])
    box.text("Open", "Dit mag iedereen lezen.", [selection(4, 7, coding("Bellen", "Bo", 7))])
    bring(box)
    export(project, tmp_path / "uit.qdpx")
    loaded = load(project, tmp_path / "uit.qdpx")
    assert not loaded.added
    assert loaded.texts_changed == []


# ── any project ─────────────────────────────────────────────────────────────

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # making an example smaller takes minutes: each is two projects
WORDS = st.text(st.sampled_from("abc é🙂\n.,<&>\"'`;:"), min_size=1, max_size=40)
NAME = st.text(st.sampled_from("abé🙂 <&>\"'/.;"), min_size=1, max_size=12).map(str.strip).filter(bool)
MAYBE = st.none() | WORDS.map(clean_text).map(str.strip).filter(bool)


@st.composite
def projects(draw: st.DrawFn) -> list[Any]:
    """Rows of a project that nobody prepared."""
    rows: list[Any] = []

    def add(table: str, **values: Any) -> str:
        rows.append(new(table, **values))
        return str(rows[-1].object_id)

    people = [add("contributors", display_name=f"P{n}", side=draw(st.sampled_from(["ervaring", "onderzoek"])))
              for n in range(draw(st.integers(1, 3)))]  # fmt: skip
    codes = []
    for n in range(draw(st.integers(1, 2))):
        book = add("codebooks", title=f"Lijst {n}", version=draw(st.sampled_from(["1", "2.0"])))
        for m in range(draw(st.integers(1, 4))):
            options = draw(st.lists(st.sampled_from(["links", "rechts", "x=y"]), unique=True))
            told: dict[str, Any] = {name: draw(MAYBE) for name in ("definition_b1", "include", "exclude", "example")}
            family = draw(st.none() | st.sampled_from(["Fam", "Fam › Diep"]) | NAME)
            told |= {"code": f"L{m}", "label_nl": draw(NAME), "family": family, "options": options}
            look = {"colour": "#1f4e79", "pattern": "solid", "kind": "enkel", "order": m}
            codes.append((add("codes", codebook_id=book, **told, **look), options))
    for n in range(draw(st.integers(1, 3))):
        text = clean_text(
            "Begin " + draw(st.text(st.sampled_from("ab é🙂\n."), min_size=1, max_size=80)) + f" einde {n}"
        )
        sha = hashlib.sha256(text.encode()).hexdigest()
        source = add("sources", title=f"Avond {n}", kind="verslag", text=text, sha256=sha)
        cut = {"source_id": source, "order": 1, "start": 0, "end": len(text), "kind": "tekst"}
        piece = add("fragments", visibility="groep", withdrawn=False, **cut)
        placed = set()
        for _ in range(draw(st.integers(0, 5))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            words = text[start:end]
            start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
            (label, options), who = draw(st.sampled_from(codes)), draw(st.sampled_from(people))
            round_ = draw(st.sampled_from(["zelf", "na_gesprek"]))
            if start >= end or (start, end, label, who, round_) in placed:
                continue
            placed.add((start, end, label, who, round_))
            found = quote_with_context(text, start, end)
            option = draw(st.none() | st.sampled_from([one.split("=")[0] for one in options])) if options else None
            told = {"start": start, "end": end, "code_id": label, "contributor_id": who, "option": option}
            told |= {"quote": found.quote, "prefix": found.prefix, "suffix": found.suffix, "round": round_}
            told |= {"certainty": draw(st.sampled_from(["zeker", "twijfel", "weet_niet"])), "note": draw(MAYBE)}
            mark = add("codings", source_id=source, fragment_id=piece, **told)
            if draw(st.booleans()):
                add("memos", contributor_id=who, kind="methode", private=False, about_id=mark, text=f"memo {len(rows)}")
        for about in (None, source, piece):
            if draw(st.booleans()):
                add(
                    "memos",
                    contributor_id=people[0],
                    kind="idee",
                    private=False,
                    about_id=about,
                    text=f"memo {len(rows)}",
                )
    if draw(st.booleans()):
        add("code_notes", code_id=codes[0][0], contributor_id=people[0], text="zo bedoelden we het")
        theme = add("themes", title=draw(NAME), description_b1=draw(MAYBE), status="idee")
        add("theme_links", theme_id=theme, target_id=codes[-1][0], relation="past")
    return rows


def there_and_back(rows: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with store.create(folder / "a.ontmoet", title="A") as one, store.create(folder / "b.ontmoet", title="B") as two:
            write(one, rows)
            export(one, folder / "x.qdpx")
            schema("Project").assertValid(read(folder / "x.qdpx"))
            export(one, folder / "x.qdc")
            schema("Codebook").assertValid(etree.parse(folder / "x.qdc"))
            load(two, folder / "x.qdpx")
            here, there = state(one), state(two)
            assert [there[name] for name in here] == [here[name] for name in here]
            back = load(one, folder / "x.qdpx")
            assert not back.added
            assert not back.changed


@settings(
    max_examples=10, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(rows=projects())
def test_any_project_comes_back_as_it_was(rows: list[Any], at_hand: None) -> None:
    there_and_back(rows)


@pytest.mark.slow
@settings(
    max_examples=300, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(rows=projects())
def test_three_hundred_projects_come_back_as_they_were(rows: list[Any], at_hand: None) -> None:
    there_and_back(rows)
