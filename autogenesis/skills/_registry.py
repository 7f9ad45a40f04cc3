"""The skills there are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from autogenesis.core import SkillError
from autogenesis.skills._booking import EARLIEST_DAY
from autogenesis.skills._games import (
    ADVANCE_BOUNCING,
    ADVANCE_CRAWLING,
    BEGIN_BOUNCING,
    BEGIN_CRAWLING,
    BEGIN_SOWING,
    BOUNCING_VIEW,
    CRAWLING_VIEW,
    GREEDY_HOLE,
    PRESS_BAR,
    SOW,
    SOWING_VIEW,
    TURN,
)
from autogenesis.skills._publishing import FILLED_ISSUES
from autogenesis.skills._scheduling import LIST_SCHEDULING
from autogenesis.skills._sharing import (
    ASCENDING_AUCTION,
    AUCTION_REPLAY,
    FAIR_ALLOCATION,
    RANKING,
    ROUND_ROBIN,
    SPACED_DAYS,
)
from autogenesis.skills._skill import Skill
from autogenesis.skills._texts import DAY_IN_NAME, FIRST_NAMED, QUOTE_PASSAGES, TEXT_LINES, WORDED_DEADLINE
from blueprints import SkillSignature

_ALL = (
    EARLIEST_DAY,
    LIST_SCHEDULING,
    FAIR_ALLOCATION,
    ROUND_ROBIN,
    RANKING,
    ASCENDING_AUCTION,
    AUCTION_REPLAY,
    SPACED_DAYS,
    FILLED_ISSUES,
    DAY_IN_NAME,
    TEXT_LINES,
    FIRST_NAMED,
    WORDED_DEADLINE,
    QUOTE_PASSAGES,
    BEGIN_SOWING,
    SOW,
    GREEDY_HOLE,
    SOWING_VIEW,
    BEGIN_BOUNCING,
    PRESS_BAR,
    ADVANCE_BOUNCING,
    BOUNCING_VIEW,
    BEGIN_CRAWLING,
    TURN,
    ADVANCE_CRAWLING,
    CRAWLING_VIEW,
)


@cache
def skills() -> Mapping[str, Skill]:
    """Every skill by its id."""
    return {skill.id: skill for skill in _ALL}


@cache
def signatures() -> Mapping[str, SkillSignature]:
    """What every skill takes and gives, by its id: what the checks of blueprints need."""
    return {id: skill.signature for id, skill in skills().items()}


def skill(id: str) -> Skill:
    """The skill with that id; SkillError where there is none."""
    if id not in skills():
        raise SkillError(f"there is no skill {id}", where="skills", remedy=f"Use one of: {', '.join(sorted(skills()))}")
    return skills()[id]


def catalogue() -> str:
    """Every skill as one page of Markdown: `docs/skills.md`."""
    lines = [
        "# Skills",
        "",
        "Behaviours that a Specification can call with `perform`. Made from the registry.",
        "",
    ]
    for one in skills().values():
        lines += [
            f"## {one.title}",
            "",
            f"`{one.id}`: {one.summary}",
            "",
            "| Parameter | Type | |",
            "|---|---|---|",
        ]
        for name, type in one.signature.parameters.items():
            optional = "optional" if name in one.signature.optional else ""
            lines.append(f"| `{name}` | {_shown(type)} | {optional} |")
        lines += ["", f"Result: {_shown(one.signature.result)}.", ""]
        if one.refuses:
            lines += ["Refuses: " + "; ".join(one.refuses) + ".", ""]
        lines += [f"Carried out by `{one.function}` in `autogenesis/kit/behaviours/{one.behaviour}.py`.", ""]
    return "\n".join(lines)


def _shown(type: object) -> str:
    from blueprints import Type

    assert isinstance(type, Type)
    if type.kind == "list":
        return f"list of {_shown(type.item)}"
    if type.kind == "record":
        return "record of " + ", ".join(f"`{name}` ({_shown(held)})" for name, held in type.fields)
    return str(type)
