"""Keywords by size and evidence: every name is legible, stands by its dot, and leads to its term."""

import numpy as np
import pandas as pd
import pytest
from test_layout import collisions, outside, texts_of

from discourse import DiscourseError, from_text, keyness, plot_keyness
from discourse.figures.export import _resized, save_figure
from discourse.figures.picture import caption, describe, picture_of, preferred_height
from discourse.figures.placement import leaders, place_names
from discourse.figures.targets import targets
from discourse.figures.theme import PRESETS, SMALLEST, figure_size, new_figure, render_png
from discourse.measures.counting import TermCounts
from discourse.measures.keyness import score

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsverband"


def keyness_table(n: int) -> pd.DataFrame:
    """Score `n` terms with counts as those of real texts: a few common ones, many rare ones, some on one side only."""
    chance = np.random.default_rng(n)
    common = 4000 / np.arange(1, n + 1) + 1
    a = chance.poisson(common * np.exp(chance.normal(0, 0.6, n)))
    b = chance.poisson(common * np.exp(chance.normal(0, 0.6, n)))
    a[::7], b[3::11] = 0, 0
    terms = pd.Index(sorted([LONG, "$jobs_^2", *(f"term{i}" for i in range(n - 2))]))
    target = TermCounts(terms, a, np.minimum(a, 9), int(a.sum()) + 1000, 9)
    reference = TermCounts(terms, b, np.minimum(b, 9), int(b.sum()) + 2000, 9)
    table = score(target, reference, minimum=1)
    table.attrs.update(form="two-term", correction="bonferroni", confidence=0.95)
    return table


PLOTS = {
    "1 term": lambda ax, kind: plot_keyness(keyness(from_text("war " * 9), from_text("peace " * 9)), ax=ax, kind=kind),
    "50 terms": lambda ax, kind: plot_keyness(keyness_table(50), ax=ax, kind=kind, mark=LONG),
    "5,000 terms": lambda ax, kind: plot_keyness(
        keyness_table(5000), ax=ax, kind=kind, top=25, names=("The speeches of $2016_^", "all the speeches before it")
    ),
    "nothing": lambda ax, kind: plot_keyness(keyness(from_text("war"), from_text("war")), ax=ax, kind=kind),
}


@pytest.fixture(params=[(name, kind) for name in PLOTS for kind in ("evidence", "bars")], ids=" as ".join)
def drawn_keyness(request):
    name, kind = request.param
    return PLOTS[name](new_figure().add_subplot(), kind)


@pytest.mark.parametrize("preset", PRESETS)
def test_no_name_collides_or_is_cut_off_in_print(drawn_keyness, preset):
    chosen = PRESETS[preset]
    height = chosen.height or preferred_height(drawn_keyness, chosen.width / 25.4) * 25.4
    with _resized(drawn_keyness, figure_size(preset, height), chosen.scale, None) as figure:
        figure.canvas.draw()
        boxes = texts_of(figure)
        assert collisions(boxes) == []
        assert outside(boxes, figure) == []
        seen = [t for t in drawn_keyness.texts if t.get_visible() and t.get_text()]
        assert all(text.get_fontsize() >= SMALLEST for text in seen)


@pytest.mark.parametrize("size", [(780, 290), (560, 430), (330, 230)])
def test_no_name_collides_or_is_cut_off_on_the_screen(drawn_keyness, size):
    render_png(drawn_keyness.figure, *size)
    boxes = texts_of(drawn_keyness.figure)
    assert collisions(boxes) == []
    assert outside(boxes, drawn_keyness.figure) == []


def test_what_is_key_in_the_target_stands_to_the_right_and_the_rest_to_the_left():
    table = keyness(from_text("war " * 30 + "and " * 30), from_text("peace " * 30 + "and " * 30))
    for kind in ("evidence", "bars"):
        ax = plot_keyness(table, ax=new_figure().add_subplot(), kind=kind)
        ax.figure.canvas.draw()
        assert ax.get_xlim()[0] < 0 < ax.get_xlim()[1]
        assert "and" not in {text.get_text() for text in ax.texts}
    dots = np.vstack(
        [collection.get_offsets() for collection in ax.collections if len(collection.get_offsets())] or [[0, 0]]
    )
    bars = {round(bar.get_width(), 6) for bar in ax.patches}
    assert bars == {round(value, 6) for value in table["log_ratio"] if value}
    assert len(dots)


def test_a_dot_stands_where_the_table_says():
    table = keyness_table(50)
    ax = plot_keyness(table, ax=new_figure().add_subplot())
    at = np.vstack([collection.get_offsets() for collection in ax.collections[:2]])
    strongest = table.loc[table["log_likelihood"].idxmax()]
    assert np.isclose(at, [strongest["log_ratio"], np.log10(strongest["log_likelihood"])]).all(axis=1).any()


def test_the_marked_term_is_named_however_weak_its_evidence():
    table = keyness_table(5000)
    weak = table[(table["log_likelihood"] > 2) & (table["log_likelihood"] < 3)]["term"].iloc[0]
    ax = plot_keyness(table, ax=new_figure("double-column").add_subplot(), top=3, mark=weak)
    ax.figure.canvas.draw()
    [text] = [text for text in ax.texts if text.get_text() == weak]
    assert text.get_visible() and text.get_fontweight() == "bold"


@pytest.mark.parametrize("kind", ["evidence", "bars"])
def test_a_click_on_a_name_leads_to_its_term(kind):
    table = keyness_table(50)
    ax = plot_keyness(table, ax=new_figure().add_subplot(), kind=kind, top=5)
    render_png(ax.figure, 780, 430)
    width, height = 780 * 2, 430 * 2
    named = [text for text in ax.texts if text.get_visible() and text.get_text() in set(table["term"])]
    assert len(named) >= 8
    for text in named:
        box = text.get_window_extent()
        x, y = (box.x0 + box.x1) / 2 / width, 1 - (box.y0 + box.y1) / 2 / height
        hit = next(t for t in targets(ax) if t["x0"] <= x <= t["x1"] and t["y0"] <= y <= t["y1"])
        assert hit["term"] == text.get_text()


def test_names_that_find_no_room_are_counted():
    ax = plot_keyness(keyness_table(5000), ax=new_figure().add_subplot(), top=80)
    render_png(ax.figure, 330, 230)
    named = sum(text.get_visible() and text.get_text().startswith("term") for text in ax.texts)
    said = int(picture_of(ax).note.get_text().split()[0])
    assert named + said == pytest.approx(160, abs=2)  # the two long names may be cut short


def test_caption_and_alt_text_say_what_was_compared_and_how():
    table = keyness(from_text("war " * 40, title="Before"), from_text("peace " * 40, title="After"), form="four-term")
    ax = plot_keyness(table, ax=new_figure().add_subplot())
    assert ax.get_title(loc="left") == "Keywords: Before against After"
    assert "four-term" in caption(ax) and "Bonferroni" in caption(ax) and "40 words against 40 words" in caption(ax)
    assert "war (40 : 0)" in describe(ax) and "peace (0 : 40)" in describe(ax)


def test_a_group_of_a_table_gives_the_picture_its_name():
    frame = pd.DataFrame({"text": ["war " * 20, "peace " * 20, "aid " * 20], "side": ["hawks", "doves", "doves"]})
    from discourse import from_frame

    table = keyness(from_frame(frame), by="side")
    with pytest.raises(DiscourseError, match="several comparisons"):
        plot_keyness(table, ax=new_figure().add_subplot())
    ax = plot_keyness(table[table["side"] == "hawks"], ax=new_figure().add_subplot())
    assert ax.get_title(loc="left") == "Keywords: hawks against the others"


@pytest.mark.parametrize("options", [{"kind": "cloud"}, {"top": 0}, {"alpha": 5}])
def test_what_cannot_be_drawn_is_said(options):
    with pytest.raises(DiscourseError) as caught:
        plot_keyness(keyness_table(50), ax=new_figure().add_subplot(), **options)
    assert caught.value.do


def test_a_table_of_another_measure_is_refused():
    with pytest.raises(DiscourseError, match="log_ratio"):
        plot_keyness(pd.DataFrame({"term": ["war"], "count": [3]}), ax=new_figure().add_subplot())


def test_the_same_table_gives_the_same_file(tmp_path):
    files = [
        save_figure(
            plot_keyness(keyness_table(5000), ax=new_figure().add_subplot()), tmp_path / name, formats=["pdf", "svg"]
        )
        for name in ("one", "other")
    ]
    for kind in ("pdf", "svg", "csv"):
        assert files[0][kind].read_bytes() == files[1][kind].read_bytes()


def test_names_never_overlap_wherever_the_dots_are():
    chance = np.random.default_rng(7)
    for n in (2, 20, 120):
        dots, halves = chance.uniform(0, 200, (n, 2)), np.column_stack([chance.uniform(4, 30, n), np.full(n, 4.0)])
        places = place_names(dots, halves, dots, (200, 200), 2)
        kept = [(np.array(place), half) for place, half in zip(places, halves, strict=True) if place is not None]
        assert kept
        for i, (one, half) in enumerate(kept):
            assert (one - half >= -1e-9).all() and (one + half <= 200 + 1e-9).all()
            for other, size in kept[:i]:
                assert (np.abs(one - other) >= half + size - 1e-9).any()
        assert all(np.isfinite(line).all() for line in leaders(dots, halves, places, 2))
