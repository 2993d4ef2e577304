"""Labels never collide and are never cut off, at any size."""

from itertools import combinations

import pytest
from matplotlib.text import Text

from discourse.figures.export import _resized
from discourse.figures.labels import fit_labels, shorten, text_width, wrap
from discourse.figures.picture import picture_of, preferred_height
from discourse.figures.theme import PRESETS, SMALLEST, figure_size, new_figure, render_png, theme


def texts_of(figure):
    """Every text that is seen, with its box in pixels."""
    renderer = figure.canvas.get_renderer()
    found = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            ticks = axis.get_major_ticks()
            hidden = {t.label1 for t in ticks if not low <= t.get_loc() <= high or not axis.get_visible()}
            hidden |= {t.label2 for t in ticks} | {t.label1 for t in axis.get_minor_ticks()}
            found = [text for text in found if text not in hidden]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in found]


def collisions(boxes):
    def shared(a, b):
        return min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)

    return [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if min(shared(one, two)) > 0.6]


def outside(boxes, figure):
    width, height = figure.bbox.width, figure.bbox.height
    return [text for text, b in boxes if b.x0 < -0.6 or b.y0 < -0.6 or b.x1 > width + 0.6 or b.y1 > height + 0.6]


@pytest.mark.parametrize("preset", PRESETS)
def test_no_label_collides_or_is_cut_off_in_print(drawn, preset):
    chosen = PRESETS[preset]
    height = chosen.height or preferred_height(drawn, chosen.width / 25.4) * 25.4
    with _resized(drawn, figure_size(preset, height), chosen.scale, None) as figure:
        figure.canvas.draw()
        boxes = texts_of(figure)
        assert collisions(boxes) == []
        assert outside(boxes, figure) == []


@pytest.mark.parametrize("size", [(780, 290), (560, 430), (1200, 380), (330, 230)])
def test_no_label_collides_or_is_cut_off_on_the_screen(drawn, size):
    figure = drawn.figure
    render_png(figure, *size)
    boxes = texts_of(figure)
    assert collisions(boxes) == []
    assert outside(boxes, figure) == []


def test_at_its_preferred_height_every_row_is_named_in_full(tables):
    ax = tables.plots["15 actors in 70 paragraphs"](new_figure().add_subplot())
    for preset in ("single-column", "1.5-column", "double-column"):
        width = PRESETS[preset].width
        with _resized(ax, figure_size(preset, preferred_height(ax, width / 25.4) * 25.4), 1.0, None) as figure:
            figure.canvas.draw()
            shown = {"".join(text.split()) for text, _ in texts_of(figure)}
            assert {"".join(label.split()) for label, _ in tables.names} <= shown


def test_type_in_print_is_never_smaller_than_journals_allow(drawn):
    with _resized(drawn, figure_size("single-column", 60), 1.0, None) as figure:
        figure.canvas.draw()
        seen = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
        assert min(text.get_fontsize() for text in seen) >= SMALLEST


def test_the_measured_width_is_the_drawn_width(ax):
    text = "Organisation for the Prohibition of Chemical Weapons — ÄÖÜ Μέτωπο"
    with theme():
        artist = ax.text(0, 0, text, fontsize=9)
        for dpi in (72, 100, 300):
            ax.figure.set_dpi(dpi)
            drawn = artist.get_window_extent(ax.figure.canvas.get_renderer()).width * 72 / dpi
            assert drawn * 0.995 <= text_width(text, 9) <= drawn * 1.05


def test_wrapping_loses_no_letter_and_keeps_to_the_width():
    label = "Donaudampfschifffahrtsgesellschaftskapitänsverband of the upper/lower Danube-region"
    for width in (20, 45, 90, 400):
        lines = wrap(label, width, 7)
        assert "".join("".join(lines).split()) == "".join(label.split())
        assert all(text_width(line, 7) <= width for line in lines)


def test_an_ellipsis_is_the_last_resort():
    label = "United Nations Office for the Coordination of Humanitarian Affairs"
    assert fit_labels([label], 90, 40, 7.5).texts[0].replace("\n", " ") == label
    cut = fit_labels([label], 90, 9, 7.5)
    assert cut.texts[0].endswith("…") and cut.width() <= 90
    assert shorten("war", 90, 7) == "war"


def test_rows_lower_than_type_leave_labels_out_and_say_so(tables):
    ax = tables.plots["60 actors in 500 paragraphs"](new_figure().add_subplot())
    render_png(ax.figure, 780, 290)
    assert "not named for want of room" in picture_of(ax).note.get_text()


def test_axes_that_share_their_figure_stay_where_they_are(tables):
    figure = new_figure("double-column", height=120)
    left, right = figure.subplots(1, 2)
    before = [axes.get_position().bounds for axes in (left, right)]
    tables.plots["sentiment of 70 paragraphs"](left)
    tables.plots["40 terms"](right)
    figure.canvas.draw()
    assert [axes.get_position().bounds for axes in (left, right)] == before


def test_a_notebook_which_crops_its_pictures_cuts_nothing_off(drawn):
    figure = drawn.figure
    figure.canvas.draw()
    kept = figure.get_tightbbox(figure.canvas.get_renderer())
    width, height = figure.get_size_inches()
    assert kept.x0 <= 0.01 and kept.y0 <= 0.01 and kept.x1 >= width - 0.01 and kept.y1 >= height - 0.01


def test_a_title_given_later_is_fitted_too(tables):
    ax = tables.plots["sentiment of 70 paragraphs"](new_figure("single-column").add_subplot())
    ax.set_title("The polarity of a speech that was held before both houses of the parliament", loc="left")
    ax.figure.canvas.draw()
    boxes = texts_of(ax.figure)
    assert collisions(boxes) == [] and outside(boxes, ax.figure) == []
    assert ax.get_title(loc="left").replace("\n", " ").endswith("both houses of the parliament")
