"""Reads who may see what, what is logged, what locks a record, and what must outlast a restart."""

from __future__ import annotations

import re

import blueprints as bp
from autogenesis.language._clauses import parse
from autogenesis.language._discourse import DateInFocus, Lock
from autogenesis.language._draft import Draft, EntityDraft, snake
from autogenesis.language._patterns import Match, find
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Piece, Unit
from autogenesis.language._terms import both, either, over, same, update
from autogenesis.language._text import Span
from autogenesis.language.readings._structure import path_to

_COMPUTER = r"(?:program|system|computer|laptop|server|tablet|software|app|application|service|phone|battery|machine)"
_CAUSE = regex(
    rf"""\b(?:restart\w*|reboot\w*|crash\w*|outages?|blackouts?|power\s(?:cuts?|fail\w*|loss)|(?:fail\w*|cuts?)\sof\s(?:the\s)?power
    |power\s(?:goes|is|gets|should)|(?:pull|unplug)\w*\b.*\bplug|unplugg\w+|(?:an?|any|each|every)\sstop|failure
    |(?:switch|turn|shut|power)(?:ing\s|\w*\s(?:it|everything)\s)(?:off|down|on)
    |(?:stopp?|start|clos|switch|turn|shut)\w*\b[\w\s]*?\b{_COMPUTER}
    |{_COMPUTER}\b[\w\s]*?\b(?:stop\w*|start\w*|die[sd]?|fails?|failed|breaks|broken|down|off|on|empty|flat))\b""",
    re.I | re.X,
)
_STILL = regex(
    r"""\b(?:still|there|safe|same|again|valid|everything|as\sbefore|as\s(?:it|they)\s(?:was|were)|knows?|known|remembers?|retain\w*|surviv\w+|outliv\w+|outlast\w*
    |endur\w+|persist\w*|keeps?|kept|holds?|remains?|stays?|carr(?:y|ies)\s(?:on)|continues?|goes\s(?:on)|finds?)\b""",
    re.I | re.X,
)
_HARM = regex(
    r"\b(?:lose|lost|loses|losing|loss|forget\w*|forgotten|chang\w+|delet\w+|affect\w*|harm\w*|costs?|gone|disappear\w*|vanish\w*|disturb\w*|damag\w+|matter\w*)\b",
    re.I,
)
_DENIED = regex(r"\b(?:not?|never|nothing|nobody|no\sone|none|without|cannot)\b|n[o'’]t\b", re.I)
_EVER_LOST = regex(
    r"^(?:and\s)?(?:never\sloses?\s|(?:nothing|no\s\w+)\s(?:ever\s)?(?:(?:may|must|can|should|shall|will|is|are|gets?|goes)\s)?(?:ever\s)?(?:be\s|get\s|go\s)?(?:lost|loses?)\W*$)",
    re.I,
)
_SEE = "see|view|read|know|access"


def read_visibility(unit: Unit, draft: Draft) -> None:
    """ "Drivers see names and addresses, never prices." """
    match = find(unit, f"^ NP=who MODAL? V({_SEE}) ... never|not NP=hidden", f"^ NP=who MODAL? only V({_SEE}) NP=only")
    if match is None or draft.primary is None or draft.claimed(unit.span):
        return
    main = draft.primary
    shown, barred = _seen(match)
    if draft.recall(DateInFocus) is None and not all(_named(piece, main, draft) for piece in (*shown, *barred)):
        return
    actor = draft.actor(match["who"].label, match["who"].span)
    visible: dict[str, set[str]] = {}
    for piece in shown:
        found = _visible_field(piece, main, draft)
        if found is not None:
            visible.setdefault(found[0].name, set()).add(found[1])
    kept_back = {c.entity.name for p in barred if (c := draft.concept(p)) and c.entity and not c.field}
    made = []
    for entity in draft.entities.values():
        allowed = visible.get(entity.name, set())
        if entity.name in kept_back or (not allowed and entity is not main and _belongs(entity, main, draft)):
            made.append(_access(draft, entity, actor, (), bp.truth(False), unit))
        elif allowed:
            links = {f.name for f in entity.fields.values() if f.type.entity == main.id}
            fields = [n for n in (*entity.fields, *entity.derivations) if n not in allowed | links]
            made.append(_access(draft, entity, actor, tuple(fields), None, unit))
    draft.claim(unit.span, "visibility", made)


def _named(piece: Piece, main: EntityDraft, draft: Draft) -> bool:
    """Whether the phrase names a field that is known."""
    concept = draft.concept(piece, main)
    return concept is not None and concept.field is not None


def _seen(match: Match) -> tuple[list[Piece], list[Piece]]:
    shown: list[Piece] = []
    barred: list[Piece] = []
    target = shown
    for piece in match.unit.pieces[1:]:
        if piece.text.lower() in {"never", "not"}:
            target = barred
        elif piece.kind == "N":
            target.append(piece)
    return shown, barred


def _belongs(entity: EntityDraft, main: EntityDraft, draft: Draft) -> bool:
    return path_to(draft, entity, "it", main) is not None


def _visible_field(piece: Piece, main: EntityDraft, draft: Draft) -> tuple[EntityDraft, str] | None:
    """The field a phrase names; one that nobody has defined is taken for the dates of what belongs to the record."""
    concept = draft.concept(piece, main)
    if concept is not None and concept.entity is not None and concept.field is not None:
        return concept.entity, concept.field
    focus = draft.recall(DateInFocus)
    if focus is None:
        return None
    entity, name = focus.entity, focus.field
    way = path_to(draft, entity, entity.name, main)
    label = snake(piece.label)
    mine = both(same(way or entity.name, "it"), bp.Present(value=bp.path(entity.name, name)))
    main.derivations[label] = bp.Derivation(
        id=f"derivation.{main.name}.{label}", spans=(piece.span,), name=label, label=piece.label, type=bp.DATE,
        value=over("largest", entity.name, mine, f"{entity.name}.{name}"), summary=f"the latest {entity.fields[name].label}",
    )  # fmt: skip
    draft.assume(f"“{piece.text}” are taken to be the {entity.fields[name].label}s; the latest is shown.", piece.span)
    return main, label


def _access(
    draft: Draft,
    entity: EntityDraft,
    actor: str | None,
    hidden: tuple[str, ...],
    requires: bp.Expression | None,
    unit: Unit,
) -> str:
    role = actor.removeprefix("actor.") if actor else "everybody"
    rule = bp.Access(
        id=draft.unique(f"access.{entity.name}_{role}"), spans=(unit.span,), entity=entity.id, actor=actor,
        hidden=hidden, requires=requires, reason=unit.text,
    )  # fmt: skip
    draft.access.append(rule)
    return rule.id


def read_audit(unit: Unit, draft: Draft) -> None:
    """ "Every look at a record is logged." """
    match = find(
        unit, "every|each|all|any NP(look|access|view|reading|glance) ( at|to|of NP=what )? BE V.part(log|record|note|write|register)",
        "NP(look|access|view|reading|glance)=look ( at|to|of NP=what )? BE V.part(log|record|note|register)",
    )  # fmt: skip
    if match is None or draft.primary is None:
        return
    concept = draft.concept(match["what"]) if "what" in match else None
    entity = concept.entity if concept and concept.entity else draft.primary
    audits = []
    for each in draft.entities.values():
        if each is entity or _belongs(each, entity, draft):
            audit = bp.Audit(id=draft.unique(f"audit.{each.name}"), spans=(unit.span,), entity=each.id, on="reads")
            draft.audits.append(audit)
            audits.append(audit.id)
    draft.claim(unit.span, "read_audit", audits)


def read_lock(unit: Unit, draft: Draft) -> None:
    """ "If permission is revoked, the file is locked: only the registrar may open it, and reminders stop." """
    match = find(
        unit,
        "if|when|once NP=what BE V.part(withdraw|revoke|cancel|retract|end)=verb , ... BE V.part(lock|close|seal|freeze) ... only NP=who may|can V(open|see|read|view|access|unlock)",
    )
    main = draft.primary
    if match is None or main is None:
        return
    flag = next(
        (
            f.name
            for f in main.fields.values()
            if f.type.kind == "boolean" and f.label.split()[-1] == match["what"].head
        ),
        None,
    )
    if flag is None:
        flag = draft.add_field(
            main, match["what"].label, bp.BOOLEAN, match["what"].span, required=False, default=bp.truth(True)
        )
    actor = draft.actor(match["who"].label, match["who"].span)
    verb = match["verb"].head
    operation = draft.operation(f"{verb} {match['what'].label}", None, "change", "", unit.span)
    operation.entity = main
    operation.summary = f"{verb.capitalize()} the {match['what'].label} of a {main.label}."
    operation.inputs[main.name] = bp.Parameter(name=main.name, type=main.type)
    operation.steps.append(update(main.name, **{flag: bp.truth(False)}))
    operation.result = bp.Name(name=main.name)
    made = [operation.id]
    role = bp.text(actor.removeprefix("actor."))
    for entity in draft.entities.values():
        way = path_to(draft, entity, "it", main)
        if way is None:
            continue
        open_ = bp.path(*way.split("."), flag)
        made.append(_access(draft, entity, None, (), either(open_, same("role", role)), unit))
        _stop_timers(draft, entity, open_, unit)
    draft.remember(Lock(main, flag, actor, unit.span, operation.name))
    draft.claim(unit.span, "lock", made)


def _stop_timers(draft: Draft, entity: EntityDraft, open_: bp.Expression, unit: Unit) -> None:
    """What is sent about a locked record stops."""
    if find(unit, "NP V(stop|end|cease)", "no NP BE V.part") is None:
        return
    for index, timer in enumerate(draft.timers):
        if timer.entity == entity.id:
            terms = (open_,) if timer.when is None else (timer.when, open_)
            draft.timers[index] = timer.model_copy(update={"when": both(*terms)})


def read_restart(unit: Unit, draft: Draft) -> None:
    """ "All this holds after a restart", "switching it off must not lose a thing": what every package does."""
    if not _outlasts(unit.text):
        return
    for span in _lasting(unit, draft):
        draft.claim(span, "durable_state", [e.id for e in draft.entities.values()])


def _outlasts(text: str) -> bool:
    """Whether a sentence says that what is kept outlasts an interruption, and no figure with it."""
    if re.search(r"\d", text):
        return False
    if _EVER_LOST.search(text):
        return True
    if _CAUSE.search(text) is None:
        return False
    return bool(_DENIED.search(text)) if _HARM.search(text) else bool(_STILL.search(text))


def _lasting(unit: Unit, draft: Draft) -> list[Span]:
    """The clauses that speak of it: "the forms should be simple, and a restart loses nothing" wishes for something else first."""
    clauses = parse(unit.sentence)
    said = [c for c in clauses if any(words.search(c.text) for words in (_CAUSE, _STILL, _HARM))]
    others = [
        c
        for c in clauses
        if c not in said and (c.verb and c.subject or c.modal or c.embedded) and not draft.claimed(c.span)
    ]
    return [c.span for c in clauses if c not in others] if said and others else [unit.span]
