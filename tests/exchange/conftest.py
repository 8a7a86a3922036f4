"""Two people with a project each, for bundles."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from ontmoet_research import store


@pytest.fixture
def noor(tmp_path: Path) -> Iterator[store.Project]:
    """A small project with Noor at work in it: one list with one label, one session with one wish."""
    person = store.new("contributors", display_name="Noor", side="ervaring")
    book = store.new("codebooks", title="Onze lijst", version="1")
    label = store.new(
        *("codes",), codebook_id=book.object_id, code="L1", label_nl="Niet gehoord", kind="enkel", status="voorstel"
    )
    with store.create(tmp_path / "noor.ontmoet", title="Onze reeks") as made:
        store.write(made, [person, book, label], author=person.object_id)
        yield made.as_person(person.object_id)


@pytest.fixture
def kees(tmp_path: Path) -> Iterator[store.Project]:
    """An empty project of somebody else."""
    with store.create(tmp_path / "kees.ontmoet", title="Reeks van Kees") as made:
        yield made


@pytest.fixture
def at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files of other programs in this process: starting one takes a second, and other tests look at that."""
    from ontmoet_research.exchange.apart import _own_words
    from ontmoet_research.exchange.child import READERS
    from ontmoet_research.exchange.coming import load
    from ontmoet_research.exchange.foreign import Part, as_line, from_line
    from ontmoet_research.intake.readers import Unreadable
    from ontmoet_research.words import Refused

    def read(path: Path, reader: str, options: dict[str, Any] | None = None, progress: object = None) -> Iterator[Part]:
        module, name = READERS[reader]
        parts: list[list[Any]] = []
        with path.open("rb") as file:
            try:
                emit = lambda part: parts.append(json.loads(json.dumps(as_line(part))))  # noqa: E731 - as it goes over the pipe
                getattr(import_module(f"ontmoet_research.exchange.{module}"), name)(file, emit, **(options or {}))
            except Unreadable as refusal:
                raise Refused(_own_words(refusal.key), file=path.name, **refusal.values) from None
        return iter([from_line(one) for one in parts])

    monkeypatch.setattr(load, "read_parts", read)
