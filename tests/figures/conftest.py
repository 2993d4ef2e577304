"""Synthetic tables with nasty labels, and every plot drawn from them."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from discourse.figures.actors import plot_cooccurrence, plot_mentions
from discourse.figures.sentiment import plot_sentiment
from discourse.figures.terms import plot_frequency, plot_terms
from discourse.figures.theme import new_figure

NAMES = [
    ("United States", "states"), ("Russia", "states"), ("Daesh", "jihadist groups"), ("Free Syrian Army", "rebels"),
    ("Organisation for the Prohibition of Chemical Weapons", "international organisations"),
    ("Bashar al-Assad", "states"), ("Turkey", "states"), ("White Helmets", "civil society"),
    ("United Nations Office for the Coordination of Humanitarian Affairs", "international organisations"),
    ("Iran", "states"), ("Kurdish Democratic Union Party (PYD)", "rebels"), ("Hezbollah", "jihadist groups"),
    ("Civilians of $eastern_Aleppo^2", "civilians"), ("Donaudampfschifffahrtsgesellschaftskapitänsverband", "firms"),
    ("Μέτωπο αλ-Νούσρα", "jihadist groups"),
]  # fmt: skip


def sentiment_table(n: int, unit: str = "paragraph") -> pd.DataFrame:
    chance = np.random.default_rng(n)
    table = pd.DataFrame({"doc": 0, "paragraph": np.arange(1, n + 1)})
    if unit == "sentence":
        table["sentence"], table["paragraph"] = table["paragraph"], (table["paragraph"] + 2) // 3
    table["polarity"] = chance.normal(0.1, 0.2, n).clip(-1, 1)
    table["subjectivity"] = chance.uniform(0, 1, n)
    table["words"] = 80
    table.attrs = {"unit": unit, "instrument_title": "TextBlob"}
    return table


def codebook(n: int) -> SimpleNamespace:
    again = [f" {i // len(NAMES) + 1}" if i >= len(NAMES) else "" for i in range(n)]
    actors = [
        SimpleNamespace(id=f"a{i}", label=NAMES[i % len(NAMES)][0] + again[i], group=NAMES[i % len(NAMES)][1])
        for i in range(n)
    ]
    return SimpleNamespace(actors=actors)


def mentions_table(actors: int, paragraphs: int) -> pd.DataFrame:
    chance = np.random.default_rng(actors * 1000 + paragraphs)
    weight = 1 / np.arange(1, actors + 1)
    drawn = chance.choice(actors, size=4 * paragraphs, p=weight / weight.sum())
    where = chance.integers(1, paragraphs + 1, size=4 * paragraphs)
    actor = np.concatenate([drawn, np.arange(actors)])  # each actor at least once
    where = np.concatenate([where, np.arange(actors) % paragraphs + 1])
    table = pd.DataFrame({"doc": 0, "paragraph": where, "sentence": where, "start": 0, "end": 1, "surface": "x"})
    table["actor"] = [f"a{i}" for i in actor]
    return table.sort_values("paragraph", kind="stable", ignore_index=True)


def cooccurrence_table(mentions: pd.DataFrame) -> pd.DataFrame:
    together: dict[tuple[str, str], int] = {}
    for present in mentions.groupby("paragraph")["actor"].agg(lambda a: sorted(set(a))):
        for i, a in enumerate(present):
            for b in present[i + 1 :]:
                together[a, b] = together.get((a, b), 0) + 1
    rows = [(a, b, count, 1.0, 0.1) for (a, b), count in together.items()]
    table = pd.DataFrame(rows, columns=["actor_a", "actor_b", "count", "expected", "npmi"])
    table.attrs = {"unit": "paragraph", "mentions": mentions["actor"].value_counts().to_dict()}
    return table


def paragraphs_table(n: int, words: int = 80) -> pd.DataFrame:
    return pd.DataFrame({"doc": 0, "paragraph": np.arange(1, n + 1), "words": words})


def frequency_table(n: int) -> pd.DataFrame:
    terms = [f"{name.split()[0].lower()}{i}" for i, (name, _) in enumerate(NAMES * (n // len(NAMES) + 1))][:n]
    counts = [int(900 / (1 + i)) + 1 for i in range(n)]
    return pd.DataFrame({"term": terms, "count": counts, "per_million": np.array(counts) * 160.5})


def term_counts_table(terms: list[str], paragraphs: int) -> pd.DataFrame:
    chance = np.random.default_rng(len(terms) + paragraphs)
    rows = [(0, p, term, int(chance.poisson(0.4))) for term in terms for p in range(1, paragraphs + 1)]
    return pd.DataFrame(rows, columns=["doc", "paragraph", "term", "count"])


TERMS = ["war", "$jobs_^2", "climate change in the twenty-first century", "peace", "US", "people", "world", "security"]


def _mentions(actors: int, paragraphs: int, **more: object):  # type: ignore[no-untyped-def]
    table, units = mentions_table(actors, paragraphs), paragraphs_table(paragraphs)
    return lambda ax: plot_mentions(table, codebook(actors), paragraphs=units, ax=ax, **more)


def _network(actors: int, paragraphs: int, **more: object):  # type: ignore[no-untyped-def]
    table = cooccurrence_table(mentions_table(actors, paragraphs))
    return lambda ax: plot_cooccurrence(table, codebook=codebook(actors), ax=ax, **more)


PLOTS = {
    "sentiment of 1 paragraph": lambda ax: plot_sentiment(sentiment_table(1), ax=ax, mark=1),
    "sentiment of 70 paragraphs": lambda ax: plot_sentiment(sentiment_table(70), ax=ax, smooth=7, mark=70),
    "sentiment of 2,000 sentences": lambda ax: plot_sentiment(
        sentiment_table(2000, "sentence"), ax=ax, smooth=21, reference_line=0.11, mark=1
    ),
    "3 terms": lambda ax: plot_frequency(frequency_table(3), ax=ax),
    "40 terms": lambda ax: plot_frequency(frequency_table(40), ax=ax, top=40, mark="russia1"),
    "terms in 1 paragraph": lambda ax: plot_terms(term_counts_table(TERMS[:1], 1), ax=ax),
    "terms in 500 paragraphs": lambda ax: plot_terms(term_counts_table(TERMS, 500), ax=ax, smooth=9, mark=500),
    "3 actors in 1 paragraph": _mentions(3, 1),
    "15 actors in 70 paragraphs": _mentions(15, 70, mark=70),
    "60 actors in 500 paragraphs": _mentions(60, 500, mark=1, per="per_100_words"),
    "network of 3 actors": _network(3, 5),
    "network of 15 actors": _network(15, 70, mark="a1"),
    "network of 60 actors": _network(60, 200),
    "nothing": lambda ax: plot_sentiment(sentiment_table(1).head(0), ax=ax),
}


@pytest.fixture(params=PLOTS)
def drawn(request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    """Each plot on axes of its own."""
    return PLOTS[request.param](new_figure().add_subplot())


@pytest.fixture
def tables() -> SimpleNamespace:
    """The makers of synthetic tables."""
    return SimpleNamespace(
        sentiment=sentiment_table, codebook=codebook, mentions=mentions_table, cooccurrence=cooccurrence_table,
        paragraphs=paragraphs_table, frequency=frequency_table, term_counts=term_counts_table, names=NAMES, plots=PLOTS,
    )  # fmt: skip


@pytest.fixture
def ax():  # type: ignore[no-untyped-def]
    """Empty axes that pyplot knows nothing of."""
    return new_figure().add_subplot()
