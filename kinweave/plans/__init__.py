"""Plans for people and programs: plan.json, crews.csv, plan.html, and words for reasons."""

from __future__ import annotations

from kinweave.plans.document import crew_ids, plan_text, plan_to_json
from kinweave.plans.page import render_page
from kinweave.plans.reading import PlanError, plan_from_json, plan_from_text, season_from_json
from kinweave.plans.reasons import UnknownReasonError, reason_in_words
from kinweave.plans.table import crews_csv
from kinweave.plans.writing import write_all

__all__ = [
    "PlanError",
    "UnknownReasonError",
    "crew_ids",
    "crews_csv",
    "plan_from_json",
    "plan_from_text",
    "plan_text",
    "plan_to_json",
    "reason_in_words",
    "render_page",
    "season_from_json",
    "write_all",
]
