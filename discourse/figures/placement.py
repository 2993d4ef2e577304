"""Where does the name of a dot stand, so that no name touches another or hides a dot that is named?"""

from collections.abc import Sequence

import numpy as np

# Beside the dot, then above and below, then across; and how far out, in points, before a name is left out.
_WAYS = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)], dtype=float)
_STEPS = (0.0, 5.0, 10.0, 16.0)


def place_names(
    dots: np.ndarray,
    halves: np.ndarray,
    others: np.ndarray,
    sheet: tuple[float, float],
    radius: float,
    *,
    scale: float = 1.0,
) -> list[tuple[float, float] | None]:
    """Find a place for the name of each dot, the first ones first.

    Parameters
    ----------
    dots : array of shape (n, 2)
        Places of the dots to be named, in points from the lower left corner of the sheet.
    halves : array of shape (n, 2)
        Half the width and height of each name, in points.
    others : array of shape (m, 2)
        Dots without a name, which names cover only where there is no better place.
    sheet : (float, float)
        Width and height of the sheet in points.
    radius : float
        Of a dot, in points.
    scale : float, default 1
        How much larger than usual everything is drawn.

    Returns
    -------
    list of (float, float) or None
        The middle of each name; None where there is no room for it.

    Examples
    --------
    >>> place_names(np.array([[50.0, 50.0]]), np.array([[10.0, 4.0]]), np.empty((0, 2)), (100, 100), 2)
    [(63.5, 50.0)]
    """
    placed: list[tuple[float, float] | None] = []
    middles, sizes = np.empty((0, 2)), np.empty((0, 2))
    for at, half in zip(dots, halves, strict=True):
        best, found = np.inf, None
        for step in _STEPS:
            reach = half + (radius + 1.5 * scale + step * scale)
            for number, middle in enumerate(at + _WAYS * reach):
                if (middle - half < 0).any() or (middle + half > sheet).any():
                    continue
                if _touch(middle, half, middles, sizes) or _touch(middle, half + radius, dots, np.zeros_like(dots)):
                    continue
                if step and _crosses(at, middle, half, middles, sizes):
                    continue
                cost = step + 0.3 * number + 3 * _hidden(middle, half, others)
                if cost < best:
                    best, found = cost, middle
            if best <= step:
                break
        if found is None:
            placed.append(None)
            continue
        placed.append((float(found[0]), float(found[1])))
        middles, sizes = np.vstack([middles, found]), np.vstack([sizes, half])
    return placed


def leaders(
    dots: np.ndarray,
    halves: np.ndarray,
    places: Sequence[tuple[float, float] | None],
    radius: float,
    scale: float = 1.0,
) -> list[np.ndarray]:
    """Give a line from each name that stands apart from its dot to the dot, in points."""
    lines = []
    for at, half, place in zip(dots, halves, places, strict=True):
        if place is None:
            continue
        nearest = np.clip(at, np.array(place) - half, np.array(place) + half)
        if np.hypot(*(nearest - at)) > radius + 4 * scale:
            lines.append(np.array([at, nearest]))
    return lines


def _touch(middle: np.ndarray, half: np.ndarray, middles: np.ndarray, sizes: np.ndarray) -> bool:
    return bool((np.abs(middles - middle) < sizes + half + 0.4).all(axis=1).any())


def _hidden(middle: np.ndarray, half: np.ndarray, others: np.ndarray) -> int:
    return int((np.abs(others - middle) < half).all(axis=1).sum())


def _crosses(at: np.ndarray, middle: np.ndarray, half: np.ndarray, middles: np.ndarray, sizes: np.ndarray) -> bool:
    """Tell whether the line from a dot to its name runs through another name."""
    end = np.clip(at, middle - half, middle + half)
    along = at + np.linspace(0, 1, 7)[:, None] * (end - at)
    return bool((np.abs(along[:, None] - middles[None]) < sizes[None]).all(axis=2).any())
