"""No query is put together from what people type."""

from __future__ import annotations

import ast

from tests.repository.checkout import modules

BY_HAND = {"raw", "extra", "RawSQL", "executescript"}
"""Ways round the query builder, in which a value can become a command."""


def test_nobody_writes_sql_by_hand() -> None:
    found = [
        f"{path}:{node.lineno}: {name}"
        for path, module in modules(BY_HAND)
        if "/migrations/" not in path
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        for name in [getattr(node.func, "attr", getattr(node.func, "id", ""))]
        if name in BY_HAND
    ]
    assert found == []


BUILT = {"kinweave/access/kept.py: question"}
"""What is executed there is what the query builder itself wrote, kept to be asked again, with as
many places for numbers as are given; what is asked goes in as its parameters."""


def test_what_is_executed_is_a_fixed_text() -> None:
    """A cursor, where one is needed, is given words that stand in the code, and beside them at most
    names of tables and columns as the database quotes them."""
    found = {
        f"{path}: {ast.unparse(node.args[0])}"
        for path, module in modules({"execute"})
        if "/migrations/" not in path
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "execute"
        and node.args
        and not _is_fixed(node.args[0])
    }
    assert found == BUILT


def _is_fixed(text: ast.expr) -> bool:
    match text:
        case ast.Constant():
            return True
        case ast.JoinedStr(values=parts):
            return all(map(_is_fixed, parts))
        case ast.FormattedValue(value=ast.Call(func=ast.Name(id="quoted"))):
            return True
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _is_fixed(left) and _is_fixed(right)
    return ast.unparse(text).startswith("', '.join(map(quoted, ")


def test_what_is_typed_is_no_fixed_text() -> None:
    for words in ("typed", "f'SELECT {typed}'", "'SELECT ' + typed", "', '.join(typed)"):
        assert not _is_fixed(ast.parse(words, mode="eval").body)
