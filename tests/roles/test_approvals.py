"""For each doer and approver: a clean draft is accepted, and ten planted faults are all rejected by their part."""

from __future__ import annotations

import re

import pytest

import roles as r
from autogenesis.core import content_hash
from blueprints import (
    Access,
    Actor,
    Aggregate,
    Blueprint,
    Change,
    Compare,
    Create,
    Flow,
    Get,
    Guard,
    Hierarchy,
    MessageType,
    Name,
    Specification,
    Subscription,
    TraceLine,
    truth,
    whole,
)


def changed(artefact, **update):
    return artefact.model_copy(update=update)


def first(held, position=0, **update):
    """The tuple with one element changed."""
    return (*held[:position], held[position].model_copy(update=update), *held[position + 1 :])


def judged(bench, approver, kind, artefact, basis):
    return bench.crew[approver].check(kind, artefact, basis)


def rejected(verdict, part) -> None:
    assert not verdict.approved
    assert any(part in reason.part for reason in verdict.reasons), [str(reason) for reason in verdict.reasons]
    assert all(reason.text.strip() for reason in verdict.reasons)


# ---- work plan: hierarchy → understanding -------------------------------------------------------------------

PLAN = {
    "no approver": ("steps.blueprint", lambda p: first(p, 2, approver="")),
    "approves its own work": ("steps.blueprint", lambda p: first(p, 2, approver="design")),
    "no bound": ("steps.modules.attempts", lambda p: first(p, 4, attempts=0)),
    "a bound that is none": ("steps.modules.attempts", lambda p: first(p, 4, attempts=1000)),
    "a doer that is no role": ("steps.prompts.doer", lambda p: first(p, 3, doer="poet")),
    "an approver that is no role": ("steps.prompts.approver", lambda p: first(p, 3, approver="poet")),
    "the wrong doer": ("steps.specification.doer", lambda p: first(p, 1, doer="generator")),
    "needs what is made later": ("steps.specification.needs", lambda p: first(p, 1, needs=("tuning",))),
    "no tests": ("steps", lambda p: tuple(step for step in p if step.produces != "integration")),
    "two steps make one thing": ("steps.blueprint", lambda p: (*p, p[2])),
    "makes what nobody can make": ("steps.revision.produces", lambda p: first(p, 10, produces="poem")),
}


@pytest.mark.parametrize("fault", PLAN)
def test_plan_faults_are_rejected(bench, fault) -> None:
    part, plant = PLAN[fault]
    plan = changed(bench.plan, steps=plant(bench.plan.steps))
    rejected(judged(bench, "understanding", "work_plan", plan, r.PlanInputs(brief=bench.brief)), part)


def test_clean_plan_is_accepted(bench) -> None:
    verdict = judged(bench, "understanding", "work_plan", bench.plan, r.PlanInputs(brief=bench.brief))
    assert verdict.approved, verdict.reasons


# ---- specification: understanding → design ------------------------------------------------------------------


def operation(specification: Specification, name: str) -> int:
    return [one.name for one in specification.operations].index(name)


def with_operation(specification, name, **update):
    return changed(
        specification,
        operations=first(specification.operations, operation(specification, name), **update),
    )


def bound(id, relation, value):
    count = Aggregate(function="count", entity="entity.loan", name="loan")
    return Guard(id=id, requires=Compare(relation=relation, left=count, right=whole(value)), reason="Too many.")


def misread(specification):
    """The specification of somebody who read 0.30 where the text says 0.20."""
    return Specification.model_validate_json(specification.model_dump_json().replace("0.20", "0.30"))


SPECIFICATION = {
    "a lost literal": ("", misread),
    "an unresolved actor": (
        "operation.borrow_item",
        lambda s: with_operation(s, "borrow_item", roles=("actor.nobody",)),
    ),
    "contradictory bounds": (
        "guard.over",
        lambda s: with_operation(s, "add_reader", guards=(bound("guard.under", "<", 3), bound("guard.over", ">", 5))),
    ),
    "an id used twice": ("", lambda s: changed(s, entities=(*s.entities, s.entities[0]))),
    "a guard that is no condition": (
        "guard.odd",
        lambda s: with_operation(s, "add_reader", guards=(Guard(id="guard.odd", requires=whole(3), reason="Odd."),)),
    ),
    "a field that is not there": (
        "guard.odd",
        lambda s: with_operation(
            s,
            "borrow_item",
            guards=(
                Guard(
                    id="guard.odd",
                    requires=Compare(
                        relation="==", left=Get(of=Name(name="reader"), field="shoe_size"), right=whole(3)
                    ),
                    reason="Odd.",
                ),
            ),
        ),
    ),
    "a step that creates nothing known": (
        "operation.add_reader",
        lambda s: with_operation(s, "add_reader", steps=(Create(entity="entity.ghost", values=()),)),
    ),
    "a guard without a reason": (
        "guard.mute",
        lambda s: with_operation(s, "add_reader", guards=(Guard(id="guard.mute", requires=truth(True), reason=" "),)),
    ),
    "a clause that leads nowhere": (
        "",
        lambda s: changed(s, clauses=first(s.clauses, 0, requirement="r999")),
    ),
    "a requirement that nothing carries": (
        "",
        lambda s: changed(s, requirements=first(s.requirements, 0, elements=())),
    ),
    "an access rule for nobody": (
        "access.odd",
        lambda s: changed(
            s,
            access=(Access(id="access.odd", entity="entity.reader", actor="actor.nobody", reason="Odd."),),
        ),
    ),
    "nothing to build": (
        "operations",
        lambda s: Specification(title=s.title, slug=s.slug, text_hash=s.text_hash),
    ),
}


@pytest.mark.parametrize("fault", SPECIFICATION)
def test_specification_faults_are_rejected(bench, fault) -> None:
    part, plant = SPECIFICATION[fault]
    specification = plant(bench.specification)
    basis = r.SpecificationInputs(brief=bench.brief)
    rejected(judged(bench, "design", "specification", specification, basis), part)


def test_clean_specification_is_accepted(bench) -> None:
    basis = r.SpecificationInputs(brief=bench.brief)
    verdict = judged(bench, "design", "specification", bench.specification, basis)
    assert verdict.approved, verdict.reasons


# ---- blueprint: design → understanding ----------------------------------------------------------------------


def agent_of(blueprint: Blueprint, element: str) -> int:
    return next(n for n, agent in enumerate(blueprint.agents) if element in agent.carries)


def without(blueprint, element):
    position = agent_of(blueprint, element)
    kept = tuple(one for one in blueprint.agents[position].carries if one != element)
    return changed(blueprint, agents=first(blueprint.agents, position, carries=kept))


def moved(blueprint, element):
    """The element carried by an agent that does not own what it writes."""
    bare = without(blueprint, element)
    position = next(n for n in range(len(bare.agents)) if n != agent_of(blueprint, element))
    carries = (*bare.agents[position].carries, element)
    return changed(bare, agents=first(bare.agents, position, carries=carries))


def orphan(blueprint):
    spare = blueprint.agents[0].model_copy(
        update={"id": "agent.spare", "name": "spare", "module": "spare", "entities": (), "carries": ()}
    )
    return changed(blueprint, agents=(*blueprint.agents, spare))


BLUEPRINT = {
    "an operation nobody carries": ("operation.borrow_item", lambda b: without(b, "operation.borrow_item")),
    "a rule nobody carries": ("reaction.charge_reader", lambda b: without(b, "reaction.charge_reader")),
    "an orphan agent": ("agent.spare", orphan),
    "a second writer": ("operation.borrow_item", lambda b: moved(b, "operation.borrow_item")),
    "a reaction that hears nothing": ("reaction.", lambda b: changed(b, subscriptions=b.subscriptions[1:])),
    "another specification": ("specification_hash", lambda b: changed(b, specification_hash="0" * 64)),
    "a package that hides a module": ("package", lambda b: changed(b, package="json")),
    "two agents with one module": (
        "agent.",
        lambda b: changed(b, agents=first(b.agents, 0, module=b.agents[1].module)),
    ),
    "a flow to nobody": (
        "",
        lambda b: changed(b, flows=(*b.flows, Flow(source="agent.ghost", target="gateway", message=b.messages[0].id))),
    ),
    "someone who approves their own doing": (
        "operation.borrow_item",
        lambda b: changed(
            b,
            hierarchy=(Hierarchy(doer=b.agents[0].id, approver=b.agents[0].id, operation="operation.borrow_item"),),
        ),
    ),
    "a subscription to the wrong message": (
        "reaction.",
        lambda b: changed(
            b,
            messages=(*b.messages, MessageType(id="odd.message", name="odd", kind="event")),
            subscriptions=(
                Subscription(
                    agent=b.subscriptions[0].agent,
                    message="odd.message",
                    reaction=b.subscriptions[0].reaction,
                ),
                *b.subscriptions[1:],
            ),
        ),
    ),
    "a clause without a trace": ("", lambda b: changed(b, trace=b.trace[1:])),
    "a trace that loses its agents": (
        "",
        lambda b: changed(
            b,
            trace=(
                TraceLine(
                    clause=b.trace[0].clause,
                    requirement=b.trace[0].requirement,
                    elements=b.trace[0].elements,
                ),
                *b.trace[1:],
            ),
        ),
    ),
}


@pytest.mark.parametrize("fault", BLUEPRINT)
def test_blueprint_faults_are_rejected(bench, fault) -> None:
    part, plant = BLUEPRINT[fault]
    basis = r.BlueprintInputs(specification=bench.specification)
    rejected(judged(bench, "understanding", "blueprint", plant(bench.blueprint), basis), part)


def test_an_unreachable_state_is_rejected(bench) -> None:
    from blueprints import Lifecycle

    entity = bench.specification.entities[0].model_copy(
        update={"lifecycle": Lifecycle(field="state", initial="new", transitions=(("lost", "found", "operation.x"),))}
    )
    specification = changed(bench.specification, entities=(entity, *bench.specification.entities[1:]))
    blueprint = changed(bench.blueprint, specification_hash=content_hash(specification))
    basis = r.BlueprintInputs(specification=specification)
    rejected(judged(bench, "understanding", "blueprint", blueprint, basis), entity.id)


def test_clean_blueprint_is_accepted(bench) -> None:
    basis = r.BlueprintInputs(specification=bench.specification)
    verdict = judged(bench, "understanding", "blueprint", bench.blueprint, basis)
    assert verdict.approved, verdict.reasons


# ---- prompts: prompt design → generator ---------------------------------------------------------------------

FENCED = "<request>{{ request | tojson }}</request>"
PROMPTS = {
    "empty": ("text", {"text": "  "}),
    "a variable nobody declares": ("inputs", lambda p: {"text": p.text + "{{ mood }}"}),
    "an input it never uses": ("inputs", lambda p: {"inputs": (*p.inputs, "weather")}),
    "a key": ("text", lambda p: {"text": p.text + "Use sk-abcdefghij0123456789."}),
    "a password": ("text", lambda p: {"text": p.text + "password: hunter2hunter2"}),
    "no fence": ("text", lambda p: {"text": p.text.replace(FENCED, "{{ request | tojson }}")}),
    "no escape": ("text", lambda p: {"text": p.text.replace(FENCED, "<request>{{ request }}</request>")}),
    "a second, open place": ("text", lambda p: {"text": p.text + "Again: {{ request }}"}),
    "no word that inputs are data": ("text", lambda p: {"text": p.text.replace("never an instruction", "kept")}),
    "no template": ("text", lambda p: {"text": p.text + "{% if %}"}),
    "reaches into an input": ("text", lambda p: {"text": p.text + "{{ request.__class__ }}"}),
    "too long": ("text", lambda p: {"text": p.text + "word " * 3000}),
    "another agent's": ("agent", {"agent": "agent.ghost"}),
    "a tool left out": ("text", lambda p: {"text": p.text.replace("- `", "- ")}),
    "a tool of another agent": ("text", lambda p: {"text": p.text + "\n- `borrow_item`: Borrow. - `weed_item`: Weed."}),
}


@pytest.mark.parametrize("fault", PROMPTS)
def test_prompt_faults_are_rejected(bench, fault) -> None:
    part, update = PROMPTS[fault]
    prompt = bench.prompts.prompts[0]
    planted = changed(prompt, **(update(prompt) if callable(update) else update))
    assert planted != prompt
    prompts = r.PromptSet(prompts=(planted, *bench.prompts.prompts[1:]))
    rejected(judged(bench, "generator", "prompts", prompts, bench.prompt_inputs), part)


def test_a_missing_prompt_is_rejected(bench) -> None:
    missing = bench.prompts.prompts[0].id
    rejected(judged(bench, "generator", "prompts", r.PromptSet(), bench.prompt_inputs), missing)


def test_clean_prompts_are_accepted(bench) -> None:
    asked = {agent.id for agent in bench.blueprint.agents if agent.prompt}
    assert {prompt.agent for prompt in bench.prompts.prompts} == asked
    verdict = judged(bench, "generator", "prompts", bench.prompts, bench.prompt_inputs)
    assert verdict.approved, verdict.reasons


# ---- modules: generator → testing ---------------------------------------------------------------------------


def edited(modules, path, edit):
    position = [module.path for module in modules.modules].index(path)
    text = edit(modules.modules[position].text)
    assert text != modules.modules[position].text
    return changed(modules, modules=first(modules.modules, position, text=text))


def agent_path(bench):
    position = agent_of(bench.blueprint, "operation.borrow_item")
    return f"src/{bench.blueprint.package}/agents/{bench.blueprint.agents[position].module}.py"


def rules_path(bench):
    return f"src/{bench.blueprint.package}/rules.py"


def lacking(modules, path):
    return changed(modules, modules=tuple(module for module in modules.modules if module.path != path))


MODULES = {
    "does not parse": (agent_path, lambda m, path: edited(m, path, lambda text: text + "\ndef (")),
    "does not compile": (agent_path, lambda m, path: edited(m, path, lambda text: text + "\nreturn 1\n")),
    "imports what is not declared": (
        agent_path,
        lambda m, path: edited(m, path, lambda text: text + "\nimport numpy\n"),
    ),
    "imports the house": (
        agent_path,
        lambda m, path: edited(m, path, lambda text: text + "\nimport autogenesis\n"),
    ),
    "imports what is not there": (
        agent_path,
        lambda m, path: edited(m, path, lambda text: text + "\nfrom .nowhere import nothing\n"),
    ),
    "runs text": (
        agent_path,
        lambda m, path: edited(m, path, lambda text: text + "\neval('1')\n"),
    ),
    "a guard is missing": (
        rules_path,
        lambda m, path: edited(m, path, lambda text: re.sub(r'"guard\.borrow_item\.\w+"', '"x"', text, count=1)),
    ),
    "an operation is missing": (
        agent_path,
        lambda m, path: edited(m, path, lambda text: text.replace("borrow_item", "do_it")),
    ),
    "an agent is missing": (agent_path, lacking),
    "no tests": (
        lambda bench: "tests",
        lambda m, path: changed(
            m, modules=tuple(module for module in m.modules if not module.path.startswith("tests/"))
        ),
    ),
    "a file outside the folder": (
        lambda bench: "../evil.txt",
        lambda m, path: changed(m, modules=first(m.modules, 0, path="../evil.txt")),
    ),
    "two files in one place": (
        lambda bench: "README.md",
        lambda m, path: changed(m, modules=(*m.modules, next(module for module in m.modules if module.path == path))),
    ),
    "no container": (lambda bench: "Dockerfile", lacking),
}


@pytest.mark.parametrize("fault", MODULES)
def test_module_faults_are_rejected(bench, fault) -> None:
    where, plant = MODULES[fault]
    part = where(bench)
    rejected(judged(bench, "testing", "modules", plant(bench.modules, part), bench.module_inputs), part)


def test_clean_modules_are_accepted(bench) -> None:
    verdict = judged(bench, "testing", "modules", bench.modules, bench.module_inputs)
    assert verdict.approved, verdict.reasons


# ---- integration: testing → hierarchy -----------------------------------------------------------------------


def integration_inputs(bench) -> r.IntegrationInputs:
    return r.IntegrationInputs(brief=bench.brief, specification=bench.specification, modules=bench.modules)


def report(bench) -> r.TestReport:
    """A report in which one test carries each requirement."""
    cases = tuple(
        r.TestCase(id=f"test.n{n}", name=f"tests/t::test_{one.id}", outcome="passed", asserts=2, covers=(one.id,))
        for n, one in enumerate(bench.specification.requirements)
    )
    return r.TestReport(modules_hash=content_hash(bench.modules), executed=True, sandbox="bubblewrap", cases=cases)


def implemented(bench) -> int:
    return next(
        n for n, one in enumerate(bench.specification.requirements) if one.status == "implemented" and one.elements
    )


INTEGRATION = {
    "a failing test": ("test_r1", lambda p, n: {"cases": first(p.cases, 0, outcome="failed", message="no")}),
    "an error": ("test_r1", lambda p, n: {"cases": first(p.cases, 0, outcome="error")}),
    "a test that asserts nothing": ("test_r1", lambda p, n: {"cases": first(p.cases, 0, asserts=0)}),
    "no test at all": ("cases", lambda p, n: {"cases": ()}),
    "only skipped tests": (
        "cases",
        lambda p, n: {"cases": tuple(changed(case, outcome="skipped") for case in p.cases)},
    ),
    "an uncovered requirement": ("r", lambda p, n: {"cases": (*p.cases[:n], *p.cases[n + 1 :])}),
    "a covering test that was skipped": ("r", lambda p, n: {"cases": first(p.cases, n, outcome="skipped")}),
    "a bad exit code": ("exit_code", lambda p, n: {"exit_code": 2}),
    "another package": ("modules_hash", lambda p, n: {"modules_hash": "0" * 64}),
    "no sandbox named": ("sandbox", lambda p, n: {"sandbox": ""}),
    "tests that did not run": ("executed", lambda p, n: {"executed": False, "cases": ()}),
    "two results with one name": ("test_r1", lambda p, n: {"cases": (*p.cases, p.cases[0])}),
}


@pytest.mark.parametrize("fault", INTEGRATION)
def test_integration_faults_are_rejected(bench, fault) -> None:
    part, plant = INTEGRATION[fault]
    clean = report(bench)
    planted = changed(clean, **plant(clean, implemented(bench)))
    rejected(judged(bench, "hierarchy", "integration", planted, integration_inputs(bench)), part)


def test_clean_integration_is_accepted(bench) -> None:
    verdict = judged(bench, "hierarchy", "integration", report(bench), integration_inputs(bench))
    assert verdict.approved, verdict.reasons


# ---- tuning: tuning → testing -------------------------------------------------------------------------------

BEFORE, FASTER = (2.0, 2.1, 2.2), (1.0, 1.1, 1.2)


def tuning_inputs(bench) -> r.TuningInputs:
    return r.TuningInputs(specification=bench.specification, modules=bench.modules, integration=report(bench))


def tuned() -> r.Tuning:
    def trial(parameter, value, times, kept):
        return r.Trial(
            id=f"trial.{parameter}",
            parameter=parameter,
            value=value,
            baseline_ms=BEFORE,
            trial_ms=times,
            behaviour="same",
            changed=(parameter,),
            kept=kept,
        )

    return r.Tuning(
        behaviour="same",
        trials=(
            trial("sqlite_cache_kib", 16000, FASTER, True),
            trial("sqlite_mmap_mib", 64, (2.0, 2.1, 2.3), False),
        ),
        settings={"sqlite_cache_kib": 16000},
    )


def trial_with(**update):
    return lambda t: {"trials": first(t.trials, 0, **update)}


TUNING = {
    "no measured gain": ("kept", trial_with(trial_ms=BEFORE)),
    "a gain within the scatter": ("kept", trial_with(trial_ms=(2.0, 2.05, 2.1))),
    "slower": ("kept", trial_with(trial_ms=(3.0, 3.1, 3.2))),
    "another behaviour": ("behaviour", trial_with(behaviour="other")),
    "two parameters at once": ("changed", trial_with(changed=("sqlite_cache_kib", "sqlite_mmap_mib"))),
    "an unknown parameter": ("parameter", trial_with(parameter="luck")),
    "a value that is not allowed": ("value", trial_with(value=1)),
    "too few measurements": ("trials", trial_with(trial_ms=(1.0,))),
    "a measurement that cannot be": ("trials", trial_with(trial_ms=(0.0, 1.0, 1.0))),
    "a setting nobody tried": ("settings", lambda t: {"settings": {**t.settings, "sqlite_wal_pages": 4000}}),
    "another value than was kept": ("settings", lambda t: {"settings": {"sqlite_cache_kib": 2000}}),
    "a winner that is not set": ("settings", lambda t: {"settings": {}}),
    "no behaviour to compare with": ("behaviour", lambda t: {"behaviour": ""}),
}


@pytest.mark.parametrize("fault", TUNING)
def test_tuning_faults_are_rejected(bench, fault) -> None:
    part, plant = TUNING[fault]
    planted = changed(tuned(), **plant(tuned()))
    rejected(judged(bench, "testing", "tuning", planted, tuning_inputs(bench)), part)


def test_clean_tuning_is_accepted(bench) -> None:
    verdict = judged(bench, "testing", "tuning", tuned(), tuning_inputs(bench))
    assert verdict.approved, verdict.reasons


# ---- deployment: deployment → testing -----------------------------------------------------------------------


def deployment_inputs(bench) -> r.DeploymentInputs:
    return r.DeploymentInputs(modules=bench.modules, integration=report(bench))


def deployed(bench) -> r.Deployment:
    return bench.crew["deployment"].draft(deployment_inputs(bench), ())


def container(dockerfile=None, compose=None, **more):
    """A deployment whose container files are the package's own, with a line changed or added in both."""

    def plant(d):
        update = dict(more)
        if dockerfile:
            update["dockerfile"] = dockerfile(d.dockerfile)
        if compose:
            update["compose"] = compose(d.compose)
        return update

    return plant


def nobody(text):
    return "\n".join(line for line in text.splitlines() if not line.startswith("USER"))


DEPLOYMENT = {
    "a demo that fails": (
        "commands.command.demo",
        lambda d: {"commands": first(d.commands, 1, exit_code=1, output="boom")},
    ),
    "no demo": ("commands", lambda d: {"commands": d.commands[:1]}),
    "no wheel": ("wheel", lambda d: {"wheel": ""}),
    "another package's wheel": ("wheel", lambda d: {"wheel": "other-0.1-py3-none-any.whl"}),
    "root": ("dockerfile", container(dockerfile=nobody)),
    "root by name": ("dockerfile", container(dockerfile=lambda t: t + "\nUSER root\n")),
    "a file from the network": (
        "dockerfile",
        container(dockerfile=lambda t: t + "\nADD https://example.org/x /x\n"),
    ),
    "a secret": ("dockerfile", container(dockerfile=lambda t: t + "\nENV API_KEY=abcdef123456\n")),
    "a port more": ("dockerfile", container(dockerfile=lambda t: t + "\nEXPOSE 22\n")),
    "two ports": ("ports", lambda d: {"ports": (8000, 22)}),
    "privileges": ("compose", container(compose=lambda t: t + "\n    privileged: true\n")),
    "the engine's socket": (
        "compose",
        container(compose=lambda t: t + "\n      - /var/run/docker.sock:/var/run/docker.sock\n"),
    ),
    "the host's network": ("compose", container(compose=lambda t: t + "\n    network_mode: host\n")),
    "a folder of the host": ("volumes", lambda d: {"volumes": ("/etc:/data",)}),
}


@pytest.mark.parametrize("fault", DEPLOYMENT)
def test_deployment_faults_are_rejected(bench, fault) -> None:
    part, plant = DEPLOYMENT[fault]
    clean = deployed(bench)
    planted = changed(clean, **plant(clean))
    basis = deployment_inputs(bench)
    modules = basis.modules
    for path, text in (("Dockerfile", planted.dockerfile), ("compose.yaml", planted.compose)):
        if text != modules.text(path):
            modules = edited(modules, path, lambda old, text=text: text)
    basis = changed(basis, modules=modules)
    rejected(judged(bench, "testing", "deployment", planted, basis), part)


def test_clean_deployment_is_accepted(bench) -> None:
    verdict = judged(bench, "testing", "deployment", deployed(bench), deployment_inputs(bench))
    assert verdict.approved, verdict.reasons


# ---- documentation: documentation → feedback ----------------------------------------------------------------


def documentation_inputs(bench) -> r.DocumentationInputs:
    return r.DocumentationInputs(
        brief=bench.brief,
        specification=bench.specification,
        blueprint=bench.blueprint,
        modules=bench.modules,
    )


def manual(bench) -> r.Manual:
    return bench.crew["documentation"].draft(documentation_inputs(bench), ())


def page(path, edit, commands=None):
    def plant(m):
        position = [one.path for one in m.pages].index(path)
        old = m.pages[position]
        update = {"text": edit(old.text)}
        if commands is not None:
            update["commands"] = (*old.commands, *commands)
        return {"pages": first(m.pages, position, **update)}

    return plant


def shell(command):
    return lambda text: text + f"\n```sh\n{command}\n```\n"


DOCUMENTATION = {
    "no tutorial": (
        "docs/tutorial.md",
        lambda m: {"pages": tuple(one for one in m.pages if one.path != "docs/tutorial.md")},
    ),
    "an empty page": ("docs/operations.md", page("docs/operations.md", lambda text: "# Operations\n")),
    "an operation left out": (
        "docs/api.md",
        lambda m: {"pages": tuple(changed(one, text=one.text.replace("borrow_item", "that")) for one in m.pages)},
    ),
    "a block left open": ("README.md", page("README.md", lambda text: text + "\n```\nhalf")),
    "a note to self": ("README.md", page("README.md", lambda text: text + "\nTODO: explain\n")),
    "a dead link": ("README.md", page("README.md", lambda text: text + "\n[more](docs/nowhere.md)\n")),
    "no diagram": (
        "docs/architecture.md",
        page("docs/architecture.md", lambda text: text.replace("![", "[")),
    ),
    "an agent left out": (
        "docs/architecture.md",
        page("docs/architecture.md", lambda text: text.replace("reservations", "things")),
    ),
    "a command that is not ours": (
        "README.md",
        page("README.md", shell("rm -rf data"), commands=(("rm", "-rf", "data"),)),
    ),
    "a command that fails": (
        "README.md",
        page(
            "README.md",
            shell("python -m library_lending explode"),
            commands=(("python", "-m", "library_lending", "explode"),),
        ),
    ),
    "a command hidden from the list": ("README.md", page("README.md", shell("python -m library_lending demo"))),
}


@pytest.mark.parametrize("fault", DOCUMENTATION)
def test_documentation_faults_are_rejected(bench, fault) -> None:
    part, plant = DOCUMENTATION[fault]
    planted = changed(manual(bench), **plant(manual(bench)))
    assert planted != manual(bench)
    bench.workshop.failing = ("explode",)
    rejected(judged(bench, "feedback", "documentation", planted, documentation_inputs(bench)), part)


def test_clean_documentation_is_accepted_and_followed(bench) -> None:
    bench.workshop.ran.clear()
    verdict = judged(bench, "feedback", "documentation", manual(bench), documentation_inputs(bench))
    assert verdict.approved, verdict.reasons
    assert any("demo" in line for line in bench.workshop.ran)


def test_a_page_is_followed_once_where_a_revision_is_to_be_sparing_and_its_own_tests_have_followed_it(bench) -> None:
    """A page is followed again where it is another one, where what is installed is not what was tested, where the report
    is about other files, and where nobody asked to be sparing."""
    basis = documentation_inputs(bench)
    passed = [f"tests/test_pages::test_a_page_can_be_followed[{one.path}]" for one in manual(bench).pages]
    tested = r.TestReport(
        modules_hash=content_hash(bench.modules),
        executed=True,
        cases=tuple(r.TestCase(id=f"test.n{n}", name=name, outcome="passed") for n, name in enumerate(passed)),
    )
    sparing = changed(basis, brief=changed(bench.brief, sparing=True), integration=tested)
    bench.workshop.failing = ("explode",)

    def followed(artefact: r.Manual, given: r.DocumentationInputs) -> bool:
        bench.workshop.ran.clear()
        judged(bench, "feedback", "documentation", artefact, given)
        return bool(bench.workshop.ran)

    assert not followed(manual(bench), sparing)
    planted = changed(manual(bench), **DOCUMENTATION["a command that fails"][1](manual(bench)))
    rejected(judged(bench, "feedback", "documentation", planted, sparing), "README.md")
    assert followed(manual(bench), changed(sparing, brief=bench.brief))
    assert followed(manual(bench), changed(sparing, integration=changed(tested, modules_hash="0" * 64)))
    assert followed(manual(bench), changed(sparing, integration=changed(tested, cases=tested.cases[1:])))
    bench.workshop.as_written = False
    assert followed(manual(bench), sparing)
    bench.workshop.as_written = True


# ---- next revision: feedback → hierarchy --------------------------------------------------------------------


def revision_inputs(bench) -> r.RevisionInputs:
    return r.RevisionInputs(specification=bench.specification, blueprint=bench.blueprint, integration=report(bench))


def proposal(**update) -> Change:
    clean = Change(
        action="add",
        part="actors",
        id="actor.visitor",
        value=Actor(id="actor.visitor", name="visitor").model_dump(mode="json", exclude={"id"}),
        reason="Visitors read the catalogue.",
        evidence="s1",
    )
    return clean.model_copy(update=update)


REVISION = {
    "no evidence": proposal(evidence=""),
    "evidence that is not there": proposal(evidence="s999"),
    "no reason": proposal(reason=" "),
    "no such part": proposal(part="poems"),
    "removes what is not there": proposal(action="remove", value=None),
    "adds what is there": proposal(id="actor.reader"),
    "no value": proposal(value=None),
    "a value of another shape": proposal(value={"colour": "red"}),
    "breaks a reference": proposal(part="entities", action="remove", id="entity.reader", value=None),
    "leaves a requirement bare": proposal(part="operations", action="remove", id="operation.borrow_item", value=None),
    "breaks a type": proposal(
        part="access",
        id="access.odd",
        value={"entity": "entity.ghost", "reason": "Odd."},
    ),
}


@pytest.mark.parametrize("fault", REVISION)
def test_revision_faults_are_rejected(bench, fault) -> None:
    planted = REVISION[fault]
    verdict = judged(bench, "hierarchy", "revision", r.Feedback(changes=(planted,)), revision_inputs(bench))
    rejected(verdict, planted.id)


def test_two_changes_of_one_element_are_rejected(bench) -> None:
    planted = r.Feedback(changes=(proposal(), proposal()))
    rejected(judged(bench, "hierarchy", "revision", planted, revision_inputs(bench)), "actor.visitor")


def test_clean_revision_is_accepted(bench) -> None:
    for clean in (
        r.Feedback(changes=(proposal(),)),
        bench.crew["feedback"].draft(revision_inputs(bench), ()),
    ):
        verdict = judged(bench, "hierarchy", "revision", clean, revision_inputs(bench))
        assert verdict.approved, verdict.reasons


def test_every_pair_has_ten_faults() -> None:
    planted = (
        PLAN, SPECIFICATION, BLUEPRINT, PROMPTS, MODULES,
        INTEGRATION, TUNING, DEPLOYMENT, DOCUMENTATION, REVISION,
    )  # fmt: skip
    assert [len(faults) >= 10 for faults in planted] == [True] * 10
