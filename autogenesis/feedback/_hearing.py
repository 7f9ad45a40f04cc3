"""Hears feedback: sentence by sentence it becomes edits of the text, each made sure of by reading the edited text again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from autogenesis.core import InputError
from autogenesis.feedback._adding import introduced, read_field, read_role, read_rule
from autogenesis.feedback._approving import read_approval
from autogenesis.feedback._asides import cores
from autogenesis.feedback._bugs import read_bug
from autogenesis.feedback._compared import told_changes
from autogenesis.feedback._proposals import NotHeardError, Proposal, complaint_of
from autogenesis.feedback._removing import read_removal
from autogenesis.feedback._renaming import read_rename
from autogenesis.feedback._reporting import read_report
from autogenesis.feedback._standing import Read, Standing
from autogenesis.feedback._superseding import superseding
from autogenesis.feedback._values import read_value, same_but_for
from autogenesis.feedback._verdicts import read_verdict
from autogenesis.language import blocks, load_text, sentences
from blueprints import Change, Rename, Specification

_MOST_SENTENCES, _LONGEST = 50, 400
_Reader = Callable[[str, Standing], Iterator[Proposal]]
_BOUND_TO_BEFORE = re.compile(
    r"(?:please\s+)?(?:make|change|set|turn)\s+(?:it|that|this|them)\b|(?:it|that|this|they)\s+(?:should|must)\b", re.I
)
_THEY = re.compile(
    r"(?:he|she|they|it)\b(?=\s+(?:may|can|must|should|shall|will|is|are|sees?|has|have|cannot|never)\b)", re.I
)


@dataclass(frozen=True)
class Heard:
    """A sentence of feedback and what came of it: the text before and with it, the Changes of the Specification that it
    `was` and is `now`, what has another name; or what was stumbled over."""

    said: str
    before: str
    was: Specification
    now: Specification
    kind: str = ""
    text: str = ""
    changes: tuple[Change, ...] = ()
    renames: tuple[Rename, ...] = ()
    examples: tuple[Change, ...] = ()
    complaint: str = ""


@dataclass(frozen=True)
class Hearing:
    """What came of feedback: the text as it should be, with each sentence that was said."""

    before: str
    text: str
    specification: Specification
    heard: tuple[Heard, ...]

    @property
    def understood(self) -> tuple[Heard, ...]:
        """The sentences that became edits."""
        return tuple(one for one in self.heard if not one.complaint)

    @property
    def refused(self) -> tuple[Heard, ...]:
        """The sentences that did not."""
        return tuple(one for one in self.heard if one.complaint)

    @property
    def examples(self) -> tuple[Change, ...]:
        """The examples that were told, as Changes that make tests of them."""
        return tuple(change for one in self.understood for change in one.examples)

    @property
    def renames(self) -> tuple[Rename, ...]:
        """What has another name now, one after the other."""
        return tuple(rename for one in self.understood for rename in one.renames)


def hear(feedback: str, text: str, read: Read) -> Hearing:
    """Each sentence of feedback as an edit of the text, one after the other; `read` says what a text says.

    InputError where nothing is said, or too much at once.
    """
    standing = Standing(text, read)
    heard: list[Heard] = []
    wanted = said_in(feedback)
    if not 0 < len(wanted) <= _MOST_SENTENCES:
        what = "nothing is said in it" if not wanted else f"it has more than {_MOST_SENTENCES} sentences"
        raise InputError(what, where="the feedback", remedy="Say in full sentences what should be otherwise")
    for said in wanted:
        if heard and heard[-1].complaint and _BOUND_TO_BEFORE.match(said):
            said = f"{heard.pop().said.rstrip('.!')}; {said[:1].lower()}{said[1:]}"
        if heard and (role := introduced(heard[-1].said)) and _THEY.match(said):
            said = _THEY.sub(f"The {role}", said)
        one = _heard(said, standing)
        heard.append(one)
        if not one.complaint:
            standing = Standing(one.text, standing.read_anew, standing.read(one.text))
    return Hearing(text, standing.text, standing.specification, tuple(heard))


def said_in(feedback: str) -> Sequence[str]:
    """The sentences of feedback; a list of bullets is one a line."""
    read = load_text(f"# Feedback\n\n{feedback}", "the feedback")
    found = [one.text for block in blocks(read) if block.kind != "courtesy" for one in sentences(block)]
    return [" ".join(one.split()) for one in found if any(c.isalnum() for c in one) and one != "Feedback"]


def _heard(said: str, standing: Standing) -> Heard:
    before, was = standing.text, standing.specification
    if len(said) > _LONGEST:
        return Heard(
            said, before, was, was, complaint=f"it is longer than {_LONGEST} letters; say it in shorter sentences"
        )
    complaints: list[str] = []
    for told in cores(said):
        try:
            for proposal in _proposals(told, standing, complaints):
                return _taken(said, proposal, standing)
        except NotHeardError as why:
            complaints.insert(0, str(why))
    return Heard(said, before, was, was, complaint=complaints[0] if complaints else "it is not known what it asks for")


def _proposals(told: str, standing: Standing, complaints: list[str]) -> Iterator[Proposal]:
    """The texts that say what is told; why others do not goes to the complaints, the first one first."""
    mine: list[str] = []
    for reader in _READERS:
        for proposal in reader(told, standing):
            complaint = complaint_of(proposal, standing)
            if complaint:
                mine.append(complaint)
                continue
            yield superseding(proposal, told, standing) if reader is read_rule else proposal
    complaints[:0] = mine


def _taken(said: str, proposal: Proposal, standing: Standing) -> Heard:
    after = standing.read(proposal.text)
    assert after is not None  # it was weighed
    before = standing.specification
    return Heard(
        said,
        standing.text,
        before,
        after,
        kind=proposal.kind,
        text=proposal.text,
        changes=told_changes(before, after),
        renames=proposal.renames(before, after),
        examples=proposal.example(after),
    )


_READERS: tuple[_Reader, ...] = (
    read_rename,
    read_verdict,
    read_bug,
    same_but_for,
    read_value,
    read_removal,
    read_role,
    read_approval,
    read_report,
    read_field,
    read_rule,
)
"""The ways to read a sentence; the first by which the text then says just that is taken."""
