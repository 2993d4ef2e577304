"""How is a table set in LaTeX, so that it compiles whatever its words are?"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

#: What has a meaning in LaTeX, and how it is written as itself. Square brackets and stars because a row that begins
#: with one would be read as an option of the line above; hyphens and quotes because two of them would become one sign.
_ESCAPED = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", "`": r"\textasciigrave{}", "[": "{[}", "]": "{]}", "*": "{*}", '"': r"\textquotedbl{}",
    "−": r"\ensuremath{-}", "≥": r"\ensuremath{\geq}", "≤": r"\ensuremath{\leq}", "Δ": r"\ensuremath{\Delta}",
    "χ": r"\ensuremath{\chi}", "²": r"\textsuperscript{2}", "¶": r"\P{}", "·": r"\textperiodcentered{}",
    "…": r"\ldots{}", "×": r"\texttimes{}", "±": r"\textpm{}",
}  # fmt: skip
_LONG_TABLE, _LONG_TEXT = 45, 40
_CHARACTERS, _GAP = 75, 0.025  # characters of small print on a line of A4 text; the space between columns
_SIZES = ((r"\small", 0.9), (r"\footnotesize", 1.0), (r"\scriptsize", 1.15))  # and the widths that they hold
_SMALLEST = r"\tiny"
_TOO_WIDE = (
    r"% A wide table: set it on a page on its side (\usepackage{pdflscape}, \begin{landscape}),"
    " or choose fewer columns before saving it."
)
_LEAST_SHARE = 0.5  # of a line, for the columns of long texts together


def escape(text: str) -> str:
    """Write a text on one line so that LaTeX sets it as it is.

    >>> escape("50 % of $x_1 & [sic]")
    '50 \\\\% of \\\\$x\\\\_1 \\\\& {[}sic{]}'
    """
    # What no page can show is a question mark: LaTeX stops at a control character.
    kept = "".join("?" if unicodedata.category(c) in ("Cc", "Cs", "Cn") and not c.isspace() else c for c in text)
    written = "".join(_ESCAPED.get(c, c) for c in " ".join(kept.split()))
    # Ligatures: -- would become a dash, '' a closing quotation mark, ?` and !` are broken up by the escaped `.
    return re.sub(r"([-',])(?=\1)", r"\1{}", written)


def latex_table(table: pd.DataFrame, notes: Sequence[str], places: Mapping[str, int]) -> str:
    """Write a table in LaTeX with booktabs, its notes under it.

    Parameters
    ----------
    table : DataFrame
    notes : list of str
        Sentences, set small under the table.
    places : mapping from column to int
        Decimals of the columns of numbers, which are aligned at the right and so at their decimal points.

    Returns
    -------
    str
        What stands in a ``table`` of the paper: a ``tabular``, made smaller where it is wider than the page, or a
        ``longtable`` from 46 rows on.
    """
    columns = [_column(table.iloc[:, at], name, places) for at, name in enumerate(table.columns)]
    long = len(table) > _LONG_TABLE
    wide = [
        name not in places and any(len(str(value)) > _LONG_TEXT for value in table.iloc[:, at].tolist())
        for at, name in enumerate(table.columns)
    ]
    heads = [_stacked(name, cells) for (name, cells) in columns]
    taken = sum(
        _width(head, cells) for head, (_, cells), is_wide in zip(heads, columns, wide, strict=True) if not is_wide
    )
    share = max(_LEAST_SHARE, 1 - taken) / max(1, sum(wide)) - _GAP
    size = _size(taken + sum(wide) * (share + _GAP)) if long else r"\small"
    kinds = [_kind(name, name in places, is_wide, share) for name, is_wide in zip(table.columns, wide, strict=True)]
    packages = ["booktabs", "longtable" if long else "graphicx", *(["array"] if any(wide) else [])]
    head = " & ".join(_set(lines, kind) for lines, kind in zip(heads, kinds, strict=True)) + r" \\"
    rows = [" & ".join(row) + r" \\" for row in zip(*(cells for _, cells in columns), strict=True)]
    name = "longtable" if long else "tabular"
    heading = [r"\toprule", head, r"\midrule", *([r"\endhead", r"\bottomrule", r"\endfoot"] if long else [])]
    body = [*heading, *rows, *([] if long else [r"\bottomrule"])]
    preamble = " ".join(rf"\usepackage{{{package}}}" for package in packages)
    lines = [
        f"% In the preamble: {preamble}",
        r"% and, with pdfLaTeX, \usepackage[T1]{fontenc}; other scripts than the Latin one need LuaLaTeX or XeLaTeX.",
        *([_TOO_WIDE] if size == _SMALLEST else []),
        rf"\begingroup{size}\setlength{{\tabcolsep}}{{{2 if size == _SMALLEST else 4}pt}}",
        *([] if long else [r"\noindent\resizebox{\ifdim\width>\linewidth\linewidth\else\width\fi}{!}{%"]),
        rf"\begin{{{name}}}{{@{{}}{''.join(kinds)}@{{}}}}",
        *body,
        rf"\end{{{name}}}" + ("" if long else "}"),
    ]
    if notes:
        lines += [r"", r"\smallskip\noindent\footnotesize", *(escape(note) for note in notes), r"\par"]
    return "\n".join([*lines, r"\endgroup", ""])


def _size(width: float) -> str:
    """Choose the type in which a table that goes over pages, and so cannot be made smaller as a whole, fits them."""
    return next((size for size, room in _SIZES if width <= room), _SMALLEST)


def _stacked(name: Any, cells: Sequence[str]) -> list[str]:
    """Part the heading of a column into lines that are no wider than they must be."""
    room = max((len(cell) for cell in cells), default=0)
    lines: list[str] = []
    for word in str(name).replace("_", " ").split() or [""]:
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [escape(line) for line in lines]


def _set(lines: Sequence[str], kind: str) -> str:
    if len(lines) == 1:
        return lines[0]
    side = kind if kind in ("l", "r") else "l"
    return rf"\begin{{tabular}}[b]{{@{{}}{side}@{{}}}}" + r"\\".join(lines) + r"\end{tabular}"


def _width(lines: Sequence[str], cells: Sequence[str]) -> float:
    """Estimate how much of a line of print a column takes, with the space after it."""
    return max(len(cell) for cell in [*lines, *cells]) / _CHARACTERS + _GAP


def _kind(name: Any, number: bool, wide: bool, share: float) -> str:
    """Give the letter of a column: numbers and left contexts at the right, wide texts in lines."""
    if number:
        return "r"
    if wide:
        side = "raggedleft" if name == "left" else "raggedright"
        return rf">{{\{side}\arraybackslash}}p{{{share:.2f}\linewidth}}"
    return "r" if name == "left" else "l"


def _column(column: pd.Series, name: Any, places: Mapping[str, int]) -> tuple[Any, list[str]]:
    if name in places:
        # Years and other numbers of four digits stand without a comma, as journals set them.
        comma = bool(column.abs().max() >= 10_000)
        return name, [number(value, places[name], comma=comma) for value in column.tolist()]
    return name, ["--" if _missing(value) else escape(str(value)) for value in column.tolist()]


def number(value: Any, places: int, *, comma: bool = True) -> str:
    """Write a number with so many decimals; one that would be rounded away as smaller than the last of them.

    `comma` parts thousands.

    >>> number(-0.5, 2), number(1e-9, 3), number(12345, 0)
    ('$-$0.50', '$<$0.001', '12,345')
    """
    if _missing(value):
        return "--"
    if math.isinf(value):
        return r"$\infty$" if value > 0 else r"$-\infty$"
    written = f"{abs(value):{',' if comma else ''}.{places}f}"
    if value and not any(digit in written for digit in "123456789"):
        least = f"{10.0**-places:.{places}f}"
        return f"$<${least}" if value > 0 else f"$>-${least}"
    return f"$-${written}" if value < 0 else written


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
