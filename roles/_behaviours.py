"""Behaviours that a model may write: what it is shown of an operation, and how its source is tried."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation

from autogenesis.assembly import PackageTree, interface_of, open_operations, trial_script
from autogenesis.skills import skills
from blueprints import PLAIN_KINDS, Behaviour, Json, Operation, PlainKind, Specification
from roles._artefacts import Unwritten
from roles._source_checks import source_problems
from roles._workshop import Workshop

LEAST_EXAMPLES, _MOST_EXAMPLES = 3, 40
_SECONDS = 5.0
_MOST_TESTS, _MOST_SHOWN, _MOST_WRONG = 2, 700, 4
_FIELD = re.compile(r"[a-z][a-z0-9_]{1,39}")
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 5


def unwritten(specification: Specification, tree: PackageTree) -> tuple[Unwritten, ...]:
    """The operations of which the text says no more than that they are done, as a model is shown them."""
    texts = [body.decode() for path, body in tree.items() if path in ("tests/test_operations.py", "tests/test_time.py")]
    return tuple(_unwritten(specification, operation, texts) for operation in open_operations(specification))


def _unwritten(specification: Specification, operation: Operation, texts: Sequence[str]) -> Unwritten:
    carried = {one.id for one in specification.requirements if operation.id in one.elements}
    near = {clause.sentence for clause in specification.clauses if clause.requirement in carried}
    sentences = tuple(one.text for one in specification.sentences if one.id in near)
    (entity,) = (one for one in specification.entities if one.id == operation.entity)
    tests = [
        test[:_MOST_SHOWN]
        for text in texts
        for test in re.split(r"\n\n\n(?=def )", text)
        if test.startswith("def ") and f'"{operation.name}"' in test
    ]
    return Unwritten(
        id=f"written.{operation.name}",
        spans=operation.spans,
        operation=operation.id,
        function=operation.name,
        parameters={
            name: f"{PLAIN_KINDS[kind].type} | None" if name != "today" else "date"
            for name, kind in interface_of(specification, operation).items()
        },
        sentences=sentences,
        tests=tuple(tests[:_MOST_TESTS]),
        skills=_nearest(" ".join((operation.summary, *sentences))),
        taken=(*(one.name for one in entity.fields), *(one.name for one in entity.derivations)),
    )


def _nearest(text: str) -> tuple[str, ...]:
    """The two skills that share most words with the text, each in a line."""
    wanted = _words(text)
    known = sorted(skills().values(), key=lambda one: -len(wanted & _words(f"{one.title} {one.summary} {one.verbs}")))
    return tuple(f"{one.id}({', '.join(map(str, one.signature.parameters))}): {one.summary}" for one in known[:2])


def _words(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower())}


def stated_problems(behaviour: Behaviour, asked: Unwritten, kinds: Mapping[str, PlainKind]) -> list[str]:
    """What speaks against a behaviour before anything of it runs."""
    found = []
    if behaviour.operation != asked.operation or behaviour.id != asked.id:
        found.append(f"it is for {behaviour.operation}, and {asked.operation} was asked for as {asked.id}")
    if not _FIELD.fullmatch(behaviour.field) or behaviour.field in (*asked.taken, "id"):
        found.append(
            f"field {behaviour.field!r:.60} must be a new name in snake_case; {', '.join(asked.taken)} are taken"
        )
    if not LEAST_EXAMPLES <= len(behaviour.examples) <= _MOST_EXAMPLES:
        found.append(f"it has {len(behaviour.examples)} examples; {LEAST_EXAMPLES} to {_MOST_EXAMPLES} are asked for")
    elif len({json.dumps(one.result) for one in behaviour.examples}) < 2:
        found.append("its examples all give the same and so show nothing")
    for number, example in enumerate(behaviour.examples[:_MOST_EXAMPLES], 1):
        if example.given.keys() != kinds.keys():
            found.append(f"example {number} must give {', '.join(kinds)}")
        wrong = [name for name, value in example.given.items() if name in kinds and not _fits(kinds[name], value)]
        if wrong or not _fits(behaviour.kind, example.result):
            found.append(f"example {number}: {', '.join(wrong) or 'its result'} is not of its kind")
    return found + source_problems(behaviour.source, asked.function, tuple(asked.parameters))


def _fits(kind: PlainKind, value: Json) -> bool:
    """Whether a JSON value is one of the kind, or absent."""
    if value is None:
        return True
    try:
        match kind:
            case "decimal":
                return type(value) in (int, str) and Decimal(str(value)).is_finite()
            case "date":
                return isinstance(value, str) and bool(date.fromisoformat(value))
            case "time":
                return isinstance(value, str) and time.fromisoformat(value).tzinfo is None
    except (ValueError, InvalidOperation):
        return False
    return type(value) is {"text": str, "integer": int, "boolean": bool}[kind]


def tried_problems(
    behaviour: Behaviour, asked: Unwritten, kinds: Mapping[str, PlainKind], workshop: Workshop
) -> tuple[list[str], int]:
    """What speaks against a behaviour once it ran in the sandbox: on its examples, there and back, and on edges;
    and how many of the examples hold."""
    examples = [dict(one.given) for one in behaviour.examples]
    cases = [*examples, *_edges(kinds), *reversed(examples)]
    given = {"source": behaviour.source, "function": asked.function, "kinds": dict(kinds), "cases": cases}
    answers = []
    for seed in (0, 1):
        result = workshop.trial(trial_script(), json.dumps(given), seed=seed, seconds=_SECONDS)
        if result.stopped_by is not None:
            return [f"it was stopped in the sandbox: too much {result.stopped_by}"], 0
        try:
            told = json.loads(result.stdout)
        except ValueError:
            told = None
        if result.exit_code or not isinstance(told, list) or len(told) != len(cases):
            last = (result.stderr.strip().splitlines() or ["nothing was said"])[-1]
            return [f"it broke off in the sandbox with {result.exit_code}: {last[:300]}"], 0
        answers.append(told)
    first, again = answers
    count = len(examples)
    if any(str(one.get("error")).startswith(("MemoryError", "RecursionError")) for one in first):
        return ["it takes too much memory for some of what it may be given"], 0
    if first != again or first[:count] != first[: -count - 1 : -1]:
        return ["it does not always give the same for the same"], 0
    wrong = [
        f"example {number} gives {json.dumps(found)[:200]}, not {json.dumps(example.result)}"
        for number, (example, found) in enumerate(zip(behaviour.examples, first, strict=False), 1)
        if not _same(behaviour.kind, found, example.result)
    ]
    return wrong[:_MOST_WRONG], count - len(wrong)


def _edges(kinds: Mapping[str, PlainKind]) -> list[dict[str, Json]]:
    """All absent but today, then the edges of every kind, all at once."""
    today: dict[str, Json] = {"today": "2026-03-04"}
    found: list[dict[str, Json]] = [{**dict.fromkeys(kinds), **today}]
    edges = {name: PLAIN_KINDS[kind].edges for name, kind in kinds.items()}
    for turn in range(max(len(plain.edges) for plain in PLAIN_KINDS.values())):
        at_edge = {name: values[turn % len(values)] for name, values in edges.items()}
        found.append({**at_edge, **today})
    return found


def _same(kind: PlainKind, found: object, expected: Json) -> bool:
    if not isinstance(found, dict) or "error" in found:
        return False
    result, type_ = found.get("result"), found.get("type")
    if expected is None or result is None:
        return result is expected
    if kind == "decimal":
        return type_ in ("Decimal", "int") and Decimal(str(result)) == Decimal(str(expected))
    return bool(type_ == PLAIN_KINDS[kind].type and _plain(kind, result) == _plain(kind, expected))


def _plain(kind: str, value: object) -> object:
    return time.fromisoformat(str(value)) if kind == "time" else value


def kinds_of(asked: Unwritten) -> dict[str, PlainKind]:
    """The kind of each parameter."""
    kinds = {plain.type: kind for kind, plain in PLAIN_KINDS.items()}
    return {name: kinds[told.partition(" |")[0]] for name, told in asked.parameters.items()}
