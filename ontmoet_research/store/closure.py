"""What goes when something is erased: all that speaks of it, and all that holds its words. Nothing is changed here.

- An object goes with every row of its own, and with what makes no sense without it: rows that *must* point to it.
- Rows that *may* point to it stay and lose the pointer; a list loses the id.
- The words of a piece become blocks in the text it is a piece of, and so do the same words wherever else they stand, in
  any column of any table and in any version. Of an object that held such words one row without them stays; every older
  version goes.
- Marks beside the place repeat a few characters of the text around them; these become blocks too.

All revisions are looked at, not only the current ones: words in the history are words too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ontmoet_research.text.blocks import BLOCK, Span, join_spans
from ontmoet_research.text.same_words import SameWords

from .erasures import alive
from .joined import derived_id, row_for_both, with_digests
from .rows import Draft, Row, finished, now
from .snapshot import AROUND, Snapshot, flagged, references, row_of, text_columns, texts_of, with_blocks

PlacesByRow = dict[str, dict[str, list[Span]]]


@dataclass(frozen=True)
class Request:
    """What has to go.

    ``objects`` go as a whole; ``spans`` (row id, place in the row, spans) become blocks; ``named`` are words a person
    typed, sought everywhere. ``keeps`` holds, per object, the rows that must stay by erasures that are confirmed
    already or now. ``elsewhere``: whether the words are also sought on other places. ``pointers``: whether what only
    points to a thing that goes is rewritten; merging leaves that to whoever erased, or every copy would do it anew.
    """

    objects: frozenset[str] = frozenset()
    spans: Mapping[str, Mapping[str, Sequence[Span]]] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    keeps: Mapping[str, frozenset[str]] = field(default_factory=dict)
    elsewhere: bool = True
    pointers: bool = True


@dataclass
class Plan:
    """What an erasure does, worked out beforehand.

    ``gone``: objects that go, with their table; ``kept``: objects of which one row without the words stays, with that
    row; ``loose``: rows that only lose a pointer; ``fallen``: rows that spoke of words as they stood. ``new`` are the
    rows to write, ``purge`` those to delete, ``places`` where the blocks come, by row id. ``words`` were sought.
    """

    gone: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Row] = field(default_factory=dict)
    loose: list[Row] = field(default_factory=list)
    fallen: list[Row] = field(default_factory=list)
    reopened: list[Row] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    purge: list[Row] = field(default_factory=list)
    places: PlacesByRow = field(default_factory=dict)
    words: SameWords = field(default_factory=lambda: SameWords([]))
    before: Snapshot = field(default_factory=lambda: Snapshot([]))

    def __bool__(self) -> bool:
        return bool(self.new or self.purge)


Finish = Callable[[Draft, Sequence[Row]], Row]


def plan(before: Snapshot, request: Request, finish: Finish) -> Plan:
    """Work out what an erasure does to the rows in ``before``. ``finish`` makes the rows that stay."""
    made = Plan(before=before)
    going = going_along(before, request.objects)
    made.gone = {one: before.of[one][0].table for one in going if one in before.of}
    made.words = SameWords(_said(before, going, request) if request.elsewhere else (), request.named)
    dead, joined = _dead(before, request.keeps)
    made.purge = [row for row in before.rows.values() if row.object_id in made.gone or row.id in dead]
    made.new = list(joined)
    rest = Snapshot([*before.but(row.id for row in made.purge).rows.values(), *joined])
    made.places = _places(before, rest, going, request, made.words)
    _mark_places(rest, made.places, made.words)
    _rewrite(made, rest, going, request.pointers, finish)
    _let_fall(made, rest, finish)
    gone = {row.id for row in made.purge} | before.rows.keys()
    made.new = [row for row in made.new if row.id not in gone]
    return made


def by_person(author: str) -> Finish:
    """Rows that stay because this person erases now."""
    at = now()
    return lambda draft, _: row_of(draft.table, finished(draft, author, at))


def by_kit(draft: Draft, under: Sequence[Row]) -> Row:
    """A row that stays because an erasure is done again, elsewhere or later: the same in every copy that does it."""
    row = finished(draft, "kit", max(one.at for one in under))
    return row_of(draft.table, {**row, "id": derived_id("erased again", row["hash"])})


def going_along(before: Snapshot, objects: Iterable[str]) -> set[str]:
    """These objects and all that makes no sense without them: what must point to them, to that, and so on."""
    resting: dict[str, set[str]] = defaultdict(set)
    for row in before.all_heads():
        for name in references(row.table, required=True):
            resting[row[name]].add(row.object_id)
    found: set[str] = set()
    todo = list(objects)
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += resting.get(one, ())
    return found


def _said(before: Snapshot, going: set[str], request: Request) -> Iterator[str]:
    """The words that are to be sought elsewhere."""
    for one in going:
        for row in before.of.get(one, ()):
            pieces = flagged(row.table, "piece_of")
            yield from (before_text[row["start"] : row["end"]] for before_text in _texts_then(before, row, pieces))
            along = any(row[name] in going for name in references(row.table, required=True))
            named = set() if pieces else _own_words(row, whole=one in request.objects and not along)
            yield from (text for place, text in texts_of(row) if place.partition("/")[0] in named)
    for row_id, places in request.spans.items():
        if row_id in before.rows:
            texts = dict(texts_of(before.rows[row_id]))
            yield from (texts[place][a:b] for place, spans in places.items() if place in texts for a, b in spans)


def _own_words(row: Row, *, whole: bool) -> set[str]:
    """Columns whose words are sought elsewhere: all of what a person chose to erase, of the rest what someone said."""
    if not whole:
        return set(flagged(row.table, "said"))
    return set(text_columns(row.table)) - (set(AROUND) if flagged(row.table, "marks") else set())


def _texts_then(before: Snapshot, row: Row, pieces: Mapping[str, str]) -> Iterator[str]:
    """The text a piece was cut from, as it was when this row was written, and as it is now."""
    for name, column in pieces.items():
        versions = sorted(before.of.get(row[name], ()), key=lambda version: (version.at, version.id))
        then = [version for version in versions if version.at <= row.at][-1:] or versions[:1]
        now = before.heads(row[name]) if before.is_head(row) else []
        yield from dict.fromkeys(version[column] or "" for version in [*then, *now])


def _dead(before: Snapshot, keeps: Mapping[str, frozenset[str]]) -> tuple[set[str], list[Row]]:
    """Rows that may not stay by these erasures, and new rows where two erasures leave nothing (``joined.py``)."""
    dead: set[str] = set()
    joined = []
    for one, keep_ids in keeps.items():
        rows = before.of.get(one, [])
        parents = {row.id: row.parents for row in rows}
        staying = alive(parents, keep_ids)
        dead |= set(parents) - staying
        if rows and not staying and (both := row_for_both(rows, keep_ids)):
            joined.append(both)
    return dead, joined


def _places(before: Snapshot, rest: Snapshot, going: set[str], request: Request, words: SameWords) -> PlacesByRow:
    """Where blocks come, by row: the pieces themselves, what was asked for, and the same words elsewhere."""
    found: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for row_id, places in request.spans.items():
        if row_id in rest.rows:
            for place, spans in places.items():
                found[row_id][place] += spans
    for row in (row for one in going for row in before.of.get(one, ())):
        for name, column in flagged(row.table, "piece_of").items():
            told = set(_texts_then(before, row, {name: column}))
            cuts = {text[row["start"] : row["end"]] for text in told}
            for version in rest.of.get(row[name], ()):
                if (version[column] or "")[row["start"] : row["end"]] in cuts:
                    found[version.id][column].append((row["start"], row["end"]))
    for row in rest.rows.values() if words else ():
        for place, text in texts_of(row):
            spans = words.spans(text)
            if spans:
                found[row.id][place] += spans
    texts = {row_id: dict(texts_of(rest.rows[row_id])) for row_id in found}
    return _only_words(found, texts)


def _only_words(found: Mapping[str, Mapping[str, list[Span]]], texts: Mapping[str, Mapping[str, str]]) -> PlacesByRow:
    """The same without places that hold only blocks and line ends already."""
    told: PlacesByRow = {}
    for row_id, places in found.items():
        for place, spans in places.items():
            text = texts[row_id].get(place, "")
            left = [(a, b) for a, b in join_spans(spans) if text[a:b].strip(f"{BLOCK}\n\r\x0b\x0c\x85\u2028\u2029")]
            if left:
                told.setdefault(row_id, {})[place] = left
    return told


def _mark_places(rest: Snapshot, places: PlacesByRow, words: SameWords) -> None:
    """Add where marks beside the place repeat its words. By position, and where the text was corrected by the words."""
    texts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in list(rest.rows.values()):
        for name, column in flagged(row.table, "marks").items():
            place = (row[name], column)
            if place not in texts:
                texts[place] = list(_texts_with_blocks(rest.heads(row[name]), column, places))
            for text, after in texts[place]:
                for part, spans in _repeated(row, text, after, rest.is_head(row), words).items():
                    mine = places.setdefault(row.id, {})
                    mine[part] = join_spans([*mine.get(part, []), *spans])


def _texts_with_blocks(sources: list[Row], column: str, places: PlacesByRow) -> Iterator[tuple[str, str]]:
    """Texts as they are and as they will be, of those that will have blocks."""
    for source in sources:
        now = with_blocks(source.values, places.get(source.id, {}))[column] or ""
        if BLOCK in now:
            yield source[column] or "", now


def _repeated(row: Row, text: str, after: str, current: bool, words: SameWords) -> dict[str, list[Span]]:
    """Where a mark repeats words that become blocks in its text.

    By position where the mark still fits the text. Where it does not (the text was corrected), also by words that are
    cut off at its edges: then nothing else tells.
    """
    before, quote, behind = (row[part] or "" for part in AROUND)
    start, end = row["start"], row["end"]
    told = {}
    for part, own, at in zip(AROUND, (before, quote, behind), (start - len(before), start, end), strict=True):
        there = after[max(0, at) : at + len(own)]
        fits = at >= 0 and text[at : at + len(own)] == own
        spans = [] if fits else words.at_edges(own)
        if len(there) == len(own) and (fits or current):
            pairs = zip(own, there, strict=True)
            spans += [(n, n + 1) for n, (mine, block) in enumerate(pairs) if block == BLOCK != mine]
        if any(own[a:b].strip(f"{BLOCK}\n") for a, b in spans):
            told[part] = spans
    return told


def _rewrite(made: Plan, rest: Snapshot, going: set[str], pointers: bool, finish: Finish) -> None:
    """Write the rows that stay instead of those with the words, and those that lose a pointer."""
    for one, versions in rest.of.items():
        heads = rest.heads(one)
        values = [_without_words(row, made, going) for row in heads]
        if any(row.id in made.places for row in versions):
            made.purge += versions
            values = [with_digests(row.table, own) for row, own in zip(heads, values, strict=True)]
            draft = Draft(heads[0].table, one, values[0], _ancestors(versions), heads[0].removed)
            made.kept[one] = first = finish(draft, heads)
            made.new.append(first)
            # Two versions stay two versions, on top of the row that stays.
            apart = zip(heads, values, strict=True) if len(heads) > 1 else ()
            made.new += [finish(Draft(row.table, one, own, (first.id,), row.removed), [row]) for row, own in apart]
        elif pointers:
            for row, own in zip(heads, values, strict=True):
                if own != row.values:
                    made.loose.append(row)
                    made.new.append(finish(Draft(row.table, one, own, (row.id,), row.removed), [row]))


def _let_fall(made: Plan, rest: Snapshot, finish: Finish) -> None:
    """What spoke of words as they stood no longer counts; what held the words must be read again."""
    changed = made.kept.keys() | {row.object_id for row in made.loose}
    last = [row for one in sorted(changed) for row in rest.heads(one)[-1:]]
    made.reopened = [row for row in last if flagged(row.table, "reopens") and not row.removed]
    for row in rest.all_heads():
        if not row.removed and any(row[name] in changed for name in flagged(row.table, "on_words")):
            below = made.kept.get(row.object_id, row)
            made.fallen.append(row)
            draft = Draft(row.table, row.object_id, below.values, (below.id,), removed=True)
            made.new.append(finish(draft, [row]))


def _ancestors(versions: Iterable[Row]) -> tuple[str, ...]:
    """All rows that a row that stays comes from, also those that went before: ``alive`` must see that it follows."""
    return tuple(sorted({name for row in versions for name in (row.id, *row.parents)}))


def _without_words(row: Row, made: Plan, going: set[str]) -> dict[str, Any]:
    """The values of a row without the words and without what points to something that goes."""
    values = with_blocks(row.values, made.places.get(row.id, {}))
    if values != row.values:
        values = with_digests(row.table, values)
    for name in references(row.table, required=False):
        values[name] = None if values[name] in going else values[name]
    for name in flagged(row.table, "refs"):
        values[name] = [one for one in values[name] if one not in going]
    if values != row.values:
        values |= {name: to for name, to in flagged(row.table, "reopens").items() if values[name] is not None}
    return values
