"""How fast do files become documents and paragraphs? Beside a plain loop that only reads and decodes them."""

import csv
import gc
import json
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from discourse import read, sample

SMALL_FILES, SMALL = 2_000, 2_500
ROWS, ROW_WORDS = 200_000, 12
RUNS = 3
# What the reading of texts is held to: megabytes a second on one core, seconds for the small files, memory per text.
SPEED, SECONDS, MEMORY = 5.0, 20.0, 6.0


def made(root: Path) -> dict[str, Path]:
    """Write the same addresses as long texts, small texts, a table and an archive."""
    corpus = sample("sotu")
    texts = [corpus.text(doc) for doc in range(len(corpus))]
    words = " ".join(texts).split()
    folders = {name: root / name for name in ("long", "small", "table", "records", "archive")}
    for folder in folders.values():
        folder.mkdir()
    for number, text in enumerate(texts):
        (folders["long"] / f"{number:04d}.txt").write_text(text, encoding="utf-8")
    pieces = [text[at : at + SMALL] for text in texts for at in range(0, len(text) - SMALL, SMALL)][:SMALL_FILES]
    for number, piece in enumerate(pieces):
        (folders["small"] / f"{number:04d}.txt").write_text(piece, encoding="utf-8")
    with zipfile.ZipFile(folders["archive"] / "small.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number, piece in enumerate(pieces):
            archive.writestr(f"{number:04d}.txt", piece)
    rows = [(n, "2016-02-01", "AB"[n % 2], " ".join(words[n : n + ROW_WORDS])) for n in range(ROWS)]
    with (folders["table"] / "rows.csv").open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([("id", "date", "party", "text"), *rows])
    with (folders["records"] / "rows.jsonl").open("w", encoding="utf-8") as handle:
        handle.writelines(
            json.dumps(dict(zip(("id", "date", "party", "text"), row, strict=True))) + "\n" for row in rows
        )
    return folders


def best(work: Callable[[], object]) -> tuple[float, float]:
    """Return the best processor time and the best wall time of a few runs."""
    times = []
    for _ in range(RUNS):
        gc.collect()
        wall, used = perf_counter(), process_time()
        work()
        times.append((process_time() - used, perf_counter() - wall))
    return min(used for used, _ in times), min(wall for _, wall in times)


def plain_loop(folder: Path) -> list[str]:
    """Read and decode the files of a folder, and nothing else."""
    return [file.read_bytes().decode("utf-8") for file in sorted(folder.iterdir())]


def memory(folder: Path) -> int:
    """Return how many bytes are held at most while a folder is read."""
    tracemalloc.start()
    held = read(folder)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del held
    return peak


def main() -> None:
    """Print the best of a few runs."""
    with tempfile.TemporaryDirectory() as root:
        print(f"{'':<10}{'MB':>8}{'files':>7}{'processor s':>13}{'wall s':>9}{'MB/s':>8}{'loop, × time':>14}")
        for name, folder in made(Path(root)).items():
            files = list(folder.iterdir())
            size = sum(file.stat().st_size for file in files)
            used, wall = best(lambda folder=folder: read(folder))  # type: ignore[misc]
            loop, _ = best(lambda folder=folder: plain_loop(folder)) if name != "archive" else (float("nan"), 0)  # type: ignore[misc]
            speed = size / 1e6 / used
            print(f"{name:<10}{size / 1e6:8.1f}{len(files):7,}{used:13.2f}{wall:9.2f}{speed:8.1f}{used / loop:14.0f}")
            if name in ("long", "table"):
                print(f"{'':<10}memory {memory(folder) / size:.1f} × the file, target for texts {MEMORY:.0f} ×")
    print(f"targets: texts {SPEED:.0f} MB/s of processor time, {SMALL_FILES:,} small files {SECONDS:.0f} s")


if __name__ == "__main__":
    main()
