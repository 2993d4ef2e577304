"""The command `discourse`: hands for the terminal on what the package does."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from . import __version__
from .errors import DiscourseError, DiscourseWarning

#: Exit codes: something was wrong with what was asked for; interrupted by Ctrl-C.
WRONG, INTERRUPTED = 2, 130

app = typer.Typer(
    name="discourse",
    help="A workbook for discourse analysis: sentiment, terms and actors, paragraph by paragraph.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Run the command; what goes wrong is said in words, on the error stream."""
    with _plainly_told():
        app()


@app.callback(invoke_without_command=True)
def _discourse(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"discourse-workbook {__version__}")
        raise typer.Exit()


@app.command()
def lab(
    folder: Annotated[Path, typer.Argument(help="Where your copy of the notebooks lies, or is put.")] = Path(
        "discourse-workbook"
    ),
    put_only: Annotated[bool, typer.Option("--no-open", help="Put the files there and stop.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Start, but open no browser.")] = False,
    port: Annotated[int | None, typer.Option(help="Port to listen on, if not 8888.", min=1, max=65535)] = None,
) -> None:
    """Open the workbook in JupyterLab.

    Notebooks, sample texts and codebooks are put into FOLDER if they are not there yet. What you changed is never
    overwritten: a newer version of a file you changed is put beside it. Ctrl-C stops JupyterLab.
    """
    from .workbook.folder import Placed, place_files
    from .workbook.manifest import is_result

    with _plainly_told():
        folder = folder.expanduser()
        placed = Placed(folder) if is_result(folder) else place_files(folder)
        _tell_placed(placed)
        if put_only:
            return
        from .workbook.lab import serve

        typer.echo("JupyterLab is starting …")
        serve(folder, browser=not no_browser, port=port, ready=_tell_address)
        typer.echo("Stopped.")


@app.command()
def run(
    text: Annotated[
        str,
        typer.Argument(help="A file (.txt, .docx, .pdf, .html, .csv …), or the name of a sample such as sotu-2016."),
    ],
    codebook: Annotated[
        str | None, typer.Option(help="A codebook (.toml), or the name of a shipped one such as us-politics.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="The folder to make; default: NAME-OF-THE-TEXT-results.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a former result in that folder.")] = False,
    encoding: Annotated[str | None, typer.Option(help="Character encoding of the file, such as cp1252.")] = None,
    column: Annotated[str | None, typer.Option("--text", help="Of a table, the column that holds the texts.")] = None,
    document: Annotated[int | None, typer.Option(help="Which text of a file with many, counted from 1.", min=1)] = None,
    front_matter: Annotated[
        int, typer.Option(help="How many first paragraphs (title, byline) are not part of the text.", min=0)
    ] = 0,
) -> None:
    """Work through TEXT and leave notebook, report, figures and tables in a folder.

    The folder is there whole or not at all. The same text, codebook and versions give the same files.
    """
    # The steps are told here; bars of single measures would only get in between.
    os.environ.setdefault("TQDM_DISABLE", "1")
    with _plainly_told(), _stopped_by_terminate(), _steps() as tell:
        from .workbook.run import run as run_text
        from .workbook.source import Choices

        choices = Choices(encoding, column, front_matter, document)
        folder = run_text(text, codebook=codebook, out=out, force=force, choices=choices, progress=tell)
    typer.echo(f"{folder.absolute()}\n  report.html opens in any browser; figures/ and tables/ hold the rest.")


def _tell_placed(placed: Any) -> None:
    if placed.new:
        typer.echo(f"Put into {placed.folder}: {', '.join(placed.new)}")
    if placed.updated:
        typer.echo(f"Brought up to date: {', '.join(placed.updated)}")
    for name, beside in placed.kept.items():
        typer.echo(f"You changed {name}, so it stays as it is. The newer version is beside it: {beside}")


def _tell_address(address: str, opened: bool) -> None:
    if opened:
        typer.echo("The workbook opens in your browser. If it does not, open this address:")
    else:
        typer.echo("Open this address in a browser (it is yours alone: whoever has it can use this JupyterLab):")
    typer.echo(f"\n    {address}\n\nCtrl-C here stops JupyterLab.")
    sys.stdout.flush()


@contextmanager
def _plainly_told() -> Iterator[None]:
    """Say an error in words, without a traceback; warnings too."""
    before = warnings.showwarning

    def show(message: Any, category: type[Warning], *place: Any, **more: Any) -> None:
        if issubclass(category, DiscourseWarning):
            typer.echo(f"Note: {message}", err=True)
        else:
            before(message, category, *place, **more)

    warnings.showwarning = show
    try:
        yield
    except DiscourseError as error:
        typer.echo(f"{error}", err=True)
        sys.exit(WRONG)
    except KeyboardInterrupt:
        typer.echo("Interrupted; nothing was left behind.", err=True)
        sys.exit(INTERRUPTED)
    finally:
        warnings.showwarning = before


@contextmanager
def _stopped_by_terminate() -> Iterator[None]:
    """Let a request to terminate tidy up as Ctrl-C does."""

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not in the main thread, as in a test
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _steps() -> Iterator[Callable[[str], None]]:
    """Show the present step: one line that moves in a terminal, one line a step elsewhere."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False)
    if not console.is_terminal:
        yield lambda step: console.print(step, soft_wrap=True)
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as bar:
        task = bar.add_task("Starting", total=None)
        yield lambda step: bar.update(task, description=step)


if __name__ == "__main__":
    main()
