"""How long from `make lab` to the first figure in the browser: at most 10 seconds.

The clock starts with the command, in an installed environment, on a new folder. Headless Chromium, which runs already
but has never seen JupyterLab, opens the address as soon as it is told. *Run All Cells* is pressed as soon as JupyterLab
shows that its Python is ready. The clock stops when the first figure of the explorer is on the screen.
Where make would first install something, the command it ends in is started instead.
Run it with `make bench`, or by itself with Python.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 10.0
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
FIGURE = ".dw-explorer img"
#: Before JupyterLab has found its kernel it shows "No Kernel", and drops what is to be run.
READY = """() => document.querySelector('.jp-Toolbar-kernelName')?.textContent.startsWith('Python 3')
    && document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'"""


def command_for(folder: Path) -> list[str]:
    """Return what is started: `make lab`, if all is installed from the present locks."""
    installed = ["make", "--question", "--directory", str(ROOT), ".venv/.compiled"]
    if shutil.which("make") and subprocess.run(installed, capture_output=True).returncode == 0:
        return ["make", "--directory", str(ROOT), "lab", f"FOLDER={folder}", "OPTIONS=--no-browser"]
    return [sys.executable, "-c", "from discourse.cli import main; main()", "lab", str(folder), "--no-browser"]


def first_figure(command: list[str], browser: str) -> dict[str, float]:
    """Return the seconds from the start of the command until each step is done."""
    with sync_playwright() as playwright:
        # A researcher's browser runs already: only opening the page counts.
        page = playwright.chromium.launch(executable_path=browser, args=FLAGS).new_page(
            viewport={"width": 1366, "height": 768}
        )
        begin = time.perf_counter()
        # A session of its own, so that Ctrl-C reaches all of it as it does from a terminal.
        server = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        try:
            steps = {"address told": 0.0}
            address = _address(server)
            steps["address told"] = time.perf_counter() - begin
            page.goto(address)
            page.wait_for_selector(".jp-Notebook .jp-CodeCell")
            steps["notebook on screen"] = time.perf_counter() - begin
            page.wait_for_function(READY, timeout=60_000, polling=30)
            steps["Python ready"] = time.perf_counter() - begin
            _run_all(page)
            _wait_for_picture(page)
            steps["first figure on screen"] = time.perf_counter() - begin
            return steps
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(30)


def _address(server: "subprocess.Popen[str]") -> str:
    assert server.stdout is not None
    for line in server.stdout:
        if found := re.search(r"http://\S+token=\S+", line):
            return found.group()
    raise SystemExit("discourse lab ended without telling an address")


def _run_all(page: Page) -> None:
    """Press Run All Cells."""
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    page.locator("[data-command='runmenu:run-all']").click()


def _wait_for_picture(page: Page) -> None:
    """Wait until a figure of the explorer is on the screen."""
    page.wait_for_function(
        "pictures => [...document.querySelectorAll(pictures)].some(one => one.complete && one.naturalWidth > 0)",
        arg=FIGURE,
        timeout=60_000,
        polling=30,
    )


def main() -> int:
    """Print the figures; return 1 when the limit is passed."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None).parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"No browser was found (looked for {', '.join(BROWSERS)}).", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as temporary:
        command = command_for(Path(temporary) / "work")
        steps = first_figure(command, browser)
    print("make lab" if command[0] == "make" else "discourse lab (make would install first)")
    for step, seconds in steps.items():
        print(
            f"{step:<24} {seconds:5.1f} s after the command" + (f"   (at most {LIMIT:.0f})" if "figure" in step else "")
        )
    print(f"processors {os.cpu_count()}")
    return int(steps["first figure on screen"] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
