"""Is the text of a Markdown file free of its marks, and does each paragraph know what it was?"""

import pytest
from hypothesis import given

from discourse import Corpus
from discourse.corpus.document import Document
from discourse.corpus.paragraphs import is_blank
from discourse.corpus.readers.markdown import read_markdown
from discourse.corpus.readers.reader import Source
from discourse.errors import DiscourseError, ReadError

from ..any_text import any_text


def markdown(text: str, name: str) -> Document:
    [document] = read_markdown(Source(name, text.encode("utf-8")))
    return document


EVERYTHING = """---
title: The truce
language: en
date: 2016-02-27
source: https://example.org/truce
tags: [syria, truce]
---

The truce *holds*
=================

A paragraph with **strong**, _stressed_, `code`, ~~struck~~ and a [link](https://example.org "title"),
a ![picture of a tank](tank.png), an <b>HTML</b> tag,<br>a break, an autolink <https://un.org>, an escaped \\*star\\*,
an entity &amp; a hard break\\
here.

Second heading
--------------

> A quote with *stress*
> over two lines.
>
> > A quote in it.

1. One item
2. Another item

   with a second paragraph
   - a nested one

- [x] loose

| actor | group |
|-------|-------|
| US    | **states** |

```python
code = "*kept*"

more()
```

    indented *code*

<div class="x">
<p>HTML &amp; block</p>
<!-- a comment -->
<script>alert("unseen")</script>
</div>

<!-- only a comment -->

***

[link]: https://example.org
Last one[^1] with [link].
"""


def paragraphs(text: str) -> list[tuple[str, str]]:
    document = markdown(text, "file.md")
    assert document.blocks is not None
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_marks_go_and_what_they_meant_stays() -> None:
    assert paragraphs(EVERYTHING) == [
        ("heading", "The truce holds"),
        (
            "body",
            "A paragraph with strong, stressed, code, struck and a link,\n"
            "a picture of a tank, an HTML tag,\na break, an autolink https://un.org, an escaped *star*,\n"
            "an entity & a hard break\nhere.",
        ),
        ("heading", "Second heading"),
        ("quote", "A quote with stress\nover two lines."),
        ("quote", "A quote in it."),
        ("list", "One item"),
        ("list", "Another item"),
        ("list", "with a second paragraph"),
        ("list", "a nested one"),
        ("list", "[x] loose"),
        ("table", "actor\tgroup"),
        ("table", "US\tstates"),
        ("code", 'code = "*kept*"\n\nmore()'),
        ("code", "indented *code*"),
        ("body", "HTML & block"),
        ("body", "Last one[^1] with link."),
    ]


def test_the_front_matter_becomes_metadata() -> None:
    document = markdown(EVERYTHING, "file.md")
    assert (document.title, document.language) == ("The truce", "en")
    assert document.metadata == {
        "date": "2016-02-27",
        "stated_source": "https://example.org/truce",
        "tags": ["syria", "truce"],
        "encoding": "utf-8",
    }
    corpus = Corpus([document])
    assert corpus.where(date="2016-02-27").documents["stated_source"].tolist() == ["https://example.org/truce"]


def test_the_tables_of_a_corpus_keep_the_kinds() -> None:
    corpus = Corpus([markdown(EVERYTHING, "file.md")])
    spans = zip(corpus.paragraphs["kind"], corpus.paragraphs["start"], corpus.paragraphs["end"], strict=True)
    assert [(kind, corpus.text()[start:end]) for kind, start, end in spans] == paragraphs(EVERYTHING)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# A *title*\n\nText.", "A title"),
        ("Text.\n\n## Later\n\n# Latest", "Later"),
        ("Only text.", "file"),
        ("---\ntitle: 2016\n---\n# Other", "2016"),
        ("---\n---\n# Other", "Other"),
    ],
)
def test_the_title_is_stated_or_the_first_heading_or_the_file_name(text: str, title: str) -> None:
    assert markdown(text, "file.md").title == title


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert paragraphs("---\n\nJust a line.\n\n---\n\nText.") == [("body", "Just a line."), ("body", "Text.")]
    assert paragraphs("---\n\nNever closed.") == [("body", "Never closed.")]


@pytest.mark.parametrize("front", ["a: [1", "date: 2016-13-45", "? [a]\n: !!python/object:os.system x"])
def test_front_matter_that_cannot_be_read_is_named(front: str) -> None:
    with pytest.raises(ReadError, match=r"file\.md.*front matter"):
        markdown(f"---\ntitle: A\n{front}\n---\nText.", "file.md")


@pytest.mark.parametrize(
    "text", ["---\ntitle: A\n---\n", "<!-- nothing -->", "***", "[a]: https://b.org", "![](a.png)"]
)
def test_a_file_of_marks_alone_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match="besides Markdown marks"):
        markdown(text, "file.md")


SOME_TEXT = any_text.filter(lambda text: not is_blank(text))


@given(SOME_TEXT | any_text.map(lambda text: f"# {text}\n\n- {text}\n\n> {text}\n\n| {text} |\n|--|\n| {text} |"))
def test_blocks_are_exact_whatever_the_text(text: str) -> None:
    try:
        document = markdown(text, "file.md")
    except DiscourseError:
        return
    assert document.blocks
    pieces = [document.text[block.start : block.end] for block in document.blocks]
    assert "\n\n".join(pieces) == document.text
    assert all(piece == piece.strip() != "" for piece in pieces)
    Corpus([document]).tokens  # noqa: B018 - the tables can be made


def test_a_footnote_stands_at_the_end_and_its_number_is_taken_out():
    document = markdown("It was kept.[^1] So it was.\n\n> Quoted[^n]\n\n[^1]: Not *always*.\n[^n]: By whom?\n", "a.md")
    assert document.text.split("\n\n") == ["It was kept. So it was.", "Quoted", "Not always.", "By whom?"]
    assert [block.kind for block in document.blocks or ()] == ["body", "quote", "footnote", "footnote"]
    assert [(note.action, note.count) for note in document.notes] == [("left out", 2)]


def test_a_picture_alone_is_a_caption_and_one_within_words_is_words():
    document = markdown("![The bridge](a.png)\n\nSee ![the bridge](a.png) here.\n", "a.md")
    assert document.text.split("\n\n") == ["The bridge", "See the bridge here."]
    assert [block.kind for block in document.blocks or ()] == ["caption", "body"]
