"""Plain Dutch (T01-T08), and words/nl.toml and the code in step. A smoke test: real readers are the test (T11)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest

from ontmoet_research.words import all_sentences

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ontmoet_research"
WORDS = all_sentences()
# The words of the method itself; a follow-up asks exactly these (B39).
OF_THE_METHOD = {"follow_wishes.question.B39"}
COUNTED = (".none", ".one", ".many")
SPEAKERS = {"say", "say_count", "Refused", "blocking", "warning"}

# What not to write, and what to write instead (T03, T04, T07). Each is a pattern over whole words.
BETTER = {
    r"men": "je",
    r"u|uw": "je, jouw",
    r"dien(t|en) te": "moet, of gewoon zeggen wat je doet",
    r"(wordt|worden) verzocht": "vraag het gewoon",
    r"hij of zij|hij/zij|hem of haar": "die, deze mens",
    r"coder(en|ing)|gecodeerd(e)?": "labelen, gelabeld",
    r"codes?": "label, labels",
    r"codeboek(en)?|codebooks?": "lijst met labels",
    r"fragment(en)?|segment(en)?": "stukje tekst",
    r"annotaties?|memo'?s?": "notitie",
    r"(con|dis)sensus": "eens worden, jullie zien dit anders",
    r"pseudoniem(en)?": "schuilnaam",
    r"intrekken|ingetrokken|trek(t)? in": "stoppen, weghalen",
    r"member ?check": "teruglezen",
    r"saturatie": "horen we nog nieuwe dingen?",
    r"matrix|matrices": "overzicht",
    r"export(eren|eer|s)?|geëxporteerd": "maken en bewaren",
    r"audit ?trail|logging": "logboek",
    r"participant(en)?|respondent(en)?": "deelnemer, de mens die dit zei",
    r"interventies?": "aanpak",
    r"impact": "wat er verandert",
    r"stakeholders?": "iedereen die ermee te maken heeft",
    r"evaluaties?|evalueren": "terugkijken",
    r"actieleren": "leren door te doen",
    r"interprofessione(el|le)": "mensen met verschillend werk",
    # "Geen fout" blames nobody; the method asks for that very sentence under overlap (methods 3.6).
    r"(?<!geen )(?<!niemand heeft het )fout(en|ief)?|ongeldig(e)?|errors?|traceback|exception": (
        "zeg wat er gebeurde en wat je kunt doen"
    ),
}
NUMBERS = "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|twintig|honderd"
OTHER_DATES = r"\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|\d{4}-\d{2}-\d{2}"
DUTCH = (
    "aan|alle|als|ander|andere|bij|bewaar|daarna|deze|dit|door|een|eerst|ga|geen|gewoon|heb|hebben|het|hier|hoe|iemand"
    "|je|jij|jouw|jullie|kan|kies|klik|kunt|maak|maar|meer|met|mag|moet|na|naar|niet|nieuw|niks|nog|ook|over|samen|staat"
    "|stukje|terug|tekst|uit|van|veel|verder|verslag|vul|voor|waar|waarom|wat|weet|wel|welke|wie|wil|wordt|zet|zie|zijn"
)


def sentences(text: str) -> list[str]:
    """Cut a text into sentences; what varies counts as one word, whatever it will hold."""
    plain = re.sub(r"\{\w+\}", "Iets", text)
    return [part for part in re.split(r"(?<=[.!?…])\s+|\n", plain) if re.search(r"\w", part)]


def count_words(sentence: str) -> int:
    return len(re.findall(r"[\w'’./+-]*\w[\w'’./+-]*", sentence))


def whole_words(pattern: str, text: str) -> list[str]:
    return [found[0] for found in re.finditer(rf"(?<![\w-])({pattern})(?![\w-])", text, re.IGNORECASE)]


def spoken(text: str) -> str:
    """The text without what a person types or sees literally: names to fill in, file endings, commands."""
    return re.sub(r"\{\w+\}|\.\w+\b|ontmoet \S+|--\S+", " ", text)


def test_no_sentence_is_longer_than_15_words() -> None:
    too_long = {key: part for key, text in WORDS.items() for part in sentences(text) if count_words(part) > 15}
    assert too_long.keys() == OF_THE_METHOD


def test_sentences_are_10_words_on_average_or_shorter() -> None:
    assert mean(count_words(part) for text in WORDS.values() for part in sentences(text)) <= 10


@pytest.mark.parametrize(("pattern", "better"), BETTER.items(), ids=BETTER.values())
def test_plain_words_take_the_place_of_hard_ones(pattern: str, better: str) -> None:
    found = {key: hits for key, text in WORDS.items() if (hits := whole_words(pattern, spoken(text)))}
    assert found == {}, f"better: {better}"


def test_numbers_are_digits_and_dates_are_written_out() -> None:
    found = {key: hits for key, text in WORDS.items() if (hits := whole_words(f"{NUMBERS}|{OTHER_DATES}", text))}
    assert found == {}


def test_the_checks_themselves_can_fail() -> None:
    assert whole_words("men", "Men neemt mensen mee") == ["Men"]
    blame = next(pattern for pattern in BETTER if "fout" in pattern)
    assert whole_words(blame, "Dat is een fout. Fouten! Weinig overlap is geen fout.") == ["fout", "Fouten"]
    assert whole_words(NUMBERS, "twee van de tweede") == ["twee"]
    assert whole_words(OTHER_DATES, "op 5-7-2023") == ["5-7-2023"]
    assert [count_words(part) for part in sentences("Je leest {file}. Klaar? Ga\nverder met 1.200 woorden…")] == [
        3,
        1,
        1,
        4,
    ]
    assert dutch_in("Klik hier om verder te gaan")
    assert not dutch_in("ontmoet-root is-open")


def test_a_refusal_says_what_happened_and_what_to_do_now() -> None:
    refusals = {key for name, key, _ in calls() if name == "Refused" for key in matching(key)}
    assert len(refusals) > 10
    assert {key: WORDS[key] for key in refusals if len(sentences(WORDS[key])) < 2} == {}


def test_only_what_opens_jupyterlab_speaks_of_notebooks() -> None:
    """The app has none, and shows the same sentences."""
    found = {key for key, text in WORDS.items() if "werkblad" in text.lower()}
    assert found <= {"start_here.notebooks", "lab.starts", "lab.notebook"}


def test_every_sentence_the_code_asks_for_is_there() -> None:
    missing = [f"{place}: {key}" for _name, key, place in calls() if not matching(key)]
    assert missing == []


def test_every_sentence_that_is_there_is_asked_for() -> None:
    in_start_py = ast.walk(ast.parse((ROOT / "start.py").read_text(encoding="utf-8")))
    patterns = [*asked_for(), *(f"start.{node.value}" for node in in_start_py if isinstance(node, ast.Constant))]
    asked = {key for pattern in patterns for key in matching(pattern, also_below=True)}
    assert sorted(WORDS.keys() - asked) == []


def test_no_sentence_stands_loose_in_the_code_of_a_screen() -> None:
    loose = [f"{path.name}: {text!r}" for path, text in texts_of_screens() if dutch_in(text)]
    assert loose == []


def dutch_in(text: str) -> list[str]:
    """The Dutch words in a text that has several words; a name of a style or an event has no such words."""
    return whole_words(DUTCH, text) if " " in text.strip() else []


def texts_of_screens() -> Iterator[tuple[Path, str]]:
    """All literal texts in the Python and the JavaScript of the screens, without docstrings and comments."""
    for path in sorted((PACKAGE / "screens").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
                yield path, node.value
    for path in sorted((PACKAGE / "screens").rglob("*.js")):
        code = re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for found in re.finditer(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", code):
            yield path, next(filter(None, found.groups()), "")


def python_files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def calls(place: Path = PACKAGE) -> Iterator[tuple[str, str, str]]:
    """Each call that speaks: name of the function, key (``*`` where it varies), and file with line."""
    for path in python_files(place):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            keys = [key for key in literal_keys(node.args[0]) if "*" not in key or re.search(r"\w\.", key)]
            yield from ((name, key, f"{path.name}:{node.lineno}") for key in keys if name in SPEAKERS)


def literal_keys(node: ast.expr) -> list[str]:
    """The keys an argument can be, as far as they stand there: a text, an f-text, or a choice between two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)]
    if isinstance(node, ast.IfExp):
        return [*literal_keys(node.body), *literal_keys(node.orelse)]
    return []


def asked_for() -> Iterator[str]:
    """Every text in the package that can be a key: it has a point between words; ``*`` where it varies."""
    for path in python_files(PACKAGE):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant | ast.JoinedStr):
                yield from (key for key in literal_keys(node) if re.fullmatch(r"[\w*]+(\.[\w*]+)+", key))


def matching(key: str, *, also_below: bool = False) -> set[str]:
    """The sentences a key stands for: itself, its counted forms, and with ``*`` all that fit."""
    if not re.search("[a-z]", key):
        return set()
    below = r"(\..+)?" if also_below else f"({'|'.join(map(re.escape, COUNTED))})?"
    pattern = re.compile(r"[^.]+".join(map(re.escape, key.split("*"))) + below)
    return {known for known in WORDS if pattern.fullmatch(known)}
