"""A lock is read before it is opened; what can't be trusted is refused in one sentence."""

import pyrage
import pytest

from ontmoet_research.store import age
from ontmoet_research.words import Refused

PHRASE = "vier gele fietsen zingen"


def with_work_factor(text: bytes) -> bytes:
    return b"age-encryption.org/v1\n-> scrypt 3QHtER/cWqbX5VrS6yFshA " + text + b"\nA53VnlGi\n--- TzCahj\nIy["


def test_what_was_locked_with_a_phrase_opens_with_that_phrase_only() -> None:
    locked = age.lock(b"Noor zei: kom gerust", passphrase=PHRASE)
    assert b"Noor" not in locked
    assert age.read_header(locked).passphrase
    assert age.unlock(locked, passphrase=PHRASE) == b"Noor zei: kom gerust"
    with pytest.raises(Refused, match="gaat niet open"):
        age.unlock(locked, passphrase=PHRASE + "!")
    with pytest.raises(Refused, match="heeft een wachtzin"):
        age.unlock(locked)


def test_what_was_locked_for_a_key_opens_with_that_key_only() -> None:
    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    locked = age.lock(b"hallo", recipients=[str(mine.to_public())])
    assert age.unlock(locked, identity=f"# created: vandaag\n{mine}\n") == b"hallo"
    for identity, told in [(str(other), "gaat niet open"), ("geen sleutel", "geen sleutel"), (None, "met een sleutel")]:
        with pytest.raises(Refused, match=told):
            age.unlock(locked, identity=identity)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "niet op slot"),
        (b"PK\x03\x04", "niet op slot"),
        (b"age-encryption.org/v1\n", "beschadigd"),
        (b"age-encryption.org/v1\n-> scrypt", "beschadigd"),
        (with_work_factor(b"24"), "vraagt te veel"),
        (with_work_factor(b"21"), "vraagt te veel"),
        (with_work_factor(b"9" * 400), "beschadigd"),
        (with_work_factor(b"-1"), "beschadigd"),
        (with_work_factor(b"18\n-> scrypt AAAA 10"), "beschadigd"),
    ],
)
def test_a_lock_that_can_not_be_trusted_is_refused_before_a_key_is_derived(
    content: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived: list[str] = []
    monkeypatch.setattr(pyrage.passphrase, "decrypt", lambda *_: derived.append("scrypt"))
    monkeypatch.setattr(pyrage, "decrypt", lambda *_: derived.append("x25519"))
    with pytest.raises(Refused, match=told):
        age.unlock(content, passphrase=PHRASE, identity="AGE-SECRET-KEY-1")
    assert derived == []


@pytest.mark.parametrize("key", ["", "age1", "ssh-ed25519 AAAA", "age1" + "q" * 58])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(Refused, match="geen sleutel van age"):
        age.lock(b"x", recipients=[key])


def test_a_short_phrase_is_refused_and_one_has_to_choose() -> None:
    with pytest.raises(Refused, match="te kort"):
        age.lock(b"x", passphrase="welkom 1")
    for both in ({}, {"passphrase": PHRASE, "recipients": ["age1"]}):
        with pytest.raises(ValueError, match="passphrase or recipients"):
            age.lock(b"x", **both)
