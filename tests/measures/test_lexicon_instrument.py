"""A word list of the analyst's own as an instrument."""

import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import DiscourseError, from_text, lexicon_instrument, sentiment, sentiment_evidence
from discourse.measures.instruments import Evidence, Instrument, get_instrument, instruments, register_instrument


def test_a_passage_has_the_mean_of_the_entries_found_in_it() -> None:
    siege = lexicon_instrument({"siege": -0.8, "truce": 0.6, "humanitarian corridor": 0.5})
    text = "The siege, the truce; a humanitarian corridor, another siege."
    assert siege.score(text)[0] == pytest.approx((-0.8 + 0.6 + 0.5 - 0.8) / 4)
    assert [text[one.start : one.end] for one in siege.evidence(text)] == [
        "siege", "truce", "humanitarian corridor", "siege",
    ]  # fmt: skip
    assert siege.score("Nothing of it.")[0] == 0


def test_the_longest_entry_counts_and_a_word_written_out_comes_before_a_wildcard() -> None:
    lexicon = lexicon_instrument(
        {"free": 0.4, "free Syrian army": 0.0, "bomb*": -1.0, "bombast": -0.2, "bom*": 0.1, "re-*": 0.3}
    )
    found = lexicon.evidence("Free bombs for the Free Syrian Army: bombast, a bomb, Bommel. re-equip, return")
    assert [one.polarity for one in found] == [0.4, -1.0, 0.0, -0.2, -1.0, 0.1, 0.3]


def test_the_pronoun_us_of_a_lexicon_never_meets_the_US() -> None:
    lexicon = lexicon_instrument({"us": 1.0, "don't": -1.0})
    assert [one.polarity for one in lexicon.evidence("The US told us; the US’s allies don’t.")] == [1.0, -1.0]


def test_a_csv_is_read_with_its_subjectivity(tmp_path: Path) -> None:
    file = tmp_path / "war words.csv"
    file.write_text(
        "\ufeffterm;polarity;subjectivity\nregime;-0.5;0,9\n".replace("0,9", "0.9") + "ally;0.25;\n", "utf-8"
    )
    words = lexicon_instrument(file)
    assert (words.name, words.title, words.has_subjectivity) == ("war words", "war words", True)
    assert words.score("the regime") == (-0.5, 0.9)
    table = sentiment(from_text("The regime and its ally."), words)
    assert table.loc[0, "polarity"] == pytest.approx(-0.125)
    assert table.attrs["instrument"] == "war words"
    assert len(table.attrs["instrument_version"].split()[1]) == 64


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ("term,polarity\nsiege,-1.5", "line 2", "-1.5"),
        ("term,polarity\nsiege,bad", "line 2", "bad"),
        ("term,polarity\nsiege,-0.5\n\ntruce,", "line 4", "(nothing)"),
        ("term,polarity\nsiege,nan", "line 2", "nan"),
        ("term,polarity,subjectivity\nsiege,-0.5,2", "line 2", "subjectivity"),
        ("term,polarity\nsiege,-0.5\nSiege,-0.4", "line 3", "twice"),
        ("term,polarity\n,-0.5", "line 2", "no term"),
        ("term,polarity\n*,-0.5", "line 2", "no word"),
        ("term,polarity\nb*mb,-0.5", "line 2", "no word"),
        ("word,polarity\nsiege,-0.5", "line 1", "no column term"),
        ("term,polarity\n", "", "no entries"),
        ("", "line 1", "no column"),
    ],
)
def test_a_wrong_entry_is_named_with_file_and_line(tmp_path: Path, rows: str, line: str, said: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(rows, "utf-8")
    with pytest.raises(DiscourseError) as caught:
        lexicon_instrument(file)
    assert "mine.csv" in str(caught.value)
    assert line in str(caught.value)
    assert said in str(caught.value)


def test_a_missing_or_binary_lexicon_is_a_friendly_error(tmp_path: Path) -> None:
    with pytest.raises(DiscourseError, match="no such file"):
        lexicon_instrument(tmp_path / "none.csv")
    (tmp_path / "bad.csv").write_bytes(b"term,polarity\n\xff\xfe,1")
    with pytest.raises(DiscourseError, match="UTF-8"):
        lexicon_instrument(tmp_path / "bad.csv")
    with pytest.raises(DiscourseError, match="entry 2"):
        lexicon_instrument(pd.DataFrame({"term": ["a", "b"], "polarity": [0.1, math.inf]}))


@given(
    st.dictionaries(st.sampled_from(["war", "peace", "Peace talks", "tru*", "US", "us"]), st.floats(-1, 1)).filter(
        bool
    ),
    st.text(max_size=60),
)
def test_polarity_stays_between_minus_one_and_one(entries: dict[str, float], text: str) -> None:
    lexicon = lexicon_instrument(entries)
    written = f"{text} US peace talks {text} truce"
    polarity, _ = lexicon.score(written)
    assert -1 <= polarity <= 1
    for one in lexicon.evidence(written):
        assert written[one.start : one.end].strip()


# Instruments of one's own


class _Shouting(Instrument):
    name, title, version = "shouting", "Exclamation marks", "1"

    def evidence(self, text: str) -> list[Evidence]:
        return [Evidence(i, i + 1, 1.0, math.nan) for i, character in enumerate(text) if character == "!"]


def test_an_instrument_of_ones_own_is_used_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from discourse.measures import instruments as module

    monkeypatch.setattr(module._Registry, "instruments", dict(module._Registry.instruments))
    register_instrument(_Shouting())
    assert instruments() == ["textblob", "vader", "shouting"]
    corpus = from_text("Stop! Now.\n\nNo.")
    assert sentiment(corpus, "shouting")["polarity"].tolist() == [1.0, 0.0]
    assert sentiment_evidence(corpus, "shouting")["surface"].tolist() == ["!"]


def test_an_unknown_instrument_is_an_error_that_lists_the_registered_ones() -> None:
    with pytest.raises(DiscourseError, match="textblob, vader"):
        get_instrument("liwc")


def test_what_is_no_instrument_is_refused() -> None:
    with pytest.raises(DiscourseError, match="evidence"):
        register_instrument(object())
    with pytest.raises(DiscourseError, match="is a class"):
        register_instrument(_Shouting)
    odd = _Shouting()
    odd.passage = "chapters"
    with pytest.raises(DiscourseError, match="chapters"):
        get_instrument(odd)
