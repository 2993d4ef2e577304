"""A table leaves for a paper with its notes: numbers stay numbers, words stay words, and the bytes are the same."""

import io
import math
import re
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import discourse as dc
from discourse import DiscourseError, save_table, table_notes
from discourse.latex import escape, number
from discourse.table_export import decimals
from discourse.tables import read_csv

_EVIL = [
    "=1+1",
    "+1",
    "-war",
    "@sum",
    "'=x",
    "#REF!",
    "2016",
    "50 % & $x_1^2 {~} \\ #",
    "[sic]",
    "*",
    "a|b",
    "--",
    "<b>",
]


def evil_table() -> pd.DataFrame:
    n = len(_EVIL)
    table = pd.DataFrame({"term": _EVIL, "count": range(n), "share": np.linspace(-1, 1, n), "p": 10.0 ** -np.arange(n)})
    table.loc[1, "share"] = np.nan
    table.attrs = {"measure": "frequency", "base": "99 words & more", "notes": ["Made up."]}
    return table


def _sheet(path: Path):
    return openpyxl.load_workbook(path).active


# Excel


def test_in_excel_numbers_are_numbers_and_no_text_is_a_formula(tmp_path):
    table = evil_table()
    files = save_table(table, tmp_path / "evil", formats="xlsx")
    rows = list(_sheet(files["xlsx"]).iter_rows(min_row=2, max_row=len(table) + 1))
    assert [row[0].value for row in rows] == _EVIL
    assert {row[0].data_type for row in rows} == {"s"}
    assert [row[1].value for row in rows] == table["count"].tolist()
    assert {row[1].data_type for row in rows} == {"n"}
    assert [row[3].value for row in rows] == table["p"].tolist()  # every digit, whatever is shown
    assert rows[1][2].value is None
    assert rows[0][2].number_format == "0.000" and rows[0][1].number_format == "0"
    with zipfile.ZipFile(files["xlsx"]) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and 't="e"' not in sheet


def test_the_heading_stays_in_view_and_the_notes_stand_under_the_table(tmp_path):
    table = evil_table()
    sheet = _sheet(save_table(table, tmp_path / "evil", formats="xlsx")["xlsx"])
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == list(table.columns)
    assert sheet[1][0].font.bold
    column = [cell.value for cell in sheet["A"]]
    assert column[len(table) + 1 :] == [None, *table_notes(table, provenance=True)]
    assert sheet.title == "frequency"


def test_what_excel_cannot_hold_is_made_to_fit_or_refused(tmp_path):
    odd = pd.Series(["a\x00b\r\nc", "ä" * 40_000, "\ud800"], dtype=object)
    table = pd.DataFrame({"x": odd, "n": [10**15 + 1, 5, 2], "y": [np.inf, -np.inf, 1.7e308]})
    sheet = _sheet(save_table(table, tmp_path / "odd", formats="xlsx")["xlsx"])
    assert sheet["A2"].value == "a\ufffdb\nc"
    assert len(sheet["A3"].value) == 32_767 and sheet["A3"].value.endswith("…")
    assert sheet["A4"].value == "\ufffd"
    assert sheet["B2"].value == str(10**15 + 1) and sheet["B3"].value == 5
    assert (sheet["C2"].value, sheet["C3"].value) == ("∞", "−∞")
    assert sheet["C4"].value == "1.7e+308"
    with pytest.raises(DiscourseError, match="larger than a sheet"):
        save_table(pd.DataFrame({"n": range(1_048_576)}), tmp_path / "large", formats="xlsx")
    assert not (tmp_path / "large.xlsx").exists()


@given(
    rows=st.lists(
        st.tuples(st.text(st.characters(codec="utf-8"), max_size=20), st.floats(-1e300, 1e300)),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=25)
def test_every_text_and_number_comes_back_from_excel(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("xlsx") / "any.xlsx"
    table = pd.DataFrame(rows, columns=["text", "number"])
    save_table(table, path, formats="xlsx", notes=[])
    back = list(_sheet(path).iter_rows(min_row=2, values_only=True))
    back += [(None, None)] * (len(rows) - len(back))

    def seen(text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)

    assert [text or "" for text, _ in back] == [seen(text) for text, _ in rows]
    assert [value for _, value in back] == pytest.approx([value for _, value in rows], rel=1e-15)


# LaTeX


def _unescaped(latex: str) -> str:
    """Read LaTeX as TeX does, command by command: what is left must be what was written."""
    commands = {
        "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textless": "<", "textgreater": ">",
        "textbar": "|", "textasciigrave": "`", "textquotedbl": '"', "P": "¶", "ldots": "…", "texttimes": "×",
        "textpm": "±", "textperiodcentered": "·",
    }  # fmt: skip
    out, at = [], 0
    while at < len(latex):
        rest = latex[at:]
        if match := re.match(r"\\([&%$#_{}])", rest):
            out.append(match[1])
        elif match := re.match(r"\\([A-Za-z]+)\{\}", rest):
            out.append(commands[match[1]])
        elif match := re.match(r"\\ensuremath\{(-|\\geq|\\leq|\\Delta|\\chi)\}", rest):
            out.append({"-": "−", "\\geq": "≥", "\\leq": "≤", "\\Delta": "Δ", "\\chi": "χ"}[match[1]])
        elif match := re.match(r"\\textsuperscript\{2\}", rest):
            out.append("²")
        elif match := re.match(r"\{([*\[\]])\}", rest):
            out.append(match[1])
        elif match := re.match(r"\{\}", rest):
            pass
        else:
            assert rest[0] not in "\\&%$#_{}~^", f"{rest[0]} has a meaning in LaTeX: {latex}"
            match = re.match(r"(?s).", rest)
            out.append(rest[0])
        at += match.end()
    return "".join(out)


@given(st.text(st.one_of(st.sampled_from("\\&%$#_{}~^<>|`[]*\"'-, ¶…−"), st.characters(codec="utf-8")), max_size=30))
def test_every_character_of_a_text_is_set_as_it_is(text):
    shown = " ".join(escape(text).split())
    assert "--" not in shown and "''" not in shown and "?`" not in shown and "!`" not in shown
    plain = _unescaped(shown)
    kept = " ".join(text.split())
    assert len(plain) == len(kept) and all(a == b or a == "?" for a, b in zip(plain, kept, strict=True))


def _cells(latex: str) -> list[list[str]]:
    body = latex.split("\\midrule\n")[1].split("\n\\bottomrule")[0]
    return [re.split(r"(?<!\\) & ", line.removesuffix(" \\\\")) for line in body.split("\n")]


def test_a_latex_table_has_one_cell_for_each_value_and_its_notes_under_it(tmp_path):
    table = evil_table()
    latex = save_table(table, tmp_path / "evil", formats="tex")["tex"].read_text("utf-8")
    cells = _cells(latex)
    assert [_unescaped(row[0]) for row in cells] == _EVIL
    assert {len(row) for row in cells} == {4}
    assert "\\begin{tabular}{@{}lrrr@{}}" in latex and "\\usepackage{booktabs}" in latex
    for rule in ("\\toprule", "\\midrule", "\\bottomrule"):
        assert latex.count(rule) == 1
    assert latex.index("\\end{tabular}") < latex.index("99 words \\& more.") < latex.index("Made up.")
    assert latex.count("\\begin{") == latex.count("\\end{") and latex.count("\\begingroup") == latex.count("\\endgroup")


def test_numbers_are_aligned_and_none_is_rounded_to_nothing(tmp_path):
    latex = save_table(evil_table(), tmp_path / "evil", formats="tex", digits={"p": 4})["tex"].read_text("utf-8")
    cells = _cells(latex)
    shares = [row[2] for row in cells]
    assert shares[0] == "$-$1.000" and shares[1] == "--" and shares[-1] == "1.000"
    assert {len(share.split(".")[1]) for share in shares if "." in share} == {3}
    assert [row[3] for row in cells][:6] == ["1.0000", "0.1000", "0.0100", "0.0010", "0.0001", "$<$0.0001"]
    assert number(-1e-9, 2) == "$>-$0.01" and number(0.0, 2) == "0.00" and number(math.nan, 2) == "--"


def test_years_have_no_comma_and_large_counts_have(tmp_path):
    table = pd.DataFrame({"year": [1790, 2016], "count": [12_345, 9]})
    assert _cells(save_table(table, tmp_path / "t", formats="tex")["tex"].read_text()) == [
        ["1790", "12,345"],
        ["2016", "9"],
    ]


def test_a_long_table_breaks_over_pages_and_long_lines_are_wrapped(tmp_path):
    table = dc.concordance(dc.sample("sotu-2016"), "we", 15)
    latex = save_table(table, tmp_path / "we", formats="tex")["tex"].read_text("utf-8")
    assert "\\begin{longtable}" in latex and "\\usepackage{longtable}" in latex and "\\endhead" in latex
    assert "\\raggedleft\\arraybackslash}p{" in latex and "\\usepackage{array}" in latex


def test_a_latex_table_fits_the_page_it_is_set_on(tmp_path):
    columns = {f"log_likelihood_ratio_{at}": [0.5] * 60 for at in range(14)}
    short = save_table(pd.DataFrame(columns).head(3), tmp_path / "short", formats="tex")["tex"].read_text("utf-8")
    assert r"\resizebox{\ifdim\width>\linewidth\linewidth\else\width\fi}{!}{%" in short and "{graphicx}" in short
    assert r"log\\likelihood\\ratio\\0\end{tabular}" in short, "the words of a heading stand under each other"
    # A table over several pages cannot be made smaller as a whole: its type is, and from some width on that is said.
    long = save_table(pd.DataFrame(columns), tmp_path / "long", formats="tex")["tex"].read_text("utf-8")
    narrow = save_table(pd.DataFrame(columns).iloc[:, :3], tmp_path / "narrow", formats="tex")["tex"].read_text("utf-8")
    assert r"\begingroup\tiny" in long and "pdflscape" in long
    assert r"\begingroup\small" in narrow and "pdflscape" not in narrow


# All of them


def test_the_csv_is_a_table_for_any_program_and_its_notes_stand_beside_it(tmp_path):
    table = dc.frequency(dc.sample("pier-nine-for"), stop="english").head(5)
    files = save_table(table, tmp_path / "new" / "terms")
    assert sorted(path.name for path in files.values()) == ["terms.csv", "terms.notes.txt", "terms.tex", "terms.xlsx"]
    assert read_csv(files["csv"])["term"].tolist() == table["term"].tolist()
    assert files["txt"].read_text("utf-8").splitlines() == table_notes(table, provenance=True)


def test_the_same_table_gives_the_same_bytes_at_any_time(tmp_path, monkeypatch):
    table = evil_table()
    one = {kind: path.read_bytes() for kind, path in save_table(table, tmp_path / "one").items()}
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    import datetime

    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2033, 5, 18, tzinfo=tz)

    monkeypatch.setattr(datetime, "datetime", Later)
    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", Later, raising=False)
    two = {kind: path.read_bytes() for kind, path in save_table(table, tmp_path / "two").items()}
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one["xlsx"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[^<]*", core)) == {"1980-01-01T00:00:00Z"}


def test_all_files_are_written_or_none(tmp_path):
    save_table(evil_table(), tmp_path / "t")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    (tmp_path / "u.tex").mkdir()
    with pytest.raises(DiscourseError, match="folder"):
        save_table(evil_table(), tmp_path / "u")
    assert {path.name for path in tmp_path.iterdir()} == {*before, "u.tex"}


def test_a_named_index_is_a_column_and_own_notes_take_the_place_of_the_usual_ones(tmp_path):
    corpus = dc.sample("pier-nine-for")
    files = save_table(corpus.documents[["title", "words"]], tmp_path / "texts.tex", formats=["xlsx"], notes="My note.")
    assert set(files) == {"xlsx", "tex"}
    sheet = _sheet(files["xlsx"])
    assert [cell.value for cell in sheet[1]] == ["doc", "title", "words"]
    assert sheet["A4"].value == "My note."
    assert "My note." in files["tex"].read_text("utf-8")
    assert "footnotesize" not in save_table(corpus.documents, tmp_path / "t", notes=[])["tex"].read_text("utf-8")


def test_an_empty_table_keeps_its_heading_and_says_why(tmp_path):
    table = dc.concordance(dc.from_text("War."), "zebra")
    files = save_table(table, tmp_path / "none")
    assert [cell.value for cell in _sheet(files["xlsx"])[1]] == list(table.columns)
    assert "not in the text" in files["tex"].read_text("utf-8")


@pytest.mark.parametrize("digits", [-1, 16, 2.5, True, "2", {"share": 99}, {"shares": 2}])
def test_digits_that_make_no_sense_are_refused(tmp_path, digits):
    with pytest.raises(DiscourseError):
        save_table(evil_table(), tmp_path / "t", digits=digits)
    assert not list(tmp_path.iterdir())


def test_formats_and_names_that_are_none_are_refused(tmp_path):
    for formats in ("docx", [], ["csv", "pdf"]):
        with pytest.raises(DiscourseError, match="csv, xlsx, tex"):
            save_table(evil_table(), tmp_path / "t", formats=formats)
    with pytest.raises(DiscourseError, match="no name"):
        save_table(evil_table(), "")


def test_decimals_suit_what_a_number_is():
    table = pd.DataFrame({"n": [1], "per_million": [3.2], "mi": [5.1], "dp": [0.4], "kept": [True], "term": ["x"]})
    assert decimals(table) == {"n": 0, "per_million": 1, "mi": 2, "dp": 3}
    assert decimals(table, 4) == {"n": 0, "per_million": 4, "mi": 4, "dp": 4}
    assert decimals(table, {"mi": 0}) == {"n": 0, "per_million": 1, "mi": 0, "dp": 3}


# Notes

_CORPUS = pd.DataFrame(
    {"text": ["War and peace. War now.", "Peace and war."], "side": ["a", "b"], "year": [1990, 2000]}
)

TABLES = {
    "frequency": lambda c: dc.frequency(c, stop="english", minimum=2),
    "ngrams": lambda c: dc.ngrams(c, stop=["and"]),
    "dispersion": lambda c: dc.dispersion(c),
    "keyness": lambda c: dc.keyness(c[0], c[1], form="four-term"),
    "keyness by": lambda c: dc.keyness(c, by="side", correction="benjamini-hochberg"),
    "collocates": lambda c: dc.collocates(c, "war", (0, 2)),
    "concordance": lambda c: dc.concordance(c, "war", near="peace", sample=1, sort="year 1L"),
    "explain": lambda c: dc.explain(dc.frequency(c), "war", c),
    "trajectory": lambda c: dc.trajectory(c, {"strife": "war | wars"}, period=10),
    "diversity": lambda c: dc.lexical_diversity(c),
    "sentiment": lambda c: dc.sentiment(c),
    "term counts": lambda c: dc.term_counts(c, ["war", "zebra"]),
}
SAID = {
    "frequency": [
        "Per million of 8 words",
        "Stop list: the English function words.",
        "fewer than 2",
        "Range: number of",
    ],
    "ngrams": ["1 word of your own", "begin or end with"],
    "dispersion": ["Over 2 documents with 8 words."],
    "keyness": ["5 words against 3 words.", "four-term", "Bonferroni", "Terms tested: 4."],
    "keyness by": ["Benjamini–Hochberg", "a: 4"],
    "collocates": ["0 to the left, 2 to the right", "Expected:", "four-term"],
    "concordance": ["drawn by chance (seed 0)", "with “peace” within 5 words", "Lines sorted by year 1L.", "8 words"],
    "explain": ["3 lines counted as “war”."],
    "trajectory": ["Intervals: 95", "strife = war | wars", "Periods of 10"],
    "diversity": ["MATTR: windows of 50 words"],
    "sentiment": ["Instrument: TextBlob"],
    "term counts": ["“zebra” is not in the text."],
}


@pytest.mark.parametrize("name", TABLES)
def test_the_choices_that_made_a_table_are_said_in_sentences(name):
    table = TABLES[name](dc.from_frame(_CORPUS))
    notes = table_notes(table)
    for part in SAID[name]:
        assert any(part in note for note in notes), (part, notes)
    assert all(note.endswith((".", "!", "?", ".”")) and "None" not in note and "{" not in note for note in notes)
    assert len(set(notes)) == len(notes)
    assert table_notes(table.head(1)) == notes
    whole = table_notes(table, provenance=True)
    assert whole[: len(notes)] == notes and whole[-1] == f"Discourse workbook {dc.__version__}."


def test_a_table_of_unknown_origin_has_no_notes():
    assert table_notes(pd.DataFrame({"x": [1]}), provenance=True) == []
