"""The daily copies beside a project lose what the project lost. A copy that can't be opened any more is removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ontmoet_research.words import Refused

from .byte_search import copies_folder
from .erase import apply_ledger
from .ledger import SUFFIX, ledger_path, read_ledger
from .project import Project, open_project

# Why a copy can never be opened here any more. Anything else (someone has it open, a place that is shut) may pass: then
# a person hears of it, and the copy stays.
_NEVER_OPENS = (
    "store.no_project",
    "store.cut_short",
    "store.perhaps_a_part",
    "store.newer",
    "keys.wrong",
    "keys.needed",
)
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass
class Copies:
    """What became of the copies: erased in, removed, or left because someone is in the way."""

    cleaned: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)


def clean_copies(project: Project) -> Copies:
    """Do every erasure of the ledger in each daily copy too; where all is done already, nothing changes."""
    told = Copies()
    lines = read_ledger(ledger_path(project), project.fact("project_id"))
    for path in _copies(project):
        try:
            with open_project(path, who=project.who, passphrase=project.key) as copy:
                done = apply_ledger(copy, lines).clean
            (told.cleaned if done else told.left).append(path)
        except Refused as refusal:
            if refusal.key in _NEVER_OPENS:
                _remove(path)
                told.removed.append(path)
            else:
                told.left.append(path)
    return told


def erase_in_backup(backup: Project, place: Path) -> None:
    """Erase in a backup what was erased since it was made: the step before it stands in ``place`` as the project.

    Errors: ``Refused`` when it can't be written.
    """
    beside = place.with_name(f"{place.stem}{SUFFIX}")
    apply_ledger(backup, read_ledger(beside, backup.fact("project_id")))


def _copies(project: Project) -> Iterator[Path]:
    folder = copies_folder(project)
    if folder and folder.is_dir():
        ours = folder.glob(f"*{Path(project.path).suffix}")
        yield from sorted(path for path in ours if path.is_file() and not path.name.startswith("."))


def _remove(path: Path) -> None:
    for file in (path, *(path.with_name(f"{path.name}{end}") for end in _BESIDE)):
        file.unlink(missing_ok=True)
