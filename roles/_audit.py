"""The artefact of security and compliance: what is personal, who may do what, what threatens, what it is made of."""

from __future__ import annotations

import re
from typing import Literal

from blueprints import Element, Frozen, Id


def id_of(kind: str, *names: str) -> str:
    """An id of that kind made of names as people write them."""
    return ".".join((kind, *(re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "it" for name in names)))


class PersonalField(Element):
    """A field that says something about a person: where it is kept, who sees it, and to whom it is sent."""

    entity: Id
    name: str
    label: str
    why: str
    taken_by: tuple[str, ...] = ()
    """Operations that are given it."""
    shown_by: tuple[str, ...] = ()
    """Operations whose result holds it."""
    hidden_from: tuple[str, ...] = ()
    """Roles that the text keeps it from; `everybody` where it is kept from all."""
    sent_to: tuple[str, ...] = ()
    """Whoever is told of it in a notification."""


class Keeping(Element):
    """What the text says of how long rows with personal fields are kept."""

    entity: Id
    plural: str
    ends: tuple[str, ...] = ()
    """What takes rows away, or locks them."""
    open: str = ""
    """Where nothing takes them away."""


class Permission(Element):
    """Whether a role may ask for an operation, and what it then sees of rows."""

    operation: str
    role: str
    allowed: bool
    limits: str = ""


class Threat(Element):
    """A way to do harm at one entry point, by its STRIDE class: what counters it here, how that is tested, what is left
    to whoever operates the system."""

    entry: str
    kind: Literal["spoofing", "tampering", "repudiation", "information disclosure", "denial of service", "elevation"]
    text: str
    counter: str
    tested: str
    left: str = ""


class Finding(Element):
    """Something to look at: where it is, what it is, what to do. What is `forbidden` stops the run."""

    part: str
    text: str
    remedy: str
    forbidden: bool = False


class Survey(Frozen):
    """What follows from Specification and Blueprint alone."""

    personal: tuple[PersonalField, ...] = ()
    keeping: tuple[Keeping, ...] = ()
    roles: tuple[str, ...] = ()
    permissions: tuple[Permission, ...] = ()
    threats: tuple[Threat, ...] = ()
    findings: tuple[Finding, ...] = ()


class Licence(Element):
    """What a distribution may be used under. `runs`: the package needs it to run, not only to be tested."""

    distribution: str
    version: str
    licence: str
    kind: Literal["permissive", "copyleft", "unknown"]
    runs: bool


class Right(Element):
    """What the container is granted, and what it gives up."""

    name: str
    value: str
    fine: bool
    forbidden: bool = False
    """Whether nobody may deploy it so."""


class Audit(Frozen):
    """The survey, with what was measured: licences, the container's rights, and what was found in the files."""

    survey: Survey
    licences: tuple[Licence, ...] = ()
    rights: tuple[Right, ...] = ()
    scanned: int = 0
    """Files that were looked at for secrets."""
    findings: tuple[Finding, ...] = ()

    @property
    def forbidden(self) -> tuple[Finding, ...]:
        """What stops the run."""
        return tuple(one for one in (*self.survey.findings, *self.findings) if one.forbidden)
