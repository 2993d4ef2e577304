"""Which words are the same word?"""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from discourse import sample
from discourse.corpus.segmentation import word_table
from discourse.corpus.vocabulary import written_words
from discourse.corpus.words import word_spans

from .any_text import any_text


def assert_told_apart(texts: list[str]) -> None:
    """Each word is the very string that stands there, and each string is one word."""
    table = word_table(texts)
    of, written = written_words(texts, *(table[name].to_numpy() for name in ("doc", "start", "end")))
    strings = [text[a:b] for text in texts for a, b in zip(*(x.tolist() for x in word_spans(text)), strict=True)]
    assert [written[number] for number in of.tolist()] == strings
    assert sorted(written) == sorted(set(strings))


@given(st.lists(any_text, max_size=4))
def test_words_are_the_strings_that_stand_there(texts: list[str]) -> None:
    assert_told_apart(texts)


# Words alike in their first 8, 16 or 24 characters, and of every length around these.
stems = st.sampled_from(["", "a", "abcdefg", "abcdefgh", "é", "жж", "abcdefghijklmnop", "abcdefghijklmnopqrstuvwx"])


@given(st.lists(st.lists(st.builds("".join, st.lists(stems, max_size=4)), max_size=12).map(" ".join), max_size=3))
@example(["abcdefgha abcdefghb", "abcdefgha babcdefgh"])
@example(["abcdefghabcdefgh abcdefghbbcdefgh"])
@example(["antidisestablishmentarianism antidisestablishmentarianist"])
def test_long_words_differ_at_any_letter(texts: list[str]) -> None:
    assert_told_apart(texts)


def test_words_of_more_kinds_of_letters_than_a_byte_can_count() -> None:
    han = [chr(code) for code in range(0x4E00, 0x4E00 + 600)]
    assert_told_apart([" ".join(han), " ".join(reversed(han)), " ".join(a + b for a, b in pairwise(han))])


def test_the_words_of_two_million() -> None:
    corpus = sample("sotu")
    assert_told_apart([corpus.text(doc) for doc in range(len(corpus))])
