"""The workbook as a researcher meets it: JupyterLab in a browser, the notebook run, each control used."""

import json
import re
import time
from pathlib import Path

import pytest
from browser import explorer_shown, fingerprints, opened, run_all, served, wait_until_idle
from playwright.sync_api import Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

SECONDS = 30_000
FILES = Path(__file__).parents[1] / "corpus" / "readers" / "files"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("lab") / "workbook"


@pytest.fixture(scope="module")
def page(folder, chromium):
    with served(folder) as address, opened(chromium, address) as page:
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        run_all(page)
        explorer_shown(page)
        wait_until_idle(page)
        yield page
        assert not problems, problems


def changes(page: Page, act) -> None:
    """Hold that an act brings other pictures on the screen."""
    before = fingerprints(page)
    act()
    end = time.monotonic() + SECONDS / 1000
    while fingerprints(page) == before:
        assert time.monotonic() < end, "the picture stayed the same"
        page.wait_for_timeout(100)


def give(page: Page, *files: Path) -> None:
    """Choose files in the dialog that the upload button opens."""
    with page.expect_file_chooser() as chooser:
        page.locator(".dw-explorer .dw-upload").click()
    chooser.value.set_files(files)


def take_in(page: Page) -> None:
    """Say yes to the preview of what was given."""
    page.locator(".dw-intake").get_by_role("button", name=re.compile("^Take")).click()
    expect(page.locator(".dw-message-done")).to_contain_text("taken in", timeout=SECONDS)


def tab(page: Page, name: str) -> None:
    page.locator(".dw-explorer").get_by_role("tab", name=name).click()
    page.wait_for_function("() => [...document.querySelectorAll('.dw-controls')].some(c => c.offsetParent)")


def control(page: Page, label: str):
    return page.locator(".dw-explorer").get_by_label(label, exact=True).locator("visible=true")


def test_the_notebook_runs_without_an_error(page):
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert page.get_by_text("Traceback (most recent call last)").count() == 0


def test_sentiment_follows_its_controls(page):
    tab(page, "Sentiment")
    changes(page, lambda: control(page, "Instrument").select_option("VADER"))
    changes(page, lambda: control(page, "Instrument").select_option("TextBlob"))
    changes(page, lambda: control(page, "Unit").select_option("sentence"))
    changes(page, lambda: control(page, "Unit").select_option("paragraph"))
    changes(page, lambda: control(page, "Smooth").select_option("15"))


def test_arrow_keys_and_clicks_choose_a_paragraph(page):
    tab(page, "Sentiment")
    page.locator(".dw-scroll").focus()
    changes(page, lambda: page.keyboard.press("ArrowDown"))
    expect(page.locator(".dw-row.dw-chosen .dw-number")).to_have_text("2")
    assert page.locator(".jp-Notebook.jp-mod-commandMode").count() == 1  # the notebook did not take the key
    changes(page, lambda: page.locator(".dw-row .dw-number").nth(3).click())
    expect(page.locator(".dw-row.dw-chosen .dw-number")).to_have_text("4")
    expect(page.locator(".dw-table-title:visible")).to_contain_text("¶ 4")
    changes(page, lambda: page.locator(".dw-cell").nth(59).click())
    expect(page.locator(".dw-row.dw-chosen .dw-number")).to_have_text("60")
    shown = page.evaluate(
        """() => {
            const box = document.querySelector('.dw-scroll').getBoundingClientRect();
            const row = document.querySelector('.dw-row.dw-chosen').getBoundingClientRect();
            return row.top >= box.top - 1 && row.top < box.bottom;
        }"""
    )
    assert shown  # the text has moved to the paragraph that was chosen on the map


def test_a_click_in_the_figure_chooses_its_paragraph(page):
    tab(page, "Sentiment")
    picture = page.locator(".dw-picture img:visible").first
    place = picture.bounding_box()
    changes(page, lambda: picture.click(position={"x": place["width"] * 0.7, "y": place["height"] * 0.4}))
    number = int(page.locator(".dw-row.dw-chosen .dw-number").inner_text())
    assert 35 < number < 60


def test_a_scoring_word_is_shown_in_the_text(page):
    tab(page, "Sentiment")
    row = page.locator(".dw-table tbody tr:visible").first
    words = row.locator("td").first.inner_text()
    row.click()
    flashed = page.locator(".dw-flash")
    expect(flashed.first).to_be_visible()
    assert "".join(flashed.all_inner_texts()).startswith(words[:4])
    page.locator(".dw-row.dw-chosen .dw-score").first.hover()
    expect(page.locator(".dw-tip")).to_contain_text("polarity")


def test_a_row_can_be_chosen_by_keyboard(page):
    tab(page, "Sentiment")
    page.locator(".dw-table tbody tr:visible").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".dw-table tbody tr:visible").nth(1)).to_have_attribute("aria-selected", "true")


def test_layers_of_highlights_can_be_switched_off(page):
    mark = page.locator(".dw-actor:not(.dw-found)").first
    shown = mark.evaluate("m => getComputedStyle(m).backgroundColor")
    page.get_by_label("actors", exact=True).click()
    page.wait_for_function("() => document.querySelector('.dw-reader').classList.contains('dw-no-actor')")
    assert mark.evaluate("m => getComputedStyle(m).backgroundColor") != shown
    page.get_by_label("actors", exact=True).click()


def test_terms_follow_their_controls(page):
    tab(page, "Terms")
    page.wait_for_selector(".dw-pictures .dw-picture img", timeout=SECONDS)
    changes(page, lambda: control(page, "Stop list").select_option("none"))
    changes(page, lambda: control(page, "Stop list").select_option("English function words"))

    def fill(label: str, value: str) -> None:
        control(page, label).fill(value)
        page.keyboard.press("Enter")

    changes(page, lambda: fill("Top", "25"))
    changes(page, lambda: fill("Follow", "peace, war*"))
    page.locator(".dw-table tbody tr:visible").nth(2).click()
    expect(page.locator(".dw-found").first).to_be_attached()
    expect(page.locator(".dw-search-status")).to_contain_text("hits")


def test_actors_follow_their_controls(page):
    tab(page, "Actors")
    page.wait_for_selector(".dw-picture img:visible", timeout=SECONDS)
    changes(page, lambda: control(page, "Measure").select_option("per 100 words"))
    changes(page, lambda: control(page, "Group").select_option(index=1))
    changes(page, lambda: control(page, "Group").select_option(index=0))
    changes(page, lambda: control(page, "Picture").select_option("together"))
    changes(page, lambda: control(page, "Picture").select_option("by paragraph"))
    page.locator(".dw-table tbody tr:visible").first.click()
    expect(page.locator(".dw-flash").first).to_be_visible()


def test_the_concordance_follows_its_controls(page):
    tab(page, "Concordance")

    def ask(words: str) -> None:
        control(page, "Query").fill(words)
        page.keyboard.press("Enter")

    ask("war")
    page.wait_for_selector(".dw-lines tbody tr:visible", timeout=SECONDS)
    changes(page, lambda: ask("job*"))
    first = page.locator(".dw-lines tbody tr").first
    before = first.inner_text()
    control(page, "Sort by").select_option("first word right, then second")
    expect(first).not_to_have_text(before)
    control(page, "Words").fill("3")
    page.keyboard.press("Enter")
    expect(first).not_to_contain_text(before[-25:])
    first.click()
    expect(page.locator(".dw-flash").first).to_be_visible()


def test_keywords_collocates_and_dispersion_follow_their_controls(page):
    tab(page, "Keyness")
    page.wait_for_selector(".dw-picture img:visible", timeout=SECONDS)
    changes(page, lambda: control(page, "Picture").select_option("bars"))
    changes(page, lambda: control(page, "Against").select_option(index=1))
    changes(page, lambda: control(page, "Stop list").select_option("English function words"))
    tab(page, "Collocates")
    page.wait_for_selector(".dw-picture img:visible", timeout=SECONDS)
    changes(page, lambda: control(page, "Within").select_option("paragraph"))
    page.locator(".dw-table tbody tr:visible").first.click()
    expect(page.locator(".dw-found").first).to_be_attached()
    tab(page, "Dispersion")
    page.wait_for_selector(".dw-picture img:visible", timeout=SECONDS)
    changes(page, lambda: control(page, "Parts").select_option("ten equal parts"))
    changes(page, lambda: control(page, "Stop list").select_option("none"))


def test_a_text_that_cannot_be_read_is_said_in_place(page, tmp_path):
    bad = tmp_path / "scan.txt"
    bad.write_bytes(b"%PDF-1.7 \x00\x01")
    give(page, bad)
    expect(page.locator(".dw-message-problem")).to_contain_text("scan.txt")
    expect(page.locator(".dw-row").first).to_be_visible()


def test_another_text_a_range_and_an_upload(page, tmp_path):
    tab(page, "Sentiment")
    changes(page, lambda: control(page, "Text").select_option(index=1))
    expect(page.locator(".dw-row")).to_have_count(9)
    page.locator(".dw-explorer .noUi-handle-upper").focus()
    changes(page, lambda: page.keyboard.press("ArrowLeft"))
    expect(page.locator(".dw-row")).to_have_count(8)
    own = tmp_path / "own.txt"
    own.write_text("A <b>good</b> truce.\n\nA $terrible_siege^2$.\n\nA wonderful end.", "utf-8")

    def bring() -> None:
        give(page, own)
        expect(page.locator(".dw-preview .dw-text").first).to_have_text("A <b>good</b> truce.")
        take_in(page)

    changes(page, bring)
    expect(page.locator(".dw-text").first).to_have_text("A <b>good</b> truce.")
    changes(page, lambda: control(page, "Text").select_option("State of the Union 2016"))


def test_a_word_file_is_previewed_taken_in_and_its_kinds_chosen(page):
    tab(page, "Sentiment")
    give(page, FILES / "truce.docx")
    report = page.locator(".dw-intake-report")
    expect(report).to_contain_text("13 body paragraphs")
    expect(report).to_contain_text("left out: 1 title, 1 byline")
    assert page.locator(".dw-panes").is_hidden()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".dw-panes")).to_be_visible()
    expect(page.locator(".dw-row")).to_have_count(70)
    changes(page, lambda: [give(page, FILES / "truce.docx"), take_in(page)])
    expect(page.locator(".dw-row")).to_have_count(27)
    expect(page.locator(".dw-uncounted")).to_have_count(10)
    expect(page.locator(".dw-row.dw-chosen .dw-number")).to_have_text("3")
    page.locator(".dw-kind-heading .dw-number").first.hover()
    expect(page.locator(".dw-tip")).to_contain_text("heading: not counted")
    changes(page, lambda: page.get_by_label("2 headings").check())
    expect(page.locator(".dw-uncounted")).to_have_count(8)
    expect(page.locator(".dw-table-note:visible")).to_contain_text("2 headings; left out: 1 title")
    page.get_by_label("2 headings").uncheck()
    expect(page.locator(".dw-uncounted")).to_have_count(10)
    changes(page, lambda: control(page, "Text").select_option("State of the Union 2016"))
    expect(page.locator(".dw-kinds")).to_be_hidden()


def test_a_table_dropped_on_the_explorer_gives_a_text_a_row(page):
    rows = "".join(f"Speech {n},Truce number {n} is a wonderful thing to have and to hold.\\n" for n in range(40))
    page.evaluate(
        f"""() => {{
            const transfer = new DataTransfer();
            transfer.items.add(new File(["title,words\\n{rows}"], "speeches.csv"));
            const target = document.querySelector(".dw-panes");
            const event = {{ dataTransfer: transfer, bubbles: true, cancelable: true }};
            for (const type of ["dragover", "drop"]) target.dispatchEvent(new DragEvent(type, event));
        }}"""
    )
    expect(page.get_by_role("button", name="Take in 40 texts")).to_be_visible(timeout=SECONDS)
    expect(control(page, "Text column")).to_have_attribute("placeholder", "words")
    control(page, "Show").select_option("40 · Speech 39")
    expect(page.locator(".dw-preview .dw-text")).to_contain_text("Truce number 39")
    take_in(page)
    expect(page.locator(".dw-text").first).to_contain_text("Truce number 0")
    search = page.get_by_placeholder("find a text")
    search.fill("speech 37")
    search.press("Enter")
    expect(page.locator(".dw-text").first).to_contain_text("Truce number 37", timeout=SECONDS)
    search.fill("")
    search.press("Enter")
    changes(page, lambda: control(page, "Text").select_option("State of the Union 2016"))


def test_export_writes_the_files_it_tells_of(page, folder):
    tab(page, "Sentiment")
    page.locator(".dw-explorer").get_by_role("button", name=re.compile("Export")).click()
    control(page, "Size").select_option("single-column (89 mm)")
    page.get_by_role("button", name="Save this figure").click()
    told = page.locator(".dw-message-done code")
    expect(told).to_be_visible(timeout=SECONDS)
    place = Path(told.inner_text())
    assert place.is_dir()
    assert folder.resolve() in place.resolve().parents
    figure = PdfReader(place / "sentiment-textblob.pdf").pages[0].mediabox
    assert float(figure.width) / 72 * 25.4 == pytest.approx(89, abs=0.1)
    for suffix in ("svg", "png", "csv"):
        assert (place / f"sentiment-textblob.{suffix}").stat().st_size > 100
    assert json.loads((place / "sentiment-textblob.json").read_text("utf-8"))
    page.locator(".dw-explorer").get_by_role("button", name=re.compile("Export")).click()


def test_a_picture_of_the_last_view_outlives_the_kernel(page):
    tab(page, "Sentiment")
    page.wait_for_timeout(1500)  # the picture is renewed when nothing has changed for a while
    still = page.locator(".discourse-snapshot").first
    expect(still).to_be_attached()
    expect(still).to_be_hidden()
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Kernel$")).click()
    page.locator("[data-command='kernelmenu:shutdown']").click()
    page.wait_for_timeout(1500)
    page.reload()
    page.wait_for_selector(".discourse-snapshot img", timeout=60_000)
    expect(page.locator(".discourse-snapshot").first).to_be_visible()
