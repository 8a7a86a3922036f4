"""A small project in which one invented word stands on every place where words can stand, to see where it is left."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ontmoet_research import store
from ontmoet_research.text import quote_with_context

CANARY = "kwibusflapdrol"
SAID = f"Wilma: ik kreeg elke vrijdag een brief van de {CANARY} en dan sliep ik het hele weekend slecht."
OTHERS = "Teun: dat herken ik wel, zo ging dat bij ons thuis ook jarenlang."
NOTE = f"Wij begonnen met koffie en maakten een rondje.\n\n{SAID}\n\n{OTHERS}\n"


@dataclass(frozen=True)
class Ids:
    """The objects of the canary project, by what they are."""

    series: str
    session: str
    source: str
    before: str
    piece: str
    after: str
    person: str
    noor: str
    section: str
    sign_off: str
    batch: str


def fill(project: store.Project) -> Ids:
    """Write the canary on every place. ``Ids.piece`` is the fragment in which Wilma says it, ``person`` is Wilma."""
    new, rows = store.new, []

    def add(table: str, **values: object) -> str:
        rows.append(new(table, **values))
        return rows[-1].object_id

    series = add("series", title="Onze reeks", format="ontmoetingen", method_version="1")
    phase = add("phases", series_id=series, kind="perspectives", order=1)
    session = add("sessions", series_id=series, phase_id=phase, number=1, kind="ontmoeting", status="gehouden")
    noor = add("contributors", display_name="Noor", side="ervaring")
    person = add("participants", alias="Wilma", series_ids=[series], perspectives=["lived_experience"])
    for purpose in ("meedoen", "notities", "citaat"):
        add("consents", participant_id=person, purpose=purpose, given=True)
    sha256 = hashlib.sha256(NOTE.encode()).hexdigest()
    told = {"kind": "verslag", "title": f"Avond over de {CANARY}", "sha256": sha256, "text": NOTE}
    source = add("sources", session_id=session, **told)
    places = {"before": (0, NOTE.index("Wilma")), "piece": (NOTE.index("Wilma"), NOTE.index("Teun"))}
    places["after"] = (NOTE.index("Teun"), len(NOTE))
    pieces = {}
    for order, (name, (start, end)) in enumerate(places.items(), start=1):
        speaker = person if name == "piece" else None
        own = {"order": order, "start": start, "end": end, "visibility": "groep", "participant_id": speaker}
        pieces[name] = add("fragments", source_id=source, withdrawn=False, **own)
    book = add("codebooks", title="Lijst", version="1")
    code = add("codes", codebook_id=book, code="L1", label_nl="brieven", kind="enkel")
    mark = {"source_id": source, "code_id": code, "contributor_id": noor, "certainty": "zeker", "round": "zelf"}
    for piece, words in (("piece", f"brief van de {CANARY}"), ("after", "dat herken ik"), ("before", "een rondje")):
        start = NOTE.index(words)
        found = quote_with_context(NOTE, start, start + len(words))
        own = {"start": start, "end": start + len(words), "quote": found.quote}
        add("codings", fragment_id=pieces[piece], prefix=found.prefix, suffix=found.suffix, **own, **mark)
    add("readings", fragment_id=pieces["piece"], contributor_id=noor, outcome="gelabeld")
    difference = add("differences", fragment_id=pieces["piece"], code_id=code, note=f"over de {CANARY}")
    add("positions", difference_id=difference, contributor_id=noor, view="anders", reason=f"de {CANARY} is eng")
    quote = f"elke vrijdag een brief van de {CANARY}"
    add("quotes", fragment_id=pieces["piece"], text_used=quote, audiences=["groep"], state="akkoord")
    memo = f"Zij zei: elke vrijdag een brief van de {CANARY}. Dat raakte mij."
    add("memos", contributor_id=noor, kind="idee", private=False, about_id=pieces["piece"], text=memo)
    add("wishes", text=f"Als we nu eens de {CANARY} belden", session_id=session, status="open")
    add("harvests", session_id=session, question="Wat neem je mee?", answers=["rust", f"de {CANARY}"], shown=["rust"])
    add("insights", session_id=session, kind="works", text=f"Bellen met de {CANARY.capitalize()} werkt")
    add(
        "minority_views",
        series_id=series,
        body_md=f"Ik zie de {CANARY} anders.",
        locked_side="ervaring",
        authors=[noor],
    )
    body = f"Iemand kreeg *elke vrijdag een brief van de {CANARY} en dan* sliep die slecht."
    own = {"section": "in_het_kort", "title": "In het kort", "body_md": body, "state": "voor_akkoord"}
    section = add("report_sections", series_id=series, authors=[noor], sources=[pieces["piece"]], **own)
    agreed = {"contributor_id": noor, "side": "ervaring", "answer": "akkoord"}
    sign_off = add("sign_offs", section_id=section, section_hash="0" * 64, **agreed)
    own = {"title": "Ronde 1", "status": "open", "fragment_ids": list(pieces.values())}
    batch = add("batches", source_id=source, contributor_ids=[noor], **own)
    store.write(project, rows, origin="opzet")
    ids = {"series": series, "session": session, "source": source, "person": person, "noor": noor}
    return Ids(**ids, **pieces, section=section, sign_off=sign_off, batch=batch)
