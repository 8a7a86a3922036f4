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
  Each folder has an order of its own.
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


@dataclass
class Folder:
    """The names in one folder, as they are and as is certain; each with the number of its file, None for a folder."""

    now: dict[str, int | None] = field(default_factory=dict)
    certain: dict[str, int | None] = field(default_factory=dict)
    asked: list[dict[str, int | None]] = field(default_factory=list)  # after each thing asked since it was synced

    def set(self, name: str, number: int | None) -> None:
        self.now = {**self.now, name: number}
        self.asked.append(self.now)

    def drop(self, name: str) -> int | None:
        number = self.now[name]
        self.now = {known: file for known, file in self.now.items() if known != name}
        self.asked.append(self.now)
        return number

    def sync(self) -> None:
        self.certain, self.asked = self.now, []

    def left_over(self, chance: random.Random, share: float) -> dict[str, int | None]:
        return [self.certain, *self.asked][_how_many(len(self.asked), chance, share)]


class Disk:
    """The disk under one folder, note by note."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.said: list[str] = []  # words of the process: what it promised so far
        self._files: list[File] = []
        self._by_inode: dict[int, File] = {}
        self._folders: dict[Path, Folder] = {self.folder: Folder()}

    def take(self, note: Note) -> None:
        """One more note."""
        first, second = Path(note.first.decode(errors="replace")), Path(note.second.decode())
        if note.what == "m":
            self.said += note.first.decode().splitlines()
        elif note.what == "c":
            self._by_inode[note.file] = File()
            self._files.append(self._by_inode[note.file])
            self._folders[first.parent].set(first.name, len(self._files) - 1)
        elif note.what == "k":
            self._folders[first] = Folder()
            self._folders[first.parent].set(first.name, None)
        elif note.what in "wt":
            self._by_inode[note.file].asked.append((note.what, note.at, note.first))
        elif note.what == "s":
            self._by_inode[note.file].sync()
        elif note.what == "d":
            self._folders[first].sync()
        elif note.what in "rlu":
            self._move(note.what, first, second)
        else:
            raise AssertionError(note)

    def after_a_cut(self, place: Path, chance: random.Random) -> None:
        """Put in the empty folder ``place`` what may be left when the power goes off now."""
        self._put(self.folder, place, chance, chance.choice([0.0, 0.1, 0.5, 0.9, 1.0]))

    def _put(self, folder: Path, place: Path, chance: random.Random, share: float) -> None:
        for name, number in self._folders[folder].left_over(chance, share).items():
            if number is None:
                (place / name).mkdir()
                self._put(folder / name, place / name, chance, share)
                continue
            (place / name).write_bytes(self._files[number].left_over(chance, share))
            if name.endswith("-wal") and chance.random() < 0.5:
                (place / f"{name.removesuffix('-wal')}-shm").write_bytes(chance.randbytes(32768))

    def _move(self, what: str, old: Path, new: Path) -> None:
        if old.name.endswith("-shm"):
            return
        here = self._folders[old.parent]
        if what == "u":
            here.drop(old.name)
        elif what == "l":
            self._folders[new.parent].set(new.name, here.now[old.name])
        elif old.parent == new.parent:  # a rename is one step
            number = here.now[old.name]
            here.now = {name: file for name, file in here.now.items() if name != old.name}
            here.set(new.name, number)
        else:
            self._folders[new.parent].set(new.name, here.now[old.name])
            here.drop(old.name)


def telling_moments(notes: list[Note]) -> list[int]:
    """The moments at which a cut tells most: around each promise, sync and change of a name."""
    around = [n for n, note in enumerate(notes) if note.what in "msdrluck"]
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
