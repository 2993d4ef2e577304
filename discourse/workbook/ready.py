"""How is the first notebook's Python made ready while the server still starts? It begins first and becomes a kernel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence

from .kernel import LAUNCH

#: Nothing that lies in the folder where the command was given may be taken for a library.
_BEGIN = "import sys; sys.path[:1] = filter(None, sys.path[:1]); from discourse.workbook.ready import wait; wait()"
#: What a kernel draws with; matplotlib looks for it when it is loaded, which is now before the kernel.
_BACKEND = "module://matplotlib_inline.backend_inline"

_process: subprocess.Popen[bytes] | None = None


def begin() -> None:
    """Start a Python that loads what the explorer needs and waits to become a kernel.

    It ends by itself when this process ends without having given it anything to do. Not on Windows, where a kernel
    can only be interrupted through what it is given when its process starts; there a kernel loads all this itself.
    """
    global _process
    if sys.platform == "win32":
        return
    environment = {"MPLBACKEND": _BACKEND, **os.environ}
    _process = subprocess.Popen(
        [sys.executable, "-c", _BEGIN], stdin=subprocess.PIPE, env=environment, start_new_session=True
    )


def take(command: Sequence[str], environment: dict[str, str], folder: str | None) -> subprocess.Popen[bytes] | None:
    """Let the Python that is ready become a kernel; it can be had once.

    Parameters
    ----------
    command : sequence of str
        The command that would start the kernel.
    environment : dict
        The environment variables the kernel is to have.
    folder : str or None
        The folder it is to work in.

    Returns
    -------
    Popen or None
        The kernel's process; None if there is no Python ready, or if the command asks for another one.
    """
    global _process
    wanted = [sys.executable, "-c", LAUNCH]
    if _process is None or list(command[: len(wanted)]) != wanted:
        return None
    process, _process = _process, None
    told = {
        "arguments": command[len(wanted) :],
        "environment": {**environment, "JPY_PARENT_PID": str(os.getpid())},
        "folder": folder or os.getcwd(),
    }
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(told).encode())
        process.stdin.close()
    except BrokenPipeError:  # it ended, and has said why
        return None
    return process


def wait() -> None:
    """In the new Python: load, then read what to become, and become it."""
    import runpy
    import signal
    import traceback

    # A kernel leaves Ctrl-C alone while it waits; so must it before it is one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        from .warm import warm_up

        warm_up()
    except Exception:  # the notebook will meet it as well, and can say so where it is read
        traceback.print_exc()
    told = sys.stdin.buffer.read()
    if not told:
        return
    become = json.loads(told)
    os.environ.clear()
    os.environ.update(become["environment"])
    os.chdir(become["folder"])
    sys.argv[1:] = become["arguments"]
    runpy.run_module("ipykernel_launcher", run_name="__main__", alter_sys=True)
