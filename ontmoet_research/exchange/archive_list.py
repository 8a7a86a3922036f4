"""What of each table goes to an archive, and why the others stay: a decision for every table of the model (P32).

A test fails when the model has a table that stands in neither list, so that a new one needs a decision.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goes:
    """What of a table goes: these columns, and only rows of which ``words_of`` said yes.

    ``words_of``: ``meeting`` (everyone who may have spoken there), ``series`` (everyone who takes part), or a column
    that names one participant; empty when the rows are of the research and of nobody. A row also needs what it is
    about: when a required reference points at something that stays, the row stays.
    """

    columns: tuple[str, ...]
    words_of: str = ""


# In this order: what a table points at stands before it.
GOES: dict[str, Goes] = {
    "series": Goes(
        (
            *("format", "topic", "research_question", "method", "method_version", "parent_series_id"),
            *("min_participants", "max_participants", "required_perspectives", "k_threshold", "language_level"),
            "source",
        )
    ),
    "phases": Goes(("series_id", "kind", "order", "planned_count", "interval_weeks", "span_months", "source")),
    "sessions": Goes(
        (
            *("series_id", "phase_id", "number", "date", "kind", "mode", "work_forms", "guiding_question", "topic"),
            "status",
        )
    ),
    "session_parts": Goes(("session_id", "order", "kind", "work_form")),
    "participation_roles": Goes(("series_id", "stage", "side", "planned", "actual")),
    "contributors": Goes(("side",)),
    "sources": Goes(("session_id", "kind")),
    "fragments": Goes(("source_id", "order", "start", "end", "kind", "speaker_perspective", "part_id")),
    "codebooks": Goes(("title", "version", "agreed_on")),
    "codes": Goes(
        (
            *("codebook_id", "code", "label_nl", "definition_b1", "include", "exclude", "example", "family", "order"),
            *("kind", "options", "status", "agreed_by_sides", "replaces_id", "replaced_by_id"),
        )
    ),
    "codings": Goes(
        (
            *("source_id", "fragment_id", "start", "end", "quote", "code_id", "codebook_version", "contributor_id"),
            *("option", "certainty", "round"),
        )
    ),
    "readings": Goes(("fragment_id", "contributor_id", "outcome")),
    "differences": Goes(("fragment_id", "code_id", "outcome")),
    "wishes": Goes(("text", "session_id", "status", "merged_into", "parked_reason"), "meeting"),
    "decisions": Goes(("wish_id", "session_id", "what", "how"), "meeting"),
    "assignments": Goes(("decision_id", "kind", "size", "phase", "state"), "holder_id"),
    "insights": Goes(("session_id", "kind", "polarity", "text"), "meeting"),
    "gains": Goes(("session_id", "kind", "text", "other_kind", "destinations"), "meeting"),
    "changes": Goes(
        (
            *("assignment_id", "series_id", "what", "since", "level", "levels", "stage", "kind", "contribution"),
            *("expected", "direction", "effort", "sustained", "substantiation", "value_layers", "wam", "mechanism"),
        ),
        "series",
    ),
    "indicators": Goes(("change_id", "what", "unit", "before", "before_on", "after", "as_of")),
    "themes": Goes(("title", "description_b1", "status", "made_by_sides", "series_scope")),
    "theme_links": Goes(("theme_id", "target_id", "relation")),
    "bibliography": Goes(("key", "authors", "year", "title", "published_in", "series_id")),
    "learning_questions": Goes(("question", "series_id", "opened", "opened_by_side", "status", "order")),
}

# Reason -> tables. The reason is a sentence of ``[exchange.archive.why]``.
STAYS: dict[str, tuple[str, ...]] = {
    "about_people": ("participants", "attendance", "consents", "credits", "public_officials", "organisations"),
    "for_oneself": ("needs", "display_settings"),
    "one_voice": ("checkouts", "group_moods", "equality_notes", "harvests", "harvest_sortings", "help_offers"),
    "own_work": ("progress", "positions", "code_notes", "memos"),
    "another_yes": ("quotes", "stories", "story_choices", "ripples", "minority_views", "sign_offs", "report_sections"),
    "counts": ("poll_options", "releases"),
    "of_the_group": (
        *("working_agreements", "setup_checks", "access_checks", "agreed_dates", "member_checks", "promises"),
        *("priorities", "signals", "think_tank_questions"),
    ),
    "tells_where": ("timeline_events", "initiatives", "spreads"),
    "housekeeping": (
        *("log_events", "batches", "tandems", "card_sorts", "piles", "sortings", "sheets", "recognition_checks"),
        "name_replacements",
    ),
}
