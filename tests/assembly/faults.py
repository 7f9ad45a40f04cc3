"""Plants faults in a Specification, one at a time, and counts those that the stories of its package notice.

    python -m tests.assembly.faults TEXT... [--most N]

The oracle tells the stories, so that no package has to run and every rule can be tried; see docs/mutation.md.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import blueprints as b
from autogenesis.assembly import OracleError, performer, run_scenario, stories
from autogenesis.language import understand

_NEAR = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"), "==": ("!=",), "!=": ("==",)}
_LEFT_ALONE = frozenset({"type", "spans", "id", "text", "summary", "reason"})
_BREAKS = (OracleError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True)
class Fault:
    """A Specification with a fault: in which element, and what it is."""

    element: str
    what: str
    specification: b.Specification


Changed = Iterator[tuple[str, Any]]


def faults(specification: b.Specification) -> Iterator[Fault]:
    """Every fault of every rule and deed."""
    for part, names in (
        ("operations", ("guards", "steps", "result")),
        ("entities", ("derivations", "invariants")),
        ("reactions", ("when", "steps")),
        ("timers", ("at", "when", "steps")),
        ("schedules", ("steps",)),
    ):
        held = getattr(specification, part)
        for place, element in enumerate(held):
            for name in names:
                for what, value in _changed(getattr(element, name)):
                    other = element.model_copy(update={name: value})
                    whole = specification.model_copy(update={part: (*held[:place], other, *held[place + 1 :])})
                    yield Fault(f"{element.id} {name}", what, whole)


def _changed(node: Any) -> Changed:
    """The node with a fault in it or in something below it."""
    if isinstance(node, tuple):
        for place, item in enumerate(node):
            if isinstance(item, b.Create | b.Update | b.Notify):
                yield f"drops {item.do}", (*node[:place], *node[place + 1 :])
            for what, changed in _changed(item):
                yield what, (*node[:place], changed, *node[place + 1 :])
    elif isinstance(node, b.Frozen):
        yield from _turned(node)
        for name in type(node).model_fields:
            if name not in _LEFT_ALONE:
                for what, changed in _changed(getattr(node, name)):
                    yield what, node.model_copy(update={name: changed})


def _turned(node: b.Frozen) -> Changed:
    match node:
        case b.Compare():
            for relation in _NEAR[node.relation]:
                yield f"{node.relation} → {relation}", node.model_copy(update={"relation": relation})
        case b.AllOf():
            yield "and → or", b.AnyOf(terms=node.terms)
        case b.AnyOf():
            yield "or → and", b.AllOf(terms=node.terms)
        case b.Not():
            yield "drops not", node.term
        case b.Arithmetic(operator="+" | "-"):
            yield "+ ↔ -", node.model_copy(update={"operator": "-" if node.operator == "+" else "+"})
        case b.Extreme():
            other = "largest" if node.which == "smallest" else "smallest"
            yield f"{node.which} → {other}", node.model_copy(update={"which": other})
        case b.Conditional():
            yield "then ↔ otherwise", node.model_copy(update={"then": node.otherwise, "otherwise": node.then})
        case b.When():
            yield "when negated", node.model_copy(update={"test": b.Not(term=node.test)})
        case b.Guard():
            yield "guard dropped", node.model_copy(update={"requires": b.Literally(type=b.BOOLEAN, value=True)})
        case b.Literally():
            yield from _moved(node)


def _moved(node: b.Literally) -> Changed:
    """A number one more and one less, an amount by its last decimal; a truth negated."""
    if isinstance(node.value, bool):
        yield f"{node.value} negated", node.model_copy(update={"value": not node.value})
    elif node.type.is_number or node.type.kind == "duration":
        number = Decimal(str(node.value))
        step = Decimal(1).scaleb(int(number.as_tuple().exponent)) if isinstance(node.value, str) else Decimal(1)
        for other in (number + step, number - step):
            value = int(other) if isinstance(node.value, int) else str(other)
            yield f"{node.value} → {value}", node.model_copy(update={"value": value})


def measured(specification: b.Specification, *, most: int | None = None, seed: int = 7) -> dict[str, Any]:
    """Noticed and tried, and the faults that no story notices; `most` are chosen where there are more."""
    found = list(faults(specification))
    chosen = found if most is None or len(found) <= most else random.Random(seed).sample(found, most)
    perform, told = performer(specification), stories(specification)

    def noticed(fault: Fault) -> bool:
        for story in told:
            try:
                if run_scenario(fault.specification, story, perform=perform).failures:
                    return True
            except _BREAKS:
                return True
        return False

    missed = [f"{fault.element}: {fault.what}" for fault in chosen if not noticed(fault)]
    return {"faults": len(found), "tried": len(chosen), "noticed": len(chosen) - len(missed), "missed": missed}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--most", type=int)
    given = parser.parse_args()
    for path in given.texts:
        found = measured(understand(path.read_text(encoding="utf-8")).specification, most=given.most)
        print(json.dumps({"text": path.stem, **found}, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
