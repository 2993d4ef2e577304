"""A strip shows where a term occurs, a line how its rate moves, at every size and with nothing in the way."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.text import Text
from test_layout import collisions, outside, texts_of

from discourse import (
    dispersion,
    from_frame,
    from_text,
    plot_dispersion,
    plot_trajectory,
    sample,
    save_figure,
    trajectory,
)
from discourse.errors import DiscourseError
from discourse.figures.export import _resized
from discourse.figures.picture import caption, describe, picture_of, preferred_height
from discourse.figures.targets import targets
from discourse.figures.theme import PRESETS, SMALLEST, figure_size, new_figure, render_png
from discourse.figures.trajectories import _spread
from discourse.tables import read_csv

SPEECH = sample("sotu-2016")
QUERIES = ["ISIL", "jobs", "America", "climate change", "world | people | the United States of America", "$x_^2 | we"]
PARTIES = ["Democratic-Republican", "Whig", "National Union", "Nonpartisan", "Federalist"]
MANY = from_frame(
    pd.DataFrame(
        {
            "text": ["war and peace, " * n + "freedom for all" for n in range(1, 61)],
            "year": [1900 + n * 2 for n in range(60)],
            "party": [PARTIES[n % 5] for n in range(60)],
        }
    )
)


def _strips(corpus, terms, **more):  # type: ignore[no-untyped-def]
    table = dispersion(corpus, "paragraph", terms=terms)
    return lambda ax: plot_dispersion(table, corpus, ax=ax, **more)


def _lines(by, terms=("war", "peace", "freedom"), *, mark=None, **more):  # type: ignore[no-untyped-def]
    table = trajectory(MANY, terms, by, **more)
    return lambda ax: plot_trajectory(table, ax=ax, mark=mark)


PLOTS = {
    "one strip": _strips(SPEECH, ["jobs"]),
    "strips": _strips(SPEECH, QUERIES, mark="jobs"),
    "strips of every word": lambda ax: plot_dispersion(dispersion(SPEECH, 20), SPEECH, ax=ax, top=30),
    "strips by year": _strips(MANY, ["war", "all"], label="year", measure="kld"),
    "strips by party": _strips(MANY, ["war", "all"], label="party"),
    "lines by year": _lines("year"),
    "lines by decade": _lines("year", period=10, interval="bootstrap", mark="war"),
    "one point": lambda ax: plot_trajectory(trajectory(MANY.where(year=1900), ["war"]), ax=ax),
    "nine lines": _lines("year", ["war", "peace", "and", "for", "all", "freedom", "w*", "p*", "x" * 40], period=20),
    "dots by party": _lines("party", interval="bootstrap"),
    "dots by title": _lines("title"),
    "nothing": lambda ax: plot_dispersion(dispersion(SPEECH, terms=["zeppelin"]), SPEECH, ax=ax),
}


@pytest.fixture(params=PLOTS)
def plotted(request):  # type: ignore[no-untyped-def]
    return PLOTS[request.param](new_figure().add_subplot())


def _hold(figure) -> None:  # type: ignore[no-untyped-def]
    boxes = texts_of(figure)
    assert collisions(boxes) == []
    assert outside(boxes, figure) == []


@pytest.mark.parametrize("preset", PRESETS)
def test_no_label_collides_or_is_cut_off_in_print(plotted, preset) -> None:  # type: ignore[no-untyped-def]
    chosen = PRESETS[preset]
    height = chosen.height or preferred_height(plotted, chosen.width / 25.4) * 25.4
    with _resized(plotted, figure_size(preset, height), chosen.scale, None) as figure:
        figure.canvas.draw()
        _hold(figure)
        seen = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
        assert min(text.get_fontsize() for text in seen) >= SMALLEST * chosen.scale - 1e-9


@pytest.mark.parametrize("size", [(780, 290), (560, 430), (330, 230)])
def test_no_label_collides_or_is_cut_off_on_the_screen(plotted, size) -> None:  # type: ignore[no-untyped-def]
    render_png(plotted.figure, *size)
    _hold(plotted.figure)


def test_every_occurrence_has_its_place_in_the_strip_and_in_the_data(tmp_path) -> None:  # type: ignore[no-untyped-def]
    corpus = from_text("War and peace.\n\nNo war.\n\nThe end of war, of course.")
    table = dispersion(corpus, "paragraph", terms=["war", "of"])
    ax = plot_dispersion(table, corpus, ax=new_figure().add_subplot())
    ax.figure.canvas.draw()
    data = picture_of(ax).data
    assert data[["term", "paragraph", "word"]].to_numpy().tolist() == [
        ["war", 1, 1], ["war", 2, 5], ["war", 3, 9], ["of", 3, 8], ["of", 3, 10],
    ]  # fmt: skip
    strokes = next(c for c in ax.collections if len(c.get_paths()) == 5)
    drawn = sorted((round(path.vertices[:, 1].mean()), path.vertices[0, 0]) for path in strokes.get_paths())
    expected = sorted((row, word - 0.5) for row, word in ((0, 1), (0, 5), (0, 9), (1, 8), (1, 10)))
    assert [row for row, _ in drawn] == [row for row, _ in expected]
    assert [x for _, x in drawn] == pytest.approx([x for _, x in expected], abs=0.51)
    saved = read_csv(save_figure(ax, tmp_path / "strips", formats=["svg"])["csv"])
    assert saved["dp"].tolist() == pytest.approx(data["dp"].tolist())
    clicks = targets(ax)
    assert clicks[0]["term"] == "war" and clicks[0]["paragraph"] == 1
    assert [box["term"] for box in clicks if "doc" not in box] == ["war", "of"]


def test_the_words_of_the_figures_name_what_they_show() -> None:
    strips = PLOTS["strips"](new_figure().add_subplot())
    assert "ISIL 9 times, DP 0.8" in describe(strips)
    assert "over 70 paragraphs with 6,061 words" in caption(strips)
    lines = PLOTS["lines by decade"](new_figure().add_subplot())
    assert "in 12 periods by year: war from" in describe(lines) and "(1900–1909)" in describe(lines)
    assert "in periods of 10; n = 12 periods. Lines: occurrences per million words; bands: 95% intervals" in caption(
        lines
    )
    assert "bootstrap over documents" in caption(lines)
    dots = PLOTS["dots by party"](new_figure().add_subplot())
    assert "Dots: occurrences per million words; whiskers" in caption(dots)


def test_a_line_breaks_where_years_are_missing_and_a_period_stands_at_its_middle() -> None:
    corpus = from_frame(pd.DataFrame({"text": ["War."] * 5, "year": [1990, 1991, 1992, 2000, 2001]}))
    ax = plot_trajectory(trajectory(corpus, ["war"]), ax=new_figure().add_subplot())
    line = ax.lines[0].get_xdata()
    assert np.isnan(line).tolist() == [False, False, False, True, False, False]
    ax = plot_trajectory(trajectory(corpus, ["war"], period=10), ax=new_figure().add_subplot())
    assert ax.lines[-1].get_xdata().tolist() == [1995, 2005]
    assert ax.get_ylim()[0] == 0
    ax = plot_trajectory(trajectory(corpus, ["war"]), ax=new_figure().add_subplot(), limits=(0, 2e6))
    ax.figure.canvas.draw()
    assert ax.get_ylim() == (0, 2e6)


@given(st.lists(st.tuples(st.floats(-50, 250), st.floats(1, 20)), min_size=1, max_size=10))
def test_labels_at_the_ends_of_lines_never_overlap_and_stay_inside(rows: list[tuple[float, float]]) -> None:
    wanted, heights = [row[0] for row in rows], [row[1] for row in rows]
    places = _spread(wanted, heights, 200)
    order = np.argsort(wanted, kind="stable")
    for one, other in pairwise(order):
        assert places[one] + heights[one] / 2 <= places[other] - heights[other] / 2 + 1e-6
    assert min(p - h / 2 for p, h in zip(places, heights, strict=True)) >= -1e-6
    assert max(p + h / 2 for p, h in zip(places, heights, strict=True)) <= 200 + 1e-6
    if len(rows) == 1 and 20 <= wanted[0] <= 180:
        assert places == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"measure": "range"}, "dp, dp_norm"), ({"top": 0}, "at least one"), ({"terms": ["truce"]}, "no term"),
        ({"label": "era"}, "They have"),
    ],
)  # fmt: skip
def test_strips_that_cannot_be_drawn_are_refused(arguments, said) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DiscourseError, match=said):
        plot_dispersion(dispersion(SPEECH), SPEECH, ax=new_figure().add_subplot(), **arguments)


def test_lines_that_cannot_be_drawn_are_refused(tables, ax) -> None:  # type: ignore[no-untyped-def]
    table = trajectory(MANY, ["war"])
    with pytest.raises(DiscourseError, match="no term of the table"):
        plot_trajectory(table, terms=["truce"], ax=ax)
    with pytest.raises(DiscourseError, match="limits"):
        plot_trajectory(table, limits=(2, 1), ax=ax)
    with pytest.raises(DiscourseError, match="needs the columns"):
        plot_trajectory(tables.frequency(3), ax=ax)
    with pytest.raises(DiscourseError, match="without 1 text"):
        plot_dispersion(dispersion(SPEECH), from_text("War."), ax=ax)
