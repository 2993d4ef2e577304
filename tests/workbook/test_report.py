"""The report holds everything it shows, shows a text's own markup as characters, and leads from numbers to words."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import discourse as dc
from discourse.workbook import report
from discourse.workbook.analysis import Analysis
from discourse.workbook.report import Shown, report_html
from discourse.workbook.source import source_of

PNG = b"\x89PNG\r\n\x1a\n"
HOSTILE = (
    "# <b>Prices</b> & more\n\n"
    '<script>alert("1")</script> is a bad idea: $x_1^2$ {{ 7*7 }} {% raw %}\n\n'
    '</p></div><img src="https://example.org/x.png" onerror=alert(2)> is <a href="javascript:x">good</a>\n'
)
HOSTILE_BOOK = """title = "<i>Book</i>"
[[actor]]
id = "x"
label = "<script>label</script>"
group = "a\\"b<style>"
names = ["bad idea", "</div>"]
"""
VOID = {"meta", "img", "br", "link", "input", "hr"}


class _Page(HTMLParser):
    """What a browser would make of the page: its elements, what it would load, and the text of its paragraphs."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self._inside = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if dict(attrs).get("class") == "words":
            self._inside = len(self.open)
            self.words.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"
        if len(self.open) < self._inside:
            self._inside = 0

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words[-1] += data

    def values(self, *names: str) -> list[str]:
        """Return the values of some attributes, wherever they stand."""
        return [str(attrs[name]) for _, attrs in self.elements for name in names if name in attrs]


def _report(text: str | Path, codebook: str | Path | None = None) -> tuple[str, Analysis]:
    source = source_of(text, codebook)
    analysis = Analysis(source.corpus, source.codebook)
    figures = [Shown(f"figure-{n}", PNG, f'Stems "{n}" & <dots>', "A caption with $x_1$.", "code") for n in (1, 2)]
    return report_html(analysis, figures, source), analysis


@pytest.fixture(scope="module")
def ordinary() -> tuple[str, Analysis]:
    """The report on an op-ed with its codebook."""
    return _report("pier-nine-for", "pier-nine")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Analysis]:
    """The report on a text and a codebook full of markup."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "text.md").write_text(HOSTILE, encoding="utf-8")
    (folder / "book.toml").write_text(HOSTILE_BOOK, encoding="utf-8")
    return _report(folder / "text.md", folder / "book.toml")


@pytest.fixture(params=["ordinary", "hostile"])
def both(request: pytest.FixtureRequest) -> tuple[str, Analysis]:
    """One report, then the other."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


def test_the_page_loads_nothing(both: tuple[str, Analysis]) -> None:
    page = _Page(both[0])
    assert all(value.startswith("data:image/png;base64,") for value in page.values("src", "srcset", "data", "poster"))
    assert all(value.startswith("#") for value in page.values("href", "action", "xlink:href"))
    assert not {tag for tag, _ in page.elements} & {"script", "link", "iframe", "object", "embed", "base", "form"}
    assert "url(" not in both[0] and "@import" not in both[0]
    [policy] = [attrs["content"] for tag, attrs in page.elements if tag == "meta" and "http-equiv" in attrs]
    assert str(policy).startswith("default-src 'none'")


def test_the_page_is_well_formed(both: tuple[str, Analysis]) -> None:
    assert both[0].startswith("<!DOCTYPE html>")
    assert _Page(both[0]).open == []


def test_no_element_listens_to_anything(both: tuple[str, Analysis]) -> None:
    assert not [name for _, attrs in _Page(both[0]).elements for name in attrs if name.startswith("on")]


def test_every_paragraph_is_shown_character_by_character(both: tuple[str, Analysis]) -> None:
    html, analysis = both
    assert _Page(html).words == [analysis.text[start:end] for start, end in analysis.spans.values()]


def test_what_a_codebook_holds_of_markup_is_shown_as_it_is(hostile: tuple[str, Analysis]) -> None:
    assert "&lt;script&gt;label&lt;/script&gt;" in hostile[0]
    assert "&lt;i&gt;Book&lt;/i&gt;" in hostile[0]


def test_every_picture_says_what_it_shows(both: tuple[str, Analysis]) -> None:
    pictures = [attrs for tag, attrs in _Page(both[0]).elements if tag == "img"]
    assert [attrs["alt"] for attrs in pictures] == ['Stems "1" & <dots>', 'Stems "2" & <dots>']


def test_every_inner_link_leads_somewhere(both: tuple[str, Analysis]) -> None:
    page = _Page(both[0])
    ids = page.values("id")
    assert len(set(ids)) == len(ids)
    assert {value.removeprefix("#") for value in page.values("href")} <= set(ids)


def test_the_page_tells_its_language_and_its_text(ordinary: tuple[str, Analysis]) -> None:
    html, analysis = ordinary
    assert ("html", {"lang": "en"}) in _Page(html).elements
    row = analysis.corpus.documents.iloc[0]
    assert str(row["sha256"]) in html
    assert f"<dd>{row['words']}</dd>" in html
    assert f"<dd>{len(analysis.corpus.sentences)}</dd>" in html


def test_actors_stand_with_the_names_they_are_given(ordinary: tuple[str, Analysis]) -> None:
    html, analysis = ordinary
    found = dc.mentions(analysis.corpus, analysis.codebook)
    named = found[found["actor"] == "union"]["surface"].value_counts()
    assert len(named) > 2
    for name, count in named.items():
        assert f"{name}&nbsp;<small>{count}</small>" in html


def test_the_words_stand_beside_the_score_they_made(ordinary: tuple[str, Analysis]) -> None:
    html, analysis = ordinary
    rows = re.findall(r'<tr id="s(\d+)">(.*?)</tr>', html, re.DOTALL)
    assert [int(number) for number, _ in rows] == list(analysis.spans)
    for row in dc.sentiment_evidence(analysis.corpus).itertuples():
        assert row.surface in dict(rows)[str(row.paragraph)]


def test_an_actor_and_a_scoring_word_can_share_their_letters(hostile: tuple[str, Analysis]) -> None:
    marked = re.findall(r'<mark class="([^"]*)" title="([^"]*)">([^<]*)</mark>', hostile[0])
    assert (
        "g0 neg",
        "&lt;script&gt;label&lt;/script&gt; (a&#34;b&lt;style&gt;); polarity −0.70, subjectivity 0.67",
        "bad",
    ) in marked


def test_the_limits_are_told_with_their_sources(ordinary: tuple[str, Analysis]) -> None:
    for told in (".41", ".30", "Hamborg", "Hutto", "De Smedt"):
        assert told in ordinary[0]


def test_without_a_codebook_it_says_how_to_add_one() -> None:
    html, _ = _report("pier-nine-for")
    assert "[[actor]]" in html
    assert "discourse run pier-nine-for --codebook my-codebook.toml" in html


def test_a_codebook_that_finds_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text("It rained all day in the valley.", encoding="utf-8")
    with pytest.warns(dc.errors.DiscourseWarning, match="no actor"):
        html, _ = _report(tmp_path / "calm.txt", "syria-2016")
    assert "is mentioned. Is it the codebook of another text?" in html


def test_a_text_of_function_words_only(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("It is what it is.", encoding="utf-8")
    html, _ = _report(tmp_path / "odd.txt")
    assert "no word but function words" in html


@pytest.mark.parametrize("colour", ["#332288", "#44ad9b", "#cc6677", "#86c9eb", "#882255", "#ecdc9b", "#117733"])
def test_words_stay_readable_on_every_highlight(colour: str) -> None:
    def contrast(one: str, other: str) -> float:
        dark, light = sorted((report._luminance(one), report._luminance(other)))
        return (light + 0.05) / (dark + 0.05)

    assert report._luminance("#ffffff") == pytest.approx(1) and report._luminance("#000000") == 0
    assert contrast(report._light_tint(colour), "#1c1c1c") >= 4.5
    assert contrast(report._dark_tint(colour), "#e6e3dc") >= 4.5
    assert contrast(report._light_tint(colour), "#ffffff") >= 1.15, "and the highlight can be seen"
