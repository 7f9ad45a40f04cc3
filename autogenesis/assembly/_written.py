"""Behaviours that a model wrote: what such a function is given, how an operation asks it, and its files."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from importlib import resources

import blueprints as b
from autogenesis.assembly._names import safe, words
from autogenesis.assembly._skills import SkillPart

ATTEMPTED = "behaviours.attempted"
"""The kit module that asks such functions."""
_PLAIN: Mapping[str, b.PlainKind] = {
    "text": "text",
    "choice": "text",
    "integer": "integer",
    "duration": "integer",
    "decimal": "decimal",
    "percent": "decimal",
    "money": "decimal",
    "boolean": "boolean",
    "date": "date",
    "time": "time",
}
_TYPES = {kind: b.Type.model_validate({"kind": kind}) for kind in b.PLAIN_KINDS}


def trial_script() -> str:
    """The program that tries such a function on cases, for a sandbox."""
    return resources.files("autogenesis.assembly").joinpath("harness", "trial.py").read_text(encoding="utf-8")


def open_operations(specification: b.Specification) -> list[b.Operation]:
    """The operations of which no more is known than that they are done to a row."""
    generic = {
        element
        for requirement in specification.requirements
        if requirement.status == "generic"
        for element in requirement.elements
    }
    more = {id for one in specification.requirements if one.status != "generic" for id in one.elements}
    return [
        operation
        for operation in specification.operations
        if operation.id in generic - more and _row_of(operation) is not None
    ]


def interface_of(specification: b.Specification, operation: b.Operation) -> dict[str, b.PlainKind]:
    """What the function for an operation is given, by name: today, the plain inputs, the plain fields of the row.

    What anybody is not to see of the row is not given: what is made of it could tell.
    """
    (entity,) = (one for one in specification.entities if one.id == operation.entity)
    hidden = {name for rule in specification.access if rule.entity == entity.id for name in rule.hidden}
    kinds = {item.name: item.type.kind for item in entity.fields if item.name not in hidden}
    kinds |= {item.name: item.type.kind for item in operation.inputs}
    return {"today": "date", **{safe(name): _PLAIN[kind] for name, kind in kinds.items() if kind in _PLAIN}}


def extended(specification: b.Specification, behaviours: Sequence[b.Behaviour]) -> b.Specification:
    """The Specification as code is written from it: operations ask the functions, and rows keep what they give."""
    if not behaviours:
        return specification
    of = {behaviour.operation: behaviour for behaviour in behaviours}
    operations = []
    fields: dict[str, list[b.FieldOf]] = {}
    for operation in specification.operations:
        behaviour = of.get(operation.id)
        if behaviour is not None:
            fields.setdefault(str(operation.entity), []).append(_field(operation, behaviour))
            operation = _asking(specification, operation, behaviour)
        operations.append(operation)
    entities = (
        entity.model_copy(update={"fields": (*entity.fields, *fields.get(entity.id, ()))})
        for entity in specification.entities
    )
    return specification.model_copy(update={"operations": tuple(operations), "entities": tuple(entities)})


def reported(specification: b.Specification, behaviours: Sequence[b.Behaviour]) -> b.Specification:
    """The Specification whose generic clauses say what a model wrote for them."""
    of = {behaviour.operation: behaviour for behaviour in behaviours}
    notes = {
        requirement.id: " ".join(_said(of[element]) for element in requirement.elements if element in of)
        for requirement in specification.requirements
        if of.keys() & set(requirement.elements)
    }
    clauses = (
        clause.model_copy(update={"note": f"{clause.note} {notes[clause.requirement]}".strip()})
        if clause.requirement in notes
        else clause
        for clause in specification.clauses
    )
    return specification.model_copy(update={"clauses": tuple(clauses)}) if behaviours else specification


def written_parts(specification: b.Specification, behaviours: Sequence[b.Behaviour]) -> dict[str, SkillPart]:
    """The functions as the parts that `perform` names."""
    operations = {operation.id: operation for operation in specification.operations}
    parts = {}
    for behaviour in behaviours:
        operation = operations[behaviour.operation]
        interface = interface_of(specification, operation)
        signature = b.SkillSignature(
            id=behaviour.id,
            parameters={name: _TYPES[kind] for name, kind in interface.items()},
            result=_TYPES[behaviour.kind],
            optional=frozenset(interface),
        )
        module = f"written.{operation.name}"
        parts[behaviour.id] = SkillPart(signature, module, operation.name, {}, frozenset(), {}, behaviour.kind)
    return parts


def written_modules(specification: b.Specification, behaviours: Sequence[b.Behaviour]) -> dict[str, str]:
    """The modules of the functions, plainly marked, by path below the package; as their syntax trees say, no more."""
    if not behaviours:
        return {}
    operations = {operation.id: operation for operation in specification.operations}
    modules = {
        "written/__init__.py": '"""What a language model wrote: not read from the text, tested by its examples."""\n'
    }
    for behaviour in behaviours:
        marked = (
            f"{plain_line(behaviour.summary).rstrip('.')}.\n\nA language model wrote this; the text does not say how.\n"
        )
        tree = ast.parse(behaviour.source)
        if ast.get_docstring(tree, clean=False) is not None:
            del tree.body[0]
        operation = operations[behaviour.operation]
        _annotate(tree, operation.name, interface_of(specification, operation), behaviour.kind)
        head = ast.parse("import datetime as dt\nfrom decimal import Decimal").body  # what is not used goes again
        tree.body[:0] = [ast.Expr(value=ast.Constant(value=marked)), *head]
        modules[f"written/{operation.name}.py"] = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
    return modules


def _annotate(tree: ast.Module, function: str, interface: Mapping[str, b.PlainKind], kind: b.PlainKind) -> None:
    """Say what the function takes and gives."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            for argument in (*node.args.args, *node.args.kwonlyargs):
                optional = "" if argument.arg == "today" else " | None"
                argument.annotation = ast.parse(
                    b.PLAIN_KINDS[interface[argument.arg]].annotation + optional, mode="eval"
                ).body
            node.returns = ast.parse(f"{b.PLAIN_KINDS[kind].annotation} | None", mode="eval").body


def written_tests(
    specification: b.Specification, behaviours: Sequence[b.Behaviour], package: str
) -> tuple[dict[str, str], dict[str, str]]:
    """The tests of the functions: the module, and the examples as data."""
    if not behaviours:
        return {}, {}
    operations = {operation.id: operation for operation in specification.operations}
    told = [
        {
            "function": operations[behaviour.operation].name,
            "kind": behaviour.kind,
            "kinds": interface_of(specification, operations[behaviour.operation]),
            "given": example.given,
            "result": example.result,
        }
        for behaviour in behaviours
        for example in behaviour.examples
    ]
    data = json.dumps({"package": package, "examples": told}, indent=1, ensure_ascii=False) + "\n"
    source = resources.files("autogenesis.assembly").joinpath("harness", "written.py").read_text(encoding="utf-8")
    return {"tests/test_written.py": source}, {"tests/written.json": data}


def _said(behaviour: b.Behaviour) -> str:
    return (
        f"A language model wrote how (tested by its own examples); what it gives is kept as {words(behaviour.field)}."
    )


def plain_line(text: str) -> str:
    """The text as a docstring holds it: one line, letters that stand for themselves."""
    return " ".join("".join(letter for letter in text if letter.isprintable() and letter not in '"\\').split())[:200]


def _row_of(operation: b.Operation) -> str | None:
    """The input whose row the operation changes, where it does no more than that."""
    references = {item.name for item in operation.inputs if item.type.entity == operation.entity}
    for step in operation.steps:
        if isinstance(step, b.Update) and isinstance(step.row, b.Name) and step.row.name in references:
            return step.row.name
    return None


def _field(operation: b.Operation, behaviour: b.Behaviour) -> b.FieldOf:
    entity = str(operation.entity).rpartition(".")[2]
    return b.FieldOf(
        id=f"field.{entity}.{behaviour.field}",
        name=behaviour.field,
        label=behaviour.field.replace("_", " "),
        type=_TYPES[behaviour.kind],
        required=False,
        summary="What a language model wrote gives it.",
    )


def _asking(specification: b.Specification, operation: b.Operation, behaviour: b.Behaviour) -> b.Operation:
    """The operation that asks the function before it changes the row, and has the row keep what that gives."""
    row, found = _row_of(operation), f"written_{behaviour.field}"
    steps: list[b.Statement] = []
    inputs = {safe(item.name): b.Name(name=item.name) for item in operation.inputs if item.type.kind in _PLAIN}
    (entity,) = (one for one in specification.entities if one.id == operation.entity)
    fields = {safe(item.name): item.name for item in entity.fields}
    arguments: list[tuple[str, b.Expression]] = []
    for name in interface_of(specification, operation):
        if name == "today":
            arguments.append((name, b.Name(name="today")))
        else:
            arguments.append((name, inputs.get(name) or b.Get(of=b.Name(name=str(row)), field=fields[name])))
    for step in operation.steps:
        if isinstance(step, b.Update) and step.row == b.Name(name=str(row)):
            steps.append(b.Perform(skill=behaviour.id, arguments=tuple(arguments), name=found))
            step = step.model_copy(update={"values": (*step.values, (behaviour.field, b.Name(name=found)))})
        steps.append(step)
    return operation.model_copy(update={"steps": tuple(steps)})
