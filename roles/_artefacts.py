"""The artefacts of the roles, frozen and named by their content hash, but for those that blueprints has."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from autogenesis.models import Exchange
from blueprints import Behaviour, Change, Element, Frozen, Id, Json, Outcome, Past


class Shown(Frozen):
    """A test that passed: its name, a digest over all that went into it, and the run that ran it."""

    name: str
    digest: str
    run: str


class Brief(Frozen):
    """What a person asked for: the text (what stands after the acceptance mark is cut off), their answers, and the
    Changes that they decided on top of what the text says; with what came before, whose data are taken over."""

    text: str
    answers: dict[str, str] = Field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    past: Past = Past()
    tests: bool = True
    sparing: bool = False
    """Whether what is shown already, by the very same files in the very same environment, is not run again."""
    shown: tuple[Shown, ...] = ()
    """By the revision before."""
    attempts: int = 3


class Step(Element):
    """One step: `doer` makes `produces` out of `needs`, `approver` judges it, at most `attempts` times."""

    doer: str
    approver: str
    produces: str
    needs: tuple[str, ...] = ()
    attempts: int = 3


class WorkPlan(Frozen):
    """The steps of a run, in order."""

    steps: tuple[Step, ...] = ()


class Reason(Frozen):
    """Why something is rejected: `part` names the place in the artefact, `text` says what is wrong there."""

    part: str
    text: str


class Verdict(Frozen):
    """Approved, or rejected with reasons; it is approved where there are none."""

    approver: str
    reasons: tuple[Reason, ...] = ()

    @property
    def approved(self) -> bool:
        return not self.reasons


class AgentPrompt(Element):
    """The prompt of one generated agent that may talk to a model: a Jinja2 text over `inputs`."""

    agent: Id
    inputs: tuple[str, ...]
    text: str


class PromptSet(Frozen):
    """A prompt for every generated agent that may talk to a model, and for no other."""

    prompts: tuple[AgentPrompt, ...] = ()


class Module(Element):
    """One file of the package; `path` is relative to its folder, `agent` the design it carries out, if any."""

    path: str
    text: str
    agent: Id | None = None


class Unwritten(Element):
    """An operation of which the text says no more than that it is done: what a function that says how would be named
    and given, what is said of it, and the tests and skills nearest to it."""

    operation: Id
    function: str
    parameters: dict[str, str]
    sentences: tuple[str, ...]
    tests: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    """Fields that the row has already."""


class ModuleSet(Frozen):
    """Every file of the generated package `package`, in the folder `slug`. `open` are the operations that a model may
    write a behaviour for, `behaviours` those that one did."""

    slug: Id
    package: Id
    modules: tuple[Module, ...] = ()
    open: tuple[Unwritten, ...] = ()
    behaviours: tuple[Behaviour, ...] = ()

    def text(self, path: str) -> str | None:
        """The text of the file at `path`; None where there is none."""
        return next((module.text for module in self.modules if module.path == path), None)


class TestCase(Element):
    """One test of the package. `covers` are the ids of the requirements that it carries; where it was not run since the
    very same went into it before, `taken_from` is the run that ran it."""

    __test__ = False

    name: str
    outcome: Literal["passed", "failed", "error", "skipped"]
    message: str = ""
    asserts: int = 0
    covers: tuple[Id, ...] = ()
    taken_from: str = ""


class TestReport(Frozen):
    """What the package's own tests said, in an environment that no house can be imported in. Where `executed` is
    False nobody asked for them to run.

    `untested` are the elements that the package's trace itself lists as not exercised on purpose; `environment` is a
    digest of what the package does not bring along itself: interpreter, libraries, sandbox and its limits.
    """

    __test__ = False

    modules_hash: str
    executed: bool
    exit_code: int = 0
    sandbox: str = ""
    environment: str = ""
    cases: tuple[TestCase, ...] = ()
    untested: tuple[Id, ...] = ()

    def count(self, *outcomes: str) -> int:
        """How many cases ended so."""
        return sum(case.outcome in outcomes for case in self.cases)


class Trial(Element):
    """One setting tried against the best so far: medians in milliseconds, and what the package then answered."""

    parameter: str
    value: int
    baseline_ms: tuple[float, ...]
    trial_ms: tuple[float, ...]
    behaviour: str
    changed: tuple[str, ...]
    kept: bool


class Tuning(Frozen):
    """What was measured and what of it is kept; `behaviour` is the hash of the untuned package's answers."""

    behaviour: str
    trials: tuple[Trial, ...] = ()
    settings: dict[str, int] = Field(default_factory=dict)


class Command(Element):
    """A command as it was run, with how it ended."""

    line: tuple[str, ...]
    exit_code: int
    output: str = ""


class Deployment(Frozen):
    """The built wheel in an environment of its own, what ran there, and the rights that the container declares."""

    wheel: str
    commands: tuple[Command, ...] = ()
    dockerfile: str
    compose: str
    ports: tuple[int, ...] = ()
    volumes: tuple[str, ...] = ()


class Page(Element):
    """One page of the manual, in Markdown; `commands` are the commands that it shows, as words."""

    path: str
    text: str
    commands: tuple[tuple[str, ...], ...] = ()


class Manual(Frozen):
    """README, tutorial, guides for users and administrators, operations manual, reference and architecture."""

    pages: tuple[Page, ...] = ()


class Feedback(Frozen):
    """What the next revision should change, each Change with its evidence, and what stays open for a person."""

    changes: tuple[Change, ...] = ()
    open: tuple[str, ...] = ()


class Assignment(Frozen):
    """What the conductor asks of a role: to draft a step's artefact, to check one, or to decide which of several
    stands. Artefacts go by their hash."""

    run: str
    step: str
    attempt: int
    action: Literal["draft", "check", "decide"]
    produces: str
    inputs: dict[str, str]
    artefact: str | None = None
    rejections: tuple[Reason, ...] = ()
    alone: bool = False
    """Whether the draft stands as it is, and no model is asked."""
    versions: tuple[str, ...] = ()
    """To decide among."""
    temperature: float | None = None
    """To ask a model at; its own where there is none."""
    barred: tuple[str, ...] = ()
    """Changes of a model that are dropped, since they went round in a circle; each as action, part and id."""
    other: bool = False
    """Whether another model is asked than the role's own."""

    @property
    def kind(self) -> str:
        """The kind of artefact: `modules` of `modules.2`, where a plan has several made."""
        return self.produces.partition(".")[0]


class Delivery(Frozen):
    """A role's answer: the artefact it drafted, or its verdict; with what became of a model's Changes."""

    kind: str
    body: Json
    outcomes: tuple[Outcome, ...] = ()
    tokens: int = 0
    exchanges: tuple[Exchange, ...] = ()
    """With models, in order; where the last one failed, the draft stands."""
