"""What whoever runs the site sees: accounts. No circle, no profile, no note has a page here."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kinweave.people.models import Person


class Accounts(AdminSite):
    """The site's own administration, entered through the same door as everything else."""

    site_header = site_title = _("Accounts of this site")
    index_title = _("Accounts")
    enable_nav_sidebar = False
    final_catch_all_view = False

    def get_urls(self) -> list[Any]:
        """Only what is of use where there are no passwords and one kind of thing."""
        wanted = {"index", "login", "logout", "jsi18n", "app_list", None}
        return [one for one in super().get_urls() if getattr(one, "name", None) in wanted]

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one way to sign in, and it is not this one."""
        del extra_context
        if request.user.is_authenticated:
            return redirect("admin:index" if self.has_permission(request) else "home")
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


class PersonAdmin(ModelAdmin):  # type: ignore[type-arg]  # Django's own takes none
    """Close an account, open it again, let somebody administer. People leave by being forgotten."""

    list_display = ("email", "name", "is_active", "is_staff", "joined_at")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "name")
    fields = ("email", "name", "is_active", "is_staff", "is_superuser", "joined_at")
    readonly_fields = ("email", "name", "joined_at")

    def get_urls(self) -> list[Any]:
        """The list, an account, and what was done with it here."""
        wanted = ("changelist", "change", "history")
        return [one for one in super().get_urls() if str(one.name).endswith(wanted)]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People make their accounts themselves."""
        del request
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        """People ask to be forgotten themselves."""
        del request, obj
        return False


site = Accounts(name="admin")
site.register(Person, PersonAdmin)
