"""What a project is, in one line: for who types its name in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ontmoet_research.words import say, say_count

from .current import read_values

if TYPE_CHECKING:
    from .project import Project

COUNTED = ("series", "sessions", "sources")


def project_in_words(project: Project) -> str:
    """Title, place, how many series, meetings and notes there are, and who is at work; never a password."""
    try:
        counts = [say_count(f"store.is.{name}", len(read_values(project, name, ["object_id"]))) for name in COUNTED]
        title = project.fact("title") or ""
    except (sa.exc.SQLAlchemyError, RuntimeError):  # closed, or the file is gone: a name is still a name
        return f"<Project {project.name}>"
    return say("store.is.told", title=title, name=project.name, counts=", ".join(counts), who=project.who)
