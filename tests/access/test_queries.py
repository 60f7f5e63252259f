"""No query is put together from what people type."""

from __future__ import annotations

import ast

from tests.repository.checkout import ROOT

BY_HAND = {"raw", "extra", "RawSQL", "executescript"}
"""Ways round the query builder, in which a value can become a command."""


def test_nobody_writes_sql_by_hand() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {name}"
        for path in sorted((ROOT / "kinweave").rglob("*.py"))
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        for name in [getattr(node.func, "attr", getattr(node.func, "id", ""))]
        if name in BY_HAND
    ]
    assert found == []


def test_what_is_executed_is_a_fixed_text() -> None:
    """A cursor, where one is needed, is given words that stand in the code. Only a restored backup
    names tables and columns, which the database's own quoting keeps names."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "kinweave").rglob("*.py"))
        if "migrations" not in path.parts and path.name != "restoring.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "execute"
        and node.args
        and not isinstance(node.args[0], ast.Constant)
    ]
    assert found == []
