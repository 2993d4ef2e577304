"""How does a researcher get from a terminal into the workbook? A JupyterLab server on a folder, set to be read in."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import ready as ready_python
from .export_formats import list_formats_later
from .quick_start import skip_slow_grammar, skip_yarn

FIRST = "1_explore.ipynb"
_SETTINGS = Path(__file__).parent / "lab_settings"
_PATIENCE = 5  # seconds


def serve(
    folder: Path,
    *,
    browser: bool = True,
    port: int | None = None,
    ready: Callable[[str, bool], None] = lambda address, opened: None,
) -> None:
    """Serve JupyterLab on a folder until it is stopped, with the first notebook open.

    Parameters
    ----------
    folder : Path
        Where the notebooks are, see :func:`discourse.workbook.folder.place_files`.
    browser : bool, default True
        Whether to open a browser, where there is a display to open it on.
    port : int, optional
        The port to listen on; the next free one if it is taken. Default: 8888.
    ready : callable, optional
        Called with the address (it holds the token that lets one in) and whether a browser was opened,
        as soon as the server listens.

    Notes
    -----
    The notebook fills the window: one document, both side bars folded away; the address ``/lab`` gives the usual
    JupyterLab. News and update prompts are off for this server only; nobody's own settings are touched.
    """
    ready_python.begin()
    skip_slow_grammar()
    skip_yarn()
    from jupyterlab.labapp import LabApp  # type: ignore[import-untyped]

    opened = browser and _has_display()
    server = LabApp.initialize_server(argv=_arguments(folder, opened, port))
    server.log.addFilter(_worth_telling)
    list_formats_later(server)
    # Only once the loop runs is the port certain and open.
    server.io_loop.add_callback(lambda: ready(server.public_url, opened))
    server.io_loop.add_callback(_start_kernel, server)
    # An exception out of nowhere, as Ctrl-C is by default, may end up in some library that swallows it.
    signal.signal(signal.SIGINT, lambda *_: server.stop(from_signal=True))
    server.start()
    _finish(server)


def _finish(server: Any) -> None:
    """End what a stopped server had still to do; a thread that works for it would else keep the process alive."""
    server.log.setLevel(logging.CRITICAL)  # that the answers to a page now closed were broken off is no error
    loop = server.io_loop.asyncio_loop
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.wait(left, timeout=_PATIENCE))


def _worth_telling(record: logging.LogRecord) -> bool:
    """Leave out what Jupyter says at its loudest though nothing is wrong: the address once more, and that it stops."""
    return record.levelno != logging.CRITICAL or "ERROR" in record.getMessage()


async def _start_kernel(server: Any) -> None:
    """Start the kernel of the first notebook while the browser is still loading the page; it finds it running."""
    await server.session_manager.create_session(path=FIRST, name=FIRST, type="notebook", kernel_name="python3")


def _arguments(folder: Path, opened: bool, port: int | None) -> list[str]:
    given = {
        "ServerApp.root_dir": str(folder.resolve()),
        "ServerApp.open_browser": opened,
        "ServerApp.kernel_spec_manager_class": "discourse.workbook.kernel.WarmKernel",
        "AsyncMappingKernelManager.kernel_manager_class": "discourse.workbook.server_kernel.ReadyKernelManager",
        "ServerApp.jpserver_extensions": "jupyter_lsp=False",  # it asks npm for language servers
        "ServerApp.log_level": "ERROR",
        "LabApp.default_url": f"/doc/tree/{FIRST}",
        "LabApp.app_settings_dir": str(_SETTINGS),
        "LabApp.news_url": "None",
        "LabApp.log_level": "ERROR",
    }
    if port is not None:
        given["ServerApp.port"] = port
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        given["ServerApp.allow_root"] = True
    return [f"--{name}={value}" for name, value in given.items()]


def _has_display() -> bool:
    """Tell whether a browser can be seen; one that fills a terminal with text is none."""
    if sys.platform in ("win32", "darwin"):
        return True
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
