"""Opening a project as people do: what was said no to stands in it, also when an older file came in its place."""

from __future__ import annotations

from pathlib import Path

from ontmoet_research.words import say_count

from . import keys, project
from .kept_nos import at_opening
from .opening import tell


def open_project(
    path: str | Path, *, who: str = "kit", passphrase: str | keys.Key | None = None, read_only: bool | None = False
) -> project.Project:
    opened = project.open_project(path, who=who, passphrase=passphrase, read_only=read_only)
    try:
        if stayed := at_opening(opened) if opened.file else []:
            notice = say_count("store.nos.at_opening", len(stayed))
            opened.notices.append(notice)
            tell(notice)
    except BaseException:
        opened.close()
        raise
    return opened


open_project.__doc__ = project.open_project.__doc__
