"""The module of records: what the package keeps."""

from __future__ import annotations

import ast
from collections.abc import Sequence

import blueprints as b
from autogenesis.assembly import _tree as t
from autogenesis.assembly._expressions import ExpressionWriter
from autogenesis.assembly._modules import annotation, module
from autogenesis.assembly._names import Names, safe, words
from autogenesis.assembly._sources import Sources


def messages_module(specification: b.Specification, records: Sequence[b.Entity], names: Names, sources: Sources) -> str:
    """The source of ``messages.py``; `records` are the entities as rows keep them."""
    writer = ExpressionWriter(names, "rules.")
    body = [_record(entity, specification, writer, sources) for entity in records]
    docstring = f"The records that {specification.title} keeps, and the values they hold."
    return module(docstring, body, level=1, names=names)


def _record(
    entity: b.Entity, specification: b.Specification, writer: ExpressionWriter, sources: Sources
) -> ast.ClassDef:
    names = writer.names
    env = b.base_environment(specification, entity.id)
    unique = tuple(field.name for field in entity.fields if field.unique and field.name != entity.key)
    keywords: dict[str, ast.expr] = {
        "prefix": t.constant(words(entity.name)),
        "plural": t.constant(words(entity.plural)),
    }
    if entity.key:
        keywords["key"] = t.constant(entity.key)
    if unique:
        keywords["unique"] = t.constant(unique)
    article = "An" if entity.name[:1].lower() in "aeiou" else "A"
    body: list[ast.stmt] = [t.documented(sources.noted(entity, entity.summary or f"{article} {entity.name}"))]
    body.extend(_field(field, writer, env) for field in entity.fields if field.name != "id")
    return t.class_of(names.record(entity.id), [t.name(names.kit("Record"))], keywords, body)


def _field(field: b.FieldOf, writer: ExpressionWriter, env: b.Environment) -> ast.stmt:
    optional = b.field_may_be_absent(field) or not field.required
    kind = field.type
    plain_list = kind.kind == "list"
    value: ast.expr | None = None
    if isinstance(field.default, b.Literally):
        value = writer.value(field.default, env)
    elif optional and not isinstance(field.default, b.Literally):
        value = t.constant(()) if plain_list else t.NONE
    optional = optional and (not plain_list) and (value is None or value is t.NONE or field.default is None)
    return ast.AnnAssign(
        target=ast.Name(id=safe(field.name), ctx=ast.Store()),
        annotation=annotation(kind, writer.names, optional=optional, stored=True),
        value=value,
        simple=1,
    )
