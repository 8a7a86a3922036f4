"""No address of a real person anywhere in the repository, and none at all in what is shipped (B04, P31)."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from ontmoet_research.privacy import find_identifiers

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {"node_modules", "__pycache__", "uitvoer"}  # beside folders that begin with a dot
SHIPPED = ("data", "notebooks", "ontmoet_research/words")
KINDS = {"email", "phone", "iban", "bsn", "postcode", "street"}
EMAIL = re.compile(r"[\w.%+-]+@([\w-]+(?:\.[\w-]+)+)")
TAG = re.compile(rb"<[^<>]*>")
# Domains that belong to nobody, or were invented for the tests of the finder of names; a new one is looked at first.
INVENTED = re.compile(r"(^|\.)voorbeeld\.(nl|com|org)$|\.example$")
OTHER = "@".join(("jan", "gemeente.nl"))  # in two parts, so that this file passes its own scan
IN_TESTS = {
    *("school.nl", "db.school.nl", "b.nl", "despil.voorbeeld.org"),
    *("karnhoekpost.nl", "wonenkwartelveen.nl", "raadhuis-oost.org"),
}


def files() -> Iterator[Path]:
    """Every file of the repository, without what programs put beside it."""
    waiting = [ROOT]
    while waiting:
        for path in waiting.pop().iterdir():
            hidden = path.name.startswith(".") and path.name != ".ci"
            if path.is_dir() and not path.is_symlink() and not hidden and path.name not in ELSEWHERE:
                waiting.append(path)
            elif path.is_file() and path.suffix not in (".png", ".woff2", ".ttf", ".ontmoet"):
                yield path


def words_in(path: Path) -> str:
    """The text of a file, also of what is packed in it."""
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            content = TAG.sub(b" ", b"\n".join(packed.read(name) for name in packed.namelist()))
    elif path.suffix == ".gz":
        content = gzip.decompress(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def strange(text: str, *, in_tests: bool) -> set[str]:
    """E-mail addresses that may be somebody's."""
    found = {one.group(): one.group(1).rstrip(".").lower() for one in EMAIL.finditer(text)}
    return {
        address
        for address, domain in found.items()
        if not INVENTED.search(domain) and not (in_tests and domain in IN_TESTS)
    }


def test_no_file_holds_an_e_mail_address_that_may_be_somebodys() -> None:
    found = {}
    for path in files():
        place = path.relative_to(ROOT).as_posix()
        if alien := strange(words_in(path), in_tests=place.startswith(("tests/", "benchmarks/"))):
            found[place] = alien
    assert found == {}


def test_what_is_shipped_holds_no_address_number_or_account_at_all() -> None:
    shipped = [path for path in files() if path.relative_to(ROOT).as_posix().startswith(SHIPPED)]
    assert len(shipped) > 50
    found = {
        path.name: text[one.start : one.end]
        for path in shipped
        for text in [words_in(path)]
        for one in find_identifiers(text)
        if one.kind in KINDS
    }
    assert found == {}


def test_the_scan_can_fail(tmp_path: Path) -> None:
    assert strange(f"mail {OTHER}", in_tests=True) == {OTHER}
    assert strange("mail noor@school.nl", in_tests=False) == {"noor@school.nl"}
    assert strange("mail jan@despil.voorbeeld.nl of a@db.example", in_tests=False) == set()
    packed = tmp_path / "wensen.xlsx"
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("xl/sharedStrings.xml", f"<t>{OTHER}</t>")
    assert strange(words_in(packed), in_tests=False) == {OTHER}
