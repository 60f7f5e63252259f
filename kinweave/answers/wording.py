"""What people care about, as words that can be compared between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kinweave.answers.cells import folded, parts, plain, says_nothing

_SHORTEST = 4
_WORD = re.compile(r"[^\W\d_]+")
_STOP = frozenset(
    plain(
        # English
        "about above after again against also always another anything around away because been"
        " before being below best better between both came cannot come could crew crews deep"
        " deeper does doing done down each even ever every everyone everything feel feeling find"
        " first for from get give going good group great groups have having help here hope hoping"
        " into just keep kind know less life like little long look looking make many maybe meet"
        " month months more most much must need never next nice once only open other others over"
        " part people person really same season share sharing should since some someone something"
        " sometimes somewhere start still such take than that their them then there these they"
        " thing things think this those through time together too tool try under until used very"
        " want wants week weeks well were what when where which while will with within without"
        " work working would year years your yours yourself"
        # German
        " aber alle allem allen aller alles andere anderen auch beim bessere besser bitte dabei"
        " dafür damit dann daran darauf darin dass deine dem denn diese diesem diesen dieser dieses"
        " doch dort durch eine einem einen einer eines einfach etwas euch finde finden gerne habe"
        " haben hier hoffe ihre immer jede jeden jetzt kann keine können leben leute machen mehr"
        " mein meine meinem meinen meiner menschen mich möchte muss nach nicht nichts noch oder"
        " ohne schon sehr sein seine sich sind sollte suche über unsere unter viel viele vielleicht"
        " vom von wann weil wenn werden will wird wollen würde zeit zusammen zwischen"
        # French
        " aussi autre autres avec avoir beaucoup bien cela ceux chaque chercher cherche chez comme"
        " dans depuis donc elle elles encore entre être faire fait gens groupe ils jamais leur"
        " leurs mais même mes moins nous notre parce pas personnes plus pour pouvoir quand quel"
        " quelque quelques sans ses sont sous souvent suis temps tous tout toute toutes très trop"
        " trouver vers votre vous vouloir voudrais"
        # Spanish
        " algo algunos antes aquí bien buscar busco cada como cuando desde donde durante ella ellos"
        " encontrar entre eres esta estaba estar estas este estos gente gustaría hacer hacia hasta"
        " juntos mejor menos mientras mucha muchas mucho muchos muy nada nosotros nuestra nuestro"
        " otra otras otro otros para pero personas poder porque puede quiero quien sean ser sobre"
        " solo somos también tener tiempo todas todo todos una vida"
        # Portuguese
        " agora algum alguma antes assim até bem coisas com dela dele deles depois ela eles então"
        " era essa esse estou está estar fazer foram gostaria isso mais mas meio melhor mesmo"
        " minha muita muitas muito muitos nossa nosso numa onde outra outras outro outros pela pelo"
        " pessoas pode por porque procuro qual quando quem quero sempre sem ser sobre tambem tempo"
        " tem tenho toda todas todos uma vida você"
    ).split()
)


class InterestsReader:
    """Reads interests; ``spelling``: how each was first written, by how it is compared."""

    def __init__(self) -> None:
        self.spelling: dict[str, str] = {}
        self._known: dict[str, frozenset[str]] = {}

    def read(self, text: str) -> frozenset[str]:
        """The interests of a cell, as they are compared."""
        if text not in self._known:
            found = [part for part in parts(text) if not says_nothing(part)]
            for part in found:
                self.spelling.setdefault(folded(part), part)
            self._known[text] = frozenset(map(folded, found))
        return self._known[text]


def telling_words(texts: Sequence[str]) -> list[frozenset[str]]:
    """For each intention its telling words.

    Those of four letters and more that at least two people use and at most a quarter of them (two
    may always share one); what everybody says, and what one person says, brings nobody together.
    """
    used = [
        frozenset(
            word
            for word in _WORD.findall(folded(text))
            if len(word) >= _SHORTEST and plain(word) not in _STOP
        )
        for text in texts
    ]
    counts = Counter(word for found in used for word in found)
    many = max(2, len(texts) // 4)
    return [frozenset(word for word in found if 2 <= counts[word] <= many) for found in used]
