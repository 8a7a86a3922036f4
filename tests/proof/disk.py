"""What a disk may hold after the power went off, worked out from what a process asked of it.

The rules, from weakest promise to strongest; a store that survives these survives real disks:

- Only ``fsync``/``fdatasync`` of a file makes its content certain. Of what was written since, any part may be there:
  each sector of 512 bytes holds one of the versions it had since the last sync, independent of every other sector. So
  writes are torn, dropped and reordered. A sector that came with a longer file and was not kept holds zeros or old
  rubbish. Within one sector there is no mix: disks promise that much.
- Cutting a file shorter is known to the disk in order: when one cut is lost, so are later ones of that file.
- Names (made, renamed, linked, removed) are certain only after ``fsync`` of the folder. File systems that keep a
  journal (ext4, xfs, btrfs, APFS, NTFS) do these in order, so after a cut the first so many of them hold. That is
  stricter for the store than ext4 and xfs, where syncing a new file also keeps its name, and equal to POSIX, which
  doesn't promise that.
- A rename may be there while the content of the file is not: content follows its own rule.
- ``-shm`` files are memory, not data. After a cut one may stand there with anything in it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from proof.recorder import Note

SECTOR = 512


@dataclass
class File:
    """One file: what is certain, and what was asked since."""

    certain: bytearray = field(default_factory=bytearray)
    asked: list[tuple[str, int, bytes]] = field(default_factory=list)  # (w, offset, data) or (t, size, b"")

    def sync(self) -> None:
        for what, at, data in self.asked:
            _do(self.certain, what, at, data)
        self.asked.clear()

    def left_over(self, chance: random.Random, share: float) -> bytes:
        """What the disk may hold of it; ``share`` is how much of what was asked is likely kept."""
        held = bytearray(self.certain)
        versions = self._versions()
        kept = {sector: _how_many(n, chance, share) for sector, n in versions.items()}
        cuts = sum(what == "t" for what, _, _ in self.asked)
        cuts_kept = _how_many(cuts, chance, share)
        for what, at, data in self.asked:
            if what == "t":
                cuts_kept -= 1
                if cuts_kept >= 0:
                    _do(held, what, at, data)
                continue
            for start, piece in _sectors(at, data):
                sector = start // SECTOR
                if kept[sector] > 0:
                    _do(held, "w", start, piece, filler=chance)
                kept[sector] -= 1
        return bytes(held)

    def _versions(self) -> dict[int, int]:
        count: dict[int, int] = defaultdict(int)
        for what, at, data in self.asked:
            for start, _ in _sectors(at, data) if what == "w" else ():
                count[start // SECTOR] += 1
        return count


class Disk:
    """The disk under one folder, note by note."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.said: list[str] = []  # words of the process: what it promised so far
        self._files: dict[int, File] = {}  # by number, as the names know them
        self._by_inode: dict[int, int] = {}
        self._now: dict[str, int] = {}
        self._certain: dict[str, int] = {}
        self._asked: list[dict[str, int]] = []  # the names after each thing asked since the folder was synced

    def take(self, note: Note) -> None:
        """One more note."""
        if note.what == "m":
            self.said += note.first.decode().splitlines()
        elif note.what == "c":
            number = self._by_inode[note.file] = len(self._files)
            self._files[number] = File()
            self._name({**self._now, self._inside(note.first): number})
        elif note.what in "wt":
            self._files[self._by_inode[note.file]].asked.append((note.what, note.at, note.first))
        elif note.what == "s":
            self._files[self._by_inode[note.file]].sync()
        elif note.what == "d":
            self._certain, self._asked = self._now, []
        elif note.what in "rlu":
            self._move(note)
        else:
            raise AssertionError(note)

    def after_a_cut(self, place: Path, chance: random.Random) -> None:
        """Put in the empty folder ``place`` what may be left when the power goes off now."""
        share = chance.choice([0.0, 0.1, 0.5, 0.9, 1.0])
        names = [self._certain, *self._asked][_how_many(len(self._asked), chance, share)]
        for name, number in names.items():
            (place / name).write_bytes(self._files[number].left_over(chance, share))
            if name.endswith("-wal") and chance.random() < 0.5:
                (place / f"{name.removesuffix('-wal')}-shm").write_bytes(chance.randbytes(32768))

    def _move(self, note: Note) -> None:
        names, old = dict(self._now), self._inside(note.first)
        if old.endswith("-shm"):
            return
        number = names[old]
        if note.what != "l":
            del names[old]
        if note.what != "u":
            names[self._inside(note.second)] = number
        self._name(names)

    def _name(self, names: dict[str, int]) -> None:
        self._now = names
        self._asked.append(names)

    def _inside(self, path: bytes) -> str:
        return str(Path(path.decode()).relative_to(self.folder))


def telling_moments(notes: list[Note]) -> list[int]:
    """The moments at which a cut tells most: around each promise, sync and change of a name."""
    around = [n for n, note in enumerate(notes) if note.what in "msdrluc"]
    return sorted({moment for n in around for moment in (n, n + 1)})


def _how_many(n: int, chance: random.Random, share: float) -> int:
    """How many of ``n`` steps in order are kept."""
    if share in (0.0, 1.0):
        return round(n * share)
    return sum(chance.random() < share for _ in range(n)) if n < 3 else chance.randint(0, n)


def _sectors(at: int, data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(data):
        size = min(SECTOR - (at + place) % SECTOR, len(data) - place)
        yield at + place, data[place : place + size]
        place += size


def _do(content: bytearray, what: str, at: int, data: bytes, *, filler: random.Random | None = None) -> None:
    if what == "t":
        del content[at:]
        content.extend(bytes(at - len(content)))
        return
    if at > len(content):
        hole = at - len(content)
        content.extend(filler.randbytes(hole) if filler and filler.random() < 0.5 else bytes(hole))
    content[at : at + len(data)] = data
