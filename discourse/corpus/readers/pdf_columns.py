"""In which order are the columns of a page read?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .pdf_lines import Line, lines

_ROWS = 4  # fewest lines that a column has
_WIDTH = 8  # narrowest column, in letter heights
_FILLED = 0.55  # least share of a column's width that its lines fill; the cells of a table fill less


def columns(pieces: Sequence[Line], em: float) -> list[list[Line]]:
    """Return the lines of a page, column by column in the order of reading.

    What crosses the gap between two columns (a headline, a wide picture's caption) is read before the columns
    below it and after those above it.

    Parameters
    ----------
    pieces : sequence of Line
        From :func:`discourse.corpus.readers.pdf_lines.segments`.
    em : float
        Height in points of most letters of the text.
    """
    ordered = [lines(block) for block in _ordered(list(pieces), em, 0)]
    return [block for block in ordered if block]


def _ordered(pieces: list[Line], em: float, depth: int) -> list[list[Line]]:
    gap = _gap(pieces, em) if len(pieces) >= 2 * _ROWS and depth < 12 else None
    if gap is None:
        return [pieces]
    blocks: list[list[Line]] = []
    whole = False  # whether the last block stands across the gap
    for crossing, band in _bands(pieces, gap, em):
        if crossing:
            parts = _ordered(band, em, depth + 1) if len(band) < len(pieces) else [band]
        else:
            sides = [[piece for piece in band if (piece.middle < gap) is left] for left in (True, False)]
            if all(sides):
                parts = [part for side in sides for part in _ordered(side, em, depth + 1)]
            else:
                parts, crossing = [band], whole or _follows(blocks, band, em)
        if crossing and whole and len(parts) == 1 and blocks:
            blocks[-1].extend(parts[0])
        else:
            blocks.extend(parts)
        whole = crossing and len(parts) == 1
    return blocks


def _follows(blocks: list[list[Line]], band: list[Line], em: float) -> bool:
    return bool(blocks) and min(p.y for p in band) - max(p.y for p in blocks[-1]) < 2 * em


def _bands(pieces: list[Line], gap: float, em: float) -> list[tuple[bool, list[Line]]]:
    """Split a page from top to bottom into what crosses a gap between columns and what does not."""
    crossing = sorted((p for p in pieces if p.x0 < gap - 0.2 * em and p.x1 > gap + 0.2 * em), key=lambda p: p.y)
    runs: list[list[float]] = []
    for piece in crossing:
        if runs and piece.top - runs[-1][1] < 1.2 * em:
            runs[-1][1] = max(runs[-1][1], piece.bottom)
        else:
            runs.append([piece.top, piece.bottom])
    bands: list[tuple[bool, list[Line]]] = []
    rest = sorted(pieces, key=lambda p: p.y)
    for top, bottom in runs:
        above = [p for p in rest if (p.top + p.bottom) / 2 < top]
        inside = [p for p in rest if top <= (p.top + p.bottom) / 2 <= bottom]
        rest = [p for p in rest if (p.top + p.bottom) / 2 > bottom]
        if above:
            bands.append((False, above))
        bands.append((True, inside))
    if rest:
        bands.append((False, rest))
    return bands


def _gap(pieces: list[Line], em: float) -> float | None:
    """Return where the clearest gap between two columns runs, from top to bottom; None if there is none."""
    x0, x1, top, bottom = (np.array([getattr(p, side) for p in pieces]) for side in ("x0", "x1", "top", "bottom"))
    # For each piece, how far to its right the next one begins on the same height.
    overlap = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    beside = (overlap > 0.3 * np.minimum(bottom - top, (bottom - top)[:, None])) & (x0 >= x1[:, None] - 0.1 * em)
    following = np.where(beside, x0, np.inf).min(axis=1)
    has = np.isfinite(following) & (following - x1 > 0.5 * em)
    if has.sum() < _ROWS:
        return None
    left = float(x0.min())
    wide = max(2.0, (float(x1.max()) - left) / 5000)
    bins = np.zeros(int((float(x1.max()) - left) / wide) + 2)
    for start, end in zip(x1[has], following[has], strict=True):
        bins[int((start - left) / wide) + 1 : int((end - left) / wide) + 1] += 1
    for _ in range(8):
        best = bins.max()
        if best < _ROWS:
            return None
        at = int(np.argmax(bins))
        end = at
        while end + 1 < len(bins) and bins[end + 1] == best:
            end += 1
        gap = left + (at + end + 1) / 2 * wide
        if _between_columns(pieces, gap, em):
            return gap
        bins[max(at - 2, 0) : end + 3] = 0
    return None


def _between_columns(pieces: list[Line], gap: float, em: float) -> bool:
    """Tell whether there is running text on both sides: several lines that fill a width that can be read."""
    sides = [[p for p in pieces if p.x1 <= gap + 0.2 * em], [p for p in pieces if p.x0 >= gap - 0.2 * em]]
    if not all(sides):
        return False
    top = max(min(p.top for p in side) for side in sides)
    bottom = min(max(p.bottom for p in side) for side in sides)
    crossing = sum(p.x0 < gap - em and p.x1 > gap + em and top <= p.y <= bottom for p in pieces)
    for side, before in zip(sides, (True, False), strict=True):
        rows: dict[int, list[Line]] = {}
        for piece in side:
            if top - em <= piece.y <= bottom + em:
                rows.setdefault(round(piece.y / (0.4 * em)), []).append(piece)
        lengths = [_length(row, em, before) for row in rows.values()]
        # A few wide spaces above each other, among many lines without, are no gap between columns.
        if len(lengths) < max(_ROWS, 2 * crossing):
            return False
        width = float(np.percentile(lengths, 90))
        if width < _WIDTH * em or float(np.median(lengths)) < _FILLED * width:
            return False
    return True


def _length(row: list[Line], em: float, before: bool) -> float:
    """Return how long the line is that stands next to the gap; other columns may stand beyond it."""
    row = sorted(row, key=lambda piece: -piece.x1 if before else piece.x0)
    start, end = row[0].x0, row[0].x1
    for piece in row[1:]:
        if (start - piece.x1 if before else piece.x0 - end) > 1.2 * em:
            break
        start, end = min(start, piece.x0), max(end, piece.x1)
    return end - start
