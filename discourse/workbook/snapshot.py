"""What remains of the explorer without a running kernel? A picture of its last view, under the widget.

While the widget is alive the picture is hidden; in a reloaded notebook, in an HTML export or in a
printed page, where widgets vanish, it stays.
"""

from __future__ import annotations

import asyncio
import base64
import html
import uuid
from typing import TYPE_CHECKING, Any

import ipywidgets as W

if TYPE_CHECKING:
    from .explorer import Explorer

#: Seconds without a change after which the picture is renewed.
_PAUSE = 0.8


class Snapshot:
    """Keeps a static picture of the last view beside the widget."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self._name = f"discourse-{uuid.uuid4().hex[:12]}"
        self._handle: Any = None
        self._timer: Any = None

    def hider(self) -> W.HTML:
        """Return what hides the picture as long as the widget is alive."""
        hidden = W.HTML(f'<style>[data-discourse="{self._name}"] {{ display: none; }}</style>')
        hidden.layout.display = "none"
        return hidden

    def display(self) -> None:
        """Put the picture under the widget."""
        from IPython.display import HTML, display

        self._handle = display(HTML(self.html()), display_id=self._name)

    def later(self) -> None:
        """Renew the picture soon, once nothing changes any more."""
        if self._handle is None:
            return
        if self._timer is not None:
            self._timer.cancel()
        try:
            self._timer = asyncio.get_running_loop().call_later(_PAUSE, self._renew)
        except RuntimeError:  # no event loop runs, as in a script
            self._renew()

    def _renew(self) -> None:
        from IPython.display import HTML

        self._handle.update(HTML(self.html()))

    def html(self) -> str:
        """Return the last view as HTML that needs nothing but itself."""
        explorer = self.explorer
        tab, analysis = explorer.tab, explorer.state.analysis
        pictures = "".join(
            f'<img src="data:image/png;base64,{base64.b64encode(picture.png).decode()}" '
            f'alt="{html.escape(picture.alt, quote=True)}" '
            f'style="max-width: {98 // len(tab.pictures)}%; width: {picture.width}px">'
            for picture in tab.pictures
            if picture.png
        )
        table = tab.table
        head = "".join(f"<th>{html.escape(column['label'])}</th>" for column in table.columns)
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td>{html.escape(_cell(value, column))}</td>"
                for value, column in zip(row, table.columns, strict=True)
            )
            + "</tr>"
            for row in table.rows[:15]
        )
        number = explorer.state.paragraph
        first, last = analysis.spans.get(number, (0, 0))
        quoted = html.escape(analysis.text[first:last])
        return (
            f'<div class="discourse-snapshot" data-discourse="{self._name}">'
            f"<p><b>{html.escape(analysis.title)}</b> · {html.escape(tab.title)} "
            "<small>(the last view; run this cell to explore further)</small></p>"
            f"<div>{pictures}</div>"
            f'<blockquote style="white-space: pre-wrap"><small>¶ {number}</small> {quoted}</blockquote>'
            f"<p><b>{html.escape(table.title)}</b></p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            f"<p><small>{html.escape(table.note)}</small></p></div>"
        )


def _cell(value: Any, column: dict[str, Any]) -> str:
    if isinstance(value, float) and "digits" in column:
        return f"{value:{'+' if column.get('signed') else ''},.{column['digits']}f}".replace("-", "−")
    return str(value)
