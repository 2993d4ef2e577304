"""A figure leaves whole, the same each time, at the size a journal asks for, with its data and its words."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pypdf
import pytest
from PIL import Image

from discourse.errors import DiscourseError
from discourse.figures import export
from discourse.figures.export import FORMATS, safe_name, save_figure
from discourse.figures.picture import describe
from discourse.figures.sentiment import plot_sentiment
from discourse.figures.terms import plot_frequency
from discourse.figures.theme import PRESETS, new_figure, theme
from discourse.tables import read_csv


@pytest.fixture
def speech(tables, ax):
    table = tables.sentiment(70)
    table.attrs["provenance"] = {
        "texts": [{"title": "A speech", "sha256": "ab" * 32}],
        "codebook": {"sha256": "cd" * 32},
    }
    return plot_sentiment(table, ax=ax, smooth=7, mark=40)


def _fonts(path):
    found = []
    for page in pypdf.PdfReader(path).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            found += [font, *(below.get_object() for below in font.get("/DescendantFonts", []))]
    return found


def test_fonts_are_embedded_as_truetype(drawn, tmp_path):
    files = save_figure(drawn, tmp_path / "figure", formats=["pdf"])
    fonts = _fonts(files["pdf"])
    assert fonts and "/Type3" not in {font["/Subtype"] for font in fonts}
    described = [font["/FontDescriptor"].get_object() for font in fonts if "/FontDescriptor" in font]
    assert described and all("/FontFile2" in descriptor for descriptor in described)
    assert all("DejaVuSans" in font["/BaseFont"] for font in fonts)


def test_text_stays_text_in_svg_and_the_figure_is_named_and_described(drawn, tmp_path):
    files = save_figure(drawn, tmp_path / "figure", formats=["svg"])
    tree = ElementTree.parse(files["svg"]).getroot()
    svg = "{http://www.w3.org/2000/svg}"
    assert tree.findall(f".//{svg}text") and tree.get("role") == "img"
    assert tree.find(f"{svg}desc").text == describe(drawn)
    assert {tree.find(f"{svg}title").get("id"), tree.find(f"{svg}desc").get("id")} == set(
        tree.get("aria-labelledby").split()
    )


@pytest.mark.parametrize(("preset", "width"), [("single-column", 89), ("1.5-column", 120), ("double-column", 183)])
@pytest.mark.parametrize("dpi", [300, 600])
def test_sizes_are_what_the_journal_asks_for(speech, tmp_path, preset, width, dpi):
    files = save_figure(speech, tmp_path / "figure", preset=preset, height=60, dpi=dpi, formats=FORMATS)
    box = pypdf.PdfReader(files["pdf"]).pages[0].mediabox
    assert float(box.width) == pytest.approx(width / 25.4 * 72, abs=0.01)
    assert float(box.height) == pytest.approx(60 / 25.4 * 72, abs=0.01)
    svg = ElementTree.parse(files["svg"]).getroot()
    assert float(svg.get("width").removesuffix("pt")) == pytest.approx(width / 25.4 * 72, abs=0.01)
    for kind in ("png", "tiff"):
        with Image.open(files[kind]) as image:
            assert image.size == (int(width / 25.4 * dpi), int(60 / 25.4 * dpi))
            assert image.mode == "RGB"
            assert [round(float(value)) for value in image.info["dpi"]] == [dpi, dpi]
    with Image.open(files["tiff"]) as image:
        assert image.info["compression"] == "tiff_lzw"


def test_a_slide_has_larger_type_and_the_figure_is_as_before_afterwards(speech, tmp_path):
    figure = speech.figure
    figure.canvas.draw()
    before = np.asarray(figure.canvas.buffer_rgba()).copy()
    size, sizes = (
        tuple(figure.get_size_inches()),
        [t.get_fontsize() for t in figure.findobj() if hasattr(t, "get_fontsize")],
    )
    files = save_figure(speech, tmp_path / "figure", preset="slide", formats=["svg"], title="Another title")
    assert (tuple(figure.get_size_inches()), speech.get_title(loc="left")) == (size, "Sentiment by paragraph")
    assert [t.get_fontsize() for t in figure.findobj() if hasattr(t, "get_fontsize")] == sizes
    figure.canvas.draw()
    assert np.array_equal(before, np.asarray(figure.canvas.buffer_rgba()))
    svg = files["svg"].read_text(encoding="utf-8")
    type_sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", svg)]
    assert "Another title" in svg and min(type_sizes) >= 11


def test_a_title_can_be_left_to_the_caption(speech, tmp_path):
    files = save_figure(speech, tmp_path / "figure", formats=["svg"], title="")
    drawn = [text.text for text in ElementTree.parse(files["svg"]).getroot().iter("{http://www.w3.org/2000/svg}text")]
    assert "Sentiment by paragraph" not in drawn
    assert speech.get_title(loc="left") == "Sentiment by paragraph"


def test_two_runs_give_the_same_bytes(drawn, tmp_path):
    one = save_figure(drawn, tmp_path / "one" / "figure", formats=FORMATS)
    drawn.figure.canvas.draw()
    two = save_figure(drawn, tmp_path / "two" / "figure", formats=FORMATS)
    assert {kind: one[kind].read_bytes() == two[kind].read_bytes() for kind in one} == dict.fromkeys(one, True)


def test_two_processes_with_other_hash_seeds_give_the_same_bytes(tmp_path):
    script = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from conftest import PLOTS\n"
        "from discourse.figures.export import FORMATS, save_figure\n"
        "from discourse.figures.theme import new_figure\n"
        "for at, name in enumerate(('15 actors in 70 paragraphs', 'network of 15 actors')):\n"
        "    save_figure(PLOTS[name](new_figure().add_subplot()), f'{sys.argv[1]}/{at}', formats=FORMATS)\n"
    )
    runs = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        command = [sys.executable, "-c", script, str(folder), str(Path(__file__).parent)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"})
        runs.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert len(runs[0]) == 14 and runs[0] == runs[1]


def test_the_readers_own_settings_do_not_change_the_figure(tables, tmp_path):
    import matplotlib as mpl

    def saved(folder):
        ax = plot_sentiment(tables.sentiment(20), ax=new_figure().add_subplot())
        return {k: p.read_bytes() for k, p in save_figure(ax, tmp_path / folder / "figure", formats=FORMATS).items()}

    plain = saved("one")
    with mpl.rc_context({"font.family": "monospace", "lines.linewidth": 5, "axes.grid": True, "savefig.bbox": "tight"}):
        assert saved("two") == plain


def test_the_data_and_the_provenance_travel_with_the_figure(speech, tables, tmp_path):
    files = save_figure(speech, tmp_path / "figure.pdf", provenance={"study": "Aleppo"})
    assert set(files) == {"pdf", "svg", "png", "csv", "json", "txt"}
    data = read_csv(files["csv"])
    assert data["polarity"].tolist() == tables.sentiment(70)["polarity"].tolist()
    record = json.loads(files["json"].read_text(encoding="utf-8"))
    assert record["data"]["texts"][0]["sha256"] == "ab" * 32 and record["data"]["codebook"]["sha256"] == "cd" * 32
    assert record["figure"] == {
        "function": "plot_sentiment",
        "parameters": {"smooth": 7, "mark": 40, "reference_line": None, "limits": None, "title": None},
    }
    assert record["versions"]["python"] == ".".join(map(str, sys.version_info[:3]))
    assert record["versions"]["matplotlib"] and record["study"] == "Aleppo"
    words = files["txt"].read_text(encoding="utf-8")
    assert describe(speech) in words and "TextBlob" in words and "centred mean of 7 paragraphs" in words


def test_alt_text_is_inside_the_pictures(speech, tmp_path):
    files = save_figure(speech, tmp_path / "figure", formats=FORMATS)
    alt = describe(speech)
    assert pypdf.PdfReader(files["pdf"]).metadata["/Subject"] == alt
    with Image.open(files["png"]) as image:
        assert image.text["Description"] == alt
    assert alt.encode() in files["tiff"].read_bytes()


def test_signs_of_mathematics_are_the_characters_they_are(tables, ax, tmp_path):
    counts = tables.term_counts(["$a_b^c$"], 5)
    from discourse.figures.terms import plot_terms

    files = save_figure(plot_terms(counts, ax=ax, title=r"$\alpha$ & <b>"), tmp_path / "figure", formats=["svg", "pdf"])
    texts = [node.text for node in ElementTree.parse(files["svg"]).getroot().iter("{http://www.w3.org/2000/svg}text")]
    assert "$a_b^c$" in texts and r"$\alpha$ & <b>" in texts
    assert "$a_b^c$" in pypdf.PdfReader(files["pdf"]).pages[0].extract_text()


@pytest.mark.parametrize(
    ("wrong", "choices"),
    [({"preset": "poster"}, "single-column"), ({"formats": ["pdf", "gif"]}, "tiff"), ({"formats": []}, "pdf"),
     ({"dpi": 72}, "600")],
)  # fmt: skip
def test_an_unknown_choice_lists_the_choices(speech, tmp_path, wrong, choices):
    with pytest.raises(DiscourseError, match=choices):
        save_figure(speech, tmp_path / "figure", **wrong)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_gives_a_friendly_error(speech, tmp_path):
    (tmp_path / "results").write_text("mine")
    with pytest.raises(DiscourseError, match="results"):
        save_figure(speech, tmp_path / "results" / "figure")
    assert (tmp_path / "results").read_text() == "mine"


def test_a_failure_leaves_the_old_files_and_nothing_half_written(speech, tmp_path, monkeypatch):
    save_figure(speech, tmp_path / "figure")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken(*_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(export, "_png", broken)
    with pytest.raises(RuntimeError):
        save_figure(speech, tmp_path / "figure", title="New")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_dot_in_a_name_is_no_suffix(speech, tmp_path):
    files = save_figure(speech, tmp_path / "study.v2", formats=["svg"])
    assert files["svg"].name == "study.v2.svg"
    assert set(save_figure(speech, tmp_path / "figure.tif", formats=["svg"])) == {"svg", "tiff", "csv", "json", "txt"}


def test_axes_of_other_makers_can_be_saved_too(ax, tmp_path):
    ax.plot([1, 2])
    ax.set_title("My own")
    files = save_figure(ax, tmp_path / "own", preset="slide")
    assert set(files) == {"pdf", "svg", "png", "json", "txt"} and "My own" in files["txt"].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("title", "name"),
    [("../../etc/passwd", "etc-passwd"), ("", "figure"), ("..", "figure"), ("CON", "CON-"), ("nul.txt", "_nul.txt"),
     ("a\\b:c*d?", "a-b-c-d"), ("tab\tand\x00zero", "tab-and-zero"), (".hidden", "hidden"),
     ("Über Alépo", "Über-Alépo")],
)  # fmt: skip
def test_a_title_never_leaves_its_folder(title, name):
    assert safe_name(title) == name
    assert len(safe_name("x" * 500)) == 80


def test_every_preset_is_offered():
    assert set(PRESETS) == {"single-column", "1.5-column", "double-column", "slide"}


@pytest.mark.parametrize("preset", list(PRESETS))
def test_a_figure_of_a_single_row_can_be_saved(tmp_path, preset):
    with theme():
        ax = plot_frequency(pd.DataFrame({"term": ["rain"], "count": [1]}), ax=new_figure().add_subplot())
    files = save_figure(ax, tmp_path / "rain", preset=preset, formats=("pdf",))
    assert files["pdf"].stat().st_size > 1000
