"""Reads rights over everything, and those that end with a list: "The manager may do anything", "helpers may sell, nothing more"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import blueprints as bp
from autogenesis.language._draft import Draft, OperationDraft, article
from autogenesis.language._inflect import participle_of
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._facts import same_deed, state_called
from autogenesis.language.meaning._naming import ANYBODY
from autogenesis.language.meaning._permissions import Plainly
from autogenesis.language.meaning._placing import creator
from autogenesis.language.meaning._role_rights import bar, settle_role_rights
from autogenesis.language.readings._inventories import singular

_WHO = r"(?:the\s+|our\s+|an?\s+)?(?P<who>[a-z][\w’'-]*(?:\s[a-z][\w’'-]*){0,2}?)"
_EVERYTHING = regex(
    rf"(?:^|(?<=[;,.])\s*(?:and\s+|but\s+)?){_WHO}(?:\s+(?:and|or)\s+(?P<also>[a-z]+))?\s+(?:may|can|is\s+allowed\s+to|are\s+allowed\s+to|has\s+the\s+right\s+to)\s+(?:do\s+|change\s+|see\s+and\s+do\s+)?(?:anything|everything|all\s+of\s+(?:this|that|it)|all\s+(?:this|that))"
    r"(?P<rest>,?\s*(?:including|also|even)\s+(?P<deed>[a-z]+ing)\s+(?:an?\s+|the\s+)?(?P<thing>[a-z][\w-]*))?\s*(?=[;,.]|$)",
    re.I,
)
_NO_MORE = regex(
    rf"(?:^|(?<=[;,.])\s*(?:and\s+|but\s+)?){_WHO}\s+(?:may|can)\s+(?:only\s+)?(?P<deeds>[a-z][\w ,/-]*?),?\s+(?:but\s+|and\s+)?(?:nothing\s+(?:more|else)|no\s+more|that\s+is\s+all)\s*(?=[;,.]|$)",
    re.I,
)
_DOES = regex(
    rf"^{_WHO}\s+(?P<deeds>[a-z]+(?:\s+(?:in|out|over|up|off|back|away|down))?(?:\s*(?:,|and)\s*[a-z]+(?:\s+(?:in|out|over|up|off|back|away|down))?)+)$",
    re.I,
)
_PENDING = "rights_to_settle"
_LOOKING = frozenset({"look", "look up", "see", "view", "read", "search", "list", "browse", "show"})
_TAKING_IN = frozenset({"take in", "enter", "register", "receive", "accept", "record", "take", "book in", "check in"})


@dataclass
class Rights:
    """Who may do everything, and who may do no more than some operations."""

    all: list[str] = field(default_factory=list)
    only: list[tuple[str, frozenset[str], Span]] = field(default_factory=list)


def find_rights(draft: Draft) -> None:
    """Keep sentences about rights from being read as deeds; what they come to is settled in the end."""
    for unit in draft.units:
        for match in (*_EVERYTHING.finditer(unit.text), *_NO_MORE.finditer(unit.text)):
            if not draft.claimed(_span(unit, match)) and match["who"].lower() not in ANYBODY:
                draft.claim(
                    _span(unit, match), _PENDING, [draft.actor(singular(match["who"].lower()), _span(unit, match))]
                )


def settle_rights(draft: Draft) -> None:
    """Once every operation is known: read the sentences about rights, and give and take accordingly."""
    rights = Rights()
    draft.claims = [c for c in draft.claims if c.pattern != _PENDING]
    for unit in draft.units:
        _everything(unit, draft, rights)
        _does(unit, draft)
        _no_more(unit, draft, rights)
    for entity in draft.entities.values() if rights.only else ():
        if not entity.initial and entity.name not in draft.made_by_rule:
            creator(draft, entity)
    settle_role_rights(draft)
    _keep_to_doers(draft)
    for operation in draft.operations.values():
        if operation.roles:
            operation.roles.extend(actor for actor in rights.all if actor not in operation.roles)
        if operation.kind in {"get", "list"}:
            continue
        for actor, allowed, span in rights.only:
            if operation.name in allowed:
                if operation.roles and actor not in operation.roles:
                    operation.roles.append(actor)
            elif not operation.roles or actor in operation.roles:
                bar(operation, actor, span, draft)


def _keep_to_doers(draft: Draft) -> None:
    """What is plainly said to be done by somebody is done by nobody else, where the text knows others."""
    plainly = draft.recall(Plainly)
    if plainly is None or len(draft.actors) < 2:
        return
    for name in sorted(plainly.operations & set(draft.operations)):
        operation = draft.operations[name]
        if operation.roles or not operation.actors:
            continue
        operation.roles.extend(operation.actors)
        who = " or ".join(draft.actors[actor].name for actor in operation.actors)
        draft.assume(
            f"{operation.summary.rstrip('.')}: only the {who} may, for the text names nobody else.",
            *operation.spans[:1],
        )


def _everything(unit: Unit, draft: Draft, rights: Rights) -> None:
    for match in _EVERYTHING.finditer(unit.text):
        span = _span(unit, match)
        if draft.claimed(span):
            continue
        people = [word for word in (match["who"], match["also"]) if word]
        deed = _deed_said(match, draft, unit) if match["rest"] else None
        if match["rest"] and deed is None:
            continue
        made = [draft.actor(singular(who.lower()), span) for who in people if who.lower() not in ANYBODY]
        rights.all.extend(made)
        if deed is not None:
            for each in (deed, draft.operations.get(f"un{deed.name}", deed)):
                each.roles.extend(actor for actor in made if actor not in each.roles)
            made.append(deed.id)
        draft.claim(span, "every_right", made or [next(iter(draft.entities.values())).id])


def _span(unit: Unit, match: re.Match[str]) -> Span:
    start = match.start() + len(match[0]) - len(match[0].lstrip(" ;,."))
    return unit.span[0] + start, unit.span[0] + match.end()


def _deed_said(match: re.Match[str], draft: Draft, unit: Unit) -> OperationDraft | None:
    """ "blocking a customer": the operation that makes a row what the participle of the verb says."""
    entity = draft.find_entity(singular(match["thing"].lower()))
    words = tag(f"is {match['deed'].lower()} it")
    verb = words[1].lemma if len(words) > 1 and words[1].pos == "VERB" else ""
    if entity is None or not verb:
        return None
    known = next((o for o in draft.operations.values() if o.entity is entity and o.verb == verb), None)
    if known is not None:
        return known
    return marking(draft, entity.name, verb, unit.span)


def marking(draft: Draft, name: str, verb: str, span: Span) -> OperationDraft | None:
    """The operation that sets the yes-or-no field or the state that the verb leaves behind; and, of a field, takes it back."""
    entity = draft.entities[name]
    word = participle_of(verb)
    flag = next((f for f in entity.fields.values() if f.type.kind == "boolean" and f.label.lower() == word), None)
    state = state_called(entity, word)
    if flag is None and state is None:
        return None
    if flag is not None and not flag.required | (flag.default is None):
        entity.later.discard(flag.name)
    made: list[OperationDraft] = []
    row = bp.Name(name=entity.name)
    for prefix, value in (("", True), ("un", False)) if flag is not None else (("", True),):
        operation = draft.operation(
            f"{prefix}{verb}", entity, "change", f"{prefix}{verb} {article(entity.label)}.".capitalize(), span
        )
        operation.inputs[entity.name] = bp.Parameter(name=entity.name, type=entity.type)
        values = ((flag.name, bp.truth(value)),) if flag is not None else (state,) if state is not None else ()
        operation.steps.append(bp.Update(row=row, values=values))
        operation.result = row
        made.append(operation)
    return made[0]


def _deeds(said: str, draft: Draft) -> frozenset[str] | None:
    """The names of the operations of a list of verbs; None where one of them is none."""
    found: set[str] = set()
    for part in re.split(r"\s*(?:,|/|\band\b|\bor\b)\s*", said.strip()):
        words = tag(part.lower())
        if not words:
            continue
        verb = " ".join([words[0].lemma, *(w.lower for w in words[1:])])
        if verb in _LOOKING or words[0].lemma in _LOOKING:
            continue
        names = _operations(verb, draft)
        if not names:
            return None
        found |= names
    return frozenset(found)


def _operations(verb: str, draft: Draft) -> set[str]:
    """The operations of a verb, whatever they are done to."""
    found = {
        o.name for o in draft.operations.values() if o.entity is not None and verb in {o.verb, o.verb.split(" ")[0]}
    }
    if found:
        return found
    main = draft.primary
    for entity in draft.entities.values():
        known = same_deed(entity, verb)
        found |= {o.name for o in draft.operations.values() if o.entity is entity and o.verb == known and known != verb}
    taking = verb in _TAKING_IN or bool(classes_of(*verb.partition(" ")[::2]) & {"register"})
    passing = [e for e in draft.entities.values() if e.lifecycle is not None]
    thing = passing[0] if len(passing) == 1 else main
    if not found and taking and thing is not None:
        found = {creator(draft, thing).name}
    return found


def _does(unit: Unit, draft: Draft) -> None:
    """ "Counter staff take in and hand out": beside who else does what, they alone do it."""
    if not re.search(r"\b(?:alone|only)\b", unit.text) or "," not in unit.text and ";" not in unit.text:
        return
    start = 0
    for part in re.split(r"[,;](?=\s)", unit.text):
        span = (unit.span[0] + start, unit.span[0] + start + len(part))
        start += len(part) + 1
        match = _DOES.match(part.strip().rstrip("."))
        if match is None or draft.claimed(span):
            continue
        names = _deeds(match["deeds"], draft)
        if not names or match["who"].lower() in ANYBODY:
            continue
        actor = draft.actor(singular(match["who"].lower()), span)
        for name in names:
            operation = draft.operations[name]
            operation.roles.append(actor) if actor not in operation.roles else None
            operation.actors.append(actor) if actor not in operation.actors else None
        draft.claim(span, "who_does_what", [actor, *(draft.operations[name].id for name in sorted(names))])


def _no_more(unit: Unit, draft: Draft, rights: Rights) -> None:
    for match in _NO_MORE.finditer(unit.text):
        span = _span(unit, match)
        allowed = _deeds(match["deeds"], draft)
        if draft.claimed(span) or allowed is None or match["who"].lower() in ANYBODY:
            continue
        actor = draft.actor(singular(match["who"].lower()), span)
        rights.only.append((actor, allowed, span))
        draft.claim(span, "no_more_rights", [actor, *(draft.operations[name].id for name in sorted(allowed))])
