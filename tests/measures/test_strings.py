"""How is a column of strings written without making each string by itself?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import from_frame
from discourse.measures import _strings
from discourse.measures._strings import cut_out, with_blanks

# Of every length around those at which Arrow keeps strings otherwise, with characters of one to four bytes.
texts = st.lists(
    st.sampled_from(["a", "war and peace. ", "é", "—", "𝔘", "abcdefghijkl", "’", "\n"]), min_size=1, max_size=40
)
corpora = st.lists(texts.map(lambda pieces: "x" + "".join(pieces) + "."), min_size=1, max_size=4)


@pytest.fixture(params=[True, False], ids=["Arrow", "lists"])
def in_arrow(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.param:
        monkeypatch.setattr(_strings, "in_arrow", lambda: False)
    monkeypatch.setattr(_strings, "_FEWEST_ASCII", 0.0)


@pytest.mark.usefixtures("in_arrow")
def test_strings_cut_out_are_the_slices_of_the_texts() -> None:
    @given(corpora, st.data())
    def holds(written: list[str], data: st.DataObject) -> None:
        corpus = from_frame(pd.DataFrame({"text": written}))
        docs = st.integers(0, len(written) - 1)
        rows = [(d, *sorted(data.draw(st.tuples(*[st.integers(0, len(corpus.text(d)))] * 3))))
                for d in data.draw(st.lists(docs, max_size=8))]  # fmt: skip
        doc, *edges = np.array(rows, dtype=np.int32).reshape(-1, 4).T
        found = cut_out(corpus, doc, *edges)
        assert [column.tolist() for column in found] == [
            [corpus.text(row[0])[row[i] : row[i + 1]] for row in rows] for i in (1, 2)
        ]
        assert all(column.dtype == pd.array(["a"], dtype="str").dtype for column in found)

    holds()


@pytest.mark.usefixtures("in_arrow")
def test_names_are_joined_row_by_row() -> None:
    names = pd.Index(["", "a", "don't", "é", "representatives"], dtype="str")

    @given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), max_size=9))
    def holds(rows: list[tuple[int, ...]]) -> None:
        columns = list(np.array(rows, dtype=np.int64).reshape(-1, 3).T)
        assert with_blanks(names, columns).tolist() == [" ".join(names[i] for i in row) for row in rows]

    holds()
