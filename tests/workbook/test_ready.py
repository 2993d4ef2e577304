"""The Python that is made ready while the server starts becomes a kernel like any other, once, or goes away."""

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from discourse.workbook import ready
from discourse.workbook.kernel import OwnKernel
from discourse.workbook.server_kernel import ReadyKernelManager

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kernels begin anew on Windows")

#: What a notebook's code can see of the Python it runs in.
_SEEN = """
import os, signal, sys
[os.getcwd(), sys.path, sys.argv[:2], __name__, sys.stdin.readable(), dict(os.environ, JPY_SESSION_NAME=''),
 sorted(name for name in set(globals()) - {'os', 'signal', 'sys'} if not name.startswith('_i')),
 signal.getsignal(signal.SIGINT).__name__, get_ipython().execution_count, os.getpgid(0) == os.getpid(),
 sorted({'textblob', 'nltk', 'matplotlib.pyplot'} & set(sys.modules))]
"""


async def _asked(client: Any, code: str) -> str:
    """Run a cell; return its value or the name of its error."""
    said: list[str] = []

    def listen(message: dict[str, Any]) -> None:
        content = message["content"]
        if message["msg_type"] == "execute_result":
            said.append(content["data"]["text/plain"])
        if message["msg_type"] == "error":
            said.append(content["ename"])

    await client.execute_interactive(code, output_hook=listen, timeout=60)
    return said[-1] if said else ""


async def _kernel(folder: Path) -> tuple[ReadyKernelManager, Any]:
    manager = ReadyKernelManager(kernel_name="python3", kernel_spec_manager=OwnKernel())
    await manager.start_kernel(cwd=str(folder))
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    return manager, client


async def _ended(manager: ReadyKernelManager, client: Any) -> None:
    client.stop_channels()
    await manager.shutdown_kernel(now=True)


def test_the_first_kernel_is_the_python_that_was_ready_and_looks_like_the_next(tmp_path: Path) -> None:
    (tmp_path / "random.py").write_text("raise SystemExit('a file of the researcher was taken for a library')")

    async def compare() -> None:
        ready.begin()
        assert ready._process is not None
        made_ready = ready._process.pid
        first, asked_first = await _kernel(tmp_path)
        second, asked_second = await _kernel(tmp_path)
        try:
            assert (await _asked(asked_first, "import os; os.getpid()")) == str(made_ready)
            assert (await _asked(asked_second, "import os; os.getpid()")) != str(made_ready)
            seen = await _asked(asked_first, _SEEN)
            assert seen == (await _asked(asked_second, _SEEN))
            assert str(tmp_path) in seen
            assert "True" in await _asked(asked_first, "import matplotlib as m; 'inline' in m.get_backend()")
            assert (await _asked(asked_first, "'discourse.workbook.explorer' in __import__('sys').modules")) == "True"
        finally:
            await _ended(first, asked_first)
            await _ended(second, asked_second)
        assert first.provisioner is None or not first.provisioner.has_process

    asyncio.run(compare())


def test_it_can_be_interrupted_and_started_again(tmp_path: Path) -> None:
    async def interrupt() -> None:
        ready.begin()
        manager, client = await _kernel(tmp_path)
        try:
            long = asyncio.ensure_future(_asked(client, "import time; time.sleep(60)"))
            await asyncio.sleep(0.5)
            await manager.interrupt_kernel()
            assert (await long) == "KeyboardInterrupt"
            before = await _asked(client, "import os; os.getpid()")
            await manager.restart_kernel(now=True)
            await client.wait_for_ready(timeout=60)
            assert (await _asked(client, "import os; os.getpid()")) != before
        finally:
            await _ended(manager, client)

    asyncio.run(interrupt())


def test_nobody_takes_it_for_another_program() -> None:
    ready.begin()
    process = ready._process
    assert process is not None and process.stdin is not None
    assert ready.take([sys.executable, "-m", "ipykernel_launcher"], {}, None) is None
    assert ready._process is process
    process.stdin.close()
    assert process.wait(30) == 0, "with nothing to become it ends"
    ready._process = None


def test_it_ends_with_the_one_it_waits_for() -> None:
    program = "from discourse.workbook import ready; ready.begin(); print(ready._process.pid)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    end = time.monotonic() + 30
    while _alive(int(told.stdout)):
        assert time.monotonic() < end
        time.sleep(0.1)


def test_one_that_has_died_is_not_taken(tmp_path: Path) -> None:
    ready.begin()
    assert ready._process is not None
    ready._process.kill()
    ready._process.wait(10)

    async def start() -> None:
        manager, client = await _kernel(tmp_path)
        assert (await _asked(client, "1 + 1")) == "2"
        await _ended(manager, client)

    asyncio.run(start())


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
