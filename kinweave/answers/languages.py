"""From "English, Français and a bit of pt-BR" to the codes of languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kinweave.answers.cells import clean, folded, opening, plain, quoted, says_nothing, shorten
from kinweave.answers.errors import SHOWN, MisreadError
from kinweave.answers.language_names import ENGLISH, ITSELF, OTHERS
from kinweave.words import gettext as _

_BETWEEN = re.compile(
    r"[;,/&+|·•\n\r、，；]|\s(?:and|und|et|y|e|en|og|och|i|or|oder|ou|o)\s", re.IGNORECASE
)
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*")
_LEVEL = re.compile(
    r"\b(?:fluent(?:ly)?|native(?: speaker)?|mother tongue|muttersprache|fliessend|good|very good"
    r"|well|perfect|bilingual|advanced|conversational|intermediate|langue maternelle|courant"
    r"|nativo|fluido|(?:level )?(?:b2|c1|c2)|language|sprache|i speak|also)\b|[-:*.]+(?=\s|$)"
)
_WEAK = re.compile(
    r"\b(?:a bit(?: of)?|a little(?: bit)?(?: of)?|little|some|basic|basics|beginner|beginners?"
    r"|learning|rusty|only reading|a1|a2|b1|ein bisschen|etwas|wenig|un peu(?: d[e'])?"
    r"|un poco(?: de)?|um pouco(?: de)?|un po(?:'| di)?|een beetje)\b"
)


@dataclass(frozen=True, slots=True)
class LanguagesReading:
    """Codes, and remarks about what was left out (see :mod:`.notes`)."""

    codes: frozenset[str]
    remarks: tuple[tuple[str, ...], ...] = ()


def is_code(text: str) -> bool:
    """Whether a text is formed like a BCP 47 tag."""
    return bool(_TAG.fullmatch(text.lower()))


class LanguagesReader:
    """Reads languages; ``own``: what a host says that texts mean; there "" is an empty cell."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self._names = {
            plain(name): code
            for code in ENGLISH
            for name in (code, ENGLISH[code], ITSELF[code], *OTHERS[code])
        }
        self._own = {folded(text): _primary(code) for text, code in own.items()}
        self._known: dict[str, LanguagesReading] = {}
        self._unknown = 0

    def read(self, text: str) -> LanguagesReading:
        """The languages of a cell; none in an empty one. Raises MisreadError."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> LanguagesReading:
        text = opening(text)
        whole = folded(text)
        if whole in self._own:
            return LanguagesReading(frozenset([self._own[whole]]))
        if says_nothing(text) and whole not in self._names:  # "no" is Norwegian
            return LanguagesReading(frozenset())
        codes: set[str] = set()
        remarks: list[tuple[str, ...]] = []
        # What stands in brackets is about the language before it and may hold commas.
        outside = re.sub(r"[(\[][^)\]]*[)\]]", lambda found: f" {_in_brackets(found[0])} ", text)
        for part in _BETWEEN.split(outside):
            name = clean(part)
            if not name:
                continue
            if code := self._own.get(folded(name)) or self._names.get(plain(name)):
                codes.add(code)
            elif _WEAK.search(plain(name)):
                remarks.append(("language_weak", name))
            elif bare := _LEVEL.sub(" ", plain(name)).strip():
                codes.add(self._code(name, " ".join(bare.split())))
        return LanguagesReading(frozenset(codes), tuple(remarks))

    def _code(self, name: str, bare: str) -> str:
        if code := self._names.get(bare):
            return code
        if (tag := _TAG.fullmatch(bare)) and tag[1] in self._names and bare != tag[1]:
            return self._names[tag[1]]
        self._unknown += 1
        near: list[str] = []
        if self._unknown <= SHOWN and len(bare) > 3:
            near = get_close_matches(shorten(bare), self._names, n=1, cutoff=0.75)
        if near:
            instead = _("Did you mean {language}?").format(
                language=_(ENGLISH[self._names[near[0]]])
            )
        else:
            instead = _(
                "Write its name or its code, or say in MAP.toml under [languages] what it is:"
                ' {name} = "…"'
            ).format(name=quoted(shorten(name, 30)))
        raise MisreadError(name, _("I know no language of that name."), instead)


def _in_brackets(text: str) -> str:
    """What is said in brackets, if it says how little of the language there is."""
    return text[1:-1].replace(",", " ") if _WEAK.search(plain(text)) else ""


def _primary(code: str) -> str:
    return re.split(r"[-_]", code.lower(), maxsplit=1)[0]
