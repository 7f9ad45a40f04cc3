"""Finds the deeds that leave a record of their own: whoever borrows a tool has a loan, reserving a seat is a reservation."""

from __future__ import annotations

from collections.abc import Iterator

import blueprints as bp
from autogenesis.language._draft import Draft, EntityDraft
from autogenesis.language._inflect import participle_of
from autogenesis.language._people import noun_kind
from autogenesis.language._syntax import NP, Clause
from autogenesis.language._tokens import tokens
from autogenesis.language._words import classes_of, head_kind
from autogenesis.language.meaning._deeds import parties
from autogenesis.language.meaning._facts import fact_of, state_called
from autogenesis.language.meaning._fields import refer_to
from autogenesis.language.meaning._kinds import compounded, labels_of, values_of
from autogenesis.language.meaning._members import reached
from autogenesis.language.meaning._naming import ANYBODY, SYSTEM, known_thing, stands_for_people
from autogenesis.language.meaning._relations import nouns_of, relation_of
from autogenesis.language.meaning._scope import Row

LASTING = {"reserve": "reservation", "book": "booking", "borrow": "loan", "rent": "rental", "attend": "attendance",
            "enrol": "enrolment", "sign up": "registration", "subscribe": "subscription", "apply": "application"}  # fmt: skip
"""Deeds that somebody does again and again to what stays, with the noun for one of them where the text has none."""
_HAPPENING = frozenset({"act", "event", "communication", "time"})
"""Kinds of nouns for what is there only because somebody asked for it: a slot, a visit, a session."""
_EACH_TIME = {"order": "order", "vote": "vote", "rate": "rating"}
"""Deeds that many do to the same thing, where the thing is there already: a menu that is listed is ordered by many."""
_FOR = frozenset({"for", "to", "in", "on", "at"})


def relate(draft: Draft) -> list[str]:
    """Give each recording noun of the text its references and its operation; the names of entities found so."""
    values, labels = values_of(draft), labels_of(draft)
    said = (c for unit in draft.units for c in unit.clauses if not draft.claimed(c.span))
    unread = (compounded(c, values, labels) for c in said)
    deeds = [deed for clause in unread for deed in deeds_within(clause)]
    made: list[str] = []
    made_so = _brought_about(deeds, draft)
    for deed in sorted(deeds, key=lambda each: each.voice == "passive"):  # who books what says more than what is booked
        name = _relate(deed, draft, made_so)
        made.extend([name] if name else [])
    return made


def deeds_within(clause: Clause) -> Iterator[Clause]:
    """The clause and every clause in it that may tell a deed."""
    yield clause
    inner = (*(c for condition in clause.conditions for c in condition.clauses), *clause.embedded)
    relatives = (r for np in (*clause.subjects, *clause.objects) for r in np.relatives)
    for each in (*inner, *relatives):
        yield from deeds_within(each)


def _brought_about(deeds: list[Clause], draft: Draft) -> frozenset[str]:
    """Names of the entities that are there only because somebody asked for them: booking such a one brings it about."""
    made = []
    for clause in deeds:
        thing = clause.object if clause.voice != "passive" else clause.subject
        entity = (
            known_thing(draft, thing)
            if thing is not None and f"{clause.verb} {clause.particle}".strip() in LASTING
            else None
        )
        if entity is not None and not entity.fields and not entity.initial and _given_when(clause):
            made += [entity.name] if noun_kind(entity.label) in _HAPPENING else []
    return frozenset(made)


def _relate(clause: Clause, draft: Draft, made_so: frozenset[str]) -> str | None:
    found = parties(clause)
    if found is None or clause.subject is None or (clause.negators and not clause.modal):
        return None
    doer, thing = found
    if clause.object is None and clause.voice != "passive" and _puts_in_state(clause, draft):
        return None
    if clause.object is None and clause.voice != "passive":
        doer, thing = clause.subject, next((p.item for p in clause.phrases if p.prep in _FOR and p.item), None)
    entity = known_thing(draft, thing) if thing is not None and not thing.pronoun else None
    related = relation_of(draft, clause.verb, clause.particle, entity)
    if related is not None and (entity is None or entity is not related):
        _held_by(related, doer, draft)
    if entity is None or related is not None or entity.name in made_so:
        return None
    if (
        stands_for_people(entity, draft)
        or not _somebody(doer, clause, entity, draft)
        or _is_record(entity, doer, clause, draft)
    ):
        return None
    record = _record(clause, entity, draft)
    if record is None or record[0] is entity:
        return None
    made, new = record
    refer_to(draft, made, entity)
    _whose(made, doer, draft)
    phrase = f"{clause.verb} {clause.particle}".strip()
    if not any(o.entity is made and o.kind == "create" for o in draft.operations.values()):
        operation = draft.operation(phrase, entity, "create", f"{phrase.capitalize()} {_one(entity)}.", clause.span)
        operation.entity = made
    return made.name if new else None


def _puts_in_state(clause: Clause, draft: Draft) -> bool:
    """ "A claimant can withdraw": what is withdrawn is the only thing that has such a state."""
    word = participle_of(f"{clause.verb} {clause.particle}".strip())
    having = [e for e in draft.entities.values() if state_called(e, word) is not None]
    if len(having) != 1 or clause.phrases and clause.phrases[0].prep in _FOR:
        return False
    fact_of(draft, having[0], clause.verb, clause.particle)
    return True


def _is_record(entity: EntityDraft, doer: NP | None, clause: Clause, draft: Draft) -> bool:
    """Whether the thing itself says whose it is: booking a visit of a patient brings a visit about, and nothing else.

    So it is where "booked" is one of its states.
    """
    once = classes_of(clause.verb, clause.particle) & {"approve", "reject", "cancel", "publish"}
    if once or state_called(entity, participle_of(f"{clause.verb} {clause.particle}".strip())) is not None:
        return True
    row = known_thing(draft, doer) if doer is not None and not doer.pronoun else None
    return row is not None and row is not entity and entity.reference_to(row) is not None


def _given_when(clause: Clause) -> bool:
    """ "books a slot for a show on a date at a time": what it is for and when is said of it itself."""
    kinds = {head_kind(np.head) for phrase in clause.phrases for np in phrase.items if np.determiner in {"a", "an"}}
    return bool(kinds & {"date", "time"})


def _one(entity: EntityDraft) -> str:
    return f"{'an' if entity.label[:1] in 'aeiou' else 'a'} {entity.label}"


def _record(clause: Clause, entity: EntityDraft, draft: Draft) -> tuple[EntityDraft, bool] | None:
    """The entity for the deed, and whether it is new: one that has its noun, else the noun the text uses."""
    asking = bool(classes_of(clause.verb) & {"request", "reserve", "lend"})
    nouns = nouns_of(clause.verb, clause.particle) - (frozenset() if asking else {clause.verb})
    known = next(
        (
            e
            for e in draft.entities.values()
            if e is not entity and e.label.split()[-1] in nouns and not stands_for_people(e, draft)
        ),
        None,
    )
    if known is not None:
        return known, False
    phrase = f"{clause.verb} {clause.particle}".strip()
    used = draft.once(_nouns_used)
    spoken = next((noun for noun in sorted(nouns - {clause.verb}) if noun in used), None)
    if spoken is None and phrase in used and phrase not in LASTING and asking:
        spoken = phrase  # "A guest can order a meal. … only his own orders."
    lasting = _lasting(clause, entity, draft)
    noun = spoken if spoken is not None and head_kind(spoken) in {"", "text"} else lasting
    if noun is None or (spoken is None and not clause.modal and lasting is None):
        return None
    return draft.entity(noun, clause.span, confidence=0.5), True


def _nouns_used(draft: Draft) -> frozenset[str]:
    return frozenset(t.lemma for u in draft.units for t in tokens(u.sentence) if t.pos == "NOUN")


def _lasting(clause: Clause, entity: EntityDraft, draft: Draft) -> str | None:
    """The noun for what comes of the deed each time."""
    phrase = f"{clause.verb} {clause.particle}".strip()
    noun = _EACH_TIME.get(phrase)
    if noun is None:
        return LASTING.get(phrase)
    listed = bool(entity.fields) and entity.confidence == 1.0 and not entity.initial
    told = draft.find_entity(noun)
    return noun if listed and clause.voice == "active" and (told is None or told.confidence < 1) else None


def _somebody(doer: NP | None, clause: Clause, entity: EntityDraft, draft: Draft) -> bool:
    lasting = _lasting(clause, entity, draft) is not None
    if doer is None:
        return clause.voice == "passive" and lasting
    if doer.name in SYSTEM:
        return False
    row = known_thing(draft, doer)
    if row is not None and stands_for_people(row, draft):
        return True
    if row is not None and (noun_kind(doer.head) in {"people", "person"} or doer.head == "group") and lasting:
        return True  # "A group books a hall": people together
    if row is None and _may_be_people(doer) and (lasting or clause.modal in {"can", "may"}):
        return lasting
    if row is not None and row is not entity and _there_already(clause, entity) and row.confidence == 1.0:
        return noun_kind(doer.head) not in _HAPPENING  # "A flat can reserve a machine": whoever is listed may have it
    return doer.head.lower() in ANYBODY or draft.find_actor(doer.words or (doer.head,)) is not None


def _there_already(clause: Clause, entity: EntityDraft) -> bool:
    """Whether what is booked, borrowed or rented was listed, with what is kept of it."""
    lasting = f"{clause.verb} {clause.particle}".strip() in LASTING
    return lasting and bool(entity.fields) and entity.confidence == 1.0


def _held_by(made: EntityDraft, doer: NP | None, draft: Draft) -> None:
    """A record that was listed without whoever it is of: "Members can book up to 90 days ahead" says whose bookings are."""
    row = known_thing(draft, doer) if doer is not None and not doer.pronoun else None
    if row is None or row is made or not stands_for_people(row, draft) or made.field_of_kind("person") is not None:
        return
    if any(stands_for_people(e, draft) for e in draft.entities.values() if made.reference_to(e) is not None):
        return
    if reached(draft, Row(made, bp.Name(name="it")), row) is not None:
        return  # whose it is, what it is of tells already
    refer_to(draft, made, row)
    draft.assume(f"Every {made.label} is of {_one(row)}.")


def _may_be_people(doer: NP) -> bool:
    """ "A family can reserve a toy": what may do such deeds are people, whatever they are called."""
    plain = not (doer.pronoun or doer.quoted or doer.formula or doer.negative) and doer.quantity is None
    return plain and head_kind(doer.head) in {"", "person"}


def _whose(made: EntityDraft, doer: NP | None, draft: Draft) -> None:
    """Whoever does it: the row that stands for them, else a person."""
    if doer is None or doer.head.lower() in ANYBODY:
        return
    row = known_thing(draft, doer)
    if row is not None:
        if made.reference_to(row) is None and reached(draft, Row(made, bp.Name(name="it")), row) is not None:
            return  # whose it is, what it is of tells already
        refer_to(draft, made, row)
        return
    actor = draft.find_actor(doer.words or (doer.head,))
    if actor is None and _may_be_people(doer):
        actor = draft.actor(doer.name, doer.span)
    if actor is not None and made.field_of_kind("person") is None:
        draft.add_field(made, doer.name, bp.Type(kind="person", actor=actor))
