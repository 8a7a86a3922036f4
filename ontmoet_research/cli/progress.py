"""A progress bar for long work, on a terminal only; in a pipe it is silent."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

from ontmoet_research.words import say

Item = TypeVar("Item")
WIDTH = 24


def with_progress(items: Sequence[Item]) -> Iterator[Item]:
    """Give the items one by one and show on standard error how far it is."""
    show = sys.stderr.isatty() and len(items) > 1
    for done, item in enumerate(items):
        if show:
            filled = WIDTH * done // len(items)
            bar = "█" * filled + "·" * (WIDTH - filled)
            print(f"\r{bar} {say('cli.progress', done=done, total=len(items))}", end="", file=sys.stderr, flush=True)
        yield item
    if show:
        print(f"\r{'█' * WIDTH} {say('cli.progress', done=len(items), total=len(items))}", file=sys.stderr)
