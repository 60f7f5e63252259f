"""How forms look: one template for each field, everywhere."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Draws forms and fields from this app's templates."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"
