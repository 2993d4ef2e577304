"""The explorer shows every paragraph of a text, says which of them count, and its numbers are those of the choice."""

from pathlib import Path

import pytest

import discourse as dc
from discourse.corpus.paragraphs import RUNNING

TEXT = """# A terrible truce

The US announced a good truce in Syria. Nobody in Moscow trusts the truce.

## A bad week for Washington

- The truce holds in Damascus.
- It broke in Aleppo.

> It is a good day for the US and for America.

| side | count |
|------|-------|
| US   | 12    |

The war was a war of words. Congress is to blame, and America pays.[^1]

[^1]: A terrible note on the US.
"""


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "truce.md"
    path.write_text(TEXT, encoding="utf-8")
    return dc.read(path)


@pytest.fixture
def explorer(corpus):
    return dc.explore(corpus, dc.Codebook.sample("us-politics"))


def _shown(explorer) -> list[tuple[str, bool, str]]:
    return [(one["kind"], one["counted"], one["label"]) for one in explorer.reader.view.paragraphs]


def test_every_paragraph_is_shown_and_those_that_do_not_count_say_so(explorer, corpus):
    assert [kind for kind, _, _ in _shown(explorer)] == corpus.paragraphs["kind"].tolist()
    assert all(counted == (kind in RUNNING) for kind, counted, _ in _shown(explorer))
    assert ("heading", False, "heading: not counted") in _shown(explorer)
    assert ("list", True, "list item") in _shown(explorer)
    assert ("body", True, "") in _shown(explorer)


def test_it_opens_on_the_first_paragraph_that_counts(explorer):
    assert explorer.state.paragraph == 2


def test_only_what_counts_is_coloured_and_marked(explorer):
    counted = {one["number"] for one in explorer.reader.view.paragraphs if one["counted"]}
    assert set(explorer.reader.view.colours) == counted
    assert set(explorer.reader.view.marks) <= counted


@pytest.mark.parametrize("tab", range(7))
def test_the_tables_say_what_is_left_out(explorer, tab):
    explorer.tab_bar.selected_index = tab
    assert explorer.last_error is None
    assert "left out: 2 headings, 1 footnote, 2 table rows." in explorer.tab.table.note


def test_choosing_kinds_changes_the_numbers_to_those_of_the_choice(explorer, corpus):
    assert [one["label"] for one in explorer.reader.view.kinds] == [
        "2 body paragraphs", "2 list items", "1 quotation", "2 headings", "1 footnote", "2 table rows",
    ]  # fmt: skip
    assert explorer.reader.view.counted == list(RUNNING)
    explorer.reader.view.counted = ["body", "footnote"]  # what ticking a box sends
    assert explorer.last_error is None
    chosen = corpus.only("body", "footnote")
    assert explorer.state.analysis.sentiment("textblob", "paragraph").equals(dc.sentiment(chosen))
    assert explorer.state.analysis.frequency(None).equals(dc.frequency(chosen))
    assert [number for number, _, _ in _numbers(explorer)] == [2, 9, 10]
    assert ".only('body', 'footnote')" in explorer.code()


def _numbers(explorer) -> list[tuple[int, str, bool]]:
    return [(one["number"], one["kind"], one["counted"]) for one in explorer.reader.view.paragraphs if one["counted"]]


def test_the_code_shown_makes_the_table_of_the_choice(explorer, corpus):
    explorer.reader.view.counted = ["body", "heading", "table"]
    explorer.range.value = (2, 9)
    namespace: dict = {}
    exec(explorer.code().rpartition("ax = ")[0], namespace)
    assert namespace["table"].equals(explorer.state.analysis.sentiment("textblob", "paragraph"))
    assert namespace["table"]["paragraph"].tolist() == [2, 3, 7, 8, 9]


def test_another_text_is_compared_in_the_same_kinds(explorer):
    explorer.reader.view.counted = ["body", "heading"]
    reference = dc.sample("pier-nine-for")
    assert explorer.state.analysis.compared_code(reference) == ".only('body')"
    table = explorer.state.analysis.keyness(reference, None, 1)
    assert table.attrs["words_target"] == int(explorer.state.analysis.corpus.documents["words"].sum())


def test_some_kind_must_count(explorer):
    explorer.reader.view.counted = ["body"]
    explorer.reader.view.counted = []
    assert "must count" in explorer._message.value
    assert explorer.reader.view.counted == ["body"]


def test_kinds_stay_chosen_under_another_codebook_and_range_but_not_for_another_text(explorer):
    explorer.reader.view.counted = ["body"]
    explorer.codebook.index = len(explorer.codebook.options) - 1
    explorer.range.value = (1, 4)
    assert explorer.state.analysis.kinds == ("body",)
    explorer.text.index = 1
    assert explorer.state.analysis.kinds is None
    assert explorer.last_error is None


def test_a_plain_text_offers_no_choice(tmp_path: Path):
    explorer = dc.explore(dc.sample("pier-nine-for"))
    assert len(explorer.reader.view.kinds) == 1
    assert all(one["counted"] and not one["label"] for one in explorer.reader.view.paragraphs)
    assert "ody text" not in explorer.tab.table.note


@pytest.mark.parametrize("tab", range(7))
def test_where_nothing_counts_every_tab_stands_and_says_so(explorer, tab):
    explorer.range.value = (1, 1)  # the heading alone
    explorer.tab_bar.selected_index = tab
    assert explorer.last_error is None or isinstance(explorer.last_error, dc.DiscourseError)
    assert explorer.state.analysis.base == "Body text: 0 paragraphs; left out: 1 heading"
