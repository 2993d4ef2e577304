"""Where does each sentence end?"""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from discourse import Corpus, from_text, sample
from discourse.corpus.paragraphs import MODES, is_blank, trimmed
from discourse.corpus.sentences import sentence_cuts, sentence_starts
from discourse.corpus.words import word_spans

from .any_text import any_text


def sentences(text: str) -> list[str]:
    corpus = from_text(text, paragraphs="blank")
    table = corpus.sentences
    return [corpus.text()[start:end] for start, end in zip(table["start"], table["end"], strict=True)]


# Each row: a text, with | where a sentence ends and the next one begins.
ENDS = {
    "plain": "The truce holds.| Nobody trusts it!| Why?| It is new.",
    "initials": "George W. Bush spoke.| J. K. Rowling and H. A. Smith did not.| J.F.K. was dead.",
    "a numeral is no initial": "They fought in World War I.| It ended in 1918.",
    "U.S. inside": "The U.S. Secretary of State met U.S. Senator Cruz and the U.S. General Assembly.| He left.",
    "U.S. at the end": "It was made in the U.S.| The plan failed.| So it was in the U.S.| For years nobody knew.",
    "titles": "Mr. Speaker, Dr. King, Gen. Dempsey and Lt. Gov. Brown met Sen. McCain in St. Petersburg.| They left.",
    "before figures": "See No. 5, p. 12, Fig. 3 and vol. 2 of Art. 5.| It is on pp. 3–4.",
    "no as an answer": "The answer is no.| Russia refuses.| No.| Never.",
    "dates": "On Jan. 5 and on Sept. 11 it rained.| In May it did not.",
    "decimals": "It rose by 3.5 million to $4.2 bn.| Then it fell to 0.3 percent.",
    "clock": "It began at 5 p.m. on Friday.| It ended at 6 a.m.| The rain had stopped.",
    "ie. eg. cf.": "Jabhat Al-Nusra – ie. Al-Qaeda in Syria – gained.| Cf. The Economist, eg. Aleppo, i.e. The city.",
    "etc.": "They sent arms, food, etc. to the city.| They sent arms etc.| Moscow protested.",
    "ellipsis": "He paused … and left.| He paused...| Then he left.| Well … I know.",
    "spaced ellipsis": "He said . . . nothing.| She left.",
    "quotes close after the stop": '“Go.”| He went.| ‘Is it?’| She asked.| "Stop!"| They stopped.',
    "a quote goes on": "“Stop!” she cried.| “Why?” he asked and left.| “Go,” they said.",
    "a quote of two sentences": "He said: “We stay.| We fight.”| Then he left.",
    "a quote ends the sentence": "They are no “moderates”.| They say “no”.| It ended with “never.”| So what?",
    "parentheses": "(He lied.)| She knew.| He lied (see below).| He lied (“never!”).| She left.",
    "stage directions": "I know it.| [Laughter] I have been there.| Thank you.| [Applause]",
    "ordinary words": "She has cancer.| Doctors say so.| It is hard.| Russia knew.| He went West.| Putin sat.",
    "more ordinary words": "This is life.| Kerry said it.| It is in ruin.| Surveys tell.| Let me in.| Moscow waits.",
    "exclaimed twice": "Really?!| Yes!!!| No.",
    "companies": "Apple Inc. announced it with Ford Motor Co. of Detroit.| The shares of Apple Inc. rose.",
    "a capital in small letters": "It was al-Qaeda in Iraq.| Then came Daesh.",
    "a bare stop": "Nothing here",
}


@pytest.mark.parametrize("marked", ENDS.values(), ids=ENDS.keys())
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    assert sentences(marked.replace("|", "")) == [sentence.strip() for sentence in marked.split("|")]


def test_punctuation_alone_goes_with_the_sentence_before_it() -> None:
    assert sentences("He left. … ! He came.") == ["He left. … !", "He came."]
    assert sentences("… ! He came. Now.") == ["… ! He came.", "Now."]
    assert sentences("… ! ?") == ["… ! ?"]


def test_a_sentence_runs_on_over_line_ends() -> None:
    assert sentences("The truce\nholds. Nobody\ntrusts it.") == ["The truce\nholds.", "Nobody\ntrusts it."]


def test_the_article_has_forty_sentences_and_nothing_breaks_them(article: str) -> None:
    corpus = from_text(article)
    found = [article[start:end] for start, end in zip(corpus.sentences["start"], corpus.sentences["end"], strict=True)]
    assert len(found) == 40
    # A second way: in this text each stop before a blank and a capital, or at the end of a paragraph, ends a sentence,
    # except after "ie."; the byline has none.
    stops = re.findall(r"(?<!ie)[.](?=”?(?:\s+[A-Z]|\s*\Z))|[.]”(?=\n)", article)
    assert len(stops) == 39
    assert not any(sentence.endswith("ie.") for sentence in found)
    assert all(sentence[0].isupper() or sentence[0] == "“" for sentence in found)
    assert all(re.search(r"[.]”?\Z|”[.]\Z", sentence) for sentence in found[1:])
    assert sum(sentence.count("“") == sentence.count("”") for sentence in found) == len(found)
    assert any("the 9/11 terrorist attacks" in sentence and sentence.startswith("When the US") for sentence in found)


def test_an_address_is_cut_at_every_stop_but_those_of_titles() -> None:
    corpus = sample("sotu-2016")
    text = corpus.text()
    inside = []
    for start, end in zip(corpus.sentences["start"].tolist(), corpus.sentences["end"].tolist(), strict=True):
        inside += re.findall(r"\w+[.?!][\"'\])]*\s+\S+", text[start:end])
    assert sorted(set(inside)) == ["Dr. King", "Mr. Speaker,", "Mr. Vice"]


def test_the_packages_own_model_is_left_as_it_was() -> None:
    from nupunkt.models import load_default_model

    before = load_default_model().abbreviations
    assert sentence_starts("One. Two.") == [5]
    assert load_default_model().abbreviations == before


def test_the_lists_are_better_than_the_model_they_replace() -> None:
    from nupunkt.models import load_default_model

    model = load_default_model()
    texts = {marked.replace("|", ""): [sentence.strip() for sentence in marked.split("|")] for marked in ENDS.values()}
    ours = sum(sentences(text) == expected for text, expected in texts.items())
    theirs = sum([text[a:b].strip() for a, b in model.span_tokenize(text)] == e for text, e in texts.items())
    assert ours == len(texts) > theirs


def found_otherwise(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What nupunkt says about each paragraph by itself, as the last place before a cut and the first one behind it."""
    cuts = [start + cut for start, end in spans for cut in sentence_starts(text[start:end])]
    return [(trimmed(text, 0, cut)[1], trimmed(text, cut, len(text))[0]) for cut in cuts]


def assert_as_nupunkt(corpus: Corpus) -> None:
    paragraphs = corpus.paragraphs
    for doc in range(len(corpus)):
        text = corpus.text(doc)
        starts, ends = (paragraphs.loc[paragraphs["doc"] == doc, name].to_numpy() for name in ("start", "end"))
        row, end, start = sentence_cuts(text, starts, ends, *word_spans(text))
        spans = list(zip(starts.tolist(), ends.tolist(), strict=True))
        assert list(zip(end.tolist(), start.tolist(), strict=True)) == found_otherwise(text, spans)
        assert ((starts[row] < start) & (start < ends[row])).all()


def test_two_million_words_are_cut_as_nupunkt_cuts_them() -> None:
    assert_as_nupunkt(sample("sotu"))


AROUND_STOPS = [
    "The truce holds", " Mr", " Mrs. Smith", " U.S", " No", " I", " x", " J. K", " etc", " word", " Why", " iv", " mix",
    " viz", " Jan", " mid-jan", " Ph.D", " p.m", " vol", " 5", " 12", " 1,000", " $5", " 3.5", "1", "a", " a", " the",
    " He", " (see", " “Go", ".", "!", "?", "…", ". . .", "...", "?!", "! !", ". ", " ", "  ", "\n", "\t", " \n", ".\n",
    "\n1. ", "\n(a). ", "\u200b", "\u00a0", "”", '"', "’", "'", ")", "]", "*", "»", "--", "—", "[", "“", "(", ",", ";",
    ". He", ". he", ". 5", ". I", ". “", ".” ", '." ', "?” he ",
]  # fmt: skip


@given(
    st.one_of(st.lists(st.sampled_from(AROUND_STOPS), min_size=2, max_size=30).map("".join), any_text),
    st.sampled_from(MODES),
)
# The number of a list at the beginning of a line is no sentence, behind another sentence it is one.
@example("The points.\n  iv. He came.", "blank")
@example("The points.\n\n\u200b iv. He came.", "blank")
@example("He left it. (iv). He came.", "blank")
@example("Now he went.”\nThen he left.", "line")
@example("Now he went.”\nthen he left.", "blank")
@example("It cost him $5. he left. It was Mr. 5 and vs. him.", "blank")
@example("He paused… and left it. \u200bThen he came.", "blank")
def test_any_text_is_cut_as_nupunkt_cuts_it(text: str, paragraphs: str) -> None:
    if not is_blank(text):
        assert_as_nupunkt(from_text(text, paragraphs=paragraphs))
