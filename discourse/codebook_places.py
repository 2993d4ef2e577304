"""Where in a codebook file is a finding, told so that the analyst goes straight to it?"""

import re
import tomllib

from .codebook_checks import Flaw
from .errors import CodebookError
from .toml_lines import toml_lines


def placed(flaw: Flaw, source: str, text: str) -> CodebookError:
    """Turn a flaw into an error that names the file, the line and the actor."""
    lines = toml_lines(text)
    for inner, line in list(lines.items()):  # a list of tables stands where its first table does
        lines.setdefault(inner[:1], line)
    path = flaw.path
    while path and path not in lines:  # a key that is missing is told at the head of its actor
        path = path[:-1]
    where = f"{source}, line {lines[path]}" if path else source
    return CodebookError(flaw.what, where=where + _whose(flaw.path, text), do=flaw.do)


def _whose(path: tuple[str | int, ...], text: str) -> str:
    """Return the actor or theme a path lies in, as part of a place."""
    if len(path) < 2 or path[0] not in ("actor", "theme"):
        return ""
    kind, number = str(path[0]), int(path[1])
    table = tomllib.loads(text)[kind][number]
    name = table.get("id") if isinstance(table, dict) else None
    return f", {kind} '{name}'" if isinstance(name, str) and name.strip() else f", {kind} no. {number + 1}"


def syntax_error(message: str, source: str, text: str) -> CodebookError:
    """Turn what Python says about broken TOML into a place and an advice."""
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    what = message[: found.start()] if found else message
    lines = text.split("\n")
    number = int(found[1]) if found and found[1] else len(lines)
    line = lines[min(number, len(lines)) - 1].strip()
    if re.search("[“”„‘’«»]", line) and not re.search("[\"']", line):
        do = 'Names stand in straight quotation marks: "US", not “US”.'
    elif re.search(r"[Uu]nescaped '\\'|escape", what):
        do = r"Put patterns with a backslash in single quotes: '\bUS\b'."
    elif "Cannot" in what and re.match(r"\[(actor|theme)\]", line):
        do = "Write two brackets on each side: [[actor]] or [[theme]]."
    else:
        do = "Look for a missing quotation mark, comma or bracket in this line or just above it."
    head = "\n".join(lines[: number - 1])
    started = list(re.finditer(r"^\s*\[\[\s*(actor|theme)\s*\]\]", head, re.MULTILINE))
    whose = ""
    if started:
        kind = started[-1][1]
        # The text cannot be parsed, so the id is read by its looks.
        id_line = re.search(r"""^\s*id\s*=\s*(["'])(.+?)\1""", head[started[-1].end() :], re.MULTILINE)
        count = sum(start[1] == kind for start in started)
        whose = f", {kind} '{id_line[2]}'" if id_line else f", {kind} no. {count}"
    return CodebookError(f"it is not valid TOML: {what}: {line}.", where=f"{source}, line {number}{whose}", do=do)
