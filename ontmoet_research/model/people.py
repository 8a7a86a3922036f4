"""Tables of series and people (domain model 2.1).

There is no column for birth date, gender, origin, health, income, debt or address, and there never will be.
Names, contact details and exact job titles live in a key file outside the project; ``KEY_FILE_COLUMNS``
names what it holds, and it is deliberately not a table.
"""

from .columns import ANY, date, number, ref, refs, table, text, texts, yes_no

PERSPECTIVES = (
    "lived_experience",
    "resident",
    "volunteer",
    "professional",
    "student",
    "teacher",
    "researcher",
    "policy",
    "other",
)
SIDES = ("ervaring", "onderzoek", "onderwijs", "praktijk")
ROLES = (
    "docent-onderzoeker",
    "ervaringsonderzoeker",
    "student",
    "gespreksleider",
    "dagvoorzitter",
    "werkteam",
)
PHASE_KINDS = ("perspectives", "decision", "action_learning", "follow_up")
SESSION_KINDS = (
    "ontmoeting",
    "besluit",
    "vervolg",
    "voorbespreking",
    "kenniscafe",
    "webinar",
    "terugleggen",
    "workshop",
)
CONSENT_PURPOSES = (
    "meedoen",
    "notities",
    "labelen_door_medeonderzoekers",
    "labelen_door_studenten",
    "citaat",
    "naam_noemen",
    "archief",
    "hergebruik",
)
KEPT_KINDS = ("sleutelbestand", "toestemming", "ruw", "onder_schuilnaam", "verslag")
JOB_GROUPS = ("sociaal werk", "gemeente", "wonen", "onderwijs", "veiligheid", "bestuur", "anders")
NEEDS = ("pauze", "hulp bij lezen", "groot", "stil", "tolk", "vervoer", "anders")
SECTORS = (
    "wonen",
    "welzijn",
    "zorg",
    "onderwijs",
    "gemeente",
    "veiligheid",
    "bewonersinitiatief",
    "cultuur",
    "sport",
    "werk en inkomen",
    "anders",
)
ORGANISATION_ROLES = ("trekker", "partner", "kennisinstelling")
PART_KINDS = ("plenair", "deelsessie", "panel", "workshop", "film_of_theater", "pauze")
RECOGNITION_POINTS = (
    "enige_in_de_buurt",
    "bijzonder_voorval",
    "functie",
    "familie",
    "plek_of_dag",
    "ander_dorp_weet_het",
)
KEY_FILE_COLUMNS = ("participant_id", "name", "contact", "exact_role")

series = table(
    "series",
    "series_id",
    "A series of meetings in one place (reeks)",
    text("title", "What the group calls the series", required=True),
    text("region", "Place or region"),
    text("topic", "What it is about; not always poverty"),
    text(
        "format",
        "Kind of series",
        required=True,
        choices=("ontmoetingen", "workshops", "kenniscafe", "cop", "anders"),
    ),
    text("method_version", "Version of the method, printed in each report"),
    ref("parent_series_id", "The series this one grew out of, such as a pilot"),
    text("research_question", "What the group wants to find out"),
    number("min_participants", "Fewest people for a good conversation"),
    number("max_participants", "Most people for a good conversation"),
    texts("required_perspectives", "Perspectives that should be in the room", choices=PERSPECTIVES),
    number("k_threshold", "Smallest group that may be shown outside (distinct people); 5 advised", proposed=True),
    text("language_level", "Language level of what is written, such as B1"),
    text("source", "Where the set-up comes from"),
    text("method", "Name of the method, printed in each report", since=3),
    text("method_note", "What the group changed in the method, and why", since=3),
    text("size_reason", "Why the group is smaller or larger than advised", since=3),
    text("pilot_note", "What a try-out with few people was for, and what it told", since=3),
    date("ended_on", "Day the series was closed", since=3),
    text("end_note", "Why it was closed, when that was earlier than planned", since=3),
)

phases = table(
    "phases",
    "phase_id",
    "A part of a series with its own purpose (fase)",
    ref("series_id", "Series it belongs to", required=True),
    text("kind", "Purpose of the phase", required=True, choices=PHASE_KINDS),
    number("order", "Place in the series, from 1", required=True),
    number("planned_count", "How many meetings were planned"),
    number("interval_weeks", "Weeks between meetings, if agreed"),
    number("span_months", "How many months the phase takes"),
    text("source", "Where these numbers come from"),
    date("started_on", "First day, when that is not the day of its first meeting", since=3),
    text("interval_note", "What the sources say when they disagree on the weeks between meetings", since=3),
    text("end_note", "Why the phase ended earlier than planned", since=3),
    text("result_note", "What this part brought, in own words; nothing yet is a result too", since=3),
)

sessions = table(
    "sessions",
    "session_id",
    "One meeting (bijeenkomst)",
    ref("series_id", "Series it belongs to", required=True),
    ref("phase_id", "The one phase it belongs to", required=True),
    number("number", "Number within the series", required=True),
    date("date", "Date, planned or held"),
    text("kind", "Kind of meeting", required=True, choices=SESSION_KINDS),
    text("mode", "In a room, online, or both", choices=("fysiek", "online", "hybride")),
    text("place_kind", "Whose place it is, such as tussenruimte"),
    text("guiding_question", "The question the meeting opens with"),
    texts("work_forms", "Ways of working used"),
    text("accessibility_contact", "Who looks after accessibility (chosen name); a check asks for it"),
    refs("facilitator_ids", "Contributors who lead the conversation"),
    text("topic", "Topic; may still be empty"),
    text("status", "Planned, held or cancelled", required=True, choices=("gepland", "gehouden", "vervallen")),
    text("cancel_reason", "Why it was cancelled", since=3),
    yes_no("public", "Open to everyone; what officials said there was said in public", since=3),
    text("ready_note", "What was agreed where needs of people are hard to combine", since=3),
    text(
        "research_changed", "What the research does differently because of this talk, or that nothing changes", since=3
    ),
)

session_parts = table(
    "session_parts",
    "session_part_id",
    "A part of a meeting (onderdeel), such as a panel or a workshop",
    ref("session_id", "Meeting", required=True),
    number("order", "Place in the meeting, from 1", required=True),
    text("kind", "Kind of part", required=True, choices=PART_KINDS),
    text("title", "What it was about"),
    text("work_form", "Way of working used"),
)

organisations = table(
    "organisations",
    "organisation_id",
    "An organisation, known by a broad label only",
    text("label", "Broad label, such as 'een woonorganisatie'", required=True),
    text("sector", "Sector"),
    yes_no("internal_followup", "Whether the organisation follows up inside"),
    yes_no("has_backup", "Whether someone else can take over"),
    text("role", "Part it has in the series", choices=ORGANISATION_ROLES, since=3),
    yes_no("inside", "Inside the municipality; false is outside", since=3),
    date("named_on", "Day the one person it sent agreed in writing that it may be named", since=3),
)

participants = table(
    "participants",
    "participant_id",
    "Someone who takes part in a series (deelnemer), known by a chosen alias",
    text("alias", "Alias (schuilnaam), chosen by the person", required=True),
    refs("series_ids", "Series the person takes part in"),
    texts("perspectives", "Perspectives, several at once", choices=PERSPECTIVES),
    text("job_group", "Broad job group, never a title", choices=JOB_GROUPS),
    ref("organisation_id", "Organisation, if any"),
    text(
        "status",
        "Active, pausing, stopped or withdrawn",
        choices=("actief", "pauze", "gestopt", "ingetrokken"),
        no=("gestopt", "ingetrokken"),
    ),
    date("joined", "First day"),
    date("left", "Last day, if stopped"),
    texts("roles", "Other roles, in own words, such as football trainer or neighbour", since=3),
    yes_no("is_connector", "Takes what is learned into the own organisation", since=3),
    yes_no("backup", "Whether someone else can take over what this person took on", since=3),
    text("leave_reason", "Why someone stopped, in own words; never shown per person", since=3),
)

attendance = table(
    "attendance",
    "attendance_id",
    "Who was at a meeting",
    ref("session_id", "Meeting", required=True),
    ref("participant_id", "Participant", required=True),
    text("state", "Was there, sent word, absent, or new", choices=("aanwezig", "afgemeld", "afwezig", "nieuw")),
)

contributors = table(
    "contributors",
    "contributor_id",
    "Someone who works on the research (medewerker aan het onderzoek)",
    text("display_name", "Name on screen, chosen by the person", required=True),
    text("side", "Side of the table", required=True, choices=SIDES, proposed=True),
    text("role", "Role in the research", choices=ROLES, proposed=True),
    ref("participant_id", "The same person as participant, if so"),
    date("trained_on", "Day of the training, if any"),
    date("start", "First day"),
    date("end", "Last day, if stopped"),
    text("handover_note", "What a successor should know"),
    ref("handed_over_to", "Contributor who goes on with the work", since=3),
    yes_no("keeps_key_file", "Has a key to the key file", since=3),
    ref("supervisor_id", "Contributor who guides a student", since=3, proposed=True),
    date("agreement_signed_on", "Day a student signed the agreement", since=3, proposed=True),
    date("agreement_until", "Last day of that agreement", since=3, proposed=True),
)

needs = table(
    "needs",
    "need_id",
    "What someone needs to take part (Wat heb je nodig?); no causes, never exported",
    ref("person_id", "Participant or contributor", required=True),
    texts("needs", "Chosen needs", choices=NEEDS),
    text("text", "In own words"),
    text("conflict_note", "When needs conflict"),
    text("solution", "What was agreed"),
    date("confirmed_on", "Day the person last said that it still holds", since=3),
)

display_settings = table(
    "display_settings",
    "display_setting_id",
    "How someone wants screens to look and sound; no causes, never exported",
    ref("person_id", "Contributor", required=True),
    text("text_size", "Size of text", choices=("gewoon", "groot", "heel_groot")),
    text("contrast", "Contrast", choices=("gewoon", "hoog")),
    yes_no("calm", "Only what is needed on screen, nothing that moves"),
    yes_no("read_aloud", "A button to hear each piece"),
    yes_no("own_words", "What the person said as a participant shows among the pieces to label"),
)

consents = table(
    "consents",
    "consent_id",
    "A yes or no of a participant, per purpose; no row means no",
    ref("participant_id", "Participant", required=True),
    text("purpose", "What it is for", required=True, choices=CONSENT_PURPOSES),
    yes_no("given", "Yes or no", required=True, no=(False,)),
    ref("asked_by", "Contributor who asked; research or experience side"),
    date("date", "Day of the answer"),
    text("info_version", "Version of the information given"),
    date("withdrawn", "Day the yes was taken back", no=ANY),
    an_answer=True,
)

agreed_dates = table(
    "agreed_dates",
    "agreed_date_id",
    "A day that was agreed on (afgesproken dag): until when words can be taken out, or are kept",
    ref("series_id", "Series", required=True),
    text("kind", "Taking out, or keeping", required=True, choices=("weghalen", "bewaren")),
    text("what", "Purpose, or kind of data", required=True, choices=(*CONSENT_PURPOSES, *KEPT_KINDS)),
    date("until", "The last day", required=True),
)
