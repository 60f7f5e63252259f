"""A picture of something, as part of the form in which that is made or changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kinweave.people.fields import OneLine
from kinweave.pictures import Album, Made, NoPicture


class WithPicture(forms.Form):
    """``album``: for which it is read. ``pictured``: whether there is a picture already. What is
    read of a new one is :class:`kinweave.pictures.Made`: nothing lies on disk before somebody keeps
    it."""

    album: ClassVar[Album]

    picture = forms.FileField(
        label=_("Picture"), required=False,
        allow_empty_file=True,  # said better by what looks into the file
        help_text=_("JPEG, PNG, WebP or GIF, up to 8 MB. Where it was taken is removed."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )  # fmt: skip
    picture_alt = OneLine(
        label=_("What is to be seen on it"), max_length=300, required=False,
        help_text=_(
            "For whoever hears the page instead of seeing it. No picture comes without it."
        ),
    )  # fmt: skip
    no_picture = forms.BooleanField(label=_("Take the picture away"), required=False)

    def __init__(self, *args: Any, pictured: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.pictured = pictured
        if not pictured:
            del self.fields["no_picture"]

    def clean_picture(self) -> Made | None:
        """Made anew, or refused with the reason."""
        upload = self.cleaned_data["picture"]
        if upload is None:
            return None
        try:
            return self.album.read(upload.file, upload.size)
        except NoPicture as why:
            raise forms.ValidationError(str(why)) from why

    def clean_picture_alt(self) -> str:
        """A picture comes with its words."""
        words: str = self.cleaned_data["picture_alt"]
        wanted = self.cleaned_data.get("picture") or (
            self.pictured and not self.data.get("no_picture")
        )
        if wanted and not words:
            raise forms.ValidationError(_("Say in a few words what is to be seen on the picture."))
        return words

    def chosen(self) -> tuple[dict[str, Any], Made | None, bool]:
        """What was written without the picture; the picture; whether it is to go."""
        said = dict(self.cleaned_data)
        picture, gone = said.pop("picture", None), bool(said.pop("no_picture", False))
        return said, picture, gone and picture is None
