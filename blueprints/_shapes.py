"""The forms of an artefact's parts in a few lines, for models that are to write elements of them."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from blueprints._base import Frozen
from blueprints._expressions import Expression, Literally
from blueprints._shorthand import IMPLIED
from blueprints._specification import FieldOf, Parameter
from blueprints._statements import Statement
from blueprints._types import Type

_SHORT = {get_args(Expression)[0]: "expression", Literally: "constant", Type: "type"}
"""What is written short, as a text that a prompt describes."""
_NAMED = {get_args(Expression)[0]: "expression", get_args(Statement)[0]: "Statement"}
"""Unions that are long and everywhere: written once, and by name elsewhere."""
_BY_NAME = (FieldOf, Parameter)
"""What is listed under its name, by its type alone where there is no more to say."""
_PLAIN = {str: "text", int: "integer", bool: "boolean", float: "number", type(None): "null", Any: "json"}
_LEFT_OUT = frozenset({"spans", "confidence", "span"})
"""What only a reader of the text knows."""


@cache
def shapes(artefact: type[Frozen], parts: tuple[str, ...]) -> str:
    """A line for each form that the elements of these parts are made of; ``?`` marks what may be left out.

    Only what the parts need is told, in the short form that Changes may be written in. Lists are in brackets, and
    tuples of fixed length too, with commas.
    """
    lines: dict[str, str] = {}
    for part in parts:
        lines[part] = f"{part}: {_written(artefact.model_fields[part].annotation)}"
    todo = [found for part in parts for found in _models(artefact.model_fields[part].annotation)]
    while todo:
        form = todo.pop(0)
        name = form if isinstance(form, str) else form.__name__
        if name in lines or name in _SHORT.values() or form in _SHORT:
            continue
        if isinstance(form, str):
            union = next(one for one, said in _NAMED.items() if said == form)
            lines[name] = f"{name} = {' | '.join(one.__name__ for one in get_args(union))}"
            todo += get_args(union)
        else:
            lines[name] = f"{name} = {_fields(form)}"
            todo += [found for field in _kept(form).values() for found in _models(field)]
    return "\n".join(lines.values())


def _fields(form: type[BaseModel]) -> str:
    told = []
    for name, annotation in _kept(form).items():
        field = form.model_fields[name]
        tag = get_origin(annotation) is Literal and len(get_args(annotation)) == 1
        needed = tag or (field.is_required() and name not in IMPLIED.get(form, ()))
        told.append(f"{name}{'' if needed else '?'}: {_written(annotation)}")
    return "{" + ", ".join(told) + "}"


def _kept(form: type[BaseModel]) -> dict[str, Any]:
    return {name: field.annotation for name, field in form.model_fields.items() if name not in _LEFT_OUT}


def _written(annotation: Any) -> str:
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if annotation in _SHORT:
        return _SHORT[annotation]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _written(inner[0])
    if origin is Literal:
        return "|".join(f'"{one}"' for one in inner)
    if origin in (Union, types.UnionType):
        if annotation in _NAMED:
            return _NAMED[annotation]
        named = [_NAMED[one] for one in _NAMED if set(get_args(one)) <= set(inner)]
        rest = [one for one in inner if one is not type(None) and not any(one in get_args(u) for u in _NAMED)]
        return "|".join(dict.fromkeys([*(_written(one) for one in rest), *named]))
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            if inner[0] in _BY_NAME:
                return f"{{name: type|{inner[0].__name__}…}}"
            if get_origin(inner[0]) is tuple and len(get_args(inner[0])) == 2 and get_args(inner[0])[0] is str:
                return f"{{name: {_written(get_args(inner[0])[1])}…}}"
            return f"[{_written(inner[0])}…]"
        return f"[{', '.join(_written(one) for one in inner)}]"
    if origin is dict:
        return "{name: json}"
    return annotation.__name__ if isinstance(annotation, type) else "json"


def _models(annotation: Any) -> Iterator[Any]:
    """The forms that an annotation is made of; a long union by its name."""
    inner = set(get_args(annotation))
    named = [one for one in _NAMED if annotation == one or (inner and set(get_args(one)) <= inner)]
    yield from (_NAMED[one] for one in named)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif not named:
        for one in inner:
            if one is not Ellipsis and not isinstance(one, str):
                yield from _models(one)
