"""The report as a file: page, Word, Markdown. Real files, read back with other programs' eyes."""

import io
import re
import zipfile
from datetime import date
from itertools import pairwise

import docx
import docx.shared
import pypdfium2
import pytest
from lxml import html

from ontmoet_research.report import FORMATS, build_report, export_report, report_docx, report_html, report_md
from ontmoet_research.report.blocks import numbered
from ontmoet_research.store import change, find, read_table, write
from ontmoet_research.words import Refused

TODAY = date(2025, 6, 1)
HOSTILE = (
    "<script>alert('x')</script>",
    "<img src=x onerror=alert(1)>",
    "\u202eomgekeerd",
    "kost $5 | $6 # niet *vet* _of_ `zo`",
    "\U0001f600 blij",
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Files:
    """One report in its three forms, read back."""

    def __init__(self, report):
        self.report = report
        self.html = report_html(report)
        self.page = html.document_fromstring(self.html.decode("utf-8"))
        self.word = docx.Document(io.BytesIO(report_docx(report)))
        self.markdown = report_md(report).decode()


@pytest.fixture(scope="module")
def files(untouched):
    return Files(build_report(untouched.project, today=TODAY))


@pytest.fixture(scope="module")
def hostile(ugly):
    """The same series with ugly text in every place where people type."""
    made = ugly
    words = " ".join(HOSTILE)
    places = {
        "series": ("series", ["title", "region", "topic", "method_version", "research_question"]),
        "c1": ("codes", ["label_nl", "family"]),
        "w1": ("wishes", ["text"]),
        "w3": ("wishes", ["parked_reason"]),
        "b-w1": ("decisions", ["what"]),
        "v-w1": ("progress", ["stuck", "why"]),
        "change": ("changes", ["actor", "what", "contribution"]),
        "slot": ("harvests", ["question", "selection_rule"]),
        "d1-m1": ("positions", ["view", "reason"]),
        "in_het_kort": ("report_sections", ["body_md"]),
        "anders": ("minority_views", ["title", "body_md"]),
        "p0": ("participants", ["alias"]),
        "q1": ("quotes", ["context_b1"]),
    }
    for name, (table, columns) in places.items():
        write(made.project, [change(find(made.project, table, made[name]), **dict.fromkeys(columns, words))])
    answers = change(find(made.project, "harvests", made["slot"]), answers=list(HOSTILE))
    quote = change(find(made.project, "quotes", made["q1"]), text_used=words, state="akkoord_met_wijziging")
    write(made.project, [answers, quote])
    return Files(build_report(made.project, today=TODAY))


def test_the_page_is_dutch_and_its_headings_come_in_order(files):
    page = files.page
    assert page.get("lang") == "nl"
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("which", ["files", "hostile"])
def test_the_page_runs_nothing_and_fetches_nothing(which, request):
    page = request.getfixturevalue(which).page
    assert not list(page.iter("script", "iframe", "object", "embed", "link", "base", "form"))
    for node in page.iter(html.etree.Element):
        assert not [name for name in node.attrib if name.startswith("on")]
        for name in ("src", "href"):
            assert node.get(name, "#").startswith(("#", "data:image/png;base64,"))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy and "unsafe" not in policy


def test_every_picture_has_alt_text_and_its_table_beside_it(files):
    page = files.page
    charts = page.find_class("chart")
    assert len(charts) == 2
    for chart in charts:
        assert len(chart.xpath(".//img/@alt")[0]) > 40
        assert chart.xpath(".//figcaption")[0].text_content() and chart.xpath(".//table")


def test_every_table_has_a_caption_and_header_cells_with_a_scope(files):
    tables = list(files.page.iter("table"))
    assert len(tables) >= 6
    for table in tables:
        assert table.xpath("./caption")[0].text_content()
        assert all(head.get("scope") in ("col", "row") for head in table.iter("th"))


def test_the_page_has_a_way_to_skip_and_a_list_of_contents_that_works(files):
    page = files.page
    ids = set(page.xpath("//@id"))
    links = page.xpath("//a/@href")
    assert links[0] == "#tekst" and len(links) >= 15
    assert {link[1:] for link in links} <= ids and len(ids) == len(page.xpath("//@id"))


def test_every_form_says_it_is_a_concept(files):
    assert "CONCEPT" in files.page.find_class("concept")[0].text_content()
    assert "CONCEPT" in files.word.sections[0].header.paragraphs[0].text
    assert "**CONCEPT**" in files.markdown


def test_the_word_file_has_real_headings_language_and_header_rows(files):
    document = files.word
    headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert headings == [numbered(section) for section in files.report.sections]
    assert document.core_properties.language == "nl-NL"
    assert document.core_properties.title == files.report.title
    assert document.styles.element.xpath("//w:rPrDefault//w:lang/@w:val") == ["nl-NL"]
    assert len(document.tables) >= 6
    assert all(table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None for table in document.tables)


def test_columns_of_the_word_file_are_as_wide_as_what_stands_in_them(files):
    tables, page = files.word.tables, docx.shared.Mm(160)
    assert tables
    for table in tables:
        widths = [cell.width for cell in table.rows[0].cells]
        assert abs(sum(widths) - page) < docx.shared.Mm(1), "the whole page and no more"
        assert all([cell.width for cell in row.cells] == widths for row in table.rows)
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[0].cells)
    assert any(len({cell.width for cell in table.rows[0].cells}) > 1 for table in tables)


def test_pictures_in_the_word_file_have_alt_text(files):
    described = [shape._inline.docPr.get("descr") for shape in files.word.inline_shapes]
    assert len(described) == 2 and all(len(text) > 40 for text in described)


def test_the_word_file_holds_what_the_page_holds(files):
    document = files.word
    inside = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = " ".join([*(line.text for line in document.paragraphs), *inside])
    for expected in (
        "Als we nu eens later sloten.",
        "wij waren altijd al thuis.",
        "“Ik nam niet op.”",
        "Dit is opletten.",
    ):
        assert expected in words


@pytest.mark.parametrize("typed", HOSTILE, ids=["script", "onerror", "right to left", "signs", "emoji"])
def test_what_people_typed_is_text_in_every_form(hostile, typed):
    shown = hostile.page.text_content()
    document = hostile.word
    word = " ".join(node.text or "" for node in document.element.iter(f"{W}t"))
    markdown = re.sub(r"\\(.)", r"\1", hostile.markdown)
    # In a part that people write, *vet* is bold; everywhere else the signs stay.
    for place in (shown, word, markdown):
        assert place.count(typed) >= 10


def test_nothing_of_a_person_who_withdrew_is_in_any_file(made, tmp_path):
    kept = "Als we nu eens een bus hadden."  # the group's wish stays; what that person wrote about it goes
    for suffix in FORMATS:
        content = whole(export_report(made.project, tmp_path / f"verslag{suffix}", today=TODAY))
        assert kept.encode() in content
        for trace in made.gone:
            assert trace.encode() not in content, suffix


def whole(path) -> bytes:
    """The bytes of a file; of a zip, of everything in it; of a PDF, also the words on its pages."""
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        told = " ".join(page.get_textpage().get_text_range() for page in pages).replace("\ufffe", "")  # a cut word
        words = " ".join(told.split())
        return path.read_bytes() + words.encode()
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


@pytest.mark.parametrize("suffix", FORMATS)
def test_two_exports_of_an_unchanged_report_are_the_same_bytes(made, tmp_path, suffix):
    one, other = (export_report(made.project, tmp_path / f"{n}{suffix}", today=TODAY) for n in "12")
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_another_day_changes_only_the_date_line(made, tmp_path, suffix):
    one = export_report(made.project, tmp_path / f"1{suffix}", today=TODAY).read_text(encoding="utf-8")
    other = export_report(made.project, tmp_path / f"2{suffix}", today=date(2025, 6, 2)).read_text(encoding="utf-8")
    assert one != other
    assert one.replace("Gemaakt op 1 juni 2025", "Gemaakt op 2 juni 2025") == other


def test_another_suffix_is_refused_with_the_ones_there_are(made, tmp_path):
    with pytest.raises(Refused, match=r"\.html, \.docx, \.pdf of \.md"):
        export_report(made.project, tmp_path / "verslag.exe")
    assert not (tmp_path / "verslag.exe").exists()


def test_a_folder_that_is_not_there_is_refused_and_nothing_is_written(made, tmp_path):
    with pytest.raises(Refused):
        export_report(made.project, tmp_path / "weg" / "verslag.html")


def test_each_file_that_leaves_is_in_the_logbook_without_content(made, tmp_path):
    export_report(made.project, tmp_path / "verslag.md", today=TODAY)
    (event,) = read_table(made.project, "log_events").to_dict("records")
    assert event["action"].endswith("verslag") and "verslag.md" in event["reason"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_series_leaves_in_every_form(empty, tmp_path, suffix):
    assert b"Nieuwe reeks" in whole(export_report(empty.project, tmp_path / f"leeg{suffix}", today=TODAY))


@pytest.mark.browser
def test_the_page_shows_its_style_and_pictures_and_passes_axe(files, page, axe, tmp_path):
    said = []
    page.on("console", lambda message: said.append(message.text))
    path = tmp_path / "verslag.html"
    path.write_bytes(files.html)
    page.goto(path.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.concept')).fontWeight") == "700"
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not said  # the policy of the page refused nothing
    assert axe("body") == []
