"""How long from `discourse lab` to the first figure in the browser: at most 10 seconds.

The server starts in an installed environment on a new folder; headless Chromium, which runs already, opens the address
as soon as it is told. *Run All Cells* is pressed as soon as JupyterLab shows that its Python is ready. The clock stops
when the first figure of the explorer is on the screen.
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

LIMIT = 10.0
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
FIGURE = ".dw-explorer img"
#: Before JupyterLab has found its kernel it shows "No Kernel", and drops what is to be run.
READY = """() => document.querySelector('.jp-Toolbar-kernelName')?.textContent.startsWith('Python 3')
    && document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'"""


def first_figure(folder: Path, browser: str) -> dict[str, float]:
    """Return the seconds from the start of the command until each step is done."""
    program = "import sys; from discourse.cli import main; main()"
    command = [sys.executable, "-u", "-c", program, "lab", str(folder / "work"), "--no-browser"]
    with sync_playwright() as playwright:
        # A researcher's browser runs already: only opening the page counts.
        page = playwright.chromium.launch(executable_path=browser, args=FLAGS).new_page(
            viewport={"width": 1366, "height": 768}
        )
        begin = time.perf_counter()
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
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
            server.send_signal(signal.SIGINT)
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
        steps = first_figure(Path(temporary), browser)
    for step, seconds in steps.items():
        print(
            f"{step:<24} {seconds:5.1f} s after the command" + (f"   (at most {LIMIT:.0f})" if "figure" in step else "")
        )
    print(f"processors {os.cpu_count()}")
    return int(steps["first figure on screen"] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
