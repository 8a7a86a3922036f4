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


def test_every_reference_says_what_it_points_at() -> None:
    for name in model.tables():
        for column, found in model.columns_of(name).items():
            if found.info.get("ref") or found.info.get("refs"):
                assert model.points_at(name, column), f"{name}.{column}"
                assert set(model.points_at(name, column)) <= set(model.tables()), f"{name}.{column}"


def test_every_reference_to_a_person_says_whether_the_row_is_theirs_or_why_they_are_not_told() -> None:
    people = {"participants", "contributors"}
    loose = [
        f"{name}.{column}: mine=True, or mine='why not'"
        for name in model.tables()
        for column in model.columns_of(name)
        if people & set(model.points_at(name, column)) and not model.columns_of(name)[column].info.get("mine")
        if model.points_at(name, column) != tuple(model.tables())  # points at anything
    ]
    assert loose == []


def test_what_is_told_stands_in_a_row_that_is_of_someone_and_what_is_archived_in_a_table_that_goes() -> None:
    for name, found in model.tables().items():
        of_someone = name in ("participants", "contributors") or True in model.marked(name, "mine").values()
        assert of_someone or not model.marked(name, "told"), name
        assert bool(found.info["archive"]) == bool(model.marked(name, "archive")), name


def test_a_table_without_a_decision_on_the_archive_is_refused() -> None:
    from ontmoet_research.model.columns import table, text

    for both in ({}, {"archive": "nobody", "stays": "counts"}):
        with pytest.raises(ValueError, match="archive"):
            table("tried", "tried_id", "A try", text("text", "Words"), **both)
    assert "tried" not in model.metadata.tables
