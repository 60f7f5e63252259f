"""Guessing what each column of a form's export holds, from the question that heads it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kinweave.answers.cells import words
from kinweave.answers.columns import CANONICAL
from kinweave.answers.day_words import DAYS
from kinweave.answers.hours import HoursReader, Slot

SINGLE = frozenset(["email", "time_zone", "host", "call"])
"""Those of which a file can have one column only; the others may be spread over several."""

MANY = 500
"""More columns than any form has."""

_NAMED: Mapping[str, str] = {
    "name": "name|full name|your name|your full name|display name|nom|nombre|nome|naam"
    "|nom complet|nombre completo|nome completo|vor und nachname",
    "email": "email|e mail|mail|email address|e mail address|your email|your e mail"
    "|your email address|e mail adresse|email adresse|correo|correo electronico|courriel"
    "|adresse email|adresse e mail|endereco de email|indirizzo email|e mailadres|username",
    "time_zone": "time zone|timezone|your time zone|your timezone|tz|zeitzone|fuseau horaire"
    "|zona horaria|huso horario|fuso horario|fuso orario|tijdzone",
    "languages": "languages|language|your languages|spoken languages|sprachen|sprache|langues"
    "|idiomas|lenguas|lingue|talen",
    "availability": "availability|available|hours|times|free|free times|your availability"
    "|verfugbarkeit|disponibilites|disponibilite|disponibilidad|disponibilidade|beschikbaarheid",
    "interests": "interests|interest|topics|themes|interessen|interets|intereses|interesses"
    "|interessi|your interests",
    "intention": "intention|intentions|purpose|goal|goals|motivation|your intention",
    "host": "host|hosting|would host|can host|willing to host",
    "with": "with|wishes|together with",
    "not_with": "not with|notwith|avoid|apart|not together with",
    "met": "met|already met|have met|met before",
    "call": "call|calls|call to join",
}

_NOT = r"\b(?:not|never|avoid|except|nicht|pas|don t|wouldn t|prefer no)\b"
_UNCLEAR = re.compile(rf"{_NOT}|\b(?:no|nobody|noone|none|without|kein\w*|sin|sans|sem|non)\b")
_ASIDE = re.compile(r"\b(?:anything|comments?|notes?|remarks?|constraints?|else|bemerkung\w*)\b")
_WHO = r"\b(?:who|whom|anyone|anybody|someone|somebody|people|person|persons|friends|names?|emails?"
_WHO += r"|e mails?|mails?|wem|wen|qui|quien|quienes|quem)\b"
_TOGETHER = r"\b(?:with|together|alongside|mit|zusammen|avec|ensemble|con|junto|com)\b"
_GROUP = r"\b(?:crew|group|pod|team|gruppe|groupe|grupo)\b"
_ASKED: tuple[tuple[str, str], ...] = (
    ("not_with", rf"{_NOT}.*{_TOGETHER}|{_WHO}.*{_NOT}.*{_GROUP}|{_NOT}.*{_WHO}.*{_GROUP}"),
    ("not_with", rf"{_WHO}.*\b(?:avoid|rather not)\b|\bkeep apart\b|\bapart from\b.*{_WHO}"),
    (
        "met",
        r"\b(?:already|before|previous\w*|past|earlier)\b.*\b(?:met|meet|know|knew|been)\b"
        r"|\b(?:met|meet|know|been in)\b.*\b(?:already|before|previous\w*|earlier)\b"
        r"|\bhave you met\b|\byou (?:have |ve )?met\b",
    ),
    (
        "call",
        r"\b(?:join|which|name of|answer|making|made|follow)\b.*\bcall\b(?! you)"
        r"|\bcall\b(?! you).*\b(?:join|named?|made|making)\b",
    ),
    (
        "host",
        r"\bhost\b|\bhosting\b|\bfacilitat\w+|\bgastgeb\w+|\bmoderier\w+|\banimer\b|\banfitri\w+",
    ),
    (
        "with",
        rf"{_WHO}.*(?:{_TOGETHER}|\blike to (?:meet|see|join)\b)|{_GROUP} with\b"
        r"|\b(?:placed|matched|paired|grouped) with\b",
    ),
    (
        "time_zone",
        r"^(?!when\b|wann\b|quand\b|cuando\b|quando\b).*"
        r"(?:\btime ?zone|\bzeitzone|\bfuseau|\bzona horaria|\bhuso|\bfuso|\btijdzone)",
    ),
    (
        "availability",
        r"\bwhen\b.*\b(?:free|meet|available|can|could|works?|suits?|times?)\b|\bavailab\w+"
        r"|\b(?:what|which) (?:times?|hours|days|evenings)\b|\bwann\b|\bverfugbar\w*"
        r"|\bdisponib\w+|\bquand\b|\bcuando\b|\bquando\b|\btimes? (?:that )?works?\b"
        r"|\bfree times?\b",
    ),
    ("languages", r"\blanguages?\b|\bspeak\b|\bsprach\w*|\blangues?\b|\bidiomas?\b|\btalen\b"),
    ("email", r"\be ?mail\b|\bemail\b|\bcourriel\b|\bcorreo\b"),
    (
        "name",
        r"\byour (?:full |own )?name\b|\bcall you\b|\bwhat is your name\b|\bwie heisst du\b"
        r"|\bdein name\b|\btu nombre\b|\bseu nome\b|\bton nom\b|\bvotre nom\b",
    ),
    (
        "intention",
        r"\bintention\w*|\bhop(?:e|ing)\b|\blooking for\b|\bwhy\b|\bbrings? you\b|\bmotivat\w+"
        r"|\bpurpose\b|\bgoals?\b|\bwant (?:from|out of)\b|\bwould you like from\b",
    ),
    (
        "interests",
        r"\binterest(?:s|ed)?\b|\btopics?\b|\bcurious\b|\bcare about\b|\bthemes?\b|\binteress\w+"
        r"|\bintereses\b|\bthemen\b",
    ),
    ("time_zone", r"\bwhere\b.*\b(?:based|live|living|located|home)\b|^(?:city|location|country)$"),
)
_FIRST_NAME = "first name|given name|vorname|prenom|nombre|forename|your first name"
_LAST_NAME = "last name|surname|family name|nachname|nom|nom de famille|apellido|apellidos"
_LABEL = (
    re.compile(r"^(?P<stem>.*?)\s*[\[(](?P<label>[^\[\]]+)[\])]\s*$", re.DOTALL),
    re.compile(r"^(?P<stem>.+)(?::|\s[-–—>›»|/]|\.)\s+(?P<label>.+)$", re.DOTALL),
    re.compile(r"^(?P<stem>)(?P<label>.+)$", re.DOTALL),
)


def guess(
    headers: tuple[str, ...], known: Mapping[str, tuple[str, ...]], hours: HoursReader
) -> dict[str, tuple[str, ...]]:
    """For each canonical column the headers that look like it, those of the surest sort only.

    ``known``: what need not be guessed. More than one header for a column of ``SINGLE`` means
    that the guess failed.
    """
    taken = {words(header) for found in known.values() for header in found}
    left = [header for header in dict.fromkeys(headers) if header and words(header) not in taken]
    guesses: dict[str, tuple[str, ...]] = {}

    def claim(canonical: str, found: list[str]) -> None:
        if canonical == "name":
            found = found[:1]
        add(canonical, found)

    def add(canonical: str, found: list[str]) -> None:
        if found and canonical not in known:
            guesses[canonical] = (*guesses.get(canonical, ()), *found)
            left[:] = [header for header in left if header not in found]

    for canonical in CANONICAL:
        names = {canonical.replace("_", " "), *_NAMED[canonical].split("|")}
        claim(canonical, [header for header in left if words(header) in names])
    if "name" not in guesses:
        add("name", _name_in_two(left))
    named = frozenset(guesses)
    for canonical, pattern in _ASKED:
        asked = re.compile(pattern)
        if canonical == "availability":
            claim(canonical, [header for header in left if _is_slot(header, asked, hours)])
        if canonical not in named and (canonical != "time_zone" or canonical not in guesses):
            claim(
                canonical,
                [
                    header
                    for header in left
                    if asked.search(words(header)) and not _says_other(canonical, words(header))
                ],
            )
    return guesses


def slot(header: str, hours: HoursReader) -> Slot:
    """The days and times that a header itself names: "When are you free? [Tuesday evening]"."""
    for pattern in _LABEL:
        if not (found := pattern.match(header)):
            continue
        label = hours.label(found["label"])
        if label is None:
            continue
        stem = hours.label(found["stem"]) if found["stem"] else None
        days = label.days or (stem.days if stem else None) or _days_in(found["stem"])
        timed = stem if stem and not label.times else label
        return Slot(days, timed.times, timed.remarks)
    return Slot()


def _is_slot(header: str, asked: re.Pattern[str], hours: HoursReader) -> bool:
    """Whether a column is about a day, or about a time of day in a question about free time."""
    said = slot(header, hours)
    return bool(said.days or (said.times and asked.search(words(header))))


def _says_other(canonical: str, header: str) -> bool:
    """Whether a header has words that could turn the meaning of a guess around."""
    # Whom somebody would rather not be with must never be taken for a wish to be with them.
    if canonical == "with":
        return bool(_UNCLEAR.search(header))
    return canonical == "availability" and bool(_ASIDE.search(header))


def _days_in(text: str) -> tuple[int, ...] | None:
    """The days that a question names among other words ("Which Tuesdays suit you?")."""
    found = {day for word in words(text).split() if len(word) > 3 for day in DAYS.get(word, ())}
    return tuple(sorted(found)) or None


def _name_in_two(headers: list[str]) -> list[str]:
    """The headers of first and last name, where the form asks for them apart."""
    first = [header for header in headers if words(header) in _FIRST_NAME.split("|")]
    last = [header for header in headers if words(header) in _LAST_NAME.split("|")]
    return [first[0], last[0]] if first and last and first[0] != last[0] else []
