"""Which column holds what and what words mean: MAP.toml, read and written."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from kinweave.answers.cells import quoted, shorten
from kinweave.answers.day_words import TIMES_OF_DAY
from kinweave.answers.errors import AnswersError, BadValue, MisreadError, unusable
from kinweave.answers.hours import parse_range
from kinweave.answers.languages import is_code
from kinweave.answers.tables import open_bytes
from kinweave.answers.zones import suggestions, zone_named
from kinweave.words import gettext as _

CANONICAL = (
    *("name", "email", "time_zone", "languages", "availability", "interests", "intention", "host"),
    *("with", "not_with", "met", "call"),
)
"""What a form may ask, by the name that each column has where no other is given."""

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "yes": (
        *("yes", "y", "yeah", "yep", "sure", "gladly", "happily", "happy to", "true", "1", "x"),
        *("ok", "okay", "✓", "✔", "✅", "☑", "free", "available", "works", "ja", "gern", "gerne"),
        *("oui", "volontiers", "sí", "si", "sì", "sim", "claro", "verdadero", "vrai", "wahr"),
    ),
    "maybe": (
        *("maybe", "perhaps", "possibly", "if need be", "if needed", "if necessary", "not sure"),
        *("only if", "sometimes", "depends", "it depends", "vielleicht", "zur not", "notfalls"),
        *("peut-être", "si besoin", "quizás", "quizá", "tal vez", "talvez", "forse", "misschien"),
    ),
    "no": (
        *("no", "n", "nope", "not", "never", "rather not", "i'd rather not", "false", "0", "busy"),
        *("unavailable", "nein", "lieber nicht", "nicht", "non", "não", "nao", "nee", "falso"),
        *("faux", "falsch", "✗", "✘", "❌", "-"),
    ),
}
"""How people say yes, maybe and no, beside what MAP.toml adds."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How a file is to be read.

    ``columns``: for a canonical column the headers that hold it; none means that the file has no
    such column; where the key is missing it is guessed. ``zones``: IANA names for what people
    wrote. ``times_of_day``: like "18:00-21:00". ``answers``: more words for yes, maybe and no.
    ``languages``: codes for what people wrote. In ``zones`` and ``languages`` the key "" stands
    for an empty cell.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    zones: Mapping[str, str] = field(default_factory=dict)
    times_of_day: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_toml(cls, path: Path) -> ColumnMap:
        """The map that a MAP.toml holds. Raises :class:`AnswersError` with all its faults."""
        file = str(path)
        try:
            found = tomllib.loads(open_bytes(path).decode("utf-8-sig"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            raise unusable(
                file,
                _("This is not written as TOML: {why}.").format(why=shorten(str(error), 200)),
                _('Texts stand in quotation marks, as in: email = "Your e-mail".'),
            ) from error
        problems: list[BadValue] = []
        sections: dict[str, dict[str, tuple[str, ...]]] = {}
        for section, entries in found.items():
            if section not in _SECTIONS or not isinstance(entries, dict):
                problems.append(_unknown(file, section, "", _SECTIONS))
                continue
            sections[section] = {}
            for key, value in entries.items():
                try:
                    sections[section][key] = _SECTIONS[section](key, _texts(value))
                except MisreadError as misread:
                    problems.append(
                        BadValue(
                            *(file, None, f"[{section}] {key}", misread.value),
                            *(misread.understood, misread.instead),
                        )
                    )
        if problems:
            raise AnswersError(problems)

        def single(section: str) -> dict[str, str]:
            return {key: values[0] for key, values in sections.get(section, {}).items()}

        return cls(
            columns=sections.get("columns", {}),
            zones=single("zones"),
            times_of_day=single("times_of_day"),
            answers=sections.get("answers", {}),
            languages=single("languages"),
        )

    def to_toml(self) -> str:
        """The map as a MAP.toml with comments for the host who will edit it."""
        lines = _comment(
            _(
                "How to read the form's export. Change what is wrong, and run the command again"
                " with --columns and the name of this file."
            )
        )
        lines += [
            "",
            *_comment(_("Which column of the file holds what, by its header.")),
            "[columns]",
        ]
        for canonical in CANONICAL:
            headers = self.columns.get(canonical, ())
            lines.append(f"{canonical} = {_listed(headers)}" if headers else f'# {canonical} = ""')
        for section, entries, comment in (
            ("zones", self.zones, _("What people wrote, and the time zone that they meant.")),
            (
                "times_of_day",
                {**TIMES_OF_DAY, **self.times_of_day},
                _("When each time of day is. “day” is for a day without a time."),
            ),
            ("languages", self.languages, _("What people wrote, and the code of the language.")),
        ):
            lines += ["", *_comment(comment), f"[{section}]"]
            lines += [f"{quoted(key)} = {quoted(value)}" for key, value in entries.items()]
        lines += ["", *_comment(_("More words for yes, maybe and no.")), "[answers]"]
        lines += [
            f"{answer} = [{', '.join(map(quoted, self.answers.get(answer, ())))}]"
            for answer in ANSWERS
        ]
        return "\n".join(lines) + "\n"


def _texts(value: object) -> tuple[str, ...]:
    """A text, or a list of texts. Raises MisreadError."""
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) for text in values):
        raise MisreadError(
            shorten(str(value)),
            _("This is not a text."),
            _("Write it in quotation marks, or several in square brackets."),
        )
    return tuple(str(text) for text in values)


def _column(key: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if key not in CANONICAL:
        raise MisreadError("", _("There is nothing of that name."), _near(key, CANONICAL))
    return tuple(header for header in values if header.strip())


def _zone(_key: str, values: tuple[str, ...]) -> tuple[str, ...]:
    zone = zone_named(_one(values))
    if zone is None:
        near = suggestions(values[0])
        raise MisreadError(
            values[0],
            _("I know no time zone of that name."),
            _("Did you mean {zones}?").format(zones=_(" or ").join(near))
            if near
            else _("Write a name such as Europe/Lisbon."),
        )
    return (zone,)


def _time_of_day(_key: str, values: tuple[str, ...]) -> tuple[str, ...]:
    try:
        parse_range(_one(values))
    except ValueError as error:
        raise MisreadError(
            values[0], _("This is no range of times."), _('Write it like this: "18:00-21:00"')
        ) from error
    return values


def _answer(key: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if key not in ANSWERS:
        raise MisreadError("", _("There is nothing of that name."), _near(key, ANSWERS))
    return values


def _language(_key: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if not is_code(_one(values)):
        raise MisreadError(
            values[0],
            _("This is not the code of a language."),
            _("Codes look like these: en, pt, yue."),
        )
    return values


def _one(values: tuple[str, ...]) -> str:
    if len(values) != 1:
        raise MisreadError(", ".join(values), _("There should be one text here."), "")
    return values[0]


_SECTIONS: Mapping[str, Callable[[str, tuple[str, ...]], tuple[str, ...]]] = {
    "columns": _column,
    "zones": _zone,
    "times_of_day": _time_of_day,
    "answers": _answer,
    "languages": _language,
}


def _unknown(file: str, section: str, value: str, known: Iterable[str]) -> BadValue:
    return BadValue(
        *(file, None, shorten(section), value),
        *(_("There is no such section."), _near(section, [f"[{name}]" for name in known])),
    )


def _near(word: str, known: Iterable[str]) -> str:
    known = list(known)
    near = get_close_matches(shorten(word), known, n=1)
    if near:
        return _("Did you mean {word}?").format(word=near[0])
    return _("There are: {words}.").format(words=", ".join(known))


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in text.splitlines()]


def _listed(texts: tuple[str, ...]) -> str:
    if len(texts) == 1:
        return quoted(texts[0])
    return "[\n" + "".join(f"    {quoted(text)},\n" for text in texts) + "]"
