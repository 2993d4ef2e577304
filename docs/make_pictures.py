"""Make the pictures of the README anew: ``python docs/make_pictures.py`` (needs Chromium for the screenshot)."""

import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image

import discourse as dc
from discourse.figures.theme import new_figure, theme

HERE = Path(__file__).resolve().parent
IMAGES = HERE / "images"


def gallery() -> None:
    """Draw the figures of the gallery on the sample speech."""
    corpus, codebook = dc.sample("sotu-2016"), dc.Codebook.sample("us-politics")
    found = dc.mentions(corpus, codebook)
    speeches = dc.sample("sotu")
    recent = speeches.where(year=range(1981, 2025))
    democrats, republicans = recent.where(party="Democratic"), recent.where(party="Republican")
    with theme():
        figures = {
            "sentiment": dc.plot_sentiment(dc.sentiment(corpus), smooth=5, ax=new_figure().add_subplot()),
            "terms-top": dc.plot_frequency(dc.frequency(corpus, stop="english"), top=15, ax=new_figure().add_subplot()),
            "terms-followed": dc.plot_terms(
                dc.term_counts(corpus, ["work*", "world", "job*"]), ax=new_figure().add_subplot()
            ),
            "actors": dc.plot_mentions(found, codebook, paragraphs=corpus.paragraphs, ax=new_figure().add_subplot()),
            "actors-together": dc.plot_cooccurrence(
                dc.cooccurrence(found), codebook=codebook, ax=new_figure().add_subplot()
            ),
            "keyness": dc.plot_keyness(
                dc.keyness(democrats, republicans), names=("Democrats", "Republicans"), ax=new_figure().add_subplot()
            ),
            "trajectory": dc.plot_trajectory(
                dc.trajectory(speeches, ["war", "jobs", "slave*"], period=5), ax=new_figure().add_subplot()
            ),
            "collocates": dc.plot_collocates(dc.collocates(speeches, "war"), ax=new_figure().add_subplot()),
        }
    with tempfile.TemporaryDirectory() as folder:
        for name, ax in figures.items():
            files = dc.save_figure(ax, Path(folder) / name, preset="1.5-column", formats=("png",))
            small = Image.open(files["png"]).convert("RGB").quantize(128)  # a page to be read, not printed
            small.save(IMAGES / f"{name}.png", optimize=True)


def screenshot() -> None:
    """Take a picture of the explorer as one meets it."""
    sys.path.insert(0, str(HERE.parent / "tests" / "workbook"))
    from browser import explorer_shown, opened, run_all, served, wait_until_idle

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium was found.")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "workbook") as address,
        opened(chromium, address, (1366, 768)) as page,
    ):
        run_all(page)
        explorer_shown(page)
        wait_until_idle(page)
        page.locator(".dw-cell").nth(39).click()
        page.wait_for_timeout(1500)
        page.locator(".dw-explorer").evaluate("explorer => explorer.scrollIntoView()")
        page.wait_for_timeout(500)
        page.locator(".dw-table tbody tr:visible").nth(3).hover()
        page.screenshot(path=IMAGES / "explorer.png")


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    gallery()
    screenshot()
