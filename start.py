"""Set up the kit and start it, with nothing but Python: on Linux, macOS and Windows alike.

    python3 start.py [PROJECT]          make .venv if needed, then ontmoet start [PROJECT]
    python3 start.py app [PROJECT]      the screens without JupyterLab: ontmoet app [PROJECT]
    python3 start.py setup              only make .venv
    python3 start.py test [PYTEST ...]  add the tools for testing, then run pytest with these arguments; all tests
                                        run in two processes side by side, a file or folder that is named in one

What is installed stands in requirements.txt, by version and hash. A note in .venv remembers for which files it
was made, so a second start installs nothing.
"""

import sys

if sys.version_info < (3, 11):
    # The other sentences stand in nl.toml, which an older Python can't read.
    sys.exit(
        "De kit heeft Python 3.11 of nieuwer nodig. Jij hebt nu Python %d.%d.\n"
        "Haal een nieuwere Python op en probeer het nog een keer." % sys.version_info[:2]
    )

import hashlib
import os
import re
import shutil
import subprocess
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NOTE = VENV / "made_for.txt"
LOG = VENV / "start.log"


def main(arguments: list[str]) -> int:
    """Do what the first argument asks and give the exit code."""
    verb = arguments[0] if arguments[:1] in (["setup"], ["test"], ["app"]) else "start"
    testing = verb == "test"
    wanted = ["requirements.txt", *(["requirements-dev.txt"] if testing else [])]
    try:
        prepare(wanted, ("requirements-programs.txt",) if testing else ())
    except Stopped as reason:
        print(reason, file=sys.stderr)
        return 1
    if verb == "test":
        return run("-m", "pytest", *side_by_side(arguments[1:]), *arguments[1:])
    if verb == "setup":
        print(say("ready", command="python3 start.py"))
        return 0
    if verb == "app":
        return run("-m", "ontmoet_research", "app", *arguments[1:])
    return run("-m", "ontmoet_research", "start", *arguments)


def side_by_side(arguments: list[str]) -> list[str]:
    """Let pytest use two processes for the whole suite; all tests of one file, or cells of one notebook, stay together.

    Not when the arguments name a file or folder, say how many processes, or ask to talk with the terminal.
    """
    alone = ("-n", "--numprocesses", "--dist", "-s", "--capture", "--pdb", "--trace", "--collect-only", "--co", "-p")
    if any(argument.startswith(alone) or Path(argument.split("::")[0]).exists() for argument in arguments):
        return []
    return ["-n", "2", "--dist", "loadfile"]


class Stopped(Exception):  # noqa: N818 - people read it as a sentence, not as an error
    """Set-up can't go on; the message is a Dutch sentence."""


def prepare(requirements: list[str], beside: tuple[str, ...] = ()) -> None:
    """Make ``.venv`` hold these requirement files and the kit itself; do nothing when it does already.

    What stands in ``beside`` goes into ``.venv/programs``: programs of others, which need other packages than the kit.
    """
    notes = [note_for(name) for name in (*requirements, *beside)]
    made = NOTE.read_text(encoding="utf-8").splitlines() if NOTE.exists() else []
    if PYTHON.exists() and set(notes) <= set(made):
        return
    print(say("needs_internet"))
    print(say("step_place"), flush=True)
    make_venv()
    NOTE.unlink(missing_ok=True)  # whoever stops halfway starts again
    print(say("step_packages"), flush=True)
    files = [part for name in requirements for part in ("-r", str(ROOT / name))]
    install_uv()
    uv("--require-hashes", "--compile-bytecode", *files)
    for name in beside:
        uv("--require-hashes", "--target", str(VENV / "programs"), "-r", str(ROOT / name))
    print(say("step_kit"), flush=True)
    uv("--no-deps", "--no-build-isolation", "--offline", "--editable", str(ROOT), sentence="no_kit")
    NOTE.write_text("\n".join(notes) + "\n", encoding="utf-8")


def note_for(requirements: str) -> str:
    """Name what an installation depends on: the file, this Python, and the place of the kit."""
    parts = [(ROOT / name).read_bytes() for name in (requirements, "pyproject.toml")]
    parts.append(f"{sys.version} {ROOT}".encode())
    return f"{requirements} {hashlib.sha256(b'|'.join(parts)).hexdigest()}"


def make_venv() -> None:
    """Make ``.venv`` anew, unless this same Python made it before."""
    if PYTHON.exists() and made_by_this_python():
        return
    try:
        import ensurepip  # noqa: F401 - Debian and Ubuntu keep it in a package of its own
    except ImportError:
        raise Stopped(say("no_venv")) from None
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        venv.create(VENV, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        raise Stopped(say("no_place", folder=ROOT)) from problem


def made_by_this_python() -> bool:
    """Tell whether the Python in ``.venv`` runs and has the version of this one."""
    ask = [str(PYTHON), "-c", "import sys; print(sys.version)"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.strip() == sys.version


def install_uv() -> None:
    """Install uv, which installs the rest, with the version and hashes of requirements.txt."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pin = re.search(r"^uv==.*\n(?: .*\n)*", text, re.MULTILINE)
    if pin is None:
        raise AssertionError("uv stands in the group 'setup' of pyproject.toml, so in requirements.txt")
    only_uv = VENV / "requirements-uv.txt"
    only_uv.write_text(pin[0], encoding="utf-8")
    quietly("-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", str(only_uv))


def uv(*arguments: str, sentence: str = "no_packages") -> None:
    """Let uv install something into ``.venv``; once more with the system's certificates if that fails."""
    command = ("-m", "uv", "pip", "install", "--no-config", "--python", str(PYTHON), *arguments)
    try:
        quietly(*command)
    except Stopped:  # a school's network often has a certificate of its own
        quietly(*command, sentence=sentence, UV_SYSTEM_CERTS="1")


def quietly(*arguments: str, sentence: str = "no_packages", **environment: str) -> None:
    """Run the Python of ``.venv``; what it says goes to a file, for it is long, English and full of addresses."""
    with LOG.open("ab") as log:
        done = subprocess.run(
            [str(PYTHON), *arguments], stdout=log, stderr=log, env={**os.environ, **environment}, check=False
        )
    if done.returncode:
        raise Stopped(say(sentence, log=LOG))


def run(*arguments: str) -> int:
    """Run the Python of ``.venv`` in this window and give its exit code; Ctrl-C is for what runs there."""
    process = subprocess.Popen([str(PYTHON), *arguments])
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def say(key: str, **values: object) -> str:
    """Give a sentence of the section [start] of nl.toml; the kit itself can't be imported yet."""
    words = tomllib.loads((ROOT / "ontmoet_research" / "words" / "nl.toml").read_text(encoding="utf-8"))
    return str(words["start"][key].format(**values))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
