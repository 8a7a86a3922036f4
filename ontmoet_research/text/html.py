"""The one door to HTML: pages are built as trees, so text can only ever be text.

Nothing in the kit glues HTML strings together. ``element`` makes a node, ``to_html`` writes the tree and escapes
everything in it; a ``<script>`` typed in a note comes out as words on the page.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

# Control characters mean nothing on a page and are not allowed in HTML.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def element(tag: str, *inside: str | ElementTree.Element, **attributes: str) -> ElementTree.Element:
    """A node with texts and nodes inside. ``class_`` becomes ``class``, ``aria_label`` becomes ``aria-label``.

    >>> to_html(element("p", "1 < 2", class_="groot"))
    '<p class="groot">1 &lt; 2</p>'
    """
    node = ElementTree.Element(tag, {k.rstrip("_").replace("_", "-"): _clean(v) for k, v in attributes.items()})
    for part in inside:
        add(node, part)
    return node


def add(node: ElementTree.Element, part: str | ElementTree.Element) -> None:
    """Put a text or a node at the end of ``node``."""
    if not isinstance(part, str):
        node.append(part)
    elif len(node):
        node[-1].tail = (node[-1].tail or "") + _clean(part)
    else:
        node.text = (node.text or "") + _clean(part)


def to_html(node: ElementTree.Element) -> str:
    """The tree as HTML, everything escaped."""
    return ElementTree.tostring(node, encoding="unicode", method="html")


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
