"""Which small fact a question is after, and whether a sentence holds one of the kind.

Plain patterns for five languages. They prefer and doubt; alone they neither find nor refuse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kinweave.solvers.language import terms
from kinweave.solvers.language.terms import fold
from kinweave.solvers.retrieval.index import Term

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    r"januar|februar|marz|juni|juli|oktober|dezember|"
    r"janeiro|fevereiro|marco|maio|junho|julho|setembro|outubro|novembro|dezembro)"
)
_DAY = (
    r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)days?|lunes|martes|miercoles|jueves|viernes|sabado|"
    r"domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|"
    r"donnerstag|freitag|samstag|sonntag|(?:segunda|terca|quarta|quinta|sexta)-feira"
)
_NUMBER = (
    r"(?:\d[\d.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundreds?|thousands?|couple|"
    r"uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|deux|trois|quatre|cinq|sept|huit|neuf|"
    r"dix|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwolf|dois|duas|oito|nove|dez)\b)"
)
_UNIT = (
    r"(?:seconds?|minutes?|mins?|hours?|h|hrs?|days?|nights?|weeks?|months?|years?|decades?|"
    r"minutos?|horas?|dias?|semanas?|mes(?:es)?|anos?|heures?|jours?|semaines?|mois|ans?|annees?|"
    r"minuten?|stunden?|tage?|wochen?|monate?|jahre?)"
)
_HOUR = (
    r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|uhr|h)\b|\b\d{1,2}[.:]\d\d\b"
    r"|\b(?:noon|midday|midnight|dawn|dusk|sunrise|sunset|o'?clock|half past|quarter (?:past|to))\b"
    rf"|\b(?:at|till|until) {_NUMBER}(?= (?:in the (?:morning|afternoon|evening)|at night)"
    r"|\s?(?:[.,;!?)]|$))"
)
_SEASON = (
    r"(?:spring|summer|autumn|winter|primavera|verano|otono|invierno|printemps|automne|hiver|"
    r"fruhling|fruhjahr|sommer|herbst|verao|outono|inverno)"
)
# Folding has taken the accents, and lower case the capitals: names are sought in the text itself.
_HOLDS = {
    "money": re.compile(
        r"[€$£]\s?\d|\d[\d.,]*\s?(?:[€$£]|euros?\b|eur\b|dollars?\b|usd\b|pounds?\b)"
    ),
    "free": re.compile(r"\b(?:free|gratis|gratuit|kostenlos)\b"),
    "share": re.compile(r"\d[\d.,]*\s?(?:%|per ?cent\b|prozent\b)|\b(?:half|third|quarter)\b"),
    "duration": re.compile(
        _NUMBER + r"[\s-]*(?:to|or|-|–)?[\s-]*(?:\d+)?[\s-]*" + _UNIT + r"\b|\d(?:min|h)\b"
        r"|\bhalf an? (?:hour|day|year)"
    ),
    "often": re.compile(
        r"\b(?:every|each|once|twice|per|times|hourly|nightly|weekly|biweekly|fortnightly|monthly|"
        r"quarterly|yearly|annual|"
        r"daily|biannual|regularly|cada|chaque|jede[rns]?|pro)\b"
    ),
    "hour": re.compile(_HOUR),
    "date": re.compile(
        rf"\b{_MONTH}\b(?:\s\d{{1,2}}\b(?:\s?[-–]\s?\d{{1,2}})?)?|\b(?:{_DAY})\b"
        rf"|\b{_SEASON}\b"
        r"|\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\bfull moon|\bnew moon|" + _HOUR
    ),
    "count": re.compile(_NUMBER),
    "distance": re.compile(r"\d[\d.,]*\s?(?:km|kilomet|miles?|met(?:er|re)s?|m\b)"),
    "address": re.compile(r"\b\d{4,5}\s[a-z]|\baddress\b|\bstreet\b|[a-z]\s\d{1,4},"),
    "reason": re.compile(
        r"\b(?:because|reasons?|since|so that|in order to|due to|that'?s why|this is why|"
        r"porque|parce que|car|weil|denn|damit)\b"
    ),
    "mail": re.compile(r"[\w.+-]+@[\w-]+\.\w|https?://|\bwww\."),
}
_LARGE = re.compile(r"[A-ZÀ-Þ][\w-]+")

_OPENS = r"""
    (?:^|[,;:.?!¿(])\W*(?:(?:and|or|but|so|y|et|und|e)[ ])?
    | \b(?:about|at|by|for|from|in|know|me|of|on|since|till|to|until|with
        |a|con|de|desde|hasta|para|avec|depuis|pour|ab|bis|fur|mit|seit|von|ate|com|em)[ ]
"""
"""What stands before a word that asks; behind a noun, "who" and "when" only go on telling."""
_ASKED_IN = {
    "share": r"""
        \b(?:what|which|how\ (?:big|large|much))\ (?:an?\ )?(?:\w+\ )?
            (?:percent(?:age)?|share|proportion|fraction)\b
        | \bpercent | \b(?:what|which|how\ (?:big|high|large|much))\ (?:an?\ |of\ a\ )?tip\b
        | (?:what|which)\ part\ of\ (?:an?|the|its|their)\b
        | how\ much\ of\ (?:its|their|the|an?|my|our|your)\b
        """,
    "money": r"""
        \bhow\ much\ (?:are|can|could|did|do|does|for|has|have|is|may|money|must|should|was|were
            |will|would)\b
        | \b(?:costs?|priced?|prices|fees?|dues|pays?|paid|expensive|cheap(?:est)?|spends?|spent
            |charged?|donation|salary|wage|balance|deposit
            |cuanto\ (?:cuesta|vale|cobra|dinero)|precio|combien\ (?:ca\ )?coute|prix|tarif
            |was\ kostet|kosten|kostet|preis|quanto\ custa|preco)\b
        """,
    "hour": r"""
        \b(?:what|which)\ (?:time|hour)\b | \bo'?clock\b
        | \ba\ que\ hora | \ba\ quelle\ heure | um\ wie\ viel\ uhr | \bque\ horas
        """,
    "often": r"""
        \bhow\ (?:often|frequent(?:ly)?|regularly)\b | how\ many\ times
        | \bhow\ many\ \w+\ (?:a|per|each|every)\ (?:day|week|month|year)\b
        | cada\ cuanto | a\ quelle\ frequence | wie\ oft | com\ que\ frequencia
        """,
    "duration": r"""
        \bhow\ (?:long(?!\ is\ the\ (?:\w+\ )?(?:trail|path|road|walk|route))
            |many\ (?:seconds|minutes|hours|days|nights|weeks|months|years)
            |(?:far|long|much|early)\ (?:ahead|beforehand|before|in\ advance)
            |much\ (?:time|preparation))\b
        | \bcuanto\ (?:tiempo|dura) | combien\ de\ temps | wie\ lange?\b | quanto\ tempo
        """,
    "distance": r"\bhow\ (?:far|long)\b",
    "date": rf"""
        (?:{_OPENS})(?:when|cuando|quand|wann|quando)\b | \bdeadline\b
        | \b(?:what|which)\ (?:\w+\ )?(?:days?|weekdays?|evenings?|dates?|year|months?)\b
        | \b(?:start|end|opening|closing|first|last|due)(?:ing)?\ da(?:y|te)\b | \bdates?\ of\b
        """,
    "count": r"""
        \bhow\ (?:many|big|large|small|much|old)\b | \b(?:what|which)\ (?:number|size|age)\b
        | \bnumber\ of\b | \bcuant[oa]s\b | \bcombien\b | \bwie\ ?viele?\b | \bquant[oa]s\b
        """,
    "mail": r"""
        \b(?:e-?mail|mail)\ address\b | \b(?:tele)?phone\ number\b | \bnumber\ to\ call\b
        | ^what(?:'s|’s|\ is)\ .{0,40}\b(?:e-?mail|telephone|phone|website|url|link)\b
        """,
    "address": r"\b(?:address|street|postal)\b",
    "place": rf"""
        (?:{_OPENS})(?:where|donde|ou|wo|wohin|onde)\b | \b(?:place|location|venue)\ of\b
        | \b(?:what|which)\ (?:city|country|venue|place|town|region|university|station)\b
        """,
    "person": rf"""
        (?:{_OPENS})(?:who|whom|whose|quien|quienes|qui|wer|wem|wen|quem)\b
        | \bwhich\ (?:person|author|people)\b | \bauthor\ of\b
        """,
    "reason": rf"(?:{_OPENS})(?:why|por\ que|pourquoi|warum|porque)\b | \bwhat\ for\b",
}
"""Whichever is found earliest in a question says what it is after, the first of these at a tie."""
_DEFINED = re.compile(
    r"""
    ^(?:what|who)\ (?:is|are)\ (?:an?\ |the\ )?[\w\s'-]+\??$
    | \bwhat\ (?:does|do)\ .*\ mean\b | \bwhat\ is\ meant\b | \bdefin(?:e|ition)\b
    | que\ es\b | qu'est-ce\ que | was\ ist | o\ que\ e\b
    """,
    re.VERBOSE,
)
_ASKED = tuple((kind, re.compile(text, re.VERBOSE)) for kind, text in _ASKED_IN.items())


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of fact that a question is after, ``""`` for none in particular."""

    kind: str = ""
    said: frozenset[str] = frozenset()
    """Folded words of the question."""
    after: str = ""
    """What comes behind the question word, folded."""
    next: str = ""
    """The word right behind "which", "what" or "how", folded."""

    def focus(self, language: str) -> frozenset[str]:
        """Stems of what is asked after: "how many *episodes*", "which *visa*"."""
        return _focus(self.after, language, self.kind == "count")

    def thing(self, language: str) -> str:
        """The stem right behind "which", "what" or "how" ("how *heavy*"), where it says much."""
        word = self.next
        stem = terms.stem(word, language)
        if not word or word in terms.empty(language) or word in CARRIED:
            return ""
        return "" if stem in terms.slight(language) else stem

    @property
    def small(self) -> bool:
        """Whether it is a thing that a sentence visibly holds or does not."""
        return self.kind in ("person", "place") or self.figure

    @property
    def figure(self) -> bool:
        """Whether that is sure: a place may be a shed, and a person a gardener, without a name."""
        return self.kind in _HOLDS and self.kind != "reason"

    def held(self, text: str, common: frozenset[str]) -> bool:
        """Whether ``text`` holds one of the kind, besides what the question says itself.

        ``common``: folded words that the book writes small somewhere; they are no names. Where no
        kind in particular is asked for, always.
        """
        if self.kind in ("person", "place"):
            return _names(text, common | self.said)
        if self.kind == "money" and _HOLDS["free"].search(fold(text)):
            return True
        pattern = _HOLDS.get(self.kind)
        if pattern is None:
            return True
        return any(
            not self.said.issuperset(terms.words(found[0]))
            for found in pattern.finditer(fold(text))
            if found[0]
        )


def _names(text: str, common: frozenset[str]) -> bool:
    """Whether some word is written large that nowhere is written small."""
    return any(
        fold(found[0]) not in common and not (found[0].isupper() and len(found[0]) > 3)
        for found in _LARGE.finditer(text)
    )


def wanted(question: str) -> Wanted:
    """What ``question`` is after."""
    plain = fold(question).strip()
    said = frozenset(terms.words(question))
    behind = _BEHIND.search(plain)
    thing = behind[1] if behind else ""
    found = [(one, kind) for kind, pattern in _ASKED if (one := pattern.search(plain))]
    if defined := not found and _DEFINED.search(plain):
        found = [(defined, "definition")]
    if found:
        first, kind = min(found, key=lambda pair: pair[0].start())
        return Wanted(kind, said, plain[first.end() :], thing)
    return Wanted("", said, plain[behind.start(1) :] if behind else plain, thing)


_BEHIND = re.compile(
    r"\b(?:what|which|how|que|cual(?:es)?|quel(?:le)?s?|was|welche[nmrs]?|qual|quais)\s+(\w+)"
)


@lru_cache(maxsize=256)
def _focus(after: str, language: str, counted: bool) -> frozenset[str]:
    for word in terms.words(after):
        stem = terms.stem(word, language)
        if word in terms.empty(language) or word in CARRIED:
            continue
        if stem in terms.slight(language) and not counted:
            continue
        return frozenset((stem,))
    return frozenset()


def bound(wanted: Wanted, text: str, sought: Sequence[Term], language: str) -> bool:
    """Whether what is counted stands right behind a number: "how many *cards*", "47 cards"."""
    focus = wanted.focus(language)
    if wanted.kind != "count" or not focus:
        return False
    near = {stem for term in sought if term.stem in focus for stem in term.near}
    plain = fold(text)
    for number in _HOLDS["count"].finditer(plain):
        following = terms.stems(plain[number.end() : number.end() + 40], language)[:4]
        if near & set(following):
            return True
    return False


def defines(text: str, sought: Sequence[Term], language: str) -> bool:
    """Whether a sentence begins by saying what the thing asked for is."""
    said = terms.words(text)[:8]
    stems = [terms.stem(word, language) for word in said]
    for at, word in enumerate(said):
        if word in _IS and at and any(stem in term.near for term in sought for stem in stems[:at]):
            return True
    return False


_IS = frozenset(
    [
        "is",
        "are",
        "means",
        "mean",
        "called",
        "refers",
        "es",
        "son",
        "significa",
        "est",
        "sont",
        "signifie",
        "ist",
        "sind",
        "bedeutet",
        "sao",
    ]
)


CARRIED = frozenset(
    [
        "cost",
        "price",
        "fee",
        "charge",
        "pay",
        "paid",
        "rate",
        "expensive",
        "amount",
        "much",
        "many",
        "long",
        "often",
        "frequent",
        "far",
        "date",
        "day",
        "deadline",
        "time",
        "hour",
        "percent",
        "percentage",
        "share",
        "proportion",
        "fraction",
        "number",
        "size",
        "big",
        "large",
        "old",
        "author",
        "write",
        "wrote",
        "address",
        "where",
        "money",
        "spend",
        "minute",
        "week",
        "year",
        "month",
    ]
)
"""Folded words that a fact of the kind asked for says by being there."""
