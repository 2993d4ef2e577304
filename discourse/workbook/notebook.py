"""How is a notebook run without anyone watching, so that the same text leaves the same notebook?"""

from __future__ import annotations

import atexit
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from ..errors import DiscourseError
from ..shipped import shipped
from .quick_start import skip_slow_grammar

_SECONDS_A_CELL = 600
_WIDGETS = ("application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json")
_CELL_FILE = re.compile(r"(?<!\S)\S{0,300}?ipykernel_\d+[/\\]\d+\.py")
_HIDDEN_WHILE_ALIVE = re.compile(r'(<div class="discourse-snapshot") data-discourse="[^"]*"')
#: Of the message of a failed cell, what a researcher can use.
_SHOWN = 500


class NotebookRun:
    """One run of a notebook in a Python of its own; `stop` may be called from another thread.

    Parameters
    ----------
    source : Path
        The stored notebook.
    folder : Path
        The folder the notebook works in, as if it had been opened there.
    parameters : dict
        What the cell tagged ``parameters`` is to hold instead.
    """

    def __init__(self, source: Path, folder: Path, parameters: dict[str, Any]) -> None:
        skip_slow_grammar()
        import nbformat

        self.folder = folder
        self.notebook = nbformat.read(source, as_version=4)
        _set(self.notebook, parameters)
        self._manager: Any = None
        self._stopped = False

    def execute(self) -> Any:
        """Run every cell, from top to bottom, and return the notebook cleared of what differs from run to run.

        Raises
        ------
        DiscourseError
            A cell failed, or the notebook's Python was ended from outside.
        """
        from jupyter_client.manager import AsyncKernelManager
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

        from .kernel import OwnKernel

        with tempfile.TemporaryDirectory() as profile:
            # Start-up scripts of the researcher's own IPython have no say here, nor has the order of hashes.
            environment = {**os.environ, "IPYTHONDIR": profile, "PYTHONHASHSEED": "0", "TQDM_DISABLE": "1"}
            self._manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=OwnKernel())
            client = NotebookClient(
                self.notebook,
                km=self._manager,
                timeout=_SECONDS_A_CELL,
                record_timing=False,
                store_widget_state=False,
                resources={"metadata": {"path": str(self.folder)}},
                shutdown_kernel="immediate",
            )
            try:
                if not self._stopped:
                    client.execute(env=environment, cleanup_kc=True)
            except CellExecutionError as error:
                said = f"{error.ename}: {error.evalue}"[:_SHOWN]
                raise DiscourseError(
                    f"A cell of the notebook failed with {said}.", do="Try the text in the explorer: discourse lab."
                ) from error
            except CellTimeoutError as error:
                raise DiscourseError(
                    f"A cell of the notebook took longer than {_SECONDS_A_CELL // 60} minutes.",
                    do="Try a shorter text.",
                ) from error
            except (DeadKernelError, RuntimeError) as error:
                raise DiscourseError(
                    "The Python that runs the notebook was ended before it was done.",
                    do="Run the command again; if it happens again, the machine may have too little memory.",
                ) from error
            finally:
                # A Python that ended while it was starting would be tidied up once more, with a traceback, at the end.
                atexit.unregister(client._cleanup_kernel)
                self.stop()
        return cleared(self.notebook, str(self.folder))

    def stop(self) -> None:
        """End the notebook's Python at once."""
        self._stopped = True
        process = getattr(getattr(self._manager, "provisioner", None), "process", None)
        if process is not None and process.poll() is None:
            process.kill()


def _set(notebook: Any, parameters: dict[str, Any]) -> None:
    """Write the parameters into the cell that is tagged for them."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            lines = [f"{name} = {_literal(value)}" for name, value in parameters.items()]
            if any(isinstance(value, Code) for value in parameters.values()):
                lines = ["import discourse as dc", "", *lines]
            cell.source = "\n".join(lines)
            return
    raise DiscourseError("The notebook has no cell tagged parameters.", do="Install the workbook again.")


class Code(str):
    """A parameter that is written into the notebook as the Python it is."""


def _literal(value: Any) -> str:
    if isinstance(value, Code):
        return str(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def cleared(notebook: Any, folder: str) -> Any:
    """Take out of an executed notebook what belongs to one run: widgets without their Python, places, times, ids.

    The picture that the explorer leaves under itself stays, and shows.
    """
    for key in ("widgets", "papermill"):
        notebook.metadata.pop(key, None)
    for cell in notebook.cells:
        for key in ("execution", "papermill"):
            cell.metadata.pop(key, None)
        if cell.cell_type == "code":
            kept = []
            for output in cell.outputs:
                if _cleared_output(output, folder):
                    kept.append(output)
            cell.outputs = kept
    return notebook


def _cleared_output(output: Any, folder: str) -> bool:
    """Clear one output; False if nothing is left of it."""
    if output.output_type == "stream":
        output.text = _placeless(output.text, folder)
        return bool(output.text.strip())
    if "data" not in output:
        return True
    if any(kind in output.data for kind in _WIDGETS):
        return False
    for kind, content in output.data.items():
        if isinstance(content, str) and kind.startswith("text/"):
            output.data[kind] = _HIDDEN_WHILE_ALIVE.sub(r"\1", _placeless(content, folder))
    return True


def _placeless(text: str, folder: str) -> str:
    for place in (folder, str(shipped("data/texts")), str(shipped("data/codebooks"))):
        text = text.replace(f"{place}{os.sep}", "")
    text = text.replace(folder, ".")
    return _CELL_FILE.sub("cell", text) if "ipykernel_" in text else text
