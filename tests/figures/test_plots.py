"""The marks agree with the table, the words agree with the marks, and a click finds what lies under it."""

import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from discourse.errors import DiscourseError
from discourse.figures.actors import plot_cooccurrence, plot_mentions
from discourse.figures.picture import caption, describe, picture_of
from discourse.figures.sentiment import plot_sentiment
from discourse.figures.targets import targets
from discourse.figures.terms import plot_frequency, plot_terms
from discourse.figures.theme import NEGATIVE, new_figure, render_png


def _collections(ax, kind):
    return [artist for artist in ax.collections if type(artist).__name__ == kind]


def _hexes(colours):
    return ["#" + "".join(f"{round(c * 255):02x}" for c in colour[:3]) for colour in colours]


def test_stems_and_dots_stand_where_the_polarity_is(tables, ax):
    table = tables.sentiment(40)
    plot_sentiment(table, ax=ax)
    (dots,) = _collections(ax, "PathCollection")
    assert dots.get_offsets().tolist() == table[["paragraph", "polarity"]].to_numpy(dtype=float).tolist()
    (stems,) = _collections(ax, "LineCollection")
    ends = np.array([segment[:, 1] for segment in stems.get_segments()])
    assert ends[:, 0].tolist() == [0.0] * 40 and ends[:, 1].tolist() == table["polarity"].tolist()
    assert [colour == NEGATIVE for colour in _hexes(stems.get_colors())] == (table["polarity"] < 0).tolist()


def test_the_more_subjective_the_larger_the_dot(tables, ax):
    table = tables.sentiment(40)
    plot_sentiment(table, ax=ax).figure.canvas.draw()
    sizes = _collections(ax, "PathCollection")[0].get_sizes()
    assert np.argsort(sizes).tolist() == np.argsort(table["subjectivity"].to_numpy()).tolist()


def test_an_instrument_without_subjectivity_has_dots_of_one_size(tables, ax):
    table = tables.sentiment(40).assign(subjectivity=np.nan)
    plot_sentiment(table, ax=ax).figure.canvas.draw()
    assert len(set(_collections(ax, "PathCollection")[0].get_sizes())) == 1
    assert "subjectivity" not in caption(ax) and "subjectivity" not in picture_of(ax).note.get_text()


def test_the_line_is_the_centred_mean(tables, ax):
    table = tables.sentiment(30)
    plot_sentiment(table, ax=ax, smooth=5)
    values = table["polarity"].tolist()
    expected = [np.mean(values[max(0, i - 2) : i + 3]) for i in range(30)]
    assert any(np.allclose(line.get_ydata(), expected) for line in ax.lines if len(line.get_ydata()) == 30)


def test_the_mean_does_not_cross_from_one_document_into_the_next(tables, ax):
    table = pd.concat([tables.sentiment(5), tables.sentiment(5).assign(doc=1)], ignore_index=True)
    table["polarity"] = [1.0] * 5 + [-1.0] * 5
    plot_sentiment(table, ax=ax, smooth=5)
    lines = [line.get_ydata().tolist() for line in ax.lines if len(line.get_ydata()) == 5]
    assert lines == [[1.0] * 5, [-1.0] * 5]
    assert ax.get_xlabel().startswith("Paragraph, counted through 2 documents")


def test_a_window_that_cannot_be_centred_is_refused(tables, ax):
    for window in (0, 2, -3, 2.5, True):
        if window is True:
            continue
        with pytest.raises(DiscourseError, match="odd"):
            plot_sentiment(tables.sentiment(5), ax=ax, smooth=window)


def test_units_without_polarity_have_no_mark(tables, ax):
    table = tables.sentiment(10)
    table.loc[3, "polarity"] = np.nan
    plot_sentiment(table, ax=ax, smooth=3).figure.canvas.draw()
    assert len(_collections(ax, "PathCollection")[0].get_offsets()) == 9
    assert "1 paragraph without a polarity" in caption(ax) and "nan" not in describe(ax).lower()


def test_the_marked_paragraph_has_its_band_and_its_name(tables, ax):
    plot_sentiment(tables.sentiment(70), ax=ax, mark=40).figure.canvas.draw()
    (band,) = (patch for patch in ax.patches if patch.get_width() > 0)
    assert band.get_x() < 40 < band.get_x() + band.get_width() and "¶ 40" in [text.get_text() for text in ax.texts]


def test_a_marked_paragraph_covers_all_its_sentences(tables, ax):
    table = tables.sentiment(30, "sentence")
    plot_sentiment(table, ax=ax, mark=4)
    (band,) = ax.patches
    sentences = table.loc[table["paragraph"] == 4, "sentence"]
    assert (band.get_x(), band.get_x() + band.get_width()) == (sentences.min() - 0.5, sentences.max() + 0.5)


def test_a_part_of_a_text_keeps_its_paragraph_numbers(tables, ax):
    table = tables.sentiment(70).iloc[37:50]
    plot_sentiment(table, ax=ax, mark=40).figure.canvas.draw()
    assert {t["paragraph"] for t in targets(ax)} == set(range(38, 51))
    assert ax.get_xlim()[0] < 38 < 50 < ax.get_xlim()[1]


def test_limits_chosen_by_the_analyst_stay(tables, ax):
    plot_sentiment(tables.sentiment(10), ax=ax, limits=(-1, 1)).figure.canvas.draw()
    assert ax.get_ylim() == (-1, 1)
    other = plot_sentiment(tables.sentiment(10), ax=new_figure().add_subplot())
    other.set_ylim(-0.9, 0.9)
    other.figure.canvas.draw()
    assert other.get_ylim() == (-0.9, 0.9)


def test_bars_are_as_long_as_counts_and_the_counts_stand_at_their_ends(tables, ax):
    table = tables.frequency(40).sample(frac=1, random_state=1)
    plot_frequency(table, ax=ax, top=10)
    expected = sorted(table["count"], reverse=True)[:10]
    assert [bar.get_width() for bar in ax.patches] == expected
    assert {f"{count:,}" for count in expected} <= {text.get_text() for text in ax.texts}
    rates = plot_frequency(table, ax=new_figure().add_subplot(), top=10, per="per_million")
    assert [bar.get_width() for bar in rates.patches] == sorted(table["per_million"], reverse=True)[:10]


def test_stems_of_a_term_stand_in_the_paragraphs_it_occurs_in(tables, ax):
    table = tables.term_counts(["war", "peace"], 30)
    plot_terms(table, ax=ax, terms=["peace", "war"])
    stems = _collections(ax, "LineCollection")[1].get_segments()
    most = table["count"].max()
    found = {(round(s[0, 1] - 0.42), int(s[0, 0])): round((s[0, 1] - s[1, 1]) / 0.78 * most) for s in stems}
    rows = table[table["count"] > 0].itertuples()
    assert found == {(["peace", "war"].index(row.term), row.paragraph): row.count_ for row in _renamed(rows)}


def _renamed(rows):
    from types import SimpleNamespace

    return [SimpleNamespace(term=row.term, paragraph=row.paragraph, count_=row[4]) for row in rows]


def test_a_term_that_never_occurs_keeps_its_strip(tables, ax):
    plot_terms(tables.term_counts(["war"], 30), ax=ax, terms=["war", "jam"])
    assert "jam never" in describe(ax)


def test_cells_are_the_counts_of_mentions_grouped_by_group(tables, ax):
    table, book = tables.mentions(15, 20), tables.codebook(15)
    plot_mentions(table, book, paragraphs=tables.paragraphs(25), ax=ax)
    (mesh,) = _collections(ax, "QuadMesh")
    cells = np.ma.filled(mesh.get_array().reshape(-1, 25).astype(float), 0)
    labels = [text.get_text() for text in ax.texts][: len(cells)]
    for actor in book.actors:
        counted = table[table["actor"] == actor.id].groupby("paragraph").size().reindex(range(1, 26), fill_value=0)
        assert cells[labels.index(actor.label)].tolist() == counted.tolist()
    groups = list(dict.fromkeys(actor.group for actor in book.actors))
    heads = [label for label in labels if label in groups]
    assert heads == groups and labels[0] == "states" and labels[1] == "United States"


def test_mentions_per_100_words_divide_by_the_words_of_the_paragraph(tables, ax):
    table = pd.DataFrame({"doc": 0, "paragraph": [1, 1, 2], "actor": ["a0", "a0", "a0"]})
    plot_mentions(table, tables.codebook(1), paragraphs=tables.paragraphs(2, words=50), per="per_100_words", ax=ax)
    (mesh,) = _collections(ax, "QuadMesh")
    assert np.ma.filled(mesh.get_array().astype(float), 0).ravel().tolist() == [4.0, 2.0]
    with pytest.raises(DiscourseError, match="paragraphs"):
        plot_mentions(table, per="per_100_words", ax=new_figure().add_subplot())


def test_actors_never_mentioned_have_a_row_only_when_asked(tables, ax):
    table = tables.mentions(2, 5)
    plot_mentions(table, tables.codebook(6), ax=ax)
    more = plot_mentions(table, tables.codebook(6), ax=new_figure().add_subplot(), empty=True)
    assert "of 2 actors" in describe(ax) and "of 6 actors" in describe(more)


def test_the_network_is_the_same_each_time(tables):
    table = tables.cooccurrence(tables.mentions(15, 40))
    places = []
    for rows in (table, table.sample(frac=1, random_state=3)):
        rows.attrs = table.attrs
        ax = plot_cooccurrence(rows, codebook=tables.codebook(15), ax=new_figure().add_subplot())
        ax.figure.canvas.draw()
        places.append(picture_of(ax).state["at"])
    assert np.allclose(places[0], places[1])


def test_nodes_grow_with_mentions_and_lines_with_shared_paragraphs(tables, ax):
    table = pd.DataFrame({"actor_a": ["a", "a"], "actor_b": ["b", "c"], "count": [9, 1]})
    table.attrs["mentions"] = {"a": 40, "b": 10, "c": 1}
    plot_cooccurrence(table, ax=ax).figure.canvas.draw()
    sizes = _collections(ax, "PathCollection")[0].get_sizes()
    assert sizes[0] > sizes[1] > sizes[2]
    widths = _collections(ax, "LineCollection")[0].get_linewidths()
    assert widths[0] > widths[1]
    assert "a and b (9)" in describe(ax)


def test_pairs_below_the_minimum_are_left_out(tables, ax):
    table = pd.DataFrame({"actor_a": ["a", "a"], "actor_b": ["b", "c"], "count": [9, 1]})
    assert "2 actors with 1 tie" in describe(plot_cooccurrence(table, ax=ax, minimum=2))
    nothing = plot_cooccurrence(table, ax=new_figure().add_subplot(), minimum=10)
    assert describe(nothing) == "No two actors are named together at least 10 times here."


def test_nodes_and_labels_keep_apart(tables):
    ax = tables.plots["network of 15 actors"](new_figure().add_subplot())
    figure = ax.figure
    render_png(figure, 780, 430)
    box = ax.get_window_extent()
    nodes = picture_of(ax).state["at"] * [box.width, box.height] + [box.x0, box.y0]
    for text in (t for t in ax.texts if t.get_visible() and t.get_zorder() == 4):
        area = text.get_window_extent(figure.canvas.get_renderer())
        assert not any(area.x0 < x < area.x1 and area.y0 < y < area.y1 for x, y in nodes)


EMPTY = {
    "sentiment": (plot_sentiment, ["doc", "paragraph", "polarity", "subjectivity", "words"]),
    "frequency": (plot_frequency, ["term", "count", "per_million", "range"]),
    "terms": (plot_terms, ["doc", "paragraph", "term", "count"]),
    "mentions": (plot_mentions, ["doc", "paragraph", "sentence", "start", "end", "surface", "actor"]),
    "cooccurrence": (plot_cooccurrence, ["actor_a", "actor_b", "count", "expected", "npmi"]),
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_table_gives_a_calm_sentence(name, ax):
    plot, columns = EMPTY[name]
    plot(pd.DataFrame({column: [] for column in columns}), ax=ax).figure.canvas.draw()
    said = [text.get_text().replace("\n", " ") for text in ax.texts]
    assert describe(ax) in said and re.fullmatch(r"[A-Z].*\.", describe(ax))
    assert targets(ax) == []


@pytest.mark.parametrize("name", EMPTY)
def test_a_table_of_another_measure_is_refused_in_words(name, ax):
    with pytest.raises(DiscourseError, match="needs the column"):
        EMPTY[name][0](pd.DataFrame({"x": [1]}), ax=ax)


def test_a_click_on_a_stem_finds_its_paragraph(tables, ax):
    plot_sentiment(tables.sentiment(70), ax=ax)
    figure = ax.figure
    render_png(figure, 780, 290)
    for paragraph in (1, 40, 70):
        x, y = ax.transData.transform((paragraph, 0.0))
        at = x / figure.bbox.width, 1 - y / figure.bbox.height
        assert [t["paragraph"] for t in targets(ax) if _inside(t, at)] == [paragraph]


def test_a_click_on_a_cell_finds_actor_and_paragraph(tables, ax):
    table, book = tables.mentions(15, 20), tables.codebook(15)
    plot_mentions(table, book, paragraphs=tables.paragraphs(20), ax=ax)
    figure = ax.figure
    render_png(figure, 780, 400)
    label = next(text for text in ax.texts if text.get_text() == "Turkey")
    row = label.get_position()[1]
    paragraph = int(table.loc[table["actor"] == "a6", "paragraph"].iloc[0])
    x, y = ax.transData.transform((paragraph - 0.5, row))
    hit = next(t for t in targets(ax) if _inside(t, (x / figure.bbox.width, 1 - y / figure.bbox.height)))
    assert (hit["actor"], hit["paragraph"]) == ("a6", paragraph)
    area = label.get_window_extent(figure.canvas.get_renderer())
    at = (area.x0 + area.x1) / 2 / figure.bbox.width, 1 - (area.y0 + area.y1) / 2 / figure.bbox.height
    assert next(t for t in targets(ax) if _inside(t, at)).get("actor") == "a6"


def test_a_click_on_a_bar_a_strip_or_a_node_finds_it(tables):
    bars = plot_frequency(tables.frequency(5), ax=new_figure().add_subplot())
    strips = plot_terms(tables.term_counts(["war", "peace"], 9), ax=new_figure().add_subplot())
    network = tables.plots["network of 3 actors"](new_figure().add_subplot())
    for ax in (bars, strips, network):
        render_png(ax.figure, 780, 290)
    figure = bars.figure
    for row, term in enumerate(tables.frequency(5)["term"]):
        x, y = bars.transData.transform((1, row))
        at = x / figure.bbox.width, 1 - y / figure.bbox.height
        assert [t["term"] for t in targets(bars) if _inside(t, at)] == [term]
    for text in (t for t in strips.texts if t.get_text() in ("war", "peace")):
        area = text.get_window_extent(strips.figure.canvas.get_renderer())
        at = area.x0 / figure.bbox.width, 1 - (area.y0 + area.y1) / 2 / figure.bbox.height
        assert next(t for t in targets(strips) if _inside(t, at))["term"] == text.get_text()
    for actor, place in zip(["a0", "a2", "a1"], picture_of(network).state["at"], strict=False):
        x, y = network.transData.transform(place)
        assert any(_inside(t, (x / figure.bbox.width, 1 - y / figure.bbox.height)) for t in targets(network)), actor


def _inside(target, at):
    return target["x0"] <= at[0] <= target["x1"] and target["y0"] <= at[1] <= target["y1"]


def test_targets_lie_inside_the_picture(drawn):
    render_png(drawn.figure, 780, 290)
    for target in targets(drawn):
        assert 0 <= target["x0"] <= target["x1"] <= 1 and 0 <= target["y0"] <= target["y1"] <= 1
        assert {"paragraph", "term", "actor"} & set(target)


def test_the_alt_text_gives_real_figures(tables, ax):
    table = tables.sentiment(70)
    plot_sentiment(table, ax=ax, smooth=7)
    low, high = table["polarity"].idxmin(), table["polarity"].idxmax()
    said = describe(ax)
    assert f"from {table['polarity'][low]:+.2f} (¶{low + 1})".replace("-", "−") in said
    assert f"to {table['polarity'][high]:+.2f} (¶{high + 1})" in said
    assert f"mean {table['polarity'].mean():+.2f}" in said and "70 paragraphs" in said


def test_every_figure_has_a_caption_with_its_n(drawn):
    assert re.search(r"n = \d|\d+ most frequent|actors|nothing|no text", caption(drawn))
    assert "nan" not in (caption(drawn) + describe(drawn)).lower()


def test_axes_of_other_makers_have_no_description(ax):
    with pytest.raises(DiscourseError, match="no figure"):
        describe(ax)
    assert targets(ax) == []


def test_a_second_plot_is_not_drawn_over_the_first(tables):
    try:
        one = plot_sentiment(tables.sentiment(5))
        two = plot_frequency(tables.frequency(5))
        assert one.figure is not two.figure and plt.gca() is two
        plt.figure()
        empty = plt.gca()
        assert plot_sentiment(tables.sentiment(5)) is empty
    finally:
        plt.close("all")


def test_a_table_is_not_changed_by_drawing_it(tables, ax):
    table = tables.sentiment(10)
    before = table.copy(deep=True)
    plot_sentiment(table, ax=ax, smooth=3, mark=2).figure.canvas.draw()
    pd.testing.assert_frame_equal(table, before)
