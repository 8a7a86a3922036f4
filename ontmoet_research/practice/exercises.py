"""Texts to practise on (notebook 10): invented, each with the labels of two invented readers; no right answer."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from ontmoet_research.model import shipped

from .files import read_records

CODEBOOKS = ("codeboek_A.csv", "codeboek_B.csv", "codeboek_C.csv")


@dataclass(frozen=True)
class Label:
    """A label to choose: its code, how it is called, what it means."""

    code: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Reader:
    """Someone invented who read the text too: which labels they chose, whether they doubt, and why."""

    name: str
    labels: tuple[str, ...]
    reason: str
    doubt: bool = False


@dataclass(frozen=True)
class Exercise:
    """One text. ``talk`` is what it leaves to talk about, if anything; never an answer."""

    key: str
    title: str
    text: str
    labels: tuple[Label, ...]
    readers: tuple[Reader, ...]
    talk: str = ""

    def label(self, code: str) -> str:
        """How the label with this code is called. Errors: ``KeyError``."""
        return {one.code: one.label for one in self.labels}[code]


@dataclass(frozen=True)
class Source:
    """Something to read on: who wrote it, when, how it is called, and what it is about."""

    who: str
    year: int
    title: str
    about: str


@cache
def exercises() -> tuple[Exercise, ...]:
    """The texts to practise on, in order."""
    known = {
        record["code_id"]: Label(record["code_id"], record["label_nl"], record["definition_b1"])
        for name in CODEBOOKS
        for record in read_records(shipped("codeboeken", name))
    }
    told = tomllib.loads(shipped("oefenen", "teksten.toml").read_text(encoding="utf-8"))
    return tuple(
        Exercise(
            key=one["key"],
            title=one["title"],
            text=one["text"].strip(),
            labels=tuple(known[code] for code in one["labels"]),
            readers=tuple(Reader(**{**each, "labels": tuple(each["labels"])}) for each in one["reader"]),
            talk=one.get("talk", "").strip(),
        )
        for one in told["text"]
    )


@cache
def reading_list() -> tuple[Source, ...]:
    """The sources of the method, to read on (A49)."""
    told = tomllib.loads(shipped("oefenen", "leeslijst.toml").read_text(encoding="utf-8"))
    return tuple(Source(**one) for one in told["source"])
