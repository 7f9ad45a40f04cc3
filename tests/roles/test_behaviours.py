"""A model writes how an operation is done: what stands its trial enters the package, and nothing else ever does."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from autogen_core import CancellationToken

import roles as r
from autogenesis.language import understand
from autogenesis.sandbox import BubblewrapSandbox, SandboxRequest, SandboxResult, readable_paths
from blueprints import Behaviour, Specification
from tests.models.desk import Scripted
from tests.roles.test_asking import asking

TEXT = """# Scale house

The clerk scores each supplier by the usual share of deliveries without a complaint.
A supplier has a name, deliveries (a number) and complaints (a number).
The warden inspects each supplier by the usual list. The office may list the suppliers.
"""
GOOD = '''
from decimal import ROUND_HALF_UP, Decimal

def score_supplier(*, today, name, deliveries, complaints):
    """All deliveries without a complaint are 100."""
    if not deliveries or complaints is None or complaints > deliveries:
        return None
    share = (deliveries - complaints) / deliveries * 100
    return int(share.quantize(Decimal("1"), rounding=ROUND_HALF_UP))
'''


def example(deliveries, complaints, result) -> dict:
    given = {"today": "2026-03-04", "name": "Hill", "deliveries": deliveries, "complaints": complaints}
    return {"given": given, "result": result}


EXAMPLES = [example("40", "0", 100), example("8", "1", 88), example("3", "3", 0), example("0", "0", None)]


def answer(source: str = GOOD, **more) -> str:
    value = {
        "operation": "operation.score_supplier",
        "field": "reliability",
        "kind": "integer",
        "summary": "Scores a supplier by the share of its deliveries without a complaint",
        "source": source,
        "examples": EXAMPLES,
        **more.pop("value", {}),
    }
    change = {
        "action": "add",
        "part": "behaviours",
        "id": "written.score_supplier",
        "value": value,
        "reason": "As usual.",
    }
    return json.dumps({"changes": [{**change, "evidence": "written.score_supplier", **more}]})


class Bubble:
    """A workshop that only tries what models wrote, in bubblewrap, with this interpreter."""

    sandbox = "bubblewrap"

    def __init__(self, folder: Path) -> None:
        self.folder, self.trials = folder, 0

    def refuses_models(self) -> str:
        return ""

    def trial(self, script: str, stdin: str, *, seed: int, seconds: float) -> SandboxResult:
        self.trials += 1
        work = self.folder / "trial"
        work.mkdir(exist_ok=True)
        (work / "trial.py").write_text(script)
        python = Path(sys.executable)
        request = SandboxRequest(
            cwd=work,
            read_only=(work, *readable_paths(python)),
            stdin=stdin.encode(),
            timeout=3.0,
            memory_mib=256,
            env={"PYTHONHASHSEED": str(seed)},
        )
        return BubblewrapSandbox().run([str(python), "-S", "-B", "trial.py"], request=request)


@cache
def basis() -> r.ModuleInputs:
    specification = understand(TEXT).specification
    made = r.crew(lambda *_: SimpleNamespace(specification=specification), None)
    blueprint = made["design"].draft(r.BlueprintInputs(specification=specification), ())
    brief = r.Brief(text=TEXT)
    return r.ModuleInputs(brief=brief, specification=specification, blueprint=blueprint, prompts=r.PromptSet())


@cache
def draft() -> r.ModuleSet:
    return generator(None).draft(basis(), ())


def generator(workshop) -> r.Role:
    made = r.crew(lambda *_: None, workshop)["generator"]
    if workshop is not None:  # made once: nothing in it hangs on the workshop
        made.draft = lambda task, rejections: draft()
    return made


def asked(client, workshop, rejections=()) -> tuple[r.ModuleSet, r.Delivery]:
    from autogen_agentchat.messages import StructuredMessage

    agent = r.RoleAgent(
        generator(workshop), lambda name, _: getattr(basis(), name), r.STEP_INPUTS, client, asking=asking()
    )
    task = r.Assignment(
        run="r-1",
        step="modules",
        attempt=1,
        action="draft",
        produces="modules",
        inputs=dict.fromkeys(("brief", "specification", "blueprint", "prompts"), "x"),
        rejections=tuple(rejections),
    )
    message = StructuredMessage[r.Assignment](content=task, source="conductor")
    delivery = asyncio.run(agent.on_messages([message], CancellationToken())).chat_message.content
    return r.ModuleSet.model_validate(delivery.body), delivery


@pytest.mark.slow
def test_what_stands_its_trial_enters_the_package_marked_and_tested(tmp_path) -> None:
    client = Scripted(answer())
    made, delivery = asked(client, Bubble(tmp_path))
    assert [one.accepted for one in delivery.outcomes] == [True], delivery.outcomes
    assert len(client.asked) == 1  # what it left out on purpose is not asked for again
    prompt = client.asked[0].messages[0].content
    assert "written.inspect_supplier" in prompt
    assert "by the usual share of deliveries without a complaint" in prompt
    assert '"complaints":"Decimal | None"' in prompt
    assert "def test_score_supplier_is_done" in prompt
    source = made.text("src/scale_house/written/score_supplier.py")
    assert "A language model wrote this" in source
    assert "complaints: Decimal | None" in source
    (line,) = [one for one in json.loads(made.text("src/scale_house/report.json")) if "scores" in (one["clause"] or "")]
    assert line["status"] == "generic"
    assert "A language model wrote how" in line["note"]

    again, _ = asked(Scripted(answer()), Bubble(tmp_path))
    assert again == made
    folder = tmp_path / "package"
    for module in made.modules:
        (folder / module.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / module.path).write_text(module.text)
    tests = ["tests/test_written.py", "tests/test_operations.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": "src"}, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    story = (
        "import asyncio, sys; from scale_house import System\n"
        "async def main():\n"
        "    async with System.open('data') as system:\n"
        "        row = await system.call('add_supplier', {'name': 'Hill', 'deliveries': 8, 'complaints': 1})\n"
        "        print((await system.call('score_supplier', {'supplier': row['id']}))['reliability'])\n"
        "asyncio.run(main())\n"
    )
    env = {"PYTHONPATH": "src"}
    done = subprocess.run(
        [sys.executable, "-c", story], cwd=folder, capture_output=True, text=True, env=env, check=False
    )
    assert done.stdout.strip() == "88", done.stderr[-2000:]


def test_a_turn_without_a_name_and_a_logarithm_may_be_written(tmp_path) -> None:
    usual = "    for _ in range(2):\n        share = share + deliveries.ln() * 0\n    return int("
    _, delivery = asked(Scripted(answer(GOOD.replace("    return int(", usual))), Bubble(tmp_path))
    assert [one.accepted for one in delivery.outcomes] == [True], delivery.outcomes


def test_what_fails_goes_back_with_what_was_wrong_and_may_be_mended(tmp_path) -> None:
    wrong = GOOD.replace("* 100", "* 10")
    client = Scripted(answer(wrong), answer())
    made, delivery = asked(client, Bubble(tmp_path))
    assert [one.accepted for one in delivery.outcomes] == [False, True]
    assert "example 1 gives" in client.asked[1].messages[-1].content
    assert made.behaviours[0].source == GOOD


def test_who_answers_the_same_again_is_asked_no_more(tmp_path) -> None:
    client = Scripted(answer(GOOD.replace("* 100", "* 10")))
    made, delivery = asked(client, Bubble(tmp_path))
    assert made == draft()
    assert len(client.asked) == 2
    assert {one.accepted for one in delivery.outcomes} == {False}


def body(*lines: str, before: str = "") -> str:
    told = "".join(f"    {line}\n" for line in lines)
    return f"{before}\ndef score_supplier(*, today, name, deliveries, complaints):\n{told}"


HOSTILE = {
    "deletes files": body("import shutil", "shutil.rmtree('.')", "return 1"),
    "imports os": body("return os.getpid()", before="import os"),
    "imports by another's hand": body("return 1", before="from datetime import sys"),
    "imports ctypes from a package": body("return 1", before="from math import ctypes"),
    "imports with a function": body("return __import__('subprocess').call(['id'])"),
    "opens a file": body("return open('/etc/passwd').read()"),
    "evaluates text": body("return eval('1')"),
    "goes up to the builtins": body("return (x for x in name).gi_frame.f_builtins['open']"),
    "goes through classes": body("return ().__class__.__base__.__subclasses__()"),
    "gets attributes by name": body("return getattr(name, '__class__')"),
    "reads attributes in a format": body("return '{0.__class__}'.format(name)"),
    "hides letters": body("return ｅval('1')"),
    "loops for ever": body("while True:", "    pass"),
    "calls itself": body("return score_supplier(today=today, name=name, deliveries=1, complaints=0)"),
    "a class": body("return 1", before="class score:\n    pass"),
    "a decorator": body("return 1").replace("\ndef ", "\n@print\ndef "),
    "another's rule": body("rules.guards = []", "return 1", before="from .. import rules"),
    "a builtin of its own": body("len = None", "return 1"),
    "another function": GOOD.replace("score_supplier", "add_supplier"),
    "other parameters": GOOD.replace("complaints):", "complaints, secret=None):"),
    "no Python": "def score_supplier(:",
    "a book": body(*["x = 1"] * 2000),
    "brackets without end": body("return " + "(" * 300 + ")" * 300),
    "bytes": body("return b'x'"),
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_source_never_runs(source, tmp_path) -> None:
    workshop = Bubble(tmp_path)
    made, delivery = asked(Scripted(answer(source)), workshop)
    assert made == draft()
    assert workshop.trials == 0
    assert {one.accepted for one in delivery.outcomes} == {False}
    assert delivery.outcomes[0].reason


SLOW = {
    "counts for hours": body("for n in range(1000000000):", "    n += 1", "return 1"),
    "takes all memory": body("return len([n for n in range(1000000000)])"),
    "grows a text": body("text = 'x' * 1000000000", "return len(text * 9)"),
    "keeps what it saw": body("SEEN.append(1)", "return len(SEEN)", before="SEEN = []"),
    "hangs on the order of a set": body("return [n for n in {'a', 'b', 'c', 'd', 'e'}][0].count('a')"),
}


@pytest.mark.slow
@pytest.mark.parametrize("source", SLOW.values(), ids=SLOW)
def test_what_is_too_much_or_not_always_the_same_is_stopped_in_the_sandbox(source, tmp_path) -> None:
    before = sorted(tmp_path.rglob("*"))
    made, delivery = asked(Scripted(answer(source)), Bubble(tmp_path))
    assert made == draft()
    assert {one.accepted for one in delivery.outcomes} == {False}
    assert {one.name for one in tmp_path.rglob("*")} - {one.name for one in before} <= {"trial", "trial.py"}


EMPTY = {
    "no tests": {"examples": []},
    "tests that always give the same": {"examples": [EXAMPLES[0]] * 4},
    "tests of something else": {"examples": [{"given": {"x": 1}, "result": n} for n in range(4)]},
    "results of another kind": {"examples": [example("1", "0", "much"), *EXAMPLES]},
    "a field that is there": {"field": "complaints"},
    "a field that is none": {"field": "Reliability; import os"},
    "another operation": {"operation": "operation.list_suppliers"},
}


@pytest.mark.parametrize("value", EMPTY.values(), ids=EMPTY)
def test_what_shows_nothing_or_is_for_something_else_is_dropped(value, tmp_path) -> None:
    made, delivery = asked(Scripted(answer(value=value)), Bubble(tmp_path))
    assert made == draft()
    assert {one.accepted for one in delivery.outcomes} == {False}


@pytest.mark.parametrize(
    "more",
    [
        {"part": "modules", "id": "module.n1", "value": {"path": "src/scale_house/rules.py", "text": "guards = []"}},
        {"action": "remove", "value": {}},
        {"id": "written.list_suppliers"},
        {"evidence": "s1"},
    ],
    ids=["a module", "taken away", "nobody asked", "other evidence"],
)
def test_nothing_but_what_was_asked_for_changes(more, tmp_path) -> None:
    made, delivery = asked(Scripted(answer(**more)), Bubble(tmp_path))
    assert made == draft()
    assert {one.accepted for one in delivery.outcomes} == {False}


def test_where_its_package_failed_or_nothing_may_run_no_model_is_asked(tmp_path) -> None:
    from roles import UNHELPED

    client = Scripted(answer())
    assert asked(client, Bubble(tmp_path), rejections=[UNHELPED])[0] == draft()
    refusing = Bubble(tmp_path)
    refusing.refuses_models = lambda: "bubblewrap is not installed"
    assert asked(client, refusing)[0] == draft()
    assert not client.asked


def test_what_nobody_may_see_of_a_row_is_not_given_to_what_a_model_wrote() -> None:
    specification: Specification = basis().specification
    (supplier,) = [one for one in specification.entities if one.name == "supplier"]
    rule = {"id": "access.x", "entity": supplier.id, "hidden": ["complaints"], "reason": "Nobody sees them."}
    hidden = Specification.model_validate({**specification.model_dump(), "access": [rule]})
    made = generator(None).draft(basis().model_copy(update={"specification": hidden}), ())
    assert list(made.open[0].parameters) == ["today", "name", "deliveries"]
    assert Behaviour.model_fields.keys() >= {"source", "examples"}


def test_who_goes_round_in_two_answers_is_stopped_by_the_guard_and_the_report_says_so(tmp_path) -> None:
    one, other = answer(GOOD.replace("* 100", "* 10")), answer(GOOD.replace("/ deliveries", "/ complaints"))
    client = Scripted(one, other, one, other, one, other)
    made, delivery = asked(client, Bubble(tmp_path))
    assert made == draft()
    assert len(client.asked) == 3
    assert "without a new result" in delivery.outcomes[-1].reason
    assert not any("without a new result" in one.reason for one in delivery.outcomes[:-1])


def test_who_is_always_wrong_in_another_way_is_asked_a_number_of_times(tmp_path) -> None:
    words = ("hill", "river", "wood", "stone", "field", "lake", "dune")
    client = Scripted(*(answer(body(f"return {{'{word}': 1}}[name]")) for word in words))
    made, delivery = asked(client, Bubble(tmp_path))
    assert made == draft()
    assert len(client.asked) <= 5
    assert len(delivery.outcomes) == len(client.asked)


def test_an_answer_that_is_no_behaviour_goes_back_too(tmp_path) -> None:
    client = Scripted(answer(value={"kind": "row"}), answer())
    made, delivery = asked(client, Bubble(tmp_path))
    assert [one.accepted for one in delivery.outcomes] == [False, True]
    assert made.behaviours[0].source == GOOD


@pytest.mark.slow
def test_what_a_model_wrote_is_a_candidate_that_tells_where_it_is_from(tmp_path) -> None:
    made, _ = asked(Scripted(answer()), Bubble(tmp_path))
    (one,) = r.candidates_of(made, run="r-1", text_hash="t", package_tests=7)
    assert one.name == "scale_house.score_supplier"
    assert one.parameters == {"today": "date", "name": "text", "deliveries": "decimal", "complaints": "decimal"}
    assert one.result == "integer"
    assert "usual share" in one.sentences[0]
    (again,) = r.candidates_of(made, run="r-2", text_hash="u", package_tests=0)
    assert again.hash == one.hash


def test_who_gets_nearer_is_asked_on(tmp_path) -> None:
    """Answers that are much alike are no circle where more examples hold each time."""
    lines = ("if not deliveries:", "    return None")
    nearer = [
        body(*lines, f"return {{40: {one}, 8: {other}, 3: 0}}[int(deliveries)]")
        for one, other in ((1, 2), (100, 2), (100, 88))
    ]
    client = Scripted(
        *(answer(source.replace("3: 0", "3: 9") if n == 0 else source) for n, source in enumerate(nearer))
    )
    made, delivery = asked(client, Bubble(tmp_path))
    assert [one.accepted for one in delivery.outcomes] == [False, False, True]
    assert len(made.behaviours) == 1
