"""Tables of checking, writing and accounting (domain model 2.4)."""

from .columns import FEWER, date, number, ref, refs, table, text, texts, token, yes_no
from .people import SIDES

QUOTE_STATES = ("gevraagd", "akkoord", "akkoord_met_wijziging", "nee", "geen_antwoord")
AUDIENCES = ("groep", "partners", "gemeente", "openbaar")
KNOWLEDGE_SOURCES = SIDES  # research, education, practice and lived experience each know something else
REACTIONS = ("herken ik", "herken ik deels", "herken ik niet", "mist iets")
TALKED_OUTCOMES = ("tekst_aangepast", "eens_geworden", "beide_blijven_staan")
REMARK_KINDS = ("eigen_woorden", "klopt_niet", "onduidelijk", "mist_iets", "mooi", "opdrachtgever")
SECTION_STATES = ("concept", "teruggelezen", "voor_akkoord", "vastgesteld")

quotes = table(
    "quotes",
    "quote_id",
    "Words that someone may or may not want to see in a report (citaat); no answer is a no",
    ref("fragment_id", "Fragment", required=True, mine=True),
    text(
        "text_used",
        "The words as they would be printed",
        required=True,
        said=True,
        told=True,
        names=True,
        of_notes=True,
        lets_through="words of a note, which the names check of the intake looked at",
    ),
    text("context_b1", "One plain line of context", told=True),
    text("attribution", "How the speaker is named", choices=("perspectief", "alias", "naam"), told=True),
    texts("audiences", "For whom the answer holds", choices=AUDIENCES, told=True, no=FEWER),
    text(
        "state",
        "Answer of the speaker",
        required=True,
        choices=QUOTE_STATES,
        reopens="gevraagd",
        told=True,
        no=("nee",),
    ),
    date("asked_on", "Day of asking", told=True),
    date("answered_on", "Day of the answer", told=True),
    stays="another_yes",
    gone_is_no=True,
)

quote_others = table(
    "quote_others",
    "quote_other_id",
    "Someone whom the words of another's quote name, and what that person says; no answer is a no",
    ref("quote_id", "Quote", required=True, mine="the words are of who said them"),
    ref("participant_id", "Who is named", required=True, mine=True),
    yes_no("given", "Whether these words may be printed", told=True),
    date("answered_on", "Day of the answer", told=True),
    stays="another_yes",
)

member_checks = table(
    "member_checks",
    "member_check_id",
    "Results given back to the group (terugleggen) and what they said",
    text("what", "What was given back", required=True),
    ref("session_id", "Meeting"),
    texts("reactions", "Reactions", choices=REACTIONS),
    text("changed", "What changed because of it"),
    ref("series_id", "Series it is about", since=4),
    ref("theme_id", "Theme that was given back, if one", since=4),
    token("section", "Part of the report that was read back, if one", since=4),
    token("version", "Hash of what was given back; a new text was not", since=4),
    date("given_on", "Day", since=4),
    text("said", "What people said, in their words", since=4),
    number("asked", "To how many people it was given", since=4),
    number("answered", "How many of them reacted", since=4),
    text("outcome", "What came of talking about what someone does not recognise", choices=TALKED_OUTCOMES, since=4),
    date("talked_on", "Day of that talk", since=4),
    stays="of_the_group",
)

report_sections = table(
    "report_sections",
    "section_id",
    "A part of the report that people wrote (verslagdeel)",
    ref("series_id", "Series", required=True),
    token("section", "Place in the report, such as in_het_kort", required=True),
    text("title", "Title", told=True, names=True),
    text("body_md", "Text, in Markdown", required=True, told=True, links=True),
    refs("authors", "Contributors who wrote it", to="contributors", mine=True),
    refs("sources", "Fragments and objects it rests on", to="*"),
    text("locked_side", "Side that alone may change it", choices=SIDES),
    text(
        "state",
        "How far it is; nothing said is a concept",
        choices=SECTION_STATES,
        since=2,
        reopens="concept",
        proposed=("vastgesteld",),
    ),
    texts("knowledge_sources", "Kinds of knowledge it rests on", choices=KNOWLEDGE_SOURCES, since=3),
    stays="another_yes",
)

writing_now = table(
    "writing_now",
    "writing_now_id",
    "Someone has a part of the report open to write in; gone as soon as they stop",
    ref("series_id", "Series of the report", required=True),
    token("section", "Place in the report, such as in_het_kort", required=True),
    ref("contributor_id", "Who writes", required=True, mine="what someone wrote is told with the text itself"),
    stays="housekeeping",
    leaves=False,
)

minority_views = table(
    "minority_views",
    "minority_view_id",
    "Another voice (ander geluid): unedited, locked to its side, always in the report",
    ref("series_id", "Series", required=True),
    text("title", "Title", told=True, names=True),
    text("body_md", "Text, in Markdown", required=True, told=True, links=True),
    refs("authors", "Contributors who wrote it", to="contributors", mine=True),
    text("locked_side", "Side that alone may change it", required=True, choices=SIDES),
    stays="another_yes",
)

SOUGHT = ("tegenstem", "niet_gelukt")  # a voice against a theme; what did not work

searches = table(
    "searches",
    "search_id",
    "People looked for something that a report should not miss, and found nothing (gezocht)",
    ref("series_id", "Series", required=True),
    text("what", "What was looked for", required=True, choices=SOUGHT),
    ref("theme_id", "Theme against which a voice was sought"),
    refs("looked_by", "Contributors who looked", to="contributors", mine=True),
    date("looked_on", "Day", required=True, told=True),
    stays="of_the_group",
)

requests = table(
    "requests",
    "request_id",
    "What a report asks, of whom, and by when it wants an answer (wat we vragen)",
    ref("series_id", "Series", required=True),
    text("what", "What is asked", required=True),
    text("to_whom", "Of whom", required=True),
    refs("rests_on", "Themes, changes, wishes and quotes it rests on", to="*"),
    date("answer_by", "Day by which an answer is wanted"),
    number("order", "Place in the list"),
    stays="another_yes",
)

bibliography = table(
    "bibliography",
    "reference_id",
    "A book, article or site that the report or the method rests on (bron)",
    text("key", "Short name to cite it by, such as desmond2023", required=True, archive=True, links=True),
    text("authors", "Who made it, as it is printed in a list", required=True, archive=True, links=True),
    number("year", "Year", archive=True),
    text("title", "Title", required=True, archive=True, names=True, links=True),
    text("published_in", "Journal, publisher or site", archive=True, links=True),
    token("csl_json", "The whole source as CSL-JSON, when it was read from a file", archive=True, since=4),
    ref("series_id", "Series it was read in; empty for all", archive=True),
    archive="nobody",
)

sign_offs = table(
    "sign_offs",
    "sign_off_id",
    "Someone agrees, or not, with a section as it stood (akkoord)",
    ref(
        "section_id",
        "Section; the series for a part that only the kit fills",
        required=True,
        to=("report_sections", "series"),
        on_words=True,
        mine="what others said of a text is theirs",
        told=True,
    ),
    token("section_hash", "Hash of the section that was read; a new text voids it", required=True),
    ref("contributor_id", "Who", required=True, mine=True),
    text("side", "Side", required=True, choices=SIDES),
    text(
        "answer",
        "Answer",
        required=True,
        choices=("akkoord", "akkoord_met_opmerking", "niet_akkoord"),
        told=True,
        no=("niet_akkoord",),
        proposed=("akkoord", "akkoord_met_opmerking"),
    ),
    text("note", "In own words", told=True),
    ref("series_id", "Series of the report", since=4),
    token("section", "Place in the report, such as in_het_kort", since=4, told=True),
    text("readers", "Who gets the part as it was read", choices=AUDIENCES, since=4, told=True),
    date("talked_on", "Day of the talk about not agreeing", since=4, told=True),
    stays="another_yes",
)

report_remarks = table(
    "report_remarks",
    "remark_id",
    "Something someone says of words in a part of the report (opmerking), and what became of it",
    ref("series_id", "Series of the report", required=True),
    token("section", "Place in the report, such as in_het_kort", required=True, told=True),
    ref("contributor_id", "Who says it", required=True, mine=True),
    text("kind", "What it is", required=True, choices=REMARK_KINDS, told=True),
    text("quote", "The words it is about, as they stood; empty for the whole part", told=True, links=True),
    text("prefix", "Words before these", links=True),
    text("suffix", "Words after these", links=True),
    text("words", "What someone says of it, in own words", told=True),
    text("answer", "What became of it, in words of who settled it", told=True),
    date("settled_on", "Day it was settled; empty while it is open", told=True),
    stays="another_yes",
)

credits = table(
    "credits",
    "credit_id",
    "How someone wants to be thanked in the report (met dank aan); nothing said is not named",
    ref("person_id", "Participant or contributor", required=True, to=("participants", "contributors"), mine=True),
    ref("series_id", "Series", required=True),
    text("wish", "Choice", required=True, choices=("naam", "schuilnaam", "niet"), told=True, no=("schuilnaam", "niet")),
    text("words", "Words the person wants", told=True),
    stays="about_people",
)

releases = table(
    "releases",
    "release_id",
    "A table that left the project (register van wat naar buiten ging), as it left",
    ref("series_id", "Series it is about"),
    token("what", "What was counted, such as wie_is_er", required=True),
    number("k", "Smallest group that was shown", required=True),
    number("people", "How many people it is about", required=True),
    texts(
        "person_marks",
        "Marks of the people it is about, to see later how many changed; no ids",
        lets_through="marks that the kit makes",
    ),
    token("table_json", "The table as it left, hidden cells empty", required=True),
    date("made_on", "Day"),
    stays="counts",
    append_only=True,
)

report_releases = table(
    "report_releases",
    "report_release_id",
    "A report that was final left for its readers (uitgave), with what was different from the one before",
    ref("series_id", "Series of the report", required=True),
    text("readers", "For whom it was", required=True, choices=AUDIENCES),
    number("number", "Which release for these readers, from 1", required=True),
    texts("parts", "Each part with the hash of its text", lets_through="names and hashes that the kit makes"),
    text("changed", "What is different, in words of the group"),
    date("made_on", "Day"),
    stays="counts",
)

load_answers = table(
    "load_answers",
    "load_answer_id",
    "What someone said of a project of another program (antwoord bij binnenhalen), for the next time it comes in",
    token("project_key", "Which project there it is: a hash of its program and its own number or title", required=True),
    text(
        "about",
        "What was asked: what a variable becomes, or how positions were counted",
        required=True,
        choices=("variable", "reading"),
    ),
    text("name", "Name of the variable there"),
    token("answer", "What was answered; empty for a variable that stays there"),
    stays="housekeeping",
)

log_events = table(
    "log_events",
    "log_event_id",
    "Something that happened outside the tables, such as a report that was made (logboek); no content",
    token("action", "What happened", required=True, told=True),
    ref("about_id", "Object it is about", to="*", mine=True),
    text("reason", "Why"),
    token("version", "Version of the kit"),
    yes_no("practice", "True for the practice series"),
    stays="housekeeping",
    append_only=True,
)
