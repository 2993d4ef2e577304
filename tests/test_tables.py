"""A table leaves for a spreadsheet without running there, and comes back unchanged."""

import csv
import io
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from discourse.errors import DiscourseError, ReadError
from discourse.tables import read_csv, write_csv

NASTY = st.sampled_from(["=", "+", "-", "@", "'", '"', "\t", "\r", "\n", " ", ",", ";", "＝", "\ufeff", "a", "1", ""])
TEXT = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12), st.lists(NASTY, max_size=5).map("".join)
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("tables") / "table.csv"


@given(rows=st.lists(st.tuples(TEXT, NUMBERS, st.integers(-(10**12), 10**12)), min_size=1, max_size=8), name=TEXT)
@example(rows=[("'=1+1", -0.5, -3), ("=1+1", 1e300, 0), ("''@x", 0.1, 2)], name="-dash")
def test_every_table_comes_back_as_it_was(path, rows, name):
    table = pd.DataFrame(rows, columns=["x", "number", "whole"])
    table["x"] = table["x"].astype(object)
    table.columns = [name, "number\n", "whole\n"]
    back = read_csv(write_csv(table, path))
    assert list(back.columns) == list(table.columns)
    for at in range(3):
        assert back.iloc[:, at].tolist() == table.iloc[:, at].tolist()


@given(text=TEXT)
def test_no_cell_of_text_can_run_as_a_formula(path, text):
    write_csv(pd.DataFrame({"text": pd.Series([text], dtype=object)}), path)
    # A second reader, the standard library's, sees what a spreadsheet would.
    (_, (cell,)) = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not cell.startswith(("\t", "\r", "\n"))


def test_numbers_stay_numbers(path):
    write_csv(pd.DataFrame({"count": [-2, 3], "rate": [-0.1, 1 / 3], "whole": np.array([1, 2], dtype=np.int32)}), path)
    assert path.read_text("utf-8-sig") == f'"count","rate","whole"\n-2,-0.1,1\n3,{1 / 3!r},2\n'
    # Another reader agrees.
    assert pd.read_csv(path)["rate"].tolist() == [-0.1, 1 / 3]


def test_a_text_of_digits_stays_a_text_and_an_empty_text_is_not_a_missing_one(path):
    table = pd.DataFrame({"term": pd.Series(["2016", "", None, "True"], dtype=object)})
    back = read_csv(write_csv(table, path))["term"].tolist()
    assert back[0] == "2016" and back[1] == "" and math.isnan(back[2]) and back[3] == "True"


def test_missing_numbers_are_empty_cells(path):
    table = pd.DataFrame({"subjectivity": [0.5, float("nan")], "n": pd.array([1, None], dtype="Int64")})
    assert write_csv(table, path).read_text("utf-8-sig") == '"subjectivity","n"\n0.5,1\n,\n'
    assert math.isnan(read_csv(path)["subjectivity"][1])


def test_categories_and_a_named_index_are_written_too(path):
    table = pd.DataFrame({"term": pd.Categorical(["war", "@war"])}, index=pd.Index([0, 1], name="doc"))
    back = read_csv(write_csv(table, path))
    assert back["doc"].tolist() == [0, 1] and back["term"].tolist() == ["war", "@war"]


def test_excel_is_told_that_it_is_utf_8(path):
    write_csv(pd.DataFrame({"term": ["Ärger"]}), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") and b"\r" not in path.read_bytes()


def test_an_empty_table_keeps_its_heading(path):
    back = read_csv(write_csv(pd.DataFrame({"doc": [], "term": []}), path))
    assert list(back.columns) == ["doc", "term"] and back.empty


def test_a_table_that_a_spreadsheet_saved_again_can_still_be_read(path):
    path.write_bytes(b"term,count\r\n'=1+1,2\r\nwar,3\r\n")
    back = read_csv(path)
    assert back["term"].tolist() == ["=1+1", "war"] and back["count"].tolist() == [2, 3]


@pytest.mark.parametrize(
    ("content", "what"),
    [(b"", "empty"), (b"a,b\n1\n", "Row 2"), (b"a\n\xff\xfe\n", "UTF-8"), (b'a\n"x"y\n', "quotation")],
)
def test_a_broken_table_is_refused_in_words(path, content, what):
    path.write_bytes(content)
    with pytest.raises(ReadError, match=what):
        read_csv(path)


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(DiscourseError, match=r"none\.csv"):
        read_csv(tmp_path / "none.csv")
