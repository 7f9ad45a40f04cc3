"""Tries a language model on small tasks of each role that asks one, judged by code, and says which roles to give it."""

from autogenesis.grading._code import Runner, sandboxed
from autogenesis.grading._grade import Grade, RoleGrade, TaskGrade, grade
from autogenesis.grading._tasks import Measure, Said, Task, graded_roles, runs_code, tasks_of

__all__ = [
    "Grade",
    "Measure",
    "RoleGrade",
    "Runner",
    "Said",
    "Task",
    "TaskGrade",
    "grade",
    "graded_roles",
    "runs_code",
    "sandboxed",
    "tasks_of",
]
