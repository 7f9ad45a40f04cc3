"""Reads what a role may do and what not: "Helpers may lend tools, but not repair them", "An inspector sees everything but changes nothing"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft, OperationDraft, snake
from autogenesis.language._people import may_name_people
from autogenesis.language._regex import regex
from autogenesis.language._skeleton import Unit
from autogenesis.language._terms import compare
from autogenesis.language._text import Span
from autogenesis.language._tokens import tag
from autogenesis.language._words import classes_of
from autogenesis.language.meaning._facts import same_deed
from autogenesis.language.meaning._naming import ANYBODY, stands_for_people
from autogenesis.language.meaning._placing import creator
from autogenesis.language.meaning._relations import nouns_of
from autogenesis.language.meaning._visibility import Seen, barred_from
from autogenesis.language.readings._inventories import singular

_MAY = r"(?:may|can|shall|should(?:\s+be\s+(?:able|allowed)\s+to)?|will|(?:is|are)\s+(?:able|allowed|permitted)\s+to)"
_MAY_NOT = r"(?:(?:may|must|can|should|shall)\s*(?:not|never)|(?:must|ca|should)n['’]t|(?:is|are)\s+not\s+allowed\s+to|never|not|no(?=\s+[a-z]))"
_WHO = regex(
    rf"^(?P<who>(?:(?:the|an?|our|every|all)\s+)?(?:new\s+)?[a-z][\w-]*(?:\s[a-z][\w-]*){{0,2}}?)\s+"
    rf"(?:(?P<not>{_MAY_NOT})|(?P<may>{_MAY})|(?P<sees>sees?|views?))\s+(?P<rest>\S.*?)\.?$",
    re.I,
)
_TURN = regex(
    rf",?;?\s+(?:(?:but|and|though|although|yet)\s+)?(?:(?:he|she|they|it)\s+)?(?:also\s+)?(?:(?P<not>{_MAY_NOT})|(?P<may>may|can))\s+(?:to\s+)?",
    re.I,
)
_AND = regex(r",?\s+(?:and|or|but|nor)\s+(?:to\s+)?|,\s+", re.I)
_DETERMINER = regex(r"^(?:(?:the|an?|any|all|every|each|their|its|his|her|no|new)\s+)+|\s+at\s+all$", re.I)
_PART_OF = regex(r"^(?P<part>[a-z]+(?<!s)|[a-z]+ss|[a-z]+us)\s+of\s+(?:an?|the|each|every|their)\s+[a-z][\w-]*$", re.I)
_TOWARDS = regex(r"^(?:on|for|to|in|into|with)\s+", re.I)
_SEEING = frozenset({"see", "view", "read", "look at", "look up", "open"})
_CHANGING = frozenset({"change", "edit", "alter", "modify", "update", "touch", "do"})
_LIGHT = frozenset({"take", "take in", "make", "do", "give", "accept", "receive", "handle", "process", "enter"})
"""Verbs that say no more than the noun behind them: to take returns is to return."""
_ALL = frozenset({"nothing", "anything", "everything", "all"})
_PARTICLES = frozenset({"back", "out", "in", "up", "off", "over", "at"})
_PENDING = "role_rights_to_settle"
_THEY_MAY = "they can "
"""Behind this a word that may be a verb is one."""


@dataclass(frozen=True, slots=True)
class _Right:
    """A deed that somebody may do or not; `thing` is what it is done to, "" where that is not said."""

    may: bool
    verb: str
    thing: str
    shared: bool = False
    """Whether it is named only behind the next verb: "lend and take back tools", "weed or take payments"."""


def read_role_rights(unit: Unit, draft: Draft) -> None:
    """Keep a sentence that gives some rights and takes others from being read as deeds; it is settled in the end."""
    said = _said(unit.text)
    if said is None or draft.claimed(unit.span):
        return
    who, rights = said
    mixed = any(one.may for one in rights) and any(not one.may for one in rights)
    seen_only = all(one.verb in _SEEING and _bare(one.thing) for one in rights)
    settled = (mixed and not seen_only) or all(one.may and _known_part(one, unit, draft) for one in rights)
    if settled and _somebody(who) and all(_told(one, unit, draft) for one in rights if one.may):
        draft.claim(unit.span, _PENDING, [draft.actor(_role(who), unit.span)])


def settle_role_rights(draft: Draft) -> None:
    """Once every operation is known: who is refused what, and who may do what only some may."""
    told = [said for unit in draft.units if (said := _said(unit.text)) is not None]
    if any(one.verb in _CHANGING and one.thing.lower() in _ALL for _, rights in told for one in rights):
        for entity in list(draft.entities.values()):
            if not entity.initial and entity.name not in draft.made_by_rule:
                creator(draft, entity)
    pending = [claim.span for claim in draft.claims if claim.pattern == _PENDING]
    draft.claims = [claim for claim in draft.claims if claim.pattern != _PENDING]
    for unit in draft.units:
        said = _said(unit.text)
        if said is None:
            continue
        held = [c for c in draft.claims if c.span[0] < unit.span[1] and unit.span[0] < c.span[1]]
        if unit.span in pending:
            _settle(*said, unit.span, draft)
        elif all(c.pattern == "told_deed" for c in held) and not any(one.may for one in said[1]):
            draft.claims = [c for c in draft.claims if c not in held]  # that it can be done at all says less
            if not _settle(*said, unit.span, draft, sure=True):
                draft.claims = [*draft.claims, *held]


def _settle(who: str, rights: tuple[_Right, ...], span: Span, draft: Draft, *, sure: bool = False) -> bool:
    """Give and take; what is not known is said, or where the sentence may mean something else nothing is done."""
    person = draft.find_entity(_role(who))
    if person is not None and not stands_for_people(person, draft):
        return False
    meant = [(one, _meant(one, draft)) for one in rights]
    unknown = next((one for one, found in meant if not found), None)
    if unknown is not None:
        if not sure:
            note = f"It is not known what it is to {unknown.verb} {unknown.thing}".strip()
            draft.claim(span, "role_rights", status="unclear", note=f"{note}.")
        return False
    actor = draft.actor(_role(who), span)
    made = [actor]
    for one, found in meant:
        for each in found:
            if isinstance(each, Seen):
                made += (
                    [barred_from(draft, each, actor, span, draft.text.at(span))] if not one.may else [each.entity.id]
                )
            elif one.may:
                each.roles.extend([actor] if each.roles and actor not in each.roles else [])
                made.append(each.id)
            else:
                bar(each, actor, span, draft)
                made.append(each.id)
    draft.claim(span, "role_rights" if any(one.may for one in rights) else "may_not", made)
    return True


def bar(operation: OperationDraft, actor: str, span: Span, draft: Draft) -> None:
    """Refuse an operation to a role."""
    label = draft.actors[actor].name
    other = compare("role", "!=", bp.text(actor.removeprefix("actor.")))
    operation.guards.append(
        draft.guard(f"{operation.name}.not_by_{label}", other, f"The {label} may not do this.", span)
    )


def _said(text: str) -> tuple[str, tuple[_Right, ...]] | None:
    """Who is spoken of, and the rights; None where the sentence says anything else."""
    match = _WHO.match(" ".join(text.split()))
    if match is None or re.search(r"\b(?:only|if|when|unless|until|before|after|once|whoever)\b|\d", text, re.I):
        return None
    rest = f"see {match['rest']}" if match["sees"] else match["rest"]
    rights: list[_Right] = []
    may, at = not match["not"], 0
    for turn in [*_TURN.finditer(rest), None]:
        found = _deeds(rest[at : turn.start() if turn else len(rest)], may, rights)
        if found is None:
            return None
        rights += found
        if turn is not None:
            may, at = turn["not"] is None, turn.end()
    return (match["who"], tuple(rights)) if rights else None


def _deeds(said: str, may: bool, before: list[_Right]) -> list[_Right] | None:
    """The deeds of a list: "lend and take back tools", "weed them or take payments"."""
    found: list[_Right] = []
    for part in _AND.split(said.strip(" ,;")):
        words = tag(f"{_THEY_MAY}{part.strip()}")[2:]
        known = found[-1] if found else before[-1] if before else None
        if words and words[0].pos == "VERB" and words[0].form == "base":
            particle = words[1].lower if len(words) > 1 and words[1].lower in _PARTICLES else ""
            verb = f"{words[0].lemma} {particle}".strip()
            thing = part.strip()[words[bool(particle)].end - len(_THEY_MAY) :]
        elif known is not None and known.verb in _SEEING:
            verb, thing = known.verb, part
        else:
            return None
        thing = _DETERMINER.sub("", thing.strip())
        if verb not in _SEEING:
            thing = _DETERMINER.sub("", _TOWARDS.sub("", thing))
        if thing.lower() in {"it", "them", "these", "those"}:
            thing = next((one.thing.split(" of ")[0] for one in reversed([*before, *found]) if one.thing), "")
        if verb not in _SEEING and thing and not _bare(thing):
            return None
        found.append(_Right(may and thing.lower() != "nothing", verb, thing))
    things = [one.thing for one in found]
    return [
        one if one.thing else replace(one, thing=next(filter(None, things[n:]), ""), shared=True)
        for n, one in enumerate(found)
    ]


def _bare(thing: str) -> bool:
    words = tag(f"the {thing}")[1:]
    return thing.lower() in _ALL or (0 < len(words) <= 3 and all(w.pos in {"NOUN", "ADJ", "PROPN"} for w in words))


def _somebody(who: str) -> bool:
    role = _role(who)
    return role.lower() not in ANYBODY and (may_name_people(role) or tag(f"the {who}")[-1].pos == "PROPN")


def _role(who: str) -> str:
    """The role that a phrase names: "our new trainee Milan" is Milan."""
    words = tag(_OURS.sub("", who))
    return words[-1].text if words and words[-1].pos == "PROPN" else singular(_OURS.sub("", who).lower())


_OURS = regex(r"^(?:(?:the|an?|our|every|all)\s+)?(?:new\s+)?", re.I)


def _told(right: _Right, unit: Unit, draft: Draft) -> bool:
    """Whether the deed is spoken of elsewhere too, so that it is not this sentence that brings it in."""
    if right.verb in _SEEING | _CHANGING:
        return True
    classes = classes_of(*right.verb.partition(" ")[::2])
    nouns = {singular(right.thing.lower())} if right.verb in _LIGHT else set()
    for other in draft.units:
        for token in () if other is unit else tag(other.text):
            alike = token.pos == "VERB" and (token.lemma == right.verb or classes & classes_of(token.lemma))
            if alike or (token.pos in {"NOUN", "VERB"} and token.lemma in nouns):
                return True
    return False


def _known_part(right: _Right, unit: Unit, draft: Draft) -> bool:
    """ "see the progress of a learner": what is seen is told of elsewhere, and no field that is brought in here."""
    match = _PART_OF.match(right.thing)
    others = (token for other in draft.units if other is not unit for token in tag(other.text))
    return right.verb in _SEEING and match is not None and any(t.lower == match["part"].lower() for t in others)


def _meant(right: _Right, draft: Draft) -> list[Seen | OperationDraft]:
    """The operations, or what is seen."""
    thing = singular(right.thing.lower())
    if right.verb in _SEEING:
        return list(_seen(right.thing, draft))
    writing = [one for one in draft.operations.values() if one.kind not in {"get", "list"} and one.entity is not None]
    if right.verb in _CHANGING:
        if thing in _ALL or not thing:
            return [*writing]
        entity = draft.find_entity(thing)
        if entity is not None:
            return [one for one in writing if one.entity is entity and one.kind != "create"]
        return [one for one in writing if one.kind != "create" and _sets(one, snake(thing))]
    done = list(_by_verb(right.verb, writing, draft))
    if not thing or thing in _ALL:
        return [*done]
    entity = draft.find_entity(thing)
    about = [one for one in done if one.name.endswith(f"_{snake(thing)}") or one.entity is entity]
    if not about and right.verb in _LIGHT:
        about = [one for one in writing if thing in {one.verb.split(" ")[0], *nouns_of(one.verb)}]
        about += [one for one in writing if one.kind == "create" and entity is not None and one.entity is entity]
    if not about and entity is not None and "register" in classes_of(*right.verb.partition(" ")[::2]):
        about = [creator(draft, entity)]  # what is kept is entered, whether or not the text tells of it
    return [*(about or (done if right.shared else ()))]


def _by_verb(verb: str, among: list[OperationDraft], draft: Draft) -> Iterator[OperationDraft]:
    """The operations of a verb: of the same one where there is any, else of one that means the same."""
    same = [one for one in among if verb in {one.verb, one.verb.split(" ")[0], one.name.partition("_")[0]}]
    if not same:
        same = [one for one in among if one.entity is not None and one.verb == same_deed(one.entity, verb) != verb]
    classes = classes_of(*verb.partition(" ")[::2])
    alike = (one for one in among if classes and classes == classes_of(*one.verb.partition(" ")[::2]))
    yield from same or alike


def _sets(operation: OperationDraft, name: str) -> bool:
    steps = bp.parts_within(tuple(operation.steps))
    return any(isinstance(one, bp.Update) and name in dict(one.values) for one in steps)


def _seen(thing: str, draft: Draft) -> Iterator[Seen]:
    """What is seen: the rows of things that are named, or fields of them."""
    if thing.lower() in _ALL:
        yield from (Seen(one) for one in draft.entities.values())
        return
    for word in (singular(thing.lower()), *(t.lemma for t in tag(thing) if t.pos in {"NOUN", "VERB"})):
        entity = draft.find_entity(word)
        if entity is not None:
            yield Seen(entity)
            return
        holding: list[EntityDraft] = [
            one for one in draft.entities.values() if snake(word) in {*one.fields, *one.derivations}
        ]
        if len(holding) == 1:
            yield Seen(holding[0], snake(word))
            return
