"""The gate: what may leave, for whom, and the file that is written (P13, P19, P20; invariants 12 and 13)."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.privacy import fragment_texts, read_exports, releasable_quotes, write_out
from ontmoet_research.store import Project, check_rows, create, read_rows
from ontmoet_research.words import Refused

WORDS = "Zonder bus   kom ik\nnergens meer. 😀 Dat $ telt."
QUOTE: dict[str, Any] = {
    "quote_id": "q",
    "fragment_id": "f",
    "text_used": "Zonder bus kom ik nergens meer.",
    "attribution": None,
    "audiences": ["groep", "gemeente"],
    "state": "akkoord",
}
FRAGMENT: dict[str, Any] = {
    "fragment_id": "f",
    "participant_id": "ann",
    "speaker_perspective": "resident",
    "visibility": "groep",
    "withdrawn": False,
}
PERSON: dict[str, Any] = {"participant_id": "ann", "alias": "Reiger", "status": "actief"}
CONSENT: dict[str, Any] = {"participant_id": "ann", "purpose": "citaat", "given": True, "withdrawn": None}


def gate(
    *quotes: dict[str, Any],
    fragments: list[dict[str, Any]] | None = None,
    people: list[dict[str, Any]] | None = None,
    consents: list[dict[str, Any]] | None = None,
    audience: str = "gemeente",
    words: str = WORDS,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    def frame(rows: list[dict[str, Any]], like: dict[str, Any]) -> pd.DataFrame:
        return pd.DataFrame(rows, columns=list(like), dtype=object)

    return releasable_quotes(
        frame([{**QUOTE, **quote} for quote in quotes or ({},)], QUOTE),
        frame([FRAGMENT] if fragments is None else fragments, FRAGMENT).astype({"withdrawn": "boolean"}),
        frame([PERSON] if people is None else people, PERSON),
        frame([CONSENT] if consents is None else consents, CONSENT).astype({"given": "boolean"}),
        {"f": words},
        audience,
    )


def test_a_quote_with_consent_approval_audience_and_unchanged_words_may_go() -> None:
    allowed, refused = gate()
    assert allowed["quote_id"].tolist() == ["q"]
    assert refused.empty
    assert "reason" in refused.columns


@pytest.mark.parametrize(
    ("used", "state", "printed"),
    [
        ("Reiger: zonder bus kom ik nergens.", "akkoord", "zonder bus kom ik nergens."),
        ("zonder bus kom ik nergens.", "akkoord", "zonder bus kom ik nergens."),
        ("Reiger:", "akkoord", "Reiger:"),
        ("Reiger: ik zit vast.", "akkoord_met_wijziging", "Reiger: ik zit vast."),
    ],
)
def test_who_speaks_stands_at_the_head_of_a_turn_and_not_in_the_words_that_are_quoted(
    used: str, state: str, printed: str
) -> None:
    allowed, _ = gate({"text_used": used, "state": state}, words="Reiger: zonder bus kom ik nergens.")
    assert allowed["text_used"].tolist() == [printed]


def test_the_head_of_a_turn_of_somebody_else_is_part_of_the_words() -> None:
    said = "Tuinman: zei jij, maar ik zei nee."
    assert gate({"text_used": said}, words=said)[0]["text_used"].tolist() == [said]


def test_by_default_only_the_perspective_is_told() -> None:
    row = gate()[0].iloc[0]
    assert (row["attribution"], row["speaker_perspective"], row["alias"]) == ("perspectief", "resident", None)


NAMED = {**CONSENT, "purpose": "naam_noemen"}


@pytest.mark.parametrize(
    ("chosen", "consents", "printed"),
    [
        ("perspectief", [CONSENT, NAMED], "perspectief"),
        ("alias", [CONSENT], "alias"),
        ("naam", [CONSENT], "perspectief"),
        ("naam", [CONSENT, NAMED], "naam"),
        ("naam", [CONSENT, {**NAMED, "withdrawn": "2024-05-01"}], "perspectief"),
    ],
)
def test_more_than_the_perspective_only_when_the_person_chose_it(
    chosen: str, consents: list[dict[str, Any]], printed: str
) -> None:
    row = gate({"attribution": chosen}, consents=consents)[0].iloc[0]
    assert row["attribution"] == printed
    assert (row["alias"] is None) is (printed == "perspectief")


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("not asked", {"quote": {"state": "gevraagd"}}, "Geen antwoord is nee"),
    ("no", {"quote": {"state": "nee"}}, "zei nee"),
    ("no answer", {"quote": {"state": "geen_antwoord"}}, "Geen antwoord is nee"),
    ("other audience", {"quote": {"audiences": ["groep"]}}, "deze lezers"),
    ("no audience", {"quote": {"audiences": []}}, "deze lezers"),
    ("other words", {"quote": {"text_used": "Zonder auto kom ik nergens meer."}}, "niet zo in het verslag"),
    ("no words", {"quote": {"text_used": " "}}, "niet zo in het verslag"),
    ("no words, with change", {"quote": {"text_used": "", "state": "akkoord_met_wijziging"}}, "niet zo in het verslag"),
    ("no consent", {"consents": []}, "geen toestemming"),
    ("consent no", {"consents": [{**CONSENT, "given": False}]}, "geen toestemming"),
    ("consent taken back", {"consents": [{**CONSENT, "withdrawn": "2024-05-01"}]}, "geen toestemming"),
    ("other consent", {"consents": [{**CONSENT, "purpose": "archief"}]}, "geen toestemming"),
    ("person withdrew", {"people": [{**PERSON, "status": "ingetrokken"}]}, "weggehaald"),
    ("stopped taking part", {"consents": [CONSENT, {**CONSENT, "purpose": "meedoen", "withdrawn": "x"}]}, "weggehaald"),
    ("fragment taken out", {"fragments": [{**FRAGMENT, "withdrawn": True}]}, "weggehaald"),
    ("fragment erased", {"fragments": []}, "weggehaald"),
    ("fragment besloten", {"fragments": [{**FRAGMENT, "visibility": "besloten"}]}, "besloten"),
    ("nobody knows who spoke", {"fragments": [{**FRAGMENT, "participant_id": None}]}, "niet bekend wie"),
    ("speaker not on the list", {"people": []}, "geen toestemming"),
    (
        "two versions of the fragment, one besloten",
        {"fragments": [{**FRAGMENT, "visibility": "besloten"}, FRAGMENT]},
        "besloten",
    ),
    (
        "two versions of the fragment, one taken out",
        {"fragments": [{**FRAGMENT, "withdrawn": True}, {**FRAGMENT, "visibility": "besloten"}]},
        "weggehaald",
    ),
]


@pytest.mark.parametrize(("given", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_quote_stays_and_the_reason_is_told(given: dict[str, Any], sentence: str) -> None:
    given = dict(given)
    allowed, refused = gate(given.pop("quote", {}), **given)
    assert allowed.empty
    assert sentence in refused["reason"].iloc[0]
    assert "bus" not in refused["reason"].iloc[0]


def test_words_that_the_person_changed_may_differ_from_the_note() -> None:
    changed = {"text_used": "Zonder bus zit ik vast.", "state": "akkoord_met_wijziging"}
    assert len(gate(changed)[0]) == 1


def test_a_quote_with_two_versions_stays_until_someone_chose() -> None:
    allowed, refused = gate({}, {"audiences": ["groep"]})
    assert allowed.empty
    assert refused["reason"].str.contains("2 versies").tolist() == [True, True]


def test_each_quote_is_judged_on_its_own() -> None:
    allowed, refused = gate({"quote_id": "a"}, {"quote_id": "b", "state": "nee"}, {"quote_id": "c"})
    assert allowed["quote_id"].tolist() == ["a", "c"]
    assert refused["quote_id"].tolist() == ["b"]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_audience_needs_its_own_yes(audience: str) -> None:
    assert len(gate({"audiences": [audience]}, audience=audience)[0]) == 1
    for other in set(AUDIENCES) - {audience}:
        assert gate({"audiences": [other]}, audience=audience)[0].empty


def test_an_unknown_audience_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="openbaar"):
        gate(audience="iedereen")


def test_words_of_a_fragment_are_counted_in_code_points() -> None:
    sources = pd.DataFrame({"source_id": ["s"], "text": ["😀 één\ntwee"]})
    pieces = pd.DataFrame(
        {"fragment_id": ["a", "b", "c"], "source_id": ["s", "s", "weg"], "start": 0, "end": [5, 1, 1]}
    )
    assert fragment_texts(pieces, sources) == {"a": "😀 één", "b": "😀"}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "p.ontmoet", title="Proef") as made:
        yield made


def test_a_file_is_written_and_noted_without_its_content(project: Project, tmp_path: Path) -> None:
    write_out(project, tmp_path / "verslag.html", b"<p>geheim</p>", "verslag")
    assert (tmp_path / "verslag.html").read_bytes() == b"<p>geheim</p>"
    made = read_exports(project).iloc[0]
    assert (made["action"], made["file"]) == ("export: verslag", f"{tmp_path.name}/verslag.html")
    assert "geheim" not in str(read_rows(project, "log_events"))


def test_each_export_is_known_later(project: Project, tmp_path: Path) -> None:
    for name in ("a.html", "b.csv", "a.html"):
        write_out(project, tmp_path / name, b"x", "verslag")
    assert [Path(file).name for file in read_exports(project)["file"]] == ["a.html", "b.csv", "a.html"]


def test_a_file_that_stands_there_is_replaced_whole(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "verslag.md"
    target.write_bytes(b"oud en langer")
    write_out(project, target, b"nieuw", "verslag")
    assert target.read_bytes() == b"nieuw"


def no_trace(project: Project, folder: Path) -> None:
    assert read_exports(project).empty
    assert not list(folder.glob(".*.tmp"))


def test_a_folder_is_not_overwritten(project: Project, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    with pytest.raises(Refused, match="een map"):
        write_out(project, tmp_path / "map", b"x", "verslag")
    no_trace(project, tmp_path)


def test_a_folder_that_is_not_there_is_not_made(project: Project, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="bestaat niet"):
        write_out(project, tmp_path / "weg" / "verslag.md", b"x", "verslag")
    assert not (tmp_path / "weg").exists()
    no_trace(project, tmp_path)


def test_something_that_is_no_ordinary_file_is_left_alone(project: Project, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "buis")
    with pytest.raises(Refused, match="niet schrijven"):
        write_out(project, tmp_path / "buis", b"x", "verslag")
    assert (tmp_path / "buis").is_fifo()
    no_trace(project, tmp_path)


@pytest.mark.parametrize("name", ["p.ontmoet", "p.ontmoet-wal", "p.ontmoet-shm", "link"])
def test_the_project_itself_is_never_overwritten(project: Project, tmp_path: Path, name: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "p.ontmoet")
    with pytest.raises(Refused, match="je project zelf"):
        write_out(project, tmp_path / name, b"x", "verslag")
    assert check_rows(project) == []
    no_trace(project, tmp_path)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_what_stood_there_stays_when_the_disk_refuses(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuses(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    target = tmp_path / "verslag.md"
    target.write_bytes(b"oud")
    with monkeypatch.context() as patch:
        patch.setattr("ontmoet_research.privacy.release.os.fsync", refuses)
        with pytest.raises(Refused, match="Er is niets veranderd"):
            write_out(project, target, b"nieuw", "verslag")
    assert target.read_bytes() == b"oud"
    no_trace(project, tmp_path)


def test_a_very_long_name_still_works(project: Project, tmp_path: Path) -> None:
    write_out(project, tmp_path / ("v" * 200 + ".md"), b"x", "verslag")
    assert len(read_exports(project)) == 1


def test_an_export_of_the_practice_series_is_marked_as_practice(tmp_path: Path) -> None:
    with create(tmp_path / "oefen.ontmoet", title="Oefenreeks", practice=True) as project:
        write_out(project, tmp_path / "verslag.md", b"x", "verslag")
        assert [row["practice"] for row in read_rows(project, "log_events")] == [True]
