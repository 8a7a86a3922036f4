"""What points straight at a person by its form alone, without a list of names: numbers, addresses, a date of birth.

Own rules, because what is known for other languages misses Dutch numbers and street names. They lean to finding too
much. Numbers are checked: an IBAN by mod 97 (ISO 13616), a BSN by the eleven test (Besluit burgerservicenummer); nine
digits that fail the test are only a number. Names, and whose they are: ``privacy/names.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .shadow import shadows

__all__ = ["find_forms", "forms_in", "is_bsn", "is_iban"]

Span = tuple[int, int]


def find_forms(text: str) -> list[tuple[int, int, str]]:
    """Start, end and kind of all that has the form of something that points at a person, as people read the text.

    >>> find_forms("Bel 06-12345678.")
    [(4, 15, 'phone')]
    """
    found = [
        (*shadow.span(start, end), kind)
        for shadow in shadows(text)
        for start, end, kind in forms_in(shadow.text)
        if not shadow.over_lines or (kind not in NOT_OVER_LINES and shadow.over_a_line_end(text, start, end))
    ]
    return sorted(set(found))


def forms_in(text: str) -> Iterator[tuple[int, int, str]]:
    """The same, of a text that stands as people read it (``shadow.py``)."""
    digits = len(_DIGIT.findall(text))
    for kind, finder in _FINDERS.items():
        if digits >= _LEAST_DIGITS.get(kind, 0) and (kind not in _NEEDS or _NEEDS[kind].search(text)):
            yield from ((*span, kind) for span in finder(text))


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the eleven test of a BSN.

    >>> is_bsn("123456782"), is_bsn("123456789")
    (True, False)
    """
    if not re.fullmatch("[0-9]{9}", digits) or int(digits) == 0:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def is_iban(typed: str) -> bool:
    """Whether this passes the mod 97 test of an IBAN; spaces, dots and hyphens don't count.

    >>> is_iban("NL02 ABNA 0123 4567 89"), is_iban("NL03 ABNA 0123 4567 89")
    (True, False)
    """
    compact = re.sub("[ .-]", "", typed).upper()
    if not re.fullmatch("NL[0-9]{2}[A-Z]{4}[0-9]{10}|(?!NL)[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", compact):
        return False
    return int("".join(str(int(sign, 36)) for sign in compact[4:] + compact[:4])) % 97 == 1


NOT_OVER_LINES = ("number", "postcode", "name")  # figures and names under each other are a list

# Every repeat has an upper bound, so that no text, however odd, makes these slow.
_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
)
_DATE = (
    rf"(?:\d{{1,2}}[-/. ]\d{{1,2}}[-/. ](?:19|20)?\d{{2}}|\d{{1,2}} (?:{_MONTH})\b\.?(?: \d{{4}})?|(?:19|20)\d{{2}})"
)
_EMAIL = re.compile(
    r"[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|(?<![\w.])[\w.+%'-]{1,64}"
    r"(?:[ ]?[(\[{][ ]?(?:at|@|apenstaart(?:je)?)[ ]?[)\]}][ ]?|[ ]apenstaart(?:je)?[ ]|[ ]?@[ ]?)"
    r"[\w-]{1,63}(?:(?:[ ]?[(\[{][ ]?(?:punt|dot|\.)[ ]?[)\]}][ ]?|[ ](?:punt|dot)[ ]|\.)[\w-]{2,63}){1,5}",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\"“”]+"
    r"|(?<![\w.@-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.(?:nl|com|org|net|eu|be|info)\b(?:/\S*)?"
)
_URL_TAIL = ".,;:!?'’)…"
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w+])(?:(?:\+|00)31[ .-]?(?:\(0\))?[ .-]?\d|\(?0[1-9])(?:[ .-]?\d){0,2}\)?(?:[ .-]{0,3}\d){6,8}(?!\w)"
    r"|(?<![\w+])\+(?!31)\d{1,3}(?:[ .-]?\d){7,11}(?!\w)"
)
_STARTS_AS_DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d{2}(?!\d)")
_NINE_DIGITS = re.compile(
    r"(?<![\w.,-])(?:\d(?:[ .]?\d){8}|\d{3}-\d{3}-\d{3}|\d{4}-\d{2}-\d{3}|\d{2}-\d{3}-\d{4})(?![\w-]|[.,]\d)"
)
_BORN = re.compile(
    r"\b(?:geboren(?:\s+(?:is|op|in|te\s+\w{1,40}\s+op))?|geboortedatum|geboortejaar|geb\.?)\s*:?\s*(?:op\s+)?"
    rf"(?P<after>{_DATE})\b|\b(?P<before>{_DATE})\s+(?:is\s+\w{{1,40}}\s+)?geboren\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"(?<![\w.,-])[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?![\w-])"
    r"|(?<![\w.,-])[1-9]\d{3}[a-z]{2}(?![\w-])"
)
_YEAR_COMES = re.compile(r"\b(?:in|van|sinds|tot|vanaf|jaar|eind|begin|medio|na|voor) $", re.IGNORECASE)
_UNITS = {"mm", "cm", "km", "kg", "gr", "ml", "cl", "px", "gb", "mb", "kw", "er"}
_STREET = re.compile(
    r"(?:\b[A-Z][\w.'’-]{0,30}[ ](?:(?:van|de|der|den|het|ten|ter|'t)[ ]){0,2}){0,3}"
    r"\b[\w'’-]{2,40}(?:straat|laan|weg|plein|hof|dreef|singel|gracht|kade|dijk|steeg|pad|plantsoen|allee|boulevard)"
    r"[ ]\d{1,4}(?:[ -]?[A-Za-z](?!\w))?(?:[-/]\d{1,4})?(?!\w)"
    r"|\b(?:Laan|Plein|Weg|Hof)[ ](?:van|der|aan)[ ](?:(?:de|het|den)[ ])?[A-Z][\w'’-]{0,30}"
    r"(?:[ ][A-Z][\w'’-]{0,30})?[ ]\d{1,4}\b"
    r"|\b(?:[A-Z][\w'’-]{1,30}[ ])?(?:Singel|Haven|Markt|Brink|Plein|Dijk|Kade|Gracht|Steeg)[ ]\d{1,4}[a-z]?\b"
)
_NO_STREET = re.compile(
    r"(?:^|[ ])(?:(?:onder|terug|snel|auto|heen|half|water|uit)weg|(?:aller|gerechts)hof) ", re.IGNORECASE
)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (match.span() for match in pattern.finditer(text))


def _urls(text: str) -> Iterator[Span]:
    for match in _URL.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip(_URL_TAIL))


def _ibans(text: str) -> Iterator[Span]:
    """The longest stretch that passes the test: a word in capitals may follow the number."""
    for match in _IBAN.finditer(text):
        for end in range(match.end(), match.start() + 14, -1):
            if is_iban(text[match.start() : end]):
                yield match.start(), end
                break


def _phones(text: str) -> Iterator[Span]:
    """Dutch numbers have nine digits after the 0 or the +31; of foreign ones (with a plus) the length differs."""
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        own = re.sub(r"^(?:0031|31(?=\d{9}$)|0)", "", digits)
        foreign = match[0].startswith("+") and not digits.startswith("31")
        if (foreign or len(own) == 9) and not _STARTS_AS_DATE.match(match[0]):
            yield match.span()


def _nine_digits(text: str, passes: bool) -> Iterator[Span]:
    for match in _NINE_DIGITS.finditer(text):
        if is_bsn(re.sub(r"\D", "", match[0])) == passes:
            yield match.span()


def _birth_dates(text: str) -> Iterator[Span]:
    for match in _BORN.finditer(text):
        yield match.span("after" if match["after"] else "before")


def _postcodes(text: str) -> Iterator[Span]:
    for match in _POSTCODE.finditer(text):
        is_year = match[0][:2] in ("19", "20") and _YEAR_COMES.search(text[max(0, match.start() - 8) : match.start()])
        if not is_year and match[0][-2:] not in _UNITS:
            yield match.span()


def _streets(text: str) -> Iterator[Span]:
    return (match.span() for match in _STREET.finditer(text) if not _NO_STREET.search(match[0]))


_DIGIT = re.compile(r"\d")
# What each form can't be without: most notes hold little of it, and the patterns themselves are slow to say no.
_LEAST_DIGITS = {"iban": 4, "phone": 8, "bsn": 9, "number": 9, "birth_date": 2, "postcode": 4, "street": 1}
_NEEDS = {
    "email": re.compile(r"@|apenstaart|[(\[{][ ]?at", re.IGNORECASE),
    "url": re.compile(r"https?://|www\.|\.(?:nl|com|org|net|eu|be|info)\b"),
    "birth_date": re.compile(r"\bgeb", re.IGNORECASE),
}
_FINDERS = {
    "email": lambda text: _spans(_EMAIL, text),
    "url": _urls,
    "iban": _ibans,
    "phone": _phones,
    "bsn": lambda text: _nine_digits(text, passes=True),
    "number": lambda text: _nine_digits(text, passes=False),
    "birth_date": _birth_dates,
    "postcode": _postcodes,
    "street": _streets,
}
