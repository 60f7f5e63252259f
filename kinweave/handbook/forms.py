"""What people write into books. What was typed stays when something needs another word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kinweave.access import Audience
from kinweave.handbook.actions.enclosing import is_picture
from kinweave.handbook.models import LICENCES, Page
from kinweave.handbook.models.book import AUDIENCES
from kinweave.handbook.practice import LONGEST, MOST_PEOPLE, Practice
from kinweave.handbook.tasks import MOST_BYTES
from kinweave.outside import Refused, place_of
from kinweave.people.fields import HowMany, OneLine, unmarked
from kinweave.prose import MOST_TEXT

MOST_SENT = 30_000_000


class About(forms.Form):
    """A book itself."""

    title = OneLine(label=_("Title"), max_length=120)
    about = OneLine(label=_("What it is about"), max_length=300, required=False)
    audience = forms.ChoiceField(
        label=_("Who may read it"), initial=Audience.CIRCLE,
        choices=[(one.value, one.label) for one in AUDIENCES],
    )  # fmt: skip
    licence = unmarked(forms.ChoiceField(
        label=_("Licence"), required=False, initial="CC-BY-SA-4.0",
        choices=[(name, name or _("All rights kept")) for name in LICENCES],
        help_text=_("It stands on every page, and goes along with every copy."),
    ))  # fmt: skip
    credit = OneLine(
        label=_("Whom to name"), max_length=200, required=False,
        help_text=_("Who uses it elsewhere names them."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class Writing(forms.Form):
    """A page's words, and whether it holds a practice. ``based_on``: the revision that whoever
    writes saw."""

    template_name = "handbook/parts/writing.html"
    PRACTICE: ClassVar = ("practice", "minutes", "least", "most")

    title = OneLine(label=_("Title"), max_length=200)
    text = unmarked(forms.CharField(
        label=_("Words"), max_length=MOST_TEXT, strip=False, required=False,
        widget=forms.Textarea({"rows": 22, "spellcheck": "true", "class": "broad"}),
        help_text=_("You may use Markdown: # heading, *words*, - list, [words](other-page.md)."),
    ))  # fmt: skip
    practice = forms.BooleanField(label=_("This page holds a practice"), required=False)
    minutes = HowMany(
        label=_("Minutes it takes"), min_value=1, max_value=LONGEST, required=False
    )  # fmt: skip
    least = HowMany(label=_("People at least"), min_value=1, max_value=MOST_PEOPLE, required=False)
    most = HowMany(
        label=_("People at most"), min_value=1, max_value=MOST_PEOPLE, required=False
    )  # fmt: skip
    why = OneLine(
        label=_("Why"), max_length=200, required=False,
        help_text=_("A few words for those who look back."),
    )  # fmt: skip
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, proposes: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if proposes:
            for name in ("title", *self.PRACTICE):
                del self.fields[name]

    @property
    def opens(self) -> bool:
        """Whether what is said of a practice is to be seen at once."""
        asked = [self[name] for name in self.PRACTICE if name in self.fields]
        return any(one.errors for one in asked) or any(one.value() for one in asked[:1])

    def clean_text(self) -> str:
        """Line ends as files have them."""
        text = str(self.cleaned_data["text"])
        return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")

    def clean(self) -> dict[str, Any]:
        """At least is not more than at most."""
        said = super().clean() or self.cleaned_data
        least, most = said.get("least"), said.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("This is less than “at least”: change one of the two."))
        return said


def holding(practice: Practice) -> dict[str, Any]:
    """What :class:`Writing` shows of it."""
    values = (practice.held, practice.minutes, practice.least, practice.most)
    return dict(zip(Writing.PRACTICE, values, strict=True))


def held_in(said: Mapping[str, Any]) -> Practice | None:
    """What was said of it there; nothing, where nobody was asked."""
    if Writing.PRACTICE[0] not in said:
        return None
    return Practice(*(said[name] for name in Writing.PRACTICE))


class Putting(forms.Form):
    """A picture or a file to be put into the words. ``at``: where, in characters; else at their
    end. ``line``: what was put in just now."""

    line = ""
    use_required_attribute = False  # the words around it can be kept without

    file = forms.FileField(
        label=_("Picture or file"), allow_empty_file=True,
        help_text=_("A JPEG, PNG, WebP or GIF is made anew, so that nothing of where it was taken "
                    "remains. A PDF or another document is kept as it is, with all that is in it. "
                    "Up to 8 MB."),
        error_messages={"required": _("Choose a picture or a file first.")},
    )  # fmt: skip
    alt = OneLine(
        label=_("What is to be seen on the picture"), max_length=300, required=False,
        help_text=_("A picture needs it: some hear the page instead of seeing it."),
    )  # fmt: skip
    at = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        """A picture comes with its words."""
        found = super().clean() or {}
        file = found.get("file")
        if file is not None and not found.get("alt"):
            begins = file.read(16)
            file.seek(0)
            if is_picture(file.name or "", begins):
                self.add_error(
                    "alt", _("Say in a few words what is to be seen, and choose the picture again.")
                )
        return found


class Placing(forms.Form):
    """Where a page stands."""

    parent = unmarked(forms.TypedChoiceField(
        label=_("Under"), required=False, coerce=int, empty_value=None
    ))  # fmt: skip
    before = unmarked(forms.TypedChoiceField(
        label=_("Before"), required=False, coerce=int, empty_value=None
    ))  # fmt: skip
    slug = forms.SlugField(
        label=_("Last part of its address"), max_length=80, required=False, allow_unicode=True,
        help_text=_("The old address leads to the new one."),
    )  # fmt: skip

    def __init__(self, *args: Any, pages: list[Page], first: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if first:  # it is where the book is
            del self.fields["slug"]
        names = [(page.pk, page.title) for page in pages]
        cast(forms.ChoiceField, self.fields["parent"]).choices = [
            ("", _("no page: at the top")),
            *names,
        ]
        cast(forms.ChoiceField, self.fields["before"]).choices = [("", _("no page: last")), *names]


class Bringing(forms.Form):
    """A zip or an address."""

    file = unmarked(forms.FileField(
        label=_("A zip of Markdown"), required=False, allow_empty_file=True,
        help_text=_("Laid out for GitBook, mdBook, MkDocs, or in plain folders."),
        widget=forms.FileInput({"accept": ".zip,application/zip"}),
    ))  # fmt: skip
    address = unmarked(forms.CharField(
        label=_("Or an address"), required=False, max_length=2_000,
        help_text=_("Of a zip, or of a public git repository at GitHub, GitLab, Codeberg or "
                    "another host, also of a branch or a folder in it. It begins with https://."),
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
    ))  # fmt: skip
    keep = forms.BooleanField(
        label=_("Keep it in step with the address"), required=False,
        help_text=_("Every few hours. A page that is changed here is left as it is here."),
    )  # fmt: skip

    def clean_file(self) -> Any:
        """Not larger than what is read."""
        file = self.cleaned_data["file"]
        if file and file.size > min(MOST_SENT, MOST_BYTES):
            raise forms.ValidationError(_("This file is larger than 30 MB."))
        return file

    def clean_address(self) -> str:
        """An address that could be read; whether it can, the job says."""
        text = str(self.cleaned_data["address"]).strip()
        if text:
            try:
                place = place_of(text)
            except Refused as refused:
                raise forms.ValidationError(str(refused)) from refused
            if not place.is_safe:
                raise forms.ValidationError(_("The address has to begin with https://."))
        return text

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and bool(found.get("file")) == bool(found.get("address")):
            self.add_error("file", _("Choose a file, or put an address below."))
        return found


class Answering(forms.Form):
    """A word to whoever proposed something."""

    word = OneLine(
        label=_("A word to them"), max_length=300, required=False,
        help_text=_("Only they read it, and who edits the book."),
    )  # fmt: skip
