"""List scheduling: jobs in list order to whoever has the skill and is free first."""

from __future__ import annotations

from autogenesis.skills._skill import Skill
from blueprints import BOOLEAN, DATE, INTEGER, PERSON, TEXT, SkillSignature, Type, list_of

_ID = "skill.list_scheduling"
_KEY = PERSON  # the type that takes an id, a name or a row
_JOB = Type(kind="record", fields=(("key", TEXT), ("duration", INTEGER), ("after", list_of(_KEY)), ("needs", TEXT)))
_PERSON = Type(kind="record", fields=(("key", TEXT), ("skills", list_of(TEXT))))
_PLANNED = Type(
    kind="record",
    fields=(("key", TEXT), ("person", TEXT), ("start", DATE), ("end", DATE), ("covered", BOOLEAN)),
)

LIST_SCHEDULING = Skill(
    id=_ID,
    title="List scheduling",
    summary=(
        "Plans jobs in list order on open days: each begins once everything it depends on has ended and somebody "
        "with the skill is free; of several, whoever has the fewest days takes it, then the first in the alphabet."
    ),
    behaviour="list_scheduling",
    function="schedule_jobs",
    signature=SkillSignature(
        id=_ID,
        parameters={
            "jobs": list_of(_JOB),
            "people": list_of(_PERSON),
            "first_day": DATE,
            "calendar": TEXT,
        },
        result=list_of(_PLANNED),
    ),
    verbs=("plan", "schedule", "assign", "hand out"),
    objects=("task", "job", "work"),
    refuses=("jobs that depend on each other in a circle, naming them",),
)
