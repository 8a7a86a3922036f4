"""From a label to the words: pieces of text by label, meeting, perspective, theme, reader and words.

What may not be seen is out before anything is sought, and blind first holds: labels of others on a piece that the
person at work is not done with are not sought in and not told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from ontmoet_research.coding import LabelsNow, read_codes, read_codings, visible_codings
from ontmoet_research.privacy import fragment_texts
from ontmoet_research.privacy.gate import NOTES, Gate, read_gated
from ontmoet_research.store import Project, read_table, read_values
from ontmoet_research.text.word_forms import folded, sought
from ontmoet_research.words import Refused

if TYPE_CHECKING:
    import pandas as pd

AROUND = 60  # letters on each side of words that were sought

__all__ = ["find_pieces"]


def find_pieces(
    project: Project,
    *,
    labels: Collection[str] = (),
    any_of: Collection[str] = (),
    none_of: Collection[str] = (),
    series: str | None = None,
    meeting: int | None = None,
    perspective: str | None = None,
    theme: str | None = None,
    relation: str | None = None,
    reader: str | None = None,
    in_doubt: bool | None = None,
    words: str = "",
    half: int | None = None,
    fragment_ids: Collection[str] | None = None,
) -> pd.DataFrame:
    """Pieces of text that fit all that is asked, one row a piece, in order of series, date and place in the note.

    ``labels`` must all lie on the piece, of ``any_of`` at least one, of ``none_of`` none; each is a label's name, short
    id or ``code_id``. ``series`` is an id or title, ``meeting`` its number, ``perspective`` that of the speaker,
    ``theme`` an id or title (``relation``: past, nuance or spreekt_tegen), ``reader`` the chosen name of who placed the
    labels, ``in_doubt`` asks for labels placed with doubt (or, False, without), ``words`` for words in the piece,
    whatever their capitals, accents and form (bellen finds belde). ``half`` is 1 or 2: the first or the last half of
    the meetings of its series that have text, by date (of an odd number the middle one is in the first). With
    ``fragment_ids`` only among these.

    Gives ``fragment_id, words, note, series, meeting`` (number), ``date`` (ISO), ``speaker`` (alias, or None),
    ``perspectives`` (list), ``labels`` (list of names), ``placed_by`` (list of "label: reader") and, with ``words``,
    ``before, found, after`` (the first place of these words in context).

    Errors: ``Refused`` for a label, series or theme that is not there; ``ValueError`` for another half.
    """
    pieces = _pieces(project)
    if half is not None:
        pieces = _half(pieces, half)
    if fragment_ids is not None:
        pieces = pieces[pieces["fragment_id"].isin(list(fragment_ids))]
    codings = _codings(project, pieces, reader=reader, in_doubt=in_doubt)
    known = read_codes(project)
    on_piece = codings.groupby("fragment_id")["code_id"].agg(set).to_dict()
    every, some, none = (_label_ids(known, asked) for asked in (labels, any_of, none_of))
    kept = [
        all(one & on_piece.get(piece, set()) for one in every)
        and (not some or bool(set().union(*some) & on_piece.get(piece, set())))
        and not set().union(*none) & on_piece.get(piece, set())
        and ((reader is None and in_doubt is None) or bool(on_piece.get(piece)))
        for piece in pieces["fragment_id"]
    ]
    found = pieces.loc[kept]
    if series is not None:
        found = found[found["series_id"] == _series_id(project, series)]
    if meeting is not None:
        found = found[found["meeting"] == meeting]
    if perspective is not None:
        found = found.loc[[perspective in own for own in found["perspectives"]]]
    if theme is not None:
        found = found[found["fragment_id"].isin(_of_theme(project, theme, relation, codings))]
    return _told(found, codings, words)


def _pieces(project: Project) -> pd.DataFrame:
    """All text that may be seen, with where it was said and by whom."""
    import pandas as pd

    closed = Gate(project).closed(NOTES)
    fragments = read_table(project, "fragments")
    fragments = fragments[~fragments["fragment_id"].isin(closed) & (fragments["kind"] != "kop")]
    texts = fragment_texts(fragments, read_gated(project, "sources"))
    sources = read_table(project, "sources")[["source_id", "title", "session_id"]].rename(columns={"title": "note"})
    sessions = read_table(project, "sessions")[["session_id", "series_id", "number", "date"]]
    series = read_table(project, "series")[["series_id", "title"]].rename(columns={"title": "series"})
    people = read_table(project, "participants").set_index("participant_id")
    told = fragments.merge(sources, on="source_id").merge(sessions, on="session_id", how="left")
    told = told.merge(series, on="series_id", how="left").rename(columns={"number": "meeting"})
    alias, several = people["alias"].to_dict(), people["perspectives"].to_dict()
    told["words"] = told["fragment_id"].map(texts)
    told["speaker"] = [alias.get(one) for one in told["participant_id"]]
    told["perspectives"] = [
        several.get(person) or ([one] if one else [])
        for person, one in zip(told["participant_id"], told["speaker_perspective"], strict=True)
    ]
    order = told.assign(_day=told["date"].where(told["date"].notna(), "9999"), _no=told["series"].isna())
    order = order.sort_values(["_no", "series", "_day", "meeting", "note", "order"], kind="stable")
    return pd.DataFrame(order.drop(columns=["_day", "_no"])).reset_index(drop=True)


def _half(pieces: pd.DataFrame, half: int) -> pd.DataFrame:
    if half not in (1, 2):
        raise ValueError(f"half is 1 or 2; not {half}")
    held = pieces.dropna(subset=["session_id"]).drop_duplicates("session_id")  # by series and date
    place, size = held.groupby("series_id").cumcount(), held.groupby("series_id")["session_id"].transform("size")
    first = place < (size + 1) // 2
    return pieces[pieces["session_id"].isin(held.loc[first == (half == 1), "session_id"])]


def _codings(project: Project, pieces: pd.DataFrame, *, reader: str | None, in_doubt: bool | None) -> pd.DataFrame:
    """Each label on each piece it lies on, as far as the person at work may know of it."""
    read = {
        piece
        for piece, who in read_values(project, "readings", ["fragment_id", "contributor_id"])
        if who == project.who
    }
    codings = visible_codings(read_codings(project), read, project.who) if _somebody(project) else read_codings(project)
    names = dict(read_values(project, "contributors", ["object_id", "display_name"]))
    codings = codings.assign(reader=[names.get(one, "") for one in codings["contributor_id"]])
    if reader is not None:
        codings = codings[codings["reader"].str.casefold() == reader.casefold()]
    if in_doubt is not None:
        codings = codings[(codings["certainty"] != "zeker") == in_doubt]
    own = codings[["source_id", "start", "end", "code_id", "label_nl", "reader"]]
    own = own.rename(columns={"start": "first", "end": "last"})
    joined = own.merge(pieces[["fragment_id", "source_id", "start", "end"]], on="source_id")
    return joined[(joined["first"] < joined["end"]) & (joined["start"] < joined["last"])]


def _somebody(project: Project) -> bool:
    return any(one == project.who for (one,) in read_values(project, "contributors", ["object_id"]))


def _label_ids(known: pd.DataFrame, asked: Iterable[str]) -> list[set[str]]:
    """The ids that each asked label stands for; a name can stand in several lists. Errors: ``Refused``."""
    told = []
    for one in asked:
        same = known["label_nl"].str.casefold() == one.casefold()
        ids = set(known.loc[same | (known["code"] == one) | (known["code_id"] == one), "code_id"])
        if not ids:
            raise Refused("learning.pieces.no_label", label=one)
        told.append(ids)
    return told


def _series_id(project: Project, series: str) -> str:
    for key, title in read_values(project, "series", ["object_id", "title"]):
        if series in (key, title):
            return str(key)
    raise Refused("learning.pieces.no_series", series=series)


def _of_theme(project: Project, theme: str, relation: str | None, codings: pd.DataFrame) -> set[str]:
    """The pieces a theme rests on: chosen, or through a label that lies on them."""
    themes = read_table(project, "themes")
    ids = themes.loc[(themes["theme_id"] == theme) | (themes["title"].str.casefold() == theme.casefold()), "theme_id"]
    if ids.empty:
        raise Refused("learning.pieces.no_theme", theme=theme)
    links = LabelsNow.of(project).links(read_table(project, "theme_links"))
    links = links[links["theme_id"].isin(ids)]
    if relation is not None:
        links = links[links["relation"] == relation]
    targets = set(links["target_id"])
    return targets | set(codings.loc[codings["code_id"].isin(targets), "fragment_id"])


def _told(found: pd.DataFrame, codings: pd.DataFrame, words: str) -> pd.DataFrame:
    labels: dict[str, list[str]] = {}
    placed: dict[str, list[str]] = {}
    for piece, label, reader in zip(codings["fragment_id"], codings["label_nl"], codings["reader"], strict=True):
        labels.setdefault(piece, []).append(label)
        placed.setdefault(piece, []).append(f"{label}: {reader}")
    told = found.assign(
        labels=[sorted(set(labels.get(one, []))) for one in found["fragment_id"]],
        placed_by=[sorted(set(placed.get(one, []))) for one in found["fragment_id"]],
    )
    columns = [
        "fragment_id",
        "words",
        "note",
        "series",
        "meeting",
        "date",
        "speaker",
        "perspectives",
        "labels",
        "placed_by",
    ]
    told = told[columns]
    if not words.strip():
        return told.reset_index(drop=True)
    texts = [folded(text) for text in told["words"]]
    asked = sought(words, texts)
    places = [_in_context(text, asked.search(bare)) for text, bare in zip(told["words"], texts, strict=True)]
    told = told.loc[[place is not None for place in places]]
    context = [place for place in places if place is not None]
    for at, name in enumerate(("before", "found", "after")):
        told = told.assign(**{name: [place[at] for place in context]})
    return told.reset_index(drop=True)


def _in_context(text: str, place: re.Match[str] | None) -> tuple[str, str, str] | None:
    """The first place of these words with what stands around it: keyword in context."""
    if place is None:
        return None
    start, end = place.span()
    return text[max(start - AROUND, 0) : start], text[start:end], text[end : end + AROUND]
