"""The languages that people can say they speak, by their names."""

from __future__ import annotations

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kinweave.answers.language_names import ITSELF, SHOWN

MORE = {
    "am": _("Amharic"), "eu": _("Basque"), "fil": _("Filipino"), "gsw": _("Swiss German"),
    "ha": _("Hausa"), "la": _("Latin"), "mi": _("Māori"), "ms": _("Malay"), "ps": _("Pashto"),
    "qu": _("Quechua"), "rom": _("Romani"), "so": _("Somali"), "ti": _("Tigrinya"),
    "xh": _("Xhosa"), "yi": _("Yiddish"), "yo": _("Yoruba"), "zh": _("Chinese"), "zu": _("Zulu"),
    "sgn": pgettext_lazy("languages", "A sign language"),
}  # fmt: skip
"""Those that people speak and Django has no words in, with their BCP 47 codes."""

WRITTEN = {"en-au", "en-gb", "sr-latn", "zh-hans", "zh-hant"}
"""Ways to write a language, which nobody speaks."""

NAMES = {
    **SHOWN,
    **{
        code: info["name"]
        for code, info in LANG_INFO.items()
        if "name" in info and code not in WRITTEN
    },
    **MORE,
}


def name_of(code: str) -> str:
    """As in "German", in the reader's language; a code that no table has is as it is."""
    name = NAMES.get(code) or NAMES.get(code.partition("-")[0])
    return gettext(name) if isinstance(name, str) else str(name or code)


def all_by_name() -> list[tuple[str, str]]:
    """Codes and names, in the order in which the reader looks for them."""
    return sorted(((code, name_of(code)) for code in NAMES), key=lambda one: one[1].casefold())


def called(words: str) -> list[str]:
    """The codes of languages whose name, here or among those who speak it, has these words."""
    wanted = words.casefold()
    return [
        code
        for code in NAMES
        if wanted in name_of(code).casefold()
        or wanted in str(LANG_INFO.get(code, {}).get("name_local", ITSELF.get(code, ""))).casefold()
    ]
