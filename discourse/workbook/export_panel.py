"""How do figures leave the explorer? At a journal's size, with their data and provenance, into a folder."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as W

from ..errors import DiscourseError
from ..figures.export import save_figure
from ..figures.theme import PRESETS, new_figure, theme
from ..files import safe_name
from ..table_export import save_table
from ..tables import write_csv
from .results import Drawing, standard_drawings, standard_tables
from .tab import dropdown, styled

if TYPE_CHECKING:
    from .explorer import Explorer

_FORMATS = ("pdf", "svg", "png", "tiff")


class ExportPanel:
    """Preset, formats and folder, and two buttons: what is on the screen, or everything."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.button = W.ToggleButton(description="Export ▾", tooltip="Save figures and tables", button_style="primary")
        self.preset = dropdown(
            "Size", [(f"{name} ({preset.width:g} mm)", name) for name, preset in PRESETS.items()], "double-column"
        )
        self.formats = [W.Checkbox(name != "tiff", description=name.upper(), indent=False) for name in _FORMATS]
        for box in self.formats:
            box.layout.width = "auto"
        self.dpi = dropdown("dpi", [300, 600], 300, "For PNG and TIFF")
        self.folder = W.Text("figures", description="Folder", continuous_update=False, tooltip="Where the files go")
        styled(self.folder, "dw-tight").layout.width = "220px"
        self.this = W.Button(description="Save this figure", tooltip="The figures of the tab on the screen")
        self.table = W.Button(description="Save its tables", tooltip="As CSV, Excel and LaTeX, with notes under them")
        self.all = W.Button(
            description="Save all figures and tables", tooltip="Every figure of the workbook, every table as CSV"
        )
        self.result = W.HTML()
        row = W.HBox([self.preset, *self.formats, self.dpi, self.folder, self.this, self.table, self.all])
        self.panel = W.VBox([styled(row, "dw-panel"), self.result])
        self.panel.layout.display = "none"
        self.button.observe(
            lambda change: setattr(self.panel.layout, "display", "" if change["new"] else "none"), "value"
        )
        self.this.on_click(explorer.guarded(lambda _: self._save(explorer.tab.drawings(), {})))
        self.table.on_click(explorer.guarded(lambda _: self._save_tables()))
        self.all.on_click(explorer.guarded(lambda _: self._save_all()))

    def _save_tables(self) -> None:
        tables = self.explorer.tab.tables()
        if not tables:
            raise DiscourseError("There is no table yet.", do="Write a query first.")
        folder = self._place()
        files: list[Path] = []
        for name, table in tables.items():
            files += save_table(table, folder / "tables" / name).values()
        self._tell(folder, files)

    def _place(self) -> Path:
        folder = Path(self.folder.value.strip() or "figures").expanduser()
        return folder / safe_name(self.explorer.state.analysis.title)

    def _save_all(self) -> None:
        analysis = self.explorer.state.analysis
        self._save(standard_drawings(analysis), standard_tables(analysis))

    def _save(self, drawings: list[Drawing], tables: dict[str, Any]) -> None:
        formats = tuple(name for name, box in zip(_FORMATS, self.formats, strict=True) if box.value)
        if not formats:
            raise DiscourseError("No format is chosen.", do="Tick at least one of PDF, SVG, PNG and TIFF.")
        folder = self._place()
        for button in (self.this, self.all):
            button.disabled = True
        try:
            files: list[Path] = []
            steps = len(drawings) + len(tables)
            for number, drawing in enumerate(drawings, 1):
                self.explorer.say(f"Saving {number} of {steps}: {drawing.name} …")
                files += save_drawing(drawing, folder / drawing.name, self.preset.value, formats, self.dpi.value)
            for number, (name, table) in enumerate(tables.items(), len(drawings) + 1):
                self.explorer.say(f"Saving {number} of {steps}: {name}.csv …")
                files.append(write_csv(table, folder / "tables" / f"{name}.csv"))
        finally:
            for button in (self.this, self.all):
                button.disabled = False
        self.explorer.say("")
        self._tell(folder, files)

    def _tell(self, folder: Path, files: list[Path]) -> None:
        names = ", ".join(sorted(html.escape(file.relative_to(folder).as_posix()) for file in files))
        place = html.escape(str(folder.absolute()))
        told = f"{len(files)} files are in <code>{place}</code><details><summary>Which ones?</summary>{names}</details>"
        self.result.value = f'<div class="dw-message dw-message-done" role="status">{told}</div>'


def save_drawing(drawing: Drawing, path: Path, preset: str, formats: tuple[str, ...], dpi: int) -> list[Path]:
    """Draw a figure afresh and save it with its data, provenance and caption."""
    with theme():
        ax = drawing.draw(new_figure(preset).add_subplot())
    written = save_figure(
        ax, path, preset=preset, formats=formats, data=drawing.table, dpi=dpi, provenance={"code": drawing.code}
    )
    return list(written.values())
