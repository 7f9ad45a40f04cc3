"""Owns deeds that bring a thing into a state: "mark a repair as done", "set the trip's status to finished", "declare it broken"."""

from __future__ import annotations

from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import EntityDraft, OperationDraft, article, snake
from autogenesis.language._inflect import participle_of
from autogenesis.language._syntax import NP, Clause, Phrase
from autogenesis.language._terms import no, same
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language.meaning._facts import NO_DEED, operation_of, state_called
from autogenesis.language.meaning._naming import thing_of
from autogenesis.language.meaning._scope import Scope

_SAYING = frozenset({"mark", "flag", "record", "report", "declare", "register", "note", "label", "classify"})
"""Verbs that say that something is in a state from now on."""
MARKING = frozenset({"mark", "flag", "declare", "label"})
"""Those of them that are said of nothing but a state."""
_PUTTING = frozenset({"set", "reset", "change", "switch", "turn", "put", "move", "return", "update", "bring", "make"})
_STATUS = frozenset({"status", "state", "stage", "phase", "condition"})
_PREPS = ("as", "to", "into", "in", "on", "back to")


@dataclass(frozen=True, slots=True)
class Brought:
    """The thing, the state it is brought into (a choice of one of its fields, or a yes), what people call the state,
    and the words that say so."""

    entity: EntityDraft
    thing: NP
    field: str
    state: bp.Literally
    name: str
    span: Span


def each_state(clause: Clause) -> list[Clause]:
    """ "mark a bed as occupied or free" is one deed for each state."""
    phrase = _phrase(clause)
    if phrase is None or len(phrase.items) < 2:
        return [clause]
    single = [replace(phrase, items=(item,)) for item in phrase.items]
    return [replace(clause, phrases=tuple(one if p is phrase else p for p in clause.phrases)) for one in single]


def brought(clause: Clause, scope: Scope) -> Brought | None:
    """What a clause brings into which state; None where it does nothing of the kind."""
    if clause.verb not in _SAYING | _PUTTING or clause.particle:
        return None
    said = clause.subject if clause.voice == "passive" else clause.object
    thing, kept = _thing(said)
    entity = thing_of(thing, scope)
    if entity is None or thing is None:
        return None
    phrase = _phrase(clause)
    named: list[tuple[str, Span]] = []
    if phrase is not None and len(phrase.items) == 1 and phrase.measure is None:
        prep = {"into": "in"}.get(phrase.prep, phrase.prep)
        label = _label(phrase.items[0])
        named += [(f"{prep} {label}", phrase.span)] if prep in {"in", "on"} else [(label, phrase.span)]
    elif phrase is None:
        named += [(" ".join(clause.complements), clause.span)] if clause.complements else []
        named += [(participle_of(each.verb), each.span) for each in thing.relatives if _bare(each)]
    for word, span in named:
        state = state_called(entity, word)
        if state is not None and (kept is None or snake(kept) in {state[0], "status", "state"}):
            return Brought(entity, thing, *state, str(state[1].value), span)
        flag = entity.fields.get(snake(word)) if clause.verb in MARKING else None
        if flag is not None and flag.type.kind == "boolean":
            return Brought(entity, thing, flag.name, bp.truth(True), word, span)
    return None


def as_a_deed(clause: Clause, scope: Scope) -> tuple[Clause, Span] | None:
    """ "The clerk marks a bill as paid": whoever does so pays it, as far as anybody can tell; and the words that say
    so. None where being paid is a state that the text lists, or the word is no deed."""
    things = clause.subjects if clause.voice == "passive" else clause.objects
    phrase = _phrase(clause) if clause.verb in MARKING and not clause.particle else None
    if phrase is None or phrase.prep != "as" or len(phrase.items) != 1 or len(things) != 1:
        return None
    entity = thing_of(things[0], scope)
    verb = deed_in(phrase.items[0])
    if entity is None or not verb or brought(clause, scope) is not None:
        return None
    left = tuple(each for each in clause.phrases if each is not phrase)
    return replace(clause, verb=verb, phrases=left), phrase.span


def deed_in(said: NP) -> str:
    """The verb of which a state is the participle, "pay" in "paid"; "" where it is none."""
    words = tag(said.text)
    verb = words[0].lemma if len(words) == 1 and words[0].pos == "VERB" else ""
    return verb if verb not in NO_DEED and participle_of(verb) == said.text.lower() else ""


def _phrase(clause: Clause) -> Phrase | None:
    if clause.verb not in _SAYING | _PUTTING:
        return None
    plain = {"", "a", "an"} if clause.verb in MARKING else {""}
    return next((p for p in clause.phrases if p.prep in _PREPS and p.items and p.items[0].determiner in plain), None)


def _thing(said: NP | None) -> tuple[NP | None, str | None]:
    """The thing itself, and the field that is named, in "the status of a trip"."""
    if said is None or said.head not in _STATUS:
        return said, None
    owner = said.possessor or next((p.item for p in said.of if p.prep == "of"), None)
    return owner, said.name


def _label(np: NP) -> str:
    return np.name.lower() if np.quoted else " ".join((*np.adjectives, *np.words)).lower()


def _bare(clause: Clause) -> bool:
    """ "a hydrant broken": what looks like a relative clause and is no more than a state."""
    return clause.voice == "passive" and not (clause.phrases or clause.objects or clause.conditions)


def operation_for(done: Brought, clause: Clause, scope: Scope, *, commit: bool) -> OperationDraft | None:
    """The operation that brings the thing into the state; made, where nothing does so yet."""
    draft, entity = scope.draft, done.entity
    words = tag(done.name)
    verb = words[0].lemma if len(words) == 1 and words[0].pos in {"VERB", "ADJ"} else ""
    deed = verb if verb and verb not in NO_DEED and participle_of(verb) == done.name else f"mark as {done.name}"
    known = operation_of(draft, entity, deed) or next(
        (o for o in draft.operations.values() if o.entity is entity and o.kind == "change" and _only_brings(o, done)), None
    )  # fmt: skip
    if known is not None or not commit:
        return known
    by_word = "to" if clause.verb in _PUTTING else "as"
    name = f"{'set' if clause.verb in _PUTTING else 'mark'} {entity.label} {by_word} {done.name}"
    what = f"{article(entity.label)} {by_word} {done.name}"
    operation = draft.operation(name, None, "change", f"{name.split(' ', 1)[0].capitalize()} {what}.", clause.span)
    operation.entity, operation.verb = entity, deed
    operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
    row = bp.Name(name=entity.name)
    there = same(bp.Get(of=row, field=done.field), done.state)
    operation.guards.append(
        draft.guard(
            f"{operation.name}.once", no(there), f"The {entity.label} is {done.name} already.", None, entity.name
        )
    )
    operation.steps.append(bp.Update(row=row, values=((done.field, done.state),)))
    operation.result = row
    return operation


def _only_brings(operation: OperationDraft, done: Brought) -> bool:
    """Whether an operation gives the row this state, and asks for nothing but the row."""
    values = [pair for step in operation.steps if isinstance(step, bp.Update) for pair in step.values]
    given = any(
        name == done.field and isinstance(v, bp.Literally) and v.value == done.state.value for name, v in values
    )
    return given and set(operation.inputs) == {done.entity.name}


__all__ = ["MARKING", "Brought", "as_a_deed", "brought", "deed_in", "each_state", "operation_for"]
