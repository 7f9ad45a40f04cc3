"""Security and compliance: a clean audit is accepted, planted faults are rejected, and what is forbidden stops the run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import roles as r
from autogenesis.core import Policy, PolicyError
from autogenesis.preview import foresee
from autogenesis.sandbox import Installed
from blueprints import Access, Actor, Get, Name, Notify, Recipient, Sentence, Specification
from roles._licences import kind_of, licences, refused
from roles._secrets import secrets_in
from tests.roles.test_approvals import changed, first, judged, rejected

SPECS = Path(__file__).parents[2] / "specs"
TEXTS = sorted(path for path in SPECS.glob("*.md") if path.name != "README.md")
TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2"


def given(bench, **update) -> r.AuditInputs:
    basis = r.AuditInputs(
        brief=bench.brief, specification=bench.specification, blueprint=bench.blueprint, modules=bench.modules
    )
    return changed(basis, **update)


def audited(bench, policy: Policy | None = None, **update) -> tuple[r.Audit, r.AuditInputs]:
    basis = given(bench, **update)
    return r.crew(lambda *_: None, bench.workshop, policy)["security"].draft(basis, ()), basis


def surveyed(**update):
    return lambda audit: {"survey": changed(audit.survey, **{name: plant(audit) for name, plant in update.items()})}


def without_person(audit):
    return tuple(field for field in audit.survey.personal if field.name != "name")


def other(audit):
    """The first permission that is given, denied."""
    return first(audit.survey.permissions, 0, allowed=not audit.survey.permissions[0].allowed)


AUDIT = {
    "a field that is not there": (
        "personal.reader.ghost",
        surveyed(
            personal=lambda a: (
                *a.survey.personal,
                changed(a.survey.personal[0], id="personal.reader.ghost", name="ghost"),
            )
        ),
    ),
    "a field without a why": ("personal.", surveyed(personal=lambda a: first(a.survey.personal, 0, why=" "))),
    "nothing on how long rows are kept": ("keeping.", surveyed(keeping=lambda a: ())),
    "a keeping that says nothing": (
        "keeping.",
        surveyed(keeping=lambda a: first(a.survey.keeping, 0, ends=(), open="")),
    ),
    "a permission left out": ("permissions.", surveyed(permissions=lambda a: a.survey.permissions[1:])),
    "a permission said twice": (
        "permissions.",
        surveyed(permissions=lambda a: (*a.survey.permissions, a.survey.permissions[0])),
    ),
    "a permission told otherwise": ("permission.", surveyed(permissions=other)),
    "a permission to nothing": (
        "permission.",
        surveyed(permissions=lambda a: (*a.survey.permissions, changed(a.survey.permissions[0], operation="ghost"))),
    ),
    "an entry point forgotten": (
        "threats",
        surveyed(threats=lambda a: tuple(one for one in a.survey.threats if one.entry != "HTTP")),
    ),
    "a kind of threat forgotten": (
        "threats",
        surveyed(threats=lambda a: tuple(one for one in a.survey.threats if one.kind != "denial of service")),
    ),
    "a threat that nothing counters": ("threat.", surveyed(threats=lambda a: first(a.survey.threats, 0, counter=""))),
    "a counter that nobody tests": ("threat.", surveyed(threats=lambda a: first(a.survey.threats, 0, tested=" "))),
    "copyleft called permissive": (
        "licence.hypothesis",
        lambda a: {"licences": tuple(changed(one, kind="permissive") for one in a.licences)},
    ),
    "files that nobody looked at": ("scanned", lambda a: {"scanned": a.scanned - 1}),
    "a right passed over": ("rights", lambda a: {"rights": a.rights[1:]}),
    "a right that is not asked for": ("rights", lambda a: {"rights": first(a.rights, 0, value="root")}),
    "a finding without a remedy": (
        "finding.odd",
        lambda a: {"findings": (r.Finding(id="finding.odd", part="README.md", text="odd", remedy=""),)},
    ),
}


@pytest.mark.parametrize("fault", AUDIT)
def test_audit_faults_are_rejected(bench, fault) -> None:
    part, plant = AUDIT[fault]
    clean, basis = audited(bench)
    planted = changed(clean, **plant(clean))
    assert planted != clean
    rejected(judged(bench, "deployment", "audit", planted, basis), part)


def test_a_secret_passed_over_is_rejected(bench) -> None:
    modules = with_line(bench.modules, "README.md", f"Use {TOKEN}.")
    told, basis = audited(bench, modules=modules)
    rejected(judged(bench, "deployment", "audit", changed(told, findings=()), basis), "README.md")


def test_a_personal_field_passed_over_is_rejected() -> None:
    """Whoever is named by type is personal whatever they are called; so is what only people have."""
    specification, blueprint = foresee((SPECS / "patient-management.md").read_text().partition("<!--")[0], {}, 3)
    modules = r.ModuleSet(slug="clinic", package="clinic")
    basis = r.AuditInputs(brief=r.Brief(text=""), specification=specification, blueprint=blueprint, modules=modules)
    role, approver = (r.crew(lambda *_: None, None)[name] for name in ("security", "deployment"))  # type: ignore[arg-type]
    clean = role.draft(changed(basis, brief=r.Brief(text="", tests=False)), ())
    assert approver.check("audit", clean, basis).approved
    for name in ("treating_doctor", "date_of_birth"):
        kept = tuple(field for field in clean.survey.personal if field.name != name)
        planted = changed(clean, survey=changed(clean.survey, personal=kept))
        rejected(approver.check("audit", planted, basis), name)
    seen = tuple(changed(field, hidden_from=()) for field in clean.survey.personal)
    rejected(approver.check("audit", changed(clean, survey=changed(clean.survey, personal=seen)), basis), "personal.")
    shown = tuple(changed(one, limits="") for one in clean.survey.permissions)
    planted = changed(clean, survey=changed(clean.survey, permissions=shown))
    rejected(approver.check("audit", planted, basis), "permission.")


def test_a_clean_audit_is_accepted_and_says_what_it_measured(bench) -> None:
    told, basis = audited(bench)
    verdict = judged(bench, "deployment", "audit", told, basis)
    assert verdict.approved, verdict.reasons
    assert {(one.distribution, one.kind, one.runs) for one in told.licences} == {
        ("hypothesis", "copyleft", False),
        ("pydantic", "permissive", True),
        ("typing_extensions", "permissive", True),
    }
    assert all(right.fine for right in told.rights)
    assert len(told.rights) == 5
    assert told.scanned == len(bench.modules.modules)


# ---- what is forbidden stops the run ------------------------------------------------------------------------


def with_line(modules: r.ModuleSet, path: str, line: str) -> r.ModuleSet:
    found = next(n for n, one in enumerate(modules.modules) if one.path == path)
    text = f"{modules.modules[found].text}{line}\n"
    return changed(modules, modules=first(modules.modules, found, text=text))


def with_text(modules: r.ModuleSet, path: str, old: str, new: str) -> r.ModuleSet:
    found = next(n for n, one in enumerate(modules.modules) if one.path == path)
    text = modules.modules[found].text
    assert old in text
    return changed(modules, modules=first(modules.modules, found, text=text.replace(old, new)))


def stopped(bench, policy: Policy | None = None, **update) -> PolicyError:
    told, basis = audited(bench, policy, **update)
    with pytest.raises(PolicyError) as caught:
        judged(bench, "deployment", "audit", told, basis)
    assert caught.value.exit_code == 4
    assert caught.value.where
    assert caught.value.remedy
    return caught.value


def test_a_secret_in_any_file_stops_the_run_and_is_not_repeated(bench) -> None:
    for path in ("README.md", "src/library_lending/rules.py", "compose.yaml"):
        there = path if bench.modules.text(path) is not None else f"src/{bench.modules.package}/rules.py"
        error = stopped(bench, modules=with_line(bench.modules, there, f"# {TOKEN}"))
        assert there in error.where
        assert TOKEN not in str(error)


def test_a_refused_licence_stops_the_run_only_where_the_package_needs_it_to_run(bench) -> None:
    assert "pydantic" in stopped(bench, Policy(licences_refused="MIT")).what
    told, basis = audited(bench, Policy(licences_refused="MPL, AGPL"))
    assert judged(bench, "deployment", "audit", told, basis).approved, "hypothesis is for tests only"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("Dockerfile", "USER 10001", "USER root"),
        ("compose.yaml", "read_only: true", "read_only: false"),
        ("compose.yaml", "cap_drop: [ALL]", "cap_add: [NET_ADMIN]"),
        ("compose.yaml", "tmpfs: [/tmp]", "privileged: true"),
        ("compose.yaml", "tmpfs: [/tmp]", "network_mode: host"),
        ("compose.yaml", "state:/data", "/var/run/docker.sock:/data"),
        ("compose.yaml", "no-new-privileges:true", "no-new-privileges:false"),
        ("Dockerfile", "USER 10001", "USER 10001\nUSER root"),
        ("compose.yaml", 'user: "10001"', 'user: "0"'),
        ("compose.yaml", "volumes:\n  state: {}", "  other: {build: ., read_only: true}\nvolumes:\n  state: {}"),
        ("compose.yaml", "cap_drop: [ALL]", "cap_drop: 3"),
        ("compose.yaml", "services:", "services: ["),
    ],
)
def test_a_container_with_more_rights_stops_the_run(bench, path, old, new) -> None:
    error = stopped(bench, modules=with_text(bench.modules, path, old, new))
    assert error.where.startswith("container: ")


def leaking(specification: Specification, *, result: bool) -> Specification:
    """Readers may not see what they owe, and are told it all the same."""
    reader = next(one for one in specification.entities if one.id == "entity.reader")
    kept = Access(id="access.secret", entity="entity.reader", actor="actor.reader", hidden=("name",), reason="Secret.")
    actors = specification.actors or (Actor(id="actor.reader", name="reader"),)
    assert any(one.id == "actor.reader" for one in actors)
    name = Get(of=Name(name="reader"), field="name")
    told = Notify(to=Recipient(actor="actor.reader"), type="told", text=Sentence(parts=("Name: ", name)))
    found = next(n for n, one in enumerate(specification.operations) if one.name == "pay_charge")
    operation = specification.operations[found]
    update = {"result": name} if result else {"steps": (*operation.steps, told)}
    assert reader
    return changed(
        specification,
        actors=actors,
        access=(*specification.access, kept),
        operations=first(specification.operations, found, **update),
    )


@pytest.mark.parametrize("result", [True, False], ids=["answers with it", "tells it"])
def test_what_the_text_keeps_from_a_role_and_tells_it_stops_the_run(bench, result) -> None:
    specification = leaking(bench.specification, result=result)
    error = stopped(bench, specification=specification)
    assert error.where == "operation.pay_charge"
    assert "'name', which the text keeps from the reader" in error.what


def test_notifications_with_personal_fields_are_listed_or_refused() -> None:
    specification, blueprint = foresee((SPECS / "patient-management.md").read_text().partition("<!--")[0], {}, 3)
    basis = r.AuditInputs(
        brief=r.Brief(text="", tests=False),
        specification=specification,
        blueprint=blueprint,
        modules=r.ModuleSet(slug="clinic", package="clinic"),
    )
    crew = [r.crew(lambda *_: None, None, Policy(personal_in_messages=kind)) for kind in ("list", "refuse")]  # type: ignore[arg-type]
    listed, told = (roles["security"].draft(basis, ()) for roles in crew)
    assert not listed.forbidden
    assert any("doctor on duty" in who for field in listed.survey.personal for who in field.sent_to)
    with pytest.raises(PolicyError, match="personal_in_messages"):
        crew[1]["deployment"].check("audit", told, basis)


# ---- secrets ------------------------------------------------------------------------------------------------

SECRETS = (
    TOKEN,
    "Use sk-proj-abcDEF123456ghiJKL789 for it.",
    "AKIAQ3EGR5TYU7IOPLKJ",
    "-----BEGIN RSA PRIVATE KEY-----",
    "xoxb-1234567890-abcdefghijkl",
    "password: hunter2hunter2",
    "The API key is 9fK2mQ7xL0pR4vZ8.",
    'token = "q8W3e7R2t9Y4u6I1"',
    "postgresql://clinic:Zk39fjQw@db.internal/patients",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib2F0cyJ9.s5rVQ2xYk0aPz8LmN3tB",
    "glpat-aB3dE5fG7hJ9kL1mN3pQ",
    "AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q",
)
NONE = (
    "Every reader has a password: at least 8 characters, one of them a digit.",
    "A token is 8-character long and expires after 30 days.",
    "The password is required, and the token is optional.",
    "The secret: nobody knows who ordered.",
    "AKIAIOSFODNN7EXAMPLE is how a key looks.",
    "sk-xxxxxxxxxxxxxxxxxxxxxxxx",
    "password: ${DB_PASSWORD}",
    "postgresql://user:password@host/database",
    "API key: <your key here>",
    "Order token=order-2026-02-28 names the order of 2026-02-28.",
    "ISBN 978-3-16-148410-0, IBAN DE89370400440532013000",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "550e8400-e29b-41d4-a716-446655440000",
    "https://example.org/a/b/c?d=e&f=g",
    "a secret ballot; a token of thanks; the key of the room",
)


@pytest.mark.parametrize("text", SECRETS)
def test_secrets_are_found(text) -> None:
    found = list(secrets_in(f"First line.\n{text}\n"))
    assert [(one.line, one.certain) for one in found] == [(2, True)]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_secret_stops_nothing(text) -> None:
    assert not [one for one in secrets_in(text) if one.certain]


def test_a_secret_is_refused_before_it_is_kept_anywhere() -> None:
    with pytest.raises(PolicyError) as caught:
        r.refuse_secrets("One line.", {"question.n1": f"Use {TOKEN}"})
    assert caught.value.where == "answers.question.n1, line 1"
    assert TOKEN not in json.dumps(caught.value.as_json())
    r.refuse_secrets("One line.", {"question.n1": "the duty doctor"})


# ---- licences -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("licence", "kind"),
    [
        ("MIT", "permissive"),
        ("MIT License", "permissive"),
        ("BSD-3-Clause", "permissive"),
        ("3-Clause BSD License", "permissive"),
        ("Apache Software License", "permissive"),
        ("Apache-2.0 OR BSD-2-Clause", "permissive"),
        ("MPL-2.0 OR MIT", "permissive"),
        ("MPL-2.0", "copyleft"),
        ("MIT AND GPL-2.0-only", "copyleft"),
        ("GNU Lesser General Public License v3 (LGPLv3)", "copyleft"),
        ("AGPL-3.0-or-later", "copyleft"),
        ("see the website", "unknown"),
        ("", "unknown"),
    ],
)
def test_licences_are_told_apart(licence, kind) -> None:
    assert kind_of(licence) == kind


def test_a_licence_is_refused_by_its_name_in_any_version_unless_another_may_be_chosen() -> None:
    def hit(licence: str, *names: str) -> bool:
        return bool(list(refused(licences([Installed("thing", "1", licence)], ["thing"]), names)))

    assert hit("AGPL-3.0-only", "AGPL")
    assert hit("GPL-2.0", "GPL")
    assert not hit("LGPL-2.1", "GPL")
    assert not hit("GPL-3.0 OR MIT", "GPL")
    assert hit("MIT AND SSPL-1.0", "AGPL", "SSPL")


# ---- the examples -------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS, ids=[text.stem for text in TEXTS])
def test_no_example_is_stopped(text) -> None:
    plain = text.read_text(encoding="utf-8")
    r.refuse_secrets(plain, {})
    specification, blueprint = foresee(plain, {}, 3)
    survey = r.survey_of(specification, blueprint)
    assert not [one for one in survey.findings if one.forbidden]
    people = {field.entity for field in survey.personal}
    persons = {entity.id for entity in specification.entities if any(f.type.kind == "person" for f in entity.fields)}
    assert persons <= people
    assert {one.entity for one in survey.keeping} == people


DESK = """# Case desk
A case has a number, a title, a diagnosis, a telephone number and a status: open or closed. The diagnosis is confidential.
A clerk opens a case. A clerk closes a case. A closed case is deleted after 90 days.
A tenant has a name, a birth date and a room number. A parcel has a name and a weight.
"""


def test_what_is_personal_is_found_in_any_domain_and_what_ends_its_keeping() -> None:
    specification, blueprint = foresee(DESK, {}, 3)
    survey = r.survey_of(specification, blueprint)
    found = {field.id.removeprefix("personal."): field.why for field in survey.personal}
    assert found["case.diagnosis"] == "the text calls it confidential"
    assert found["case.telephone_number"] == "by its name (telephone)"
    assert found["tenant.name"] == "by its name (name)"
    assert found["tenant.birth_date"] == "by its name (birth)"
    assert found["tenant.room_number"] == "it is part of what is kept about a person"
    assert not {"case.title", "case.number", "case.status", "parcel.name", "parcel.weight"} & set(found)
    kept = {one.plural: (one.ends, one.open) for one in survey.keeping}
    assert kept["cases"] == (("removed: A closed case is deleted after 90 days",), "")
    assert kept["tenants"] == ((), "The text does not say how long tenants are kept, nor who may have them removed.")


@pytest.mark.slow
def test_the_page_is_a_pure_function_of_specification_and_blueprint(bench) -> None:
    made = [bench.crew["generator"].draft(bench.module_inputs, ()).text("docs/security.md") for _ in range(2)]
    assert made[0] == made[1]
    for operation in bench.specification.operations:
        assert f"| `{operation.name}` |" in made[0]
    columns = next(line for line in made[0].splitlines() if line.startswith("| Operation |")).count("|")
    rows = [line for line in made[0].splitlines() if line.startswith("| `") and line.endswith(("yes |", "no |", ") |"))]
    assert {line.count("|") for line in rows} == {columns}
