"""YAML as books have it, read as nothing but words, numbers, lists and tables.

No tag makes anything, whatever it names, and nothing refers to itself or to another part: a few
lines of such references could fill a machine's memory.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

MOST = 50_000
_NO_LETTERS = re.compile("[\0\ud800-\udfff]")


def storable(words: str) -> str:
    """Without what YAML and UTF-16 can write though it is no letter: no database would keep it."""
    return _NO_LETTERS.sub("\N{REPLACEMENT CHARACTER}", words)


class NoSettings(ValueError):
    """Cannot be read."""


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise NoSettings
        return super().compose_node(parent, index)

    def construct_scalar(self, node: Any) -> Any:
        found = super().construct_scalar(node)
        return storable(found) if isinstance(found, str) else found


# MkDocs' own settings name functions of Python: they are passed over.
_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)
_Loader.add_multi_constructor("!", lambda _loader, _tag, _node: None)
# A day stays the words that it was written in.
_Loader.yaml_implicit_resolvers = {
    sign: [(tag, shape) for tag, shape in rules if tag != "tag:yaml.org,2002:timestamp"]
    for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def settings_in(text: str) -> dict[str, Any]:
    """A table. Raises :class:`NoSettings` for anything else."""
    if len(text) > MOST:
        raise NoSettings
    try:
        found = yaml.load(text, _Loader)  # noqa: S506 - of our own, safer than the safe one
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
        raise NoSettings from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise NoSettings
    return {str(name): value for name, value in found.items()}


def written(table: dict[str, Any]) -> str:
    """A table as YAML."""
    return str(yaml.safe_dump(table, allow_unicode=True, sort_keys=False, width=88))
