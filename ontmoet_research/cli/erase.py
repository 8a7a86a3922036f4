"""Wis iets voorgoed, met alle woorden die erbij horen. Je ziet eerst wat er weggaat.

Wat gewist is, komt nooit terug: ook niet uit een reservekopie of een oude kopie van een ander.
Daarna zoekt de kit in alle bestanden van je project of de woorden echt weg zijn.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from ontmoet_research.cli.at_work import add_who, as_who
from ontmoet_research.cli.notebooks import work_folder
from ontmoet_research.privacy import belongings, must_handle, neighbours, to_do_elsewhere
from ontmoet_research.store import (
    Erased,
    Preview,
    Project,
    Proof,
    Proposal,
    clean_copies,
    confirm,
    decline,
    erase,
    list_proposals,
    open_project,
    preview_erasure,
    search_everywhere,
)
from ontmoet_research.words import Refused, say, say_count

MADE_HERE = "uitvoer"


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--object", metavar="ID", action="append", default=[], help=say("cli.erase.object"))
    what.add_argument("--person", metavar="ID", help=say("cli.erase.person"))
    what.add_argument("--proposals", action="store_true", help=say("cli.erase.proposals"))
    parser.add_argument("--words", metavar="WOORD", action="append", default=[], help=say("cli.erase.words"))
    parser.add_argument("--only-here", action="store_true", help=say("cli.erase.only_here"))
    parser.add_argument("--preview", action="store_true", help=say("cli.erase.preview"))
    parser.add_argument("--reason", metavar="REDEN", default="", help=say("cli.erase.reason"))
    parser.add_argument("--ja-wis-voorgoed", dest="sure", action="store_true", help=say("cli.erase.sure"))
    add_who(parser)
    parser.add_argument("--no", dest="decline", action="store_true", help=say("cli.erase.decline"))


def run(args: argparse.Namespace) -> int:
    """Show what goes, ask, erase, and search for what is left; 1 when words are still somewhere."""
    with open_project(args.project) as opened:
        project = as_who(opened, args.who)
        must_handle(project, args.person)
        if args.proposals:
            return _proposals(project, args)
        ids = belongings(project, args.person) if args.person else args.object
        wanted = {"named": args.words, "elsewhere": not args.only_here}
        _show(preview_erasure(project, ids, **wanted))
        if args.preview:
            return 0
        if not args.reason.strip():
            raise Refused("erase.needs_reason")
        _be_sure(args.sure)
        beside = [say("cli.erase.neighbour", title=one.title, n=one.order) for one in neighbours(project, ids)]
        done = erase(project, ids, reason=args.reason, **wanted)
        return _afterwards(project, args, done, beside)


def _proposals(project: Project, args: argparse.Namespace) -> int:
    waiting = list_proposals(project)
    print(say_count("cli.erase.waiting", len(waiting)))
    for one in waiting:
        print(say("cli.erase.proposal", day=one.at[:10], reason=one.reason))
        _show(one.preview)
    if args.preview or not waiting:
        return 0
    if args.decline:
        decline(project, *(own for one in waiting for own in one.ids))
        print(say("cli.erase.declined"))
        return 0
    _be_sure(args.sure)
    return max(_confirmed(project, args, one) for one in waiting)


def _confirmed(project: Project, args: argparse.Namespace, one: Proposal) -> int:
    return _afterwards(project, args, confirm(project, *one.ids), [])


def _show(preview: Preview) -> None:
    for line in preview.sentences():
        print(line)


def _be_sure(sure: bool) -> None:
    """A second yes: a word that a person types, or an option for scripts. Errors: ``Refused`` without it."""
    if sure:
        return
    if not sys.stdin.isatty():
        raise Refused("cli.erase.not_sure")
    word = say("cli.erase.word")
    if input(f"{say('cli.erase.type_word', word=word)} ").strip().lower() != word:
        raise Refused("cli.erase.stopped")


def _afterwards(project: Project, args: argparse.Namespace, done: Erased, beside: Iterable[str]) -> int:
    """What went, the copies, the search as proof, and what a person must do elsewhere."""
    print(say_count("cli.erase.done", done.preview.rows))
    copies = clean_copies(project)
    for key, paths in (("cleaned", copies.cleaned), ("removed", copies.removed), ("left", copies.left)):
        for path in paths:
            print(say(f"cli.erase.copy.{key}", name=path.name))
    if not done.clean:
        print(say("cli.erase.not_clean"))
    folder = work_folder(args.project)
    proof = search_everywhere(project, done.words, [folder])
    if _remove_made_here(proof, folder / MADE_HERE, args.sure):
        proof = search_everywhere(project, done.words, [folder])
    _tell(proof)
    _list("cli.erase.look_beside", beside)
    _list("cli.erase.to_do", to_do_elsewhere(project))
    return 1 if proof.found or copies.left or not done.clean else 0


def _remove_made_here(proof: Proof, folder: Path, sure: bool) -> bool:
    """Remove reports and tables that the kit made and that hold the words, when a person agrees."""
    made = [path for path in proof.found if path.is_relative_to(folder.resolve())]
    for path in made:
        print(say("cli.erase.made_here", name=path.name))
    if not made or not (sure or (sys.stdin.isatty() and _yes())):
        return False
    for path in made:
        path.unlink(missing_ok=True)
        print(say("cli.erase.made_here_gone", name=path.name))
    return True


def _yes() -> bool:
    return input(f"{say('cli.erase.remove_these')} ").strip().lower() in ("ja", "j")


def _tell(proof: Proof) -> None:
    files = say_count("cli.erase.files", proof.files)
    print(say_count("cli.erase.found", sum(proof.found.values()), files=files))
    for path, n in proof.found.items():
        print(f"  {say_count('cli.erase.still_in', n, path=path)}")
    for path in proof.shut:
        print(f"  {say('cli.erase.shut', path=path)}")


def _list(key: str, lines: Iterable[str]) -> None:
    told = list(lines)
    if told:
        print(f"\n{say(key)}")
        print("\n".join(f"  - {line}" for line in told))
