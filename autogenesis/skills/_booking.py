"""Booking: what is checked of a wanted day."""

from __future__ import annotations

from autogenesis.skills._skill import Skill
from blueprints import DATE, SkillSignature

EARLIEST_DAY = Skill(
    id="skill.earliest_day",
    title="Earliest day",
    summary=(
        "Takes a wanted day that is not before the first possible one; a day before that is refused, naming the day "
        "that is possible."
    ),
    behaviour="earliest_day",
    function="earliest_day",
    signature=SkillSignature(
        id="skill.earliest_day", parameters={"wanted": DATE, "first": DATE}, optional=frozenset({"first"}), result=DATE
    ),
    verbs=("request", "book", "reserve", "schedule"),
    objects=("appointment", "day", "date"),
    refuses=("a day before the first possible one, naming that",),
)
