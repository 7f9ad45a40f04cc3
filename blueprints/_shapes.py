"""The forms of an artefact's parts in a few lines, for models that are to write elements of them."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from blueprints._base import Frozen
from blueprints._expressions import Expression
from blueprints._statements import Statement

_NAMED = {get_args(Expression)[0]: "Expression", get_args(Statement)[0]: "Statement"}
"""Unions that are long and everywhere: written once, and by name elsewhere."""
_PLAIN = {str: "text", int: "integer", bool: "boolean", float: "number", type(None): "null", Any: "json"}
_LEFT_OUT = frozenset({"spans", "confidence", "span"})
"""What only a reader of the text knows."""


@cache
def shapes(artefact: type[Frozen], parts: tuple[str, ...]) -> str:
    """A line for each form that the elements of these parts are made of; ``?`` marks what may be left out.

    Only what the parts need is told. Lists are in brackets, and tuples of fixed length too, with commas.
    """
    lines: dict[str, str] = {}
    for part in parts:
        lines[part] = f"{part}: {_written(artefact.model_fields[part].annotation)}"
    todo = [found for part in parts for found in _models(artefact.model_fields[part].annotation)]
    while todo:
        form = todo.pop(0)
        name = form if isinstance(form, str) else form.__name__
        if name in lines:
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
        told.append(f"{name}{'' if tag or field.is_required() else '?'}: {_written(annotation)}")
    return "{" + ", ".join(told) + "}"


def _kept(form: type[BaseModel]) -> dict[str, Any]:
    return {name: field.annotation for name, field in form.model_fields.items() if name not in _LEFT_OUT}


def _written(annotation: Any) -> str:
    if annotation in _PLAIN:
        return _PLAIN[annotation]
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
