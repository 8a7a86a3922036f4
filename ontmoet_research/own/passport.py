"""The page of skills (skillspaspoort, D08): a plain page to print, made from what its owner put in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ontmoet_research.text import format_date
from ontmoet_research.text.html import element, to_html
from ontmoet_research.words import say

from .kept import SOURCES, Skill

STYLE = "body{font:14pt/1.5 sans-serif;max-width:40em;margin:2em auto;padding:0 1em}li{margin-bottom:.6em}"


def passport_page(name: str, skills: Iterable[Skill], work: Iterable[str], day: datetime.date) -> str:
    """The page as HTML. ``work`` are sentences about what this person did with the kit, chosen by them.

    With whom a skill was shared is for the owner and stays out.
    """
    told = list(skills)
    body = [element("h1", say("own.passport.title", name=name)), element("p", format_date(day))]
    for source in SOURCES:
        body += _part(say(f"own.source.{source}"), [_skill(one) for one in told if one.source == source])
    body += _part(say("own.passport.work"), [element("li", line) for line in work])
    head = element("head", element("meta", charset="utf-8"), element("title", say("own.passport.title", name=name)))
    head.append(element("style", STYLE))
    return "<!doctype html>\n" + to_html(element("html", head, element("body", element("main", *body)), lang="nl"))


def _part(title: str, lines: list[Element]) -> list[Element]:
    return [element("h2", title), element("ul", *lines)] if lines else []


def _skill(one: Skill) -> Element:
    line = element("li", element("strong", one.skill))
    if one.evidence:
        line.append(element("br"))
        line.append(element("span", one.evidence))
    return line
