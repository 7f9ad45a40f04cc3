"""What somebody wants changed in a system, weighed before it is built: what words come to, the Changes, each approved
or rejected, and a failing example played before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from autogenesis.conductor import Before, Conductor, Order, Said
from autogenesis.core import InputError
from autogenesis.feedback import Account, Reader, Reading
from autogenesis.preview import (
    TOLD,
    Difference,
    Line,
    Tried,
    difference_of,
    elements_between,
    lines_of,
    refuse_unknown,
)
from blueprints import Blueprint, Change, Element, Rename, Specification, elements_of, parts_within, taken_back

_REJECTED = "Rejected in a revision: this stays as it was."
_EXAMPLE = "An example that was attached to feedback"


@dataclass(frozen=True)
class Wish:
    """What was entered: a text, what should be otherwise in words, answers, an example, and the keys of Changes that
    were decided on."""

    text: str
    words: str = ""
    partly: bool = False
    """Whether the words that are understood are done without the rest."""
    answers: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    rejected: frozenset[str] = frozenset()
    approved: frozenset[str] = frozenset()
    """Of those that the last run proposes."""
    tests: bool = True
    undone: frozenset[str] = frozenset()
    """Of those that were decided in earlier revisions."""


@dataclass(frozen=True)
class Weighed:
    """What a wish comes to."""

    order: Order
    reading: Reading
    account: Account | None
    """What the words came to."""
    lines: list[Line]
    proposals: list[Difference]
    """The Changes that the text asks for."""
    follows: list[Difference]
    """What becomes different with what was rejected, and nobody decided on."""
    drawn: list[Difference]
    """Changes to the Blueprint."""
    before: Tried | None
    """The example on the system as it is."""
    after: Tried | None

    @property
    def decides(self) -> dict[str, bool]:
        """Whether somebody may reject it, by the key of each proposal."""
        return {one.key: one.change.part not in TOLD for one in self.proposals}


def offered(conductor: Conductor, before: Before) -> tuple[Change, ...]:
    """The Changes that the last run proposes for the next revision."""
    return conductor.proposed(before.run)


def weigh(conductor: Conductor, reader: Reader, before: Before, wish: Wish, attempts: int) -> Weighed:
    """Read the text as a revision would begin with it, with what was decided on top of it."""
    was = conductor.understood(before.run)
    drawn = conductor.made(before.run, "blueprint")
    if was is None or drawn is None:
        raise InputError(
            f"run {before.run} kept no specification", where="the database", remedy="Build the system as a new one"
        )
    decided_on = {_key(one): one for one in before.order.changes if _key(one) not in wish.undone}
    decided_on |= {_key(one): one for one in offered(conductor, before) if _key(one) in wish.approved}
    stands = before.order.model_copy(update={"text": wish.text, "changes": tuple(decided_on.values())})
    account = reader.hear(stands, wish.words, wish.answers) if wish.words.strip() else None
    if account is not None:
        wish = replace(wish, text=account.text)
    kept = list(stands.changes_to(wish.text))
    kept += account.examples if account is not None else ()
    if not wish.answers:
        asked = reader.read(wish.text, {}, kept).specification.questions
        wish = replace(wish, answers=before.order.answers_to(asked))
    plain = reader.read(wish.text, wish.answers, kept, attempts=attempts)
    proposals = elements_between(was, plain.specification)
    rejected = [one.change for one in proposals if one.key in wish.rejected and one.change.part not in TOLD]
    again = {_key(one): _rejection(one, was, plain.specification) for one in rejected}
    decided = [*(one for one in kept if _key(one) not in again), *again.values()]
    final = reader.read(wish.text, wish.answers, decided, attempts=attempts) if rejected else plain
    today = then = None
    if wish.example.strip():
        lines = lines_of(wish.example)
        today, then = (reader.try_out(one, lines, _EXAMPLE) for one in (was, final.specification))
        if not then.failures:
            attached = _attached(then)
            decided = [*(one for one in decided if _key(one) != _key(attached)), attached]
    refuse_unknown(wish.answers, final.specification, "the answers")
    answers = dict(wish.answers)
    order = Order(
        text=wish.text,
        out=before.order.out,
        answers=answers,
        changes=tuple(decided),
        renames=_renames(account, {one.id for one in rejected}),
        said=() if account is None else tuple(Said(words=one.said, changes=one.changes) for one in account.understood),
        tests=wish.tests,
    )
    touched = {one.id for one in rejected}
    return Weighed(
        order=order,
        reading=final,
        account=account,
        lines=difference_of(before.order.text, wish.text),
        proposals=proposals,
        follows=[
            one for one in elements_between(plain.specification, final.specification) if one.change.id not in touched
        ],
        drawn=elements_between(Blueprint.model_validate(drawn), _drawn(final)),
        before=today,
        after=then,
    )


def _drawn(reading: Reading) -> Blueprint:
    assert reading.blueprint is not None  # it was asked for
    return reading.blueprint


def _renames(account: Account | None, rejected: set[str]) -> tuple[Rename, ...]:
    """What has another name, but for what was to stay as it was."""
    found = () if account is None else account.renames
    return tuple(one for one in found if not {one.before, one.after} & rejected)


def _key(change: Change) -> str:
    return f"{change.part} {change.id}"


def _rejection(change: Change, was: Specification, now: Specification) -> Change:
    """The Change that keeps the element as it was, with the new sentences that ask for it otherwise."""
    known = {one.text for one in was.sentences}
    spoken = {one.id: " ".join(one.text.split()) for one in now.sentences if one.text not in known}
    carrying = _carrying(change.id, now)
    asking = [spoken[one.sentence] for one in now.clauses if one.requirement in carrying and one.sentence in spoken]
    return taken_back(change, was).model_copy(
        update={"reason": _REJECTED, "evidence": "\n".join(dict.fromkeys(asking))}
    )


def _carrying(id: str, specification: Specification) -> set[str]:
    """The requirements that the element, or a part of it, carries."""
    held = next((one for one in elements_of(specification) if one.id == id), None)
    inside = {one.id for one in parts_within(held) if isinstance(one, Element)} if held is not None else set()
    return {one.id for one in specification.requirements if {id, *inside} & set(one.elements)}


def _attached(example: Tried) -> Change:
    scenario = example.scenario
    return Change(
        action="add",
        part="examples",
        id=scenario.id,
        value=scenario.model_dump(mode="json"),
        reason="It was attached to feedback, and is a test from now on.",
    )


def keys_of(given: Sequence[str]) -> frozenset[str]:
    """The Changes that a form names."""
    return frozenset(given[:2000])
