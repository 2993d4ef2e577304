"""Is a word broken at a line end whole again, and is a compound left as its author wrote it?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.corpus.readers.pdf_hyphens import Joiner
from discourse.corpus.readers.pdf_lines import line_of
from discourse.corpus.readers.pdf_words import Word


def lines(*texts):
    """Lines of a page, one below the other."""
    return [
        line_of(
            [
                Word(word, 50.0 * at, 50.0 * at + 40, 12.0 * row, 10.0, False, False)
                for at, word in enumerate(text.split())
            ]
        )
        for row, text in enumerate(texts)
    ]


BROKEN = ("The govern-", "ment of the in-", "surgents, the ad-", "dress and the peo-", "ple of the town.")


def joined(before, after, *others):
    return Joiner(lines(*BROKEN, *others)).join(before, after)


def test_a_broken_word_is_joined():
    assert Joiner(found := lines(*BROKEN)).text(found) == (
        "The government of the insurgents, the address and the people of the town."
    )


@pytest.mark.parametrize(
    ("before", "after", "others", "whole"),
    [
        ("his anti-", "trust laws", ["an anti-trust case"], "his anti-trust laws"),
        ("a co-", "operation", ["full cooperation at last"], "a cooperation"),
        ("the Anglo-", "Saxon world", [], "the Anglo-Saxon world"),
        ("the years 1914-", "1918 were", [], "the years 1914-1918 were"),
        ("a self-", "made man", [], "a self-made man"),
        ("a self-", "ish man", [], "a selfish man"),
        ("the so-", "called peace", [], "the so-called peace"),
        ("a mother-in-", "law came", [], "a mother-in-law came"),
        ("the pre-", "and post-war years", [], "the pre- and post-war years"),
        ("of land-", "use policies", [], "of land-use policies"),
        ("we under-", "stand it", [], "we understand it"),
        ("a pause -", "then more", [], "a pause - then more"),
        ("soft\u00ad", "ware", [], "software"),
        ("written down—", "a wish", [], "written down—a wish"),
        ("written down", "—a wish", [], "written down—a wish"),
        ("written down –", "a wish", [], "written down – a wish"),
        ("and/", "or", [], "and/or"),
        ("日本", "語", [], "日本語"),
    ],
)  # fmt: skip
def test_what_stands_at_the_line_end_tells_how_the_lines_are_joined(before, after, others, whole):
    assert joined(before, after, *others) == whole


def test_where_no_words_are_broken_a_hyphen_at_a_line_end_is_the_authors():
    unbroken = lines(*["a line of the text without any break"] * 40)
    assert Joiner(unbroken).join("a vice-", "president") == "a vice-president"


def test_half_a_word_at_a_line_end_is_no_word_of_the_text():
    """Else ``re-`` and ``ceived`` would be two words of the text, and ``re-ceived`` a compound of them."""
    joiner = Joiner(lines("it was re-", "ceived and re-", "turned, the re-", "entry of the re-elected"))
    assert joiner.join("it was re-", "ceived") == "it was received"


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(lambda t: t.split()), min_size=1))
def test_no_letter_is_lost_whatever_the_lines(texts):
    found = lines(*texts)
    before = [mark for line in found for mark in line.text if not mark.isspace()]
    after = [mark for mark in Joiner(found).text(found) if not mark.isspace()]
    assert [m for m in after if m not in "-\u2010\u00ad"] == [m for m in before if m not in "-\u2010\u00ad"]
