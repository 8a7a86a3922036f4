"""The model is whole, explains itself, and has no place for what must not be kept."""

import re

import pytest

from ontmoet_research import model

P1 = (
    *("series", "phases", "sessions", "participants", "attendance", "organisations", "contributors", "needs"),
    *("consents", "sources", "fragments", "codebooks", "codes", "codings", "differences", "themes", "theme_links"),
    *("learning_questions", "insights", "wishes", "decisions", "assignments", "progress", "changes", "harvests"),
    *("quotes", "member_checks", "report_sections", "minority_views", "sign_offs", "log_events"),
)

FORBIDDEN = ("birth", "gender", "sex", "ethnic", "origin", "health", "diagnos", "disab", "income", "debt", "address")
FORBIDDEN += ("score", "rank", "bsn", "phone", "email")


@pytest.mark.parametrize("name", P1)
def test_every_p1_table_of_the_domain_is_there_and_explained(name: str) -> None:
    table = model.tables()[name]
    assert table.comment
    for column in model.columns_of(name).values():
        assert column.comment, column


def test_every_table_has_the_same_envelope() -> None:
    for table in model.tables().values():
        assert tuple(c.name for c in table.columns)[: len(model.ENVELOPE)] == model.ENVELOPE


def test_there_is_no_column_for_what_must_not_be_kept() -> None:
    for name in model.tables():
        for column in model.columns_of(name):
            assert not any(word in column for word in FORBIDDEN), f"{name}.{column}"


def test_the_key_file_is_not_a_table() -> None:
    assert not {"key_file", "keyfile"} & set(model.tables())
    columns = {c for name in model.tables() for c in model.columns_of(name)}
    assert not {"contact", "exact_role"} & columns


def test_every_reference_points_to_the_anchor_so_that_erasing_stays_possible() -> None:
    for table in model.tables().values():
        for key in table.foreign_keys:
            assert key.target_fullname == "objects.id"


def test_column_names_are_plain_english_words() -> None:
    for name in model.tables():
        for column in model.columns_of(name):
            assert re.fullmatch(r"[a-z][a-z0-9_]*", column), column
