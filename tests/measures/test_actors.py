"""A mention is a whole name, belongs to one actor, and is the text itself."""

import math
import unicodedata
import warnings
from collections import Counter
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import Actor, Codebook, Corpus, DiscourseError, cooccurrence, from_text, mentions, read, sample
from discourse.errors import DiscourseWarning
from discourse.shipped import shipped
from discourse.spelling import name_key, unify

COLUMNS = ["doc", "paragraph", "sentence", "start", "end", "surface", "actor"]


def book(**names: list[str]) -> Codebook:
    return Codebook("test", actors=[Actor(id, names=listed) for id, listed in names.items()])


def found(text: str, codebook: Codebook) -> list[tuple[str, str]]:
    """The surfaces and actors in a text; nothing found is no surprise here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DiscourseWarning)
        table = mentions(from_text(text, title="test"), codebook)
    return list(zip(table["surface"], table["actor"], strict=True))


# Names


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("the US’s allies", ["US"]),
        ("the US's allies", ["US"]),
        ("“US”, (US) – US; US.", ["US"] * 4),
        ("a US-led war, pro-US press", ["US", "US"]),
        ("_US_ and *US*", ["US", "US"]),
        ("the USA, AUS, US2, 9US", []),
        ("give us a bus", []),
        ("US'll and US've", ["US", "US"]),
        ("d'US", ["US"]),  # French elision
    ],
)
def test_a_name_is_a_whole_word_and_the_possessive_is_not_part_of_it(text: str, surfaces: list[str]) -> None:
    assert [surface for surface, _ in found(text, book(us=["US"]))] == surfaces


def test_a_name_does_not_end_before_an_apostrophe_within_the_word() -> None:
    assert found("Qa’ida, Qa’s, Qa’", book(qa=["Qa"])) == [("Qa", "qa")] * 2


def test_capitals_count() -> None:
    assert found("ALL does not speak for all, nor for All.", book(union=["ALL"])) == [("ALL", "union")]


@pytest.mark.parametrize("written", ["Afra’a", "Afra'a", "Afraʼa", "Afra‘a"])
@pytest.mark.parametrize("typed", ["Afra’a", "Afra'a"])
def test_typographic_and_plain_apostrophes_are_one(written: str, typed: str) -> None:
    assert found(f"As {written} wrote", book(writer=[typed])) == [(written, "writer")]


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011", "–"])
def test_typographic_and_plain_hyphens_are_one(hyphen: str) -> None:
    assert found(f"Al{hyphen}Nusra", book(nusra=["Al-Nusra"])) == [(f"Al{hyphen}Nusra", "nusra")]


@pytest.mark.parametrize("space", ["\n", "\u00a0", "  ", " \u2009\n", "\t"])
def test_any_white_space_stands_between_the_words_of_a_name(space: str) -> None:
    text = f"A man of the Free{space}Syrian{space}Army said so.\n\nHe did."
    assert found(text, book(fsa=["Free Syrian Army"])) == [(f"Free{space}Syrian{space}Army", "fsa")]


def test_a_name_does_not_run_from_one_paragraph_into_the_next() -> None:
    assert found("They call it Free\n\nSyrian Army", book(fsa=["Free Syrian Army"])) == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_accents_match_however_they_are_typed(form: str, typed: str) -> None:
    written = unicodedata.normalize(form, "Erdoğan")
    text = unicodedata.normalize("NFD", "Çok güzel: ") + written + "’s"
    assert found(text, book(erdogan=[unicodedata.normalize(typed, "Erdoğan")])) == [(written, "erdogan")]


def test_a_letter_with_an_accent_is_another_letter() -> None:
    assert found(unicodedata.normalize("NFD", "José"), book(jose=["Jose"])) == []
    assert found("José", book(jose=["Jose"])) == []


# Overlaps


def test_the_longest_name_wins() -> None:
    codebook = book(syria=["Syrian", "Syria"], fsa=["Free Syrian Army"], army=["Army", "Syrian Army"])
    assert found("The Free Syrian Army, the Syrian Army, a Syrian", codebook) == [
        ("Free Syrian Army", "fsa"),
        ("Syrian Army", "army"),
        ("Syrian", "syria"),
    ]


def test_a_shorter_name_comes_back_where_a_longer_one_loses() -> None:
    # "Security Council of Elders" beats "UN Security Council"; the UN is still named.
    codebook = book(un=["UN"], council=["UN Security Council"], elders=["Security Council of Elders"])
    assert found("UN Security Council of Elders", codebook) == [("UN", "un"), ("Security Council of Elders", "elders")]


def test_of_equally_long_names_the_earlier_wins() -> None:
    assert found("AA BB CC", book(late=["BB CC"], early=["AA BB"])) == [("AA BB", "early")]


def test_an_exception_is_never_the_actor_but_may_be_another() -> None:
    us = Actor("us", names=["US"], patterns=["US Open champion"], excepts=["US Open"])
    assert found("The US Open is in the US.", Codebook("x", actors=[us])) == [("US", "us")]
    assert found("The US Open", Codebook("x", actors=[us, Actor("tennis", names=["Open"])])) == [("Open", "tennis")]
    assert found("The US Open", Codebook("x", actors=[us, Actor("tennis", names=["US Open"])])) == [
        ("US Open", "tennis")
    ]
    assert found("US Open champion", Codebook("x", actors=[us])) == [("US Open champion", "us")]


# Patterns


def patterned(*patterns: str) -> Codebook:
    return Codebook("x", actors=[Actor("a", patterns=patterns)])


@pytest.mark.parametrize(
    ("pattern", "text", "surfaces"),
    [
        (
            "American (?:officials?|soldiers?)",
            "American officials, American soldier",
            ["American officials", "American soldier"],
        ),
        ("American official", "American officialdom", []),
        ("soldier|soldiers", "soldiers and coworkers", ["soldiers"]),
        ("(?i)moderates?", "MODERATE or moderates", ["MODERATE", "moderates"]),
        (r"(?x) rebel s?  # one or many", "rebels", ["rebels"]),
        ("the world(?= will)", "the world will; the world", ["the world"]),
        (r"(\w)\1+", "xx ab", ["xx"]),
        ("Qa'ida", "Qa’ida", ["Qa’ida"]),
        ("Qa’ida", "Qa'ida", ["Qa'ida"]),
        ("Al-Nusra men", "Al‑Nusra\nmen\n\nleft", ["Al‑Nusra\nmen"]),
        ('["“]moderates["”]', "the “moderates”", ["“moderates”"]),
        ("aa", "aaa aa", ["aa"]),
    ],
)
def test_a_pattern_is_a_regular_expression_of_whole_words(pattern: str, text: str, surfaces: list[str]) -> None:
    assert [surface for surface, _ in found(text, patterned(pattern))] == surfaces


def test_a_pattern_that_opens_with_a_quotation_mark_lies_in_the_sentence_of_its_words() -> None:
    corpus = from_text("They left. “Moderates” stayed. They left again.", title="t")
    table = mentions(corpus, patterned('["“]Moderates["”]'))
    assert table["sentence"].tolist() == [2]


def test_names_and_patterns_of_one_span_are_one_mention() -> None:
    both = Actor("us", names=["US"], patterns=["US", "U[S]"])
    assert found("US", Codebook("x", actors=[both, Actor("other", patterns=["U."])])) == [("US", "us")]


# The table


def test_the_table_keeps_the_contract() -> None:
    corpus = from_text("The US met the UN.\n\nThe UN left. The US stayed.", title="Summit")
    codebook = book(un=["UN"], us=["US"], eu=["EU"])
    table = mentions(corpus, codebook)
    assert list(table.columns) == COLUMNS
    assert isinstance(table.index, pd.RangeIndex)
    assert table["paragraph"].tolist() == [1, 1, 2, 2]
    assert table["sentence"].tolist() == [1, 1, 2, 3]
    assert table["actor"].tolist() == ["us", "un", "un", "us"]
    assert list(table["actor"].cat.categories) == ["un", "us", "eu"]
    assert table.attrs["units"] == {"paragraph": 2, "sentence": 3, "document": 1}
    assert table.attrs["codebook"] == {"title": "test", "sha256": codebook.sha256}
    assert table.attrs["provenance"]["texts"] == {"Summit": corpus.documents["sha256"].iloc[0]}


def test_a_part_of_a_text_has_only_its_own_mentions() -> None:
    corpus = from_text("The US.\n\nThe UN.\n\nThe US and the UN.", title="t")
    codebook = book(us=["US"], un=["UN"])
    whole, part = mentions(corpus, codebook), mentions(corpus.part(2, 3), codebook)
    expected = whole[whole["paragraph"] >= 2].reset_index(drop=True)
    pd.testing.assert_frame_equal(part, expected, check_exact=True)
    assert part.attrs["units"]["paragraph"] == 2


def test_a_codebook_that_finds_nothing_says_so() -> None:
    with pytest.warns(DiscourseWarning, match=r'The codebook "test" .* finds no actor in "Garden"') as caught:
        table = mentions(from_text("Roses are red.", title="Garden"), book(us=["US"]))
    assert "Choose the codebook that belongs to the text" in str(caught[0].message)
    assert list(table.columns) == COLUMNS and table.empty
    assert list(table["actor"].cat.categories) == ["us"]
    assert cooccurrence(table).empty


def test_a_codebook_without_actors_says_so() -> None:
    with pytest.warns(DiscourseWarning, match="It has no actors"):
        assert mentions(from_text("Roses."), Codebook("themes only")).empty


# A second way: every stretch of the text is tried, one after the other


def slowly(text: str, start: int, end: int, names: dict[str, str]) -> list[tuple[int, int, str]]:
    plain = unify(text)

    def letter(place: int) -> bool:
        return start <= place < end and (plain[place].isalnum() or unicodedata.category(plain[place])[0] == "M")

    def whole(a: int, b: int) -> bool:
        if letter(a - 1) or letter(b):
            return False
        if plain[b : b + 1] == "'" and letter(b + 1):  # only a possessive or a contraction may follow
            rest = plain[b + 1 :]
            after = rest[: next((i for i, c in enumerate(rest) if not c.isalnum()), len(rest))]
            return after in {"s", "S", "ll", "re", "ve", "d"}
        return True

    spans = [
        (a, b, names[name_key(text[a:b])])
        for a in range(start, end)
        for b in range(a + 1, min(end, a + 30) + 1)
        if text[a:b] == text[a:b].strip() and name_key(text[a:b]) in names and whole(a, b)
    ]
    kept: list[tuple[int, int, str]] = []
    for a, b, actor in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(b <= c or d <= a for c, d, _ in kept):
            kept.append((a, b, actor))
    return sorted(kept)


PIECES = ["US", "USA", "UN", "Security", "Council", "of", "Elders", "José", "Jose", "Jose\u0301", "Qa", "A"]
PIECES += ["Al-Qa'ida", "Al‑Qa’ida"]
GLUE = [" ", " ", "  ", "\n", "\u00a0", "-", "’s ", "'s", "’", ". ", "", "\n\n", "_", "\u0301"]
NAMES = book(
    us=["US", "USA", "A"],
    un=["UN", "UN Security", "Council of Elders", "US UN"],
    council=["UN Security Council", "Security Council"],
    jose=["José", "Jose A"],
    qaida=["Al-Qa’ida", "Qa"],
)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GLUE)), min_size=1, max_size=14))
def test_mentions_are_what_trying_every_stretch_finds(pieces: list[tuple[str, str]]) -> None:
    corpus = from_text("".join(word + glue for word, glue in pieces), title="t")
    owners = {name_key(name): actor.id for actor in NAMES.actors for name in actor.names}
    expected = [
        span for row in corpus.paragraphs.itertuples() for span in slowly(corpus.text(), row.start, row.end, owners)
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DiscourseWarning)
        table = mentions(corpus, NAMES)
    assert list(zip(table["start"], table["end"], table["actor"], strict=True)) == expected


@given(st.text(alphabet=st.sampled_from("US N.’s-é\u0301\n\u00a0“a\U0001f600"), max_size=60).filter(str.strip))
def test_every_mention_is_the_text_itself_inside_its_sentence(text: str) -> None:
    corpus = from_text(text, title="t")
    codebook = Codebook("x", actors=[Actor("us", names=["US"]), Actor("n", names=["N"], patterns=["[sa“]+"])])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DiscourseWarning)
        table = mentions(corpus, codebook)
    sentences = corpus.sentences.set_index(["doc", "sentence"])
    last = 0
    for row in table.itertuples():
        assert corpus.text(row.doc)[row.start : row.end] == row.surface != ""
        assert row.start >= last
        last = row.end
        sentence = sentences.loc[(row.doc, row.sentence)]
        assert row.paragraph == sentence["paragraph"]
        if row.surface[0].isalnum():
            assert sentence["start"] <= row.start < sentence["end"]


# Together


def test_together_counted_by_hand() -> None:
    # Paragraphs: 1 {a b}, 2 {a d}, 3 {b d}, 4 {d c}: N = 4; n_a = n_b = 2, n_c = 1, n_d = 3.
    text = "A met B, and A left.\n\nA met D.\n\nB met D.\n\nD met C."
    table = cooccurrence(mentions(from_text(text, title="t"), book(a=["A"], b=["B"], c=["C"], d=["D"])), min_count=0)
    pairs = zip(table["actor_a"], table["actor_b"], strict=True)
    numbers = zip(table["count"], table["expected"], table["npmi"].round(6), strict=True)
    rows = dict(zip(pairs, numbers, strict=True))
    assert rows["a", "b"] == (1, 1.0, 0.0)  # as often as chance has it
    assert rows["a", "c"] == (0, 0.5, -1.0)  # never
    assert rows["c", "d"] == (1, 0.75, round(math.log(4 / 3) / math.log(4), 6))
    assert rows["a", "d"] == (1, 1.5, round(math.log(4 / 6) / math.log(4), 6))
    assert table.attrs["mentions"] == {"a": 3, "b": 2, "c": 1, "d": 3}
    assert (table.attrs["unit"], table.attrs["units"]) == ("paragraph", 4)
    assert table["count"].tolist() == sorted(table["count"], reverse=True)


def npmi(text: str) -> float:
    return cooccurrence(mentions(from_text(text, title="t"), book(a=["A"], b=["B"])), min_count=0)["npmi"].item()


def test_the_ends_of_the_scale() -> None:
    assert npmi("A B.\n\nNobody.") == pytest.approx(1)  # never one without the other
    assert npmi("A B.\n\nA B.") == 1  # always, both
    assert npmi("A B.\n\nA.") == pytest.approx(0)  # one is everywhere: it tells nothing of the other
    assert npmi("A.\n\nB.") == -1  # never


def test_paragraphs_without_any_mention_count_as_units() -> None:
    assert npmi("A B.\n\nA.\n\nB.") < npmi("A B.\n\nA.\n\nB.\n\nRain.\n\nSnow.")


def test_a_sentence_is_a_narrower_unit_than_a_paragraph() -> None:
    table = mentions(
        from_text("The US left. The UN stayed.\n\nThe US met the UN.", title="t"), book(us=["US"], un=["UN"])
    )
    counts = {unit: cooccurrence(table, unit)["count"].item() for unit in ("sentence", "paragraph", "document")}
    assert counts == {"sentence": 1, "paragraph": 2, "document": 1}


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4), st.sampled_from("abcd")), min_size=1, max_size=40),
    st.integers(0, 9),
)
def test_cooccurrence_agrees_with_counting_sets(rows: list[tuple[int, int, str]], silent: int) -> None:
    table = pd.DataFrame(rows, columns=["doc", "paragraph", "actor"])
    present: dict[tuple[int, int], set[str]] = {}
    for doc, paragraph, actor in rows:
        present.setdefault((doc, paragraph), set()).add(actor)
    total = len(present) + silent
    alone = Counter(actor for actors in present.values() for actor in actors)
    pairs = Counter(frozenset(pair) for actors in present.values() for pair in combinations(sorted(actors), 2))
    result = cooccurrence(table, units=total, min_count=0)
    assert len(result) == math.comb(len(alone), 2)
    for a, b, count, expected, score in result[["actor_a", "actor_b", "count", "expected", "npmi"]].itertuples(
        index=False
    ):
        assert count == pairs[frozenset((a, b))]
        assert expected == pytest.approx(alone[a] / total * alone[b] / total * total)
        assert -1 <= score <= 1
        if 0 < count < total:
            joint = count / total
            information = math.log2(joint / ((alone[a] / total) * (alone[b] / total)))
            assert score == pytest.approx(information / -math.log2(joint), abs=1e-12)
    met = cooccurrence(table, units=total)
    assert set(zip(met["actor_a"], met["actor_b"], strict=True)) == {
        (a, b) for a, b in zip(result["actor_a"], result["actor_b"], strict=True) if pairs[frozenset((a, b))]
    }


def test_a_choice_of_mentions_keeps_its_units() -> None:
    table = mentions(from_text("A B C.\n\nRain.", title="t"), book(a=["A"], b=["B"], c=["C"]))
    some = cooccurrence(table[table["actor"] != "c"])
    assert some[["actor_a", "actor_b"]].to_numpy().tolist() == [["a", "b"]]
    assert some.attrs["units"] == 2


def test_a_table_without_its_units_asks_for_them() -> None:
    table = pd.DataFrame({"doc": [0, 0], "paragraph": [1, 2], "actor": ["a", "b"]})
    with pytest.raises(DiscourseError, match=r"units=len\(corpus.paragraphs\)"):
        cooccurrence(table)
    with pytest.raises(DiscourseError, match=r"lie in 2 paragraphs, but there shall be only 1"):
        cooccurrence(table, units=1)
    with pytest.raises(DiscourseError, match=r'no unit "page".*paragraph, sentence, document'):
        cooccurrence(table, "page")
    with pytest.raises(DiscourseError, match="no column sentence"):
        cooccurrence(table, "sentence", units=9)


# The texts


@pytest.fixture(scope="module")
def article_mentions(article: str) -> pd.DataFrame:
    return mentions(from_text(article, title="article"), Codebook.sample("syria-2016"))


def test_daesh_has_three_names_and_six_mentions(article_mentions: pd.DataFrame) -> None:
    daesh = article_mentions[article_mentions["actor"] == "daesh"]
    assert Counter(daesh["surface"]) == {"Daesh": 4, "Islamic State": 1, "ISIS": 1}


def test_the_us_is_mentioned_as_often_as_it_is_written(article: str, article_mentions: pd.DataFrame) -> None:
    us = article_mentions[article_mentions["actor"] == "us"]
    assert set(us["surface"]) == {"US"}
    assert len(us) == article.count("US") == 21
    assert any(article[end:].startswith("’s") for end in us["end"])


def test_the_free_syrian_army_is_nothing_else(article: str, article_mentions: pd.DataFrame) -> None:
    start = article.find("Free Syrian Army")
    while start >= 0:
        inside = article_mentions[(article_mentions["start"] < start + 16) & (article_mentions["end"] > start)]
        assert inside[["surface", "actor"]].to_numpy().tolist() == [["Free Syrian Army", "fsa"]]
        start = article.find("Free Syrian Army", start + 1)


def test_every_capitalised_name_of_the_article_has_an_actor(article: str, article_mentions: pd.DataFrame) -> None:
    """Words with a capital inside a sentence are names; what no actor claims is no actor."""
    corpus = from_text(article, title="article")
    claimed = set()
    for row in article_mentions.itertuples():
        claimed |= set(range(row.start, row.end))
    first = set(corpus.tokens.groupby("sentence")["start"].min())
    unclaimed = {
        article[t.start : t.end]
        for t in corpus.tokens.itertuples()
        if article[t.start].isupper() and t.start not in claimed and t.start not in first
    }
    assert unclaimed == {"February", "Duranby"}  # a month, and a slip of the byline


def test_the_op_eds_name_one_union_in_four_ways() -> None:
    paths = sorted(shipped("data/texts").glob("pier-nine-*.txt"))
    corpus = read(paths)
    table = mentions(corpus, Codebook.sample("pier-nine"))
    union = table[table["actor"] == "union"]
    assert {"ALL", "Alliance of Longshore Labour", "Oilskins"} <= set(union["surface"])
    assert set(union["doc"]) == {0, 1}
    # "oilskins" worn by men and the word "all" are not the union
    texts = "".join(corpus.text(doc) for doc in range(2))
    assert texts.count(" oilskins") == 1 and texts.count(" all ") >= 2
    assert not {"oilskins", "all"} & set(union["surface"])


@pytest.mark.parametrize(("text", "name"), [("sotu-2016", "us-politics")])
def test_the_sample_speech_names_most_of_its_codebook(text: str, name: str) -> None:
    codebook = Codebook.sample(name)
    table = mentions(sample(text), codebook)
    assert table["actor"].nunique() >= 0.95 * len(codebook.actors)
    assert not set(table.loc[table["actor"] == "america", "surface"]) & {"Latin America", "Central America"}
    assert table["paragraph"].nunique() > 55


def test_two_documents_keep_their_own_offsets() -> None:
    corpus = Corpus([*map(_document, ["The US left.", "Later the UN and the US met."])])
    table = mentions(corpus, book(us=["US"], un=["UN"]))
    assert [corpus.text(row.doc)[row.start : row.end] for row in table.itertuples()] == ["US", "UN", "US"]
    assert table["doc"].tolist() == [0, 1, 1]


def _document(text: str) -> object:
    from discourse.corpus.corpus import Document

    return Document(text)
