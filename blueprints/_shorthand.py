"""The short form of elements: expressions and types as texts, pairs as objects, and what follows from an id left out.

Whoever writes Changes by hand, a model or a person, may write any value of them short; it is spelled out before it is
checked. `written_short` writes the same form.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from blueprints._base import Element
from blueprints._expressions import Expression, Literally, nothing, number, text, truth, whole
from blueprints._notation import NotationError, expression_of, written_expression
from blueprints._specification import Derivation, Entity, FieldOf, Guard, Operation, Parameter
from blueprints._types import Kind, Type

_EXPRESSIONS = get_args(get_args(Expression)[0])
_KINDS: tuple[str, ...] = get_args(Kind)
_PREFIX: Mapping[type[BaseModel], str] = {FieldOf: "field", Derivation: "derivation", Guard: "guard"}
IMPLIED: Mapping[type[BaseModel], tuple[str, ...]] = {
    FieldOf: ("id", "name", "label"),
    Parameter: ("name",),
    Derivation: ("id", "label"),
    Guard: ("id",),
    Entity: ("name", "plural"),
    Operation: ("name", "summary"),
}
"""What may be left out, since it follows from the id, the name or the place."""
_READERS = frozenset({"spans", "confidence", "span"})
_SCALARS = str | int | float | bool


def type_of(written: str) -> Type:
    """The type that a text names: `integer`, `money EUR`, `decimal kg`, `entity.x`, `list of entity.x`,
    `choice open | done`; NotationError where it names none."""
    said = written.strip()
    if said.startswith("list of "):
        return Type(kind="list", item=type_of(said.removeprefix("list of ")))
    kind, _, rest = said.partition(" ")
    rest = rest.strip()
    if kind == "choice" or "|" in said:
        choices = (rest if kind == "choice" else said).split("|")
        return Type(kind="choice", choices=tuple(one.strip().strip("'\"") for one in choices))
    if kind == "reference" or said.startswith("entity."):
        return Type(kind="reference", entity=rest or said)
    if kind not in _KINDS:
        raise NotationError(f"there is no type {said[:60]!r}; there are {', '.join(_KINDS)}, entity.x and list of …")
    if kind == "money":
        return Type(kind=kind, currency=rest or None)
    if kind == "person":
        return Type(kind=kind, actor=rest or None)
    return Type(kind=kind, unit=rest or None)


def written_type(kind: Type) -> str | None:
    """The text that names a type; None where none does."""
    match kind.kind:
        case "record":
            return None
        case "list":
            item = written_type(kind.item) if kind.item else None
            return item and f"list of {item}"
        case "choice":
            return "choice " + " | ".join(kind.choices)
        case "reference":
            return None if kind.deferred else str(kind.entity)
    measure = kind.unit or kind.currency or kind.actor
    return f"{kind.kind} {measure}" if measure else kind.kind


def spelled_out(form: type[BaseModel], value: Mapping[str, Any]) -> dict[str, Any]:
    """The value of an element of this form with everything that was written short spelled out; NotationError says
    where it cannot be."""
    found = _object(form, dict(value), str(value.get("id", "")).rpartition(".")[2])
    if form is Entity:
        found["initial"] = _rows(found)
    return found


def _object(form: type[BaseModel], value: dict[str, Any], holder: str) -> dict[str, Any]:
    found = dict(value)
    if form in (Operation, Entity):
        found.setdefault("name", holder)
    if form is Entity:
        found.setdefault("plural", f"{found['name']}s")
    if form is Operation:
        found.setdefault("summary", f"{holder.replace('_', ' ').capitalize()}.")
    for name, field in form.model_fields.items():
        if name in found and not (form is Entity and name == "initial"):
            try:
                found[name] = _value(field.annotation, found[name], holder)
            except NotationError as error:
                raise NotationError(f"{name}: {error}") from None
    return found


def _value(annotation: Any, value: Any, holder: str) -> Any:
    """The value as the annotation wants it; what is no short form stays as it is, to be validated."""
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    inner = get_args(annotation)
    if get_origin(annotation) in (Union, types.UnionType):
        return _one_of(inner, value, holder)
    if get_origin(annotation) is tuple and inner:
        return _several(inner, value, holder)
    if annotation is Type and isinstance(value, str):
        return type_of(value)
    if annotation is Literally and isinstance(value, _SCALARS):
        return _scalar(value)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and isinstance(value, dict):
        return _object(annotation, value, holder)
    return value


def _one_of(inner: tuple[Any, ...], value: Any, holder: str) -> Any:
    if set(_EXPRESSIONS) <= set(inner) and not isinstance(value, dict | list | BaseModel):
        if value is None and type(None) in inner or (isinstance(value, str) and str in inner):
            return value
        return expression_of(value) if isinstance(value, str) else _scalar(value)
    if isinstance(value, dict):
        tagged = [
            one for one in inner if isinstance(one, type) and issubclass(one, BaseModel) and _tag_fits(one, value)
        ]
        return _object(tagged[0], value, holder) if len(tagged) == 1 else value
    if value is None:
        return value
    rest = [one for one in inner if one is not type(None)]
    return _value(rest[0], value, holder) if len(rest) == 1 else value


def _tag_fits(form: type[BaseModel], value: Mapping[str, Any]) -> bool:
    """Whether the tags of a form, `do` or `op`, are those of the value; a form without fits any."""
    tags = {name: get_args(field.annotation) for name, field in form.model_fields.items()}
    own = {name: tag[0] for name, tag in tags.items() if name in ("do", "op") and tag}
    return all(value.get(name) == tag for name, tag in own.items())


def _several(inner: tuple[Any, ...], value: Any, holder: str) -> Any:
    if len(inner) == 2 and inner[1] is Ellipsis:
        one = inner[0]
        if isinstance(value, dict) and get_origin(one) is tuple:
            value = [list(pair) for pair in value.items()]
        if isinstance(value, dict) and one in (FieldOf, Parameter):
            value = [
                {"name": name, **(said if isinstance(said, dict) else {"type": said})} for name, said in value.items()
            ]
        if not isinstance(value, list | tuple):
            return value
        if one in _PREFIX:
            return [_part(one, part, at, holder) for at, part in enumerate(value, 1)]
        return [_value(one, part, holder) for part in value]
    if isinstance(value, list | tuple) and len(value) == len(inner):
        return [_value(one, part, holder) for one, part in zip(inner, value, strict=True)]
    return value


def _part(form: type[BaseModel], value: Any, at: int, holder: str) -> Any:
    """A field, derivation or guard of an element, with the id and the label that it has if none are given."""
    if not isinstance(value, dict):
        return value
    named = str(value.get("name", f"n{at}"))
    found = {"id": f"{_PREFIX[form]}.{holder}.{named}", **value}
    if form in (FieldOf, Derivation):
        found.setdefault("label", named.replace("_", " "))
    return _object(form, found, holder)


def _scalar(value: Any) -> Literally:
    match value:
        case bool():
            return truth(value)
        case int():
            return whole(value)
        case float():
            return number(repr(value))
    try:
        read = expression_of(str(value))
    except NotationError:
        return text(str(value))
    return read if isinstance(read, Literally) else text(str(value))


def _rows(entity: Mapping[str, Any]) -> Any:
    """The rows there are from the start; a plain value has the type of its field."""
    kinds = {}
    for one in entity.get("fields", ()):
        if isinstance(one, dict):
            kinds[one.get("name")] = one.get("type")
    found = []
    rows = entity.get("initial") or ()
    if not isinstance(rows, list | tuple):
        return rows
    for row in rows:
        pairs = list(row.items()) if isinstance(row, dict) else row
        if not isinstance(pairs, list | tuple):
            return entity["initial"]
        found.append([_constant_of(pair, kinds) for pair in pairs])
    return found


def _constant_of(pair: Any, kinds: Mapping[Any, Any]) -> Any:
    if not isinstance(pair, list | tuple) or len(pair) != 2 or not isinstance(pair[1], _SCALARS | None):
        return pair
    name, value = pair
    kind = kinds.get(name)
    if value is None:
        return [name, nothing()]
    if not isinstance(kind, Type):
        return [name, _scalar(value)]
    if isinstance(value, str) and len(value) > 1 and value[0] == value[-1] == "'":
        value = value[1:-1]
    if kind.kind in ("decimal", "money", "percent") and not isinstance(value, bool):
        value = str(value)
    return [name, Literally(type=kind, value=value)]


def written_short(value: Any) -> Any:
    """An element as JSON in the short form: without defaults, what follows from its id, and what only readers know."""
    return _short(value, value.id.rpartition(".")[2] if isinstance(value, Element) else "")


def _short(value: Any, holder: str, *, constant: bool = False) -> Any:
    if constant and isinstance(value, Literally):
        return value.value
    if isinstance(value, _EXPRESSIONS):
        return written_expression(value)
    if isinstance(value, Type):
        return written_type(value) or _fields(value, holder)
    if isinstance(value, BaseModel):
        return _fields(value, holder)
    if isinstance(value, Sequence) and not isinstance(value, str):
        if value and all(isinstance(one, FieldOf | Parameter) for one in value):
            return {one.name: _typed(_fields(one, holder)) for one in value}
        pairs = [one for one in value if isinstance(one, tuple) and len(one) == 2 and isinstance(one[0], str)]
        if value and len(pairs) == len(value) and len(dict(pairs)) == len(pairs):
            return {name: _short(one, holder, constant=constant) for name, one in pairs}
        return [_short(one, holder, constant=constant) for one in value]
    return value


def _typed(said: dict[str, Any]) -> Any:
    """A field or an input under its name; by its type alone where there is no more to it."""
    said.pop("name")
    return said["type"] if set(said) == {"type"} and isinstance(said["type"], str) else said


def _fields(value: BaseModel, holder: str) -> dict[str, Any]:
    found = {}
    named = str(getattr(value, "name", ""))
    implied = {"label": named.replace("_", " "), "id": f"{_PREFIX.get(type(value), '')}.{holder}.{named}"}
    for name, field in type(value).model_fields.items():
        held = getattr(value, name)
        tag = get_origin(field.annotation) is Literal and len(get_args(field.annotation)) == 1
        default = field.get_default(call_default_factory=True)
        if name not in _READERS and (tag or held != implied.get(name, default)):
            found[name] = _short(held, holder, constant=name == "initial")
    return found
