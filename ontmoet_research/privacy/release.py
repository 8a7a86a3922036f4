"""The one gate to the outside: quotes that may leave, and the function that writes what leaves.

Workspace and release are two doors. Whatever is made for outside the project passes here, and each file that is made
is known later, so that someone who withdraws can be told where to look (P13).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from uuid import uuid4

from ontmoet_research.model.account import AUDIENCES
from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, new, rows_of
from ontmoet_research.store.aside import private_file
from ontmoet_research.words import Refused, say

from .consent import allowing_participants, withdrawn_participants
from .job_titles import exact_titles_in, told_broadly
from .officials import read_offices
from .quote_rules import PROFESSIONAL, QuoteRules, has_exact_title, role_beside_organisation
from .tables import EXPORTED

if TYPE_CHECKING:
    import pandas as pd

ASKED, SAID_NO = "gevraagd", "nee"
SAID_YES = ("akkoord", "akkoord_met_wijziging")


def releasable_quotes(
    quotes: pd.DataFrame,
    fragments: pd.DataFrame,
    participants: pd.DataFrame,
    consents: pd.DataFrame,
    texts: Mapping[str, str],
    audience: str,
    rules: QuoteRules | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Divide quotes into those that may go to this audience and those that may not (P19, P20).

    In: the tables ``quotes``, ``fragments``, ``participants`` and ``consents``; ``texts`` is fragment_id -> words of
    the fragment (see ``fragment_texts``); ``audience`` is groep, partners, gemeente or openbaar; ``rules`` is what
    :func:`read_quote_rules` gives, without it only what stands in the tables counts.

    Out, both with the columns of ``quotes``: (allowed, refused). Allowed has also ``participant_id``,
    ``speaker_perspective``, ``alias``, ``official`` (name, office and source of someone in office, if named) and
    ``attribution`` as it may be printed: ``perspectief`` unless the person chose ``alias``, or chose ``naam`` and said
    yes to being named. ``alias`` is empty unless it may be printed; ``text_used`` is without the alias and the colon
    that a note has at the head of a turn. Refused has also ``reason``, a Dutch sentence.

    A quote may go when its speaker is known, said yes to quoting and did not withdraw; when the answer on this quote is
    yes, for this audience; when the fragment is neither ``besloten`` nor taken out; and when the words agreed on are
    still in the fragment (with ``akkoord_met_wijziging`` the person chose other words, so any are fine). A quote with
    two versions stays until someone chose. Talk of someone outside the group stays until a person released it (A15), a
    note at which nobody looked is not quoted (P04), and what could harm a professional never prints an organisation
    beside what that person does (A40). Outside the group no exact job title is printed, but that of an official who may
    be named (E35). Words of someone in public office need no consent, only that office and a public
    source (C07). Errors: ``ValueError`` for an unknown audience.
    """
    if audience not in AUDIENCES:
        raise ValueError(f"audience is one of {', '.join(AUDIENCES)}; not {audience}")
    joined = _with_speaker(quotes, fragments, participants)
    joined["text"] = joined["fragment_id"].map(texts)
    allowing = allowing_participants(participants, consents, "citaat")
    gone = withdrawn_participants(participants, consents)
    doubled = set(quotes.loc[quotes["quote_id"].duplicated(keep=False), "quote_id"])
    known = rules or QuoteRules()
    joined.loc[joined["fragment_id"].isin(list(known.bent_rule)), "sensitive_for"] = PROFESSIONAL
    keys = [_why_not(quote, allowing, gone, doubled, audience, known) for quote in rows_of(joined)]
    may_go = [key is None for key in keys]
    allowed = joined.loc[may_go].assign(attribution=lambda frame: _attribution(frame, participants, consents))
    turns = zip(allowed["text_used"], allowed["text"], allowed["alias"], allowed["state"], strict=True)
    allowed["text_used"] = [_without_turn(*turn) for turn in turns]
    allowed["alias"] = allowed["alias"].where(allowed["attribution"] != "perspectief", None)
    lines = allowed["official_id"].map(dict(known.officials)).astype(object)
    allowed["official"] = lines.where((allowed["attribution"] == "naam") & lines.notna(), None)
    extra = ["participant_id", "speaker_perspective", "alias", "official"]
    refused = joined.loc[[not may for may in may_go], list(quotes.columns)].copy()
    refused["reason"] = [say(f"privacy.refused.{key}") for key in keys if key is not None]
    return allowed[[*quotes.columns, *extra]].reset_index(drop=True), refused.reset_index(drop=True)


def fragment_texts(fragments: pd.DataFrame, sources: pd.DataFrame) -> dict[str, str]:
    """The words of each fragment, by fragment_id.

    In: ``fragment_id``, ``source_id``, ``start``, ``end`` (code points); ``source_id`` and ``text``.
    """
    whole = dict(zip(sources["source_id"], sources["text"], strict=True))
    places = zip(fragments["fragment_id"], fragments["source_id"], fragments["start"], fragments["end"], strict=True)
    return {fragment: whole[source][start:end] for fragment, source, start, end in places if source in whole}


def write_out(
    project: Project,
    path: str | Path,
    content: bytes | Callable[[IO[bytes]], None],
    action: str,
    *,
    outside: Mapping[str, str] | None = None,
    titles: Collection[str] = (),
) -> None:
    """Write a file that leaves the project, and note in the logbook that it was made.

    The file appears whole or not at all: it is written beside its place first. A file that stands there already is
    replaced. ``content`` is what stands in it, or writes it to the open file.

    ``action`` says what was made, such as "verslag"; the logbook keeps it with the name of the file and never
    its content.

    ``outside`` is for what readers outside the group get: its words, by the place where they stand. No exact job title
    leaves in them (E35), nor one of ``titles``, those of an open key file. Nothing is changed by itself: people wrote
    or said these words, so people change them.

    Errors: ``Refused`` when words in ``outside`` hold an exact title (told with its place and what to write), when the
    place is a folder, is no ordinary file, is the project itself, or can't be written.
    Then what stood there is unchanged.
    """
    target = Path(path)
    _check_titles(project, outside or {}, titles)
    _check_place(project, target)
    beside = target.with_name(f".{target.name[:100]}.{uuid4().hex}.tmp")
    try:
        _write_whole(beside, content)
        # The note comes first: a note too many does no harm, a file that nobody knows of does.
        note_made(project, target, action)
        beside.replace(target)
    except OSError as problem:
        raise Refused("privacy.cannot_write", path=target) from problem
    finally:
        beside.unlink(missing_ok=True)


def _check_titles(project: Project, outside: Mapping[str, str], titles: Collection[str]) -> None:
    """Stop words that hold an exact title, but that of an official who may be named (P21)."""
    offices = read_offices(project) if outside else set()
    found = [
        say("privacy.title_at", place=place, title=title, instead=told_broadly(title))
        for place, words in outside.items()
        for title in exact_titles_in(words, titles, offices)
    ]
    if found:
        raise Refused("privacy.exact_title", places=" ".join(found))


def note_made(project: Project, path: Path, action: str) -> None:
    """Note in the logbook that a file is made of this project, for what can't go through :func:`write_out`.

    A project that is only read has no logbook to write in; whoever asked hears that when it opens.
    """
    if not project.read_only:
        write(project, [_note(project, path, action)], origin="privacy.release")


def _with_speaker(quotes: pd.DataFrame, fragments: pd.DataFrame, participants: pd.DataFrame) -> pd.DataFrame:
    # Of two versions of a fragment, the one that protects most counts: taken out, then besloten.
    ordered = fragments.assign(
        _shut=fragments["withdrawn"].fillna(False).astype(int) * 2 + (fragments["visibility"] == "besloten").astype(int)
    ).sort_values("_shut", kind="stable")
    wanted = ["fragment_id", "participant_id", "speaker_perspective", "visibility", "withdrawn"]
    more = ["source_id", "contains_case", "sensitive_for", "official_id"]  # a table of one's own may lack these
    places = ordered.drop_duplicates("fragment_id", keep="last").reindex(columns=[*wanted, *more])
    places["contains_case"] = places["fragment_id"].isin(_any_version(fragments, "contains_case"))
    places["sensitive_for"] = places["sensitive_for"].astype(object).where(places["sensitive_for"].notna(), None)
    people = participants.drop_duplicates("participant_id", keep="last")[["participant_id", "alias"]]
    return quotes.merge(places, on="fragment_id", how="left").merge(people, on="participant_id", how="left")


def _any_version(fragments: pd.DataFrame, column: str) -> set[str]:
    if column not in fragments:
        return set()
    return set(fragments.loc[fragments[column].fillna(False).astype(bool), "fragment_id"])


def _why_not(
    quote: Mapping[str, Any],
    allowing: set[str],
    gone: set[str],
    doubled: set[str],
    audience: str,
    rules: QuoteRules,
) -> str | None:
    """Last part of the key of the sentence that says why a quote stays; None when it may go."""
    speaker, fragment, official = quote["participant_id"], quote["visibility"], quote["official_id"]
    in_office = official
    reasons = {
        "two_versions": quote["quote_id"] in doubled,
        "withdrawn": speaker in gone or quote["withdrawn"] is True or not fragment,
        "besloten": fragment == "besloten",
        "case": quote["contains_case"] and quote["fragment_id"] not in rules.released,
        "not_looked_at": quote["source_id"] in rules.unchecked,
        "not_in_office": in_office and official not in rules.officials,
        "no_speaker": not speaker and not in_office,
        "no_consent": speaker not in allowing and not (in_office and not speaker),
        "not_asked": quote["state"] == ASKED and not quote.get("asked_on"),
        "waits": quote["state"] == ASKED,
        "no": quote["state"] == SAID_NO,
        "no_yes": quote["state"] not in SAID_YES,
        "names_others": quote["quote_id"] in rules.names_others,
        "other_audience": audience not in quote["audiences"],
        "other_words": not _same_words(quote),
        "role_and_organisation": role_beside_organisation(quote, rules.organisations),
        "exact_title": not in_office and has_exact_title(quote, audience, rules.offices),
    }
    return next((key for key, true in reasons.items() if true), None)


def _same_words(quote: Mapping[str, Any]) -> bool:
    used, whole = " ".join(str(quote["text_used"]).split()), " ".join(str(quote["text"] or "").split())
    return bool(used) and (quote["state"] == "akkoord_met_wijziging" or used in whole)


def _without_turn(used: str, text: str, alias: object, state: str) -> str:
    """The words without who says them before these: a note tells that, the person did not say it.

    Only what a note has at the head of the piece itself goes; words that a person chose stay as they are.
    """
    if state != SAID_YES[0] or not isinstance(alias, str) or not alias:
        return used
    head = f"{alias}:"
    at_head = used.startswith(head) and text.lstrip().startswith(head)
    return used[len(head) :].lstrip() or used if at_head else used


def _attribution(allowed: pd.DataFrame, participants: pd.DataFrame, consents: pd.DataFrame) -> list[str]:
    named = allowing_participants(participants, consents, "naam_noemen")
    chosen = zip(allowed["attribution"], allowed["participant_id"], allowed["official_id"], strict=True)
    return [
        asked
        if (asked == "alias" and person) or (asked == "naam" and (person in named or (official and not person)))
        else "perspectief"
        for asked, person, official in chosen
    ]


def _check_place(project: Project, target: Path) -> None:
    if target.is_dir():
        raise Refused("privacy.is_folder", path=target)
    if not target.parent.is_dir():
        raise Refused("privacy.no_folder", path=target.parent)
    if target.exists() and not target.is_file():
        raise Refused("privacy.cannot_write", path=target)
    if not isinstance(project.path, Path):
        return  # a database on a server can't be overwritten by a file
    # The store keeps its own files beside the project (-wal, -shm); overwriting one of them loses work.
    home = project.path.resolve()
    place = target.resolve()
    if place.parent == home.parent and place.name in {home.name, f"{home.name}-wal", f"{home.name}-shm"}:
        raise Refused("privacy.is_project", path=target)


def _write_whole(path: Path, content: bytes | Callable[[IO[bytes]], None]) -> None:
    private_file(path)
    with path.open("r+b") as file:
        if callable(content):
            content(file)
        else:
            file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _note(project: Project, target: Path, action: str) -> Draft:
    import ontmoet_research

    place = target.resolve()
    return new(
        "log_events",
        action=f"{EXPORTED}{action}",
        reason=f"{place.parent.name}/{place.name}",
        version=ontmoet_research.__version__,
        practice=project.fact("practice") == "ja",
    )
