"""A bundle carries the whole workspace and nothing private; one that can't be trusted is refused in a sentence."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest
import sqlalchemy as sa

from ontmoet_research import exchange, store
from ontmoet_research.exchange import packing
from ontmoet_research.model import tables
from ontmoet_research.privacy import read_exports
from ontmoet_research.store import age
from ontmoet_research.store.tables import erasures
from ontmoet_research.words import Refused

ROOT = Path(__file__).parents[2]
PHRASE = "vier gele fietsen zingen"


def rows(project: store.Project) -> dict[str, set[str]]:
    """All rows of a project by table, as id and hash; without the logbook, where each copy notes its own."""
    with project.reading() as connection:
        return {
            name: {f"{row.id} {row.hash}" for row in connection.execute(sa.select(found.c.id, found.c.hash))}
            for name, found in tables().items()
            if name != "log_events"
        }


@pytest.fixture
def plain(noor: store.Project, tmp_path: Path) -> Path:
    exchange.make_bundle(noor, tmp_path / "kopie.zip", plain=True)
    return tmp_path / "kopie.zip"


def test_a_bundle_carries_every_version_and_every_removal(
    noor: store.Project, kees: store.Project, tmp_path: Path
) -> None:
    (label,) = store.read_rows(noor, "codes")
    store.write(noor, [store.change(label, label_nl="Niet geluisterd")])
    store.write(noor, [store.remove(store.find(noor, "codes", label.object_id))])
    counts = exchange.make_bundle(noor, tmp_path / "kopie.age", passphrase=PHRASE)
    assert counts == {"contributors": 1, "codebooks": 1, "codes": 3}
    content = (tmp_path / "kopie.age").read_bytes()
    assert age.is_locked(content)
    assert b"Noor" not in content
    merged = exchange.merge_copy(kees, exchange.open_bundle(tmp_path / "kopie.age", passphrase=PHRASE))
    assert rows(kees) == rows(noor)
    assert (merged.title, merged.other_project, merged.refused) == ("Onze reeks", True, ())


def test_the_practice_series_comes_through_a_bundle_whole(kees: store.Project, tmp_path: Path) -> None:
    from ontmoet_research.practice import make_practice_project

    with make_practice_project(tmp_path / "oefenreeks.ontmoet") as practice:
        exchange.make_bundle(practice, tmp_path / "kopie.zip", plain=True)
        exchange.merge_copy(kees, exchange.open_bundle(tmp_path / "kopie.zip"))
        # What people need is theirs and stays home (D16); all else comes along.
        assert rows(practice)["needs"]
        assert rows(kees) == {**rows(practice), "needs": set()}
    assert store.check_rows(kees) == []


def test_a_bundle_is_noted_in_the_logbook(noor: store.Project, plain: Path) -> None:
    (noted,) = read_exports(noor).to_dict("records")
    assert noted["action"] == "export: kopie om mee te nemen"
    assert noted["file"].endswith(plain.name)


def test_a_bundle_for_a_key_opens_with_that_key(noor: store.Project, tmp_path: Path) -> None:
    key = pyrage.x25519.Identity.generate()
    exchange.make_bundle(noor, tmp_path / "kopie.age", recipients=[str(key.to_public())])
    assert exchange.open_bundle(tmp_path / "kopie.age", identity=str(key)).facts["title"] == "Onze reeks"
    with pytest.raises(Refused, match="met een sleutel"):
        exchange.open_bundle(tmp_path / "kopie.age", passphrase=PHRASE)


def test_without_a_lock_only_when_someone_says_so(noor: store.Project, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="plain"):
        exchange.make_bundle(noor, tmp_path / "kopie.age")
    assert list(tmp_path.glob("kopie*")) == []


def test_needs_ways_of_showing_and_private_notes_of_others_stay_home(noor: store.Project, tmp_path: Path) -> None:
    kees = store.new_id()
    mine = store.new("memos", contributor_id=noor.who, kind="idee", private=True, text="van Noor, voor Noor")
    his = store.new("memos", contributor_id=kees, kind="idee", private=True, text="van Kees, voor Kees")
    shared = store.new("memos", contributor_id=kees, kind="idee", private=True, text="eerst nog niet")
    closed = store.new("memos", contributor_id=kees, kind="idee", private=False, text="eerst open")
    person = store.new("contributors", object_id=kees, display_name="Kees", side="onderzoek")
    need = store.new("needs", person_id=noor.who, needs=["pauze"], text="rust na de middag")
    screen = store.new("display_settings", person_id=noor.who, text_size="groot")
    store.write(noor, [person, mine, his, shared, closed, need, screen])
    store.write(noor, [store.change(store.find(noor, "memos", shared.object_id), private=False, text="voor iedereen")])
    store.write(noor, [store.change(store.find(noor, "memos", closed.object_id), private=True, text="toch dicht")])
    with noor.writing() as connection:
        told = {"id": store.new_id(), "object_id": need.object_id, "reason": "r", "author": "kit", "at": "x"}
        connection.execute(sa.insert(erasures).values(**told, confirmed=True))
    exchange.make_bundle(noor, tmp_path / "kopie.zip", plain=True)
    bundle = exchange.open_bundle(tmp_path / "kopie.zip")
    texts = {row[store.names_of("memos").index("text")] for row in bundle.rows("memos")}
    assert texts == {"van Noor, voor Noor", "voor iedereen"}
    assert list(bundle.rows("needs")) == list(bundle.rows("display_settings")) == []
    told = "".join(str(row) for name in bundle.names() for row in bundle.rows(name))
    for word in ("rust na de middag", "groot", need.object_id, screen.object_id, "dicht", "nog niet", "eerst open"):
        assert word not in told, word


def test_erasures_travel_as_proposals(noor: store.Project, kees: store.Project, tmp_path: Path) -> None:
    (label,) = store.read_rows(noor, "codes")
    with noor.writing() as connection:
        told = {"id": store.new_id(), "object_id": label.object_id, "reason": "r", "author": "kit", "at": "x"}
        connection.execute(sa.insert(erasures).values(**told, confirmed=True))
        connection.execute(sa.delete(tables()["codes"]))
    exchange.make_bundle(noor, tmp_path / "kopie.zip", plain=True)
    merged = exchange.merge_copy(kees, exchange.open_bundle(tmp_path / "kopie.zip"))
    assert [(one.object_id, one.table, one.whole) for one in merged.proposals] == [(label.object_id, "codes", True)]


def test_a_bundle_of_the_first_kit_would_be_merged_as_it_was_written(kees: store.Project, tmp_path: Path) -> None:
    old = tmp_path / "oud.ontmoet"
    old.write_bytes(gzip.decompress((ROOT / "tests" / "golden" / "practice_v1.ontmoet.gz").read_bytes()))
    with store.ProjectFile(old) as copy:
        box = packing.pack(
            [("codebooks", list(told_rows(copy, "codebooks"))), anchors(copy)], {"format": 1, **copy.facts}
        )
    (tmp_path / "oud.zip").write_bytes(box)
    merged = exchange.merge_copy(kees, exchange.open_bundle(tmp_path / "oud.zip"))
    assert merged.refused == ()
    assert merged.count == len(store.read_rows(kees, "codebooks")) > 0
    assert store.check_rows(kees) == []


def told_rows(copy: store.Copy, name: str) -> Any:
    for row in copy.rows(name):
        told = dict(zip(store.names_of(name), row, strict=True))
        yield told | {"parents": json.loads(told["parents"]), "removed": bool(told["removed"])}


def anchors(copy: store.Copy) -> tuple[str, list[dict[str, str]]]:
    return "objects", [{"id": key, "kind": kind} for key, kind in copy.rows("objects")]


# ── what can't be trusted ────────────────────────────────────────────────────


def damage(content: bytes, chance: random.Random) -> bytes:
    """Flip one bit, cut the end off, or cut something out."""
    at = chance.randrange(len(content))
    way = chance.randrange(10)
    if way == 0:
        return content[:at]
    if way == 1:
        return content[:at] + content[at + chance.randrange(1, 9) :]
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


def accepted(content: bytes, times: int, seed: int, **key: str) -> int:
    """How many damaged copies of this bundle were opened; each must be refused with a sentence."""
    chance = random.Random(seed)
    taken = 0
    for _ in range(times):
        broken = damage(content, chance)
        try:
            exchange.open_bundle("kopie", content=broken, **key)
            taken += broken != content
        except Refused as refusal:
            assert len(str(refusal).split(". ")) >= 2
    return taken


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, dict[str, str]]]:
    """The same small project without a lock, and locked for a key."""
    folder, key = tmp_path_factory.mktemp("kopie"), pyrage.x25519.Identity.generate()
    with store.create(folder / "p.ontmoet", title="Onze reeks") as project:
        store.write(project, [store.new("organisations", label=f"organisatie {n}") for n in range(30)])
        exchange.make_bundle(project, folder / "plain", plain=True)
        exchange.make_bundle(project, folder / "locked", recipients=[str(key.to_public())])
    keys: dict[str, dict[str, str]] = {"plain": {}, "locked": {"identity": str(key)}}
    return {name: ((folder / name).read_bytes(), given) for name, given in keys.items()}


@pytest.mark.parametrize("kind", ["plain", "locked"])
def test_of_7000_bundles_with_a_flipped_bit_or_a_piece_missing_none_is_accepted(
    kind: str, bundles: dict[str, tuple[bytes, dict[str, str]]]
) -> None:
    content, key = bundles[kind]
    assert exchange.open_bundle("kopie", content=content, **key).facts["title"] == "Onze reeks"
    assert accepted(content, 3500, seed=7, **key) == 0


def sealed(box: Callable[[zipfile.ZipFile], None]) -> bytes:
    """A zip that somebody else filled and sealed as a bundle is."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        box(made)
        made.comment = b"sha256:" + b"0" * 64
    whole = into.getvalue()[:-64]
    return whole + hashlib.sha256(whole).hexdigest().encode()


def manifest(**members: dict[str, Any]) -> str:
    told = {f"{name}.jsonl": value for name, value in members.items()}
    return json.dumps({"format": 1, "schema_version": 2, "title": "x", "members": told})


def right(text: bytes) -> dict[str, Any]:
    return {"rows": text.count(b"\n"), "size": len(text), "sha256": hashlib.sha256(text).hexdigest()}


def member(name: str, text: bytes = b"{}\n", told: dict[str, Any] | None = None) -> Callable[[zipfile.ZipFile], None]:
    def fill(box: zipfile.ZipFile) -> None:
        box.writestr(name, text)
        box.writestr("manifest.json", manifest(**{name.removesuffix(".jsonl"): told or right(text)}))

    return fill


def twice(box: zipfile.ZipFile) -> None:
    member("codes.jsonl")(box)
    with pytest.warns(UserWarning, match="Duplicate name"):
        box.writestr("codes.jsonl", b"{}\n")


def many(box: zipfile.ZipFile) -> None:
    for n in range(packing.MAX_MEMBERS + 1):
        box.writestr(f"{n}.jsonl", b"")
    box.writestr("manifest.json", manifest())


NEWER = b'{"members": {}, "format": 1, "schema_version": 9}'


def newer_table(box: zipfile.ZipFile) -> None:
    box.writestr("dreams.jsonl", b"")
    box.writestr("manifest.json", NEWER)


@pytest.mark.parametrize(
    ("fill", "told"),
    [
        (member("/etc/passwd.jsonl"), "niet hoort"),
        (member("../codes.jsonl"), "niet hoort"),
        (member("C:\\codes.jsonl"), "niet hoort"),
        (member("codes.exe"), "niet hoort"),
        (member("meta.jsonl"), "niet hoort"),
        (twice, "beschadigd"),
        (many, "beschadigd"),
        (member("codes.jsonl", b"0" * 40 * 2**20), "te groot"),
        (member("codes.jsonl", told=right(b"{}\n") | {"rows": 2}), "beschadigd"),
        (member("codes.jsonl", told=right(b"{}\n") | {"size": 2}), "beschadigd"),
        (member("codes.jsonl", told=right(b"{ }\n")), "beschadigd"),
        (member("codes.jsonl", told={"rows": 1}), "beschadigd"),
        (member("codes.jsonl", told={"a": 1}), "beschadigd"),
        (lambda box: box.writestr("codes.jsonl", b""), "beschadigd"),
        (lambda box: box.writestr("manifest.json", b"[]"), "beschadigd"),
        (lambda box: box.writestr("manifest.json", b"{}"), "beschadigd"),
        (lambda box: box.writestr("manifest.json", b"[" * 100_000), "beschadigd"),
        (lambda box: box.writestr("manifest.json", b'{"members": []}'), "nieuwere kit"),
        (lambda box: box.writestr("manifest.json", b'{"members": {}, "format": 2}'), "nieuwere kit"),
        (lambda box: box.writestr("manifest.json", NEWER), "nieuwere kit"),
        (newer_table, "nieuwere kit"),
        (lambda box: box.writestr("manifest.json", b" " * (packing.MAX_MANIFEST + 1)), "te groot"),
    ],
)
def test_a_box_that_is_not_what_it_should_be_is_refused(fill: Callable[[zipfile.ZipFile], None], told: str) -> None:
    with pytest.raises(Refused, match=told):
        exchange.open_bundle("kopie", content=sealed(fill))


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"hallo", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_bundle_at_all_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match=r"geen kopie|beschadigd"):
        exchange.open_bundle("kopie", content=content)


def test_a_lock_that_asks_for_too_much_work_is_refused_without_deriving_a_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    derived: list[str] = []
    monkeypatch.setattr(pyrage.passphrase, "decrypt", lambda *_: derived.append("scrypt"))
    header = b"age-encryption.org/v1\n-> scrypt 3QHtER/cWqbX5VrS6yFshA 24\nA53VnlGiQNDmH4sZZf9S\n--- TzCahj\n"
    (tmp_path / "kopie.age").write_bytes(header + b"\x00" * 100)
    with pytest.raises(Refused, match="vraagt te veel"):
        exchange.open_bundle(tmp_path / "kopie.age", passphrase=PHRASE)
    assert derived == []


def test_a_wrong_phrase_gives_one_sentence(noor: store.Project, tmp_path: Path) -> None:
    exchange.make_bundle(noor, tmp_path / "kopie.age", passphrase=PHRASE)
    with pytest.raises(Refused, match="gaat niet open"):
        exchange.open_bundle(tmp_path / "kopie.age", passphrase="drie gele fietsen zingen")


def test_a_bundle_with_forged_rows_brings_only_those_that_are_right(kees: store.Project, noor: store.Project) -> None:
    with store.OpenProject(noor) as copy:
        good = list(told_rows(copy, "contributors"))
        known = anchors(copy)
    bad: list[Any] = [
        {**good[0], "id": "a", "display_name": "Iemand"},
        {**good[0], "id": "b", "kleur": "rood"},
        {**good[0], "id": "c", "v": 99},
        {"id": "d"},
        {**good[0], "id": "e", "parents": "[]]"},
        {**good[0], "id": "f", "removed": "nee"},
    ]
    content = packing.pack([known, ("contributors", [*good, *bad])], {"format": 1, "schema_version": 2})
    merged = exchange.merge_copy(kees, exchange.open_bundle("kopie", content=content))
    assert [(row.row_id, row.why) for row in merged.refused] == [
        *[("a", "damaged"), ("b", "damaged"), ("c", "newer"), ("d", "damaged"), ("e", "damaged"), ("f", "damaged")]
    ]
    assert [row["display_name"] for row in store.read_rows(kees, "contributors")] == ["Noor"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("objects", {"id": 1, "kind": "codes"}),
        ("objects", {"id": "x"}),
        ("objects", ["x", "codes"]),
        ("erasures", {"id": "x"}),
        ("contributors", {"id": "twee keer"}),
    ],
)
def test_a_bundle_that_is_no_good_as_a_whole_changes_nothing(name: str, line: Any, kees: store.Project) -> None:
    content = packing.pack([(name, [line, line])], {"format": 1, "schema_version": 2})
    before = rows(kees)
    with pytest.raises(Refused, match="beschadigd"):
        exchange.merge_copy(kees, exchange.open_bundle("kopie", content=content))
    assert rows(kees) == before
