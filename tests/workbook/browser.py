"""JupyterLab in a real browser: what a researcher sees after `discourse lab`."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A number or a star in front of a cell.
_TAKEN = re.compile(r"\[(\d+|\*)\]")


@contextmanager
def served(folder: Path, seconds: float = 60) -> Iterator[str]:
    """Run `discourse lab FOLDER` and give the address it tells."""
    command = [sys.executable, "-c", "from discourse.cli import main; main()", "lab", str(folder), "--no-browser"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as settings:
        # A Jupyter as on its first day: the settings of whoever runs this stay out of it, and as they are.
        own = dict.fromkeys(("JUPYTER_CONFIG_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR"), settings)
        environment = {**os.environ, **own, "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
        )
        yield from _until_left(process, seconds)


def _until_left(process: subprocess.Popen[str], seconds: float) -> Iterator[str]:
    lines: list[str] = []
    told = threading.Event()

    def listen() -> None:
        for line in process.stdout or ():
            lines.append(line)
            if "http://" in line:
                told.set()
        told.set()

    threading.Thread(target=listen, daemon=True).start()
    try:
        told.wait(seconds)
        found = re.search(r"http://\S+", "".join(lines).replace("\n", " "))
        assert found, f"discourse lab told no address:\n{''.join(lines)}"
        yield found.group()
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


@contextmanager
def opened(chromium: str, address: str, size: tuple[int, int] = (1366, 768)) -> Iterator[Page]:
    """Open an address in headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        page.goto(address)
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=90_000)
        yield page
        browser.close()


def run_all(page: Page, seconds: float = 120) -> None:
    """Run every cell; JupyterLab drops the command while its kernel is still connecting, so ask until it is taken.

    Taken means that each code cell has a number or a star, and keeps it: a star that goes out again was dropped.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        choice = page.locator(".jp-Dialog .jp-mod-accept")
        if choice.count():  # asked before the kernel had its notebook, JupyterLab wants to know which one to take
            choice.first.click()
        page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
        page.locator("[data-command='runmenu:run-all']").click()
        kept = 0
        for _ in range(25):
            page.wait_for_timeout(100)
            prompts = page.locator(".jp-CodeCell .jp-InputPrompt").all_inner_texts()
            kept = kept + 1 if prompts and all(_TAKEN.search(prompt) for prompt in prompts) else 0
            if kept == 12:
                return
    raise AssertionError(f"The kernel did not take the cells: {prompts}")


def wait_until_idle(page: Page, seconds: float = 240) -> None:
    """Wait until every code cell has a number."""
    page.wait_for_function(
        """() => {
            const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(p => p.innerText);
            return prompts.length && !prompts.some(p => p.includes('*'));
        }""",
        timeout=seconds * 1000,
    )


def explorer_shown(page: Page, seconds: float = 120) -> None:
    """Wait for the first figure of the explorer and bring it into view."""
    page.wait_for_selector(".dw-explorer .dw-picture img", timeout=seconds * 1000)
    page.locator(".dw-explorer").evaluate("explorer => explorer.scrollIntoView()")


def fingerprints(page: Page) -> list[str]:
    """A digest of the pixels of each picture on the screen."""
    return page.evaluate(
        """async () => {
            const images = [...document.querySelectorAll('.dw-picture img')].filter(i => i.offsetParent !== null);
            const digest = async (image) => {
                const bytes = await (await fetch(image.src)).arrayBuffer();
                const hash = await crypto.subtle.digest('SHA-256', bytes);
                return [...new Uint8Array(hash)].map(b => b.toString(16).padStart(2, '0')).join('');
            };
            return Promise.all(images.map(digest));
        }"""
    )
