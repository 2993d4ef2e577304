"""One theme: colours told apart by colour-blind readers and in grey, and the settings a journal asks for."""

import io
from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from discourse.errors import DiscourseError
from discourse.figures.theme import (
    GROUPS,
    NEGATIVE,
    NEUTRAL,
    PRESETS,
    figure_size,
    group_colours,
    new_figure,
    palette,
    polarity_colour,
    render_png,
    theme,
)
from discourse.figures.theme import POSITIVE as BLUE


def _linear(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return np.array([c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels])


def _lab(rgb):
    """CIE L*a*b* of linear sRGB under D65 (CIE 15:2004)."""
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    t = matrix @ rgb / np.array([0.9505, 1.0, 1.089])
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def lightness(colour):
    return _lab(_linear(colour))[0]


# Full deuteranopia and protanopia in linear sRGB: Machado, Oliveira & Fernandes (2009), severity 1.0.
DEFICIENCIES = {
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
}


def test_groups_are_told_apart_in_grey():
    for one, two in combinations(GROUPS, 2):
        assert abs(lightness(one) - lightness(two)) >= 9


def test_negative_neutral_and_positive_are_told_apart_in_grey():
    for one, two in combinations((NEGATIVE, NEUTRAL, BLUE), 2):
        assert abs(lightness(one) - lightness(two)) >= 15


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_are_told_apart_by_colour_blind_readers(deficiency):
    seen = np.array(DEFICIENCIES[deficiency])
    for one, two in [*combinations(GROUPS, 2), (NEGATIVE, BLUE)]:
        difference = _lab(np.clip(seen @ _linear(one), 0, 1)) - _lab(np.clip(seen @ _linear(two), 0, 1))
        assert np.hypot.reduce(difference) >= 12


def test_polarity_runs_from_red_over_grey_to_blue():
    assert polarity_colour(-0.5) == NEGATIVE and polarity_colour(0) == NEUTRAL and polarity_colour(1) == BLUE
    assert polarity_colour(float("nan")) == "#ffffff"
    steps = [lightness(polarity_colour(value)) for value in (0, 0.1, 0.2, 0.3, 0.4, 0.5)]
    assert steps == sorted(steps, reverse=True)


def test_a_group_keeps_its_colour_and_no_group_is_grey():
    colours = group_colours(["states", None, "rebels", "states"])
    assert list(colours) == ["states", None, "rebels"] and len(set(colours.values())) == 3
    assert colours == group_colours(["states", None, "rebels"])
    assert len(set(palette(21))) == 21


def test_settings_are_those_of_print_and_do_not_stay():
    before = dict(mpl.rcParams)
    with mpl.rc_context({"text.usetex": True}), theme():
        assert mpl.rcParams["pdf.fonttype"] == mpl.rcParams["ps.fonttype"] == 42
        assert mpl.rcParams["svg.fonttype"] == "none" and mpl.rcParams["svg.hashsalt"]
        assert mpl.rcParams["font.sans-serif"][0] == "DejaVu Sans"
        assert not mpl.rcParams["text.parse_math"] and not mpl.rcParams["text.usetex"]
        with theme():
            pass
        assert mpl.rcParams["pdf.fonttype"] == 42
    assert dict(mpl.rcParams) == before
    with pytest.raises(RuntimeError), theme():
        raise RuntimeError
    assert dict(mpl.rcParams) == before


def test_presets_have_the_widths_of_journals():
    assert [PRESETS[name].width for name in ("single-column", "1.5-column", "double-column")] == [89, 120, 183]
    wide, high = figure_size("slide")
    assert wide / high == pytest.approx(16 / 9) and wide == pytest.approx(10)
    with pytest.raises(DiscourseError, match="single-column"):
        figure_size("poster")
    with pytest.raises(DiscourseError, match="mm"):
        figure_size("slide", 5)


def test_a_new_figure_is_unknown_to_pyplot():
    import matplotlib.pyplot as plt

    known = plt.get_fignums()
    new_figure("slide").add_subplot()
    assert plt.get_fignums() == known


@pytest.mark.parametrize(("width", "height", "scale"), [(780, 290, 2), (333, 217, 1), (641, 303, 1.5), (1001, 405, 3)])
def test_the_screen_gets_exactly_the_pixels_it_asked_for(ax, width, height, scale):
    ax.plot([1, 3, 2])
    png = render_png(ax.figure, width, height, scale)
    with Image.open(io.BytesIO(png)) as image:
        image.load()
        assert image.size == (int(width * scale + 0.5), int(height * scale + 0.5)) and image.mode == "RGB"
        # Decoded by another program, the pixels are those of the canvas.
        assert np.array_equal(np.asarray(image), np.asarray(ax.figure.canvas.buffer_rgba())[:, :, :3])
