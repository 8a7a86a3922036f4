"""Tables of material and analysis (domain model 2.2).

A source holds the cleaned text once. Fragments and codings point into it with offsets in code points,
``start`` included, ``end`` not. A coding also keeps its words with up to 32 characters around them.
"""

from .columns import date, number, ref, refs, table, text, texts, token, yes_no
from .people import PERSPECTIVES, RECOGNITION_POINTS, SIDES

SOURCE_KINDS = ("verslag", "notities", "flap", "mentimeter", "voortgang")
CODE_KINDS = ("enkel", "paar", "drie", "ladder")
SIGNS = (
    *("leren", "begrip", "wens", "willen_doen", "voorwaarde", "kenmerk"),
    *("stap_zien", "stap_bespreken", "stap_doen", "stap_doorbroken"),
    *("niveau_individueel", "niveau_instelling", "niveau_maatschappelijk"),
    "niets",
)
"""What a label can stand for, as the group says it: learning, understanding (with a direction), a wish, wanting to do
more, a condition, how or where something is said (no subject), a step, a level, or none of these."""
EVENING = ("wensen", "delen", "leren", "nodig", "toestemming", "slotvraag")
SHEET_KINDS = ("labelen", "sorteren", "verschillen", *EVENING)
CERTAINTIES = ("zeker", "twijfel", "weet_niet")
ROUNDS = ("zelf", "na_gesprek")
READING_OUTCOMES = ("gelabeld", "geen_label", "twijfel", "weet_niet", "overgeslagen")
DIFFERENCE_OUTCOMES = ("eens_geworden", "label_aangepast", "nieuw_label", "beide_blijven_staan", "later")
THEME_STATUSES = ("idee", "gedeeld", "gestopt")
RELATIONS = ("past", "nuance", "spreekt_tegen")
QUESTION_STATUSES = ("open", "bezig", "beantwoord", "anders_geworden", "losgelaten")
QUESTION_ORDERS = ("hoe", "waarom")
MEMO_KINDS = ("idee", "methode", "reflectie")

sources = table(
    "sources",
    "source_id",
    "A session note (verslag), cleaned once",
    text("title", "What it is called on screen", required=True),
    ref("session_id", "Meeting it tells of; empty while nobody has linked it", archive=True),
    text("kind", "Kind of note", required=True, choices=SOURCE_KINDS, archive=True),
    text("author_ref", "Who wrote it (chosen name or alias)"),
    date("pseudonymised_on", "Day names were taken out"),
    text("checked_by", "Who checked for names (chosen name)"),
    text("file_name", "Name of the file it came from"),
    token("sha256", "SHA-256 of the cleaned text in UTF-8", required=True, digest_of="text"),
    text(
        "text",
        "The cleaned text: NFC, LF, no BOM",
        required=True,
        of_notes=True,
        lets_through="the names check of the intake looks at it",
    ),
    token(
        "sha256_as_it_came",
        "SHA-256 of the cleaned text as it came, before names were taken out; empty when none were",
        since=3,
        digest_was="text",
    ),
    archive="nobody",
)

name_replacements = table(
    "name_replacements",
    "name_replacement_id",
    "What kind of words became what in a note (vervanglijst); never the words themselves",
    ref("source_id", "Source", required=True),
    token("kind", "Kind of identifier", required=True),
    token("replacement", "What stands there now, such as [naam]", required=True),
    number("count", "How many times", required=True),
    stays="housekeeping",
)

recognition_checks = table(
    "recognition_checks",
    "recognition_check_id",
    "A person looked who could be recognised in a note (Wie herkent dit?)",
    ref("source_id", "Source, as it stood", required=True, on_words=True, told=True),
    ref("contributor_id", "Who looked", required=True, mine=True),
    date("date", "Day", told=True),
    texts("points", "Points that need care", choices=RECOGNITION_POINTS),
    text(
        "outcome",
        "What came of it",
        required=True,
        choices=("niemand", "aangepast", "besloten"),
        told=True,
        no=("besloten",),
        proposed=("niemand", "aangepast"),
    ),
    text("note", "What was done", told=True),
    stays="housekeeping",
)

fragments = table(
    "fragments",
    "fragment_id",
    "A piece of a source (stukje tekst): a paragraph, list item or speaker turn",
    ref("source_id", "Source it is a piece of", required=True, piece_of="text", told=True, archive=True),
    number("order", "Place in the source, from 1", required=True, told=True, archive=True),
    number("start", "First code point", required=True, told=True, archive=True),
    number("end", "Code point after the last", required=True, archive=True),
    text("kind", "Heading or text", choices=("tekst", "kop"), archive=True),
    text(
        "speaker_label",
        "Name of the speaker as typed in the note",
        lets_through="part of the note, which the names check of the intake looks at",
    ),
    text("speaker_perspective", "Perspective of the speaker", choices=PERSPECTIVES, archive=True),
    ref("participant_id", "Speaker, if known", mine=True),
    yes_no("contains_case", "Tells of someone who is not in the group", no=(True,)),
    yes_no("heavy", "May be hard to read; announced before it shows"),
    text(
        "visibility",
        "Who may see it",
        required=True,
        choices=("besloten", "groep", "open"),
        told=True,
        no=("groep", "besloten"),
    ),
    yes_no("withdrawn", "Taken out on request", told=True, no=(True,)),
    ref("part_id", "Part of the meeting it belongs to", since=3, to="session_parts", archive=True),
    ref("official_id", "Public official who said it, in office", since=3, to="public_officials"),
    text("sensitive_for", "Who could be harmed when it is recognised", choices=("deelnemer", "professional"), since=3),
    yes_no("to_check", "Carried over to a corrected text, and a person should look at it", since=3),
    token("said_at", "Time in the recording or chat that the file gives for it, as HH:MM:SS", since=4, told=True),
    archive="nobody",
)

codebooks = table(
    "codebooks",
    "codebook_id",
    "A list of labels (lijst met labels)",
    text("title", "Title", required=True, archive=True),
    token("version", "Version", required=True, archive=True),
    date("agreed_on", "Day the group agreed on it", archive=True),
    archive="nobody",
)

codes = table(
    "codes",
    "code_id",
    "A label",
    ref("codebook_id", "List it belongs to", required=True, archive=True),
    token("code", "Short id within the list, such as SL01", required=True, archive=True),
    text("label_nl", "The label itself", required=True, told=True, archive=True, names=True),
    text("definition_b1", "What it means, in plain words", archive=True),
    text("include", "When to use it", archive=True),
    text("exclude", "When not to", archive=True),
    text("example", "An invented example", archive=True),
    text("family", "Family; one family is shown at a time", archive=True),
    number("order", "Place in the list, from 1", archive=True),
    token("colour", "Colour as #rrggbb; never alone, always with the pattern"),
    text("pattern", "Line under the text", choices=("solid", "double", "dashed", "dotted", "wavy")),
    text("kind", "Single label, pair, three-way or ladder", required=True, choices=CODE_KINDS, archive=True),
    texts("options", "What can be chosen with the label, such as links, rechts, allebei", archive=True),
    texts("signs", "What it stands for; empty while the group has not said it", choices=SIGNS, since=4, archive=True),
    text("status", "Proposed, agreed or stopped", choices=("voorstel", "afgesproken", "gestopt"), archive=True),
    ref("proposed_by", "Contributor who proposed it", to="contributors", mine=True),
    texts("agreed_by_sides", "Sides that agreed", choices=SIDES, archive=True),
    ref("agreed_in_id", "Meeting where the group agreed on it", since=3, to="sessions"),
    ref("replaces_id", "Label it takes the place of", to="codes", archive=True),
    ref(
        "replaced_by_id",
        "Label that took its place; several labels can be joined into one",
        since=2,
        to="codes",
        archive=True,
    ),
    archive="nobody",
)

code_notes = table(
    "code_notes",
    "code_note_id",
    "What someone said about a label while the list was made",
    ref("code_id", "Label", required=True, told=True),
    ref("contributor_id", "Who said it", required=True, mine=True),
    text("text", "In own words", required=True, told=True),
    stays="own_work",
)

codings = table(
    "codings",
    "coding_id",
    "Someone placed a label on words (labelen)",
    ref("source_id", "Source", required=True, marks="text", archive=True),
    ref(
        "fragment_id",
        "Fragment in which the words start",
        required=True,
        mine="told by the name of the label, without who placed it",
        told=True,
        archive=True,
    ),
    number("start", "First code point in the source", required=True, archive=True),
    number("end", "Code point after the last", required=True, archive=True),
    token("quote", "The words themselves", required=True, archive=True, names=True, of_notes=True),
    token("prefix", "Up to 32 characters before", of_notes=True),
    token("suffix", "Up to 32 characters after", of_notes=True),
    ref("code_id", "Label", required=True, told=True, archive=True),
    token("codebook_version", "Version of the list when it was placed", archive=True),
    ref("contributor_id", "Who placed it", required=True, mine=True, archive=True),
    text("option", "Choice that goes with the label", told=True, archive=True),
    text("certainty", "Sure, doubting or not knowing", required=True, choices=CERTAINTIES, told=True, archive=True),
    text("note", "Note in own words", told=True),
    text("round", "Alone or after talking", required=True, choices=ROUNDS, archive=True),
    yes_no("to_check", "Carried over to a corrected text, and a person should look at it", since=3),
    archive="nobody",
)

batches = table(
    "batches",
    "batch_id",
    "A round of pieces for someone, or for a tandem, to read",
    text("title", "What it is called on screen", required=True, told=True),
    ref("source_id", "Note the pieces come from, if one"),
    refs("fragment_ids", "Pieces, in reading order"),
    refs("contributor_ids", "Who reads them", mine=True),
    ref("codebook_id", "List of labels to use, if agreed"),
    text("family", "Family of labels to begin with, if agreed"),
    text("status", "Open, on pause, or done", required=True, choices=("open", "pauze", "klaar"), told=True),
    stays="housekeeping",
)

tandems = table(
    "tandems",
    "tandem_id",
    "Two contributors of different sides who work as a pair (tandem)",
    refs("contributor_ids", "The two", mine=True),
    date("start", "First day", told=True),
    date("end", "Last day, if stopped", told=True),
    stays="housekeeping",
)

readings = table(
    "readings",
    "reading_id",
    "A contributor is done with a fragment, with or without a label",
    ref("fragment_id", "Fragment", required=True, mine="who read my words is theirs", told=True, archive=True),
    ref("contributor_id", "Who read it", required=True, mine=True, archive=True),
    text("outcome", "How it ended", required=True, choices=READING_OUTCOMES, told=True, archive=True),
    refs("codebook_ids", "Lists of labels at hand; empty when nobody noted it", since=4, to="codebooks", archive=True),
    archive="nobody",
)

differences = table(
    "differences",
    "difference_id",
    "A place where readings lie apart, and what came of talking about it (verschil)",
    ref("fragment_id", "Fragment", required=True, mine="how others read my words is theirs", archive=True),
    ref("code_id", "Label it is about, if one", archive=True),
    text("outcome", "What came of it", choices=DIFFERENCE_OUTCOMES, archive=True),
    date("talked_on", "Day of the talk"),
    text("note", "Note of the talk"),
    archive="nobody",
)

positions = table(
    "positions",
    "position_id",
    "One person's view in a difference, with the reason",
    ref("difference_id", "Difference", required=True, told=True),
    ref("contributor_id", "Whose view", required=True, mine=True),
    text("view", "The view", required=True, told=True, names=True),
    text("reason", "The reason, in own words", told=True),
    stays="own_work",
)

card_sorts = table(
    "card_sorts",
    "card_sort_id",
    "Cards that several people sort into piles of their own (kaartjes sorteren)",
    text("title", "What it is called on screen", required=True),
    refs("fragment_ids", "The cards"),
    text("status", "Open or done", required=True, choices=("open", "klaar")),
    stays="housekeeping",
)

piles = table(
    "piles",
    "pile_id",
    "A pile one person made, named in own words",
    ref("card_sort_id", "The sorting it belongs to", required=True),
    ref("contributor_id", "Who made it; empty for a pile of the group together", mine=True),
    text("label", "Name of the pile, in own words", told=True, names=True),
    refs("fragment_ids", "Cards in it"),
    number("order", "Place among this person's piles, from 1"),
    stays="housekeeping",
)

sortings = table(
    "sortings",
    "sorting_id",
    "How far one person is with a card sort",
    ref("card_sort_id", "The sorting", required=True, told=True),
    ref("contributor_id", "Who sorts", required=True, mine=True),
    refs("skipped_ids", "Cards this person laid aside", to="fragments"),
    text("status", "Busy or done", required=True, choices=("bezig", "klaar"), told=True),
    stays="housekeeping",
)

sheets = table(
    "sheets",
    "sheet_id",
    "A paper sheet, spreadsheet or document that was made to be filled in, and whether it came back",
    token("code", "Short code printed on it", required=True, told=True),
    text("kind", "What it asks", required=True, choices=SHEET_KINDS, told=True),
    text("form", "Paper, spreadsheet, document, cards", required=True, choices=("papier", "xlsx", "docx", "kaartjes")),
    ref(
        "about_id",
        "The round, card sort or meeting it is about, if one",
        to=("batches", "card_sorts", "sessions"),
        mine="a round, a sort or a meeting, no person",
    ),
    refs("fragment_ids", "Pieces on it, in order"),
    refs("code_ids", "Labels on it, in order"),
    ref("contributor_id", "Who fills it in, if known", mine=True),
    refs(
        "reader_ids",
        "Whose readings stand on it side by side, in the order they speak",
        to="contributors",
        mine="whose readings stand on a sheet; the readings themselves are told",
    ),
    date("entered_on", "Day it came back and was put in; empty until then", told=True),
    stays="housekeeping",
)

memos = table(
    "memos",
    "memo_id",
    "A note on the research itself (notitie bij onderzoek)",
    ref("contributor_id", "Who wrote it", required=True, mine=True),
    text("kind", "Idea, method or reflection", required=True, choices=MEMO_KINDS, told=True),
    yes_no("private", "Only for who wrote it", required=True),
    ref("about_id", "Object it is about, if one", to="*", mine="what someone else noted is theirs"),
    text("text", "In own words", required=True, told=True, mend=True),
    stays="own_work",
)

themes = table(
    "themes",
    "theme_id",
    "A subject that comes back (thema)",
    text("title", "Title", required=True, archive=True),
    text("description_b1", "What it is, in plain words", archive=True),
    text("status", "Idea, shared or stopped", choices=THEME_STATUSES, archive=True),
    texts("made_by_sides", "Sides that made it", choices=SIDES, archive=True),
    refs("series_scope", "Series it speaks of", to="series", archive=True),
    archive="nobody",
)

theme_links = table(
    "theme_links",
    "theme_link_id",
    "What a theme rests on",
    ref("theme_id", "Theme", required=True, archive=True),
    ref(
        "target_id",
        "Code, fragment, change, assignment or pile of cards",
        required=True,
        to=("codes", "fragments", "changes", "assignments", "piles"),
        mine="a label, piece, change, assignment or pile, no person",
        hangs=False,
        archive=True,
    ),
    text("relation", "Fits, adds nuance or contradicts", choices=RELATIONS, archive=True),
    archive="nobody",
)

learning_questions = table(
    "learning_questions",
    "learning_question_id",
    "A question of this moment (leervraag); rewording keeps the old words",
    text("question", "The question", required=True, archive=True),
    ref("series_id", "Series", archive=True),
    date("opened", "Day it was asked", archive=True),
    text("opened_by_side", "Side that asked", choices=SIDES, archive=True),
    text("status", "State", choices=QUESTION_STATUSES, archive=True),
    text("answer_note", "Answer, or why it was let go"),
    text("order", "How-question or why-question", choices=QUESTION_ORDERS, archive=True),
    archive="nobody",
)

insights = table(
    "insights",
    "insight_id",
    "An answer to one of the three learning questions of a follow-up (leerinzicht)",
    ref("session_id", "Meeting", required=True, archive=True),
    text(
        "kind",
        "Which learning question",
        required=True,
        choices=("works", "into_organisation", "with_board"),
        archive=True,
    ),
    text("polarity", "Works, or works less", choices=("werkt", "werkt_minder"), archive=True),
    text("text", "The insight", required=True, mend=True, archive=True),
    archive="meeting",
)
