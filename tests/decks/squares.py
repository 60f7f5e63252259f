"""Reading the codes on printed cards as a telephone does: from the squares that are drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Squares = list[list[bool]]
_STROKE = re.compile(rb"(-?[\d.]+) ([\d.]+) m\n(-?[\d.]+) ([\d.]+) l\b")
_BLOCKS = {
    "L": {1: (19, 1), 2: (34, 1), 3: (55, 1), 4: (80, 1)},
    "M": {1: (16, 1), 2: (28, 1), 3: (44, 1), 4: (64, 2)},
    "Q": {1: (13, 1), 2: (22, 1), 3: (34, 2), 4: (48, 2)},
    "H": {1: (9, 1), 2: (16, 1), 3: (26, 2), 4: (36, 4)},
}
"""How many bytes of a code of each size are words, and in how many pieces they are dealt out."""
_MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda y, x: (y + x) % 2,
    lambda y, _x: y % 2,
    lambda _y, x: x % 3,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)


def squares_in(unpacked: bytes) -> list[Squares]:
    """The codes that a PDF draws, line by line of each, in the order of its pages."""
    found = []
    for drawing in re.split(rb"\n[BS]\n", unpacked):
        path = drawing.rpartition(b" w\n")[2]
        strokes = [tuple(map(float, one.groups())) for one in _STROKE.finditer(path)]
        lines = [(int(x), int(y), int(to)) for x, y, to, end in strokes if y == end]
        if len(lines) < 21:
            continue
        size = max(to for _x, _y, to in lines)
        code = [[False] * size for _line in range(size)]
        for x, y, to in lines:
            code[y][x:to] = [True] * (to - x)
        found.append(code)
    return found


def read(code: Squares) -> str:
    """The words of a code that is whole: nothing in it is mended, unlike by a telephone."""
    size = len(code)
    version = (size - 17) // 4
    told = [code[8][x] for x in (0, 1, 2, 3, 4, 5, 7, 8)]
    told += [code[y][8] for y in (7, 5, 4, 3, 2, 1, 0)]
    kind = (_number(told) ^ 0b101010000010010) >> 10
    level, mask = "MLHQ"[kind >> 3], _MASKS[kind & 0b111]
    bits = [code[y][x] ^ (not mask(y, x)) for y, x in _places(size)]
    dealt = [_number(bits[at : at + 8]) for at in range(0, len(bits) - 7, 8)]
    many, pieces = _BLOCKS[level][version]
    whole = [dealt[at] for piece in range(pieces) for at in range(piece, many, pieces)]
    stream = [bool(byte >> bit & 1) for byte in whole for bit in range(7, -1, -1)]
    assert _number(stream[:4]) == 4, "a code of letters"
    length = _number(stream[4:12])
    letters = [_number(stream[at : at + 8]) for at in range(12, 12 + 8 * length, 8)]
    return bytes(letters).decode()


def _number(bits: list[bool]) -> int:
    return int("".join("01"[one] for one in bits), 2)


def _places(size: int) -> Iterator[tuple[int, int]]:
    """Where a code's bits stand: in columns of two from the right, up and down."""
    for turn, right in enumerate(one for one in range(size - 1, 0, -2)):
        column = right - 1 if right <= 6 else right
        rows = range(size) if turn % 2 else range(size - 1, -1, -1)
        for y in rows:
            for x in (column, column - 1):
                if not _is_fixed(y, x, size):
                    yield y, x


def _is_fixed(y: int, x: int, size: int) -> bool:
    """Whether it is of the three eyes, of what stands beside them, or of the marks between."""
    eyes = (y < 9 and (x < 9 or x >= size - 8)) or (y >= size - 8 and x < 9)
    small_eye = size > 21 and size - 9 <= y < size - 4 and size - 9 <= x < size - 4
    return eyes or small_eye or y == 6 or x == 6
