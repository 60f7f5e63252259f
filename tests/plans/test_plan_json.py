"""plan.json: what it holds, that it comes back, and that it takes nothing on trust."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinweave import __version__
from kinweave.plans import (
    PlanError,
    plan_from_json,
    plan_from_text,
    plan_text,
    plan_to_json,
    season_from_json,
)
from kinweave.plans.wording import plain
from kinweave.solvers.running import Quality
from tests.plans.builders import NAMES, SEASON, crew, plan, problem, the_cast, their_crew, waiting

DOCS = Path(__file__).parents[2] / "docs"


def the_document() -> dict[str, Any]:
    whole = plan(their_crew(), crew(["a@example.org", "b@example.org"]), unplaced=(waiting(),))
    return plan_to_json(whole, problem(*the_cast()), NAMES)


def test_a_plan_is_written_as_documented() -> None:
    written = the_document()
    assert list(written) == ["season", "crews", "unplaced", "quality", "seed", "version"]
    assert written["season"]["start"] == "2027-03-01"
    first = written["crews"][0]
    assert list(first) == [
        "id", "members", "language", "hosts", "zone", "starts_local", "length_minutes",
        "meetings", "call", "score", "reasons",
    ]  # fmt: skip
    assert first["id"] == "crew-01"
    assert first["members"] == sorted(NAMES)
    assert first["language"] == "en"
    assert first["starts_local"] == "Tue 19:00"
    assert first["call"] == "Bread & grief"
    assert "Io Nakamura would host. Rubén Cañas might host." in first["reasons"]
    assert written["crews"][1]["call"] is None
    assert written["unplaced"][0]["email"] == "ada@example.org"
    assert list(written["quality"]) == ["objective", "bound", "gap", "proven", "weights"]
    assert written["quality"]["weights"]["time"] == 0.2
    assert (written["seed"], written["version"]) == (7, __version__)


def test_the_hour_on_the_wall_stays_when_clocks_change() -> None:
    assert the_document()["crews"][0]["meetings"] == [
        "2027-03-02T18:00:00Z",
        "2027-03-16T18:00:00Z",
        "2027-03-30T17:00:00Z",
        "2027-04-13T17:00:00Z",
        "2027-04-27T17:00:00Z",
        "2027-05-11T17:00:00Z",
    ]


def test_a_run_that_the_clock_stopped_says_so() -> None:
    stopped = replace(plan(), quality=Quality(1.0, cut_short=True))
    document = plan_to_json(stopped, problem())
    assert document["quality"]["cut_short"] is True
    assert plan_from_json(document).quality.cut_short


def test_ids_have_the_same_length_however_many_crews_there_are() -> None:
    many = plan(*(crew([f"p{n}@example.org"]) for n in range(101)))
    ids = [written["id"] for written in plan_to_json(many, problem())["crews"]]
    assert (ids[0], ids[100]) == ("crew-001", "crew-101")


def test_what_was_written_comes_back() -> None:
    document = the_document()
    back = plan_from_json(plan_from_text(plan_text(document)))
    assert back.crews[0].members == tuple(sorted(NAMES))
    assert back.crews[0].times[0].series == their_crew().times[0].series
    assert back.unplaced[0].key == "ada@example.org"
    assert season_from_json(document) == SEASON
    assert plan_to_json(back, problem()) == document


def test_the_documented_example_can_be_read() -> None:
    page = (DOCS / "plan-json.md").read_text("utf-8")
    example = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert example
    document = plan_from_text(example[1])
    assert not violations(document, the_schema())
    assert plan_from_json(document).crews[0].hosts == ("io@example.org",)


# --- the schema -----------------------------------------------------------------------------------


def the_schema() -> dict[str, Any]:
    return json.loads((DOCS / "plan.schema.json").read_text("utf-8"))


def violations(value: Any, schema: dict[str, Any], where: str = "plan") -> list[str]:
    """Where a value breaks the few rules of JSON Schema that ours is written in."""
    known = {"$schema", "title", "description", "type", "required", "additionalProperties",
             "properties", "items", "pattern", "minimum", "minLength", "minItems"}  # fmt: skip
    assert set(schema) <= known
    types = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool,
             "number": int | float, "null": type(None)}  # fmt: skip
    allowed = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(
        isinstance(value, types[name]) and (name == "boolean" or not isinstance(value, bool))
        for name in allowed
    ):
        return [f"{where} is no {allowed}"]
    found = []
    if isinstance(value, dict):
        found += [f"{where} has no {name}" for name in set(schema["required"]) - set(value)]
        found += [f"{where} may not have {name}" for name in set(value) - set(schema["properties"])]
        for name in set(value) & set(schema["properties"]):
            found += violations(value[name], schema["properties"][name], f"{where}.{name}")
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            found.append(f"{where} is too short")
        for n, item in enumerate(value):
            found += violations(item, schema["items"], f"{where}[{n}]")
    if isinstance(value, str):
        if not re.search(schema.get("pattern", ""), value):
            found.append(f"{where} is not like {schema['pattern']}")
        if len(value) < schema.get("minLength", 0):
            found.append(f"{where} is too short")
    if isinstance(value, int | float) and value < schema.get("minimum", float("-inf")):
        found.append(f"{where} is too small")
    return found


@pytest.mark.parametrize(
    "whole",
    [
        plan(their_crew(), crew(["a@example.org"]), unplaced=(waiting(),)),
        plan(quality=Quality(0.0)),
        plan(quality=Quality(1.0, None, proven=True, cut_short=True)),
    ],
)
def test_every_plan_follows_the_schema(whole: Any) -> None:
    written = json.loads(plan_text(plan_to_json(whole, problem(*the_cast()), NAMES)))
    assert violations(written, the_schema()) == []


def test_the_schema_finds_what_is_wrong() -> None:
    document = the_document()
    document["crews"][0]["starts_local"] = "Dienstag"
    del document["crews"][0]["zone"]
    document["notes"] = []
    assert len(violations(document, the_schema())) == 3


# --- what is refused ------------------------------------------------------------------------------

WRONG: list[tuple[tuple[str | int, ...], object, str]] = [
    (("crews",), {}, "crews"),
    (("crews", 0), "crew-01", "crews[0]"),
    (("crews", 0, "members"), "io@example.org", "crews[0].members"),
    (("crews", 0, "members", 1), 7, "crews[0].members[1]"),
    (("crews", 0, "members", 1), "a b@example.org", "crews[0].members[1]"),
    (("crews", 0, "members", 1), "a\nb@example.org", "crews[0].members[1]"),
    (("crews", 0, "members", 1), "a" * 400, "crews[0].members[1]"),
    (("crews", 0, "zone"), "Europe/Atlantis", "crews[0].zone"),
    (("crews", 0, "zone"), "../../etc/passwd", "crews[0].zone"),
    (("crews", 0, "zone"), "Europe", "crews[0].zone"),
    (("crews", 0, "zone"), "\x00", "crews[0].zone"),
    (("crews", 0, "starts_local"), "Wed 19:00", "crews[0].starts_local"),
    (("crews", 0, "meetings"), [], "crews[0].meetings"),
    (("crews", 0, "meetings"), ["2027-03-02T18:00:00Z"] * 1001, "crews[0].meetings"),
    (("crews", 0, "meetings", 0), "tomorrow", "crews[0].meetings[0]"),
    (("crews", 0, "meetings", 0), "2027-02-30T18:00:00Z", "crews[0].meetings[0]"),
    (("crews", 0, "meetings", 0), "2027-03-02T18:00:00+01:00", "crews[0].meetings[0]"),
    (("crews", 0, "meetings", 0), "0001-01-01T00:00:00Z", "crews[0].meetings[0]"),
    (("crews", 0, "length_minutes"), -90, "crews[0].length_minutes"),
    (("crews", 0, "length_minutes"), True, "crews[0].length_minutes"),
    (("crews", 0, "score"), "high", "crews[0].score"),
    (("crews", 0, "score"), float("inf"), "crews[0].score"),
    (("crews", 0, "call"), 3, "crews[0].call"),
    (("crews", 0, "reasons"), None, "crews[0].reasons"),
    (("unplaced", 0, "would_help", 0), [], "unplaced[0].would_help[0]"),
    (("quality", "proven"), "yes", "quality.proven"),
    (("quality", "bound"), 10**400, "quality.bound"),
    (("quality", "weights", "time"), None, "quality.weights.time"),
    (("season", "start"), "1. März 2027", "season.start"),
    (("season", "start"), "2027-13-01", "season.start"),
    (("season", "meetings"), 10**9, "season.meetings"),
    (("seed",), 1.5, "seed"),
]


@pytest.mark.parametrize(("path", "value", "where"), WRONG)
def test_what_is_wrong_is_named_with_its_place(
    path: tuple[str | int, ...], value: object, where: str
) -> None:
    document: Any = deepcopy(the_document())
    inside = document
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    with pytest.raises(PlanError) as refused:
        plan_from_json(document)
    assert refused.value.where == where
    assert str(refused.value).startswith(where)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("name", ["season", "crews", "unplaced", "quality", "seed"])
def test_what_is_missing_is_named(name: str) -> None:
    document = the_document()
    del document[name]
    with pytest.raises(PlanError, match=f"“{name}” is missing"):
        plan_from_json(document)


@pytest.mark.parametrize(
    "text",
    [
        b"", b"crews: []", b"[]", b"7", b"null", b"[" * 100_000, b'{"a":' * 100_000,
        b"\xff\xfe\x00", b"PK\x03\x04\x00\x00", b'{"seed": NaN}',
        b'{"seed": 1' + b"0" * 5000 + b"}",
    ],
)  # fmt: skip
def test_what_is_no_plan_is_refused_in_words(text: bytes) -> None:
    with pytest.raises(PlanError) as refused:
        plan_from_text(text)
    assert len(str(refused.value)) < 200


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_anything_in_any_place_is_read_or_refused_and_never_worse(data: st.DataObject) -> None:
    document: Any = the_document()
    inside = document
    while True:
        step = data.draw(
            st.sampled_from(
                sorted(inside) if isinstance(inside, dict) else list(range(len(inside)))
            )
        )
        below = inside[step]
        if not isinstance(below, dict | list) or not below or data.draw(st.booleans()):
            break
        inside = below
    inside[step] = data.draw(JSON)
    words = ""
    try:
        back = plan_from_json(document)
    except PlanError as refused:
        words = str(refused)
    else:
        assert len(back.crews) == len(document["crews"])
    assert words == plain(words)
    assert len(words) < 300
