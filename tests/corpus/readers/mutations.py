"""How does a file break? Bits that flip, ends that are missing, pieces that come twice: always the same ones."""

import random
import time
from collections.abc import Iterator

import pytest

from discourse.corpus.readers.reader import Source
from discourse.corpus.readers.registry import documents_of
from discourse.errors import DiscourseError

_PIECES = (
    b'< > </ <!-- ]]> <![CDATA[ & &#0; &#x110000; \x00 \xff " <p </div> <table> <tr><td> <script> <svg> <template> '
    b"<plaintext> =?utf-8?b? -- \xc3 <!DOCTYPE <?xml <note> <head>"
).split(b" ")


def mutations(data: bytes, number: int, seed: int = 7) -> Iterator[bytes]:
    """Yield `number` broken versions of a file."""
    chance = random.Random(seed)
    for turn in range(number):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            place = chance.randrange(len(broken) + 1)
            how = chance.randrange(4)
            if how == 0 and place < len(broken):
                broken[place] = chance.randrange(256)
            elif how == 1:
                broken[place:place] = chance.choice(_PIECES)
            elif how == 2:
                del broken[place : place + chance.randint(1, 200)]
            else:
                start = chance.randrange(len(broken) + 1)
                broken[place:place] = broken[start : start + chance.randint(1, 300)]
        yield bytes(broken[: chance.randrange(len(broken) + 1)]) if turn % 4 == 0 else bytes(broken)


def only_our_errors(data: bytes, name: str, number: int, seconds: float = 3.0) -> int:
    """Read broken versions of a file for at most some seconds; return how many could still be read.

    Fails where anything but the package's own error comes out, an error does not name the file, or a single one takes
    longer than a second.
    """
    start, read, tried = time.process_time(), 0, 0
    for broken in mutations(data, number):
        began = time.process_time()
        if began - start > seconds:
            break
        tried += 1
        try:
            documents_of(Source(name, broken))
            read += 1
        except DiscourseError as error:
            assert name.split(".")[0] in str(error)
        took = time.process_time() - began
        if took > 1:
            pytest.fail(f"mutation {tried} of {name} took {took:.1f} s")
    assert tried > 5
    return read
