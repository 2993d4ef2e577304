"""What did reading leave out, join, assume or notice? Counted while it goes on, told at the end."""

from __future__ import annotations

from ..document import Note

_LONGEST_EXAMPLE = 80


class Tally:
    """Counts what reading does to a text, and keeps the first example of each kind.

    >>> tally = Tally()
    >>> for comment in ("Really?", "Source!"):
    ...     tally.add("left out", "comments", comment)
    >>> tally.notes()
    (Note(action='left out', what='comments', count=2, example='Really?'),)
    """

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], int] = {}
        self._examples: dict[tuple[str, str], str] = {}

    def add(self, action: str, what: str, example: str = "", *, count: int = 1) -> None:
        """Count `count` more of `what`; the first example that shows anything is kept, shortened to one line."""
        key = (action, what)
        self._counts[key] = self._counts.get(key, 0) + count
        if not self._examples.get(key):
            line = " ".join(example[: 20 * _LONGEST_EXAMPLE].split())
            self._examples[key] = line if len(line) <= _LONGEST_EXAMPLE else f"{line[: _LONGEST_EXAMPLE - 1]}…"

    def notes(self) -> tuple[Note, ...]:
        """Return the notes, in the order in which each kind was first met."""
        return tuple(Note(*key, count, self._examples[key]) for key, count in self._counts.items() if count)
