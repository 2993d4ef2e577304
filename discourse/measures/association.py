"""How much do counts differ from what chance would give? The formulas of keyness and collocation.

Every function takes numbers or arrays of numbers and returns an array. For keyness ``a`` and ``b`` are the
occurrences of a term in the target and the reference, ``c`` and ``d`` all words of the target and the reference.
For collocation ``f`` counts node and collocate together, ``fx`` the node, ``fy`` the collocate, ``n`` all words.
No result is infinite or missing: what a formula leaves undefined has the value its docstring names.
"""

from __future__ import annotations

from typing import Any

import numpy as np

FORMS = ("two-term", "four-term")
CORRECTIONS = ("bonferroni", "benjamini-hochberg", None)

Array = np.ndarray


def _floats(*counts: Any) -> list[Array]:
    return [np.asarray(count, dtype=np.float64) for count in np.broadcast_arrays(*counts)]


def _ratio(above: Array, below: Array) -> Array:
    """Divide; nothing by nothing, or anything by nothing, is 0."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


def _cell(observed: Array, expected: Array) -> Array:
    """Return O ln(O/E), which is 0 where nothing is observed."""
    quotient = np.divide(observed, expected, out=np.ones_like(observed), where=(observed > 0) & (expected > 0))
    return observed * np.log(quotient)


def half_for_zero(count: Any) -> Array:
    """Return the counts with 0.5 in the place of each 0, and no other count changed (Hardie 2014)."""
    (count,) = _floats(count)
    return np.where(count == 0, 0.5, count)


# Evidence: is there a difference?


def log_likelihood(a: Any, b: Any, c: Any, d: Any, form: str = "two-term") -> Array:
    """Return the log-likelihood ratio G² of a term in two corpora; never negative.

    ``two-term``: 2[a ln(a/E1) + b ln(b/E2)], E1 = c(a+b)/(c+d), E2 = d(a+b)/(c+d), as in Rayson's calculator
    (Rayson & Garside 2000). ``four-term``: the sum over all four cells of the table, with c−a and d−b
    (Dunning 1993). Which row is larger it does not say.

    >>> [float(log_likelihood(12_000, 10_000, 1e6, 1e6, form).round(2)) for form in FORMS]
    [182.07, 184.09]
    """
    a, b, c, d = _floats(a, b, c, d)
    share = _ratio(a + b, c + d)
    total = _cell(a, c * share) + _cell(b, d * share)
    if form == "four-term":
        total = total + _cell(c - a, c - c * share) + _cell(d - b, d - d * share)
    # Equal rates are exactly 0, and rounding must not leave the scale.
    return np.where(a * d == b * c, 0.0, np.maximum(2 * total, 0.0))


def chi_squared(a: Any, b: Any, c: Any, d: Any) -> Array:
    """Return Pearson's χ² of the four cells a, b, c−a, d−b, without continuity correction (Pearson 1900).

    N(a(d−b) − b(c−a))² / ((a+b)(c+d−a−b)cd); 0 where a margin is empty.
    """
    a, b, c, d = _floats(a, b, c, d)
    margins = (a + b) * (c + d - a - b) * c * d
    return _ratio((c + d) * (a * d - b * c) ** 2, margins)


def p_of(statistic: Any) -> Array:
    """Return the probability of so large a G² or χ² by chance: the χ² distribution with one degree of freedom."""
    from scipy.special import erfc

    # With one degree of freedom it is that of a squared normal variable, which is ten times as fast to compute.
    return np.asarray(erfc(np.sqrt(np.asarray(statistic, dtype=np.float64) / 2)))


def corrected(p: Any, correction: str | None = "bonferroni") -> Array:
    """Return probabilities corrected for the number of terms tested, which is the length of `p`.

    ``"bonferroni"``: min(1, m·p), which bounds the chance of a single false keyword. ``"benjamini-hochberg"``:
    the step-up adjusted value, which bounds the expected share of false ones (Benjamini & Hochberg 1995).
    """
    (p,) = _floats(p)
    m = p.size
    if correction is None or m == 0:
        return p
    if correction == "bonferroni":
        return np.minimum(p * m, 1.0)
    order = np.argsort(p, kind="stable")
    stepped = np.minimum.accumulate((p[order] * m / np.arange(1, m + 1))[::-1])[::-1]
    adjusted = np.empty(m)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted


def bic(log_likelihood: Any, n: Any) -> Array:
    """Return the Bayesian information criterion LL − ln(n), n = c+d words in all (Wilson 2013).

    Above 10 is very strong evidence for a difference, 6–10 strong, 2–6 positive, below 0 speaks against one.
    """
    log_likelihood, n = _floats(log_likelihood, n)
    return log_likelihood - np.log(np.maximum(n, 1.0))


# Size: how large is the difference?


def log_ratio(a: Any, b: Any, c: Any, d: Any) -> Array:
    """Return log2[(a/c)/(b/d)], with 0.5 for an a or b of 0 and no other count changed (Hardie 2014).

    1 is twice as frequent in the target, −1 half as frequent. 0 where neither corpus has the term.

    >>> float(log_ratio(12_000, 10_000, 1e6, 1e6).round(5))
    0.26303
    """
    a, b, c, d = _floats(a, b, c, d)
    absent = (a + b == 0) | (c == 0) | (d == 0)
    rates = half_for_zero(a) * np.maximum(d, 1) / (half_for_zero(b) * np.maximum(c, 1))
    return np.where(absent, 0.0, np.log2(rates))


def log_ratio_interval(a: Any, b: Any, c: Any, d: Any, confidence: float = 0.95) -> tuple[Array, Array]:
    """Return the lower and upper end of the confidence interval of the log ratio.

    log ratio ± z·√(1/a − 1/c + 1/b − 1/d)/ln 2: the interval of a ratio of two proportions (Katz et al. 1978), with
    0.5 for an a or b of 0 as in the log ratio. Each term has the interval by itself: it is not widened for
    the number of terms tested.
    """
    from scipy.special import ndtri

    a, b, c, d = _floats(a, b, c, d)
    middle = log_ratio(a, b, c, d)
    variance = 1 / half_for_zero(a) - 1 / np.maximum(c, 1) + 1 / half_for_zero(b) - 1 / np.maximum(d, 1)
    reach = ndtri((1 + confidence) / 2) * np.sqrt(np.maximum(variance, 0.0)) / np.log(2)
    return middle - reach, middle + reach


def lrc(a: Any, b: Any, c: Any, d: Any, confidence: float = 0.95, tests: int = 1) -> Array:
    """Return the conservative log ratio LRC (Evert 2022).

    log2[(d/c)·π/(1−π)], with π that end of the two-sided Clopper–Pearson interval of a/(a+b), at the level
    (1−confidence)/`tests`, which is nearer to no difference; 0 where the interval holds no difference. `tests` is the
    number of terms tested (Bonferroni), not the frequency of the term.
    """
    from scipy.special import betaincinv

    a, b, c, d = _floats(a, b, c, d)
    level = (1 - confidence) / 2 / max(tests, 1)
    more = a * d > b * c
    less = a * d < b * c
    # The odds π/(1−π) of the lower end for a word of the target; turned round for one of the reference.
    hits, misses = np.where(more, a, b), np.where(more, b, a)
    pi = betaincinv(np.maximum(hits, 1), misses + 1, level)
    odds = np.where(more, pi / (1 - pi) * np.maximum(d, 1) / np.maximum(c, 1), 1.0)
    turned = np.where(less, pi / (1 - pi) * np.maximum(c, 1) / np.maximum(d, 1), 1.0)
    return np.maximum(np.log2(odds), 0.0) - np.maximum(np.log2(turned), 0.0)


def percent_diff(a: Any, b: Any, c: Any, d: Any) -> Array:
    """Return %DIFF = 100·(a/c − b/d)/(b/d) (Gabrielatos & Marchi 2011), with 0.5 for a b of 0.

    −100 is a word that the target never has. 0 where neither corpus has the term.
    """
    a, b, c, d = _floats(a, b, c, d)
    reference = _ratio(half_for_zero(b), d)
    return np.where(a + b == 0, 0.0, 100 * _ratio(_ratio(a, c) - reference, reference))


def odds_ratio(a: Any, b: Any, c: Any, d: Any) -> Array:
    """Return the odds ratio a(d−b) / (b(c−a)), with 0.5 for each of the cells that is 0 (Pojanapunya & Todd 2016)."""
    a, b, c, d = _floats(a, b, c, d)
    inside, outside = half_for_zero(a) / half_for_zero(c - a), half_for_zero(b) / half_for_zero(d - b)
    return np.where(a + b == 0, 1.0, inside / outside)


def simple_maths(a: Any, b: Any, c: Any, d: Any, k: float = 1.0) -> Array:
    """Return (A + k)/(B + k), with A and B occurrences per million words (Kilgarriff 2009).

    A small `k` brings rare terms to the top, a large one (100, 1,000) common ones.
    """
    a, b, c, d = _floats(a, b, c, d)
    return (1e6 * _ratio(a, c) + k) / (1e6 * _ratio(b, d) + k)


# Collocation


def mutual_information(f: Any, expected: Any, power: int = 1) -> Array:
    """Return log2(f^power/E): MI (Church & Hanks 1990), with power 2 or 3 MI2 and MI3 (Daille 1994).

    0 where f or E is 0: about a pair that never meets it says nothing.

    >>> float(mutual_information(8, 1105 * 44 / 15e6).round(1))
    11.3
    """
    f, expected = _floats(f, expected)
    some = (f > 0) & (expected > 0)
    return np.where(some, power * np.log2(np.where(some, f, 1.0)) - np.log2(np.where(some, expected, 1.0)), 0.0)


def t_score(f: Any, expected: Any) -> Array:
    """Return (f − E)/√f (Church et al. 1991), 0 where f is 0."""
    f, expected = _floats(f, expected)
    return _ratio(f - expected, np.sqrt(f))


def log_dice(f: Any, fx: Any, fy: Any) -> Array:
    """Return 14 + log2(2f/(fx+fy)) (Rychlý 2008), 0 where f is 0.

    14 where the two never stand without each other; one more is twice as frequent together; it does not
    depend on the size of the corpus.

    >>> log_dice([6, 3], [6, 6], [6, 6]).tolist()
    [14.0, 13.0]
    """
    f, fx, fy = _floats(f, fx, fy)
    quotient = _ratio(2 * f, fx + fy)
    return np.where(quotient > 0, 14 + np.log2(np.where(quotient > 0, quotient, 1.0)), 0.0)


def delta_p(f: Any, fx: Any, fy: Any, n: Any) -> Array:
    """Return ΔP(y|x) = f/fx − (fy−f)/(n−fx), −1…1 (Gries 2013; Allan 1980).

    How much likelier y is where x is than where x is not. A quotient of nothing by nothing counts as 0.
    """
    f, fx, fy, n = _floats(f, fx, fy, n)
    return _ratio(f, fx) - _ratio(fy - f, n - fx)


def log_odds_ratio(f: Any, fx: Any, fy: Any, n: Any) -> Array:
    """Return ln[(f+½)(n−fx−fy+f+½) / ((fx−f+½)(fy−f+½))], with ½ added to each cell (Evert 2005; Gries 2022).

    0 is no association; the ½ keeps it finite where a cell is empty.
    """
    f, fx, fy, n = _floats(f, fx, fy, n)
    together, neither = f + 0.5, n - fx - fy + f + 0.5
    return np.log(together) + np.log(neither) - np.log(fx - f + 0.5) - np.log(fy - f + 0.5)
