"""Are the formulas of keyness and collocation the published ones? Worked examples, and each computed a second way."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from discourse.measures import association as am

N = 1_000_000

# Occurrences in corpora of these sizes, rare and common terms, absent ones and corpora of one word.
_sizes = st.integers(1, 5_000_000)


@st.composite
def _tables(draw: st.DrawFn) -> tuple[int, int, int, int]:
    c, d = draw(_sizes), draw(_sizes)
    return draw(st.integers(0, min(c, 50_000))), draw(st.integers(0, min(d, 50_000))), c, d


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[int, int, int, int]:
    n = draw(st.integers(1, 3_000_000))
    fx, fy = draw(st.integers(1, n)), draw(st.integers(1, n))
    return draw(st.integers(max(0, fx + fy - n), min(fx, fy))), fx, fy, n


# Published worked examples


def test_rayson_and_dunning_differ_for_a_frequent_word_and_both_are_right() -> None:
    # 12,000 against 10,000 hits in a million words each, as in Rayson's calculator.
    assert am.log_likelihood(12_000, 10_000, N, N) == pytest.approx(182.07, abs=0.005)
    assert am.log_likelihood(12_000, 10_000, N, N, "four-term") == pytest.approx(184.09, abs=0.005)
    assert am.log_ratio(12_000, 10_000, N, N) == pytest.approx(0.26303, abs=5e-6)
    assert am.percent_diff(12_000, 10_000, N, N) == pytest.approx(20)


def test_dunning_1993_the_swiss() -> None:
    # Dunning (1993: 72), the cells 10, 0, 3, 31764: −2 log λ = 167.23.
    assert am.log_likelihood(10, 0, 13, 31_764, "four-term") == pytest.approx(167.23, abs=0.005)


def test_chi_squared_of_dunning_1993() -> None:
    # Dunning (1993: 73), the cells 3, 0, 0, 31774: χ² = 31777.
    assert am.chi_squared(3, 0, 3, 31_774) == pytest.approx(31_777, abs=0.5)


def test_percent_diff_of_gabrielatos_and_marchi_2011() -> None:
    assert am.percent_diff(206_523, 178_174, 959_641, 1_562_358) == pytest.approx(88.7, abs=0.05)


def test_odds_ratio_of_pojanapunya_and_todd_2016() -> None:
    assert am.odds_ratio(16_217, 735, 2_796_938, 2_087_946) == pytest.approx(16.6, abs=0.05)


def test_simple_maths_is_kilgarriffs() -> None:
    # Rates of 20 and 10 per million: (20+1)/(10+1), and (20+100)/(10+100) with his k for common words.
    assert am.simple_maths(20, 10, N, N) == pytest.approx(21 / 11)
    assert am.simple_maths(20, 10, N, N, k=100) == pytest.approx(120 / 110)


def test_the_log_ratio_of_hardie_changes_no_count_but_0() -> None:
    assert am.log_ratio(1, 1, N, N) == 0
    assert am.log_ratio(8, 0, N, N) == pytest.approx(4)  # 8 against 0.5
    assert am.log_ratio(0, 8, N, N) == pytest.approx(-4)
    assert am.log_ratio(8, 1, N, N) == pytest.approx(3)  # were 0.5 added to every count: 2.5


def test_mutual_information_of_church_and_hanks_1990() -> None:
    expected = 1105 * 44 / 15e6
    assert am.mutual_information(8, expected) == pytest.approx(11.3, abs=0.05)
    assert am.mutual_information(8, expected, 2) == pytest.approx(am.mutual_information(8, expected) + 3)
    assert am.mutual_information(8, expected, 3) == pytest.approx(am.mutual_information(8, expected) + 6)


def test_t_of_manning_and_schuetze_1999() -> None:
    # new companies: 8, 15828 and 4675 in 14,307,668 words.
    assert am.t_score(8, 15_828 * 4_675 / 14_307_668) == pytest.approx(0.999932, abs=5e-7)


def test_delta_p_of_of_course_in_gries_2013() -> None:
    # Gries (2013: 144): of course 5,610; of without course 168,938; course without of 2,257; neither 10,233,063.
    n = 5_610 + 168_938 + 2_257 + 10_233_063
    assert am.delta_p(5_610, 5_610 + 168_938, 5_610 + 2_257, n) == pytest.approx(0.032, abs=5e-4)
    assert am.delta_p(5_610, 5_610 + 2_257, 5_610 + 168_938, n) == pytest.approx(0.697, abs=5e-4)


def test_log_dice_is_14_for_an_inseparable_pair_and_one_more_when_twice_as_often_together() -> None:
    assert am.log_dice(7, 7, 7) == 14
    assert am.log_dice(40, 500, 300) - am.log_dice(20, 500, 300) == pytest.approx(1)


# Each formula a second time


@given(_tables())
def test_log_likelihood_and_chi_squared_are_those_of_scipy(table: tuple[int, int, int, int]) -> None:
    from scipy.stats import chi2_contingency, power_divergence

    a, b, c, d = table
    assume(0 < a + b < c + d)
    cells = [[a, b], [c - a, d - b]]
    scale = 1e-9 * (c + d)
    g2 = chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
    assert am.log_likelihood(a, b, c, d, "four-term") == pytest.approx(g2, rel=1e-6, abs=scale)
    assert am.chi_squared(a, b, c, d) == pytest.approx(chi2_contingency(cells, correction=False).statistic, rel=1e-6)
    shared = np.array([c, d]) * (a + b) / (c + d)
    two = power_divergence([a, b], shared, lambda_="log-likelihood").statistic
    assert am.log_likelihood(a, b, c, d) == pytest.approx(two, rel=1e-6, abs=1e-7 * (a + b))


@given(st.floats(0, 2_000))
def test_p_is_that_of_the_chi_squared_distribution(value: float) -> None:
    from scipy.stats import chi2

    assert am.p_of(value) == pytest.approx(chi2.sf(value, 1), rel=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_corrections_are_those_of_scipy_and_of_their_definition(p: list[float]) -> None:
    from scipy.stats import false_discovery_control

    assert am.corrected(p, "bonferroni") == pytest.approx([min(1.0, value * len(p)) for value in p])
    assert am.corrected(p, "benjamini-hochberg") == pytest.approx(false_discovery_control(p, method="bh"))
    assert am.corrected(p, None).tolist() == p


@given(_tables(), st.sampled_from([0.9, 0.95, 0.99]))
def test_the_interval_of_the_log_ratio_is_katz_s(table: tuple[int, int, int, int], confidence: float) -> None:
    from scipy.stats.contingency import relative_risk

    a, b, c, d = table
    low, high = am.log_ratio_interval(a, b, c, d, confidence)
    assert low <= am.log_ratio(a, b, c, d) <= high
    assume(a and b)
    interval = relative_risk(a, c, b, d).confidence_interval(confidence)
    assert [low, high] == pytest.approx(np.log2([interval.low, interval.high]), abs=1e-6)


@given(_tables(), st.sampled_from([1, 40, 30_000]))
def test_lrc_is_the_nearer_end_of_the_clopper_pearson_interval(table: tuple[int, int, int, int], tests: int) -> None:
    from scipy.stats import binomtest

    a, b, c, d = table
    value = float(am.lrc(a, b, c, d, 0.95, tests))
    assume(a + b)
    interval = binomtest(a, a + b).proportion_ci(1 - 0.05 / tests, method="exact")
    end = interval.low if a * d >= b * c else interval.high
    odds = end / (1 - end) * d / c
    beyond = odds > 1 if a * d >= b * c else odds < 1
    assert value == pytest.approx(np.log2(odds) if beyond else 0.0, abs=1e-5)


def test_lrc_grows_with_evidence_and_shrinks_with_the_number_of_tests() -> None:
    few, many = am.lrc([4, 400], [1, 100], N, N)
    assert 0 <= few < many < am.log_ratio(400, 100, N, N)
    assert am.lrc(400, 100, N, N, tests=30_000) < many
    assert am.lrc(100, 400, N, N) == pytest.approx(-many)


@given(_pairs())
def test_collocation_scores_follow_from_the_two_by_two_table(pair: tuple[int, int, int, int]) -> None:
    f, fx, fy, n = pair
    o11, o12, o21, o22 = f, fx - f, fy - f, n - fx - fy + f
    inside = o11 / (o11 + o12) if o11 + o12 else 0
    outside = o21 / (o21 + o22) if o21 + o22 else 0
    assert am.delta_p(f, fx, fy, n) == pytest.approx(inside - outside)
    assert -1 <= am.delta_p(f, fx, fy, n) <= 1
    odds = np.log((o11 + 0.5) * (o22 + 0.5) / ((o12 + 0.5) * (o21 + 0.5)))
    assert am.log_odds_ratio(f, fx, fy, n) == pytest.approx(odds, abs=1e-6)
    if f:
        assert am.log_dice(f, fx, fy) <= 14
        assert 2 ** float(am.mutual_information(f, fx * fy / n)) == pytest.approx(f / (fx * fy / n))


# Laws


@given(_tables(), st.sampled_from(am.FORMS))
def test_turning_target_and_reference_round_turns_sizes_round_and_leaves_evidence(
    table: tuple[int, int, int, int], form: str
) -> None:
    a, b, c, d = table
    assert am.log_likelihood(a, b, c, d, form) == pytest.approx(am.log_likelihood(b, a, d, c, form), abs=1e-6)
    assert am.log_ratio(a, b, c, d) == pytest.approx(-am.log_ratio(b, a, d, c), abs=1e-9)
    assert am.lrc(a, b, c, d) == pytest.approx(-am.lrc(b, a, d, c), abs=1e-9)
    low, high = am.log_ratio_interval(a, b, c, d)
    assert [-high, -low] == pytest.approx(am.log_ratio_interval(b, a, d, c), abs=1e-9)
    assert am.odds_ratio(a, b, c, d) * am.odds_ratio(b, a, d, c) == pytest.approx(1)


@given(_tables())
def test_no_table_gives_an_infinite_or_missing_score(table: tuple[int, int, int, int]) -> None:
    a, b, c, d = table
    scores = [am.log_likelihood(*table, form) for form in am.FORMS]
    scores += [f(*table) for f in (am.log_ratio, am.lrc, am.percent_diff, am.odds_ratio, am.simple_maths)]
    scores += [am.chi_squared(*table), am.bic(scores[0], c + d), am.p_of(scores[0]), *am.log_ratio_interval(*table)]
    assert np.isfinite(scores).all()
    assert scores[0] >= 0
    if a * d == b * c:
        assert scores[0] == scores[1] == am.lrc(*table) == 0


def test_counts_of_nothing_have_their_documented_values() -> None:
    assert am.log_ratio(0, 0, 10, 20) == am.log_likelihood(0, 0, 10, 20) == am.lrc(0, 0, 10, 20) == 0
    assert am.percent_diff(0, 5, 10, 20) == -100
    assert am.percent_diff(3, 0, 10, 20) == pytest.approx(100 * (0.3 - 0.025) / 0.025)
    assert am.mutual_information(0, 2.5) == am.t_score(0, 2.5) == am.log_dice(0, 3, 4) == 0
    assert am.delta_p(2, 4, 2, 4) == pytest.approx(0.5)  # every word stands in a window: nothing to take away
