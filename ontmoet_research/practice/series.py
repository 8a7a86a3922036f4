"""Build the practice project from the plain files in ``data/oefenreeks``, through the kit's own doors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ontmoet_research import store
from ontmoet_research.coding import Mark, apply_codes, bring_in_codebook
from ontmoet_research.dialogue import record_difference
from ontmoet_research.group import meeting_label
from ontmoet_research.intake import bring_in, read_files
from ontmoet_research.model import shipped
from ontmoet_research.privacy.quoting import (
    NO,
    YES,
    YES_CHANGED,
    answer_for_other,
    answer_quote,
    ask_about_quote,
    propose_quote,
)
from ontmoet_research.record import write
from ontmoet_research.store import Draft, Project, Row, new, read_rows
from ontmoet_research.text.offsets import find_quote
from ontmoet_research.text.references import in_place, reference, references_in, short
from ontmoet_research.words import say

from .files import Keys, Record, as_draft, as_values, give_ids, read_records

ORIGIN = "oefenreeks"
ASKS = "M1"  # who asked the quotes of the people who said them
CODEBOOKS = ("codeboek_A", "codeboek_B", "codeboek_C")
TABLES = {
    "reeksen.csv": "series",
    "fasen.csv": "phases",
    "organisaties.csv": "organisations",
    "deelnemers.csv": "participants",
    "medewerkers.csv": "contributors",
    "bijeenkomsten.csv": "sessions",
    "aanwezigheid.csv": "attendance",
    "toestemmingen.csv": "consents",
    "wensen.xlsx": "wishes",
    "besluiten.csv": "decisions",
    "opdrachten.csv": "assignments",
    "voortgang.csv": "progress",
    "themas.csv": "themes",
    "veranderingen.csv": "changes",
    "leervragen.csv": "learning_questions",
    "inzichten.csv": "insights",
    "afspraken_dagen.csv": "agreed_dates",
    "publieke_ambten.csv": "public_officials",
    "getallen.csv": "indicators",
    "verhalen.csv": "stories",
    "verhaalkeuzes.csv": "story_choices",
    "kringen.csv": "ripples",
    "initiatieven.csv": "initiatives",
    "verspreiding.csv": "spreads",
    "onderdelen.csv": "session_parts",
    "opbrengsten.csv": "gains",
    "zaalvraag.csv": "poll_options",
    "signalen.csv": "signals",
    "naar_huis.csv": "checkouts",
    "hulp.csv": "help_offers",
    "denktank.csv": "think_tank_questions",
    "beloften.csv": "promises",
    "prioriteiten.csv": "priorities",
    "startlijst.csv": "setup_checks",
    "afspraken.csv": "working_agreements",
    "ruimte_bekeken.csv": "access_checks",
    "hoe_zitten_we_erbij.csv": "group_moods",
    "meedoen_per_stap.csv": "participation_roles",
    "tijdlijn.csv": "timeline_events",
    "nodig.csv": "needs",
    "boeken.csv": "bibliography",
    "vragen.csv": "requests",
    "gezocht.csv": "searches",
}


def make_practice_project(path: str | Path, *, progress: Callable[[str], None] = lambda _part: None) -> Project:
    """Make the practice project at ``path`` and give it, open. ``progress`` hears the name of each part in Dutch.

    Errors: ``Refused`` when something stands there already or the place can't be written.
    """
    building = _Building(store.create(path, title=say("practice.title"), practice=True), shipped("oefenreeks"))
    for part in ("people", "notes", "codes", "marks", "talks", "report"):
        progress(say(f"practice.part.{part}"))
        getattr(building, f"add_{part}")()
    return building.project


class _Building:
    """The project being built: the folder with files, and the ids given to the keys so far."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.project = project
        self.folder = folder
        self.keys: Keys = {}
        self.texts: dict[str, str] = {}
        self.pieces: dict[str, list[Row]] = {}

    def records(self, file: str) -> list[Record]:
        return read_records(self.folder / file)

    def add_people(self) -> None:
        """Series, people and everything that is a plain table, in one write."""
        files = {table: self.records(file) for file, table in TABLES.items()}
        for table, records in files.items():
            give_ids(table, records, self.keys)
        names = {record["contributor_key"]: record["display_name"] for record in files["contributors"]}
        for record in files["sessions"]:
            record["accessibility_contact"] = names.get(record["accessibility_contact"], "")
        later = [record for record in files["learning_questions"] if record["version"] != "1"]
        files["learning_questions"] = [r for r in files["learning_questions"] if r not in later]
        drafts = [as_draft(table, record, self.keys) for table, records in files.items() for record in records]
        write(self.project, drafts, origin=ORIGIN)
        for record in later:  # a question that was put in other words: a new version of the same question
            old = store.find(self.project, "learning_questions", self.keys[record["question_key"]])
            values = as_values("learning_questions", record, self.keys)
            write(self.project, [store.change(old, **{k: v for k, v in values.items() if v})], origin=ORIGIN)

    def add_notes(self) -> None:
        """The notes, as files, through the intake; then what people marked about single pieces."""
        names = {row.object_id: row["display_name"] for row in read_rows(self.project, "contributors")}
        records = self.records("verslagen.csv")
        paths = [self.folder / "verslagen" / record["file"] for record in records]
        for record, read in zip(records, read_files(paths), strict=True):
            brought = bring_in(
                self.project,
                read,
                session_id=self.keys[record["session_key"]],
                title=self._title(self.keys[record["session_key"]]),
                kind=record["kind"],
                author_ref=names[self.keys[record["author_key"]]],
                pseudonymised_on=record["pseudonymised_on"],
                checked_by=names[self.keys[record["checked_by"]]],
            )
            self._remember(record["note_key"], brought.source_id)
        self._add_flags()
        files = {"vervanglijst.csv": "name_replacements", "wie_herkent_dit.csv": "recognition_checks"}
        drafts = [as_draft(table, one, self.keys, source_id=self.keys[one["note_key"]])
                  for file, table in files.items() for one in self.records(file)]  # fmt: skip
        write(self.project, drafts, origin=ORIGIN)

    def _title(self, session_id: str) -> str:
        session = store.find(self.project, "sessions", session_id)
        place = store.find(self.project, "series", session["series_id"])["region"]
        return say("practice.note", place=place, meeting=meeting_label(session["number"], session["date"]))

    def _remember(self, note: str, source_id: str) -> None:
        self.keys[note] = source_id
        self.texts[note] = store.find(self.project, "sources", source_id)["text"]
        self.pieces[note] = read_rows(self.project, "fragments", source_id=source_id)

    def _add_flags(self) -> None:
        drafts: dict[str, Draft] = {}
        for record in self.records("fragmentvlaggen.csv"):
            piece = self._piece(record)
            told = {k: v for k, v in as_values("fragments", record, self.keys).items() if v is not None}
            drafts[piece.object_id] = store.change(piece, **told)
        write(self.project, drafts.values(), origin=ORIGIN)

    def _span(self, record: Record) -> tuple[int, int]:
        """Where the words of this row stand in its note."""
        return find_quote(self.texts[record["note_key"]], record["quote"], int(record.get("occurrence") or 1))

    def _piece(self, record: Record) -> Row:
        """The piece in which the words of this row start."""
        start, _ = self._span(record)
        return next(row for row in self.pieces[record["note_key"]] if row["start"] <= start < row["end"])

    def add_codes(self) -> None:
        """The three lists of labels, through the codebook's own door; labels get both sides' yes."""
        for name in CODEBOOKS:
            bring_in_codebook(
                self.project, shipped("codeboeken", f"{name}.csv"), title=say(f"practice.codebook.{name}")
            )
        codes = read_rows(self.project, "codes")
        agreed = [store.change(row, status="afgesproken", agreed_by_sides=["ervaring", "onderzoek"]) for row in codes]
        write(self.project, agreed, origin=ORIGIN)
        self.keys.update({row["code"]: row.object_id for row in codes})

    def add_marks(self) -> None:
        """Who placed which label on which words, and who was done with which piece."""
        records = self.records("codings.csv")
        apply_codes(self.project, [self._mark(record) for record in records], origin=ORIGIN)
        outcomes = {
            (self._piece(record).object_id, self.keys[record["contributor_key"]]): "gelabeld" for record in records
        }
        for record in self.records("gelezen.csv"):
            outcomes[self._piece(record).object_id, self.keys[record["contributor_key"]]] = record["outcome"]
        drafts = [
            new("readings", author=who, fragment_id=piece, contributor_id=who, outcome=outcome)
            for (piece, who), outcome in outcomes.items()
        ]
        write(self.project, drafts, origin=ORIGIN)

    def _mark(self, record: Record) -> Mark:
        start, end = self._span(record)
        return Mark(
            self.keys[record["note_key"]],
            start,
            end,
            self.keys[record["code_id"]],
            self.keys[record["contributor_key"]],
            option=record["option"] or None,
            certainty=record["certainty"],
            note=record["note"] or None,
            round=record["round"],
        )

    def add_talks(self) -> None:
        """What themes rest on, where readings differ, and what came of talking about it."""
        links = [
            new("theme_links", theme_id=self.keys[record["theme_key"]], target_id=self.keys[code], relation="past")
            for record in self.records("themas.csv")
            for code in record["code_ids"].split(";")
        ]
        links += [
            new("theme_links", theme_id=self.keys[record["theme_key"]], target_id=self._piece(record).object_id,
                relation=record["relation"])
            for record in self.records("tegenstemmen.csv")
        ]  # fmt: skip
        write(self.project, links, origin=ORIGIN)
        positions = self.records("posities.csv")
        for record in self.records("verschillen.csv"):
            own = [p for p in positions if p["difference_key"] == record["difference_key"]]
            record_difference(
                self.project,
                fragment_id=self._piece(record).object_id,
                code_id=self.keys.get(record["code_id"]),
                positions=[(self.keys[p["contributor_key"]], p["view"], p["reason"]) for p in own],
                outcome=record["outcome"],
                talked_on=record["talked_on"] or None,
                note=record["note"] or None,
            )

    def _initiative(self, record: Record) -> Row:
        return store.find(self.project, "initiatives", self.keys[record["initiative_key"]])

    def add_report(self) -> None:
        """Answers to the closing question, quotes with their answers, and the parts people wrote."""
        drafts = [
            store.change(row, evidence=[self.keys.get(key, key) for key in row["evidence"]])  # the notes have ids now
            for row in read_rows(self.project, "changes")
        ]
        drafts += [
            store.change(self._initiative(record), fragment_ids=[self._piece(record).object_id])
            for record in self.records("initiatieven.csv")
            if record["quote"]
        ]
        asked = self.records("slotvraag.csv")
        give_ids("harvests", asked, self.keys)
        for record in asked:
            answers = [answer["answer"] for answer in self.records(record["file"])]
            drafts.append(as_draft("harvests", record, self.keys, answers=answers))
        sortings = self.records("slotvraag_sorteren.csv")
        drafts += [as_draft("harvest_sortings", record, self.keys) for record in sortings]
        drafts += [self._written(record) for record in self.records("verslagdelen.csv")]
        write(self.project, drafts, origin=ORIGIN)
        for record in self.records("citaten.csv"):
            self._add_quote(record)

    def _written(self, record: Record) -> Draft:
        """A part that people wrote; what it refers to by key (``{{verandering:C1}}``) it rests on."""
        if record["section"] == "ander_geluid":
            return as_draft("minority_views", record, self.keys)
        kind, _, key = record["section"].partition(":")
        section = f"{kind}:{self.keys[key]}" if key else kind
        body = in_place(record["body_md"], lambda kind, key: reference(kind, short(self.keys[key])))
        named = [self.keys[key] for _, key in references_in(record["body_md"])]
        of_change = [self.keys[row["change_key"]] for row in self.records("getallen.csv")
                     if self.keys[row["indicator_key"]] in named]  # fmt: skip
        rests = list(dict.fromkeys([*named, *of_change]))
        return as_draft("report_sections", record, self.keys, section=section, body_md=body, sources=rests)

    def _add_quote(self, record: Record) -> None:
        """Words proposed, asked of who said them, and answered, as people do it."""
        words = record["quote"] if record["state"] == YES_CHANGED else record["text_used"]
        quote = propose_quote(self.project, self._piece(record).object_id, words, record["context_b1"], origin=ORIGIN)
        asker = self.project.as_person(self.keys[ASKS])
        if record["state"] not in (YES, YES_CHANGED, NO):
            if record["asked_on"]:
                ask_about_quote(asker, quote, record["asked_on"], origin=ORIGIN)
            return
        ask_about_quote(asker, quote, record["asked_on"], origin=ORIGIN)
        answer_quote(
            asker,
            quote,
            record["state"],
            audiences=[one for one in record["audiences"].split(";") if one],
            attribution=record["attribution"],
            words=record["text_used"],
            day=record["answered_on"],
            origin=ORIGIN,
        )
        for named in read_rows(self.project, "quote_others", quote_id=quote) if record["named_say"] else ():
            answer_for_other(asker, named.object_id, record["named_say"] == "ja", origin=ORIGIN)
