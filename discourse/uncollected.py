"""How are millions of small things made without Python looking through all of them again and again?"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Stop the search for garbage while much is made and nothing is thrown away.

    The search goes through everything that was made so far each time it has grown by a quarter: for a table with a
    million rows that is a third of the time of reading it.

    >>> with uncollected():
    ...     made = [{} for _ in range(3)]
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
