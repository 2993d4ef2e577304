"""What of Jupyter's start can be saved? The seconds it spends on a grammar nobody asks for here."""

import sys


def skip_slow_grammar() -> None:
    """Let Jupyter start without the grammar of internationalised web addresses.

    `jsonschema`, which Jupyter's programs import, uses the package `rfc3987_syntax` where it is installed, to check the
    format ``iri`` in schemas. Importing it compiles a grammar for two to three seconds, and none of the schemas used
    here has that format. `jsonschema` does without it as it does where the package is not installed. Where it has
    been imported before, nothing changes.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
