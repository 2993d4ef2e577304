"""What does the workbook leave of one text with nobody at the screen? A folder: notebook, report, figures, tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..errors import DiscourseError
from ..figures.export import save_figure, versions
from ..figures.theme import new_figure, theme
from ..files import atomic_folder, safe_name
from ..shipped import shipped
from ..tables import write_csv
from .analysis import Analysis
from .manifest import is_result, strangers, write_manifest
from .notebook import Code, NotebookRun
from .report import Shown, report_html
from .results import Drawing, standard_drawings, standard_tables
from .source import Choices, Source, source_of

NOTEBOOK = "1_explore.ipynb"
REPORT = "report.html"
_PRESET = "double-column"


def run(
    text: str | Path,
    *,
    codebook: str | Path | None = None,
    out: str | Path | None = None,
    force: bool = False,
    choices: Choices | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> Path:
    """Work through one text and leave notebook, report, figures, tables and a manifest in a folder.

    Parameters
    ----------
    text : str or path
        A file of any format that is read, or the name of a sample.
    codebook : str or path, optional
        A TOML file, or the name of a shipped codebook. Without it there are no actors.
    out : path, optional
        The folder to be; default ``<name of the text>-results`` in the current folder.
    force : bool, default False
        Whether a former result there is replaced. Nothing else ever is.
    choices : Choices, optional
        What the file itself does not tell: encoding, text column, which document, front matter.
    progress : callable, optional
        Called with each step, in words, when it begins.

    Returns
    -------
    Path
        The folder. It is there whole or not at all.

    Raises
    ------
    DiscourseError
        Text or codebook cannot be read, there is something in the folder already, or the notebook failed.

    Notes
    -----
    The same text, codebook and versions give the same bytes in every file.
    """
    progress("Reading the text")
    source = source_of(text, codebook, choices=choices)
    stem = source.text if not source.copies else Path(source.text).stem
    target = Path(out).expanduser() if out is not None else Path(f"{safe_name(stem, otherwise='text')}-results")
    _check_target(target, force)
    with atomic_folder(target, overwrite=force) as folder:
        source.write(folder)
        opened = Code(source.code) if source.code else source.text
        parameters = {"text": opened, "codebook": source.codebook_name}
        execution = NotebookRun(shipped("notebooks") / NOTEBOOK, folder.resolve(), parameters)
        worker = ThreadPoolExecutor(1)
        running = worker.submit(execution.execute)
        try:
            analysis = Analysis(source.corpus, source.codebook)
            _tables(analysis, folder / "tables", progress)
            shown = _figures(analysis, folder / "figures", progress, running)
            progress("Writing the report")
            (folder / REPORT).write_bytes(report_html(analysis, shown, source).encode("utf-8"))
            progress("Finishing the notebook")
            _write_notebook(_awaited(running), folder / NOTEBOOK)
        finally:
            while not running.done():  # something went wrong, or Ctrl-C: the notebook's Python may just be starting
                execution.stop()
                wait([running], timeout=0.2)
            worker.shutdown()
        write_manifest(folder, _about(source))
    return target


def _check_target(target: Path, force: bool) -> None:
    """Refuse to replace anything but a former result, and that only when asked to."""
    if not target.is_dir() or not any(target.iterdir()):
        return
    if not is_result(target):
        raise DiscourseError(
            "There is something else in this folder, and it is left as it is.",
            where=str(target),
            do="Name another folder with --out.",
        )
    if not force:
        raise DiscourseError(
            "There is a former result in this folder.",
            where=str(target),
            do="Name another folder with --out, or replace the result with --force.",
        )
    others = strangers(target)
    if others:
        raise DiscourseError(
            f"Beside the former result this folder holds files that are no part of it: {', '.join(others[:5])}"
            f"{' …' if len(others) > 5 else ''}.",
            where=str(target),
            do="Move them somewhere else first, or name another folder with --out.",
        )


def _tables(analysis: Analysis, folder: Path, progress: Callable[[str], None]) -> None:
    progress("Measuring")
    tables = standard_tables(analysis)
    progress(f"Writing {len(tables)} tables")
    for name, table in tables.items():
        write_csv(table, folder / f"{name}.csv")


def _figures(analysis: Analysis, folder: Path, progress: Callable[[str], None], running: Future[Any]) -> list[Shown]:
    shown = []
    drawings = standard_drawings(analysis)
    for number, drawing in enumerate(drawings, 1):
        if running.done():
            running.result()  # a notebook that failed ends everything at once
        progress(f"Drawing figure {number} of {len(drawings)}: {drawing.name}")
        shown.append(_figure(drawing, folder))
    return shown


def _figure(drawing: Drawing, folder: Path) -> Shown:
    with theme():
        ax = drawing.draw(new_figure(_PRESET).add_subplot())
    files = save_figure(
        ax, folder / drawing.name, preset=_PRESET, data=drawing.table, provenance={"code": drawing.code}
    )
    record = json.loads(files["json"].read_text(encoding="utf-8"))
    return Shown(drawing.name, files["png"].read_bytes(), record["alt"], record["caption"], drawing.code)


def _awaited(running: Future[Any]) -> Any:
    """Wait in short steps, so that Ctrl-C is heard on every system."""
    while True:
        try:
            return running.result(timeout=0.2)
        except TimeoutError:
            if running.done():
                raise


def _write_notebook(notebook: Any, path: Path) -> None:
    import nbformat

    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


def _about(source: Source) -> dict[str, Any]:
    told = asdict(source.choices)
    column = told.pop("text")
    command = {"name": "run", "text": source.text, "codebook": source.codebook_name, "column": column, **told}
    return {"command": command, **source.described(), "versions": versions()}
