"""Reads ranking tables: what a win and a draw are worth, and what decides between equals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, best_field
from autogenesis.language._literals import Measure, Number
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import both, over, present, same
from autogenesis.language._text import Span
from autogenesis.language.readings._encounters import Encounter, encounter_of, records

_OUTCOMES = {
    **dict.fromkeys(("win", "victory", "winner", "won"), "win"),
    **dict.fromkeys(("draw", "tie", "stalemate"), "draw"),
    **dict.fromkeys(("loss", "defeat", "loser", "lost"), "loss"),
}
_NONE = frozenset({"none", "nothing", "zero", "no"})
_EQUAL = r"(?:equal|level|tied|even|the same|identical)"
_CHAIN = (
    regex(
        rf"^(?:if|when|where|whenever)\s+(?:the\s+)?(?P<first>[\w ]+?)\s+(?:are|is)\s+{_EQUAL}\s*,\s*(?P<rest>.+)$",
        re.I | re.S,
    ),
    regex(rf"^(?:on|at|with|for)\s+{_EQUAL}\s+(?P<first>[\w ]+?)\s*,?\s+(?P<rest>(?:the\s+)?\w.+)$", re.I | re.S),
    regex(
        r"^(?P<first>)(?:the\s+)?(?:[\w ]+?)\s+(?:are|is)\s+(?:ranked|ordered|sorted|decided|settled)\s+by\s+(?P<rest>.+)$",
        re.I | re.S,
    ),
    regex(
        r"^(?P<first>)(?:the\s+)?(?:ties|draws in the \w+|equal \w+)\s+are\s+(?:broken|decided|settled|resolved)\s+by\s+(?P<rest>.+)$",
        re.I | re.S,
    ),
)
_LINK = regex(
    r"\s*(?:[,;]\s*)?(?:and\s+)?\b(?:then|finally|lastly|after that|next)\b\s*(?:by\s+)?|\s*,\s*(?:and\s+)?", re.I
)
_DECIDES = regex(r"\s+(?:decides?|counts?|comes?|matters?|ranks?|goes?)(?:\s+(?:first|next|higher|above))?\s*$", re.I)
_TABLE = regex(r"\b(table|ranking|standings?|league|leaderboard)\b", re.I)


@dataclass
class Ranking:
    """What the sentences say of the table; `fields` maps a skill's figure to the field that shows it."""

    encounter: Encounter
    points: dict[str, int]
    table: EntityDraft | None = None
    criteria: list[str] = field(default_factory=list)
    number: str | None = None
    reactions: list[str] = field(default_factory=list)


def ranking_of(draft: Draft) -> Ranking | None:
    """The ranking that the text speaks of."""
    return draft.recall(Ranking)


def read_points(unit: Unit, draft: Draft) -> None:
    """ "A win gives 3 points, a draw 1", "2 points for a win, 1 for a tie, none for a loss"."""
    points = _points(unit)
    known = ranking_of(draft)
    if "win" in points and known is not None and known.points == points:
        draft.claim(unit.span, "ranking_points", known.reactions)
    encounter = encounter_of(draft) if points and known is None else None
    if "win" not in points or encounter is None or not encounter.scored:
        return
    ranking = Ranking(encounter, points)
    draft.remember(ranking)
    spans = [unit.span]
    for other in draft.units:
        if f"ranking_order@{other.id}" not in draft.barred and _read_chain(other, ranking, draft):
            spans.append(other.span)
    ranking.criteria = [*dict.fromkeys(["points", *ranking.criteria])]
    elements = _table(ranking, draft, unit.span)
    for span in spans:
        draft.claim(span, "ranking_points" if span == unit.span else "ranking_order", elements)


def _points(unit: Unit) -> dict[str, int]:
    """What each outcome is worth: outcomes and numbers alternate, in either order."""
    if not re.search(r"\bpoints?\b", unit.text, re.I):
        return {}
    row: list[str | int] = []
    for piece in unit.pieces:
        words = [t.lemma.lower() for t in piece.tokens] + [t.lower for t in piece.tokens]
        outcome = next((_OUTCOMES[w] for w in words if w in _OUTCOMES), None)
        value = piece.literal
        if (
            isinstance(value, Number | Measure)
            and value.value == int(value.value)
            and (isinstance(value, Number) or value.unit == "point")
        ):
            row.append(int(Decimal(value.value)))
        elif any(w in _NONE for w in words):
            row.append(0)
        elif outcome is not None:
            row.append(outcome)
    pairs = list(zip(row[::2], row[1::2], strict=False))
    if len(row) % 2 or not pairs:
        return {}
    named = [(a, b) if isinstance(a, str) else (b, a) for a, b in pairs]
    return {a: b for a, b in named if isinstance(a, str) and isinstance(b, int)}


def _read_chain(unit: Unit, ranking: Ranking, draft: Draft) -> bool:
    """What decides between equals, in order."""
    text = unit.text.rstrip(" .!;")
    found = next((m for pattern in _CHAIN if (m := pattern.match(text))), None)
    if found is None:
        return False
    terms = [_DECIDES.sub("", part).strip() for part in _LINK.split(found["rest"]) if part.strip()]
    criteria = [_criterion(term, ranking, draft) for term in ([found["first"]] if found["first"] else []) + terms]
    if not criteria or any(c is None for c in criteria):
        return False
    ranking.criteria += [c for c in criteria if c is not None]
    if "direct" in criteria:
        start = unit.span[0] + text.lower().find(
            next(t for t in terms if _criterion(t, ranking, draft) == "direct").lower()
        )
        note = "Where three or more are equal on everything before it, the points from matches among them count; the text does not say so."
        label = ranking.encounter.entity.label
        words = draft.text.at((start, start + len(next(t for t in terms if _criterion(t, ranking, draft) == "direct"))))
        draft.gap(
            f"How “{words}” ranks three or more that are equal on everything before it is not said; the points from each {label} among them count.",
            "assumed",
            (start, start + len(words)),
        )
        draft.assume(note.replace("matches", ranking.encounter.entity.plural), (start, start + len(words)))
    return True


def _criterion(term: str, ranking: Ranking, draft: Draft) -> str | None:
    """The name by which the skill knows a criterion; None where it is none that can be reckoned."""
    words = [
        w
        for w in re.findall(r"[a-z]+(?:-[a-z]+)*", term.lower())
        if w not in {"the", "a", "an", "of", "by", "their", "more", "most", "better", "best", "total"}
    ]
    if not words:
        return None
    low = re.search(r"\b(?:lower|lowest|smaller|smallest)\b", term, re.I)
    high = re.search(r"\b(?:higher|highest|larger|largest|greater)\b", term, re.I)
    if low or high:
        return _numbered(words, ranking, "lower" if low else "higher")
    if {"direct", "head-to-head", "between"} & set(words):
        return "direct"
    if words[-1] == "difference" or words[0] == "difference":
        return "difference"
    if words[-1] in {"points", "point"}:
        return "points"
    if words[-1] in {"wins", "victories", "won"}:
        return "wins"
    score = ranking.encounter.entity.fields[ranking.encounter.first_score].label.split()[-1].lower()
    if score.rstrip("s") in {w.rstrip("s") for w in words}:
        fewest = {"fewer", "fewest", "least", "conceded", "against"} & set(words)
        return "fewest" if fewest else "scored"
    return None


def _numbered(words: list[str], ranking: Ranking, which: str) -> str | None:
    """ "the lower team id": by a whole number of those who are ranked."""
    side = ranking.encounter.side
    kept = [
        w
        for w in words
        if w not in {"lower", "lowest", "smaller", "smallest", "higher", "highest", "larger", "largest", "greater"}
    ]
    wholes = {f.name for f in side.fields.values() if f.type.kind == "integer"}
    name = best_field(side, kept) or (side.key if kept and kept[-1] in {"id", "number", "no", "code"} else None)
    if name not in wholes:
        return None
    ranking.number = name
    return which


def _table(ranking: Ranking, draft: Draft, span: Span) -> list[str]:
    """The entity that shows the ranking, with a line for each; and the reactions that keep it up to date."""
    side = ranking.encounter.side
    named = _TABLE.search(draft.text.text)
    label = named.group(1).lower().rstrip("s") if named else "standing"
    table = draft.entity(label, span)
    ranking.table = table
    link = table.reference_to(side) or draft.add_field(table, side.label, side.type)
    figures = _figures(ranking, table, draft)
    draft.made_by_rule.add(table.name)
    table.key = None
    entity = ranking.encounter.entity
    for name, trigger in (
        (f"reaction.recalculate_{table.name}", bp.Trigger(on="changed", entity=entity.id)),
        (f"reaction.enter_{side.name}_in_{table.name}", bp.Trigger(on="created", entity=side.id)),
    ):
        reaction = bp.Reaction(
            id=draft.unique(name),
            spans=(span,),
            summary=f"Recalculate the {table.label}.",
            trigger=trigger,
            steps=_steps(ranking, table, link, figures),
        )
        draft.reactions.append(reaction)
        ranking.reactions.append(reaction.id)
    return [table.id, *ranking.reactions]


def _figures(ranking: Ranking, table: EntityDraft, draft: Draft) -> dict[str, str]:
    """The field for each figure of the skill: those that the text lists, and what the criteria speak of."""
    score = ranking.encounter.entity.fields[ranking.encounter.first_score].label.split()[-1]
    labels = {
        "rank": "rank",
        "points": "points",
        "difference": f"{score} difference",
        "scored": f"{score} scored",
        "wins": "wins",
    }
    known = {"rank": "rank", "points": "points", "difference": "difference", "scored": "scored", "won": "wins"}
    made: dict[str, str] = {}
    for figure, criterion in known.items():
        held = _shown(table, figure if figure != "won" else "wins", score)
        if held is None and figure != "rank" and criterion not in ranking.criteria:
            continue
        name = held or draft.add_field(table, labels[criterion], bp.INTEGER)
        table.fields[name] = table.fields[name].model_copy(update={"type": bp.INTEGER, "required": True})
        made[name] = figure
    return made


def _shown(table: EntityDraft, figure: str, score: str) -> str | None:
    """The field that the text itself gives a figure."""
    for f in table.fields.values():
        words = f.label.lower().split()
        if figure in words or (figure == "scored" and words[-1] == score and "difference" not in words):
            return f.name
    return None


def _steps(ranking: Ranking, table: EntityDraft, link: str, figures: dict[str, str]) -> tuple[bp.Statement, ...]:
    encounter = ranking.encounter
    entity, side = encounter.entity, encounter.side
    played = both(present(f"{entity.name}.{encounter.first_score}"), present(f"{entity.name}.{encounter.second_score}"))
    results = records(
        entity, played, first=bp.path(entity.name, encounter.first), second=bp.path(entity.name, encounter.second),
        first_score=bp.path(entity.name, encounter.first_score), second_score=bp.path(entity.name, encounter.second_score),
    )  # fmt: skip
    number = {"number": bp.path(side.name, ranking.number)} if ranking.number else {"number": bp.whole(0)}
    arguments = {
        "contestants": records(side, key=bp.path(side.name, "id"), **number), "results": results, "criteria": bp.text(", ".join(ranking.criteria)),
        **{name: bp.whole(ranking.points.get(name, 0)) for name in ("win", "draw", "loss")},
    }  # fmt: skip
    values = tuple((name, bp.path("ranked", figure)) for name, figure in figures.items())
    line = "line"
    return (
        bp.Perform(skill="skill.ranking", arguments=tuple(arguments.items()), name="all_ranked"),
        bp.Each(
            name="ranked", rows=bp.Name(name="all_ranked"),
            steps=(
                bp.Let(name=line, value=over("first", table.name, same(f"{table.name}.{link}", "ranked.key"))),
                bp.When(
                    test=present(line), then=(bp.Update(row=bp.Name(name=line), values=values),),
                    otherwise=(bp.Create(entity=table.id, values=((link, bp.path("ranked", "key")), *values)),),
                ),
            ),
        ),
    )  # fmt: skip
