"""A bank account as people type it: IBAN and BIC, and whether they can be right."""

from __future__ import annotations

import re

HOLDER = 70
"""How long the name of an account's holder can be (EPC069-12)."""

LENGTHS = {
    code: int(length)
    for code, length in re.findall(
        r"([A-Z]{2})(\d\d)",
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29"
        "ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20"
        "LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29"
        "PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20"
        "YE30",
    )
}
"""How long the IBANs of a country are (SWIFT's IBAN registry, 2024)."""

_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")


def bare(text: str) -> str:
    """Capital letters and digits, without the spaces between."""
    return re.sub(r"[\s\-.]", "", text).upper()


def checks(text: str) -> bool:
    """Whether letters and digits carry right check digits (ISO 7064, modulo 97): of an IBAN, and of
    a creditor's reference."""
    moved = text[4:] + text[:4]
    if not (moved.isascii() and moved.isalnum()):
        return False
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def check_digits(country: str, rest: str) -> str:
    """The two digits that make ``country`` + digits + ``rest`` right."""
    number = int("".join(str(int(sign, 36)) for sign in f"{rest}{country}00"))
    return f"{98 - number % 97:02d}"


def is_iban(text: str) -> bool:
    """Whether this can be an account: its country has such, it is as long, and it checks."""
    text = bare(text)
    return (
        re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+", text) is not None
        and LENGTHS.get(text[:2]) == len(text)
        and checks(text)
    )


def is_bic(text: str) -> bool:
    """Whether this can be a bank's code (ISO 9362)."""
    return _BIC.fullmatch(bare(text)) is not None


def in_fours(text: str) -> str:
    """As it is printed: groups of four."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
