"""Where do words stand round a word in the middle, when their distance from it is given and only their way is free?"""

from dataclasses import dataclass

import numpy as np

#: Directions that are tried, and the share of the way along a line at which it must not run through a name.
_WAYS, _STEPS = 90, np.linspace(0.12, 1, 14)


@dataclass(frozen=True)
class Circle:
    """What stands where, in points from the lower left corner of the sheet.

    ``dots`` and ``labels`` (middles) have one row a word; where ``found`` is False there was no room for it. ``radii``
    are those of the dots, ``halves`` half the sizes of the labels; ``values`` are the places of the rings' numbers, and
    ``numbered`` says which of them have room.
    """

    middle: np.ndarray
    dots: np.ndarray
    labels: np.ndarray
    found: list[bool]
    radii: np.ndarray
    halves: np.ndarray
    rings: list[np.ndarray]
    values: np.ndarray
    numbered: list[bool]
    extent: np.ndarray

    def boxes(self) -> list[tuple[float, float, float, float]]:
        """Give the box of each word with its dot, in fractions of the sheet: left, right, lower, upper edge."""
        low = np.minimum(self.labels - self.halves, self.dots - self.radii[:, None]) / self.extent
        high = np.maximum(self.labels + self.halves, self.dots + self.radii[:, None]) / self.extent
        return [(float(a[0]), float(b[0]), float(a[1]), float(b[1])) for a, b in zip(low, high, strict=True)]


def arrange(
    radii: np.ndarray,
    halves: np.ndarray,
    dots: np.ndarray,
    extent: tuple[float, float],
    centre: np.ndarray,
    rings: np.ndarray,
    ring_halves: np.ndarray,
    *,
    scale: float = 1.0,
) -> Circle:
    """Find a direction for each word, the first ones first, so that no name touches another.

    Parameters
    ----------
    radii : array of shape (n,)
        Distance of each word from the middle, as a part of the way to the outermost ring; it is kept exactly.
    halves : array of shape (n, 2)
        Half the width and height of each name, in points.
    dots : array of shape (n,)
        Radius of each dot in points.
    extent : (float, float)
        Width and height of the sheet in points. Rings are as wide and high as it lets them be: ellipses.
    centre : array of shape (2,)
        Half the width and height of the word in the middle.
    rings, ring_halves : arrays of shape (m,) and (m, 2)
        Distances of the rings, and half the sizes of their numbers, which stand straight above the middle.
    scale : float, default 1
        How much larger than usual everything is drawn.

    Returns
    -------
    Circle
        The same for the same input: nothing is left to chance.
    """
    sheet = np.array(extent, dtype=float)
    middle = sheet / 2
    widest = min(float(halves[:, 0].max()) * 2, sheet[0] * 0.2)
    reach = np.maximum(middle - [widest + 3 * scale, 2.6 * float(halves[:, 1].max()) + float(dots.max())], sheet * 0.12)
    # Everything is laid out from outside the word in the middle.
    inner = np.minimum(centre + float(dots.max()) + 2 * scale, reach * 0.9)

    def at(radius: np.ndarray | float, angle: np.ndarray | float) -> np.ndarray:
        way = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
        return middle + way * (inner + (reach - inner) * np.asarray(radius)[..., None])

    turn = np.linspace(0, 2 * np.pi, 121)
    values = at(rings, np.full(len(rings), np.pi / 2)) if len(rings) else np.empty((0, 2))
    numbered = _numbered(values, ring_halves, middle, centre)
    values_taken, sizes_taken = values[numbered], ring_halves.reshape(-1, 2)[numbered]
    n = len(radii)
    places, labels, found = np.tile(middle, (n, 1)), np.tile(middle, (n, 1)), [False] * n
    taken, sizes = np.vstack([middle[None], values_taken]), np.vstack([centre[None], sizes_taken])
    set_dots, set_radii, set_ways = np.empty((0, 2)), np.empty(0), np.empty(0)
    angles = np.pi / 8 + 2 * np.pi * np.arange(_WAYS) / _WAYS
    for word in range(n):
        ways = np.repeat(angles, 3)
        dot = at(np.full(len(ways), radii[word]), ways)
        side = np.tile(np.arange(3), _WAYS)
        label = dot + _offsets(ways, side, halves[word], dots[word] + 1.2 * scale)
        free = _inside(label, halves[word], sheet) & ~_touching(label, halves[word], taken, sizes, scale)
        free &= ~_touching(label, halves[word], set_dots, set_radii[:, None].repeat(2, axis=1), 0.5 * scale)
        own = np.full(2, dots[word])
        free &= ~_touching(dot, own, taken, sizes, 0.5 * scale) & _inside(dot, own, sheet)
        free &= ~_touching(dot, own, set_dots, set_radii[:, None].repeat(2, axis=1), scale)
        if not free.any():
            continue
        cost = 25.0 * _crossings(middle, dot, taken[1:], sizes[1:]) + 0.02 * side
        if len(set_dots):
            cost += 25.0 * _covered(label, halves[word], middle, set_dots)
            # Two lines in nearly one direction would read as one.
            turned = np.abs((ways[:, None] - set_ways[None] + np.pi) % (2 * np.pi) - np.pi)
            cost += 0.05 * (1 / (turned**2 + 0.004)).sum(axis=1)
            for others in (set_dots, taken[1 + len(values_taken) :]):
                apart = (((dot[:, None] - others[None]) / reach) ** 2).sum(axis=2)
                around = (((label[:, None] - others[None]) / reach) ** 2).sum(axis=2)
                cost += 0.1 * (1 / (apart + 0.02)).sum(axis=1) + 0.1 * (1 / (around + 0.02)).sum(axis=1)
        cost[~free] = np.inf
        chosen = int(np.argmin(np.round(cost, 9)))
        places[word], labels[word], found[word] = dot[chosen], label[chosen], True
        taken, sizes = np.vstack([taken, labels[word]]), np.vstack([sizes, halves[word]])
        set_dots, set_radii = np.vstack([set_dots, places[word]]), np.append(set_radii, dots[word])
        set_ways = np.append(set_ways, ways[chosen])
    ellipses = [at(np.full(len(turn), radius), turn) for radius in rings]
    return Circle(middle, places, labels, found, dots, halves, ellipses, values, numbered.tolist(), sheet)


def _numbered(values: np.ndarray, halves: np.ndarray, middle: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """Tell which rings can have their number: from the outermost inwards, those that touch none before."""
    kept = np.zeros(len(values), dtype=bool)
    for ring in np.argsort(-values[:, 1], kind="stable"):
        others, sizes = np.vstack([middle[None], values[kept]]), np.vstack([centre[None], halves[kept].reshape(-1, 2)])
        kept[ring] = not _touching(values[ring][None], halves[ring], others, sizes, 1.0).any()
    return kept


def _offsets(ways: np.ndarray, side: np.ndarray, half: np.ndarray, gap: float) -> np.ndarray:
    """Give where a name may stand from its dot: beside it, or above or below it, on the outer or on the inner side."""
    across = np.where(np.cos(ways) >= 0, 1.0, -1.0) * (half[0] + gap)
    along = np.where(np.sin(ways) >= 0, 1.0, -1.0) * (half[1] + gap)
    x = np.select([side == 0, side == 1], [across, np.zeros_like(across)], np.zeros_like(across))
    y = np.select([side == 0, side == 1], [np.zeros_like(along), along], -along)
    return np.column_stack([x, y])


def _inside(at: np.ndarray, half: np.ndarray, sheet: np.ndarray) -> np.ndarray:
    return ((at - half >= 0) & (at + half <= sheet)).all(axis=1)


def _touching(at: np.ndarray, half: np.ndarray, others: np.ndarray, sizes: np.ndarray, margin: float) -> np.ndarray:
    if not len(others):
        return np.zeros(len(at), dtype=bool)
    return (np.abs(at[:, None] - others[None]) < half + sizes[None] + margin).all(axis=2).any(axis=1)


def _crossings(middle: np.ndarray, dot: np.ndarray, others: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Count the names that the line from the middle to each dot runs through."""
    if not len(others):
        return np.zeros(len(dot))
    along = middle + _STEPS[None, :, None] * (dot - middle)[:, None]
    return (np.abs(along[:, :, None] - others[None, None]) < sizes[None, None]).all(axis=3).any(axis=1).sum(axis=1)


def _covered(label: np.ndarray, half: np.ndarray, middle: np.ndarray, dots: np.ndarray) -> np.ndarray:
    """Count the lines to dots that each name would stand on."""
    along = middle + _STEPS[None, :, None] * (dots - middle)[:, None]
    return (np.abs(label[:, None, None] - along[None]) < half).all(axis=3).any(axis=2).sum(axis=1)
