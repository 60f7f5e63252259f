"""The numbers of a model out of its ONNX file: named arrays, and a few more things.

A file of protocol buffers is fields one after the other; of all that a model says, its arrays are
wanted (``graph.initializer``: names, sizes, kind, bytes). They are not copied: what is not looked
at is never read from the disk, and what is may be shared by all processes.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
GRAPH, INITIALIZER = 7, 5
SIZES, KIND, NAME, BYTES = 1, 2, 8, 9
KINDS = {1: np.float32, 3: np.int8, 7: np.int64, 9: np.bool_}
"""Of ONNX's numbers for them, those that this model has."""


def arrays(path: Path) -> dict[str, Array]:
    """All that have a name, in the order of the file."""
    with path.open("rb") as file:
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    graph = next(part for number, part in _fields(whole) if number == GRAPH)
    return dict(_array(part) for number, part in _fields(graph) if number == INITIALIZER)


def _array(part: memoryview) -> tuple[str, Array]:
    sizes: list[int] = []
    kind, name, data = 0, "", memoryview(b"")
    for number, value in _fields(part):
        if number == SIZES:
            sizes += [value] if isinstance(value, int) else list(_numbers(value))
        elif number == KIND:
            kind = value
        elif number == NAME:
            name = bytes(value).decode()
        elif number == BYTES:
            data = value
    return name, np.frombuffer(data, dtype=KINDS[kind]).reshape(sizes)


def _fields(part: memoryview) -> Iterator[tuple[int, Any]]:
    at = 0
    while at < len(part):
        key, at = _number(part, at)
        match key & 7:
            case 0:
                value, at = _number(part, at)
                yield key >> 3, value
            case 2:
                length, at = _number(part, at)
                yield key >> 3, part[at : at + length]
                at += length
            case other:
                at += {1: 8, 5: 4}[other]


def _numbers(part: memoryview) -> Iterator[int]:
    at = 0
    while at < len(part):
        value, at = _number(part, at)
        yield value


def _number(part: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = part[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
