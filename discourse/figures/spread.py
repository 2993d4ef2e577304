"""Where does each node of a network stand, so that it is the same each time and no label touches another?"""

import numpy as np


def spring(weights: np.ndarray, *, rounds: int = 120) -> np.ndarray:
    """Lay a network out by springs, from a fixed start and without chance.

    Parameters
    ----------
    weights : array of shape (n, n)
        Symmetric; how strongly two nodes draw each other, 0 for no edge.

    Returns
    -------
    array of shape (n, 2)
        Positions in the unit square.

    Notes
    -----
    Forces as in Fruchterman & Reingold (1991), "Graph drawing by force-directed placement", started from a circle
    on which the nodes keep their order, so that equal tables give equal pictures on every machine.
    """
    n = len(weights)
    if n == 1:
        return np.array([[0.5, 0.5]])
    angle = 2 * np.pi * np.arange(n) / n
    # A circle that is a little out of true: exact symmetry would hold nodes on one line.
    place = np.column_stack([np.cos(angle), np.sin(angle)]) * (0.5 + 0.013 * np.cos(3 * np.arange(n)))[:, None]
    pull = weights / weights.max() if weights.max() else weights
    rest = 1.0 / np.sqrt(n)
    for step in range(rounds):
        away = place[:, None] - place[None]
        far = np.maximum(np.hypot(away[..., 0], away[..., 1]), 0.01)
        force = rest**2 / far**2 - (0.25 + 0.75 * pull) * (pull > 0) * far / rest
        move = (away * force[..., None]).sum(axis=1) - place * 0.6
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        place = place + move / length[:, None] * np.minimum(length, 0.12 * (1 - step / rounds))[:, None]
    low, high = place.min(axis=0), place.max(axis=0)
    return (place - low) / np.where(high - low > 1e-9, high - low, 1.0)


def separate(
    centres: np.ndarray, halves: np.ndarray, width: float, height: float, *, rounds: int = 160
) -> tuple[np.ndarray, bool]:
    """Push boxes apart until none overlaps and all lie inside the sheet.

    Parameters
    ----------
    centres, halves : array of shape (n, 2)
        Middle and half size of each box, in points.
    width, height : float
        Size of the sheet in points.

    Returns
    -------
    (array of shape (n, 2), bool)
        New centres, and whether no two boxes overlap any longer.
    """
    sheet = np.array([width, height])
    low, high = np.minimum(halves, sheet / 2), np.maximum(sheet - halves, sheet / 2)
    place = np.clip(centres, low, high)
    one, two = np.triu_indices(len(place), k=1)
    need = halves[one] + halves[two]
    for step in range(rounds):
        away = place[one] - place[two]
        over = need - np.abs(away)
        hit = np.flatnonzero((over > 0).all(axis=1))
        if not len(hit):
            return place, True
        if step == rounds // 2 and len(hit) > len(place) / 3:
            break  # far too crowded: the rest of the rounds would not help
        near, deep = away[hit], over[hit]
        # Each pair parts along the direction that is the shorter way out, now and then along the other, which frees
        # boxes caught against an edge; boxes in one place part by their order.
        flat = (deep[:, 0] < deep[:, 1]) == (step % 7 < 5)
        push = np.column_stack([flat, ~flat]) * np.where(near < 0, -1, 1) * (deep + 0.2)
        move, count = np.zeros_like(place), np.ones(len(place))
        np.add.at(move, one[hit], push)
        np.subtract.at(move, two[hit], push)
        np.add.at(count, one[hit], 1)
        np.add.at(count, two[hit], 1)
        place = np.clip(place + 0.55 * move / np.sqrt(np.maximum(count - 1, 1))[:, None], low, high)
    return place, not clashes(place, halves).any()


def clashes(centres: np.ndarray, halves: np.ndarray) -> np.ndarray:
    """Tell which pairs of boxes overlap, as a square table of truth values."""
    hit = (halves[:, None] + halves[None] - np.abs(centres[:, None] - centres[None]) > 0.01).all(axis=2)
    np.fill_diagonal(hit, False)
    return hit
