"""Where does each node of a network stand, so that it is the same each time and no label touches another?"""

from functools import lru_cache

import numpy as np


def layout(weights: np.ndarray) -> np.ndarray:
    """Lay a network out so that nodes that are near in it are near in the picture, without chance.

    Parameters
    ----------
    weights : array of shape (n, n)
        Symmetric; 0 for no edge.

    Returns
    -------
    array of shape (n, 2)
        Positions in the unit square.

    Notes
    -----
    Kamada & Kawai (1989), "An algorithm for drawing general undirected graphs", as networkx has it: distances in the
    picture follow the number of steps from node to node. It starts from a circle on which the nodes keep their
    order, so that equal tables give equal pictures. Parts without a tie between them stand as far apart as the
    two most distant nodes of one part.
    """
    return _layout(len(weights), (weights > 0).tobytes()).copy()


@lru_cache(maxsize=16)
def _layout(n: int, edges: bytes) -> np.ndarray:
    import networkx as nx

    if n == 1:
        return np.array([[0.5, 0.5]])
    graph = nx.from_numpy_array(np.frombuffer(edges, dtype=bool).reshape(n, n).astype(int))
    steps = dict(nx.all_pairs_shortest_path_length(graph))
    longest = max(max(row.values()) for row in steps.values())
    distances = {one: {other: steps[one].get(other, longest) for other in graph} for one in graph}
    found = nx.kamada_kawai_layout(graph, dist=distances)
    place = np.array([found[node] for node in range(n)])
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
