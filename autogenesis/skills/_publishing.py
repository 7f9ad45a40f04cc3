"""Filling what appears on a rhythm: what it takes and gives."""

from __future__ import annotations

from autogenesis.skills._skill import Skill
from blueprints import BOOLEAN, DATE, INTEGER, PERSON, SkillSignature, Type, list_of


def _record(**fields: Type) -> Type:
    return Type(kind="record", fields=tuple(fields.items()))


FILLED_ISSUES = Skill(
    id="skill.filled_issues",
    title="Filled issues",
    summary=(
        "Places entries in issues on a rhythm: those with a leading date first, then in the order they came, up to a "
        "number; what does not fit opens the next issue, and nobody appears twice in one where that is wanted."
    ),
    behaviour="filled_issues",
    function="fill_issues",
    signature=SkillSignature(
        id="skill.filled_issues",
        parameters={
            "entries": list_of(_record(key=PERSON, earliest=DATE, owner=PERSON, leading=DATE)),
            "every": INTEGER,
            "capacity": INTEGER,
            "one_each": BOOLEAN,
        },
        optional=frozenset({"capacity", "one_each"}),
        result=list_of(_record(key=PERSON, day=DATE, place=INTEGER)),
    ),
    verbs=("fill", "publish", "hold"),
    objects=("issue", "edition", "number"),
    refuses=("an entry given twice", "a rhythm of less than a day", "an issue that holds nothing"),
)
