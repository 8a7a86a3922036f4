"""Passphrase, recovery copy, backup and bad places at the command line, as a person meets them."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ontmoet_research import store
from ontmoet_research.cli import asking, jupyter, main
from ontmoet_research.store import keys
from ontmoet_research.words import Refused

PHRASE = "drie groene fietsen in de regen"
NEW = "vier rode deuren aan de kade"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, where nobody sits at a terminal."""
    monkeypatch.chdir(tmp_path)
    for name in ("ONTMOET_PASSPHRASE", "ONTMOET_PASSPHRASE_FILE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def script(here: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """``script(ONTMOET_PASSPHRASE_FILE=phrase)``: put a phrase in a file and name that file in the environment."""

    def put(**phrases: str) -> None:
        for name, phrase in phrases.items():
            (here / f"{name}.txt").write_text(f"{phrase}\n", encoding="utf-8")
            monkeypatch.setenv(name, str(here / f"{name}.txt"))

    return put


@pytest.fixture
def locked(here: Path, script: Callable[..., None]) -> Path:
    script(ONTMOET_PASSPHRASE_FILE=PHRASE)
    assert main(["new", "p.ontmoet", "--template", "twee-workshops", "--title", "Proef"]) == 0
    return here / "p.ontmoet"


def at_terminal(*command: str, answers: list[tuple[str, str]]) -> tuple[int, str]:
    """Run ``ontmoet`` with these arguments in a real terminal; each question is answered when it is asked, in order."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "ontmoet_research", *command])  # noqa: S606 - no shell wanted
    shown, unread, deadline = "", "", time.monotonic() + 60
    while select.select([terminal], [], [], max(0, deadline - time.monotonic()))[0]:
        try:
            part = os.read(terminal, 4096).decode("utf-8", "replace")
        except OSError:  # the other side is closed
            break
        shown, unread = shown + part, unread + part
        if answers and answers[0][0] in unread:
            os.write(terminal, f"{answers.pop(0)[1]}\n".encode())
            unread = ""
    else:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), shown


unix = pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal there")


@unix
def test_a_new_project_gets_a_passphrase_that_is_typed_twice_and_never_shown(here: Path) -> None:
    code, shown = at_terminal(
        "new", "p.ontmoet", answers=[("Nieuwe wachtzin", PHRASE), ("Typ de wachtzin nog een keer", PHRASE)]
    )
    assert code == 0, shown
    assert "Vergeet je hem, dan is alles weg." in shown
    assert "ontmoet key p.ontmoet herstel.age" in shown
    assert PHRASE not in shown
    store.open_project(here / "p.ontmoet", passphrase=PHRASE).close()
    code, shown = at_terminal("check", "p.ontmoet", answers=[("Wachtzin van", "mis"), ("Die past niet", PHRASE)])
    assert (code, "eigen ervaring" in shown) == (1, True)
    assert PHRASE not in shown


@unix
def test_who_wants_no_passphrase_hears_what_that_means_and_is_asked_once_more(here: Path) -> None:
    code, shown = at_terminal("new", "p.ontmoet", answers=[("Nieuwe wachtzin", ""), ("Wil je toch een wachtzin", "")])
    assert code == 0, shown
    assert "kan iedereen die dit bestand vindt alles lezen" in shown
    store.open_project(here / "p.ontmoet").close()


@unix
def test_three_wrong_phrases_end_with_one_sentence_that_says_where_help_is(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ONTMOET_PASSPHRASE_FILE")
    code, shown = at_terminal(
        "search",
        "p.ontmoet",
        "brief",
        answers=[("Wachtzin van", "een mis"), ("Die past niet", "2"), ("Die past niet", "3")],
    )
    assert code == 1
    assert "herstelbestand" in shown
    assert "Traceback" not in shown


def test_a_script_makes_a_project_with_or_without(
    here: Path, script: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "a.ontmoet"]) == 1  # nobody is there to choose, and nothing is piped in
    assert "niets gemaakt" in capsys.readouterr().err and not Path("a.ontmoet").exists()
    script(ONTMOET_PASSPHRASE_FILE=PHRASE)
    assert main(["new", "b.ontmoet"]) == 0
    assert main(["new", "c.ontmoet", "--no-passphrase"]) == 0
    assert "geen wachtzin" not in capsys.readouterr().out
    starts = {name: Path(f"{name}.ontmoet").read_bytes().startswith(b"SQLite") for name in "bc"}
    assert starts == {"b": False, "c": True}
    assert main(["demo", "oefen.ontmoet"]) == 0
    assert Path("oefen.ontmoet").read_bytes().startswith(b"SQLite")


def test_every_verb_opens_an_encrypted_project_and_none_without_the_passphrase(
    locked: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("n.md").write_text("Wilma: samen eten.", encoding="utf-8")
    assert main(["import", "p.ontmoet", "n.md"]) == 0
    commands = [["table", "p.ontmoet", "sources"], ["search", "p.ontmoet", "eten"], ["check", "p.ontmoet"]]
    commands += [["report", "p.ontmoet", "r.md"], ["backup", "p.ontmoet", "k.ontmoet"], ["key", "p.ontmoet", "h.age"]]
    for command in commands[:5]:
        assert main(command) == (1 if command[0] == "check" else 0), command
    capsys.readouterr()
    monkeypatch.delenv("ONTMOET_PASSPHRASE_FILE")
    Path("k.ontmoet").unlink()
    for command in commands:
        assert main(command) == 1
        assert "heeft een wachtzin" in capsys.readouterr().err
    assert not Path("k.ontmoet").exists()


def test_the_passphrase_goes_to_the_kernels_in_the_environment_and_not_on_the_command_line(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: dict[str, object] = {}

    class Server:
        def __init__(self, command: list[str], env: dict[str, str]) -> None:
            started.update(command=command, env=env)

        def wait(self) -> int:
            return 0

    monkeypatch.delenv("ONTMOET_PASSPHRASE_FILE")
    with monkeypatch.context() as at_work:
        at_work.setattr(asking, "is_terminal", lambda: True)
        at_work.setattr(asking, "getpass", lambda _: PHRASE)
        at_work.setattr(jupyter.subprocess, "Popen", Server)
        assert main(["start", "p.ontmoet", "--no-browser"]) == 0
    keys.ask_with(None)
    environment = started["env"]
    assert isinstance(environment, dict)
    assert environment["ONTMOET_PASSPHRASE"] == PHRASE
    assert PHRASE not in " ".join(map(str, started["command"]))  # type: ignore[call-overload]  # a list of texts
    code = "from ontmoet_research.screens.session import here; print(here().fact('title'))"
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "ONTMOET_PASSPHRASE": PHRASE, "ONTMOET_PROJECT": str(locked)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "Proef\n"


def test_starting_without_the_right_passphrase_starts_nothing(locked: Path, script: Callable[..., None]) -> None:
    script(ONTMOET_PASSPHRASE_FILE="een heel andere wachtzin")
    with pytest.raises(Refused, match="past niet"):
        jupyter.start_lab("p.ontmoet", open_browser=False)


# ── the recovery copy and another passphrase ────────────────────────────────


def test_a_second_person_with_a_key_of_their_own_brings_the_passphrase_back(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["key", "--make-identity", "sleutel.txt"]) == 0
    public = capsys.readouterr().out.splitlines()[-1]
    assert public.startswith("age1")
    if sys.platform != "win32":
        assert Path("sleutel.txt").stat().st_mode & 0o077 == 0
    assert main(["key", "p.ontmoet", "herstel.age", "--recipient", public]) == 0
    assert PHRASE.encode() not in Path("herstel.age").read_bytes()
    assert PHRASE not in capsys.readouterr().out
    assert main(["key", "--open", "herstel.age"]) == 1  # not without the key
    assert main(["key", "--open", "herstel.age", "--identity", "sleutel.txt"]) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[-1] == PHRASE
    assert "Proef" in told
    assert main(["key", "p.ontmoet", "herstel.age", "--recipient", public]) == 1  # never written over
    with store.open_project("p.ontmoet", passphrase=PHRASE) as project:
        events = store.read_table(project, "log_events")
    assert ["herstelbestand" in action for action in events["action"]] == [True]
    assert PHRASE not in events.to_json()


@pytest.mark.slow  # five times scrypt; the one with a key shows the same way each time
def test_a_second_person_with_a_passphrase_of_their_own(
    locked: Path, script: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["key", "p.ontmoet", "herstel.age"]) == 1
    assert "Voor wie" in capsys.readouterr().err
    script(ONTMOET_SECOND_PASSPHRASE_FILE=PHRASE)
    assert main(["key", "p.ontmoet", "herstel.age"]) == 1
    assert "van het project zelf" in capsys.readouterr().err
    script(ONTMOET_SECOND_PASSPHRASE_FILE="de zin van de tweede mens")
    assert main(["key", "p.ontmoet", "herstel.age"]) == 0
    capsys.readouterr()
    assert main(["key", "--open", "herstel.age"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == PHRASE
    script(ONTMOET_SECOND_PASSPHRASE_FILE="een andere zin van iemand")
    assert main(["key", "--open", "herstel.age"]) == 1


def test_another_passphrase_and_what_is_said_of_older_copies(
    locked: Path, script: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    store.open_project(locked).close()  # makes the copy of today
    script(ONTMOET_NEW_PASSPHRASE_FILE=NEW)
    assert main(["key", "p.ontmoet", "--change"]) == 0
    told = capsys.readouterr().out
    assert "Een ouder herstelbestand past niet meer" in told
    assert "1 oudere kopie" in told
    store.open_project(locked, passphrase=NEW).close()
    with pytest.raises(Refused, match="past niet"):
        store.open_project(locked, passphrase=PHRASE)


def test_what_key_can_not_do_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "p.ontmoet", "--no-passphrase"]) == 0
    for command, told in (
        (["key"], "--change of --open"),
        (["key", "p.ontmoet"], "--change of --open"),
        (["key", "p.ontmoet", "h.age", "--recipient", "age1x"], "geen wachtzin"),
        (["key", "p.ontmoet", "--change"], "geen nieuwe wachtzin"),
        (["key", "--open", "weg.age"], "niet lezen"),
        (["key", "--open", "p.ontmoet"], "niet op slot"),
    ):
        capsys.readouterr()
        assert main(command) == 1, command
        assert told in capsys.readouterr().err, command


# ── backup and restore ──────────────────────────────────────────────────────


def test_a_backup_is_noted_in_the_logbook_and_can_be_put_back(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "p.ontmoet", "kopie.ontmoet"]) == 0
    assert "veilige plek" in capsys.readouterr().out
    assert main(["backup", "p.ontmoet", "kopie.ontmoet"]) == 1  # never written over
    for path in ("p.ontmoet", "kopie.ontmoet"):
        with store.open_project(path, read_only=True) as project:
            noted = store.read_table(project, "log_events")
            assert [action for action in noted["action"] if "reservekopie" in action] == ["export: reservekopie"]
    Path("n.md").write_text("Later gezegd.", encoding="utf-8")
    assert main(["import", "p.ontmoet", "n.md"]) == 0
    capsys.readouterr()
    assert main(["restore", "p.ontmoet", "kopie.ontmoet"]) == 1  # newer work stands there
    assert "werk dat niet in de reservekopie zit" in capsys.readouterr().err
    backup = Path("kopie.ontmoet").read_bytes()
    assert main(["restore", "kopie.ontmoet", "p.ontmoet"]) == 1  # the wrong way round
    assert "lijkt zelf een reservekopie" in capsys.readouterr().err
    assert Path("kopie.ontmoet").read_bytes() == backup
    Path("brief.docx").write_bytes(b"PK\x03\x04 van Word")
    assert main(["restore", "brief.docx", "kopie.ontmoet"]) == 1
    assert Path("brief.docx").read_bytes() == b"PK\x03\x04 van Word"
    assert main(["restore", "p.ontmoet", "kopie.ontmoet", "--yes"]) == 0
    told = capsys.readouterr().out
    assert "staat terug in p.ontmoet" in told
    assert "is bewaard" in told
    with store.open_project("p.ontmoet") as project:
        assert store.read_rows(project, "sources") == []
    Path("stuk.ontmoet").write_bytes(Path("kopie.ontmoet").read_bytes()[:40960])
    before = Path("p.ontmoet").read_bytes()
    assert main(["restore", "p.ontmoet", "stuk.ontmoet"]) == 1
    assert "Er is niets" in capsys.readouterr().err
    assert Path("p.ontmoet").read_bytes() == before


def test_in_a_sync_folder_reading_verbs_work_and_leave_nothing_there(
    here: Path, script: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    script(ONTMOET_PASSPHRASE_FILE=PHRASE)  # for the bundle
    assert main(["new", "p.ontmoet", "--no-passphrase"]) == 0
    Path("Dropbox").mkdir()
    Path("p.ontmoet").rename("Dropbox/p.ontmoet")
    for command in (
        ["table", "Dropbox/p.ontmoet", "sessions"],
        ["table", "Dropbox/p.ontmoet", "sessions", "-o", "t.csv"],
        ["search", "Dropbox/p.ontmoet", "brief"],
        ["backup", "Dropbox/p.ontmoet", "kopie.ontmoet"],
        ["bundle", "Dropbox/p.ontmoet", "kopie.age"],
        ["bundle", "Dropbox/p.ontmoet", "kopie.zip", "--plain"],
    ):
        assert main(command) == 0, command
    told = capsys.readouterr()
    assert "Dropbox" in told.err
    assert "logboek" in told.err
    assert main(["check", "Dropbox/p.ontmoet"]) == 1
    assert "staat in Dropbox" in capsys.readouterr().out
    Path("n.md").write_text("x", encoding="utf-8")
    assert main(["import", "Dropbox/p.ontmoet", "n.md"]) == 1
    assert "ontmoet bundle" in capsys.readouterr().err
    assert [path.name for path in Path("Dropbox").iterdir()] == ["p.ontmoet"]


def test_check_says_that_the_disk_is_nearly_full(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from ontmoet_research.store import places

    assert main(["new", "p.ontmoet", "--no-passphrase"]) == 0
    monkeypatch.setattr(places, "free_bytes", lambda _: 50_000_000)
    main(["check", "p.ontmoet"])
    assert "bijna vol" in capsys.readouterr().out
