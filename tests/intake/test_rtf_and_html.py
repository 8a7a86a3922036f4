"""Rich text and web pages: the words as people see them, and what was left out told."""

# ruff: noqa: E501 - a table of examples reads best with each example on one line
from __future__ import annotations

import pytest

from ontmoet_research.intake.readers import Unreadable, read_bytes

from .files import rtf

RTF = [
    ("paragraphs", r"Een\par Twee", "Een\nTwee", []),
    ("old letters", r"\'e9\'e9n caf\'e9 \u8364?5", "één café €5", []),
    ("Unicode with two signs for old programs", r"{\uc2\u233 e'x}", "éx", []),
    ("an emoji in two halves", r"\u-10179?\u-9141? hoi", "👋".encode("utf-16", "surrogatepass").decode("utf-16") + " hoi", []),
    ("another codepage", r"\f1 \'cf\'f0\f0  ja", "Пр ja", []),
    ("signs", r"\ldblquote ja\rdblquote  \endash  \{x\} a\~b", "“ja” – {x} a\u00a0b", []),
    ("a table", r"\trowd Wie\cell Wat\cell\row\trowd Wilma\cell koffie\cell\row", "Wie\tWat\nWilma\tkoffie", []),
    ("a list", r"{\pntext\f0\'b7\tab}een\par{\listtext\'b7\tab}twee", "- een\n- twee", []),
    ("a footnote", r"Een{\footnote\pard voet}\par Twee", "Een[1]\nTwee\n[1] voet", []),
    ("a picture with bytes that look like text", r"a{\pict\bin5 }{\\x}b", "ab", ["images"]),
    ("a picture in hex", r"a{\*\shppict{\pict 89504e47}}b", "ab", []),
    ("words taken out and put in", r"a{\deleted weg}{\revised erbij}", "aerbij", ["changes"]),
    ("hidden words", r"a{\v geheim}b", "ab", ["hidden"]),
    ("a remark", r"a{\*\annotation kantlijn}b", "ab", ["remarks"]),
    ("a header", r"{\header Buurthuis}a", "a", ["page_edges"]),
    ("a text box", r"a\par{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt in de doos}}}", "a\nin de doos", []),
    ("a link", r'{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt hier}}.', "hier.", []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text", "keys"), [row[1:] for row in RTF], ids=[row[0] for row in RTF])
def test_rich_text_comes_in_as_people_see_it(body: str, text: str, keys: list[str]) -> None:
    from ontmoet_research.text import clean_text

    read = read_bytes(".rtf", rtf(body))
    told = read.text.encode("utf-16", "surrogatepass").decode("utf-16")
    assert clean_text(told) == text
    assert [notice.key.removeprefix("intake.notice.") for notice in read.notices] == keys


@pytest.mark.parametrize("data", [rtf("a")[:-1], rtf("a{b"), rtf("a}b"), b"{\\rtf1" + b"{" * 5_000])
def test_rich_text_that_stops_halfway_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_bytes(".rtf", data)
    assert refusal.value.key in ("intake.refused.damaged", "intake.refused.too_heavy")


PAGE = "<!DOCTYPE html><html><head><title>T</title><style>p {{}}</style></head><body>{}</body></html>"
HTML = [
    ("paragraphs", "<p>Een\n twee</p><p>Drie &eacute;&#233; &lt;b&gt;</p>", "Een twee\nDrie éé <b>", []),
    ("headings", "<h1>Kop</h1><h3>Lager</h3>a", "# Kop\n### Lager\na", []),
    ("lists", "<ul><li>een<ol><li>twee</li></ol></li><li><p>drie</p></li></ul>na", "- een\n  1. twee\n- drie\nna", []),
    ("a table", "<table><tr><th>Wie</th><th>Wat</th></tr><tr><td>Wilma</td><td>koffie <b>en</b> thee</td></tr></table>", "Wie\tWat\nWilma\tkoffie en thee", []),
    ("a mail in a table", "<table><tr><td><p>Dag allemaal,</p><p>tot morgen.</p></td></tr></table>", "Dag allemaal,\ntot morgen.", []),
    ("line ends", "Een<br>twee<br/>drie", "Een\ntwee\ndrie", []),
    ("bold within a word", "<p>on<b>ge</b>veer <i>zo</i></p>", "ongeveer zo", []),
    ("text as typed", "<pre>a  b\nc</pre>", "a  b\nc", []),
    ("scripts", "<script>kwaad()</script><noscript>x</noscript>a<style>b</style>", "a", []),
    ("pictures", "<p>a<img src=http://x/y.png></p>", "a", ["images"]),
    ("a page within", "a<iframe src=http://x></iframe>", "a", ["inside"]),
    ("hidden words", "a<div style='display: none'>geheim</div><p hidden></p>", "a", ["hidden"]),
    ("fields", "a<input value=b><input type=hidden value=c>", "a", ["fields"]),
    ("a mail from Outlook", "<!--[if gte mso 9]><xml>x</xml><![endif]--><p class=MsoNormal>Hoi<o:p></o:p></p>", "Hoi", []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text", "keys"), [row[1:] for row in HTML], ids=[row[0] for row in HTML])
def test_a_web_page_comes_in_as_people_see_it(body: str, text: str, keys: list[str]) -> None:
    read = read_bytes(".html", PAGE.format(body).encode())
    assert read.text == text
    assert [notice.key.removeprefix("intake.notice.") for notice in read.notices] == keys


@pytest.mark.parametrize(
    ("told", "stored"), [("windows-1252", "cp1252"), ("utf-8", "utf-8"), ("utf-8", "cp1252"), ("kwek", "utf-8")]
)
def test_letters_are_right_also_when_the_page_is_wrong_about_them(told: str, stored: str) -> None:
    page = f"<html><head><meta charset='{told}'></head><body>één café</body></html>"
    assert read_bytes(".htm", page.encode(stored)).text == "één café"


def test_a_page_that_stops_halfway_says_so() -> None:
    read = read_bytes(".html", b"<html><body><p>Een verslag dat stop")
    assert (read.text, [n.key for n in read.notices]) == ("Een verslag dat stop", ["intake.notice.no_end"])


@pytest.mark.parametrize(("page", "key"), [(b"gewone tekst", "not_html"), (b"<div>" * 100_000 + b"x", "too_heavy")])
def test_what_is_no_page_or_nested_too_deep_is_refused(page: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_bytes(".html", page)
    assert refusal.value.key == f"intake.refused.{key}"
