"""Security and compliance: audits what was built, and stops the run where it is forbidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from autogenesis.core import Policy, PolicyError
from blueprints import Blueprint, Specification
from roles._artefacts import ModuleSet, Reason
from roles._audit import Audit, Finding, PersonalField, Right, id_of
from roles._inputs import AuditInputs
from roles._licences import direct_needs, licences, refused
from roles._rights import rights
from roles._role import Check, Role
from roles._secrets import secrets_in
from roles._survey import survey_of
from roles._workshop import Workshop

_MOST_FINDINGS = 200
_REMEDY = "Take it out; who has it may use it: make a new one. Programs read secrets from their environment"


class Security(Role[AuditInputs, Audit]):
    """Makes the audit. What it forbids is found again by whoever approves it, and stops the run there."""

    name: ClassVar[str] = "security"
    purpose: ClassVar[str] = "Audits what was built: personal fields, permissions, threats, licences, rights, secrets."
    takes = AuditInputs
    makes = Audit
    approves: Mapping[str, Check] = {}

    def __init__(self, workshop: Workshop, policy: Policy) -> None:
        self._workshop, self._policy = workshop, policy

    def draft(self, task: AuditInputs, rejections: Sequence[Reason]) -> Audit:
        """The audit; licences are measured where the package's tests run, for only there it is installed."""
        workshop = self._workshop if task.brief.tests else None
        given = {"the text": task.brief.text, **{f"answers.{name}": text for name, text in task.brief.answers.items()}}
        return audited(task.specification, task.blueprint, task.modules, self._policy, workshop, given)


def audited(
    specification: Specification,
    blueprint: Blueprint,
    modules: ModuleSet,
    policy: Policy,
    workshop: Workshop | None,
    given: Mapping[str, str],
) -> Audit:
    """The audit of a package as its files are now; without a workshop its licences are not looked at."""
    survey = survey_of(specification, blueprint)
    found = (
        licences(workshop.installed(), direct_needs(modules.text("pyproject.toml") or ""))
        if workshop is not None
        else ()
    )
    granted = rights_of(modules)
    findings = (
        *leaked({**given, **{module.path: module.text for module in modules.modules}}),
        *refused([one for one in found if one.runs], policy.refused),
        *_too_much(granted),
        *(_told(survey.personal) if policy.personal_in_messages == "refuse" else ()),
    )
    return Audit(
        survey=survey,
        licences=found,
        rights=granted,
        scanned=len(modules.modules),
        findings=findings[:_MOST_FINDINGS],
    )


def rights_of(modules: ModuleSet) -> tuple[Right, ...]:
    """What the container of the package asks for."""
    return tuple(rights(modules.text("Dockerfile") or "", modules.text("compose.yaml") or ""))


def leaked(texts: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for each thing in the texts, by their names, that looks like a secret."""
    for number, (name, text) in enumerate(texts.items()):
        for count, secret in enumerate(secrets_in(text)):
            yield Finding(
                id=id_of("finding", "secret", str(number), str(count)),
                part=f"{name}, line {secret.line}",
                text=f"it holds what looks like {secret.kind}",
                remedy=_REMEDY if secret.certain else "Look at it: where it is a secret, take it out",
                forbidden=secret.certain,
            )


def refuse_secrets(text: str, answers: Mapping[str, str]) -> None:
    """Raise PolicyError where a secret is in what a run would be given: before it is kept anywhere."""
    refuse(one for one in leaked({"the text": text, **{f"answers.{name}": said for name, said in answers.items()}}))


def refuse(findings: Iterable[Finding]) -> None:
    """Raise PolicyError for the first finding that is forbidden; it says how many more there are."""
    forbidden = [one for one in findings if one.forbidden]
    if forbidden:
        first, more = forbidden[0], len(forbidden) - 1
        others = f"; {more} more such finding{'s' if more > 1 else ''}" if more else ""
        raise PolicyError(f"{first.text}{others}", where=first.part, remedy=first.remedy)


def _too_much(granted: Sequence[Right]) -> Iterator[Finding]:
    for right in granted:
        if not right.fine:
            yield Finding(
                id=id_of("finding", right.id),
                part=f"container: {right.name}",
                text=f"the container has more rights than it needs: {right.name}: {right.value}",
                remedy="Put Dockerfile and compose.yaml back as they were generated",
                forbidden=right.forbidden,
            )


def _told(personal: Sequence[PersonalField]) -> Iterator[Finding]:
    for field in personal:
        for number, who in enumerate(field.sent_to):
            yield Finding(
                id=id_of("finding", "told", field.id, str(number)),
                part=field.id.replace("personal.", "entity."),
                text=f"a notification tells {who} {field.label!r}, and policy.personal_in_messages refuses that",
                remedy="Leave it out of what is told, or set policy.personal_in_messages=list",
                forbidden=True,
            )
