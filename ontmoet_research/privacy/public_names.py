"""Names that may stay in a text: of someone in a public office, with that office and a public source (P21)."""

from __future__ import annotations

from ontmoet_research.store import Project, new, write
from ontmoet_research.words import Refused

ORIGIN = "privacy.public_names"


def allow_name(project: Project, name: str, public_role: str, public_source: str) -> str:
    """Put a name on the list of public offices; give the ``public_official_id``.

    Errors: ``Refused`` when name, office or source is missing: without these nobody is named.
    """
    told = {"name": name.strip(), "public_role": public_role.strip(), "public_source": public_source.strip()}
    if not all(told.values()):
        raise Refused("privacy.public_name_lacks")
    made = new("public_officials", **told)
    write(project, [made], origin=ORIGIN)
    return made.object_id
