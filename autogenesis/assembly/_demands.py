"""What must hold so that a mistaken reading of a rule comes to something else than the right one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

import blueprints as b
from autogenesis.assembly._variants import Root, Trail, Variant

Demands = tuple[b.Expression, ...]
"""Conditions that must hold together."""
_MOST = 9


def demands(variant: Variant) -> list[Demands]:
    """Several ways, the simplest first: in each, all of the conditions must hold where the root is evaluated.

    They speak of inputs, of what is always bound, and of the row `it`; rows that statements go through are asked for
    as rows that there must be.
    """
    if variant.node == b.truth(True):
        return [(b.Not(term=variant.root.node),)]
    found = []
    for way in islice(_ways(variant.trail), _MOST):
        stated = _stated(variant.root, (*variant.root.tests, *way))
        if stated is not None:
            found.append(stated)
    return list(dict.fromkeys(found)) or [()]


def some_of(rows: b.Aggregate) -> b.Aggregate:
    """That there are any such rows."""
    return rows.model_copy(update={"function": "exists", "value": None, "order": ()})


def reaching(steps: Sequence[b.Statement]) -> Demands:
    """What is asked before the first of some steps does anything at all."""
    match steps[:1]:
        case [b.Each(rows=b.Aggregate() as rows)]:
            return (some_of(rows),)
        case [b.When(test=test)]:
            return (test,)
    return ()


def _stated(root: Root, conditions: Demands) -> Demands | None:
    """The conditions without the names that statements bind; None where these stand for something unknown."""
    whole: b.Expression = b.AllOf(terms=conditions)
    for name, bound in reversed(root.bound):
        if not _mentions(whole, name):
            continue
        match bound:
            case b.Aggregate(function="rows"):
                about = renamed(whole, name, b.Name(name=bound.name))
                where = (bound.where,) if bound.where is not None else ()
                whole = b.Aggregate(
                    function="exists", entity=bound.entity, name=bound.name, where=b.AllOf(terms=(*where, about))
                )
            case None | b.Aggregate():
                return None
            case _:
                whole = renamed(whole, name, bound)
    return whole.terms if isinstance(whole, b.AllOf) else (whole,)


def _ways(trail: Trail) -> Iterator[Demands]:
    """Ways to make the whole depend on the last node of the trail, and that node on what is otherwise in it."""
    node, *below = trail
    if not below:
        yield from _own(node)
        return
    child = below[0]
    for inner in islice(_ways(tuple(below)), _MOST):
        match node:
            case b.AllOf():
                yield (*inner, *(term for term in node.terms if term is not child))
            case b.AnyOf():
                yield (*inner, *(b.Not(term=term) for term in node.terms if term is not child))
            case b.Compare():
                yield from ((*inner, *edge) for edge in _edges(node))
            case b.Conditional() if child is not node.test:
                yield (*inner, node.test if child is node.then else b.Not(term=node.test))
            case b.Conditional():
                yield (*inner, _relates("!=", node.then, node.otherwise))
            case b.Extreme():
                relation = "<" if node.which == "smallest" else ">"
                yield (*inner, *(_relates(relation, child, term) for term in node.terms if term is not child))
            case b.Aggregate() if child is node.where:
                yield (_exists(node, inner),)
            case b.Aggregate() if node.where is not None:
                yield (_exists(node, (node.where, *inner)),)
            case b.Aggregate() | b.Records():
                yield ()
            case _:
                yield inner


def _own(node: b.Frozen) -> Iterator[Demands]:
    """Ways to make a node depend on its own being otherwise."""
    match node:
        case b.Compare():
            yield from _edges(node)
        case b.AllOf() | b.AnyOf():
            for term in node.terms:
                yield (term, *(b.Not(term=other) for other in node.terms if other is not term))
        case b.Not():
            yield from ((node,), (node.term,))
        case b.Conditional():
            differ = _relates("!=", node.then, node.otherwise)
            yield from ((node.test, differ), (b.Not(term=node.test), differ))
        case b.Extreme(terms=(first, second)):
            yield from ((_relates("<", first, second),), (_relates(">", first, second),))
        case _:
            yield ()


def _edges(node: b.Compare) -> Iterator[Demands]:
    """Both sides of the edge: sides alike, and the next value on the other side of it; for mere likeness, alike or
    not."""
    if node.relation in ("==", "!="):
        yield from ((node,), (b.Not(term=node),))
        return
    beyond = "<" if node.relation in ("<", ">=") else ">"
    yield (_relates("==", node.left, node.right),)
    if isinstance(node.right, b.Literally):
        yield from ((_relates("==", node.left, next),) for next in _next(node.right, -1 if beyond == "<" else 1))
    yield (_relates(beyond, node.left, node.right),)


def _next(node: b.Literally, sense: int) -> Iterator[b.Literally]:
    """The next number above, or below."""
    if isinstance(node.value, int) and not isinstance(node.value, bool):
        yield node.model_copy(update={"value": node.value + sense})
    elif isinstance(node.value, str) and node.type.is_number:
        yield node.model_copy(update={"value": str(Decimal(node.value) + sense * Decimal("0.01"))})


def _relates(relation: Any, left: Any, right: Any) -> b.Compare:
    return b.Compare(relation=relation, left=left, right=right)


def _exists(node: b.Aggregate, conditions: Demands) -> b.Aggregate:
    return b.Aggregate(function="exists", entity=node.entity, name=node.name, where=b.AllOf(terms=conditions))


def _mentions(node: Any, name: str) -> bool:
    if isinstance(node, tuple):
        return any(_mentions(item, name) for item in node)
    if isinstance(node, b.Name):
        return node.name == name
    return isinstance(node, b.Frozen) and any(_mentions(getattr(node, each), name) for each in type(node).model_fields)


def renamed(node: Any, name: str, other: b.Expression) -> Any:
    """The node with something else in the place of a name."""
    if isinstance(node, tuple):
        return tuple(renamed(item, name, other) for item in node)
    if isinstance(node, b.Name):
        return other if node.name == name else node
    if isinstance(node, b.Frozen):
        return node.model_copy(
            update={each: renamed(getattr(node, each), name, other) for each in type(node).model_fields}
        )
    return node
