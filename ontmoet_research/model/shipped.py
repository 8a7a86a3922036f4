"""Where the files that come with the kit stand: the practice series, the codebooks, the templates of series."""

from pathlib import Path


def shipped(*parts: str) -> Path:
    """Path of a shipped file or folder, in a checkout (``data/``) or in an installed package.

    >>> shipped("codeboeken", "codeboek_A.csv").exists()
    True
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "_data"
    return (inside if inside.exists() else package.parent / "data").joinpath(*parts)
