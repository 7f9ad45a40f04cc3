"""Frames for how long texts may be: "A comment may have at most 200 characters", "A summary may not exceed 100 words"."""

from __future__ import annotations

import blueprints as bp
from autogenesis.language._draft import EntityDraft
from autogenesis.language._literals import Bound, Literal, Measure, Range
from autogenesis.language._syntax import Clause
from autogenesis.language._terms import Relation, both
from autogenesis.language.meaning._bounds import entity_of_subject, keep_rule
from autogenesis.language.meaning._claimed import Claimed, Frame
from autogenesis.language.meaning._placing import IT
from autogenesis.language.meaning._scope import NotUnderstoodError, Scope

_FUNCTIONS = {"character": "length", "letter": "length", "digit": "length", "sign": "length", "word": "word_count"}
_TURNED: dict[str, Relation] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!="}
_VERBS = frozenset({"be", "have", "contain", "exceed", "consist", "comprise", "limit", "restrict", "count", "fit"})
_HOLDING = frozenset({"text", "content", "message", "comment", "note", "description", "body", "title", "name"})


def so_long(clause: Clause, scope: Scope) -> Claimed | None:
    """A text field of so many characters or words."""
    counted = [each for each in clause.literals if _unit(each) in _FUNCTIONS]
    np = clause.subject
    if len(counted) != 1 or np is None or np.quantity is not None or clause.verb not in _VERBS or clause.conditions:
        return None
    found = entity_of_subject(np, scope)
    if found is None:
        return None
    entity, field = found[0], found[1] or _text_of(found[0])
    if field is None or field not in entity.fields or entity.fields[field].type.kind != "text":
        raise NotUnderstoodError(f"it is not known which text of a {entity.label} is meant", np.span)
    literal = counted[0]
    function = _FUNCTIONS[_unit(literal)]
    length = bp.TextFunction(function=function, arguments=(bp.Get(of=IT, field=field),))
    terms = [bp.Compare(relation=op, left=length, right=bp.whole(n)) for op, n in _limits(literal, clause)]
    scope.take(clause, clause.span)
    found_rule = keep_rule(both(*terms), entity, field, clause, scope)
    return Claimed("text_length", found_rule.elements)


def _unit(literal: Literal) -> str:
    value = literal.value if isinstance(literal, Bound) else literal.high if isinstance(literal, Range) else literal
    return value.unit if isinstance(value, Measure) else ""


def _text_of(entity: EntityDraft) -> str | None:
    """The field that is the text, where a thing is spoken of by what it says."""
    texts = [f.name for f in entity.fields.values() if f.type.kind == "text"]
    named = [name for name in texts if name in _HOLDING or name == entity.name]
    return texts[0] if len(texts) == 1 else named[0] if len(named) == 1 else None


def _limits(literal: Literal, clause: Clause) -> list[tuple[Relation, int]]:
    """How the number bounds the length."""
    if isinstance(literal, Range):
        low, high = literal.low, literal.high
        if isinstance(low, Measure) and isinstance(high, Measure):
            return [(">=", int(low.value)), ("<=", int(high.value))]
    if isinstance(literal, Bound) and isinstance(literal.value, Measure):
        denied = bool({"not", "never"} & set(clause.negators)) and not literal.text.lower().startswith(("not", "no "))
        relation: Relation = literal.op  # type: ignore[assignment]
        return [(_TURNED[relation] if denied else relation, int(literal.value.value))]
    if isinstance(literal, Measure):
        words = clause.text.lower()
        if clause.verb in {"limit", "restrict"} or "maximum" in words or "longest" in words:
            return [("<=", int(literal.value))]
        if "minimum" in words or "shortest" in words:
            return [(">=", int(literal.value))]
        if clause.verb in {"have", "consist", "contain", "comprise"} and clause.modal in {"", "must", "shall"}:
            return [("==", int(literal.value))]
    raise NotUnderstoodError(f"“{literal.text}” is no limit", literal.span)


LENGTHS: tuple[Frame, ...] = (so_long,)
