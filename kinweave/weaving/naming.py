"""Naming people among many: a few lines to write in, with all names to choose from as one types."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kinweave.people.fields import one_line

BLANKS = 3
"""Lines to write in beside those that are filled; whoever keeps them gets as many again."""


class NameLines(forms.Widget):
    """A line for each person that is named, and some more. ``names``: the list, by its id, which
    stands on the page once."""

    template_name = "weaving/names.html"
    use_fieldset = True

    def __init__(self, names: str, most: int) -> None:
        super().__init__()
        self.names, self.most, self.label = names, most, ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:  # noqa: ARG002 - Django calls it so
        """What stands in its lines."""
        found = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [line for line in map(one_line, found) if line]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002 - Django calls it so
        """Empty lines are an answer."""
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The lines, with blank ones."""
        found = super().get_context(name, None, attrs)
        lines = list(value or [])
        blank = [""] * min(BLANKS, max(self.most - len(lines), 0))
        found["widget"] |= {"lines": [*lines, *blank], "names": self.names, "label": self.label}
        return found


class People(forms.Field):
    """Some of these people, by their names; ``clean`` gives their numbers."""

    def __init__(self, *, most: int, names: str, **more: Any) -> None:
        super().__init__(widget=NameLines(names, most), required=False, **more)
        self.widget.label = self.label
        self.most = most
        self.known: dict[str, int] = {}
        self.shared: set[str] = set()
        self.by_number: dict[int, str] = {}

    def among(self, people: Iterable[tuple[int, str]]) -> None:
        """Who can be named. Of people with one name, each has a number behind it."""
        rows = list(people)
        often = Counter(_plain(name) for _pk, name in rows)
        count: Counter[str] = Counter()
        for pk, name in sorted(rows):
            plain = _plain(name)
            count[plain] += 1
            shown = f"{name} ({count[plain]})" if often[plain] > 1 else name
            self.by_number[pk] = shown
            self.known[_plain(shown)] = pk
        self.shared = {plain for plain, many in often.items() if many > 1}

    def prepare_value(self, value: Any) -> list[str]:
        """Numbers, or what was typed, as lines."""
        rows = [self.by_number.get(one, "") if isinstance(one, int) else one for one in value or ()]
        return [line for line in rows if line]

    def clean(self, value: Sequence[str]) -> list[int]:
        """Their numbers, each once."""
        wrong, found = [], []
        for line in value:
            pk = self.known.get(_plain(line))
            if pk is not None:
                found.append(pk)
            elif _plain(line) in self.shared:
                words = _("More than one person here is called “{name}”. Choose from the list.")
                wrong.append(words.format(name=line))
            else:
                words = _("Nobody here is called “{name}”. Choose a name from the list.")
                wrong.append(words.format(name=line))
        if wrong:
            raise forms.ValidationError(wrong)
        numbers = list(dict.fromkeys(found))
        if len(numbers) > self.most:
            raise forms.ValidationError(
                _("{count} people are as many as can be named here.").format(count=self.most)
            )
        return numbers


def _plain(name: str) -> str:
    """As one would find it: capitals and accents make no difference."""
    parts = unicodedata.normalize("NFKD", one_line(name)).casefold()
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
