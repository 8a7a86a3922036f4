"""Zoek woorden in alle verslagen. Hoofdletters en accenten maken niet uit.

In wat besloten is of niet meetelt, zoekt de kit niet. Onderaan staat hoeveel niet meetelt, en waarom.
"""

import argparse

from ontmoet_research.intake import search_words
from ontmoet_research.privacy.gate import read_workspace
from ontmoet_research.privacy.not_counting import read_not_counting
from ontmoet_research.store import notes_with, open_project
from ontmoet_research.words import say, say_count


def register(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("project", metavar="PROJECT", help=say("cli.project"))
    parser.add_argument("words", nargs="+", metavar="WOORD", help=say("cli.search.words"))


def run(args: argparse.Namespace) -> int:
    """Print where the words stand, one line a place."""
    words = " ".join(args.words)
    with open_project(args.project, read_only=True) as project:
        sources = read_workspace(project, "sources", only=notes_with(project, words))
        unsaid = read_not_counting(project, what="pieces", loose_count=True).sentence
    found = search_words(sources, words)
    for place in found.itertuples(index=False):
        print(f"{place.title} [{place.start}-{place.end}]: {place.before}»{place.words}«{place.after}")
    print(say_count("cli.search.found", len(found)))
    if unsaid:
        print(unsaid)
    return 0
