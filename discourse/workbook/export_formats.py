"""Into which formats can a notebook be exported? JupyterLab's menu may know a little later than it asks."""

from __future__ import annotations

import asyncio
from typing import Any

#: By then the page stands and, as a rule, the first figure too.
_SECONDS = 6


def list_formats_later(server: Any) -> None:
    """Let a server wait before it lists the formats for the menu *Save and Export Notebook As*.

    To list them it loads all of nbconvert, and JupyterLab asks while it builds its page, which is then held up by a
    second. The menu has its entries some seconds after the page has opened.

    Parameters
    ----------
    server : jupyter_server.serverapp.ServerApp
        The server, initialized.
    """
    from jupyter_core.utils import ensure_async
    from jupyter_server.services.nbconvert.handlers import NbconvertRootHandler
    from jupyter_server.utils import url_path_join

    class FormatsHandler(NbconvertRootHandler):
        async def get(self) -> None:
            """Return the formats, as the server does."""
            await asyncio.sleep(_SECONDS)
            await ensure_async(super().get())

    server.web_app.add_handlers(".*$", [(url_path_join(server.base_url, "/api/nbconvert"), FormatsHandler)])
