"""What happens to a file that is broken in a hundred ways? Nothing but an error that says so."""

import io
import random
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator

from discourse.corpus.readers.reader import Source
from discourse.errors import DiscourseError

LONGEST = 3.0  # seconds of processor time for one broken file


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
                broken[start : start + 1] = chance.choice((b"<", b">", b"&", b"{", b"}", b"\\", b"\0", b'"', b"\xff"))
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


def only_our_errors(read: Callable[[Source], object], name: str, files: Iterator[bytes]) -> int:
    """Read broken files; return how many of them could be read all the same."""
    survived = 0
    for number, data in enumerate(files):
        begun = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                read(Source(name, data))
                survived += 1
            except DiscourseError as error:
                assert name in str(error), error
        assert time.process_time() - begun < LONGEST, f"broken file {number} took too long"
    return survived
