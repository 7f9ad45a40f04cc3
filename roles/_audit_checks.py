"""What is wrong with an audit, found again from what was audited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from blueprints import members_of
from roles._artefacts import Reason
from roles._audit import Audit
from roles._inputs import AuditInputs
from roles._licences import kind_of
from roles._permissions import OPERATOR, columns
from roles._personal import is_named_so
from roles._rights import rights
from roles._secrets import secrets_in
from roles._security import refuse

_ENTRIES = ("command line", "HTTP", "MCP", "agents in several processes", "data folder")
_STRIDE = (
    "spoofing",
    "tampering",
    "repudiation",
    "information disclosure",
    "denial of service",
    "elevation",
)


def check_audit(audit: Audit, basis: AuditInputs) -> tuple[Reason, ...]:
    """Nothing personal, no permission, threat, licence, right or secret is left out or told otherwise. Raises
    PolicyError where the audit is sound and forbids something."""
    found = (
        *_personal(audit, basis),
        *_permissions(audit, basis),
        *_threats(audit, basis),
        *_licences(audit),
        *_container(audit, basis),
        *_secrets(audit, basis),
        *_findings(audit),
    )
    if not found:
        refuse(audit.forbidden)
    return tuple(dict.fromkeys(found))


def _personal(audit: Audit, basis: AuditInputs) -> Iterator[Reason]:
    specification = basis.specification
    told = {(field.entity, field.name): field for field in audit.survey.personal}
    known = {(entity.id, one.name): one for entity in specification.entities for one in members_of(entity)}
    for (entity, name), field in told.items():
        if (entity, name) not in known:
            yield Reason(part=field.id, text="there is no such field")
        if not field.why.strip():
            yield Reason(part=field.id, text="it does not say why it is personal")
    for (entity, name), one in known.items():
        if (one.type.kind == "person" or is_named_so(one)) and (entity, name) not in told:
            yield Reason(part=f"personal.{entity}.{name}", text="the field is personal, and is left out")
    for rule in specification.access:
        for name in rule.hidden:
            kept = told.get((rule.entity, name))
            if kept is not None and not kept.hidden_from:
                yield Reason(part=kept.id, text="the text hides it from some, and that is not said")
    kept_of = {one.entity: one for one in audit.survey.keeping}
    for entity in dict.fromkeys(entity for entity, _ in told):
        if entity not in kept_of:
            yield Reason(part=f"keeping.{entity}", text="nothing is said of how long its rows are kept")
        elif not kept_of[entity].ends and not kept_of[entity].open:
            yield Reason(part=kept_of[entity].id, text="it must say what ends the keeping, or that this is open")


def _permissions(audit: Audit, basis: AuditInputs) -> Iterator[Reason]:
    specification = basis.specification
    names = {actor.name: actor.id for actor in specification.actors}
    counts = Counter((one.operation, one.role) for one in audit.survey.permissions)
    operations = {operation.name: operation for operation in specification.operations}
    for name in operations:
        for role in columns(specification):
            if counts[name, role] != 1:
                yield Reason(part=f"permissions.{name}", text=f"what the {role} may is said {counts[name, role]} times")
    for one in audit.survey.permissions:
        operation = operations.get(one.operation)
        if operation is None:
            yield Reason(part=one.id, text="there is no such operation")
            continue
        allowed = one.role == OPERATOR or not operation.roles or names.get(one.role) in operation.roles
        if one.allowed != allowed:
            yield Reason(part=one.id, text="it may be asked for" if allowed else "it may not be asked for")
        if operation.kind not in ("get", "list") or not one.allowed or one.role == OPERATOR:
            continue
        for rule in specification.access:
            if rule.entity == operation.entity and rule.actor in (None, names.get(one.role)):
                for hidden in rule.hidden:
                    if hidden.replace("_", " ") not in one.limits:
                        yield Reason(part=one.id, text=f"it hides {hidden}, and that is not said")


def _threats(audit: Audit, basis: AuditInputs) -> Iterator[Reason]:
    threats = audit.survey.threats
    wanted = (*_ENTRIES, *(("prompts",) if any(agent.prompt for agent in basis.blueprint.agents) else ()))
    for entry in wanted:
        if not any(threat.entry == entry for threat in threats):
            yield Reason(part="threats", text=f"nothing is said of {entry}")
    for kind in _STRIDE:
        if not any(threat.kind == kind for threat in threats):
            yield Reason(part="threats", text=f"nothing is said of {kind}")
    for threat in threats:
        if not threat.counter.strip() or not threat.tested.strip():
            yield Reason(part=threat.id, text="it does not say what counters it, and how that is tested")


def _licences(audit: Audit) -> Iterator[Reason]:
    for one in audit.licences:
        if one.kind != kind_of(one.licence):
            yield Reason(part=one.id, text=f"{one.licence} is {kind_of(one.licence)}, not {one.kind}")


def _container(audit: Audit, basis: AuditInputs) -> Iterator[Reason]:
    modules = basis.modules
    asked = tuple(rights(modules.text("Dockerfile") or "", modules.text("compose.yaml") or ""))
    if audit.rights != asked:
        yield Reason(part="rights", text="they are not those that Dockerfile and compose.yaml ask for")
    parts = {finding.part for finding in audit.findings if finding.forbidden}
    for right in asked:
        if right.forbidden and f"container: {right.name}" not in parts:
            yield Reason(part=right.id, text="it is forbidden, and passed over")


def _secrets(audit: Audit, basis: AuditInputs) -> Iterator[Reason]:
    if audit.scanned != len(basis.modules.modules):
        yield Reason(part="scanned", text=f"{len(basis.modules.modules)} files are there, not {audit.scanned}")
    told = {finding.part for finding in audit.findings if finding.forbidden}
    for module in basis.modules.modules:
        for secret in secrets_in(module.text):
            if secret.certain and f"{module.path}, line {secret.line}" not in told:
                yield Reason(part=module.path, text=f"line {secret.line} holds {secret.kind}, which is passed over")


def _findings(audit: Audit) -> Iterator[Reason]:
    for finding in (*audit.survey.findings, *audit.findings):
        if not finding.text.strip() or not finding.remedy.strip() or not finding.part.strip():
            yield Reason(part=finding.id, text="it does not say where it is, what it is, and what to do")
