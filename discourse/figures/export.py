"""How does a figure leave for a paper, with its data, its provenance and its caption?"""

import io
import json
import os
import platform
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pandas as pd

from ..errors import DiscourseError
from ..files import atomic_files, safe_name
from ..tables import write_csv
from .picture import Picture, picture_of, preferred_height, refit, root, title_of
from .scaling import magnified
from .theme import figure_size, preset_of, theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["FORMATS", "RESOLUTIONS", "safe_name", "save_figure"]

FORMATS = ("pdf", "svg", "png", "tiff")
RESOLUTIONS = (300, 600)
_LIBRARIES = ("matplotlib", "numpy", "pandas", "pillow", "seaborn", "textblob", "nupunkt", "vaderSentiment")

#: Millimetres a figure is high at least, also one of a single row.
_LOWEST = 25.0


def save_figure(
    ax: "Axes",
    path: str | os.PathLike[str],
    *,
    preset: str = "single-column",
    formats: Iterable[str] = ("pdf", "svg", "png"),
    data: pd.DataFrame | None = None,
    dpi: int = 300,
    height: float | None = None,
    title: str | None = None,
    provenance: Mapping[str, Any] | None = None,
) -> dict[str, Path]:
    """Write a figure for a paper in each format, with its data, its provenance and a caption beside it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The Axes of a plot; its figure is written and has its former size on the screen afterwards.
    path : path
        Where to: a name without a suffix, or with that of a format. Folders are made.
    preset : {"single-column", "1.5-column", "double-column", "slide"}
        89, 120 or 183 mm wide; a slide is 254 by 142.9 mm with larger type.
    formats : iterable of {"pdf", "svg", "png", "tiff"}
        Fonts are embedded as TrueType in PDF; text stays text in SVG; TIFF is compressed without loss (LZW).
    data : DataFrame, optional
        The figure's data; by default the table the plot was drawn from.
    dpi : {300, 600}
        Dots per inch of PNG and TIFF.
    height : float, optional
        Height in millimetres; by default what the figure needs to be read.
    title : str, optional
        Another title for the file; ``""`` for none, where the caption says it.
    provenance : mapping, optional
        More to write down, merged into the provenance.

    Returns
    -------
    dict of str to Path
        The files by their kind: the formats, ``"csv"``, ``"json"`` (provenance) and ``"txt"`` (caption and alt text).

    Raises
    ------
    DiscourseError
        There is no such preset, format or resolution, or the folder cannot be written to; then no file is changed.

    Notes
    -----
    All files are written or none. The same figure, data and versions give the same bytes: there are no time stamps.

    Examples
    --------
    >>> import discourse as dc
    >>> table = dc.sentiment(dc.sample("sotu-2016"))
    >>> files = dc.save_figure(dc.plot_sentiment(table), "figures/sentiment", formats=["pdf"])
    """
    wanted = _formats(formats, Path(path).suffix)
    chosen = preset_of(preset)
    if dpi not in RESOLUTIONS:
        raise DiscourseError(f"{dpi} dpi is not offered.", do=f"Choose one of: {', '.join(map(str, RESOLUTIONS))}.")
    stem = _stem(Path(path))
    picture = picture_of(ax)
    data = data if data is not None else picture.data if picture else None
    if height is None and chosen.height is None:
        height = max(_LOWEST, preferred_height(ax, chosen.width / 25.4) * 25.4)
    size = figure_size(preset, height)
    kinds = [*wanted, *(["csv"] if data is not None else []), "json", "txt"]
    targets = {kind: stem.with_name(f"{stem.name}.{kind}") for kind in kinds}
    words = _words(ax, picture)
    record = _record(picture, data, preset, wanted, dpi, size, words, provenance)
    with atomic_files(targets.values()) as parts:
        with _resized(ax, size, chosen.scale, title) as figure:
            for kind, content in _pictures(figure, wanted, dpi, words):
                parts[targets[kind]].write_bytes(content())
        if data is not None:
            write_csv(data, parts[targets["csv"]])
        parts[targets["json"]].write_bytes(_json(record))
        parts[targets["txt"]].write_bytes(_caption_text(words, targets).encode())
    return targets


def _formats(formats: Iterable[str], suffix: str) -> list[str]:
    asked = [formats] if isinstance(formats, str) else list(formats)
    asked = [{"tif": "tiff"}.get(name.lower().lstrip("."), name.lower().lstrip(".")) for name in asked]
    unknown = [name for name in asked if name not in FORMATS]
    if unknown or not asked:
        what = f"There is no format {unknown[0]!r}." if unknown else "No format is chosen."
        raise DiscourseError(what, do=f"Choose from: {', '.join(FORMATS)}.")
    named = {"tif": "tiff"}.get(suffix.lower().lstrip("."), suffix.lower().lstrip("."))
    return [name for name in FORMATS if name in asked or name == named]


def _stem(path: Path) -> Path:
    known = path.suffix.lower().lstrip(".") in (*FORMATS, "tif")
    stem = path.with_suffix("") if known else path
    if stem.name in ("", ".", ".."):
        raise DiscourseError(
            "The figure has no name.", where=str(path), do="Give a file name, such as figures/sentiment."
        )
    return stem


@contextmanager
def _resized(ax: "Axes", size: tuple[float, float], scale: float, title: str | None) -> "Iterator[Figure]":
    """Bring the figure to its size in print, and back to the one it has on the screen."""
    figure = root(ax)
    picture = picture_of(ax)
    before, shown = tuple(figure.get_size_inches().tolist()), ax.get_title(loc="left")
    own = picture.title if picture else None
    try:
        if title is not None:
            title_of(ax).set_text(title)
        figure.set_size_inches(size, forward=False)
        with magnified(figure, scale), theme():
            yield figure
    finally:
        if picture is not None and own is not None:
            picture.title = own
            picture.state["shown"] = shown
        title_of(ax).set_text(shown)
        figure.set_size_inches(before, forward=False)
        refit(figure)


def _pictures(
    figure: "Figure", formats: list[str], dpi: int, words: dict[str, str]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    from PIL import Image

    raster: list[Any] = []

    def image() -> Any:
        if not raster:
            raw = io.BytesIO()
            figure.savefig(raw, format="rgba", dpi=dpi)
            width, height = (int(inches * dpi) for inches in figure.get_size_inches())
            raster.append(Image.frombytes("RGBA", (width, height), raw.getvalue()).convert("RGB"))
        return raster[0]

    makers = {
        "pdf": lambda: _pdf(figure, dpi, words),
        "svg": lambda: _svg(figure, dpi, words),
        "png": lambda: _png(image(), dpi, words),
        "tiff": lambda: _tiff(image(), dpi, words),
    }
    for name in formats:
        yield name, makers[name]


def _pdf(figure: "Figure", dpi: int, words: dict[str, str]) -> bytes:
    out = io.BytesIO()
    about = {
        "Title": words["title"],
        "Subject": words["alt"],
        "Creator": _maker(),
        "CreationDate": None,
        "ModDate": None,
    }
    figure.savefig(out, format="pdf", dpi=dpi, metadata=about)
    return out.getvalue()


def _svg(figure: "Figure", dpi: int, words: dict[str, str]) -> bytes:
    out = io.BytesIO()
    about = {"Title": words["title"], "Description": words["alt"], "Creator": _maker(), "Date": None}
    figure.savefig(out, format="svg", dpi=dpi, metadata=about)
    svg = out.getvalue().decode()
    title, alt = escape(words["title"]), escape(words["alt"])
    svg = re.sub(r"\s*<title>.*?</title>", "", svg, count=1, flags=re.S)
    opening = re.search(r"<svg\b[^>]*>", svg)
    assert opening is not None
    named = opening.group()[:-1] + ' role="img" aria-labelledby="figure-title figure-desc">'
    words_in = f'\n <title id="figure-title">{title}</title>\n <desc id="figure-desc">{alt}</desc>'
    return (svg[: opening.start()] + named + words_in + svg[opening.end() :]).encode()


def _png(image: Any, dpi: int, words: dict[str, str]) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    about = PngInfo()
    for key, text in (("Title", words["title"]), ("Description", words["alt"]), ("Software", _maker())):
        about.add_itxt(key, text) if not text.isascii() else about.add_text(key, text)
    out = io.BytesIO()
    image.save(out, "png", dpi=(dpi, dpi), pnginfo=about, compress_level=6)
    return out.getvalue()


def _tiff(image: Any, dpi: int, words: dict[str, str]) -> bytes:
    out = io.BytesIO()
    about = {270: words["alt"].encode(), 305: _maker().encode()}
    image.save(out, "tiff", dpi=(dpi, dpi), compression="tiff_lzw", tiffinfo=about)
    return out.getvalue()


def _words(ax: "Axes", picture: Picture | None) -> dict[str, str]:
    title = " ".join((picture.title if picture else ax.get_title(loc="left") or ax.get_title()).split())
    if picture is None:
        return {"title": title or "Figure", "alt": title or "Figure", "caption": title or "Figure"}
    return {"title": title or picture.caption.split(";")[0], "alt": picture.description, "caption": picture.caption}


def _caption_text(words: dict[str, str], targets: dict[str, Path]) -> str:
    files = ", ".join(path.name for path in targets.values())
    return f"Caption\n{words['caption']}\n\nAlt text\n{words['alt']}\n\nFiles\n{files}\n"


def _record(
    picture: Picture | None,
    data: pd.DataFrame | None,
    preset: str,
    formats: list[str],
    dpi: int,
    size: tuple[float, float],
    words: dict[str, str],
    more: Mapping[str, Any] | None,
) -> dict[str, Any]:
    record: dict[str, Any] = {
        "figure": {"function": picture.call, "parameters": picture.parameters} if picture else None,
        "saved": {
            "preset": preset, "formats": formats, "dpi": dpi,
            "width_mm": round(size[0] * 25.4, 2), "height_mm": round(size[1] * 25.4, 2),
        },
        "caption": words["caption"],
        "alt": words["alt"],
        "data": dict(data.attrs.get("provenance", {})) if data is not None else {},
        "versions": versions(),
    }  # fmt: skip
    return record | dict(more or {})


def versions() -> dict[str, str]:
    """Give the versions of Python, this package and the libraries its numbers and pictures depend on."""
    from importlib.metadata import PackageNotFoundError, version

    from .. import __version__

    found = {"python": platform.python_version(), "discourse-workbook": __version__}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            continue
    return found


def _maker() -> str:
    from .. import __version__

    return f"discourse-workbook {__version__}"


def _json(record: dict[str, Any]) -> bytes:
    def plain(value: Any) -> Any:
        if hasattr(value, "tolist"):
            return value.tolist()
        return sorted(value) if isinstance(value, (set, frozenset)) else str(value)

    return (json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True, default=plain) + "\n").encode()
