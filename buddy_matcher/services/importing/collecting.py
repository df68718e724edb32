"""Garbage collection while much is made that lives on: looking through all of it again and again is slow."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Look for no garbage until the end: what an import makes lives as long as it, and holds no cycles.

    Of 20,000 answers the looking takes a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
