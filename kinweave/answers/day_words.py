"""The words by which people say when: days, times of day, and the small words around them.

All are plain (:func:`kinweave.answers.cells.plain`): folded, without accents. English, German,
French, Spanish, Portuguese, Italian and Dutch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_ONE_DAY = (
    "monday|mon|mo|montag|lundi|lun|lunes|segunda|segunda-feira|seg|lunedi|maandag",
    "tuesday|tues|tue|tu|dienstag|di|mardi|mar|martes|terca|terca-feira|ter|martedi|dinsdag",
    "wednesday|weds|wed|mittwoch|mi|mercredi|mer|miercoles|mie|quarta|quarta-feira|qua|mercoledi"
    "|woensdag|woe",
    "thursday|thurs|thur|thu|th|donnerstag|do|jeudi|jeu|jueves|jue|quinta|quinta-feira|qui"
    "|giovedi|gio|donderdag",
    "friday|fri|fr|freitag|vendredi|ven|viernes|vie|sexta|sexta-feira|sex|venerdi|vrijdag",
    "saturday|sat|sa|samstag|sonnabend|samedi|sam|sabado|sab|sabato|zaterdag",
    "sunday|sun|su|sonntag|so|dimanche|dim|domingo|dom|domenica|zondag",
)
_SEVERAL_DAYS = {
    (0, 1, 2, 3, 4): "weekdays|weekday|workdays|workday|working days|werktags|werktage|wochentags"
    "|en semaine|la semaine|entre semana|dias de semana|dias uteis|giorni feriali|doordeweeks",
    (5, 6): "weekends|weekend|week-end|week-ends|wochenende|wochenenden|fin de semana"
    "|fines de semana|fim de semana|fins de semana|fine settimana",
    (0, 1, 2, 3, 4, 5, 6): "daily|every day|everyday|any day|all days|each day|all week|taglich"
    "|jeden tag|tous les jours|todos los dias|todos os dias|ogni giorno|elke dag",
}


def _phrases(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


def _with_plurals(phrases: str) -> Iterator[str]:
    for phrase in phrases.split("|"):
        yield phrase
        if len(phrase) > 3 and not phrase.endswith("s"):
            yield f"{phrase}s"


DAYS: dict[str, tuple[int, ...]] = {
    phrase: (day,) for day, phrases in enumerate(_ONE_DAY) for phrase in _with_plurals(phrases)
} | {phrase: days for days, phrases in _SEVERAL_DAYS.items() for phrase in phrases.split("|")}
DAYS |= {f"am {phrase}": days for phrase, days in DAYS.items() if phrase.endswith(("tag", "ende"))}
"""The days that each word means; 0 is Monday."""

TIMES_OF_DAY: Mapping[str, str] = {
    "early morning": "06:00-09:00",
    "morning": "09:00-12:00",
    "midday": "12:00-14:00",
    "afternoon": "12:00-18:00",
    "evening": "18:00-21:00",
    "night": "21:00-24:00",
    "day": "09:00-21:00",
}
"""When each time of day is, unless MAP.toml says otherwise. ``day``: a day named without times."""

_SAME_TIME = {
    "early morning": "early mornings",
    "morning": "mornings|in the morning|am|a.m.|am vormittag|vormittag|vormittags|vormittage"
    "|morgens|matin|matins|le matin|la manana|por la manana|mananas|manana|manha|manhas|de manha"
    "|mattina|ochtend|ochtends",
    "midday": "lunch|lunchtime|lunch time|noontime|mittag|mittags|midi|le midi|mediodia"
    "|meio-dia|pranzo|middag",
    "afternoon": "afternoons|in the afternoon|pm|p.m.|am nachmittag|nachmittag|nachmittags"
    "|nachmittage|apres-midi|l'apres-midi|tarde|tardes|por la tarde|a tarde|pomeriggio|namiddag"
    "|middags",
    "evening": "evenings|in the evening|eve|am abend|abend|abends|abende|soir|soirs|soiree|le soir"
    "|sera|tarde-noche|avond|avonds|'s avonds",
    "night": "nights|at night|late evening|late evenings|nacht|nachts|nuit|noche|noches"
    "|por la noche|noite|noites|a noite|notte",
    "day": "all day|all-day|whole day|the whole day|any time|anytime|all times|full day|daytime"
    "|ganztags|ganzer tag|jederzeit|toute la journee|todo el dia|o dia todo|sempre|hele dag",
}
SAME_TIME: Mapping[str, str] = {
    phrase: time for time, phrases in _SAME_TIME.items() for phrase in phrases.split("|")
}
"""Other words for the times of day above."""

LATER_HALF = frozenset(["midday", "afternoon", "evening"])
"""The times of day beside which "6-9" is read as 18:00-21:00."""

IF_NEED_BE = _phrases(
    "if need be|if needed|if necessary|if required|only if needed|maybe|perhaps|possibly|not ideal"
    "|less ideal|tentative|tentatively|backup|notfalls|zur not|wenn notig|vielleicht|eventuell"
    "|si besoin|au besoin|peut-etre|si hace falta|quizas|quiza|tal vez|se necessario|talvez|forse"
    "|se serve|misschien|zo nodig"
)
JOIN = _phrases("and|or|und|oder|et|ou|y|e|o|en|of|plus|also")
UNTIL = _phrases("to|until|till|til|thru|through|bis|a|as|hasta|ate|tot|jusqu'a|jusqu'au|au|alle")
FROM = _phrases(
    "from|after|since|ab|von|nach|de|das|desde|apres|despues de|a partir de|a partir das"
    "|depois das|dopo le|na|vanaf"
)
BEFORE = _phrases("before|vor|avant|antes de|antes das|prima delle|voor")
ONWARDS = _phrases("onwards|onward|or later|and later")
BETWEEN = _phrases("between|zwischen|entre|tussen|tra")
FILLERS = _phrases(
    "on|at|in|the|i'm|i am|free|available|usually|mostly|only|best|ideally|um|uhr|o'clock|h|hs|hrs"
    "|nur|my time|local time|les|le|la|los|las|el|os"
)
CLOCKS = {
    **dict.fromkeys(["noon", "12 noon"], 12 * 60),
    **dict.fromkeys(["midnight", "mitternacht", "minuit", "medianoche", "meia-noite"], 24 * 60),
}
"""Words for a minute of the day."""
