"""The disk that power cuts are worked out on: what it may and may not leave, by examples worked out by hand."""

import random
from pathlib import Path

import pytest
from proof.disk import Disk
from proof.recorder import Note

A, B, OLD = b"A" * 1024, b"B" * 1024, b"o" * 1024


def left(tmp_path: Path, notes: list[Note], times: int = 300) -> set[tuple[tuple[str, bytes], ...]]:
    """All that was left in so many cuts after these notes, each as its (name, content) pairs."""
    disk = Disk(tmp_path)
    for note in notes:
        disk.take(note)
    seen = set()
    for turn in range(times):
        place = tmp_path / str(turn)
        place.mkdir()
        disk.after_a_cut(place, random.Random(turn))
        seen.add(tuple(sorted((path.name, path.read_bytes()) for path in place.iterdir())))
    return seen


def asked(tmp_path: Path, *steps: tuple[object, ...]) -> list[Note]:
    notes = []
    for what, *rest in steps:
        names = (
            [str(tmp_path.resolve() / str(name)).encode() for name in rest] if what in ("c", "k", "r", "l", "u") else []
        )
        if what == "w":
            notes.append(Note("w", 7, int(rest[0]), rest[1], b""))
        elif what == "t":
            notes.append(Note("t", 7, int(rest[0]), b"", b""))
        elif what == "d":
            notes.append(Note("d", 8, 0, str(tmp_path.resolve()).encode(), b""))
        else:
            notes.append(Note(str(what), 7, 0, names[0] if names else b"", names[1] if len(names) > 1 else b""))
    return notes


def test_what_was_synced_is_there_whatever_happens(tmp_path: Path) -> None:
    steps = asked(tmp_path, ("c", "f"), ("w", 0, A), ("s",), ("d",))
    assert left(tmp_path, steps) == {(("f", A),)}


def test_of_what_was_not_synced_any_sector_may_be_old_or_new(tmp_path: Path) -> None:
    steps = asked(tmp_path, ("c", "f"), ("w", 0, OLD), ("s",), ("d",), ("w", 0, A))
    halves = {OLD[:512] + OLD[512:], A[:512] + OLD[512:], OLD[:512] + A[512:], A}
    assert left(tmp_path, steps) == {(("f", each),) for each in halves}


def test_a_sector_never_holds_a_mix_of_two_writes(tmp_path: Path) -> None:
    steps = asked(tmp_path, ("c", "f"), ("w", 0, OLD[:512]), ("s",), ("d",), ("w", 0, A[:100]), ("w", 100, B[:412]))
    first = A[:100] + OLD[100:512]
    assert left(tmp_path, steps) == {(("f", each),) for each in (OLD[:512], first, A[:100] + B[:412])}


@pytest.mark.parametrize(
    ("steps", "names"),
    [
        ([("c", "f"), ("s",)], {(), ("f",)}),
        ([("c", "f"), ("s",), ("d",), ("u", "f")], {(), ("f",)}),
        ([("c", "f"), ("s",), ("d",), ("r", "f", "g")], {("f",), ("g",)}),
        ([("c", "f"), ("s",), ("l", "f", "g"), ("u", "f")], {(), ("f",), ("f", "g"), ("g",)}),
    ],
    ids=["made", "removed", "renamed", "linked"],
)
def test_a_name_is_certain_only_after_its_folder_was_synced(
    tmp_path: Path, steps: list[tuple[object, ...]], names: set[tuple[str, ...]]
) -> None:
    assert {tuple(name for name, _ in each) for each in left(tmp_path, asked(tmp_path, *steps))} == names
    synced = asked(tmp_path, *steps, ("d",))
    for number in range(300):
        for path in (tmp_path / str(number)).iterdir():
            path.unlink()
        (tmp_path / str(number)).rmdir()
    assert len(left(tmp_path, synced)) == 1


def test_a_file_may_have_its_new_name_and_not_its_content(tmp_path: Path) -> None:
    steps = asked(tmp_path, ("c", "f"), ("w", 0, A), ("r", "f", "g"))
    assert (("g", b""),) in left(tmp_path, steps)


def test_cutting_a_file_shorter_may_be_forgotten(tmp_path: Path) -> None:
    steps = asked(tmp_path, ("c", "f"), ("w", 0, A), ("s",), ("d",), ("t", 10))
    assert left(tmp_path, steps) == {(("f", A),), (("f", A[:10]),)}
