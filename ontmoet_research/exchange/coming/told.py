"""What a load brings, told in plain sentences: what comes, what was there, what does not fit, and what to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ontmoet_research.exchange.foreign import ReadAs
from ontmoet_research.text import join_words
from ontmoet_research.words import say, say_count

from .choices import DEFAULT_SIDE
from .load import Loaded

__all__ = ["counted", "load_in_sentences", "reading_in_words"]

TOLD = (
    "sources",
    "codes",
    "codebooks",
    "contributors",
    "codings",
    "memos",
    "code_notes",
    "themes",
    "series",
    "sessions",
)
MAX_NAMES, MAX_DOUBTS = 8, 20


def load_in_sentences(loaded: Loaded, *, done: bool = False, asked: bool = True) -> list[str]:
    """One line each; ``done`` when it was brought in. Without ``asked``, not what a person can say by another way."""
    brings = counted(loaded.added)
    key = "exchange.load.came" if done else "exchange.load.would_come"
    lines = [say(key, name=loaded.name, what=brings)] if brings else []
    if not brings and not loaded.changed:
        lines.append(say("exchange.load.nothing_new", name=loaded.name))
    if what := counted(loaded.changed):
        lines.append(say("exchange.load.changes", what=what))
    if loaded.same:
        lines.append(say("exchange.load.same", n=loaded.same))
    if n := loaded.masked.total():
        lines.append(say_count("exchange.load.masked", n))
    if what := counted(loaded.two_versions):
        lines.append(say("exchange.load.two_versions", what=what))
    if what := counted(loaded.away):
        lines.append(say("exchange.load.away", what=what))
    if loaded.texts_changed:
        lines.append(say("exchange.load.texts_changed", names=_names(loaded.texts_changed)))
    if loaded.found.read_as:
        lines += _reading(loaded.found.read_as, asked, before=bool(loaded.said_before.reading))
    lines += _said_before(loaded, asked)
    if asked:
        lines += [*_asked(loaded), *_doubts(loaded)]
    if done and loaded.added["sources"]:
        lines.append(say("cli.import.then_look"))
    lost = list(_lost(loaded.found.lost))
    return lines + ([say("exchange.load.lost"), *lost] if lost else [])


def reading_in_words(reading: str) -> str:
    """How positions were counted, in words."""
    unit, lf, end, *bom = reading.split("/")
    told = [say(f"exchange.load.unit.{unit}"), say(f"exchange.load.end.{end}")]
    told.append(say(f"exchange.load.lf.{lf.removeprefix('lf')}"))
    return join_words(told + [say(f"exchange.load.bom.{one}") for one in bom])


def _reading(told: ReadAs, asked: bool, *, before: bool) -> Iterator[str]:
    how = reading_in_words(told.reading)
    if not told.fits and not told.next_best:
        yield say("exchange.load.read_as_before" if before else "exchange.load.read_as_chosen", how=how)
        return
    yield say("exchange.load.read_as", how=how, fits=told.fits, of=told.of, next_best=told.next_best)
    if told.thin and told.choices and asked:
        yield say("exchange.load.thin")
        for reading, words in told.choices:
            yield f"  {say('exchange.load.choice', reading=reading, words=words)}"
        yield say("exchange.load.choose_reading", reading=told.choices[-1][0])


def _said_before(loaded: Loaded, asked: bool) -> Iterator[str]:
    """What someone said the last time, and that it can be otherwise now."""
    for variable, role in loaded.said_before.roles.items():
        key = "exchange.load.said_before" if role else "exchange.load.said_nothing_before"
        yield say(key, variable=variable, role=role)
    if loaded.said_before and asked:
        yield say("exchange.load.ask_again")


def _asked(loaded: Loaded) -> Iterator[str]:
    """What only a person can say, with what the kit does meanwhile."""
    if loaded.guessed:
        yield say("exchange.load.side", names=_names(loaded.guessed), side=DEFAULT_SIDE)
    for variable, role in loaded.proposed.items():
        if variable not in loaded.answered:
            yield say("exchange.load.propose", variable=variable, role=role)


def _doubts(loaded: Loaded) -> Iterator[str]:
    """Rows of a table of which the place is not sure, with the places to choose from."""
    for doubt in loaded.doubts[:MAX_DOUBTS]:
        key = "doubt" if doubt.places else "nowhere"
        yield say(f"exchange.load.{key}", row=doubt.row, quote=doubt.quote[:60])
        for n, place in enumerate(doubt.places[:MAX_NAMES], start=1):
            yield f"  {say('exchange.load.place', n=n, place=place)}"
        if doubt.places:
            yield f"  {say('exchange.load.choose_place', row=doubt.row)}"
    if len(loaded.doubts) > MAX_DOUBTS:
        yield say("exchange.load.more_doubts", n=len(loaded.doubts) - MAX_DOUBTS)


def _lost(lost: Counter[tuple[str, str]]) -> Iterator[str]:
    kinds: dict[str, list[tuple[str, int]]] = {}
    for (kind, name), count in sorted(lost.items()):
        if count:
            kinds.setdefault(kind, []).append((name, count))
    for kind, found in kinds.items():
        names = [name if count == 1 else f"{name} {count}×" for name, count in found if name]
        what, total = say(f"exchange.lost.{kind}"), sum(count for _, count in found)
        told = {"what": what, "n": total}
        yield "- " + (say("exchange.load.lost_names", **told, names=_names(names)) if names else say(
            "exchange.load.lost_line", **told
        ))  # fmt: skip


def _names(names: list[str]) -> str:
    shown = [name[:60] for name in names[:MAX_NAMES]]
    more = len(names) - len(shown)
    return join_words([*shown, *([say("exchange.load.more_names", n=more)] if more else [])])


def counted(counts: Counter[str]) -> str:
    """What is told of by table, in words; the rest is left out."""
    return join_words(say_count(f"exchange.load.kind.{table}", counts[table]) for table in TOLD if counts[table])
