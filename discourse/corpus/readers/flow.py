"""What runs through a word processor's document? Paragraphs and rows of tables, before they become a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..paragraphs import is_blank

Paragraph = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """One row of a table; each cell holds the paragraphs in it, of whatever kind."""

    cells: tuple[tuple[Paragraph, ...], ...]

    def text(self) -> str:
        """Return its cells in one line, a tab between them; the paragraphs of a cell are parted by a space."""
        return "\t".join(" ".join(" ".join(text for _, text in cell).split()) for cell in self.cells).rstrip()


Flow = list["Paragraph | Row"]


def parts_of_flow(flow: Iterable[Paragraph | Row]) -> Iterator[Paragraph]:
    """Return kind and text of every paragraph: a row is one of kind ``table``, a box around text is no table."""
    for item in flow:
        if not isinstance(item, Row):
            yield item
        elif len(item.cells) == 1:
            yield from item.cells[0]
        else:
            yield "table", item.text()


def seen(text: str) -> bool:
    """Tell whether there is anything to be seen in a paragraph."""
    return not is_blank(text)
