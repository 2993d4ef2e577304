"""What happens to a file that is broken in a hundred ways? Nothing but an error that says so."""

import io
import math
import random
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import discourse
from discourse.corpus.readers.reader import Source
from discourse.errors import DiscourseError

LONGEST = 1.0  # second of processor time for one broken file
PACKAGE = Path(discourse.__file__).parent
PIECES = (
    b'< > </ <!-- ]]> <![CDATA[ & &#0; &#x110000; \x00 \xff " <p </div> <table> <tr><td> <script> <svg> <template> '
    b"<plaintext> =?utf-8?b? -- \xc3 <!DOCTYPE <?xml <note> <head> { } \\"
).split()


def mutations(data: bytes, count: int, seed: int = 1) -> Iterator[bytes]:
    """Yield copies of a file with bytes changed, cut out, doubled, or its end missing."""
    chance = random.Random(seed)
    for _ in range(count):
        broken = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 8, 40))):
            start = chance.randrange(len(broken) or 1)
            length = chance.choice((1, 2, 5, 40, 400))
            way = chance.randrange(5)
            if way == 0:
                broken[start : start + length] = chance.randbytes(length)
            elif way == 1:
                del broken[start : start + length]
            elif way == 2:
                broken[start:start] = broken[start : start + length] * chance.choice((1, 2, 20))
            elif way == 3:
                del broken[start:]
            else:
                broken[start : start + chance.choice((0, 1))] = chance.choice(PIECES)
        yield bytes(broken)


def broken_zips(data: bytes, count: int, seed: int = 1) -> Iterator[bytes]:
    """Yield copies of a zip that is broken as such, and copies in which only one member is broken."""
    chance = random.Random(seed)
    yield from mutations(data, count // 4, seed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    texts = [name for name in members if name.endswith((".xml", ".rels"))]
    for number in range(count - count // 4):
        changed = chance.choice(texts)
        [inner] = mutations(members[changed], 1, seed * 1000 + number)
        if chance.random() < 0.1:
            yield zipped({name: content for name, content in members.items() if name != changed})
        else:
            yield zipped({**members, changed: inner})


def zipped(members: dict[str, bytes | str]) -> bytes:
    """Pack members into a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def only_our_errors(
    read: Callable[[Source], object], name: str, files: Iterable[bytes], *, seconds: float = math.inf
) -> int:
    """Read broken files for at most some seconds; return how many of them could be read all the same.

    Fails where anything but the package's own error comes out, where an error does not name the file, where one
    stands for a mistake in the package's own code (the registry makes a ReadError of every error, which is right for
    those of a library only), or where a single file takes longer than ``LONGEST``.
    """
    survived, tried, start = 0, 0, time.process_time()
    for data in files:
        begun = time.process_time()
        if begun - start > seconds:
            break
        tried += 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                read(Source(name, data))
                survived += 1
            except DiscourseError as error:
                assert name in str(error), error
                assert not _is_our_mistake(error.__cause__), error
        assert time.process_time() - begun < LONGEST, f"broken file {tried} took too long"
    assert tried > 5
    return survived


def _is_our_mistake(cause: BaseException | None) -> bool:
    """Tell whether an error that the registry turned into a ReadError was raised by the package itself."""
    if cause is None:
        return False
    frames = traceback.extract_tb(cause.__traceback__)
    # Where the package catches an error on purpose, it does so in the reader; the registry is the last resort.
    unforeseen = Path(frames[0].filename).name == "registry.py"
    return unforeseen and PACKAGE in Path(frames[-1].filename).parents
