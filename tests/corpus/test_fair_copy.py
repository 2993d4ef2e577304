"""Is a text found the same with and without what nobody sees in it, and does every place lead back to the text?"""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from discourse import Codebook, Corpus, concordance, frequency, from_text, mentions, sentiment, sentiment_evidence
from discourse.fair_copy import INVISIBLE, fair_copy, fair_text

from .any_text import any_text

pytestmark = pytest.mark.filterwarnings("ignore::discourse.errors.DiscourseWarning")

INVISIBLES = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e"]
TEXT = (
    "The U.S. bombed Zürich’s old café, at 3.5 p.m. on 9/11. It was not a very good day; don’t ask!\n\n"
    "“A terrible, brutal siege,” Afra’a Dagher said. Free Syrian Army re-equipped. US’s allies joined us in São Paulo."
)
CODEBOOK = """
title = "Places"
[[actor]]
id = "us"
label = "United States"
names = ["US", "U.S."]
[[actor]]
id = "zurich"
label = "Zürich"
names = ["Zürich", "São Paulo"]
[[actor]]
id = "army"
label = "Army"
names = ["Free Syrian Army", "Afra'a Dagher"]
patterns = ["alli(?:es|ed)"]
"""


@pytest.fixture(scope="module")
def codebook(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    path = tmp_path_factory.mktemp("codebook") / "places.toml"
    path.write_text(CODEBOOK, encoding="utf-8")
    return Codebook.read(path)


def findings(corpus: Corpus, codebook: Codebook) -> dict[str, object]:
    """Return all that is found in a text, without the places where it stands."""
    found = {
        "terms": frequency(corpus).sort_values("term").reset_index(drop=True).to_dict("list"),
        "words": corpus.sentences[["paragraph", "sentence", "words"]].to_numpy().tolist(),
        "mentions": mentions(corpus, codebook)[["paragraph", "sentence", "actor"]].to_numpy().tolist(),
        "surfaces": [fair_text(surface) for surface in mentions(corpus, codebook)["surface"]],
    }
    for query in ("us", "US", "café", "caf*", "good day", "/(?i)siege|zürich/", "Dag?er"):
        hits = concordance(corpus, query)
        found[query] = [fair_text(node) for node in hits["node"]], hits["sentence"].tolist()
    for instrument in ("textblob", "vader"):
        found[instrument] = sentiment(corpus, instrument)["polarity"].tolist()
        evidence = sentiment_evidence(corpus, instrument)
        found[f"{instrument} evidence"] = [fair_text(surface) for surface in evidence["surface"]]
    return found


def assert_places_lead_back(corpus: Corpus, codebook: Codebook) -> None:
    text = corpus.text()
    for table, column in (
        (mentions(corpus, codebook), "surface"),
        (concordance(corpus, "café"), "node"),
        (sentiment_evidence(corpus), "surface"),
    ):
        assert [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == table[column].tolist()


@settings(max_examples=20, deadline=None)
@given(places=st.lists(st.tuples(st.integers(1, len(TEXT)), st.sampled_from(INVISIBLES)), max_size=25))
@example(places=[(at, "\u00ad") for at in range(1, len(TEXT))])
@example(places=[(at, "\u200b") for at in range(1, len(TEXT))])
def test_what_nobody_sees_changes_nothing(codebook: Codebook, places: list[tuple[int, str]]) -> None:
    text = TEXT
    for at, character in sorted(places, reverse=True):
        text = text[:at] + character + text[at:]
    corpus = from_text(text)
    assert corpus.text() == text
    assert findings(corpus, codebook) == findings(from_text(TEXT), codebook)
    assert_places_lead_back(corpus, codebook)


def test_accents_beside_their_letters_change_nothing(codebook: Codebook) -> None:
    composed, decomposed = (from_text(unicodedata.normalize(form, TEXT)) for form in ("NFC", "NFD"))
    assert composed.text() != decomposed.text()
    assert findings(composed, codebook) == findings(decomposed, codebook)
    assert_places_lead_back(decomposed, codebook)
    # A codebook and a query typed the other way find the same.
    assert len(concordance(composed, unicodedata.normalize("NFD", "café"))) == 1
    assert len(concordance(decomposed, unicodedata.normalize("NFD", "caf\u00e9*"))) == 1


def test_ligatures_and_letters_of_double_width_are_the_letters_they_stand_for(codebook: Codebook) -> None:
    plain = "The first US officials find a fine office in Zürich."
    set_ = plain.replace("fi", "ﬁ").replace("ﬃ", "ffi").replace("US", "ＵＳ")
    assert set_ != plain
    assert findings(from_text(set_), codebook) == findings(from_text(plain), codebook)
    assert concordance(from_text(set_), "find")["node"].tolist() == ["ﬁnd"]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u2003"])
def test_a_space_is_a_space_however_wide(codebook: Codebook, space: str) -> None:
    assert (
        findings(from_text(TEXT.replace(" ", space)), codebook)["terms"] == findings(from_text(TEXT), codebook)["terms"]
    )
    assert mentions(from_text(f"Free{space}Syrian{space}Army"), codebook)["actor"].tolist() == ["army"]
    assert len(concordance(from_text(f"a good{space}day"), "good day")) == 1


@given(any_text)
def test_every_character_of_a_fair_copy_leads_to_what_it_stands_for(text: str) -> None:
    copy = fair_copy(text)
    if copy is None:
        assert not INVISIBLE.search(text)
        assert fair_text(text) == text
        return
    assert len(copy.text) == len(copy.starts) == len(copy.ends)
    assert (copy.starts < copy.ends).all()
    assert (copy.starts[1:] >= copy.starts[:-1]).all()
    assert unicodedata.is_normalized("NFC", copy.text)
    for at, character in enumerate(copy.text):
        start, end = copy.span(at, at + 1)
        assert character in fair_text(text[start:end]) or text[start:end] == "\u200b"
    again = fair_copy(copy.text)
    assert again is None or again.text == copy.text or "\u200b" in copy.text
    # Nothing that is seen is lost.
    covered = {at for a, b in zip(copy.starts, copy.ends, strict=True) for at in range(a, b)}
    assert all(INVISIBLE.match(c) for at, c in enumerate(text) if at not in covered)


def test_plain_texts_are_their_own_fair_copies() -> None:
    for text in ("The truce – they said – “holds” in Zürich…", "Мир", "平和", "한국어", "שלום", "مرحبا"):
        assert fair_copy(text) is None
