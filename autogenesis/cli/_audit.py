"""`genesis audit`: what security and compliance say of a system as it stands on disk."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from autogenesis.cli._print import console, print_json
from autogenesis.cli._systems import find_system
from autogenesis.core import BlueprintError, PolicyError, Settings

if TYPE_CHECKING:
    from blueprints import Blueprint, Specification
    from roles import Audit


def audit_system(system: str, settings: Settings, *, as_json: bool) -> int:
    """Audit the files as they are now, with what people edited; the exit code: 4 where something is forbidden."""
    from roles import SandboxWorkshop, audited, read_package

    folder = find_system(system, settings)
    modules = read_package(folder)
    specification, blueprint = _designed(folder / "blueprint.json")
    with tempfile.TemporaryDirectory(prefix="genesis-audit-") as scratch:
        workshop = SandboxWorkshop(Path(scratch), settings)
        found = audited(specification, blueprint, modules, settings.policy, workshop, {})
    if as_json:
        print_json({"system": modules.slug, "package_path": str(folder), "audit": found.model_dump(mode="json")})
    else:
        for line in audit_lines(found):
            console().print(line, markup=False)
        console().print(f"Who may do what, and what threatens: {folder / 'docs' / 'security.md'}", markup=False)
    return PolicyError.exit_code if found.forbidden else 0


def audit_lines(audit: Audit) -> Iterator[str]:
    """What a person should know of it: figures, then what to look at, the forbidden first."""
    survey, kinds = audit.survey, Counter(one.kind for one in audit.licences)
    open_ends = [one for one in survey.keeping if one.open]
    yield f"personal fields: {len(survey.personal)}; kinds of records with no end said: {len(open_ends)}"
    for field in survey.personal:
        hidden = f"; kept from {', '.join(field.hidden_from)}" if field.hidden_from else ""
        sent = f"; told to {', '.join(field.sent_to)}" if field.sent_to else ""
        yield f"  {field.id.removeprefix('personal.'):<32} {field.why}{hidden}{sent}"
    for one in open_ends:
        yield f"  open: {one.open}"
    yield f"permissions: {len({one.operation for one in survey.permissions})} operations for {len(survey.roles)} roles"
    left = sum(bool(one.left) for one in survey.threats)
    yield f"threats: {len(survey.threats)}, of which {left} leave something to you"
    if audit.licences:
        yield "licences: " + ", ".join(f"{kinds[kind]} {kind}" for kind in ("permissive", "copyleft", "unknown"))
        for licence in audit.licences:
            if licence.kind != "permissive":
                use = "" if licence.runs else ", for tests only"
                yield f"  {licence.distribution} {licence.version}: {licence.licence} ({licence.kind}{use})"
    else:
        yield "licences: not measured, for nothing was installed"
    granted = ", ".join(f"{one.name}: {one.value}" for one in audit.rights) or "none is described"
    yield f"container: {granted}"
    yield f"secrets: {audit.scanned} files looked at"
    for finding in sorted((*survey.findings, *audit.findings), key=lambda one: not one.forbidden):
        mark = "forbidden" if finding.forbidden else "look at"
        yield f"{mark}: {finding.part}: {finding.text}. {finding.remedy}."


def _designed(file: Path) -> tuple[Specification, Blueprint]:
    """What the package was built from, as it keeps it itself."""
    from pydantic import ValidationError

    from blueprints import Blueprint, Specification

    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return Specification.model_validate(kept["specification"]), Blueprint.model_validate(kept["blueprint"])
    except (ValueError, KeyError, ValidationError) as error:
        raise BlueprintError(
            f"the blueprint cannot be read: {str(error).splitlines()[0]}",
            where=str(file),
            remedy="Generate the system again",
        ) from error
