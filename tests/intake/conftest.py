"""Word files made on the spot: whole ones through python-docx, odd ones part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

WordFile = Callable[..., bytes]


def relations(**targets: str) -> str:
    rows = "".join(f'<Relationship Id="r{k}" Type="{KIND}/{k}" Target="{t}"/>' for k, t in targets.items())
    return f"<Relationships {RELATIONS}>{rows}</Relationships>"


@pytest.fixture
def word_file() -> WordFile:
    """Makes a Word file from the XML inside ``<w:body>``; ``parts`` adds members, or replaces them."""

    def make(
        body: str = "", parts: dict[str, str | bytes] | None = None, main: str = "word/document.xml", **related: str
    ) -> bytes:
        members: dict[str, str | bytes] = {
            "_rels/.rels": relations(officeDocument=main),
            main: f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(**{kind: f"{kind}.xml" for kind in related}),
            **{f"word/{kind}.xml": f"<w:{kind} {W}>{inside}</w:{kind}>" for kind, inside in related.items()},
            **(parts or {}),
        }
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
            for name, content in members.items():
                into.writestr(name, content)
        return packed.getvalue()

    return make
