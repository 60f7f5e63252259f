"""Questions to those who come, what they replied; roles, and who took one on which date."""

from kinweave.preparing.models.questions import Question, Reply, Told
from kinweave.preparing.models.roles import Role, Taken

__all__ = ["Question", "Reply", "Role", "Taken", "Told"]
