"""Findings on names: who looked, and who keeps a key."""

from __future__ import annotations

import pandas as pd
import pytest

from ontmoet_research.findings import BLOCKING, WARNING
from ontmoet_research.privacy.key_file import Person
from ontmoet_research.privacy.names_checks import check_aliases, check_names

TODAY = "2025-06-01"


def notes(*rows: tuple[str, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["source_id", "checked_by"], dtype=object).assign(sha256="a")


def keepers(*rows: tuple[str, bool | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["contributor_id", "keeps_key_file", "end"], dtype=object)
    return frame.astype({"keeps_key_file": "boolean"})


def looked(*ids: str) -> pd.DataFrame:
    return pd.DataFrame({"source_id": ids}, dtype=object)


CASES = [
    ("all in order", [("s1", "Noor")], ["s1"], [("a", True, None), ("b", True, None)], []),
    ("nobody looked who recognises it", [("s1", "Noor"), ("s2", "Noor")], ["s2"], [], [("P04", "s1")]),
    ("nobody looked for names", [("s1", None)], ["s1"], [], [("P03", "s1")]),
    ("one keeper", [], [], [("a", True, None), ("b", False, None), ("c", None, None)], [("P01", "a")]),
    ("one of two keepers left", [], [], [("a", True, None), ("b", True, "2025-05-31")], [("P01", "a")]),
    ("a keeper stops today", [], [], [("a", True, None), ("b", True, "2025-06-01")], []),
    ("no keeper at all", [], [], [("a", False, None)], []),
]


@pytest.mark.parametrize(("sources", "seen", "people", "found"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_findings(
    sources: list[tuple[str, str | None]],
    seen: list[str],
    people: list[tuple[str, bool | None, str | None]],
    found: list[tuple[str, str]],
) -> None:
    told = check_names(notes(*sources), looked(*seen), keepers(*people), TODAY)
    assert [(one.row, one.about) for one in told] == found
    assert all(one.level == WARNING for one in told)


ALIASES = [
    ("of another", "Anna", "actief", True),
    ("one's own", "Bea", "actief", True),
    ("in small letters", "bea", "actief", True),
    ("a chosen one", "Zwaluw", "actief", False),
    ("of who took everything out", "Anna", "ingetrokken", False),
]


@pytest.mark.parametrize(("alias", "status", "found"), [c[1:] for c in ALIASES], ids=[c[0] for c in ALIASES])
def test_an_alias_that_turns_out_to_be_a_real_name_is_found_once_the_names_are_open(
    alias: str, status: str, found: bool
) -> None:
    people = [Person("p1", "Bea Flapdrol"), Person("p2", "Anna Kwibus")]
    rows = [("p1", alias, status), ("p1", alias, status), ("p2", "Merel", "actief")]  # two versions are one person
    told = check_aliases(pd.DataFrame(rows, columns=["participant_id", "alias", "status"]), people)
    assert [(one.level, one.row, one.about) for one in told] == ([(BLOCKING, "P02", "p1")] if found else [])
    assert not any(name in one.sentence for one in told for name in ("Flapdrol", "Kwibus"))
