"""A word with its collocates: distances are true, no name collides, and the same table gives the same picture."""

import numpy as np
import pandas as pd
import pytest
from test_layout import collisions, outside, texts_of

from discourse import DiscourseError, collocates, from_frame, from_text, plot_collocates, sample
from discourse.figures.circle import arrange
from discourse.figures.export import _resized, save_figure
from discourse.figures.picture import caption, describe, picture_of, preferred_height
from discourse.figures.targets import targets
from discourse.figures.theme import PRESETS, SMALLEST, figure_size, new_figure, render_png

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsverband"


def collocates_table(n: int, node: str = "war") -> pd.DataFrame:
    chance = np.random.default_rng(n)
    terms = [LONG, "$jobs_^2", *(f"collocate{i}" for i in range(n - 2))][:n]
    dice = np.sort(chance.normal(8, 1.5, n))[::-1]
    counts = chance.integers(1, 300, n)
    table = pd.DataFrame({"term": terms, "count": counts, "log_dice": dice, "mi": dice - 6})
    table.attrs = {"node": node, "base": "9 hits of “war” in 99 words"}
    return table


def _speech() -> pd.DataFrame:
    return collocates(sample("sotu-2016"), "we", stop="english", minimum=3)


PLOTS = {
    "1 collocate": lambda ax: plot_collocates(collocates_table(1), ax=ax),
    "a speech": lambda ax: plot_collocates(_speech(), ax=ax, mark="need"),
    "a long node": lambda ax: plot_collocates(
        collocates_table(12, "the so-called peaceful | moderate * of $2016_^"), ax=ax
    ),
    "60 collocates": lambda ax: plot_collocates(collocates_table(200), ax=ax, top=60, measure="mi"),
    "equal ties": lambda ax: plot_collocates(collocates_table(30).assign(log_dice=14.0), ax=ax, mark="collocate29"),
    "nothing": lambda ax: plot_collocates(collocates(from_text("War."), "peace"), ax=ax),
}


@pytest.fixture(params=PLOTS)
def drawn_collocates(request):
    return PLOTS[request.param](new_figure().add_subplot())


@pytest.mark.parametrize("preset", PRESETS)
def test_no_name_collides_or_is_cut_off_in_print(drawn_collocates, preset):
    chosen = PRESETS[preset]
    height = chosen.height or preferred_height(drawn_collocates, chosen.width / 25.4) * 25.4
    with _resized(drawn_collocates, figure_size(preset, height), chosen.scale, None) as figure:
        figure.canvas.draw()
        boxes = texts_of(figure)
        assert collisions(boxes) == []
        assert outside(boxes, figure) == []
        seen = [text for text in drawn_collocates.texts if text.get_visible() and text.get_text()]
        assert all(text.get_fontsize() >= SMALLEST for text in seen)


@pytest.mark.parametrize("size", [(780, 400), (560, 430), (330, 230)])
def test_no_name_collides_or_is_cut_off_on_the_screen(drawn_collocates, size):
    render_png(drawn_collocates.figure, *size)
    boxes = texts_of(drawn_collocates.figure)
    assert collisions(boxes) == []
    assert outside(boxes, drawn_collocates.figure) == []


def test_the_distance_from_the_middle_is_the_measure():
    table = collocates_table(20)
    ax = plot_collocates(table, ax=new_figure().add_subplot())
    render_png(ax.figure, 780, 400)
    circle, *_ = picture_of(ax).state["circle"]
    assert all(circle.found)
    # The rings are ellipses: seen from the middle, their half axes are those of the box around each of them.
    dice = table["log_dice"].to_numpy()
    rings = sorted(np.ptp(ring, axis=0)[0] / 2 for ring in circle.rings)
    values = sorted((float(text.get_text()) for text in ax.texts if text.get_text().isdigit()), reverse=True)
    assert len(rings) == len(values) > 1
    per_unit = (rings[-1] - rings[0]) / (values[0] - values[-1])
    up = np.ptp(circle.rings[0], axis=0)[1] / 2, np.ptp(circle.rings[-1], axis=0)[1] / 2
    tall = abs(up[0] - up[1]) / (values[0] - values[-1])
    first = int(np.argmax([np.ptp(ring, axis=0)[0] for ring in circle.rings]))
    outer = np.ptp(circle.rings[first], axis=0) / 2
    for dot, value in zip(circle.dots, dice, strict=True):
        axes = outer + (values[-1] - value) * np.array([per_unit, tall])
        assert (((dot - circle.middle) / axes) ** 2).sum() == pytest.approx(1, abs=0.02)


def test_the_more_frequent_the_broader_the_line_and_the_larger_the_dot():
    table = collocates_table(20)
    ax = plot_collocates(table, ax=new_figure().add_subplot())
    render_png(ax.figure, 780, 400)
    lines = next(c for c in ax.collections if len(c.get_linewidth()) == 20)
    [dots] = [c for c in ax.collections if len(c.get_offsets()) == 20]
    order = np.argsort(table["count"].to_numpy(), kind="stable")
    assert (np.diff(np.asarray(lines.get_linewidth())[order]) >= 0).all()
    assert (np.diff(np.asarray(dots.get_sizes())[order]) >= 0).all()


def test_the_same_table_gives_the_same_picture_each_time():
    one, two = (plot_collocates(collocates_table(40), ax=new_figure().add_subplot(), top=40) for _ in range(2))
    render_png(two.figure, 330, 230)  # whatever size it had before
    assert render_png(one.figure, 780, 400) == render_png(two.figure, 780, 400)


def test_a_click_on_a_word_leads_to_its_term():
    ax = plot_collocates(_speech(), ax=new_figure().add_subplot())
    render_png(ax.figure, 780, 400)
    named = [text for text in ax.texts if text.get_visible() and text.get_text() in set(picture_of(ax).data["term"])]
    assert len(named) > 10
    for text in named:
        box = text.get_window_extent()
        x, y = (box.x0 + box.x1) / 2 / (780 * 2), 1 - (box.y0 + box.y1) / 2 / (400 * 2)
        hit = next(t for t in targets(ax) if t["x0"] <= x <= t["x1"] and t["y0"] <= y <= t["y1"])
        assert hit["term"] == text.get_text()


def test_words_that_find_no_room_are_counted():
    ax = plot_collocates(collocates_table(200), ax=new_figure().add_subplot(), top=60)
    render_png(ax.figure, 330, 230)
    note = picture_of(ax).note.get_text().replace("\n", " ")
    shown = sum(text.get_visible() and text.get_text().startswith(("collocate", "$", "Donau")) for text in ax.texts)
    assert f"{60 - shown} collocates left out for want of room" in note


def test_the_strongest_are_shown_and_the_marked_one_in_any_case():
    table = collocates_table(100)
    weakest = table["term"].iloc[-1]
    ax = plot_collocates(table, ax=new_figure().add_subplot(), top=5, mark=weakest)
    assert picture_of(ax).data["term"].tolist() == [*table["term"].head(5), weakest]
    ax.figure.canvas.draw()
    [text] = [text for text in ax.texts if text.get_text() == weakest]
    assert text.get_fontweight() == "bold"


def test_caption_and_alt_text_say_what_is_near_to_what(tmp_path):
    ax = plot_collocates(_speech(), ax=new_figure().add_subplot(), top=8)
    assert ax.get_title(loc="left") == "Collocates of “we”"
    assert "logDice" in caption(ax) and "window of 5 to either side" in caption(ax)
    assert describe(ax).startswith("The word “we” with 8 collocates around it: ")
    files = save_figure(ax, tmp_path / "we", formats=["svg"])
    assert len(pd.read_csv(files["csv"])) == 8


def test_nothing_to_draw_is_said_in_the_picture():
    ax = plot_collocates(collocates(from_text("War."), "peace"), ax=new_figure().add_subplot())
    assert describe(ax) == "“peace” is not in the text."


def test_several_groups_unknown_measures_and_numbers_are_refused():
    corpus = from_frame(pd.DataFrame({"text": ["War now. War then.", "War now."], "side": ["a", "b"]}))
    table = collocates(corpus, "war", by="side")
    with pytest.raises(DiscourseError, match="several groups"):
        plot_collocates(table, ax=new_figure().add_subplot())
    plot_collocates(table[table["side"] == "a"], ax=new_figure().add_subplot())
    with pytest.raises(DiscourseError, match="log_dice"):
        plot_collocates(table, measure="log_likelihood")
    for top in (0, 61, 2.5, True):
        with pytest.raises(DiscourseError, match="1 to 60"):
            plot_collocates(table, top=top)
    with pytest.raises(DiscourseError, match="needs the column"):
        plot_collocates(table.drop(columns="mi"), measure="mi")


def test_words_keep_their_distance_whatever_the_sheet():
    radii = np.linspace(0.3, 1, 12)
    halves, dots = np.tile([12.0, 4.0], (12, 1)), np.full(12, 2.0)
    for extent in ((200.0, 150.0), (400.0, 120.0), (150.0, 300.0)):
        circle = arrange(radii, halves, dots, extent, np.array([10.0, 6.0]), np.array([]), np.empty((0, 2)))
        assert all(circle.found)
        away = np.abs(circle.dots - circle.middle)
        assert (away <= np.array(extent) / 2).all()
        low, high = circle.labels - halves, circle.labels + halves
        for i in range(12):
            for j in range(i):
                assert (low[i] >= high[j]).any() or (low[j] >= high[i]).any()
