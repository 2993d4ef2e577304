"""What of Jupyter's start can be saved? The seconds it spends on what nobody asks for here."""

import sys
from typing import Any


def skip_slow_grammar() -> None:
    """Let Jupyter start without the grammar of internationalised web addresses.

    `jsonschema`, which Jupyter's programs import, uses the package `rfc3987_syntax` where it is installed, to check the
    format ``iri`` in schemas. Importing it compiles a grammar for two to three seconds, and none of the schemas used
    here has that format. `jsonschema` does without it as it does where the package is not installed. Where it has
    been imported before, nothing changes.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def skip_yarn() -> None:
    """Let JupyterLab start without asking Node.js, where there is one, how it fetches packages.

    It does so each time it is imported, for half a second, only to know where extensions would be fetched from that
    are still to be built. Those come from where they come without Node.js: the usual registry.
    """
    from jupyterlab import commands  # type: ignore[import-untyped]

    def nothing_configured(logger: Any) -> dict[str, dict[str, Any]]:
        return {"yarn config": {}, "npm config": {}}

    commands._yarn_config = nothing_configured
