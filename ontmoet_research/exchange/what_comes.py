"""What a copy brings, told in plain sentences: before merging, and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ontmoet_research.privacy.held import waits_in_words
from ontmoet_research.store import Copy, Merged, Project, Row, merge, preview, read_rows
from ontmoet_research.text.dutch import join_words
from ontmoet_research.words import say, say_count

ROWS_OF = ("codes", "contributors")  # what is needed to tell names
MAX_TOLD = 20


@dataclass(frozen=True)
class SameName:
    """Several labels in one list that are called the same. A person says whether they are the same."""

    label: str
    codebook_id: str
    code_ids: tuple[str, ...]


def look(project: Project, copy: Copy) -> Merged:
    """What merging this copy would bring; nothing changes. Errors: see ``store.preview``."""
    return preview(project, copy, rows_of=ROWS_OF)


def merge_copy(project: Project, copy: Copy) -> Merged:
    """Merge this copy, all or nothing. Errors: see ``store.merge``."""
    return merge(project, copy, rows_of=ROWS_OF)


def same_names(project: Project, merged: Merged) -> list[SameName]:
    """Labels that came with the copy and are called the same as another one in their list. Nothing is joined."""
    replaced = {parent for row in merged.rows for parent in row.parents}
    new = {row.object_id for row in merged.rows if row.table == "codes"}
    rows = {row.id: row for row in (*merged.rows, *read_rows(project, "codes")) if row.table == "codes"}
    found: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    for row in rows.values():
        if row.id not in replaced and not row.removed and not row["replaced_by_id"]:
            found[row["codebook_id"], " ".join(row["label_nl"].casefold().split())][row.object_id] = row
    return [
        SameName(codes[min(codes)]["label_nl"], book, tuple(sorted(codes)))
        for (book, _), codes in sorted(found.items())
        if len(codes) > 1 and new & codes.keys()
    ]


def in_sentences(project: Project, merged: Merged, name: str, *, done: bool = False) -> list[str]:
    """What a merge would bring, or brought (``done``), one line each; ``name`` is what the copy is called."""
    lines = [say("exchange.came" if done else "exchange.would_come", name=name)] if merged.count else []
    if merged.other_project is not False:
        lines.append(say("exchange.other" if merged.other_project else "exchange.perhaps_other", title=merged.title))
    lines += _new(merged, _names(project, merged))
    if merged.two_versions:
        lines.append(say("exchange.two_versions", what=_kinds(table for table, _ in merged.two_versions)))
    lines += [say("exchange.same_name", label=same.label, n=len(same.code_ids)) for same in same_names(project, merged)]
    if merged.proposals:
        lines.append(say("exchange.proposals", what=_kinds(proposal.table for proposal in merged.proposals)))
    if merged.held:
        lines.append(say_count("exchange.waits", len(merged.held)))
        lines += [f"- {told}" for _, told in waits_in_words(project, merged.held)]
    if merged.erased:
        lines.append(say_count("exchange.stays_away", merged.erased))
    lines += _refused(merged)
    return lines if merged.count or merged.proposals or merged.refused else [*lines, say("exchange.nothing_new")]


def _new(merged: Merged, names: dict[str, str]) -> Iterator[str]:
    for kind in ("new", "changed", "removed"):
        by_author: dict[str, dict[str, int]] = defaultdict(dict)
        for one in merged.added:
            if getattr(one, kind):
                by_author[one.author][one.table] = getattr(one, kind)
        for author, counts in sorted(by_author.items(), key=lambda item: names.get(item[0], "")):
            who = names.get(author)
            key = f"exchange.by.{kind}" if who else f"exchange.without_name.{kind}"
            yield say(key, what=_counted(counts), **({"who": who} if who else {}))


def _names(project: Project, merged: Merged) -> dict[str, str]:
    rows = (*merged.rows, *read_rows(project, "contributors"))
    return {row.object_id: row["display_name"] for row in rows if row.table == "contributors"}


def _refused(merged: Merged) -> Iterator[str]:
    for row in merged.refused[:MAX_TOLD]:
        what = say(f"table.{row.table}.one", n=1)
        yield say(f"exchange.refused.{row.why}", what=what, id=row.row_id)
    if len(merged.refused) > MAX_TOLD:
        yield say("exchange.more_refused", n=len(merged.refused) - MAX_TOLD)


def _kinds(tables: Iterable[str]) -> str:
    counts: dict[str, int] = defaultdict(int)
    for table in tables:
        counts[table] += 1
    return _counted(counts)


def _counted(counts: dict[str, int]) -> str:
    return join_words(say_count(f"table.{table}", n) for table, n in counts.items())
