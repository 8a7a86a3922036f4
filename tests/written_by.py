"""Who writes which table and column, read from the code: from what people touch down to the door for records.

A function counts as reachable when a screen, a command or a sheet names it, or when a reachable function does. Names
are followed as they are written, so this sees too much rather than too little; what it calls unreachable certainly is.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ontmoet_research import model

PACKAGE = Path(model.__file__).resolve().parents[1]
HANDS = ("screens/", "cli/", "paper/")  # what people touch: a page, a command, a sheet that came back
LEFT_OUT = ("practice/", "store/", "model/", "words/", "text/")
MAKERS = {"new", "keep"}


@dataclass
class Part:
    """A function or a class body: what it names, what tables it makes rows of, what words stand in it."""

    file: str
    name: str
    names: set[str] = field(default_factory=set)
    makes: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


@cache
def parts() -> tuple[Part, ...]:
    """All functions of the package, and of each file what stands outside them."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        if file.startswith(LEFT_OUT) or path.name == "__init__.py":
            continue
        found += _parts_of(file, ast.parse(path.read_text(encoding="utf-8")))
    return tuple(found)


@cache
def reached() -> tuple[Part, ...]:
    """The parts that people reach by a screen, a command or a sheet."""
    by_name: dict[str, list[Part]] = defaultdict(list)
    outside: dict[str, list[Part]] = defaultdict(list)
    for part in parts():
        (by_name[part.name] if part.name else outside[part.file]).append(part)
    todo = [part for part in parts() if part.file.startswith(HANDS)]
    seen = {id(part) for part in todo}
    for part in todo:  # grows while it is walked through
        beside = [one for name in part.names for one in by_name[name]] + outside[part.file]
        fresh = [one for one in beside if id(one) not in seen]
        seen |= {id(one) for one in fresh}
        todo += fresh
    return tuple(todo)


def tables_written() -> dict[str, set[str]]:
    """Table -> the verbs that make rows of it and that people reach, as ``room/file.verb``."""
    found: dict[str, set[str]] = defaultdict(set)
    for part in reached():
        for table in part.makes:
            found[table].add(f"{part.file.removesuffix('.py')}.{part.name}")
    return found


def columns_not_written() -> set[str]:
    """Columns that nobody names who writes their table or calls who does, as ``table.column``."""
    named: dict[str, set[str]] = defaultdict(set)
    for part in reached():
        named[part.file] |= part.words
    writers: dict[str, set[str]] = defaultdict(set)
    for part in reached():
        for table in part.words & set(model.tables()):
            writers[table].add(part.file)
    verbs = {file: {part.name for part in reached() if part.file == file and part.name} for file in named}
    said: dict[str, set[str]] = defaultdict(set)
    for table, files in writers.items():
        called = set().union(*(verbs[file] for file in files))
        callers = {part.file for part in reached() if part.names & called}
        said[table] = set().union(*(named[file] for file in files | callers))
    return {
        f"{table}.{column}"
        for table in model.tables()
        for column in model.columns_of(table)
        if column not in said[table]
    }


def _parts_of(file: str, tree: ast.Module) -> list[Part]:
    strings = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    tables = strings & set(model.tables())
    found = [_part(file, node.name, tables, node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    loose = [node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [*found, _part(file, "", tables, *loose)]


def _part(file: str, name: str, tables: set[str], *nodes: ast.AST) -> Part:
    part = Part(file, name)
    for node in (inner for outer in nodes for inner in ast.walk(outer)):
        if isinstance(node, ast.Name):
            part.names.add(node.id)
        elif isinstance(node, ast.alias) and node.asname:
            part.names.add(node.name)
        elif isinstance(node, ast.Attribute):
            part.names.add(node.attr)
        elif isinstance(node, ast.arg | ast.keyword) and node.arg:
            part.words.add(node.arg)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            part.words.add(node.value)
        elif isinstance(node, ast.Call):
            part.makes |= _made(node, tables)
    return part


def _made(call: ast.Call, in_file: set[str]) -> set[str]:
    called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if called not in MAKERS:
        return set()
    told = {one.value for one in call.args[:2] if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return told & set(model.tables()) or (set() if told else in_file)  # a table that is handed over stands in the file
