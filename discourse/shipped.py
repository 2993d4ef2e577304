"""Where the notebooks, sample texts and codebooks that ship with the package lie."""

from pathlib import Path


def shipped(folder: str) -> Path:
    """Return the shipped folder ``"notebooks"``, ``"data/texts"``, ``"data/formats"`` or ``"data/codebooks"``.

    A wheel carries them inside the package; a checkout has them beside it.
    """
    package = Path(__file__).resolve().parent
    inside = package / "_shipped" / folder
    return inside if inside.is_dir() else package.parent / folder
