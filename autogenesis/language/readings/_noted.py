"""Reads what is noted from lines of a class: who is to do it, by when, and what becomes of those that name nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, article, snake
from autogenesis.language._inflect import plural_of
from autogenesis.language._literals import Duration
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import absent, choice, create, over, same
from autogenesis.language.readings._classes import Classes
from autogenesis.language.readings._text_files import TextFiles

_HEADERS = (
    regex(
        r"^(?:for|of|with|from)\s+(?:(?:each|every|an?|all|the)\s+)?(?P<class>[a-z][a-z -]*?)\s*,?\s+(?:it|he|she|they|we|the\s+[a-z]+)\s+(?:also\s+)?"
        r"(?:notes?|records?|writes?\s+down|keeps?|extracts?|finds?|picks?\s+out)\s+",
        re.IGNORECASE,
    ),
    regex(r"^(?:each|every|an?)\s+(?P<class>[a-z][a-z -]*?)\s+(?:has|gets|is\s+given|bears|carries)\s+", re.IGNORECASE),
)
_WHO = regex(
    r"(?:the|an?|its)\s+(?P<who>[a-z][a-z -]*?)\s*(?:,\s*|\(\s*|\s)(?:(?:always\s+)?one\s+of|among|from)\s+(?:our|the|its|their)\s+(?P<group>[a-z][a-z -]*?)\s*[(:,]\s*"
    r"(?P<names>[A-Z][^();:]*?)\s*(?:\)|(?=;)|(?=,\s+and\s+(?:the|an?|its)\b))"
)
_DAY = regex(
    r"(?:\band\s+|,\s*|^|;\s*)(?:the|an?|its)\s+(?P<day>[a-z][a-z -]*?)\s*(?::|\(|,\s*where)\s*(?P<rules>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = r"[\"“]([^\"”]+)[\"”]"
_WEEKDAY = regex(
    rf"{_QUOTED}\s+(?:and|plus|with|followed\s+by|before)\s+(?:an?|the\s+name\s+of\s+an?|any)\s+(?:weekday|day\s+of\s+the\s+week|week\s+day)\s*(?:means|is|stands\s+for|=)?\s*"
    r"the\s+(?:first|next)\s+(?:such\s+|that\s+)?(?:day|weekday|one)\s+after\b",
    re.IGNORECASE,
)
_MONTH = regex(
    rf"{_QUOTED}\s*(?:means|is|stands\s+for|=)?\s*(?:(?:that|the)\s+month['’]s\s+last\s+day|the\s+last\s+day\s+of\s+(?:that|the)\s+(?:same\s+)?month)",
    re.IGNORECASE,
)
_NEITHER = regex(
    r"\b(?:with\s+neither|with\s+none|without\s+(?:either|any|one|both)|if\s+neither|otherwise|else|failing\s+(?:that|both)|in\s+all\s+other\s+cases)\b",
    re.IGNORECASE,
)
_AND = regex(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+")


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted from the lines of a class: whose it is (by name, out of the rows of `people`) and its deadline."""

    entity: EntityDraft
    who: str | None
    people: EntityDraft | None
    deadline: str | None
    made: str


def read_noted(unit: Unit, draft: Draft) -> None:
    """ "For tasks it notes the owner, one of our members (Ada, Bo), and the deadline: "by" and a weekday means …"."""
    classes, files = draft.recall(Classes), draft.recall(TextFiles)
    header = next((found for each in _HEADERS if (found := each.search(unit.text)) is not None), None)
    kind = classes.chosen(header["class"]) if classes and header else None
    if classes is None or header is None or kind is None or draft.claimed(unit.span):
        return
    who = _WHO.search(unit.text, header.end())
    day = _DAY.search(unit.text, who.end() if who else header.end())
    rules = _rules(unit, day) if day and files and classes.entity is files.line else None
    if who is None and rules is None:
        return
    entity = draft.entity(kind, unit.span)
    draft.add_field(entity, classes.entity.label, classes.entity.type)
    draft.add_field(entity, "number", bp.INTEGER)
    draft.made_by_rule.add(entity.name)
    count = bp.Arithmetic(operator="+", left=over("count", entity.name), right=bp.whole(1))
    values: dict[str, bp.Expression | str] = {classes.entity.name: "it", "number": count}
    steps: list[bp.Statement] = []
    field, people = _whose(draft, entity, who, unit, steps, values) if who else (None, None)
    deadline = None
    if rules is not None and day is not None and files is not None:
        deadline = draft.add_field(entity, " ".join(day["day"].lower().split()), bp.DATE, unit.span, required=False)
        of_file = bp.path("it", files.file.name, files.day)
        arguments = (("text", bp.path("it", "text")), ("day", of_file), *rules.items())
        steps.append(bp.Perform(skill="skill.worded_deadline", arguments=arguments, name="worded"))
        values[deadline] = "worded.day"
    entity.derivations["text"] = bp.Derivation(
        id=f"derivation.{entity.name}.text",
        name="text",
        label="text",
        type=bp.TEXT,
        value=bp.path("it", classes.entity.name, "text"),
    )
    reaction = bp.Reaction(
        id=draft.unique(f"reaction.note_{entity.name}"), spans=(unit.span,), summary=f"Note {article(entity.label)} from its {classes.entity.label}.",
        trigger=bp.Trigger(on="created", entity=classes.entity.id), when=same(f"it.{classes.name}", choice(kind, classes.choices)),
        steps=(*steps, create(entity.name, None, **values)),
    )  # fmt: skip
    draft.reactions.append(reaction)
    draft.remember(Noted(entity, field, people, deadline, reaction.id))
    draft.assume(
        f"{plural_of(entity.label).capitalize()} are numbered in the order in which they are noted.", unit.span
    )
    end = unit.span[1] if rules is not None else unit.span[0] + (who.end() if who else header.end())
    draft.claim((unit.span[0], end), "noted_from_text", [entity.id, reaction.id])


def _whose(
    draft: Draft,
    entity: EntityDraft,
    who: re.Match[str],
    unit: Unit,
    steps: list[bp.Statement],
    values: dict[str, bp.Expression | str],
) -> tuple[str, EntityDraft]:
    """Who is named first in the line, of the people that the text names."""
    label, span = " ".join(who["who"].lower().split()), (unit.span[0] + who.start(), unit.span[0] + who.end())
    group = next(
        (p.label for p in unit.pieces if p.kind == "N" and p.text.lower().endswith(who["group"].lower().split()[-1])),
        who["group"],
    )
    people = draft.entity(group, span)
    draft.add_field(people, "name", bp.TEXT, span)
    people.key = "name"
    people.initial = [(("name", bp.text(name)),) for name in _AND.split(who["names"].strip()) if name]
    field = draft.add_field(entity, label, bp.Type(kind="person"), span, required=False)
    names = over("values", people.name, None, f"{people.name}.name")
    steps.append(
        bp.Perform(
            skill="skill.first_named", arguments=(("text", bp.path("it", "text")), ("names", names)), name="naming"
        )
    )
    values[field] = "naming.name"
    several = f"{article(entity.label).capitalize()} that names two {people.plural} has the one as {label} who is named first."
    draft.assume(several, span)
    draft.questions.append(
        bp.Question(
            id=draft.unique(f"question.{entity.name}_{snake(label)}"),
            spans=(span,),
            text=f"Who is the {label} of {article(entity.label)} that names two {people.plural}?",
            default=several,
        )
    )
    draft.claim(
        span,
        "undefined_choice",
        [],
        status="assumed",
        note=f"The text does not say who is the {label} of {article(entity.label)} that names two {people.plural}. {several}",
    )
    return field, people


def _rules(unit: Unit, day: re.Match[str]) -> dict[str, bp.Expression] | None:
    """The wordings of deadlines, as arguments of the skill; None where the words are not understood."""
    text = day["rules"]
    weekday, month, neither = _WEEKDAY.search(text), _MONTH.search(text), _NEITHER.search(text)
    if weekday is None:
        return None
    rules: dict[str, bp.Expression] = {"before": bp.text(weekday[1].strip())}
    if month is not None:
        rules["month_end"] = bp.text(month[1].strip())
    if neither is not None:
        place = unit.span[0] + day.start("rules") + neither.start()
        after = next((p.literal for p in unit.pieces if p.span[0] >= place and isinstance(p.literal, Duration)), None)
        days = {"day": 1, "week": 7}.get(after.unit.rstrip("s")) if after else None
        if after is None or days is None:
            return None
        rules["otherwise"] = bp.whole(int(after.value) * days)
    return rules


def read_named_nobody(unit: Unit, draft: Draft) -> None:
    """ "A task naming no member goes on the warden's list"."""
    noted = draft.recall(Noted)
    if noted is None or noted.who is None or noted.people is None:
        return
    things = "|".join(map(re.escape, {noted.entity.label, plural_of(noted.entity.label)}))
    whom = "|".join(
        map(re.escape, {noted.people.label, noted.people.plural, noted.who.replace("_", " "), "name", "names"})
    )
    found = re.search(
        rf"\b(?:{things})\s+(?:naming|(?:that|which)\s+names?|without|with|that\s+has|that\s+have)\s+(?:no|none\s+of\s+(?:our|the)|an?|any)?\s*(?:{whom})\s*,?\s+"
        r"(?:goes?|comes?|(?:is|are)\s+put|lands?|belongs?)\s+(?:on|onto|to|into)\s+(?:the\s+)?(?P<owner>[a-z][a-z -]*?)(?:['’]s)?\s+(?:list|pile)\b",
        unit.text, re.IGNORECASE,
    )  # fmt: skip
    if found is None or not re.search(r"\b(?:no|none|without)\b", found[0], re.IGNORECASE):
        return
    owner = " ".join(found["owner"].lower().split())
    actor = draft.actor(owner, unit.span)
    which = absent(f"{noted.entity.name}.{noted.who}")
    label = noted.who.replace("_", " ")
    listing = draft.operation(
        f"show {owner} list",
        None,
        "command",
        f"Show the {owner}'s list: the {noted.entity.plural} without {article(label)}.",
        unit.span,
    )
    listing.actors.append(actor)
    listing.result = over("rows", noted.entity.name, which)
    rest = unit.text[found.end() :]
    kept = re.fullmatch(
        rf"(?:\s*,?\s*(?:and\s+)?(?:(?:its|the|with|their)\s+)*(?:{label}\s+(?:is\s+|stays\s+|left\s+)?(?:blank|empty)|(?:is\s+|are\s+)?never\s+filled\s+in|nobody\s+fills\s+it\s+in))*\s*\.?",
        rest,
        re.IGNORECASE,
    )
    end = unit.span[1] if kept else unit.span[0] + found.end()
    draft.claim((unit.span[0], end), "named_nobody", [listing.id, f"field.{noted.entity.name}.{noted.who}", noted.made])
