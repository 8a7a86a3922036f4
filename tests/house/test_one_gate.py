"""One gate to people's words: who else opens the tables they stand in says why, and nobody reads around the gate."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from ontmoet_research.model import marked, tables
from ontmoet_research.store.snapshot import AROUND

PACKAGE = Path(__file__).resolve().parents[2] / "ontmoet_research"
READERS = {
    "read_table_raw",
    "read_rows",
    "read_values",
    "find",
    "find_many",
    "heads",
    "without_withdrawn",
    "read_removed",
}
HOLD_WORDS = {"fragments", "sources"}
NOT_FOR_OTHERS = {"hidden_fragments", "withdrawn_fragments"}  # rules of which only the gate knows when they hold

# Modules that open notes or pieces themselves, each with its reason. Rooms below are left out: ``store`` keeps, merges,
# copies, searches and erases rows without knowing what a word is, and ``privacy`` is the gate itself.
WHY = {
    "report/material.py": "counts pieces in which a wish stands, without what the gate closes; no words",
    "report/on_paper.py": "cards for who said the words; leaves out what the gate closes",
    "group/reading.py": "to which meetings notes belong; no words",
    "intake/notes.py": "brings a note in and cuts it into pieces",
    "group/meeting_parts.py": "which pieces belong to a part of a meeting; headings, for who brings the note in",
    "screens/meeting/belongs.py": "titles of notes of a meeting, and which of their pieces belong to a part; no words",
    "coding/access.py": "ids of one's own words; asks the gate for the rest",
    "coding/batches.py": "order and kind of the pieces of a note; no words",
    "coding/card_sort.py": "whether a card is still there; no words",
    "coding/card_themes.py": "to which series a card belongs; no words",
    "coding/checks.py": "counts pieces that only their speaker labelled, without what was withdrawn; no words",
    "coding/carry_over.py": "carries labels over to a corrected text; who corrects a note has it whole",
    "coding/to_check.py": "shows labels that came along, without what is closed to the person at work",
    "intake/folders.py": "how much a note is like one that is there; gives its title, no words",
    "attention.py": "of which series there are notes, to know whether there is something to report; no words",
    "intake/whole_series.py": "titles of notes of a series; no words",
    "screens/begin/start_here.py": "whether there is a note yet; no words",
    "screens/meeting/bring_in_notes.py": "titles of notes, to say of which one this is a new version; no words",
    "coding/codings.py": "stores the quote of a label that is placed; what was read came past the gate",
    "coding/piece_answers.py": "where a piece begins and ends, to label it whole",
    "coding/versions.py": "leaves out what is closed, asked at the gate",
    "change/initiatives.py": "whether a piece is still there; no words",
    "screens/changes/around.py": "shows pieces that name an initiative, without what the gate closes",
    "screens/changes/cards.py": "titles of notes, to name what proves a change; no words",
    "voices/tables.py": "counts words of pieces, without what the gate closes",
    "dialogue/differences.py": "whether a piece is still there; no words",
    "dialogue/talk.py": "places a label on a piece that dialogue.tables let through",
    "screens/learning/our_themes.py": "which note is of which meeting; shows pieces without what the gate closes",
    "screens/quoting/asking.py": "to which series a quote belongs, without what the gate closes",
    "paper/sheets.py": "prints pieces, without what the gate closes",
    "paper/readings.py": "order of pieces; no words",
    "paper/entry.py": "whether a piece on a sheet is still there; no words",
    "exchange/coming/notes.py": "which note a text of another program is; who brings a note in has it whole",
    "exchange/coming/sheet.py": "finds quotes in notes; what is shown of a place has blocks of privacy.leaving",
    "exchange/going/material.py": "hands notes on of which privacy.leaving put blocks in the place of what stays",
    "exchange/going/export.py": "counts what went along; no words",
    "exchange/archive.py": "packs notes of which privacy.archiving opened the pieces",
    "practice/series.py": "builds the invented series",
    "screens/reading.py": "shows a note without what the gate closes",
    "screens/resume.py": "in which note a piece stands that someone is done with; no words",
    "screens/labelling/labelling.py": "trims the ends of a selection in the open note",
    "screens/comparing/card_table.py": "which note a card is from; the words come from screens/reading",
    "screens/comparing/parts.py": "shows pieces that dialogue.tables let through",
    "screens/meeting/names.py": "asks who could recognise a note, without what the gate closes, and no student",
    "screens/meeting/notes.py": "titles of the notes of a series; no words",
    "screens/meeting/look_again.py": "where typed words stand in the note of one's own label",
    "screens/meeting/stored_names.py": "titles of notes, and a text to correct; what is shown comes from names.py",
    "screens/meeting/who_spoke.py": "to which meeting a note belongs; the words come from privacy.speaking",
    "cli/demo.py": "counts notes; no words",
}


# ``store.read_table`` leaves the words of notes out, and every ``read_*`` of a room gives them past the gate. Who asks
# for the table as it is, also with words that nobody may read, each with its reason.
RAW = {
    "privacy/gate.py": "the gate itself: puts blocks in the place of what is closed",
    "privacy/withdrawal.py": "the gate itself: puts blocks in the place of what was taken out",
    "privacy/archiving.py": "seeks what people wrote, to keep it out of a file",
    "privacy/quoting.py": "hands pieces to releasable_quotes",
    "voices/tables.py": "counts words of pieces, without what the gate closes; no words leave it",
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if not place.startswith(("store/", "privacy/", "model/")):
            yield place, ast.parse(path.read_text(encoding="utf-8"))


def texts_in(node: ast.AST) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def opens_words(tree: ast.AST) -> bool:
    """Whether a reading function is called with the name of a table that holds words, also out of a loop of names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in READERS:
            named = {text for part in (*node.args, *(one.value for one in node.keywords)) for text in texts_in(part)}
            if named & HOLD_WORDS:
                return True
        if isinstance(node, ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp) and any(
            isinstance(one.iter, ast.Tuple | ast.List) and texts_in(one.iter) & HOLD_WORDS for one in node.generators
        ):
            return True
    return False


def test_who_opens_notes_or_pieces_outside_the_gate_says_why() -> None:
    opening = {place for place, tree in modules() if opens_words(tree)}
    assert sorted(opening - WHY.keys()) == [], "ask privacy.gate, or say here why not"
    assert sorted(WHY.keys() - opening) == [], "this module no longer does"


def test_who_reads_a_table_as_it_is_with_words_that_may_not_be_seen_says_why() -> None:
    asking = {
        place
        for place, tree in all_modules()
        if not place.startswith("store/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute) and named(node) == "read_table_raw"
    }
    assert asking == RAW.keys()


def named(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


def test_a_table_leaves_out_every_column_that_repeats_words_of_notes() -> None:
    """What a piece is cut from, what a label repeats, and what a quote prints: nothing else holds words of a note."""
    repeats = {(name, column) for name in tables() for column in marked(name, "of_notes")}
    assert repeats == {("sources", "text"), *(("codings", one) for one in AROUND), ("quotes", "text_used")}
    cut_from = {column for name in tables() for column in marked(name, "piece_of").values()}
    labelled = {column for name in tables() for column in marked(name, "marks").values()}
    assert cut_from == labelled == {"text"}, "what else pieces are cut from is of_notes too"


def test_the_rules_behind_the_gate_are_asked_only_there() -> None:
    around = {
        f"{place}: {alias.name}"
        for place, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in NOT_FOR_OTHERS
    }
    assert around == set()


def test_what_a_person_reads_comes_past_the_gate() -> None:
    """Modules that show words to people hold a call of the gate, or get their pieces from one that does."""
    shows = {
        "screens/reading.py": "closed_to",
        "paper/sheets.py": "closed_to",
        "dialogue/tables.py": "Gate",
        "learning/tables.py": "Gate",
        "coding/access.py": "Gate",
        "coding/to_check.py": "closed_to",
        "report/quotes.py": "quotes_waiting",
        "report/material.py": "closed",
        "change/effects.py": "closed",
        "screens/changes/around.py": "closed",
        "screens/learning/our_themes.py": "closed",
        "learning/pieces.py": "Gate",
        "screens/quoting/asking.py": "Gate",
        "voices/tables.py": "closed",
        "exchange/archive.py": "Archivable",
        "exchange/going/material.py": "Leaving",
        "exchange/coming/sheet.py": "Leaving",
        "cli/search.py": "read_workspace",
        "cli/table.py": "read_table_out",
        "exchange/table_out.py": "read_workspace",
    }
    for place, tree in modules():
        if place in shows:
            called = {getattr(n.func, "id", "") for n in ast.walk(tree) if isinstance(n, ast.Call)}
            assert shows[place] in called, place


def test_the_search_for_readers_can_fail() -> None:
    assert opens_words(ast.parse('rows = read_rows(project, "fragments", source_id=key)'))
    assert opens_words(ast.parse('a, b = (read_rows(project, name) for name in ("fragments", "people"))'))
    assert opens_words(ast.parse('words = find(project, "sources", key)["text"]'))
    assert not opens_words(ast.parse('rows = read_rows(project, "codings")'))
    assert not opens_words(ast.parse('kinds = {"fragments": "stukjes"}'))


# Who writes a file without saying what readers outside the group get in it, each with its reason.
STAYS_INSIDE = {
    "report/export.py": "says so for all readers but the group itself",
    "paper/files.py": "sheets to label on, for the group",
    "paper/evening.py": "empty sheets for an evening of the group",
    "report/on_paper.py": "pages and cards for the group itself, and for who said the words",
    "exchange/bundle.py": "the project itself, locked, to take along",
    "cli/table.py": "a table of the workspace",
    "screens/numbers_out.py": "the table of a figure, for the group; what is small was hidden when counted",
    "asking/taking.py": "pieces of the workspace, without what is besloten",
    "asking/drawing.py": "the numbers of a figure, for the group; what is small was hidden when counted",
    "exchange/going/export.py": "a project for another program, for the group's own work; privacy.leaving closed it",
    "cli/key.py": "a locked file with names",
    "cli/answers_file.py": "an empty table for the group itself, to fill in who said yes to what",
    "privacy/access.py": "for one person: all of their own",
    "screens/changes/ripples.py": "a drawing for on the wall of the group",
}


def test_each_file_for_outside_hands_its_words_to_the_gate() -> None:
    """No exact job title leaves (E35): who calls ``write_out`` gives the words that leave, or says why not."""
    calls = {
        place: [one for one in ast.walk(tree) if isinstance(one, ast.Call) and called(one) == "write_out"]
        for place, tree in all_modules()
    }
    silent = {place for place, made in calls.items() if any(not says_outside(one) for one in made)}
    assert sorted(silent | {"report/export.py"}) == sorted(STAYS_INSIDE)
    outside = {place for place, made in calls.items() if made and place not in silent}
    assert outside == {"report/export.py", "exchange/archive.py", "exchange/method.py", "privacy/publishing.py"}


def called(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def says_outside(call: ast.Call) -> bool:
    return any(one.arg == "outside" for one in call.keywords)


def all_modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_one_place_writes_tables_as_text() -> None:
    """A cell that a spreadsheet would run is made harmless there (``text/tables_csv.py``), and nowhere else."""
    writers = {
        place
        for place, tree in all_modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("writer", "DictWriter")
        and getattr(node.value, "id", "") == "csv"
    }
    assert writers == {"text/tables_csv.py"}
