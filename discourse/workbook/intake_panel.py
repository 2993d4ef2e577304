"""Are these the texts you meant? What was brought in is shown, with the reading report, before it is taken in."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from html import escape
from types import SimpleNamespace
from typing import Any

import ipywidgets as W
import pandas as pd

from ..corpus.readers.registry import readers
from ..errors import DiscourseError, DiscourseWarning
from .choices import Choice
from .intake import ENCODINGS, Intake, mendable
from .tab import dropdown, styled
from .views import Preview

_PARAGRAPHS = 40
_FILES = 100
_TITLES = 300
_AS_RECOGNISED = "as recognised"


class IntakePanel:
    """Shows an :class:`Intake` and asks whether to take it in.

    Parameters
    ----------
    guard : function
        Wraps a handler so that an error becomes a message in place.
    take : function
        Called with the choices that were taken in, and with what there is to warn of.
    opened : function
        Called with True when the panel opens, with False when it closes.
    """

    def __init__(
        self,
        guard: Callable[..., Callable[..., None]],
        take: Callable[[list[Choice], list[str]], None],
        opened: Callable[[bool], None],
    ) -> None:
        self.intake: Intake | None = None
        self._guard, self._take, self._opened, self._setting = guard, take, opened, False
        self.view = styled(W.VBox(), "dw-intake")
        self.view.layout.display = "none"

    def _build(self) -> None:
        """Make the controls when they are first needed: the explorer opens the sooner."""
        guard = self._guard
        self.report = styled(W.HTML(), "dw-intake-report")
        self.encoding = _combobox("Encoding", _AS_RECOGNISED, "The character encoding of the files")
        self.column = _combobox("Text column", "name of the column", "The column of the table that holds the texts")
        self.front = W.BoundedIntText(
            value=0, min=0, max=999, description="Leave out the first", tooltip="Paragraphs before the text begins"
        )
        styled(self.front, "dw-tight").layout.width = "195px"
        self.document = dropdown("Show", [("", 0)], 0, "Which of the texts is shown here")
        self.preview = Preview()
        self.accept = W.Button(description="Take it in", button_style="primary")
        self.cancel = W.Button(description="Cancel")
        options = [self.encoding, self.column, self.front, W.HTML("paragraphs")]
        left = styled(W.VBox([self.report, styled(W.HBox(options), "dw-intake-options")]), "dw-intake-left")
        right = styled(W.VBox([self.document, self.preview]), "dw-intake-right")
        buttons = styled(W.HBox([self.accept, self.cancel]), "dw-intake-buttons")
        self.view.children = [styled(W.Box([left, right]), "dw-intake-panes"), buttons]
        for control in (self.encoding, self.column):
            control.observe(guard(lambda change: self._again()), "value")
        self.document.observe(guard(lambda change: self._show_text()), "value")
        self.front.observe(lambda change: setattr(self.preview, "left_out", change["new"]), "value")
        self.preview.observe(lambda change: setattr(self.front, "value", change["new"]), "left_out")
        self.accept.on_click(guard(lambda button: self._accept()))
        self.cancel.on_click(guard(lambda button: self.close()))

    def open(self, files: tuple[tuple[str, bytes], ...]) -> None:
        """Read files and show what is in them; raise what is wrong where no choice could mend it."""
        intake = Intake(files)
        problems = [str(problem) for problem in intake.report["problem"].dropna() if problem]
        if intake.corpus is None and not mendable(intake, problems):
            raise DiscourseError("; ".join(f"{row.source}: {row.problem}" for row in _rows(intake)))
        if not self.view.children:
            self._build()
        self._setting = True
        self.encoding.value = self.column.value = ""
        self.front.value = 0
        self._setting = False
        self._show(intake)
        self.view.layout.display = ""
        self._opened(True)

    def close(self) -> None:
        """Put everything away; nothing is taken in."""
        self.intake = None
        self.view.layout.display = "none"
        self.preview.paragraphs = []
        self._opened(False)

    def _again(self) -> None:
        """Read the same files with another encoding or column."""
        if self._setting or self.intake is None:
            return
        encoding, column = self.encoding.value.strip(), self.column.value.strip()
        known = self.intake.columns
        now = Intake(self.intake.files, encoding if encoding != _AS_RECOGNISED else None, column or None)
        if (now.encoding or None, now.text) != (self.intake.encoding, self.intake.text):
            now = Intake(now.files, now.encoding or None, now.text)
            self._show(now, known)

    def _show(self, intake: Intake, known: tuple[str, ...] = ()) -> None:
        self.intake = intake
        texts = intake.corpus
        self._setting = True
        self.report.value = _report_html(intake)
        self.encoding.options = [_AS_RECOGNISED, *ENCODINGS]
        self.encoding.layout.display = "" if intake.encodings or intake.encoding or texts is None else "none"
        self.encoding.placeholder = f"{_AS_RECOGNISED}{f': {intake.encodings}' if intake.encodings else ''}"
        self.column.options = list(dict.fromkeys([*intake.columns, *known]))
        self.column.layout.display = "" if intake.has_tables else "none"
        self.column.placeholder = intake.text_column or "name of the column"
        n = 0 if texts is None else len(texts)
        titles = [f"{at} · {title}" for at, title in enumerate(intake.titles[:_TITLES], 1)] or [""]
        self.document.options = [(title, at) for at, title in enumerate(titles)]
        self.document.value = 0
        self.document.layout.display = "" if n > 1 else "none"
        self.accept.description = "Take it in" if n <= 1 else f"Take in {n:,} texts"
        self.accept.disabled = n == 0
        self._setting = False
        self._show_text()

    def _show_text(self) -> None:
        if self.intake is not None and not self._setting:
            with self.preview.hold_sync():
                self.preview.known = self.intake.fronts(self.document.value)
                self.preview.paragraphs = self.intake.paragraphs(self.document.value, _PARAGRAPHS)
                self.preview.left_out = self.front.value

    def _accept(self) -> None:
        assert self.intake is not None
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", DiscourseWarning)
            choices = self.intake.choices(self.front.value)
        self.close()
        self._take(choices, [str(warning.message) for warning in caught])


def _combobox(label: str, placeholder: str, tip: str) -> W.Combobox:
    made = W.Combobox(
        description=label, placeholder=placeholder, tooltip=tip, ensure_option=False, continuous_update=False
    )
    made.style.description_width = "initial"
    return styled(made, "dw-tight")


def _rows(intake: Intake) -> list[Any]:
    return [
        SimpleNamespace(**{str(name): "" if pd.isna(value) else value for name, value in row.items()})
        for row in intake.report.to_dict("records")
    ]


def _report_html(intake: Intake) -> str:
    """Write the reading report for the panel; whatever a file holds is shown as the characters it is."""
    rows = _rows(intake)
    told = "".join(f'<p class="dw-intake-warning">{escape(one)}</p>' for one in intake.warnings)
    if len(rows) == 1:
        return f"<h3>{escape(str(rows[0].source))}</h3>{_facts(rows[0], intake.counted)}{told}"
    bad = sum(row.outcome == "not read" for row in rows)
    head = f"{len(rows):,} files" + (f", {bad:,} of them not read" if bad else "")
    ordered = sorted(rows, key=lambda row: row.outcome == "read")[:_FILES]
    shown = "".join(
        f"<details{'' if row.outcome == 'read' else ' open'}>"
        f"<summary><b>{escape(str(row.source))}</b> {escape(_short(row))}</summary>{_facts(row)}</details>"
        for row in ordered
    )
    more = f"<p>… and {len(rows) - _FILES:,} more</p>" if len(rows) > _FILES else ""
    counted = f"<dl><dt>Counted</dt><dd>{escape(intake.counted)}</dd></dl>" if intake.counted else ""
    return f"<h3>{head}</h3>{shown}{more}{counted}{told}"


def _short(row: Any) -> str:
    if row.outcome == "not read":
        return "not read"
    texts = f"{row.documents:,.0f} texts, " if row.documents != 1 else ""
    return f"{texts}{row.words:,.0f} words{', in part' if row.outcome != 'read' else ''}"


def _facts(row: Any, counted: str = "") -> str:
    labels = {reader.name: reader.label for reader in readers()}
    known = ", ".join(labels.get(name, name) for name in str(row.format).split(", ") if name)
    facts = [
        ("Format", known + (f", {row.encoding}" if row.encoding else "")),
        ("Language", row.language),
        ("Texts", f"{row.documents:,.0f}" if row.outcome != "not read" and row.documents != 1 else ""),
        ("Paragraphs", row.kinds),
        ("Words", f"{row.words:,.0f}" if row.outcome != "not read" else ""),
        ("Left out", row.left_out),
        ("Noted", row.notes),
        ("Counted", counted),
    ]
    shown = "".join(f"<dt>{name}</dt><dd>{escape(str(value))}</dd>" for name, value in facts if value)
    problem = f'<p class="dw-intake-problem" role="alert">{escape(str(row.problem))}</p>' if row.problem else ""
    return f"{problem}<dl>{shown}</dl>"
