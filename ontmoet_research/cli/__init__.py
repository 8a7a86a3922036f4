"""The command ``ontmoet``: one file per verb, found by its name; the file's docstring is the verb's help.

A verb is a module here with ``register(parser)``, which adds its arguments, and ``run(args) -> int``, which gives
the exit code: 0 done, 1 findings or refused (one Dutch message), 2 wrong usage. Only the verb that is asked for
is imported, so that ``ontmoet doctor`` also works where something is missing.

Public: ``main``, ``verbs``.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import sys
from pathlib import Path
from typing import NoReturn

from ontmoet_research.words import Refused, say

__all__ = ["main", "verbs"]


def main(argv: list[str] | None = None) -> int:
    """Run one verb with its arguments (those of the process when ``argv`` is None) and give the exit code."""
    given = sys.argv[1:] if argv is None else argv
    if given[:1] in (["-h"], ["--help"]):
        print(_overview())
        return 0
    if not given or given[0] not in verbs():
        print(f"{say('cli.wrong_usage')}\n\n{_overview()}", file=sys.stderr)
        return 2
    try:
        status = _run(given[0], given[1:])
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # who read along, such as head, has seen enough
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - Python flushes it at the very end
        return 0
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return refusal.exit_code
    except SystemExit as end:  # how argparse ends: 0 after help, 2 after wrong usage
        return int(end.code or 0)


def verbs() -> dict[str, str]:
    """Give the help of every verb by the verb's name, in alphabetical order."""
    modules = {path.stem.rstrip("_"): ast.parse(path.read_bytes()) for path in Path(__file__).parent.glob("*.py")}
    return {
        name: ast.get_docstring(module) or ""
        for name, module in sorted(modules.items())
        if any(isinstance(part, ast.FunctionDef) and part.name == "register" for part in module.body)
    }


class _DutchParser(argparse.ArgumentParser):
    """An argument parser that says in Dutch how it works; its exit code for wrong usage is 2."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - says what was wrong, but in English
        self.exit(2, f"{say('cli.wrong_usage')}\n\n{self.format_help()}")


class _DutchHelp(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]  # noqa: ARG002 - the signature is argparse's own
        super().add_usage(usage, actions, groups, f"{say('cli.usage')} ")


def _overview() -> str:
    lines = [f"  {name:<9} {text.partition(chr(10))[0]}" for name, text in verbs().items()]
    return "\n".join([say("cli.about"), "", say("cli.verbs"), *lines, "", say("cli.more")])


def _run(verb: str, given: list[str]) -> int:
    name = f"{verb}_" if (Path(__file__).parent / f"{verb}_.py").exists() else verb  # import_.py: a word of Python
    module = importlib.import_module(f"{__name__}.{name}")
    parser = _DutchParser(prog=f"ontmoet {verb}", description=verbs()[verb], add_help=False, formatter_class=_DutchHelp)
    module.register(parser)
    parser.add_argument("-h", "--help", action="help", help=say("cli.help"))
    for group in parser._action_groups:  # argparse has no public way to name these
        title = {"positional arguments": "cli.arguments", "options": "cli.options"}.get(group.title or "")
        group.title = say(title) if title else group.title
    if "ontmoet_research.store" in sys.modules:  # so that every verb that opens a project can ask for its passphrase
        importlib.import_module(f"{__name__}.asking").ask_at_terminal()
    return int(module.run(parser.parse_args(given)))
