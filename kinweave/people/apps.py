"""Where Django finds this app."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    """See the package."""

    name = "kinweave.people"
    label = "people"

    def ready(self) -> None:
        """Tell the door what this app knows of a viewer, and who may do what."""
        from kinweave.people import letters, policies, viewing
        from kinweave.people.export import correspondence, own
        from kinweave.people.sign_in import letters as codes
        from kinweave.people.sign_in import sessions
